// SPDX-License-Identifier: EUPL-1.2
// A large made-up collection, the same for everyone who asks for as many records, and one that 'opvolging check' has nothing to say of. Of a hundred and one,
// sixty are sets of questions with their answers, twenty-five recommendations and what became of them each year, ten letters, five evaluations and one a theme;
// they refer to each other as such texts do. Words are as frequent, as many and as long as in three real letters and reports (MEASURED): those that hold Dutch
// together first, then all of Debian's list in an order of chance. A letter has at most 20 pages.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const small = `de van het een in en is dat op te voor met zijn die aan door ook om bij uit naar over als niet wordt nog deze dit worden maar
	hierbij meer tot onder tussen tijdens volgens binnen zodat omdat daarnaast daarom echter zowel er heeft kan of zal hun we ze dan
	wel geen was hebben jaar moet welke waar zich kunnen hoe veel al`.split(/\s+/);

// mulberry32: small, and the same everywhere.
export function chance(seed) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

// What three real documents of 12,301 words have: their ten most frequent words are 30 % of the text, the first hundred 55 %, and among 1,000, 5,000 and 10,000
// words drawn from them are 503, 1,480 and 2,200 different ones. A share that falls by STEEP from rank 600 on gives 30 %, 56 %, 474, 1,468 and 2,287; the word of
// Zipf's law, 1/n for all of a list, would be twice as many different words. Their words have 5.9 letters, for the frequent ones are short.
const MEASURED = { even: 0.95, rank: 600, steep: 1.6, frequent: 1000, letters: 9 };

const share = (rank) => (rank < MEASURED.rank ? rank ** -MEASURED.even : MEASURED.rank ** -MEASURED.even * (rank / MEASURED.rank) ** -MEASURED.steep);

function shuffled(list) {
	const mix = chance(1);
	for (let i = list.length - 1; i > 0; i--) {
		const other = Math.floor(mix() * (i + 1));
		[list[i], list[other]] = [list[other], list[i]];
	}
	return list;
}

// All words, the most frequent ones first.
function ranked() {
	const listed = shuffled(readFileSync("/usr/share/dict/dutch", "utf8").split("\n").filter((word) => /^[a-z]{3,}$/.test(word)));
	const frequent = listed.filter((word) => word.length <= MEASURED.letters).slice(0, MEASURED.frequent);
	const known = new Set([...small, ...frequent]);
	return [...known, ...listed.filter((word) => !known.has(word))];
}

// Draws words by their frequency.
export function vocabulary(random) {
	const words = ranked();
	const sums = new Float64Array(words.length);
	words.forEach((_, i) => (sums[i] = (i ? sums[i - 1] : 0) + share(i + 1)));
	const all = sums[sums.length - 1];
	return () => {
		const wanted = random() * all;
		let from = 0, to = sums.length - 1;
		while (from < to) {
			const middle = (from + to) >> 1;
			if (sums[middle] < wanted) from = middle + 1;
			else to = middle;
		}
		return words[from];
	};
}

const site = `title: Proef
language: nl
timezone: Europe/Amsterdam
base_url: https://www.example.nl/
organisation: {name: Ministerie van Proeven}
addressees:
  - {id: tweede-kamer, lines: [de Voorzitter van de Tweede Kamer], salutation: "Geachte voorzitter,"}
closing: Hoogachtend,
statuses:
  - {id: open, label: Onderhanden, open: true}
  - {id: delayed, label: Vertraagd, open: true}
  - {id: done, label: Afgerond, open: false}
decisions:
  - {id: adopted, label: Overgenomen, follow: true}
  - {id: declined, label: Niet overgenomen, follow: false}
