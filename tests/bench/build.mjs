// SPDX-License-Identifier: EUPL-1.2
// What building a portal of 10,000 and 100,000 records costs: beside the floor (floor.c), what cannot be left out; beside Hugo and Eleventy, which make pages and
// lists alone; and after a change of one record. Folders are in memory, runs take turns, and medians are told.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { count, inMb, inMs, measure, medians, output, record, remove, table, times, work } from "./lib/bench.mjs";
import { sharedCollection } from "./lib/collection.mjs";
import { eleventy, hugo } from "./lib/others.mjs";
import { changes, filesAlone, floor, onOneCore, ours, place } from "./lib/portal.mjs";

const SIZES = (process.env.BUILD_SIZES ?? "10000,100000").split(",").map(Number);
const ROUNDS = (process.env.BUILD_ROUNDS ?? "3,2").split(",").map(Number); // of each size
const CHANGES = 7; // of each kind
// What was promised of each size, in ms.
const BOUNDS = [
	{ nothing: 40, change: 60 },
	{ nothing: 250, change: 400 },
];

// One clean build after another, each with all others of its round. What the last of them made is left.
function inTurn(ways, rounds) {
	const found = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
	for (let round = 0; round < rounds; round++)
		for (const [name, { trees, command }] of Object.entries(ways)) {
			remove(...trees);
			found[name].push(...measure(1, ...command));
		}
	return Object.fromEntries(Object.entries(found).map(([name, runs]) => [name, medians(runs)]));
}

const filesIn = (folder) => output("find", join(folder, "out"), "-type", "f").split("\n").length - 1;

// The first size is built beside other programs, and its letters on one core too.
function portal(size, rounds, isFirst) {
	const folder = join(work, String(size)), content = join(sharedCollection(size), "content");
	mkdirSync(folder);
	place(folder, content);
	const others = isFirst ? { "Hugo, pages and lists": hugo(join(folder, "hugo"), content), "Eleventy, pages and lists": eleventy(join(folder, "eleventy"), content) } : {};
	const one = ours(folder, "--no-pdf", "--jobs", "1"), two = ours(folder, "--no-pdf", "--jobs", "2"), lettersToo = ours(folder, "--jobs", "1");
	const clean = inTurn({
		"the floor, one core": floor(folder),
		...others,
		"pages and lists, two cores": ours(folder, "--no-pdf", "--only", "pages", "--jobs", "2"),
		"all but letters, one core": { ...one, command: [...onOneCore, ...one.command] },
		"all but letters, two cores": two,
		"its files alone, one core": filesAlone(folder),
	}, rounds);
	const found = { size, clean, files: filesIn(folder), changes: changes(folder, CHANGES, "--no-pdf", "--jobs", "2") };
	remove(...floor(folder).trees, ...filesAlone(folder).trees, join(folder, "hugo"), join(folder, "eleventy"));
	Object.assign(clean, inTurn({
		...(isFirst ? { "with letters, one core": { ...lettersToo, command: [...onOneCore, ...lettersToo.command] } } : {}),
		"with letters, two cores": ours(folder, "--jobs", "2"),
	}, 1));
	found.changes_with_letters = changes(folder, CHANGES, "--jobs", "2");
	remove(folder);
	return found;
}

function printClean({ size, files, clean }) {
	console.log(`\n### ${count(size)} records, ${count(files)} files without letters\n`);
	console.log(
		table(
			["", "wall", "CPU", "of which kernel", "peak memory", "its own"],
			Object.entries(clean).map(([name, one]) => [name, inMs(one.wall_ms), inMs(one.cpu_ms), inMs(one.sys_ms), inMb(one.peak_kb * 1024), inMb(one.anon_kb * 1024)]),
		),
	);
	const least = clean["the floor, one core"].cpu_ms, both = least + clean["its files alone, one core"].cpu_ms;
	console.log(`\nThe floor and the files alone are ${times(both / least)} the floor; all but letters, on one core, ${times(clean["all but letters, one core"].cpu_ms / both)} these two.`);
}

