// SPDX-License-Identifier: EUPL-1.2
// What building a portal of 10,000 and 100,000 records costs, letters apart: beside the floor (floor.c), what cannot be left out; beside Hugo and Eleventy, which
// make pages and lists alone; and after a change of one record. Folders are in memory, runs take turns, and medians are told.
import { appendFileSync, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { build, count, inMb, inMs, measure, medians, output, program, record, root, table, times, work } from "./lib/bench.mjs";
import { writeCollection } from "./lib/collection.mjs";
import { eleventy, hugo } from "./lib/others.mjs";

const SIZES = (process.env.BUILD_SIZES ?? "10000,100000").split(",").map(Number);
const RUNS = 3;
const onOneCore = ["taskset", "-c", "0"];

// One clean build after another, each with all others of its turn.
function inTurn(ways, runs) {
	const found = ways.map(() => []);
	for (let run = 0; run < runs; run++)
		ways.forEach(({ out, command }, i) => {
			for (const tree of out) rmSync(tree, { recursive: true, force: true });
			found[i].push(...measure(1, ...command));
		});
	return found.map(medians);
}

const rows = [];
for (const size of SIZES) {
	const folder = join(work, String(size)), content = join(folder, "content"), out = join(folder, "out");
	mkdirSync(folder, { recursive: true });
	writeCollection(folder, size);
	symlinkSync(join(root, "templates"), join(folder, "templates"));
	const trees = [out, join(folder, ".out.opvolging")];
	const ours = [program, "build", "-C", folder, "--no-pdf", "--quiet", "--as-of", "2026-11-01"];
	const floor = { out: [join(folder, "floor")], command: [join(build, "bench/floor"), content, join(folder, "floor")] };
	const ways = {
		floor: { ...floor, command: [...onOneCore, ...floor.command] },
		"floor, free": floor,
		"ours, one core": { out: trees, command: [...onOneCore, ...ours, "--jobs", "1"] },
		"ours, all cores": { out: trees, command: [...ours, "--jobs", "2"] },
	};
	const others = size === SIZES[0] ? { Hugo: hugo(join(folder, "hugo"), content), Eleventy: eleventy(join(folder, "eleventy"), content) } : {};
	for (const [name, { out: tree, command }] of Object.entries(others)) ways[name] = { out: [tree], command };
	const taken = Object.fromEntries(inTurn(Object.values(ways), RUNS).map((one, i) => [Object.keys(ways)[i], one]));
	const again = medians(measure(RUNS, ...ours));
	const edited = [];
	const question = join(content, "questions/set-0000/07.md");
	for (let run = 0; run < RUNS; run++) {
		appendFileSync(question, `\nNog een zin, nummer ${run}.\n`);
		edited.push(...measure(1, ...ours));
	}
	rows.push({ size, taken, again, edited: medians(edited), files: output("find", out, "-type", "f").split("\n").length - 1 });
	for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

console.log("\n## What a portal costs\n");
for (const { size, taken, again, edited, files } of rows) {
	console.log(`${count(size)} records, ${count(files)} files:\n`);
	console.log(
		table(
			["", "wall", "CPU", "peak memory"],
			[...Object.entries(taken), ["ours, nothing changed", again], ["ours, one question changed", edited]].map(([name, one]) => [name, inMs(one.wall_ms), inMs(one.cpu_ms), inMb(one.peak_kb * 1024)]),
		),
	);
	const cpu = taken["ours, one core"].cpu_ms / taken.floor.cpu_ms;
	console.log(`\nOne core: ${times(cpu)} the CPU time of the floor. All cores: ${times(taken["ours, all cores"].wall_ms / taken["ours, one core"].wall_ms)} the time of one.`);
	console.log(`A change: ${times(edited.wall_ms / taken["floor, free"].wall_ms)} the floor's time.`);
	for (const other of ["Hugo", "Eleventy"])
		if (taken[other]) console.log(`${other}: ${times(taken[other].wall_ms / taken["ours, all cores"].wall_ms)} our time, ${times(taken[other].peak_kb / taken["ours, all cores"].peak_kb)} our memory.`);
	console.log("");
}
record("build", rows);
