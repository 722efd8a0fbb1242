// SPDX-License-Identifier: EUPL-1.2
// Writes the sites of the test of what is withheld: for each type and each way to withhold, a record in which every key is filled and every
// text has a mark of its own; and public records beside them, which speak of them as far as a public record may.
//
//   node withheld.mjs PROGRAM PLACE
//
// PLACE/withheld/content, PLACE/public/content (the same records, all public), PLACE/absent/content (without them), PLACE/marks.json, and
// PLACE/refused/content with PLACE/refused.json: a public record for each key and each written way to refer to what is withheld.
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eachLeaf, fileOf, fill, folders, picture, put, recordText, schemaOf, targets } from "./fill.mjs";

const [program, place] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));
const types = schemaOf(program);
const site = readFileSync(join(root, "tests/diag/site.yaml"), "utf8");
export const prefix = "zqxwkv";

// Marks: a word that no text has and no stemmer cuts, and one that differs for each place.
const letters = "bcfghmprvwx", marks = [];
let counter = 0;
function mark(where) {
	let rest = counter++, word = "";
	for (let i = 0; i < 4; i++, rest = Math.floor(rest / letters.length)) word += letters[rest % letters.length];
	marks.push({ mark: prefix + word, where });
	return prefix + word;
}
const written = (text, where) => {
	marks.push({ mark: text, where });
	return text;
};

// The public records: nothing of theirs may change with what is withheld.
const signatories = [{ office: "De minister", name: "Open Baar" }];
const fixed = [
	["theme", "themes/t", { title: "Thema" }, "Over het thema."],
	["evaluation", "evaluations/ev", { title: "Evaluatie", short: "EV", theme: "themes/t", kind: "Onderzoek", completed: 2025, budget_articles: "Alle",
		budget_basis: { year: 2025, label: "n.v.t." } }, "De evaluatie. Zie ook aanbeveling 2."],
	["recommendation", "recommendations/ev/01", { evaluation: "evaluations/ev", number: 1, decision: "undecided" }, "De eerste. Anders dan aanbeveling 2 en 4."],
	["recommendation", "recommendations/ev/03", { evaluation: "evaluations/ev", number: 3, decision: "adopted", decided_in: "letters/reactie" }, "De derde."],
	["letter", "letters/reactie", { title: "Reactie", date: "2026-02-01", kind: "cabinet-response", signatories, about: ["evaluations/ev"] },
		"Over aanbeveling 1, aanbeveling 2, aanbevelingen 4 en 5, TZ209901-001, TZ209901-002, Kamerstuk 31001, nr. 7, Kamerstuk 31002-7, " +
		"Kamerstuk 32001, motie-Pimpelmees, een pimpelbegrip en PMPL."],
	["letter", "letters/opvolging", { title: "Opvolging", date: "2026-04-01", kind: "follow-up", year: 2026, signatories, about: ["evaluations/ev"] },
		"``` follow-up-table\ntheme: themes/t\n```\n\n``` follow-up-list\n```\n\n``` savings-list\ntheme: themes/t\n```\n\n``` question-list\nset: questions/set\n```\n"],
	["followup", "followups/2026/een", { item: "recommendations/ev/01", letter: "letters/opvolging", status: "in-progress" }, "Loopt."],
	["followup", "followups/2026/drie", { item: "recommendations/ev/03", letter: "letters/opvolging", status: "in-progress" }, "Loopt ook, zie aanbeveling 2."],
	["question_set", "questions/set", { title: "Vragen", date: "2026-03-01", kind: "Lijst" }, "Over pimpelbegrip."],
	["question", "questions/set/01", { number: 1, asker: "commissie", question: "Eerste vraag?" }, "Zie het antwoord op vraag 2."],
	["question", "questions/set/03", { number: 3, asker: "commissie", question: "Derde vraag over vraag 2?" }, "Zie vraag 1."],
	["motion", "motions/openbaar", { title: "Motie-Openbaar", proposers: ["Openbaar"] }, "De motie."],
	["commitment", "commitments/openbaar", { title: "Toezegging", number: "TZ202301-001", status: "open" }, "De toezegging."],
	["measure", "measures/openbaar", { title: "Maatregel", announced_in: "letters/reactie", theme: "themes/t" }, "De maatregel."],
	["savings", "savings/openbaar", { title: "Variant", evaluation: "evaluations/ev", percentage: 20, decision: "undecided" }, "De variant."],
	["dossier", "dossiers/30999", { title: "Dossier", number: "30999" }, "Het dossier."],
	["term", "terms/openbaar", { title: "Openbaarheid", abbreviation: "OPB" }, "Het begrip."],
	["page", "pages/openbaar", { title: "Openbaar" }, "Over TZ209901-001, motie-Pimpelmees, het pimpelbegrip en Kamerstuk 31003, nr. 7."],
];
const publicOf = (type) => fixed.find((record) => record[0] === type)[1];

