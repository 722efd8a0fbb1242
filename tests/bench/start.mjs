// SPDX-License-Identifier: EUPL-1.2
// From start to end: what a letter of the demonstration costs one who sets it, beside a program that does nothing.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { count, inMb, inMs, measure, medians, pagesOf, record, root, setting, table, work } from "./lib/bench.mjs";

const RUNS = 50;
const TARGET = 20; // ms

const file = join(work, "letter.pdf");
const letters = readdirSync(join(root, "content/letters")).filter((name) => name.endsWith(".md")).sort();
const named = (name, pages, runs) => ({ name, pages, ...medians(runs), least_ms: Math.min(...runs.map((run) => run.wall_ms)) });

// What it costs to start anything.
const rows = [named("true", 0, measure(RUNS, "true"))];
for (const name of letters) {
	const id = `letters/${name.slice(0, -3)}`;
	const runs = measure(RUNS, ...setting(root, id, file));
	rows.push(named(id, pagesOf(file), runs));
}

console.log(`\n## From start to end: ${RUNS} runs; the target is ${TARGET} ms\n`);
console.log(
	table(
		["", "pages", "median", "least", "CPU", "peak memory"],
		rows.map(({ name, pages, wall_ms, least_ms, cpu_ms, peak_kb }) => [
			name,
			pages ? count(pages) : "",
			inMs(wall_ms),
			inMs(least_ms),
			inMs(cpu_ms),
			inMb(peak_kb * 1024),
		]),
	),
);
record("start", { target_ms: TARGET, runs: RUNS, rows });
