// SPDX-License-Identifier: EUPL-1.2
// A portal that is published anew, time after time, and loads of its pages meanwhile.
//
// A folder holds content-a, content-b, templates-a and templates-b, which take each other's place: every exchange has another style sheet, every other
// one other records. Loads go as those of browsers do, the page first, then what it names; the search page searches. A build waits for the loads that
// have seen an exchange already: so each sees one at the most, and must find everything, each file whole and of the release before or the one after.
import http from "node:http";
import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const sum = (bytes) => createHash("sha1").update(bytes).digest("hex");
const within = (page, address) => posix.normalize(posix.join(posix.dirname(page), decodeURIComponent(address)));

// Numbers below a bound, the same ones for the same seed.
export function randomFrom(seed) {
	let state = Number(seed) >>> 0;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

// An answer of a server: { status, headers, bytes, isWhole }, the last false where it breaks off.
export function get(base, path, agent, headers = {}) {
	return new Promise((resolve, reject) => {
		http.get(`${base}/${path.split("/").map(encodeURIComponent).join("/")}`, { agent, headers }, (answer) => {
			const parts = [];
			answer.on("data", (part) => parts.push(part));
			answer.on("error", () => {});
			answer.on("close", () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts), isWhole: answer.complete }));
		}).on("error", reject);
	});
}

// What a release holds: the hash of every file by its path; what these are of goes into contents. The manifest names just these, with hashes that are right.
function look(out, contents, complain) {
	const files = new Map();
	for (const name of readdirSync(out, { recursive: true })) {
		if (!statSync(join(out, name)).isFile()) continue;
		const bytes = readFileSync(join(out, name));
		files.set(name, sum(bytes));
		contents.set(files.get(name), bytes);
	}
	const named = readFileSync(join(out, "manifest.txt"), "utf8").split("\n").filter(Boolean).map((line) => line.slice(34));
	const others = [...files.keys()].filter((name) => name !== "manifest.txt" && !named.includes(name));
	if (others.length || named.length !== files.size - 1) complain(`the manifest names ${named.length} of ${files.size} files, not ${others}`);
	const checked = spawnSync("xxhsum", ["-H2", "--check", "--quiet", "manifest.txt"], { cwd: out, encoding: "utf8" });
	if (checked.status !== 0) complain(`the manifest is not right: ${checked.error ?? checked.stdout}`);
	return files;
}

// Files of records, and of terms, are there only while they hold something; so is the text of a record.
const mayMiss = (path) => /^_search\/[dtr]\/|\.json$/.test(path);
const words = ["vraag", "kwartelkoning", "aanbeveling", '"vraag zeven"', "beleidskader", "brief opvolging", "nergens"];

export class Exchanges {
	// options(NUMBER): what else that build is told; isRead(PAGE): whether the server answers it as the file that it is.
	// rest: milliseconds below which a reader pauses after a load; isSparing: a reader has one load in each build, and none
	// between them. isExcused(ANSWER, BEFORE, AFTER): whether one that is wrong is so by what the server is known for; the two give bytes by path.
	constructor({ program, folder, out, random, rest = 5, isSparing = false, options = () => [], isRead = () => true, isExcused = () => false }) {
		Object.assign(this, { program, folder, out, random, rest, isSparing, options, isRead, isExcused });
		this.wrong = [];
		this.contents = new Map();
		this.releases = []; // a build under way is releases.length
		this.building = false;
		this.loads = [];
		this.underWay = new Set(); // by the release that stood when they began
		this.counts = { searches: 0, across: 0, missingShards: 0, excused: 0 };
		const require = createRequire(import.meta.url);
		require(join(folder, "templates-a", "assets", "generated", "stem-nl.js"));
		this.Index = require(join(folder, "templates-a", "assets", "search.js")).Index;
	}

	complain(text) {
		this.wrong.push(text);
	}

	async build(number) {
		const version = "ab"[Math.floor(number / 2) % 2];
		const style = join(this.folder, `templates-${version}`, "assets", "theme.css");
		writeFileSync(style, readFileSync(style, "utf8").replace(/\/\* exchange .*\n/, "") + `/* exchange ${number} */\n`);
		const options = ["build", "--content", join(this.folder, `content-${version}`), "--templates", join(this.folder, `templates-${version}`),
			"--out", this.out, "--as-of", "2026-11-01", "--quiet", ...this.options(number)];
		this.building = true;
		const [code, said] = await new Promise((resolve) => {
			const child = spawn(this.program, options, { stdio: ["ignore", "ignore", "pipe"] });
			let text = "";
			child.stderr.on("data", (part) => (text += part));
			child.on("close", (status) => resolve([status, text]));
		});
		if (code !== 0) throw new Error(`build ${number}: exit ${code}: ${said.slice(0, 300)}`);
		this.releases.push(look(this.out, this.contents, (text) => this.complain(`release ${this.releases.length}: ${text}`)));
		this.building = false;
	}

