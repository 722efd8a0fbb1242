// SPDX-License-Identifier: EUPL-1.2
// Whether what 'check --format json' said of a site is what refused.json expects: an error that names both records for each reference to what
// is withheld, and no other.  node refused.mjs REFUSED.json SAID.json
import { readFileSync } from "node:fs";

const [{ refused }, said] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
const errors = said.filter(({ severity }) => severity === "error");
const claimed = new Set();
for (const { path, from, to } of refused) {
	const found = errors.filter(({ rule, message, file }) =>
		rule === "not-public" && message.includes(`'${from}'`) && message.includes(`'${to}'`) && file.includes(from));
	if (found.length !== 1) console.log(`${path}: ${found.length} errors name ${from} and ${to}`);
	for (const error of found) {
		claimed.add(error);
		if (!error.line || !error.notes.some((note) => note.file.includes(to))) console.log(`${path}: no place, or no note at ${to}`);
	}
}
for (const error of errors) if (!claimed.has(error)) console.log(`unexpected: ${error.file}:${error.line}: ${error.message}`);
