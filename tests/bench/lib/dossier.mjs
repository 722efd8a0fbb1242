// SPDX-License-Identifier: EUPL-1.2
// A long letter of made-up sentences, the same for everyone who asks for as many chapters: in the record format, as a Typst document and as
// plain text, of the same words. Each chapter has paragraphs with bold words and links, lists, footnotes and a table.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const letter = "letters/2026-06-01-proef";
export const questions = "questions/proef";

const title = "Proefbrief over de uitvoering van het beleid";
const sender = ["Ministerie van Proeven", "Plein 1", "Postbus 1", "2500 AA Den Haag", "www.example.nl"];
const returnAddress = "Postbus 1 2500 AA Den Haag";
const addressee = ["de Voorzitter van de Tweede Kamer", "der Staten-Generaal", "Postbus 20018", "2500 EA Den Haag"];

// Words as long as those of Dutch letters: more than half are small, the most frequent first; some nouns are put together.
const small = `de het een van in en is dat op te voor met zijn die aan door ook om bij uit naar over als niet wordt nog deze dit worden maar
	hierbij meer tot onder tussen tijdens volgens binnen zodat omdat daarnaast daarom echter zowel`.split(/\s+/);
const nouns = `beleid uitvoering toezicht onderzoek begroting maatregel organisatie veiligheid onderwijs samenwerking verantwoording
	ontwikkeling capaciteit personeel materieel infrastructuur regelgeving kwaliteit voortgang planning besluitvorming informatie
	ondersteuning gemeente provincie rapportage evaluatie doelstelling opdracht termijn financiering verbetering werkwijze proces
	beschikbaarheid inzet opleiding huisvesting vergunning subsidie bijdrage overleg advies afspraak ambitie belang budget gevolg
	inzicht keuze kosten kader middelen norm oordeel partij plan project rol situatie taak verschil voorwaarde wijziging`.split(/\s+/);
const others = `gemeld verwacht vastgesteld uitgewerkt gestart afgerond onderzocht besproken aangepast versterkt gevolgd genomen gegeven
	zorgvuldig tijdig doeltreffend doelmatig beschikbaar noodzakelijk zichtbaar structureel aanvullend jaarlijks wettelijk
	financieel bestuurlijk maatschappelijk praktisch verschillende nieuwe eerste volgende betrokken belangrijke grote huidige
	maakt geeft vraagt blijft leidt draagt werkt toont biedt vergt`.split(/\s+/);
const joints = `beleids uitvoerings veiligheids onderwijs begrotings samenwerkings kwaliteits informatie verantwoordings capaciteits
	personeels toezichts gemeente evaluatie ontwikkelings vergunningen`.split(/\s+/);

// mulberry32: small, and the same everywhere.
function chance(seed) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

// A list of chapters, and a chapter is a list of blocks: { kind: 'heading', level, text } · { kind: 'paragraph', spans } ·
// { kind: 'list', ordered, items: [spans] } · { kind: 'table', head: [text], rows: [[text]] }. A span is { kind, text, to }, of kind 'text',
// 'bold', 'link' or 'note'.
function chaptersOf(count) {
	const random = chance(2026);
	const between = (least, most) => least + Math.floor(random() * (most - least + 1));
	const one = (list) => list[Math.floor(random() * list.length)];
	const frequent = (list) => list[Math.floor(random() ** 2 * list.length)];
	const noun = () => (random() < 0.12 ? one(joints) + one(nouns) : one(nouns));
	const word = () => {
		const kind = random();
		return kind < 0.56 ? frequent(small) : kind < 0.8 ? noun() : one(others);
	};
	const words = (count) => Array.from({ length: count }, word).join(" ");
	const capital = (text) => text[0].toUpperCase() + text.slice(1);
	const heading = () => capital(`${noun()} ${one(["en", "van", "voor", "in"])} ${noun()}`);
	const number = () => String(between(2, 998));
	const clause = () => (random() < 0.08 ? `${words(between(2, 5))} ${number()} ${words(between(2, 5))}` : words(between(5, 12)));
	const sentence = () => capital(clause() + (random() < 0.4 ? `, ${clause()}` : "")) + ".";
	const sentences = (least, most) => Array.from({ length: between(least, most) }, sentence).join(" ");

	const paragraph = (note) => {
		const spans = [{ kind: "text", text: sentences(1, 3) }];
		if (random() < 0.5)
			spans.push(
				{ kind: "text", text: " " + capital(words(3)) + " " },
				{ kind: "bold", text: words(between(1, 4)) },
				{ kind: "text", text: " " + words(between(2, 8)) + "." },
			);
		if (random() < 0.4)
			spans.push(
				{ kind: "text", text: " " + capital(words(2)) + " " },
				{ kind: "link", text: words(between(2, 4)), to: `https://www.example.nl/stukken/${between(1000, 9999)}` },
				{ kind: "text", text: " " + words(between(2, 8)) + "." },
			);
		if (note) spans.push({ kind: "note", text: sentences(1, 2) });
		spans.push({ kind: "text", text: " " + sentences(1, 2) });
		return { kind: "paragraph", spans };
	};
	const item = () => [{ kind: "text", text: words(between(4, 18)) + ";" }];
	const list = (ordered) => ({ kind: "list", ordered, items: Array.from({ length: between(3, 6) }, item) });
	const table = () => {
		const columns = between(3, 5);
		const cell = (column) => (column === 0 ? capital(words(between(1, 3))) : column === columns - 1 ? number() : words(between(2, 9)));
		return {
			kind: "table",
			head: Array.from({ length: columns }, () => capital(noun())),
			rows: Array.from({ length: between(4, 14) }, () => Array.from({ length: columns }, (_, column) => cell(column))),
		};
	};
	const chapter = (i) => [
		{ kind: "heading", level: 2, text: heading() },
		paragraph(),
		paragraph(),
		paragraph(true),
		{ kind: "heading", level: 3, text: heading() },
		paragraph(),
		list(i % 2 === 1),
		paragraph(i % 3 === 0),
		{ kind: "heading", level: 3, text: heading() },
		paragraph(),
		table(),
		paragraph(),
	];
	return Array.from({ length: count }, (_, i) => chapter(i));
}

