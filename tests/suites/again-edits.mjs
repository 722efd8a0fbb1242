// SPDX-License-Identifier: EUPL-1.2
// The edits of tests/suites/again.mjs. Each changes files of a place (place.set, place.look) or how it is built, and returns what it did.
//
// A place holds its texts in memory, by their paths from its folder; null is no file. chance(n) is a number below n.
import { decisions, statuses } from "./again-site.mjs";

const types = ["letters", "evaluations", "recommendations", "followups", "questions", "motions", "commitments", "measures", "savings", "terms", "themes", "dossiers", "pages"];
const word = (chance) => `woord${"abcdefg"[chance(7)]}`;
const pick = (chance, list) => list[chance(list.length)];
const pattern = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/;

const bodyOf = (text) => text.match(pattern)?.[2] ?? text;
const withBody = (text, body) => text.replace(pattern, (all, front) => `---\n${front}---\n${body}`);
const valueOf = (text, key) => text.match(new RegExp(`^${key}: (.*)$`, "m"))?.[1];

function withKey(text, key, value) {
	const line = new RegExp(`^${key}: .*\n`, "m");

	if (value === null) return text.replace(line, "");
	return line.test(text) ? text.replace(line, () => `${key}: ${value}\n`) : text.replace("---\n", () => `---\n${key}: ${value}\n`);
}

const records = (place, folder = "") => place.paths().filter((path) => path.startsWith(`content/${folder}`) && path.endsWith(".md"));

// By type first, so that the many questions do not have it all; of these, mostly those that other answers send their readers to.
function record(place, chance, folders = types) {
	const there = folders.map((folder) => records(place, `${folder}/`)).filter((list) => list.length);

	// In a long series all records of a type may be gone.
	if (!there.length) return record(place, chance);
	const list = pick(chance, there), seen = list.filter((path) => /fracties|set|groot\/0(08|17|26)/.test(path) && !path.endsWith("index.md"));

	return pick(chance, list[0].startsWith("content/questions/") && seen.length && chance(3) ? seen : list);
}

// Sentences: mostly of what is there, now and then of what is not.

const sentences = [
	(c) => `Een zin met ${word(c)} en ${word(c)}.`,
	(c) => `Over aanbeveling ${c(6)} en aanbeveling ${c(6)} uit de ${pick(c, ["EV", "TW"])}.`,
	(c) => `Net als vraag ${c(5)} en vraag ${c(160)}.`,
	(c) => `Zie het antwoord op vraag ${c(5)}.`,
	(c) => `Zie Kamerstuk 31 516, nr. ${50 + c(5)}, en Kamerstuk 31865, nr. ${pick(c, [9, 12, 20, 44, 77])}.`,
	(c) => `Zie [daar](${pick(c, ["letters/antwoord", "evaluations/twee", "questions/groot/007", "themes/u", "motions/proef", "letters/reactie", "savings/groot"])}), ${word(c)}.`,
	() => "Zie [de bevindingen](evaluations/twee#bevindingen).",
	(c) => `De motie-${pick(c, ["Proef", "Derde", "Tweede/Proef"])} en TZ20240${c(3)}-001.`,
	(c) => `Het beleidskader, de SEA en doelmatigheid van ${word(c)}.`,
	(c) => `\n\n## Kop ${word(c)}\n\nDaaronder, zie <https://example.nl/${word(c)}>.`,
	(c) => `Met een noot[^${word(c)}].\n\n[^${word(c)}]: Een noot over aanbeveling 1.`,
	(c) => `\n\n- een ${word(c)}\n- *twee*\n\n| a | b |\n|---|---|\n| ${word(c)} | vraag 2 |`,
	(c) => `**Vet** en \`code ${word(c)}\` & <${word(c)}> "aan" \\* het _eind_.`,
];
const rareSentences = [
	(c) => `Zie Kamerstuk 3${c(3)} 123, nr. ${c(3) + 1}.`,
	(c) => `Zie Kamerstuk 3${c(3)} 124, nr. ${c(3) + 1}.`,
	() => "Zie [een plek](evaluations/twee#nergens).",
	() => "Zie [niets](letters/nergens).",
	() => "Een [bestand](files/rapport.txt) en ![een vlak](files/vlak.png).",
	() => "Met <b>HTML</b>.",
	() => "\n\n``` follow-up-list\n```\n",
	() => "\n\n``` question-list\nset: questions/set\n```\n",
	() => "Zie [de geheime](letters/concept) en [die onder embargo](letters/embargo).",
];
const sentence = (chance) => pick(chance, chance(12) ? sentences : rareSentences)(chance);

