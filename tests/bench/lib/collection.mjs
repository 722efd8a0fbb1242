// SPDX-License-Identifier: EUPL-1.2
// A large made-up collection, the same for everyone who asks for as many records: question sets of fifty, evaluations with twenty recommendations and
// their letters. Words come by Zipf's law: those that hold Dutch together first, then all of Debian's list in an order of chance.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

// Draws words by their frequency: the n-th has a share of 1/n.
export function vocabulary(random) {
	const listed = readFileSync("/usr/share/dict/dutch", "utf8").split("\n").filter((word) => /^[a-z]{3,}$/.test(word));
	const mix = chance(1);
	for (let i = listed.length - 1; i > 0; i--) {
		const other = Math.floor(mix() * (i + 1));
		[listed[i], listed[other]] = [listed[other], listed[i]];
	}
	const words = [...small, ...listed];
	const sums = new Float64Array(words.length);
	words.forEach((_, i) => (sums[i] = (i ? sums[i - 1] : 0) + 1 / (i + 1)));
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
  - {id: done, label: Afgerond, open: false}
decisions:
  - {id: adopted, label: Overgenomen, follow: false}
`;

const WORDS = 400; // a record
const QUESTIONS = 50, RECOMMENDATIONS = 20; // of a set, of an evaluation

// content/ of so many records below folder.
export function writeCollection(folder, count) {
	const random = chance(2026);
	const draw = vocabulary(random);
	const words = (number) => Array.from({ length: number }, draw).join(" ");
	const sentence = (number) => {
		const text = words(number);
		return text[0].toUpperCase() + text.slice(1) + ".";
	};
	const body = (number) => Array.from({ length: Math.ceil(number / 50) }, () => Array.from({ length: 4 }, () => sentence(12)).join(" ")).join("\n\n") + "\n";
	const put = (path, text) => {
		writeFileSync(join(folder, "content", path), text);
		count--;
	};
	const make = (path) => mkdirSync(join(folder, "content", path), { recursive: true });
	["questions", "evaluations", "recommendations", "letters", "themes"].forEach(make);
	writeFileSync(join(folder, "content/site.yaml"), site);
	put("themes/thema.md", `---\ntitle: ${sentence(3)}\n---\n`);
	for (let set = 0; count > 0; set++) {
		const date = `${2005 + (set % 21)}-${String(1 + (set % 12)).padStart(2, "0")}-01`;
		const name = String(set).padStart(5, "0");
		const number = (i) => String(i + 1).padStart(2, "0");
		make(`questions/set-${name}`);
		put(`questions/set-${name}/index.md`, `---\ntitle: ${sentence(6)}\ndate: ${date}\nkind: Lijst van vragen en antwoorden\nabout: ${words(4)}\n---\n`);
		for (let i = 0; i < QUESTIONS && count > 0; i++)
			put(`questions/set-${name}/${number(i)}.md`, `---\nnumber: ${i + 1}\nquestion: |\n  ${sentence(30)}\n---\n\n${body(WORDS - 30)}`);
		if (count <= 2) continue;
		put(`letters/brief-${name}.md`, `---\ntitle: ${sentence(8)}\ndate: ${date}\nkind: information\nkamerstuk: 3${1000 + (set % 9000)}, nr. ${1 + (set % 90)}\nsignatories:\n  - {office: DE MINISTER, name: Anna Voorbeeld}\n---\n\n${body(WORDS * 4)}`);
		put(`evaluations/ev-${name}.md`, `---\ntitle: ${sentence(6)}\ntheme: themes/thema\nkind: beleidsdoorlichting\ncompleted: ${2005 + (set % 21)}\nbudget_articles: "1"\nbudget_basis: {year: 2025, label: "€ 1"}\n---\n\n${body(WORDS)}`);
		make(`recommendations/ev-${name}`);
		for (let i = 0; i < RECOMMENDATIONS && count > 0; i++)
			put(`recommendations/ev-${name}/${number(i)}.md`, `---\nevaluation: evaluations/ev-${name}\nnumber: ${i + 1}\ndecision: adopted\ndecided_in: letters/brief-${name}\nresponse: |\n  ${sentence(WORDS - 60)}\n---\n\n${sentence(60)}\n`);
	}
}
