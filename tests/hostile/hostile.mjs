// SPDX-License-Identifier: EUPL-1.2
// Writes the sites of the test of hostile content:  node hostile.mjs PROGRAM PLACE [STEP]
//
// PLACE/taken/content: for each vector a record of each type, with the vector in every text of it (STEP: of each STEP vectors one
// begins a record; its other fields have the next). PLACE/plain/content: the same with harmless texts, whose pages show which elements and attributes there are.
// PLACE/refused/content and refused.json: files that must each have the error that is named.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fileOf, fill, folders, picture, put, recordText, schemaOf, targets } from "./fill.mjs";
import * as vectors from "./vectors.mjs";

const [program, place, step = 1] = process.argv.slice(2);
const root = fileURLToPath(new URL("../..", import.meta.url));
const types = schemaOf(program);
const site = readFileSync(join(root, "tests/diag/site.yaml"), "utf8");
const planted = {};

// The one record of each type that others lead to has the index 0.
const nested = { recommendation: "v0/", followup: "2026/", question: "v0/" };
const idOf = (type, index) => `${folders[type]}/${nested[type] ?? ""}v${index}`;

function add(name, type, index, text) {
	let fields = 0;
	const makers = {
		text: (path, key) => (key === "number" ? `TZ2023${10 + (index % 80)}-${100 + index} ${text(fields++)}` : text(fields++)),
		markdown: () => `Tekst ${text(fields++)}\n\n| ${text(0).replace(/[|\r\n]/g, " ")} |\n|---|\n`,
		free: () => ({ [text(fields).replace(/\s+/g, " ")]: text(fields), binnen: { [text(++fields).replace(/\s+/g, " ")]: [text(fields++)] } }),
		date: () => "2026-03-04", moment: () => "2020-01-02", integer: () => index + 1, decimal: () => 5.5, language: () => "en",
		year: (path, key) => ({ year: 2026, from: 2001, to: 2002 })[key] ?? 2025,
		url: () => `https://example.nl/${vectors.paths[index % vectors.paths.length]}`,
		kamerstuk: () => `${31000 + Object.keys(types).indexOf(type)}, nr. ${index + 1}`,
		dossier: () => String(33000 + index),
		file: () => ["x.pdf", "'onload=alert(1) <b>.pdf", "%2e%2e & \u00e9.pdf"][index % 3],
		choice: (path, key, choices) => ({ visibility: "public", kind: path === "letter.kind" ? ["follow-up", "information", "answers"][index % 3] : undefined })[key] ?? choices[index % choices.length],
		word: (path, key, choices) => choices[0],
		alias: () => [`${idOf(type, index)}-oud`],
		id: (path, key) => {
			if (!targets[key]) throw new Error(`no target for ${path}`);
			if (path === "theme.parent") return index ? "themes/v0" : undefined;
			if (path === "followup.letter") return index ? `letters/v${index}` : "letters/v0";
			return [idOf(targets[key], 0)].flat()[0];
		},
		"id or url": (path, key) => [idOf(targets[key], 0), `https://example.nl/${vectors.paths[index % vectors.paths.length]}`],
		"text or ids": () => text(fields++),
		"text or id": () => text(fields++),
	};
	const keys = fill(types[type].properties, (kind, path, key, choices) => makers[kind](path, key, choices), type);
	const inline = text(0).replace(/[|\r\n]+/g, " ");
	const body = `Alinea ${text(0)}

## ${inline}

| ${inline} | kop |
|---|---|
| ${inline} | ${inline} |

- ${inline}

\`\`\` ${inline.replace(/\`/g, "")}
${text(0)}
\`\`\`

![${inline.replace(/[[\]]/g, "")}](files/x.png "${inline.replace(/["\\]/g, "")}") [${inline.replace(/[[\]]/g, "")}](pages/v0 "${inline.replace(/["\\]/g, "")}") \`${inline.replace(/`/g, "")}\`

Noot[^a] en [^b].

[^a]: ${inline}

[^b]: Tweede.

<div title="${inline}">

${text(0)}
`;
	const id = idOf(type, index);
	planted[name] ??= {};
	planted[name][id] = keys;
	put(join(place, name), `content/${fileOf(type, id)}`, recordText(keys, body));
}

// The fonts of letters have no wide letters.
const inFonts = (type, text) => (["letter", "question_set", "question"].includes(type) ? text.replace(/[\uff01-\uff5e]/g, (c) => c.normalize("NFKC")) : text);

function writeSite(name, texts, settings, step = 1) {
	for (const type of Object.keys(types)) for (let i = 0; i < texts.length; i += step) add(name, type, i, (field) => inFonts(type, texts[(i + field) % texts.length]));
	put(join(place, name), "content/site.yaml", settings);
	for (const file of ["x.pdf", "'onload=alert(1) <b>.pdf", "%2e%2e & \u00e9.pdf"]) put(join(place, name), `content/files/${file}`, "%PDF-1.4\n");
	put(join(place, name), "content/files/x.png", picture("x"));
}

