// SPDX-License-Identifier: EUPL-1.2
// A letter of about 200 pages, and Typst setting the same words on pages of the same measures.
import { basename, join } from "node:path";
import { build, count, inMb, inMs, measure, medians, output, pagesOf, record, root, setting, sizeOf, table, times, work } from "./lib/bench.mjs";
import { letter, writeLetter } from "./lib/dossier.mjs";
import { differences, wordsOf } from "./lib/words.mjs";

const CHAPTERS = 125;
const ROUNDS = 3; // all take turns, so that a machine that is busy for a while is so for each
const RUNS = { ours: 7, warm: 3, even: 1 }; // in a round

const text = writeLetter(work, CHAPTERS);
const files = { ours: join(work, "ours.pdf"), typst: join(work, "typst.pdf"), even: join(work, "typst-even.pdf") };
const worker = join(root, "tests/bench/lib/typst.mjs");
const typst = (runs, linebreaks, file) => [process.execPath, worker, build, work, file, String(runs), linebreaks];
// The first run of a process is not a warm one.
const warm = (runs, linebreaks, file) => JSON.parse(output(...typst(runs + 1, linebreaks, file))).slice(1);

const found = { ours: [], whole: [], warm: [], even: [] };
for (let i = 0; i < ROUNDS; i++) {
	found.ours.push(...measure(RUNS.ours, ...setting(work, letter, files.ours)));
	found.whole.push(...measure(1, ...typst(1, "simple", files.typst)));
	found.warm.push(...warm(RUNS.warm, "simple", files.typst));
	found.even.push(...warm(RUNS.even, "optimized", files.even));
}

for (const file of Object.values(files)) {
	const { missing, extra } = differences(file, text);
	if (missing.length || extra.length) {
		const some = (words) => `${words.length} (${words.slice(0, 10).join(" ")})`;
		console.error(`bench: ${basename(file)} has other words than its source: lacks ${some(missing)}, has besides ${some(extra)}`);
		process.exitCode = 1;
	}
}

function row(runs, file) {
	const pages = pagesOf(file);
	const all = medians(runs);
	return { ...all, pages, pages_per_s: (pages * 1e3) / all.wall_ms, pages_per_cpu_s: (pages * 1e3) / all.cpu_ms, bytes: sizeOf(file) };
}
const rows = {
	ours: row(found.ours, files.ours),
	whole: row(found.whole, files.typst),
	warm: row(found.warm, files.typst),
	even: row(found.even, files.even),
};
const ratios = {
	process_to_process: rows.ours.pages_per_s / rows.whole.pages_per_s,
	process_to_warm: rows.ours.pages_per_s / rows.warm.pages_per_s,
	process_to_warm_even: rows.ours.pages_per_s / rows.even.pages_per_s,
};
const shown = ({ wall_ms, cpu_ms, pages, pages_per_s, peak_kb, bytes }) => [
	inMs(wall_ms),
	inMs(cpu_ms),
	pages,
	count(pages_per_s),
	peak_kb ? inMb(peak_kb * 1024) : "",
	inMb(bytes),
];

console.log(`\n## A letter of ${rows.ours.pages} pages, ${count(wordsOf(text.plain))} words\n`);
console.log(
	table(
		["", "time", "CPU", "pages", "pages/s", "peak memory", "size"],
		[
			["opvolging letter, whole process", ...shown(rows.ours)],
			["Typst, whole process", ...shown(rows.whole)],
			["Typst, warm: compile and PDF", ...shown(rows.warm)],
			["Typst, warm, even lines", ...shown(rows.even)],
		],
	),
);
console.log(
	`\nTypst, warm: compile ${inMs(rows.warm.compile_ms)}, PDF ${inMs(rows.warm.pdf_ms)}. Pages a second, ours to Typst's: ` +
		`${times(ratios.process_to_process)} process to process, ${times(ratios.process_to_warm)} our process to Typst's warm run, ` +
		`${times(ratios.process_to_warm_even)} to its warm run with even lines.`,
);
record("letters", {
	chapters: CHAPTERS,
	words: wordsOf(text.plain),
	runs: { ours: found.ours.length, whole: found.whole.length, warm: found.warm.length, even: found.even.length },
	rows,
	ratios,
});
