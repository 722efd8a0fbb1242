// SPDX-License-Identifier: EUPL-1.2
// What a page costs among 200, 1,000 and 4,000: time must grow with the pages and no faster, and memory stay below a bound.
import { join } from "node:path";
import { count, inKb, inMb, inMs, measure, medians, pagesOf, record, setting, sizeOf, table, times, work } from "./lib/bench.mjs";
import { letter, questions, writeLetter, writeQuestions } from "./lib/dossier.mjs";

const BOUND = { fixed: 60e6, page: 50e3 }; // of memory, in bytes
// Chapters and runs of each size.
const kinds = [
	{ name: "letter, one text", write: writeLetter, id: letter, sizes: [{ chapters: 125, runs: 7 }, { chapters: 620, runs: 5 }] },
	{
		name: "question set",
		write: writeQuestions,
		id: questions,
		sizes: [{ chapters: 120, runs: 7 }, { chapters: 600, runs: 5 }, { chapters: 2420, runs: 3 }],
	},
];

const rows = [];
for (const { name, write, id, sizes } of kinds)
	for (const { chapters, runs } of sizes) {
		const folder = join(work, `${id}-${chapters}`);
		const file = join(folder, "ours.pdf");
		write(folder, chapters);
		const all = medians(measure(runs, ...setting(folder, id, file)));
		const pages = pagesOf(file);
		rows.push({
			name,
			pages,
			runs,
			...all,
			us_per_page: (all.cpu_ms * 1e3) / pages,
			peak: all.peak_kb * 1024,
			bound: BOUND.fixed + BOUND.page * pages,
			bytes: sizeOf(file),
		});
	}

console.log("\n## What a page costs\n");
console.log(
	table(
		["", "pages", "time", "CPU", "CPU a page", "peak memory", "a page", "bound", "", "size"],
		rows.map((row) => [
			row.name,
			count(row.pages),
			inMs(row.wall_ms),
			inMs(row.cpu_ms),
			`${count(row.us_per_page)} µs`,
			inMb(row.peak),
			inKb(row.peak / row.pages),
			inMb(row.bound),
			row.peak <= row.bound ? "within" : "above",
			inMb(row.bytes),
		]),
	),
);
const ratios = {};
for (const { name } of kinds) {
	const of = rows.filter((row) => row.name === name);
	const [first, last] = [of[0], of[of.length - 1]];
	ratios[name] = last.us_per_page / first.us_per_page;
	console.log(`\n${name}: the CPU time of a page among ${count(last.pages)} is ${times(ratios[name])} that of a page among ${count(first.pages)}.`);
}
record("pages", { bound: BOUND, rows, ratios });
