// SPDX-License-Identifier: EUPL-1.2
// What the benchmarks share: measuring processes, medians, tables, the file of results.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const { root, build, work, collections } = process.env;
export const program = join(build, "opvolging");
const results = join(build, "bench.json");

// Runs a command and returns what it writes; a command that fails ends the benchmark.
export function output(command, ...args) {
	const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
	if (status !== 0) {
		console.error(`${command} ${args.join(" ")}\n${error ?? stderr}`);
		process.exit(1);
	}
	return stdout;
}

// What each of several runs of a command took, from before it is started until it has ended: [{ wall_ms, cpu_ms, sys_ms, peak_kb, anon_kb }].
export function measure(runs, ...command) {
	return JSON.parse(output(join(build, "bench/measure"), String(runs), ...command));
}

export function remove(...paths) {
	output("rm", "-rf", ...paths);
}

// A letter or question set, as one who works in the folder sets it.
export function setting(folder, id, file) {
	return [program, "letter", id, "-C", folder, "--templates", join(root, "templates"), "-o", file, "--quiet"];
}

export function median(numbers) {
	const sorted = [...numbers].sort((a, b) => a - b);
	const half = sorted.length >> 1;
	return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// The median of every number that the runs have.
export function medians(runs) {
	return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]));
}

export function pagesOf(file) {
	return Number(/^Pages: +(\d+)$/m.exec(output("pdfinfo", file))[1]);
}

export function sizeOf(file) {
	return statSync(file).size;
}

export const inMs = (ms) => (ms < 100 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`);
export const inMb = (bytes) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
export const inKb = (bytes) => `${(bytes / 1e3).toFixed(0)} kB`;
export const count = (number) => Math.round(number).toLocaleString("en");
export const times = (ratio) => `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;

// A table that Markdown understands and a terminal shows well: the first column left, the others right.
export function table(head, rows) {
	const cells = [head, ...rows].map((row) => row.map(String));
	const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
	const line = (row) => `| ${row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join(" | ")} |`;
	const rule = `|${widths.map((width, i) => "-".repeat(i ? width + 1 : width + 2) + (i ? ":" : "")).join("|")}|`;
	return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

// Adds a benchmark's results to build/bench.json.
export function record(name, found) {
	const all = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
	all[name] = found;
	writeFileSync(
		results,
		JSON.stringify(all, (_, value) => (typeof value === "number" ? Number(value.toPrecision(6)) : value), "\t") + "\n",
	);
}