	// Answers of one load are judged together, once it is known what every release held.
	async load(fetch, page, read) {
		const answers = [], from = this.releases.length - 1, begun = { from };
		this.underWay.add(begun);
		const ask = async (path, mayMiss) => {
			const { status, bytes, sent } = await fetch(path);
			const isGiven = status === 200 && bytes !== null;
			answers.push({ path, status, sum: isGiven ? sum(bytes) : null, mayMiss, sent });
			return isGiven ? bytes : null;
		};
		try {
			const body = await ask(page);
			if (body) await read.call(this, page, body.toString(), ask);
		} catch (error) {
			answers.push({ path: page, error });
		}
		this.underWay.delete(begun);
		this.loads.push({ page, answers, from, to: this.releases.length - 1 + this.building });
	}

	async readPage(page, text, ask) {
		const named = [...text.matchAll(/<(?:link|script|img)\b[^>]*?(?:href|src)="([^"#:]+)"/g)].map((match) => within(page, match[1]));
		const assets = [...new Set(named)].filter((path) => /^_assets\/|\.(png|jpg)$/.test(path));
		if (!assets.some((path) => path.endsWith(".css"))) this.complain(`${page} names no style sheet`);
		const sheets = await Promise.all(assets.map(async (path) => [path, await ask(path)]));
		const fonts = sheets.filter(([path, bytes]) => bytes && path.endsWith(".css")).flatMap(([path, bytes]) =>
			[...bytes.toString().matchAll(/url\(["']?([^)"':]+)["']?\)/g)].map((match) => within(path, match[1])));
		await Promise.all([...new Set(fonts)].map((path) => ask(path)));
	}

	async readSearch(page, text, ask) {
		await this.readPage(page, text, ask);
		const index = new this.Index((path) => ask(path, mayMiss(path)));
		for (let i = 0; i < 3; i++) {
			const word = words[this.random(words.length)];
			const hits = await index.show(await index.find(word, {}, this.random(2) === 1), 10);
			this.counts.searches++;
			if (word === "vraag" && hits.length === 0) throw new Error("nothing found");
		}
	}

	judge({ page, answers, from, to }) {
		this.counts.across += to > from;
		if (to > from + 1) this.complain(`${page}: ${to - from} exchanges`);
		const possible = this.releases.slice(from, to + 1), where = `${page} in releases ${from}–${to}`;
		const [before, after] = [possible[0], possible.at(-1)].map((files) => (path) => this.contents.get(files.get(path)));
		const isWrong = ({ path, sum: got }) => !possible.some((files) => files.get(path) === got);
		const excused = answers.filter((answer) => !answer.error && isWrong(answer) && this.isExcused(answer, before, after));
		this.counts.excused += excused.length;
		for (const answer of answers) {
			const { path, status, mayMiss: maybe, error } = answer;
			if (excused.includes(answer)) continue;
			// Who reads what is cut short may stumble over it.
			if (error && excused.length) continue;
			if (error) this.complain(`${where}: ${error.stack}`);
			else if (status === 404 && maybe && possible.some((files) => !files.has(path))) this.counts.missingShards++;
			else if (status !== 200) this.complain(`${where}: ${path} is answered with ${status}`);
			else if (isWrong(answer)) this.complain(`${where}: ${path}${answer.sent?.server ? `, from ${answer.sent.server},` : ""} is neither of the release before nor of the one after`);
		}
	}

	async reader(fetchOf) {
		const pages = [...this.releases[0].keys()].filter((name) => name.endsWith(".html") && this.releases[1].has(name) && this.isRead(name));
		while (!this.isOver) {
			const last = this.releases.length;
			const isSearch = this.random(4) === 0;
			await this.load(fetchOf(), isSearch ? "zoeken.html" : pages[this.random(pages.length)], isSearch ? this.readSearch : this.readPage);
			// Behind it, whoever builds gets the processor too.
			do await pause(this.random(this.rest));
			while (this.isSparing && !this.isOver && (!this.building || this.releases.length === last));
		}
	}

	// readers: for each, what gives the way a load asks for paths: () => async (PATH) => { status, bytes, sent }; bytes are null where they are none that can be
	// read, sent is for isExcused
	async run(count, readers) {
		await this.build(0);
		await this.build(2);
		const reading = readers.map((fetchOf) => this.reader(fetchOf));
		for (let number = 3; number < count + 3; number++) {
			while ([...this.underWay].some(({ from }) => from < this.releases.length - 1)) await pause(1);
			await this.build(number);
			await pause(this.random(30));
		}
		this.isOver = true;
		await Promise.all(reading);
		this.loads.forEach((load) => this.judge(load));
		if (this.counts.across < count / 2) this.complain(`only ${this.counts.across} loads had an exchange in them`);
	}
}
