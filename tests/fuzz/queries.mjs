// SPDX-License-Identifier: EUPL-1.2
// What must hold for every query that a reader can type: queries.mjs PROGRAM SECONDS [SEED]. Builds content/, asks its index random queries and prints
// how many; what does not hold goes to standard error, with the query, and ends it with 1.
//
// - no query throws, and none takes a second;
// - what is shown are records of the portal, each once, with the pieces of its own title;
// - a word of a record leads to that record, also in capitals and without accents;
// - a filter only takes away.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const [program, seconds, seed = "1"] = process.argv.slice(2);
const require = createRequire(import.meta.url);
require(resolve("templates/assets/generated/stem-nl.js"));
const { Index } = require(resolve("templates/assets/search.js"));

const out = join(mkdtempSync(join(tmpdir(), "queries-")), "out");
process.on("exit", () => rmSync(join(out, ".."), { recursive: true, force: true }));
execFileSync(program, ["build", "--no-pdf", "--quiet", "--as-of", "2026-11-01", "--out", out], { stdio: "inherit" });

const index = new Index(async (path) => (existsSync(join(out, path)) ? readFileSync(join(out, path)) : null));
const documents = readdirSync(join(out, "_search/d")).flatMap((name) => JSON.parse(readFileSync(join(out, "_search/d", name), "utf8")));
const titles = new Map(documents.map((row) => [row[1], row[2]]));

// A generator of its own, so that a seed gives the same queries everywhere (mulberry32).
let state = Number(seed);
const random = () => {
	state = (state + 0x6d2b79f5) | 0;
	let t = Math.imul(state ^ (state >>> 15), 1 | state);
	t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
	return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
const pick = (list) => list[Math.floor(random() * list.length)];
const many = (most, make) => Array.from({ length: 1 + Math.floor(random() * most) }, make);

const wordsOf = (text) => text.match(/[\p{L}\p{M}\p{N}\u00ad]+/gu) ?? [];
const noise = ['"', "“", "”", "'", "(", ")", "*", ":", "-", "–", "\\", "/", "<", ">", "&", "%", "\0", "\u202e", "\u200b", "\ud800", "\u{1f600}", "é", "e\u0301", "ĳ", "ß", "ſ", "İ", "中", "__proto__", "constructor", "toString", "hasOwnProperty", "<script>", "31516", "31 516", "nr.", "nr. 5", "36 800 X", "TZ202307-053", "tz", "9".repeat(40), "a".repeat(300), " ", "\t", "\u00a0", "\n", ".", ",", "…"];
const anyWord = () => pick(wordsOf(pick(documents)[7]));
const garble = (text) => {
	const at = Math.floor(random() * (text.length + 1));
	return pick([text.slice(0, at) + pick(noise) + text.slice(at), text.slice(at), text.toUpperCase(), text.normalize("NFD"), text + text, String.fromCharCode(...many(4, () => random() * 65536))]);
};
const randomQuery = () => many(5, () => pick([anyWord, anyWord, () => pick(noise), () => garble(anyWord() ?? ""), () => `"${many(3, anyWord).join(" ")}"`])()).join(pick([" ", " ", "", "-"]));
const randomFilter = () => ({ type: pick(["", "", "question", "letter", "__proto__", "x"]), year: pick(["", "", "2025", "2026", "abc", "-1", "1e999"]), status: pick(["", "", "in-progress", "toString"]) });

function fail(query, what) {
	console.error(`${JSON.stringify(query)} (seed ${seed}): ${what}`);
	process.exit(1);
}
const plain = (pieces) => pieces.map((piece) => piece.text).join("");

async function everything(query, filter) {
	const result = await index.find(query, filter, true);
	const hits = [];
	for (let left = result.hits.length; left > 0; left -= 50) hits.push(...(await index.show(result, 50)));
	return { result, hits };
}

async function checkAny() {
	const query = randomQuery(), filter = randomFilter();
	const began = process.cpuUsage();
	const all = await everything(query, {}), some = await everything(query, filter);
	const spent = process.cpuUsage(began);
	if (spent.user + spent.system > 2e6) fail(query, `takes ${(spent.user + spent.system) / 1e6} s`);
	for (const { hits } of [all, some]) {
		if (new Set(hits.map((hit) => hit.address)).size !== hits.length) fail(query, "shows a record twice");
		for (const hit of hits) if (plain(hit.title) !== titles.get(hit.address)) fail(query, `shows '${plain(hit.title)}' for ${hit.address}`);
	}
	const known = new Set(all.hits.map((hit) => hit.address));
	if (!some.result.isPartial && some.hits.some((hit) => !known.has(hit.address))) fail(query, `${JSON.stringify(filter)} finds what nothing does`);
}

const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "");

async function checkOwn() {
	const [, address, , , , , , text] = pick(documents);
	const words = wordsOf(text.split("\n")[0]);
	const at = Math.floor(random() * words.length), word = words[at];
	if (!word || word.length < 3) return;
	for (const query of [word, word.toUpperCase(), bare(word)]) {
		// Capitals that do not come back (ß, ſ) are other words.
		if (query.toLowerCase() !== word.toLowerCase() && bare(query).toLowerCase() !== bare(word).toLowerCase()) continue;
		const { hits } = await everything(query, {});
		if (!hits.some((hit) => hit.address === address)) fail(query, `does not find ${address}, which says it`);
	}
}

let count = 0;
for (const end = Date.now() + seconds * 1000; Date.now() < end; count += 2) {
	try {
		await checkAny();
		await checkOwn();
	} catch (error) {
		fail("?", error.stack);
	}
}
console.log(`queries: ${count} of ${documents.length} records, ${seconds} s`);
