// SPDX-License-Identifier: EUPL-1.2
// How the cost of a portal grows: with its records, with the links of each, and with what its templates say.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { count, inMb, inMs, measure, medians, output, record, remove, root, table, work } from "./lib/bench.mjs";
import { sharedCollection, writeCollection } from "./lib/collection.mjs";
import { floor, onOneCore, ours, place } from "./lib/portal.mjs";

const RECORDS = (process.env.GROWTH_SIZES ?? "1000,3000,10000,30000").split(",").map(Number);
const FIXED = Math.min(3000, ...RECORDS.slice(-1)); // records, while something else grows
const LINKS = [0, 5, 20];
const LINES = [0, 10, 100]; // a partial each, with four values, on every page
const ROUNDS = 3, LARGE = 10000; // more records than that take one round

// What the floor and ours take of one core in the median of several rounds, and what ours writes.
function cost(folder, rounds) {
	const all = ours(folder, "--no-pdf", "--jobs", "1"), least = floor(folder);
	const runs = { floor: [], ours: [] };
	for (let round = 0; round < rounds; round++) {
		remove(...least.trees, ...all.trees);
		runs.floor.push(...measure(1, ...least.command));
		runs.ours.push(...measure(1, ...onOneCore, ...all.command));
	}
	const bytes = output("find", join(folder, "out"), "-type", "f", "-printf", "%s\n").trim().split("\n").map(Number);
	return { floor: medians(runs.floor), ours: medians(runs.ours), bytes: bytes.reduce((sum, size) => sum + size) };
}

function costAt(name, content, { templates, rounds = ROUNDS } = {}) {
	const folder = join(work, name);
	mkdirSync(folder);
	place(folder, content, templates);
	const found = cost(folder, rounds);
	remove(folder);
	return found;
}

function withLinks(links) {
	const folder = join(work, `links-${links}`);
	mkdirSync(folder);
	writeCollection(folder, FIXED, { links });
	const found = costAt("portal", join(folder, "content"));
	remove(folder);
	return { what: `${links} links in each text`, records: FIXED, ...found };
}

function withLines(lines) {
	const folder = join(work, `templates-${lines}`), layout = join(folder, "layout.mustache");
	cpSync(join(root, "templates"), folder, { recursive: true });
	writeFileSync(join(folder, "line.mustache"), '<p><a href="{{home_href}}">{{site_title}}</a> {{title}} {{words.home}}</p>\n');
	writeFileSync(layout, readFileSync(layout, "utf8").replace("</body>", `${"{{> line}}\n".repeat(lines)}</body>`));
	const found = costAt("portal", join(sharedCollection(FIXED), "content"), { templates: folder });
	remove(folder);
	return { what: `${lines} partials more on each page`, records: FIXED, ...found };
}

const rows = [
	...RECORDS.map((size) => ({ what: `${count(size)} records`, records: size, ...costAt("portal", join(sharedCollection(size), "content"), { rounds: size > LARGE ? 1 : ROUNDS }) })),
	...LINKS.map(withLinks),
	...LINES.map(withLines),
];

console.log("\n## How that grows\n");
console.log(
	table(
		["", "records", "the floor's CPU", "our CPU", "a record", "its own memory", "written"],
		rows.map(({ what, records, floor: least, ours: all, bytes }) => [what, count(records), inMs(least.cpu_ms), inMs(all.cpu_ms), `${count((all.cpu_ms * 1e3) / records)} µs`, inMb(all.anon_kb * 1024), inMb(bytes)]),
	),
);
record("growth", { rows });
