// SPDX-License-Identifier: EUPL-1.2
// Where the time of a clean build goes, in instructions outside the kernel as callgrind counts them: by our folders and by libraries, beside the floor.
import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { build, count, output, record, table, times, work } from "./lib/bench.mjs";
import { costs } from "./lib/callgrind.mjs";
import { sharedCollection } from "./lib/collection.mjs";
import { ours, place } from "./lib/portal.mjs";

const RECORDS = Number(process.env.WHERE_SIZE ?? 1000);
const FUNCTIONS = 20;

// gen/html/page.c is ours by its folder; a library is told by its name without its version.
function partOf({ object, file }) {
	const ourFolder = /(?:^|\/)gen\/(\w+)\//.exec(file);
	if (ourFolder) return `${ourFolder[1]}/`;
	return basename(object).replace(/[-.\d]*\.so.*$/, "");
}

function counted(name, command) {
	const file = join(work, `${name}.callgrind`);
	output("valgrind", "--tool=callgrind", `--callgrind-out-file=${file}`, ...command);
	return costs(file);
}

function summed(all, keyOf) {
	const sums = new Map();
	for (const one of all) sums.set(keyOf(one), (sums.get(keyOf(one)) ?? 0) + one.instructions);
	return sums;
}

const folder = join(work, "where");
mkdirSync(folder);
place(folder, join(sharedCollection(RECORDS), "content"));
const { command } = ours(folder, "--no-pdf", "--jobs", "1", "--no-sandbox");
const all = counted("ours", command);
const least = counted("floor", [join(build, "bench/floor"), join(folder, "content"), join(folder, "floor")]);
const total = (of) => of.reduce((sum, { instructions }) => sum + instructions, 0);
const [ourTotal, leastTotal] = [all, least].map(total);

const ourParts = summed(all, partOf), leastParts = summed(least, partOf);
const parts = [...new Set([...ourParts.keys(), ...leastParts.keys()])]
	.map((part) => ({ part, ours: ourParts.get(part) ?? 0, floor: leastParts.get(part) ?? 0 }))
	.sort((a, b) => b.ours - a.ours);
// Libraries come without the names of functions that only they call.
const nameOf = ({ name }) => (name.startsWith("0x") ? "without a name" : name.replace(/'\d+$/, "").replace(/\.(constprop|part|isra|cold)\b.*/, ""));
const functions = [...summed(all, (one) => `${nameOf(one)}\t${partOf(one)}`)]
	.map(([key, instructions]) => ({ name: key.split("\t")[0], part: key.split("\t")[1], instructions }))
	.sort((a, b) => b.instructions - a.instructions)
	.slice(0, FUNCTIONS);

const inMillions = (instructions) => count(instructions / 1e6);
const share = (instructions) => `${((instructions * 100) / ourTotal).toFixed(1)} %`;
const shown = parts.filter(({ ours: one, floor }) => Math.max(one, floor) > ourTotal / 500);
console.log(`\n## Where it goes: millions of instructions, ${count(RECORDS)} records, all but letters, one core\n`);
console.log(
	table(
		["", "the floor", "ours", "share", "a record"],
		[
			...shown.map(({ part, ours: one, floor }) => [part, inMillions(floor), inMillions(one), share(one), count(one / RECORDS)]),
			["all", inMillions(leastTotal), inMillions(ourTotal), "100 %", count(ourTotal / RECORDS)],
		],
	),
);
console.log(`\n${times(ourTotal / leastTotal)} the floor. The functions that take most, without those that they call:\n`);
console.log(table(["function", "in", "share"], functions.map(({ name, part, instructions }) => [name, part, share(instructions)])));
record("where", { records: RECORDS, ours: ourTotal, floor: leastTotal, parts, functions });