// Bodies.

function write(place, chance, folders) {
	const path = record(place, chance, folders);
	const text = place.texts.get(path);
	const parts = bodyOf(text).trimEnd().split("\n\n");

	if (parts.length > 4) parts.splice(1 + chance(3), 2);
	else if (parts.length > 1 && chance(3) === 0) parts.pop();
	else if (chance(2)) parts[parts.length - 1] += ` ${sentence(chance)}`;
	else parts.splice(chance(parts.length + 1), 0, sentence(chance));
	place.set(path, withBody(text, `${parts.join("\n\n")}\n`));
	return `body of ${path}`;
}

// The body as it was at first, with one sentence: what was said meanwhile is gone.
function writeAnew(place, chance, folders) {
	const path = record(place, chance, folders);
	const text = place.texts.get(path), first = place.first.get(path);

	place.set(path, withBody(text, `${bodyOf(first ?? text).trimEnd()}${chance(4) ? ` ${sentence(chance)}` : ""}\n`));
	return `body of ${path} as it was at first`;
}

function writeValue(place, chance) {
	const path = record(place, chance, ["questions", "recommendations"]);
	const text = place.texts.get(path);

	place.set(path, text.replace(/^(question|response): \|\n(.*)\n/m, (all, key) => `${key}: |\n  ${sentence(chance).trim().split("\n")[0]}\n`));
	return `question or response of ${path}`;
}

function empty(place, chance) {
	const path = record(place, chance);

	place.set(path, withBody(place.texts.get(path), "\n"));
	return `no body in ${path}`;
}

// Front matter.

// undefined: this record is left as it is, and another one is looked for.
function key(name, folders, value) {
	return (place, chance, some = folders) => {
		for (let tries = 0; tries < 12; tries++) {
			const path = record(place, chance, some);
			const said = value(chance, place.texts.get(path));

			if (said === undefined) continue;
			place.set(path, withKey(place.texts.get(path), name, said));
			return `${name}: ${said} in ${path}`;
		}
		return `${name} nowhere`;
	};
}

const titled = ["recommendations", "followups", "letters", "questions", "commitments", "measures", "savings"];
const retitle = key("title", titled, (c, text) => (valueOf(text, "title") ? (c(12) ? `Titel ${word(c)} ${word(c)}` : null) : c(40) ? undefined : "Eerste titel"));
const retitleOther = key("title", ["evaluations", "themes", "motions", "terms", "dossiers", "pages"], (c) => `Naam ${word(c)}`);
const summarize = key("summary", types, (c, text) => (valueOf(text, "summary") ? (c(12) ? `Samengevat ${word(c)}.` : null) : c(40) ? undefined : "Voor het eerst."));
const report = key("status", ["followups"], (c, text) => pick(c, valueOf(text, "evidence") || !c(8) ? statuses : statuses.slice(0, 2)));
const expect = key("expected", ["followups"], (c, text) => (valueOf(text, "expected") || !c(40) ? `2027-0${c(9) + 1}` : undefined));
const frontKeys = [
	key("evidence", ["followups"], (c) => (c(2) ? "[letters/antwoord]" : null)),
	key("decision", ["recommendations", "savings"], (c) => pick(c, decisions)),
	key("category", ["recommendations"], (c) => (c(2) ? "no-regret" : null)),
	key("date", ["letters"], (c) => `2025-0${c(9) + 1}-0${c(9) + 1}`),
	key("date", ["motions", "commitments", "measures", "evaluations"], (c) => pick(c, ["2024", "2024-03", "2026-06-01", null])),
	key("kamerstuk", ["letters", "motions"], (c) => pick(c, [`31516, nr. ${60 + c(5)}`, `31865, nr. ${c(60) + 1}`, null])),
	key("theme", ["evaluations", "measures"], (c) => `themes/${pick(c, ["t", "u", "sub", "diep"])}`),
	key("parent", ["themes"], (c) => pick(c, ["themes/u", "themes/t", null])),
	key("status", ["commitments"], (c) => pick(c, ["open", "fulfilled", "lapsed"])),
	key("due", ["commitments"], (c) => `2026-${10 + c(3)}-${10 + c(15)}`),
	key("owner", ["recommendations", "measures"], (c) => pick(c, [`Directie ${word(c)}`, null])),
	key("see", ["letters", "motions", "evaluations"], (c) => pick(c, ["[letters/antwoord, themes/u]", "[questions/groot]", null])),
	key("lang", types, (c) => pick(c, ["en", null])),
	key("extra", types, (c) => pick(c, [`{kleur: ${word(c)}}`, "{a: {b: [c, d]}}", null])),
	key("abbreviation", ["terms"], (c) => pick(c, ["BK", "AFK", null])),
	key("number", ["recommendations", "questions"], (c) => (c(3) ? undefined : String(c(9) + 1))),
	key("asker", ["questions"], (c) => pick(c, ["commissie", "Partij B", "Fractie C", null])),
	key("short", ["evaluations"], (c) => pick(c, ["EV", "KORT", null])),
	key("source", ["letters"], (c) => pick(c, ["https://example.nl/bron", null])),
	key("aliases", types, (c, text) => (valueOf(text, "aliases") && c(2) ? null : `[letters/vroeger-${word(c)}]`)),
	key("visibility", types, (c, text) => (valueOf(text, "visibility") ? null : pick(c, ["draft", "confidential"]))),
	key("publish_from", types, (c, text) => (valueOf(text, "publish_from") ? null : pick(c, ["2026-11-10", "2026-10-02", "2026-11-10T10:00:00+01:00"]))),
	key("onbekend", types, () => "ja"),
	key("date", types, () => "geen dag"),
	key("status", ["followups"], () => "nergens"),
];
const front = (place, chance) => pick(chance, frontKeys)(place, chance);

