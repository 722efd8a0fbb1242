// SPDX-License-Identifier: EUPL-1.2
// First inputs of the entries, from the records, settings, templates and pictures of the repository: seeds.mjs FOLDER makes FOLDER/<entry>/.
// An entry that takes a choice has it in the first byte.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const folder = process.argv[2];
const types = 14;

function* files(top, ending) {
	for (const name of readdirSync(top).sort()) {
		const path = join(top, name);
		if (statSync(path).isDirectory()) yield* files(path, ending);
		else if (ending.test(name)) yield path;
	}
}
function* all(ending) {
	for (const top of ["content", "tests", "templates", "docs"]) yield* files(top, ending);
}

function add(entry, bytes) {
	const name = createHash("sha1").update(bytes).digest("hex").slice(0, 16);
	mkdirSync(join(folder, entry), { recursive: true });
	writeFileSync(join(folder, entry, name), bytes);
}

// What the unit tests hold of texts is a seed too: each string of C that is longer than a word.
const strings = (path) => [...readFileSync(path, "utf8").matchAll(/"((?:[^"\\\n]|\\.){12,})"/g)].map((found) => JSON.parse(`"${found[1].replace(/\\([^nrtu"\\])/g, "$1")}"`));

let count = 0;
for (const path of all(/\.md$/)) {
	const text = readFileSync(path);
	const parts = /^---\n([^]*?)\n---\n([^]*)$/.exec(text.toString("latin1"));
	const choice = Buffer.from([count++ % types]);
	if (!parts || text.length > 20000) continue;
	for (let type = 0; type < types && count % 4 === 0; type++) add("front_matter", Buffer.concat([Buffer.from([type]), Buffer.from(parts[1], "latin1")]));
	add("front_matter", Buffer.concat([choice, Buffer.from(parts[1], "latin1")]));
	add("markdown", Buffer.concat([Buffer.from([choice[0] | 0x80]), Buffer.from(parts[2], "latin1")]));
	add("references", Buffer.from(parts[2], "latin1"));
}
for (const path of files("tests/unit", /\.c$/)) {
	for (const text of strings(path)) {
		if (/reference/.test(path)) add("references", Buffer.from(text));
		if (/template/.test(path)) add("mustache", Buffer.from("0" + text));
		add("markdown", Buffer.from("\x83" + text));
	}
}
for (const path of files("tests/mustache-spec", /\.json$/)) {
	for (const test of JSON.parse(readFileSync(path, "utf8")).tests) {
		const partials = Object.values(test.partials ?? {});
		add("mustache", Buffer.from(["0" + test.template, ...partials].join("\0")));
	}
}
for (const path of all(/\.mustache$/)) for (const choice of "01") add("mustache", Buffer.from(choice + readFileSync(path, "utf8")));
for (const path of all(/^site\.yaml$/)) add("settings", readFileSync(path));
for (const path of all(/\.yaml$/)) {
	if (/^layout/.test(basename(path))) add("layout", Buffer.concat([Buffer.from("l"), readFileSync(path)]));
	if (/^(nl|en)\./.test(basename(path))) add("layout", Buffer.concat([Buffer.from("w"), readFileSync(path)]));
}
for (const path of all(/\.(png|jpe?g)$/)) if (statSync(path).size < 1 << 16) add("picture", readFileSync(path));