// The record format

function markdownOf(blocks) {
	const notes = [];
	const spans = (list) =>
		list
			.map(({ kind, text, to }) => {
				if (kind === "bold") return `**${text}**`;
				if (kind === "link") return `[${text}](${to})`;
				if (kind === "note") return `[^${notes.push(text)}]`;
				return text;
			})
			.join("");
	const row = (cells) => `| ${cells.join(" | ")} |`;
	const block = ({ kind, ...of }) => {
		if (kind === "heading") return `${"#".repeat(of.level)} ${of.text}`;
		if (kind === "list") return of.items.map((item, i) => `${of.ordered ? `${i + 1}.` : "-"} ${spans(item)}`).join("\n");
		if (kind === "table") return [row(of.head), row(of.head.map(() => "---")), ...of.rows.map(row)].join("\n");
		return spans(of.spans);
	};
	const body = blocks.map(block);
	return [...body, ...notes.map((text, i) => `[^${i + 1}]: ${text}`)].join("\n\n") + "\n";
}

const site = `title: Proef
language: nl
timezone: Europe/Amsterdam
base_url: https://www.example.nl/
organisation:
  name: ${sender[0]}
  identifier: https://identifier.overheid.nl/tooi/id/ministerie/mnre1018
  letterhead: [${sender.slice(1).join(", ")}]
  return_address: ${returnAddress}
addressees:
  - id: tweede-kamer
    lines: [${addressee.join(", ")}]
    salutation: Geachte voorzitter,
closing: Hoogachtend,
statuses:
  - {id: open, label: Open, open: true}
decisions:
  - {id: adopted, label: Overgenomen, follow: true}
categories:
  - {id: one, label: Een}
`;

const letterFront = `---
title: ${title}
date: 2026-06-01
kind: information
signatories:
  - {office: DE MINISTER VAN PROEVEN, name: Anna Voorbeeld}
---

`;

const setText = `---
title: Vragen over de uitvoering van het beleid
date: 2026-06-01
kind: Lijst van vragen en antwoorden
about: De uitvoering van het beleid
---
`;

const questionFront = (number) => `---
number: ${number}
question: |
  Hoe staat het met de uitvoering van het beleid?
---

`;

// Typst