function printChanges({ changes: without, changes_with_letters: letters }) {
	const row = (name, { runs, short, files, search }) => [name, ...["wall_ms", "cpu_ms"].map((key) => inMs(medians(runs)[key])), inMs(Math.min(...runs.map((run) => run.wall_ms))), files, search, `${short} of ${runs.length}`];
	console.log("");
	console.log(
		table(
			["changed", "wall", "CPU", "least wall", "files written", "of search", "short builds"],
			[...Object.entries(without).map(([name, one]) => row(name, one)), ...Object.entries(letters).map(([name, one]) => row(`${name}, with letters`, one))],
		),
	);
}

// [what, asked, found, whether it is reached]
const below = (what, found, bound, show) => [what, `≤ ${show(bound)}`, show(found), found <= bound ? "yes" : "no"];
const above = (what, found, bound, show) => [what, `≥ ${show(bound)}`, show(found), found >= bound ? "yes" : "no"];

function goalsOfClean({ clean }) {
	const one = clean["all but letters, one core"], two = clean["all but letters, two cores"], pages = clean["pages and lists, two cores"];
	const other = clean["Hugo, pages and lists"];
	return [
		below("all but letters, one core: CPU beside the floor", one.cpu_ms / clean["the floor, one core"].cpu_ms, 2.5, times),
		below("all but letters, two cores beside one", two.wall_ms / one.wall_ms, 0.65, times),
		...(other ? [
			below("with letters, two cores beside one", clean["with letters, two cores"].wall_ms / clean["with letters, one core"].wall_ms, 0.65, times),
			above("pages and lists: Hugo's wall beside ours", other.wall_ms / pages.wall_ms, 5, times),
			above("all but letters: Hugo's wall, of pages and lists, beside ours", other.wall_ms / two.wall_ms, 3, times),
			below("pages and lists: our own memory beside Hugo's own", pages.anon_kb / other.anon_kb, 0.1, times),
		] : []),
	];
}

function goalsOfChanges(found, kind, bounds, floorMs) {
	return Object.entries(found).flatMap(([name, { runs, search }]) => {
		const { wall_ms: wall } = medians(runs), what = `${kind}, changed: ${name}`;
		if (name === "nothing") return [below(what, wall, bounds.nothing, inMs)];
		return [
			below(what, wall, bounds.change, inMs),
			below(`${what}, beside the floor`, wall / floorMs, 0.15, times),
			...(name === "an answer" ? [below(`${what}, files of the search index`, search, 12, count)] : []),
		];
	});
}

const rows = SIZES.map((size, i) => portal(size, ROUNDS[i], i === 0));
const goals = rows.flatMap((row, i) =>
	[
		...goalsOfClean(row),
		...goalsOfChanges(row.changes, "all but letters", BOUNDS[i], row.clean["the floor, one core"].wall_ms),
		...goalsOfChanges(row.changes_with_letters, "with letters", BOUNDS[i], row.clean["the floor, one core"].wall_ms),
	].map(([what, ...rest]) => [`${count(row.size)}: ${what}`, ...rest]),
);
if (rows.length > 1) {
	const [small, large] = rows.map(({ clean }) => clean["all but letters, one core"]);
	goals.push(below(`${count(SIZES[1])} beside ${count(SIZES[0])}: CPU, one core`, large.cpu_ms / small.cpu_ms, 11, times));
	goals.push(below(`${count(SIZES[1])}: memory of its own, one core`, large.anon_kb * 1024, 600e6, inMb));
	goals.push(below(`${count(SIZES[1])}: memory of its own, two cores`, rows[1].clean["all but letters, two cores"].anon_kb * 1024, 600e6, inMb));
}

console.log("\n## What a portal costs");
for (const row of rows) printClean(row), printChanges(row);
console.log("\n### What was promised\n");
console.log(table(["", "goal", "found", "reached"], goals));
record("build", { rows, goals });