const ways = {
	draft: { visibility: "draft", publish_from: "2020-01-02T03:04:05+01:00" },
	confidential: { visibility: "confidential", publish_from: "2020-01-02" },
	embargo: { visibility: "public", publish_from: "2030-05-06T07:08:09+02:00" },
	inherited: { visibility: "public", publish_from: "2020-01-02" },
};
const open = { visibility: "public", publish_from: "2020-01-02" };

// Where every piece of a text can hide something.
const body = (m, type) => `Alinea ${m("paragraph")} met **${m("strong")}**, *${m("emphasis")}*, \`${m("code")}\` en[^${m("note name")}] meer: aanbeveling 1, TZ202301-001.

${type === "letter" ? `# Bijlage ${m("annex")}\n\n` : ""}## Kop ${m("heading")}

| ${m("column")} | kop |
|---|---|
| ${m("cell")} | ${m("second cell")} |

- ${m("item")}
  1. ${m("inner item")}

> ${m("quote")}

\`\`\` ${m("info of a code block")}
${m("code block")}
\`\`\`

![${m("picture text")}](files/${m.file("picture", "png")} "${m("picture title")}") [${m("link text")}](pages/openbaar "${m("link title")}")
[${m("reference text")}][${m("reference name")}], <https://${m("host")}.example.nl/${m("address path")}>, https://example.nl/${m("bare address")}?a=${m("query")}.
[${m("file link text")}](files/${m.file("linked file", "txt")})

<!-- ${m("comment")} -->

<b title="${m("html attribute")}">${m("html text")}</b>

[^${m.again("note name")}]: Noot ${m("note")}.

[${m.again("reference name")}]: https://example.nl/${m("reference address")} "${m("reference title")}"
`;

const files = []; // [path, content] that the withheld records alone use
function marker(where) {
	const given = {};
	const m = (what) => (given[what] = mark(`${where}: ${what}`));
	m.again = (what) => given[what];
	m.file = (what, ending) => {
		const path = `${mark(`${where}: folder of the ${what}`)}/${mark(`${where}: name of the ${what}`)}.${ending}`;
		const inside = mark(`${where}: bytes of the ${what}`);
		files.push([`content/files/${path}`, ending === "png" ? picture(inside) : `${inside}\n`]);
		return path;
	};
	return m;
}

let numbers = 0;
const withheld = []; // {type, id, keys, body, way}
function add(type, way, id, set = {}) {
	const where = `${type}, ${way}`, m = marker(where), n = ++numbers;
	const sibling = (target) => withheld.find((other) => other.type === target && other.way === way)?.id;
	const many = (target) => [publicOf(target), sibling(target)].filter(Boolean);
	const at = (path) => path.slice(path.indexOf(".") + 1);
	const day = (path) => written(`21${String(n + 9).padStart(2, "0")}-${String((path.length % 12) + 1).padStart(2, "0")}-17`, `${where}: ${at(path)}`);
	const makers = {
		text: (path, key) => (key === "number" ? written(`TZ2099${String(n).padStart(2, "0")}-777`, `${where}: number`) : m(at(path))),
		markdown: (path) => `Tekst ${m(`${at(path)}, paragraph`)} met [${m(`${at(path)}, link text`)}](pages/openbaar) en[^a] \`${m(`${at(path)}, code`)}\`.\n\n[^a]: ${m(`${at(path)}, note`)}.\n`,
		free: (path) => ({ [m("extra, key")]: m("extra, value"), in: { [m("extra, inner key")]: [m("extra, item"), { dieper: m("extra, deep") }] } }),
		date: day,
		moment: () => "2020-01-02",
		year: (path) => (at(path) === "year" ? 2026 : 2100 + n),
		integer: () => 100 + n,
		decimal: (path) => Number(written(`98765${String(n).padStart(3, "0")}`, `${where}: ${at(path)}`)),
		url: (path) => `https://${m(`${at(path)}, host`)}.example.nl/${m(`${at(path)}, path`)}`,
		language: () => "en",
		kamerstuk: () => `${written(String(33000 + n), `${where}: kamerstuk`)}, nr. 7`,
		dossier: () => written(String(34000 + n), `${where}: number`),
		file: (path) => m.file(at(path), "pdf"),
		choice: (path, key, choices) => choices[n % choices.length],
		word: (path, key, choices) => choices[0],
		alias: (path) => [`${folders[type]}/${m(at(path))}${["recommendation", "followup", "question"].includes(type) ? "/oud" : ""}`],
		id: (path, key) => {
			if (!targets[key]) throw new Error(`no target for ${path}`);
			return ["see", "about", "fulfils", "evidence"].includes(key) ? many(targets[key]) : publicOf(targets[key]);
		},
		"id or url": (path, key) => [...many(targets[key]), `https://example.nl/${m(at(path))}`],
		"text or ids": (path, key) => (way === "draft" ? m(at(path)) : many(targets[key])),
		"text or id": (path, key) => (way === "draft" ? m(at(path)) : publicOf(targets[key])),
	};
	const keys = fill(types[type].properties, (kind, path, key, choices) => makers[kind](path, key, choices), type);
	for (const [key, value] of Object.entries(set)) keys[key] = value;
	if (keys.period) keys.period = { from: 2001, to: 2002 };
	const name = id ?? `${folders[type]}/${{ recommendation: "ev/", followup: "2026/", question: "set/" }[type] ?? ""}${mark(`${where}: id`)}`;
	withheld.push({ type, id: name, keys, body: body(m, type), way });
	return name;
}

