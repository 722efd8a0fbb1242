// SPDX-License-Identifier: EUPL-1.2
// Writes a folder of records whose letters hold everything that a letter can hold, and more of it than a letter has: what the PDFs of
// 'make conformance' are made from. The same bytes on every run. By hand: node tests/stress/stress.mjs FOLDER [small]
//
// A record is {path, front, body}: its place below FOLDER, its front matter and its text. A file is {path, bytes}.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { dossier } from "./dossier.mjs";
import { letters } from "./letters.mjs";
import { questions } from "./questions.mjs";
import { site } from "./site.mjs";

const sizes = {
	full: { rows: 500, sections: 420, questions: 300, evaluations: 8, recommendations: 9, signatories: 9, attachments: 60 },
	small: { rows: 60, sections: 12, questions: 24, evaluations: 2, recommendations: 3, signatories: 3, attachments: 5 },
};

// Every value of JSON is one of YAML.
function text({ front, body = "" }) {
	const keys = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
	return `---\n${keys.join("")}---\n\n${body}\n`;
}

function write(folder, file) {
	const path = join(folder, file.path);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, file.bytes ?? text(file));
}

const [folder, size = "full"] = process.argv.slice(2);
if (!folder || !sizes[size]) {
	console.error("usage: stress.mjs FOLDER [full|small]");
	process.exit(2);
}
for (const file of [site, ...dossier(sizes[size]), ...letters(sizes[size]), ...questions(sizes[size])]) write(folder, file);
