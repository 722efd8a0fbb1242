// SPDX-License-Identifier: EUPL-1.2
// Question sets: a long one whose numbers begin again for each asker, a plain one that places its list itself, and an empty one.
import { blocks, fence, lines, table, times } from "./markdown.mjs";
import { proseFrom } from "./prose.mjs";

const prose = proseFrom(23);
const askers = ["VVD", "GroenLinks-PvdA", "SP", "Partij voor de Dieren", "ChristenUnie & SGP"];

const set = (name, title, body, more = {}) => ({
	path: `questions/${name}/index.md`,
	front: { title, date: "2026-06-19", kind: "Lijst van vragen en antwoorden", ...more },
	body,
});

// Some answers send their reader on, some have lists, tables and notes, and one in forty is not there yet.
function answer(number) {
	if (number % 40 === 39) return "";
	if (number > 1 && number % 9 === 0) return `Zie het antwoord op vraag ${1 + prose.below(number - 1)}.`;
	const start = number > 3 ? `Zie ook vraag 1 en 2, en vragen 1 t/m 3. ${prose.paragraphs(1 + (number % 3))}` : prose.paragraph();
	if (number % 11 === 0) return blocks(start, table(["jaar", "bedrag"], ["---", "---:"], [["2025", "1.234"], ["2026", "5.678"]]));
	if (number % 7 === 0) return blocks(`${start}[^n]`, lines(`- ${prose.sentence()}`, `- ${prose.sentence()}`), `[^n]: ${prose.paragraph()}`);
	return start;
}

const question = (folder, file, number, asker) => ({
	path: `questions/${folder}/${file}.md`,
	front: { number, asker, question: `${prose.title(8 + prose.below(30))}?` },
	body: answer(number),
});

const restarting = (each) => askers.flatMap((asker, i) => times(each, (number) => question("verslag", `${"abcde"[i]}-${number}`, number, asker)));
const numbered = (count) => times(count, (number) => question("lijst", `v-${number}`, number, "vaste commissie"));

const report = {
	about: ["evaluations/pr-1", "evaluations/pr-2"],
	committee: prose.some(30),
	signatories: [{ office: "De minister van Proeven", name: "A. Proef" }],
	attachments: [{ file: "bijlage.txt", title: "Een bijlage" }],
};

const placed = () => blocks(
	prose.paragraph(),
	fence("question-list", "set: questions/lijst"),
	"# Bijlage: Tabellen",
	"## Een kop",
	prose.paragraph(),
);

export const questions = ({ questions: count }) => [
	set("verslag", 'Nota naar aanleiding van het verslag, met "aanhaling" (en \\ haken) & <tekens>', prose.paragraphs(2), report),
	...restarting(Math.ceil(count / askers.length)),
	set("lijst", "Vragen van de commissie", placed()),
	...numbered(Math.ceil(count / 10)),
	set("leeg", "Niets gevraagd", ""),
];