// Files.

function rename(place, chance) {
	const path = record(place, chance, ["letters", "terms", "themes", "pages", "measures", "savings", "followups", "commitments"]);
	const to = path.replace(/[^/]*\.md$/, `naam-${word(chance)}.md`);
	const text = place.texts.get(path);

	if (place.texts.get(to)) return "no other name";
	place.set(path, null);
	place.set(to, chance(2) ? withKey(text, "aliases", `[${path.slice("content/".length, -".md".length)}]`) : text);
	return `${path} becomes ${to}`;
}

function remove(place, chance) {
	const path = record(place, chance);

	place.set(path, null);
	return `${path} goes`;
}

function add(place, chance) {
	const [folder, keys] = pick(chance, [
		["letters", 'title: Nieuw\ndate: 2026-06-01\nkind: information\nsignatories: [{office: De minister, name: Anna Proef}]'],
		["terms", `title: Term ${word(chance)}`],
		["questions/groot", `number: ${200 + chance(20)}\nasker: commissie\nquestion: |\n  Nog een vraag?`],
		["motions", `title: Motie-Nieuw${word(chance)}\nproposers: [Nieuw]`],
		["savings", "title: Nog minder\nevaluation: evaluations/ev\npercentage: 10\ndecision: rejected"],
		["pages", "title: Nog een pagina"],
	]);
	const path = `content/${folder}/nieuw-${word(chance)}.md`;

	place.set(path, `---\n${keys}\n---\n\n${sentence(chance)}\n`);
	return `${path} comes`;
}

function bringBack(place, chance) {
	const gone = [...place.first.keys()].filter((path) => place.texts.get(path) === null);

	if (!gone.length) return "nothing is gone";
	const path = pick(chance, gone);
	place.set(path, place.first.get(path));
	return `${path} is back`;
}

function touch(place, chance) {
	const path = pick(chance, place.paths());

	place.set(path, place.texts.get(path), pick(chance, ["in-place", "another-file"]));
	return `${path} is written as it was`;
}

// Of the same size, with the time of before: only the inode or the time of the change tell.
function disguise(place, chance) {
	const path = record(place, chance);
	const text = place.texts.get(path), body = bodyOf(text);

	place.set(path, withBody(text, body.replace(/[a-z](?=\.?\s*$)/, (letter) => (letter === "z" ? "a" : String.fromCharCode(letter.charCodeAt(0) + 1)))), pick(chance, ["time-in-place", "time-another-file"]));
	return `${path} is another, with size and time as before`;
}

function many(place, chance) {
	const count = chance(6) ? 2 + chance(5) : 20 + chance(15);

	return Array.from({ length: count }, () => pick(chance, [write, writeAnew, summarize, report, retitle])(place, chance)).join(" + ");
}

// What is beside the records.

const replace = (path, from, to) => (place, chance) => {
	place.set(path, place.texts.get(path).replace(from, to(chance)));
	return `${path}: ${from}`;
};