// Every text of site.yaml; those that are addresses or words stay.
const words = { title: "Proefportaal", name: "Ministerie van Proeven", return_address: "Postbus 1 Den Haag", salutation: "Geachte voorzitter,", closing: "Hoogachtend," };
function settingsWith(text) {
	let settings = site.replace(/label: ([^,}]*)/g, (_, label) => `label: ${JSON.stringify(text(label))}`);
	for (const [key, value] of Object.entries(words)) settings = settings.replace(`${key}: ${value}`, `${key}: ${JSON.stringify(text(value))}`);
	settings = settings.replace(/letterhead: .*/, `letterhead: [${JSON.stringify(text("Plein 1"))}]`).replace(/lines: .*/, `lines: [${JSON.stringify(text("De Voorzitter"))}]`);
	return `${settings}notice: ${JSON.stringify(text("Proef"))}\n`;
}
const few = vectors.taken.filter((text) => text.length < 60 && !/[\r\n]/.test(text)).map((text) => inFonts("letter", text));
const letters = "abcdefghij";
const harmless = Array.from({ length: 10 }, (_, i) => `gewoon ${letters[i]} https://example.nl/${letters[i]} 'n "tekst"`);
writeSite("taken", vectors.taken, site, Number(step));
writeSite("plain", harmless, settingsWith((text) => text));
// What Markdown makes of texts that begin with '>' and the like.
put(join(place, "plain"), "content/pages/markdown.md", recordText({ title: "Markdown" }, "> citaat\n\n1. een\n\n***\n\n**a** *b* `c` <https://example.nl/>\n"));
// Of a letter's frame not everything fits on a page: a few at a time.
const settings = [];
for (let i = 0; i < few.length; i += 30) {
	const name = `settings-${i}`;
	let n = 0;
	settings.push(name);
	writeSite(name, harmless.slice(0, 2), settingsWith((text) => `${text} ${few[(i + n++) % few.length]}`));
}

// --- What is refused, each in a file of its own.
const refused = [];
const here = join(place, "refused");
let count = 0;
function refuse(rule, keys, text, what, type = "page") {
	const id = `${folders[type]}/x${++count}`;
	put(here, `content/${id}.md`, recordText(keys, text));
	refused.push({ file: `content/${id}.md`, rule, what });
}
put(here, "content/site.yaml", site);
put(here, "content/pages/x.md", recordText({ title: "X" }, ""));
for (const name of ["x.png", "x.svg", "x.HTML", "x.html.pdf", "x.js", "x.svgz", "x.xhtml", "x.xml", "x.php"]) put(here, `content/files/${name}`, picture("x"));
const plainLetter = { title: "B", date: "2026-01-01", kind: "information", signatories: [{ office: "a", name: "b" }] };
for (const [destination, rule] of vectors.destinations)
	for (const [shape, text] of [["link", `[x](${destination})`], ["picture", `![x](${destination})`], ["reference", `[x][a]\n\n[a]: ${destination}`]]) {
		refuse(shape === "picture" && !/^files\/|\u202e/.test(destination) ? "image-place" : rule, { title: "X" }, `Zie ${text}`, `${shape}: ${destination}`);
	}
for (const [text] of vectors.deceiving) refuse("address-deceives", { title: "X" }, text, text);
refuse("address-deceives", { title: "X", source: "https://r\u0131jksoverheid.nl/" }, "", "source");
for (const [key, value, rule] of vectors.values) refuse(rule, { title: "X", [key]: value }, "", `${key}: ${JSON.stringify(value)}`);
for (const [file, rule] of vectors.attachments) refuse(rule, { ...plainLetter, attachments: [{ file, title: "X" }] }, "", `attachment: ${file}`, "letter");
for (const [text, rule] of vectors.bodies) refuse(rule, plainLetter, text, `body: ${text}`, "letter");
// Front matter with the characters as they are: YAML would take only some of them.
for (const c of ["\u0007", "\u001b", "\u007f", "\u0085", "\u009b", "\u202e", "\u2067", "\u{e0041}", "\ufffe"]) {
	const id = `pages/x${++count}`;
	put(here, `content/${id}.md`, `---\ntitle: a${c}b\n---\n`);
	refused.push({ file: `content/${id}.md`, rule: "text-unseen", what: `raw U+${c.codePointAt(0).toString(16)}` });
}
writeFileSync(join(place, "refused.json"), JSON.stringify(refused));
writeFileSync(join(place, "planted.json"), JSON.stringify({ planted, settings }));