`;

const YEARS = [2024, 2025, 2026];
const SETS = 6, QUESTIONS = 9, EVALUATIONS = 5, EACH = 2; // of a unit; of a set; of a unit; recommendations of an evaluation
const MOST_LINKS = 20;
const WITHOUT_QUESTIONS = 1 + EVALUATIONS * (2 + EACH) + YEARS.length * (1 + EVALUATIONS) + 2; // records of a unit

const signed = "signatories:\n  - {office: DE MINISTER, name: Anna Voorbeeld}";
// What a follow-up says of its item while that is open, and once it is not.
export const followed = (evaluation, year) => `status: open\nexpected: ${year + 1}`;
export const closed = (evaluation) => `status: done\nevidence: [https://www.example.nl/${evaluation}]`;

const two = (number) => String(number).padStart(2, "0");

// content/ of so many records below folder. With links, every text has as many words and references to so many records, 20 at the most.
export function writeCollection(folder, count, { links } = {}) {
	const random = chance(2026);
	const draw = vocabulary(random);
	const between = (least, most) => least + Math.floor(random() * (most - least + 1));
	const words = (number) => Array.from({ length: number }, draw).join(" ");
	const capital = (text) => text[0].toUpperCase() + text.slice(1);
	const sentence = (number) => capital(words(number)) + ".";
	const title = (number) => capital(words(number));

	const one = (list) => list[Math.floor(random() * list.length)];

	// References as people write them, to what a unit has so far; a question leads to one before it, so that none goes round in a circle.
	const linkTo = (id) => `${sentence(3).slice(0, -1)} [${words(2)}](${id}) ${words(3)}.`;
	const reference = (unit) => {
		const kinds = [
			() => unit.question > 1 && `Zie vraag ${between(1, unit.question - 1)}.`,
			() => unit.papers > 0 && `${sentence(4).slice(0, -1)} Kamerstuk ${unit.dossier.join(" ")}, nr. ${between(1, unit.papers) + unit.papersBefore}.`,
			() => unit.evaluations.length > 0 && linkTo(one(unit.evaluations)),
			() => unit.recommendations.length > 0 && linkTo(one(unit.recommendations)),
			() => `${sentence(3).slice(0, -1)} https://www.example.nl/${draw()} ${words(3)}.`,
		];
		return one(kinds)() || sentence(7);
	};
	const references = (unit) => {
		const known = [...unit.evaluations, ...unit.recommendations];
		return Array.from({ length: MOST_LINKS }, (_, i) => (i < links && known.length ? linkTo(known[i % known.length]) : sentence(8))).join(" ");
	};
	const paragraph = (unit) => {
		const parts = [sentence(between(8, 20)), sentence(between(8, 20)), `${sentence(6).slice(0, -1)} **${words(2)}** ${words(between(4, 9))}.`, sentence(between(8, 20))];
		if (links === undefined && random() < 0.4) parts.push(reference(unit));
		return parts.join(" ");
	};
	const list = () => Array.from({ length: between(3, 5) }, () => `- ${words(between(5, 14))};`).join("\n");
	const table = () => ["| Jaar | Bedrag | Toelichting |", "|---|---|---|", ...Array.from({ length: between(3, 6) }, () => `| ${between(2020, 2030)} | ${between(1, 900)} | ${words(4)} |`)].join("\n");
	const body = (unit, paragraphs) => {
		const blocks = [];
		for (let i = 0; i < paragraphs; i++) {
			if (i && i % 4 === 0) blocks.push(`## ${title(4)}`);
			blocks.push(paragraph(unit));
			if (random() < 0.12) blocks.push(list());
			if (random() < 0.05) blocks.push(table());
		}
		if (links !== undefined) blocks.push(references(unit));
		if (random() < 0.1) blocks[0] += "[^1]", blocks.push(`[^1]: ${sentence(12)}`);
		return blocks.join("\n\n") + "\n";
	};

	const made = new Set();
	const put = (path, text) => {
		if (count-- <= 0) return;
		const file = join(folder, "content", path), slash = path.lastIndexOf("/");
		if (!made.has(path.slice(0, slash))) made.add(path.slice(0, slash)), mkdirSync(join(file, ".."), { recursive: true });
		writeFileSync(file, text);
	};

	const letter = (unit, id, date, keys, text) =>
		put(`letters/${id}.md`, `---\ntitle: ${title(8)}\nsummary: ${sentence(15)}\ndate: ${date}\n${keys}\nkamerstuk: ${unit.dossier.join("")}, nr. ${++unit.papers + unit.papersBefore}\n${signed}\n---\n\n${text}`);

	// A letter comes before what names it.
	const putEvaluation = (unit, evaluation, day) => {
		letter(unit, `reactie-${evaluation}`, `2023-${unit.month}-${two(day)}`, "kind: cabinet-response", body(unit, 8));
		put(`evaluations/${evaluation}.md`, `---\ntitle: ${title(6)}\nsummary: ${sentence(20)}\ntheme: ${unit.theme}\nkind: Periodieke Rapportage\ncompleted: ${2020 + (unit.number % 4)}\nbudget_articles: "${between(1, 12)}"\nbudget_basis: {year: 2022, label: "€ ${between(1, 900)} miljoen"}\noffered_in: letters/reactie-${evaluation}\n---\n\n${body(unit, 8)}`);
		unit.evaluations.push(`evaluations/${evaluation}`);
		for (let k = 1; k <= EACH; k++) {
			const id = `recommendations/${evaluation}/${two(k)}`;
			put(`${id}.md`, `---\nevaluation: evaluations/${evaluation}\nnumber: ${k}\ndecision: ${k === 1 ? "adopted" : "declined"}\ndecided_in: letters/reactie-${evaluation}\nresponse: |\n  ${paragraph(unit)}\n\n  ${paragraph(unit)}\n---\n\n${body(unit, 6)}`);
			unit.recommendations.push(id);
		}
	};
	const putYear = (unit, year, evaluations) => {
		const id = `${year}-opvolging-${unit.name}`, isLast = year === YEARS[YEARS.length - 1];
		letter(unit, id, `${year}-04-${unit.day}`, `kind: follow-up\nyear: ${year}\nabout: [${unit.evaluations.join(", ")}]`, `${body(unit, 5)}\n\`\`\` follow-up-table\ntheme: ${unit.theme}\n\`\`\`\n`);
		evaluations.forEach((evaluation, i) => {
			const state = isLast && i % 2 ? closed(evaluation) : followed(evaluation, year);
			put(`followups/${year}/${evaluation}-01.md`, `---\nitem: recommendations/${evaluation}/01\nletter: letters/${id}\n${state}\n---\n\n${body(unit, 7)}`);
		});
	};
	const putSet = (unit, k) => {
		const set = `questions/set-${unit.name}-${k}`;
		put(`${set}/index.md`, `---\ntitle: ${title(6)}\ndate: 2025-${unit.month}-${two(k)}\nkind: Lijst van vragen en antwoorden\nabout: ${words(4)}\n---\n`);
		for (unit.question = 1; unit.question <= QUESTIONS; unit.question++)
			put(`${set}/${two(unit.question)}.md`, `---\nnumber: ${unit.question}\nquestion: |\n  ${capital(words(between(15, 40)))}?\n---\n\n${body(unit, between(5, 10))}`);
	};

	mkdirSync(join(folder, "content"), { recursive: true });
	writeFileSync(join(folder, "content/site.yaml"), site);
	for (let number = 0; count > 0; number++) {
		const name = String(number).padStart(4, "0");
		const unit = {
			number,
			name,
			theme: `themes/thema-${name}`,
			month: two(1 + (number % 12)),
			day: two(1 + (number % 28)),
			dossier: [30 + (number % 7), 100 + (number % 900)],
			papers: 0,
			papersBefore: 10 * Math.floor(number / 6300),
			evaluations: [],
			recommendations: [],
			question: 0,
		};
		// The last unit may end in the middle of its questions, but of nothing that is followed.
		if (count >= WITHOUT_QUESTIONS) {
			const evaluations = Array.from({ length: EVALUATIONS }, (_, i) => `ev-${name}-${i + 1}`);
			put(`${unit.theme}.md`, `---\ntitle: ${title(3)}\n---\n`);
			evaluations.forEach((evaluation, i) => putEvaluation(unit, evaluation, 5 + i));
			for (const year of YEARS) putYear(unit, year, evaluations);
			for (const kind of ["a", "b"]) letter(unit, `brief-${name}-${kind}`, `2024-${unit.month}-20`, "kind: information", body(unit, 9));
		}
		for (let k = 1; k <= SETS; k++) putSet(unit, k);
	}
}

// The folder of a collection that several benchmarks read: it is made once, and left as it was found.
export function sharedCollection(size) {
	const folder = join(process.env.collections, String(size));
	if (!existsSync(folder)) writeCollection(folder, size);
	return folder;
}

// By hand: node collection.mjs FOLDER RECORDS
if (process.argv[1] === new URL(import.meta.url).pathname) writeCollection(process.argv[2], Number(process.argv[3]));