const items = { draft: "measure", confidential: "motion", embargo: "commitment" };
for (const way of ["draft", "confidential", "embargo"])
	for (const type of Object.keys(types)) {
		const set = {};
		if (type === "followup") Object.assign(set, { item: publicOf(items[way]), letter: "letters/opvolging" });
		if (type === "recommendation") set.number = { draft: 2, confidential: 4, embargo: 5 }[way];
		if (type === "question") set.number = { draft: 2, confidential: 1, embargo: 7 }[way];
		if (type === "letter") set.kind = { draft: "follow-up", confidential: "information", embargo: "answers" }[way];
		add(type, way, undefined, set);
	}

// What belongs to a withheld record is withheld with it, and what belongs to that.
const first = (type, way) => withheld.find((record) => record.type === type && record.way === way).id;
const inherit = (type, set, id) => add(type, "inherited", id, set);
inherit("question", {}, `${first("question_set", "draft")}/${mark("question of a withheld set: id")}`);
inherit("followup", { item: first("recommendation", "confidential"), letter: "letters/opvolging" });
inherit("followup", { item: "recommendations/ev/01", letter: first("letter", "draft") });
inherit("savings", { evaluation: first("evaluation", "embargo") });
const below = inherit("recommendation", { evaluation: first("evaluation", "draft"), number: 1 });
inherit("followup", { item: below, letter: "letters/opvolging" });

// Those that public texts speak of by a number or a name, so that they can have no mark there.
const named = [
	["commitment", "commitments/tz-1", { title: "Stil", number: "TZ209901-001", status: "open" }, "draft"],
	["commitment", "commitments/tz-2", { title: "Stil", number: "TZ209901-002", status: "open" }, "embargo"],
	["letter", "letters/stil-1", { title: "Stil", date: "2026-01-01", kind: "information", signatories, kamerstuk: "31001, nr. 7" }, "confidential"],
	["letter", "letters/stil-2", { title: "Stil", date: "2026-01-01", kind: "information", signatories, kamerstuk: "31002, nr. 7" }, "embargo"],
	["letter", "letters/stil-3", { title: "Stil", date: "2026-01-01", kind: "information", signatories, kamerstuk: "31003, nr. 7" }, "draft"],
	["dossier", "dossiers/32001", { title: "Stil", number: "32001" }, "draft"],
	["motion", "motions/stil", { title: "Motie-Pimpelmees", proposers: ["Pimpelmees"] }, "confidential"],
	["term", "terms/stil", { title: "Pimpelbegrip", abbreviation: "PMPL" }, "draft"],
	["term", "terms/stil-2", { title: "Openbaarheid", abbreviation: "OPB" }, "embargo"],
	["theme", "themes/stil", { title: "Stil", parent: "themes/t" }, "draft"],
];
for (const [type, id, keys, way] of named) withheld.push({ type, id, keys, body: `Stil ${mark(`${id}: body`)}.\n`, way, isNamed: true });

// Every key of the schema is filled somewhere, in each way.
for (const type of Object.keys(types))
	for (const way of ["draft", "confidential", "embargo"]) {
		const record = withheld.find((other) => other.type === type && other.way === way && !other.isNamed);
		for (const key of Object.keys(types[type].properties)) if (record.keys[key] === undefined) throw new Error(`${type}.${key} is not filled`);
	}

