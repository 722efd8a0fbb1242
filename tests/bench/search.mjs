// SPDX-License-Identifier: EUPL-1.2
// What searching costs among 10,000 and 100,000 records: the index, and what a browser loads for fifty questions of two words, drawn as often as texts
// have them.
import { mkdirSync, readFileSync, existsSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build, count, inKb, inMb, inMs, measure, median, output, program, record, root, table, work } from "./lib/bench.mjs";
import { chance, sharedCollection, vocabulary } from "./lib/collection.mjs";

const SIZES = (process.env.SEARCH_SIZES ?? "10000,100000").split(",").map(Number);
const QUERIES = 50;
const PAGEFIND_QUERIES = 20;
const CPU_MS = 5000; // of making the index of the last size
const BOUND = { median: 60e3, worst: 150e3, trips: 2 };

const require = createRequire(import.meta.url);
require(join(root, "templates/assets/generated/stem-nl.js"));
const { Index } = require(join(root, "templates/assets/search.js"));

function questions() {
	const draw = vocabulary(chance(50));
	return Array.from({ length: QUERIES }, () => {
		const first = draw();
		let second = draw();
		while (second === first) second = draw();
		return `${first} ${second}`;
	});
}

// An index of which every file that is loaded is counted, compressed as a web server sends it.
function counting(folder) {
	const loaded = { requests: 0, raw: 0, gzip: 0, brotli: 0, terms: 0, trips: 0 };
	let isWaiting = false;
	const index = new Index(async (path) => {
		const file = join(folder, path);
		const bytes = existsSync(file) ? readFileSync(file) : null;
		// Files that are asked for together come in one round trip.
		if (!isWaiting) {
			isWaiting = true;
			loaded.trips++;
			setImmediate(() => (isWaiting = false));
		}
		loaded.requests++;
		if (bytes) {
			const brotli = brotliCompressSync(bytes).length;
			loaded.raw += bytes.length;
			loaded.gzip += gzipSync(bytes, { level: 9 }).length;
			loaded.brotli += brotli;
			loaded.terms += path.startsWith("_search/t/") ? brotli : 0;
		}
		await new Promise((resolve) => setTimeout(resolve, 1));
		return bytes;
	});
	return { index, loaded };
}

async function ask(folder, query) {
	const { index, loaded } = counting(folder);
	await index.root();
	const root = { ...loaded };
	const result = await index.find(query, {});
	const since = (then) => Object.fromEntries(Object.keys(loaded).map((key) => [key, loaded[key] - then[key]]));
	let early = null;
	// What is sure is shown when its entries are there; then come the texts.
	const hits = await index.show(result, 10, (sure) => (early = { early: sure.length, ...since(root) }));
	const whole = since(root);
	return { query, hits: hits.length, found: result.hits.length, ...(early ?? { early: 0, ...whole }), whole };
}

// The same pages, as Pagefind indexes them.
function pagefind(folder) {
	const site = join(folder, "site");
	output(program, "build", "-C", folder, "--templates", join(root, "templates"), "--out", site, "--no-pdf", "--quiet");
	output("rm", "-rf", join(site, "_search"));
	const [made] = measure(1, "node", join(build, "bench/node_modules/pagefind/lib/runner/bin.cjs"), "--site", site, "--force-language", "nl");
	const asked = questions().slice(0, PAGEFIND_QUERIES).map((query) => JSON.parse(output("node", "--no-warnings", join(root, "tests/bench/lib/pagefind.mjs"), site, query)));
	const files = output("find", join(site, "pagefind"), "-type", "f", "-printf", "%s\n").trim().split("\n").map(Number);
	return { ...made, files: files.length, bytes: files.reduce((sum, size) => sum + size), asked };
}

const rows = [];
let other = null;
for (const size of SIZES) {
	const folder = join(work, String(size));
	mkdirSync(folder, { recursive: true });
	symlinkSync(join(sharedCollection(size), "content"), join(folder, "content"));
	const index = (out) => JSON.parse(output(join(build, "tools/indexer"), join(folder, "content"), join(root, "templates"), out));
	const made = index(join(folder, "out"));
	made.unwritten_cpu_ms = index("-").cpu_ms;
	const asked = [];
	for (const query of questions()) asked.push(await ask(join(folder, "out"), query));
	const most = (key) => Math.max(...asked.map((one) => one[key]));
	const middle = (key) => median(asked.map((one) => one[key]));
	rows.push({ ...made, requests: middle("requests"), trips: most("trips"), gzip: middle("gzip"), brotli: middle("brotli"), terms: middle("terms"), worst_gzip: most("gzip"), worst_brotli: most("brotli"), empty: asked.filter((one) => !one.hits).length, asked });
	if (size === SIZES[0]) other = pagefind(folder);
	output("rm", "-rf", folder);
}

console.log("\n## What searching costs\n");
console.log(
	table(
		["records", "CPU", "with its files", "memory beside the records", "files", "index", "largest file"],
		rows.map((row) => [count(row.records), inMs(row.unwritten_cpu_ms), inMs(row.cpu_ms), inMb((row.peak_kb - row.read_peak_kb) * 1024), count(row.files), inMb(row.bytes), inKb(row.largest)]),
	),
);
console.log(`\nPromised: ${inMs(CPU_MS)} of CPU at the most for the last row; ${inMs(rows.at(-1).unwritten_cpu_ms)} is ${rows.at(-1).unwritten_cpu_ms <= CPU_MS ? "within" : "above"}.`);
console.log(`\n${QUERIES} questions of two words, drawn by frequency; beside the page and the root of the index:\n`);
console.log(
	table(
		["records", "round trips", "requests", "brotli, median", "of which terms", "worst", "gzip, median", "worst", "bounds", "without a hit"],
		rows.map((row) => [count(row.records), row.trips, row.requests, inKb(row.brotli), inKb(row.terms), inKb(row.worst_brotli), inKb(row.gzip), inKb(row.worst_gzip), row.gzip <= BOUND.median && row.worst_gzip <= BOUND.worst && row.trips <= BOUND.trips ? "within" : "above", row.empty]),
	),
);
const bytes = other.asked.map((one) => one.bytes);
console.log(`\nPagefind on the pages of the first row: ${inMs(other.cpu_ms)} of CPU, ${inMb(other.peak_kb * 1024)} at its peak, ${inMb(other.bytes)} in ${count(other.files)} files;`);
console.log(`the first ${PAGEFIND_QUERIES} questions load ${inKb(median(bytes))} in the median, ${inKb(Math.max(...bytes))} at worst, its script apart.`);
record("search", { bound: BOUND, rows, pagefind: other });
