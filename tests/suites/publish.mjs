// SPDX-License-Identifier: EUPL-1.2
// Readers of a portal while it is published anew, time after time: publish.mjs PROGRAM FOLDER EXCHANGES SEED
//
// FOLDER holds content-a, content-b, templates-a, templates-b; what is published is FOLDER/web/out, or the folder that OUT names. Every exchange has
// another style sheet, every other one other records. A server gives the files by their paths; readers load pages as browsers do, the
// page first, then what it names, and the search page searches. A build waits for the loads that have seen an exchange already: so each sees one
// at the most, and must find everything, each file whole and of the release before or the one after. Prints what is wrong, then a line of figures.
import http from "node:http";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const [program, folder, exchangesAsked, seed] = process.argv.slice(2);
const out = process.env.OUT ?? join(folder, "web", "out");
const exchanges = Number(exchangesAsked);
const require = createRequire(import.meta.url);
require(join(folder, "templates-a", "assets", "generated", "stem-nl.js"));
const { Index } = require(join(folder, "templates-a", "assets", "search.js"));

let state = Number(seed) >>> 0;
const random = (below) => {
	state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
	return Math.floor((state / 2 ** 32) * below);
};
const sum = (bytes) => createHash("sha1").update(bytes).digest("hex");
const wrong = [];
const complain = (text) => wrong.push(text);

// Releases: the hash of every file. A build under way is releases.length.

const releases = [];
let building = false;

function look() {
	const files = new Map();
	for (const name of readdirSync(out, { recursive: true })) if (statSync(join(out, name)).isFile()) files.set(name, sum(readFileSync(join(out, name))));
	const named = readFileSync(join(out, "manifest.txt"), "utf8").split("\n").filter(Boolean).map((line) => line.slice(34));
	const others = [...files.keys()].filter((name) => name !== "manifest.txt" && !named.includes(name));
	if (others.length || named.length !== files.size - 1) complain(`release ${releases.length}: the manifest names ${named.length} of ${files.size} files, not ${others}`);
	return files;
}

async function build(number) {
	const version = "ab"[Math.floor(number / 2) % 2];
	const style = join(folder, `templates-${version}`, "assets", "theme.css");
	writeFileSync(style, readFileSync(style, "utf8").replace(/\/\* exchange .*\n/, "") + `/* exchange ${number} */\n`);
	const options = ["build", "--content", join(folder, `content-${version}`), "--templates", join(folder, `templates-${version}`), "--out", out, "--as-of", "2026-11-01", "--quiet"];
	building = true;
	const [code, said] = await new Promise((resolve) => {
		const child = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
		let text = "";
		child.stderr.on("data", (part) => (text += part));
		child.on("close", (status) => resolve([status, text]));
	});
	if (code !== 0) complain(`build ${number}: exit ${code}: ${said.slice(0, 300)}`);
	releases.push(look());
	building = false;
}

// Serving: a path is looked up anew for each request.

const server = http.createServer(async (request, answer) => {
	try {
		const bytes = await readFile(join(out, decodeURIComponent(request.url)));
		answer.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
	} catch (error) {
		answer.writeHead(error.code === "ENOENT" || error.code === "ENOTDIR" ? 404 : 500).end();
	}
});
const agent = new http.Agent({ keepAlive: true });
const get = (path) =>
	new Promise((resolve, reject) => {
		http.get({ port: server.address().port, path: "/" + path.split("/").map(encodeURIComponent).join("/"), agent }, (answer) => {
			const parts = [];
			answer.on("data", (part) => parts.push(part));
			answer.on("end", () => resolve({ status: answer.statusCode, bytes: Buffer.concat(parts) }));
		}).on("error", reject);
	});

// Reading. Answers of one load are judged together, once it is known what every release held.

const counts = { requests: 0, searches: 0, across: 0, missingShards: 0 };
const loads = [];
const underWay = new Set(); // by the release that stood when they began