function writeSite(name, how) {
	const here = join(place, name);
	put(here, "content/site.yaml", site);
	for (const [type, id, keys, text] of fixed) put(here, `content/${fileOf(type, id)}`, recordText(keys, text));
	for (const record of how === "absent" ? [] : withheld) {
		const keys = { ...record.keys, ...(how === "public" ? open : ways[record.way]) };
		put(here, `content/${fileOf(record.type, record.id)}`, recordText(keys, record.body));
	}
	if (how !== "absent") for (const [path, content] of files) put(here, path, content);
}
writeSite("withheld", "withheld");
writeSite("public", "public");
writeSite("absent", "absent");
writeFileSync(join(place, "marks.json"), JSON.stringify({ prefix, marks, records: withheld.map(({ id }) => id), fixed: fixed.filter(([type]) => type !== "dossier").length }, null, "\t"));

// --- Written references to what is withheld: each key that leads to a record, and each place of a text.
cpSync(join(place, "withheld"), join(place, "refused"), { recursive: true });
const refused = [], silent = [];
// A record that belongs to one that is withheld is withheld with it: no mistake.
const belongs = new Set(["followup.item", "followup.letter", "recommendation.evaluation", "savings.evaluation"]);
const target = (key) => withheld.find((record) => record.type === targets[key] && record.way === "confidential").id;
let cases = 0;
function refuse(type, path, to, change, text = "Tekst.") {
	const record = fixed.find((other) => other[0] === type);
	const n = ++cases, keys = structuredClone(record[2]);
	const id = type === "question" ? `questions/set/geval-${n}` : `${record[1].slice(0, record[1].lastIndexOf("/"))}/geval-${n}`;
	if (keys.number && type !== "commitment" && type !== "dossier") keys.number = 1000 + n;
	if (type === "commitment") keys.number = `TZ20230${1 + (n % 9)}-${String(n).padStart(3, "0")}`;
	if (type === "dossier") keys.number = String(35000 + n);
	// A follow-up of an item and a letter of its own.
	if (type === "followup") {
		put(join(place, "refused"), `content/letters/brief-${n}.md`, recordText({ title: "B", date: "2026-05-01", kind: "follow-up", year: 2026, signatories }, ""));
		keys.letter = `letters/brief-${n}`;
	}
	change(keys);
	put(join(place, "refused"), `content/${fileOf(type, id)}`, recordText(keys, text));
	(belongs.has(path) ? silent : refused).push({ path, from: id, to });
}
for (const type of Object.keys(types))
	eachLeaf(types[type].properties, (path, key, kind) => {
		const at = path.split(".").slice(1);
		const leads = ["id", "id or url", "text or ids", "text or id"].includes(kind.kind);
		if (leads) {
			const to = target(key);
			refuse(type, path, to, (keys) => {
				const value = kind.many || kind.kind === "text or ids" ? [to] : to;
				if (at.length === 1) keys[key] = value;
				else keys[at[0]] = [{ decision: "adopted", decided_in: "letters/reactie", [key]: value }];
			});
		}
		if (kind.kind === "markdown") {
			const to = withheld.find((record) => record.type === "page").id;
			refuse(type, path, to, (keys) => {
				const text = `Zie [dit](${to}).`;
				if (at.length === 1) keys[key] = text;
				else keys[at[0]] = [{ decision: "adopted", decided_in: "letters/reactie", [key]: text }];
			});
		}
	}, type);
for (const type of Object.keys(types)) {
	const to = withheld.find((record) => record.type === type && record.way === "embargo").id;
	const none = () => {};
	refuse(type, `${type}: link`, to, none, `Zie [dit](${to}).`);
	refuse(type, `${type}: link by reference`, to, none, `Zie [dit][a].\n\n[a]: ${to} "titel"`);
	refuse(type, `${type}: link in a note`, to, none, `Zie[^a].\n\n[^a]: Dit: [x](${to}).`);
	refuse(type, `${type}: link in a table`, to, none, `| a |\n|---|\n| [x](${to}) |`);
}
refuse("letter", "block: theme", target("theme"), () => {}, `\`\`\` savings-list\ntheme: ${target("theme")}\n\`\`\``);
refuse("letter", "block: evaluation", target("evaluation"), () => {}, `\`\`\` savings-list\nevaluation: ${target("evaluation")}\n\`\`\``);
const set = withheld.find((record) => record.type === "question_set").id;
refuse("letter", "block: set", set, () => {}, `\`\`\` question-list\nset: ${set}\n\`\`\``);
writeFileSync(join(place, "refused.json"), JSON.stringify({ refused, silent }));