// The measures of gen/pdf/look.c. A line is as high as the letter and its leading, as there.
const preamble = `#set document(title: "${title}", author: "${sender[0]}", date: datetime(year: 2026, month: 6, day: 1))
#set text(font: "Noto Sans", size: 9.5pt, lang: "nl", region: "NL", hyphenate: true, top-edge: 0.7em, bottom-edge: -0.3em)
#set par(leading: 3.5pt, spacing: 10.5pt, justify: false, linebreaks: sys.inputs.at("linebreaks", default: "simple"))
#let accent = rgb(21, 69, 107)
#let soft = rgb(84, 84, 84)
#set page(
  paper: "a4",
  margin: (left: 28mm, right: 60mm, top: 32mm, bottom: 25mm),
  header-ascent: 13mm,
  header: context if counter(page).get().first() > 1 {
    text(7pt, soft)[1 juni 2026 · ${title}]
  },
  footer-descent: 7mm,
  footer: place(dx: 129mm, text(7pt, soft, context {
    "Pagina " + str(counter(page).get().first()) + " van " + str(counter(page).final().first())
  })),
)
#show link: set text(accent)
#show heading.where(level: 1): set text(9.5pt, weight: "regular")
#show heading.where(level: 2): it => block(above: 19pt, below: 8pt, text(11pt, accent, it.body))
#show heading.where(level: 3): it => block(above: 17pt, below: 5.5pt, text(9.5pt, it.body))
#set list(indent: 0pt, body-indent: 13pt, spacing: 6pt)
#set enum(indent: 0pt, body-indent: 9pt, spacing: 6pt)
#set footnote.entry(clearance: 6pt, gap: 5pt, indent: 0pt)
#show footnote.entry: set text(7.5pt)
#show footnote.entry: set par(leading: 2.5pt)
#set table(stroke: (x: none, y: 0.5pt + rgb(163, 170, 176)), inset: (x: 4.5pt, y: 5pt), align: left,
  fill: (_, y) => if y == 0 { rgb(236, 240, 244) })
#show table: set text(8.5pt)
#show table: set par(leading: 3pt)
#show table: it => block(above: 14.5pt, below: 14.5pt, pad(right: -42mm, it))

#place(top, dy: -12mm, text(13pt, accent)[*${sender[0]}*])
#place(top, dx: 129mm, dy: 18mm, box(width: 40mm, text(7.5pt)[*${sender[0]}* \\ ${sender.slice(1).join(" \\ ")}]))
#place(top, dy: 18mm, text(7pt, soft)[Retouradres ${returnAddress}])
#place(top, dy: 23mm, [${addressee.join(" \\ ")}])
#v(60mm)
#grid(columns: (19mm, 1fr), row-gutter: 3.5pt,
  text(7.5pt, soft)[Datum], [1 juni 2026],
  text(7.5pt, soft)[Betreft], heading(level: 1)[${title}])
#v(20pt)

Geachte voorzitter,

`;

function typstOf(blocks) {
	const spans = (list) =>
		list
			.map(({ kind, text, to }) => {
				if (kind === "bold") return `*${text}*`;
				if (kind === "link") return `#link("${to}")[${text}]`;
				if (kind === "note") return `#footnote[${text}]`;
				return text;
			})
			.join("");
	const cells = (list, mark) => list.map((text) => `[${mark}${text}${mark}]`).join(", ");
	const block = ({ kind, ...of }) => {
		if (kind === "heading") return `${"=".repeat(of.level)} ${of.text}`;
		if (kind === "list") return of.items.map((item) => `${of.ordered ? "+" : "-"} ${spans(item)}`).join("\n");
		if (kind === "table")
			return [
				`#table(columns: ${of.head.length},`,
				`  table.header(${cells(of.head, "*")}),`,
				...of.rows.map((row) => `  ${cells(row, "")},`),
				")",
			].join("\n");
		return spans(of.spans);
	};
	return preamble + blocks.map(block).join("\n\n") + "\n\nHoogachtend,\n\nDE MINISTER VAN PROEVEN\n\n#v(38pt)\n\nAnna Voorbeeld\n";
}

// Plain text: what a reader of either must find, in whatever order.

const plainSpans = (list, notes) => list.map(({ kind, text }) => (kind === "note" ? `${notes.push(text)}` : text)).join("");

function plainOf(blocks) {
	const notes = [];
	const block = ({ kind, ...of }) => {
		if (kind === "heading") return of.text;
		if (kind === "list") return of.items.map((item, i) => `${of.ordered ? `${i + 1}.` : ""} ${plainSpans(item, notes)}`).join("\n");
		if (kind === "table") return [of.head, ...of.rows].map((row) => row.join("\n")).join("\n");
		return plainSpans(of.spans, notes);
	};
	const body = blocks.map(block);
	const above = [sender[0], ...sender, "Retouradres", returnAddress, ...addressee, "Datum", "1 juni 2026", "Betreft", title, "Geachte voorzitter"];
	const below = ["Hoogachtend", "DE MINISTER VAN PROEVEN", "Anna Voorbeeld"];
	return [...above, ...body, ...below, ...notes.map((text, i) => `${i + 1} ${text}`)].join("\n");
}

// Writing

function put(folder, path, text) {
	mkdirSync(dirname(join(folder, path)), { recursive: true });
	writeFileSync(join(folder, path), text);
}

// A letter of so many chapters, as one text: content/ and letter.typ. Returns its words as plain text, and those that a page may say again: the
// headings of its tables.
export function writeLetter(folder, count) {
	const blocks = chaptersOf(count).flat();
	put(folder, "content/site.yaml", site);
	put(folder, `content/${letter}.md`, letterFront + markdownOf(blocks));
	put(folder, "letter.typ", typstOf(blocks));
	return { plain: plainOf(blocks), repeated: blocks.flatMap((block) => block.head ?? []).join(" ") };
}

// The same chapters as the answers of a question set, each in a file of its own: content/ alone. A text may be 4 MB long, some 1,200 pages;
// what is longer is made of many records.
export function writeQuestions(folder, count) {
	put(folder, "content/site.yaml", site);
	put(folder, `content/${questions}/index.md`, setText);
	chaptersOf(count).forEach((blocks, i) =>
		put(folder, `content/${questions}/${String(i + 1).padStart(4, "0")}.md`, questionFront(i + 1) + markdownOf(blocks)),
	);
}