async function load(page, read) {
	const answers = [], from = releases.length - 1, begun = { from };
	underWay.add(begun);
	const ask = async (path, mayMiss) => {
		const { status, bytes } = await get(path);
		counts.requests++;
		answers.push({ path, status, sum: status === 200 ? sum(bytes) : null, mayMiss });
		return status === 200 ? bytes : null;
	};
	const body = await ask(page);
	try {
		if (body) await read(page, body.toString(), ask);
	} catch (error) {
		answers.push({ path: page, error });
	}
	underWay.delete(begun);
	loads.push({ page, answers, from, to: releases.length - 1 + building });
}

const within = (page, address) => posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(address)));

async function readPage(page, text, ask) {
	const named = [...text.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#:]+)"/g)].map((match) => within(page, match[1]));
	const assets = [...new Set(named)].filter((path) => path.startsWith("_assets/"));
	if (!assets.some((path) => path.endsWith(".css"))) complain(`${page} names no style sheet`);
	const sheets = await Promise.all(assets.map(async (path) => [path, await ask(path)]));
	const fonts = sheets.filter(([path, bytes]) => bytes && path.endsWith(".css")).flatMap(([path, bytes]) =>
		[...bytes.toString().matchAll(/url\(["']?([^)"':]+)["']?\)/g)].map((match) => within(path, match[1])));
	await Promise.all([...new Set(fonts)].map((path) => ask(path)));
}

// Files of passages and of the rest of terms are there only while they hold something; those of terms and positions always.
const mayMiss = (path) => /^[dmr]\//.test(path);
const words = ["vraag", "kwartelkoning", "aanbeveling", '"vraag zeven"', "beleidskader", "brief opvolging", "nergens"];

async function readSearch(page, text, ask) {
	await readPage(page, text, ask);
	const index = new Index((path) => ask("_search/" + path, mayMiss(path)));
	for (let i = 0; i < 3; i++) {
		const word = words[random(words.length)];
		const hits = await index.show(await index.find(word, {}, random(2) === 1), 10);
		counts.searches++;
		if (word === "vraag" && hits.length === 0) throw new Error("nothing found");
	}
}

function judge({ page, answers, from, to }) {
	counts.across += to > from;
	if (to > from + 1) complain(`${page}: ${to - from} exchanges`);
	const possible = releases.slice(from, to + 1);
	for (const { path, status, sum: got, mayMiss: maybe, error } of answers) {
		const holds = possible.map((files) => files.get(path));
		if (error) complain(`${page} in releases ${from}–${to}: ${error.stack}`);
		else if (status === 404 && maybe && holds.some((one) => !one)) counts.missingShards++;
		else if (status !== 200) complain(`${page} in releases ${from}–${to}: ${path} is answered with ${status}`);
		else if (!holds.includes(got)) complain(`${page} in releases ${from}–${to}: ${path} is neither of the release before nor of the one after`);
	}
}

let over = false;
async function reader() {
	const pages = [...releases[0].keys()].filter((name) => name.endsWith(".html") && releases[1].has(name));
	while (!over) {
		const isSearch = random(4) === 0;
		await load(isSearch ? "zoeken.html" : pages[random(pages.length)], isSearch ? readSearch : readPage);
		// Behind it, whoever builds gets the processor too.
		await pause(random(5));
	}
}

mkdirSync(join(out, ".."), { recursive: true });
for (const version of "ab") if (!existsSync(join(folder, `content-${version}`))) throw new Error("no content");
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
await build(0);
await build(2);
const readers = [reader(), reader(), reader()];
for (let number = 3; number < exchanges + 3; number++) {
	while ([...underWay].some(({ from }) => from < releases.length - 1)) await pause(1);
	await build(number);
	await pause(random(30));
}
over = true;
await Promise.all(readers);
server.close();
agent.destroy();
loads.forEach(judge);
if (counts.across < exchanges / 2) complain(`only ${counts.across} loads had an exchange in them`);
console.log([...new Set(wrong)].slice(0, 20).join("\n"));
console.log(`${exchanges} exchanges, ${loads.length} pages and ${counts.requests} requests, ${counts.searches} searches; ${counts.across} pages with an exchange meanwhile; ${counts.missingShards} shards gone with what they held; ${wrong.length} wrong`);