const besides = [
	replace("templates/nl.yaml", /^  home_intro: .*/m, (c) => `  home_intro: Inleiding ${word(c)}`),
	replace("templates/nl.yaml", /^  followup_of: .*/m, (c) => `  followup_of: "${word(c)} %s: %s"`),
	replace("templates/nl.yaml", /^  question: .*/m, (c) => `  question: ${pick(c, ["Vraag", "Kwestie"])}`),
	replace("templates/en.yaml", /^  answer: .*/m, (c) => `  answer: Answer ${word(c)}`),
	replace("templates/missing.mustache", /$/, (c) => `{{! ${word(c)} }}`),
	replace("templates/timeline.mustache", /$/, (c) => `<p>${word(c)}</p>\n`),
	replace("templates/row.mustache", /$/, () => "{{#niets}}"),
	replace("templates/assets/theme.css", /$/, (c) => `/* ${word(c)} */\n`),
	replace("templates/assets/_more.css", /$/, (c) => `/* ${word(c)} */\n`),
	replace("content/site.yaml", /^title: .*/m, (c) => `title: Portaal ${word(c)}`),
	replace("content/site.yaml", /(id: in-progress, label: )[^,]*/, (c) => `$1Bezig ${word(c)}`),
	replace("content/site.yaml", /(id: done, label: [^,]*, open: )\w+/, (c) => `$1${pick(c, ["true", "false"])}`),
	replace("content/site.yaml", /^base_url: .*/m, (c) => `base_url: https://${word(c)}.example.nl/`),
	replace("content/site.yaml", /^(notice: .*\n)?title/m, (c) => (c(2) ? `notice: Let op ${word(c)}\ntitle` : "title")),
	replace("content/site.yaml", /^closing: .*/m, () => "closing: ["),
	replace("content/files/verloop.txt", /$/, (c) => word(c)),
];
const beside = (place, chance) => pick(chance, besides)(place, chance);

// Moments before and after the embargoes and the days that things were due; two of one day.
const days = ["2026-10-01", "2026-10-20", "2026-11-01", "2026-11-10T09:30:00+01:00", "2026-11-10T09:45:00+01:00", "2026-11-10T10:30:00+01:00", "2026-12-15"];

function moveOn(place, chance) {
	place.day = pick(chance, days);
	return `as of ${place.day}`;
}

// For a while: how many builds it holds.
const option = (name, builds) => (place) => {
	place.options.set(name, builds);
	return `${name} for ${builds} builds`;
};
const letters = option("letters", 8), strict = option("--strict", 2), only = option("--only pages", 4), otherProgram = option("other program", 1), anew = option("--anew", 1);

// Of every type its title, its summary and its body: a pack of cards, so that none is left to chance.
const cards = [...titled.map((type) => [retitle, type]), ...types.map((type) => [summarize, type]), ...types.map((type) => [writeAnew, type])];

function draw(place, chance) {
	if (!place.cards?.length) place.cards = [...cards];
	const [[edit, type]] = place.cards.splice(chance(place.cards.length), 1);
	return edit(place, chance, [type]);
}

const calm = [
	[draw, 80], [write, 20], [writeAnew, 8], [writeValue, 10], [report, 10], [expect, 8], [many, 8], [touch, 3], [disguise, 5],
];
const wild = [
	[front, 24], [retitleOther, 3], [empty, 2], [rename, 4], [remove, 4], [add, 4], [bringBack, 5], [beside, 10], [moveOn, 6],
	[letters, 3], [strict, 1], [only, 2], [otherProgram, 1], [anew, 1],
];
const listed = (shares) => shares.flatMap(([edit, share]) => Array(share).fill(edit));
const calmEdits = listed(calm), wildEdits = listed(wild);

// As an earlier edit found it: what was said meanwhile by others stays.
function revert(place, chance) {
	const recent = place.history.slice(-9);
	const edit = recent.length ? pick(chance, recent) : { name: "nothing", changes: [] };

	for (const { path, before } of edit.changes) place.set(path, before);
	return `reverts: ${edit.name}`;
}

// Wild edits come in spells: between them, many builds in a row can follow one image.
export function editOnce(place, chance) {
	if (chance(7) === 0) place.isWild = !place.isWild;
	if (chance(6) === 0) return revert(place, chance);
	return pick(chance, place.isWild && chance(2) ? wildEdits : calmEdits)(place, chance);
}
export const small = [write, writeAnew, report, expect, summarize];
