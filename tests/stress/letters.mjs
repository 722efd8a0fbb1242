// SPDX-License-Identifier: EUPL-1.2
// The letters: each about one thing that a letter can hold, one of all that records fill in, a very long one, and several with hardly a text.
import { oddTitle, signs } from "./characters.mjs";
import { constructs, headings } from "./constructs.mjs";
import { blocks, fence, heading, lines, table, times } from "./markdown.mjs";
import { jpeg, png } from "./pictures.mjs";
import { proseFrom } from "./prose.mjs";
import { notes, tables } from "./tables.mjs";

const prose = proseFrom(5);

const letter = (name, title, body, more = {}) => ({
	path: `letters/${name}.md`,
	front: { title, date: "2026-06-01", kind: "information", signatories: [{ office: "DE MINISTER VAN PROEVEN", name: "Anna Proef" }], ...more },
	body,
});

const files = [
	...["grey", "rgb", "palette", "grey-alpha", "alpha"].map((kind) => ({ path: `files/${kind}.png`, bytes: png(kind, 64, 48) })),
	{ path: "files/grey.jpg", bytes: jpeg(1, 40, 30) },
	{ path: "files/colour.jpg", bytes: jpeg(3, 40, 30) },
	{ path: "files/wide.png", bytes: png("rgb", 1200, 20) },
	{ path: "files/high.png", bytes: png("grey", 10, 1200) },
	{ path: "files/dot.png", bytes: png("alpha", 1, 1) },
	{ path: "files/bijlage.txt", bytes: "Een bijlage.\n" },
];

const pictures = () => blocks(
	files.filter(({ path }) => !path.endsWith(".txt")).map(({ path }) => blocks(prose.sentence(), `![Banden, ${path}, met <haken> & (haakjes)](${path})`)),
	"Midden in een zin ![klein](files/grey.png) en verder, nog eens ![klein](files/grey.png) en ![weer](files/colour.jpg).",
	lines("- ![in een lijst](files/rgb.png)", "- tekst ![na tekst](files/rgb.png)", "", "> ![in een citaat](files/rgb.png)"),
	"### Kop met ![een beeld](files/dot.png) erin",
	`${prose.sentence()}[^beeld]`,
	"[^beeld]: ![in een noot](files/palette.png)",
);

const section = (i) => blocks(
	heading(2 + (i % 3), `${prose.title()} ${i}`),
	prose.paragraphs(4) + (i % 5 ? "" : `[^s${i}]`),
	i % 5 ? [] : [lines(`- ${prose.sentence()}`, `- ${prose.sentence()}`), `[^s${i}]: ${prose.paragraph()}`],
);

const long = (sections) => blocks(times(sections, section), times(6, (i) => blocks(`# Bijlage ${i}`, prose.paragraphs(12))));

const followups = () => blocks(
	prose.paragraphs(2),
	"## Stand van zaken",
	fence("follow-up-table", "theme: themes/proef"),
	"## Moties en toezeggingen",
	fence("follow-up-list"),
	"# Bijlage: Besparingen",
	fence("savings-list", "evaluation: evaluations/pr-1"),
	"# Bijlage: Vragen",
	fence("question-list", "set: questions/lijst"),
);

const english = () => blocks("The state of affairs is given below.[^a]", "## Heading", table(["One", "Two"], ["---", "---"], [["a", "b"]]), "[^a]: A note.");

const many = ({ signatories, attachments }) => ({
	references: times(12, (i) => `KENMERK-2026-${i}`),
	signatories: times(signatories, (i) => ({ office: `DE MINISTER VAN ${prose.some(i).toUpperCase()}`, name: `${prose.title(2)} Şahin-Łukasz (${i})` })),
	attachments: times(attachments, (i) => ({ file: "bijlage.txt", title: `${prose.title(i % 7 ? 6 : 40)} & <${i}>` })),
});

const reaction = { kind: "cabinet-response", date: "2024-12-01", about: ["evaluations/pr-1"], kamerstuk: "31516, nr. 51" };

export const letters = (size) => [
	...files,
	letter("reactie", "Kabinetsreactie", `Over aanbeveling 1 en 2, de motie-Proef en TZ202401-001. ${prose.paragraph()}`, reaction),
	letter("opvolging", "Opvolging in Beeld", followups(), { kind: "follow-up", year: 2026, about: ["evaluations/pr-1"] }),
	letter("bouwsels", "Alle bouwsels", constructs(), { about: ["evaluations/pr-1"] }),
	letter("tabellen", "Tabellen", tables(size.rows)),
	letter("noten", "Noten", notes()),
	letter("beelden", "Beelden", pictures()),
	letter("tekens", oddTitle, signs(), { summary: oddTitle, references: [oddTitle] }),
	letter("lang", `Een lange brief over ${prose.some(60)}`, long(size.sections), { references: ["KENMERK"] }),
	letter("veel", "Veel ondertekenaars en bijlagen", prose.paragraph(), many(size)),
	letter("leeg", "Leeg", ""),
	letter("punt", ".", "."),
	letter("kop", "Kop alleen", "## Kop alleen"),
	letter("bijlage", "Bijlage alleen", "# Bijlage alleen"),
	letter("concept", "Een concept", blocks(prose.paragraphs(8), headings()), { visibility: "draft" }),
	letter("english", "A letter in English", english(), { lang: "en", to: "abroad", closing: "Yours sincerely," }),
];
