// SPDX-License-Identifier: EUPL-1.2
// A build that follows what was edited leaves the very files that a clean build makes: over a random series of edits, over whatever happens to
// what builds keep beside the portal, with any number of threads. Called by again.sh: again.mjs PROGRAM WORK ROOT SEED ROUNDS FLIPS.
import { spawn } from "node:child_process";
import { copyFileSync, cpSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { editOnce, small } from "./again-edits.mjs";
import { records } from "./again-site.mjs";
import { randomFrom } from "./exchanges.mjs";

const [program, work, root, seed, rounds, flips] = process.argv.slice(2);
const chance = randomFrom(seed);
const isText = (path) => /\.(md|yaml|mustache|css|txt)$/.test(path);
const isAsset = (path) => path.startsWith("_assets/");
const young = 40; // milliseconds: a file this old is believed to be what its times say

let passed = 0, failed = 0;
function check(what, ...wrong) {
	if (!wrong.length) {
		passed++;
		return;
	}
	failed++;
	console.log(`FAILED: ${what} (SEED=${seed})\n  ${wrong.slice(0, 8).join("\n  ")}`);
}

// Every file below a folder: its bytes, and what tells whether it was written.
function lookInto(folder, below = "", found = new Map()) {
	for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
		const path = below ? `${below}/${entry.name}` : entry.name;

		if (entry.isDirectory()) {
			lookInto(folder, path, found);
			continue;
		}
		const { ino, mtimeMs } = lstatSync(join(folder, path));
		found.set(path, { bytes: readFileSync(join(folder, path)), ino, mtimeMs });
	}
	return found;
}

function run(command, args, folder) {
	return new Promise((resolve) => {
		const child = spawn(command, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
		const said = { out: "", err: "" };

		child.stdout.on("data", (part) => (said.out += part));
		child.stderr.on("data", (part) => (said.err += part));
		child.on("close", (code, signal) => resolve({ code: signal ?? code, ...said }));
	});
}

// '25 records: 0 errors, 6 warnings, 2 references …'
const countsIn = (said) => said.match(/^\d+ records: [^;\n]*/m)?.[0] ?? `no counts: ${said.slice(0, 200)}`;

class Place {
	constructor(name, source, more) {
		this.folder = join(work, name);
		this.texts = new Map();
		this.options = new Map();
		this.history = [];
		this.changes = [];
		this.day = "2026-11-01";
		mkdirSync(this.folder, { recursive: true });
		cpSync(source, join(this.folder, "content"), { recursive: true });
		cpSync(join(root, "templates"), join(this.folder, "templates"), { recursive: true, dereference: true });
		cpSync(join(root, "tests/site/letters/content/files"), join(this.folder, "content/files"), { recursive: true });
		for (const [path, text] of more) this.put(`content/${path}`, text);
		this.put("content/files/verloop.txt", "Een verloop.\n");
		this.put("templates/assets/_more.css", "/* Nog meer. */\n");
		for (const path of lookInto(this.folder).keys())
			if (isText(path) && !path.includes("generated/")) this.texts.set(path, readFileSync(join(this.folder, path), "utf8"));
		this.first = new Map(this.texts);
	}

	put(path, text) {
		mkdirSync(dirname(join(this.folder, path)), { recursive: true });
		writeFileSync(join(this.folder, path), text);
	}

	paths() {
		return [...this.texts].filter(([, text]) => text !== null).map(([path]) => path).sort();
	}

	// How: in place, or as editors do that write another file and rename it; the time of before put back.
	set(path, text, how = chance(3) ? "in-place" : "another-file") {
		const at = join(this.folder, path), before = this.texts.get(path) ?? null;

		this.changes.push({ path, before });
		this.texts.set(path, text);
		if (text === null) {
			rmSync(at, { force: true });
			return;
		}
		const times = existsSync(at) && how.startsWith("time-") ? statSync(at) : null;
		if (how.endsWith("in-place")) this.put(path, text);
		else {
			this.put(`${path}.new`, text);
			renameSync(`${at}.new`, at);
		}
		if (times) utimesSync(at, times.atime, times.mtime);
	}

	edit(edits, wanted) {
		this.changes = [];
		const name = wanted ? wanted(this, chance) : edits(this, chance);

		this.history.push({ name, changes: this.changes.reverse() });
		return name;
	}

	// The last edit is taken back, whatever it was.
	takeBack() {
		const edit = this.history.pop();

		this.changes = [];
		for (const { path, before } of edit.changes) this.set(path, before);
		return `takes back: ${edit.name}`;
	}

	args(out) {
		const args = ["build", "--as-of", this.day, "--out", out, "--jobs", String(1 + chance(3))];

		if (!this.options.has("letters")) args.push("--no-pdf");
		if (this.options.has("--strict")) args.push("--strict");
		if (this.options.has("--only pages")) args.push("--only", "pages");
		if (this.options.has("--compress")) args.push("--compress");
		return args;
	}

	imageId() {
		const path = this.kept("image");

		return existsSync(path) ? lstatSync(path, { bigint: true }).ino : null;
	}

	kept(name) {
		return join(this.folder, ".out.opvolging", name);
	}

	// Over what stands. isShort: it followed, so that the image is that of before.
	async build(...more) {
		const image = this.imageId();
		const args = [...this.args("out"), ...more, ...(this.options.has("--anew") ? ["--anew"] : [])];
		const said = await run(this.options.has("other program") ? `${work}/other` : program, args, this.folder);

		return { ...said, isShort: said.code === 0 && image !== null && image === this.imageId() };
	}

	async buildClean() {
		for (const name of ["clean", ".clean.opvolging"]) rmSync(join(this.folder, name), { recursive: true, force: true });
		const said = await run(program, [...this.args("clean"), "--anew"], this.folder);

		return { ...said, files: said.code === 0 ? lookInto(join(this.folder, "clean")) : null };
	}

	look() {
		return existsSync(join(this.folder, "out")) ? lookInto(join(this.folder, "out")) : new Map();
	}

	age() {
		for (const [name, builds] of this.options)
			if (builds > 1) this.options.set(name, builds - 1);
			else this.options.delete(name);
	}
}

// What differs between two trees; lines of the manifest about assets that stay longer apart.
function differences(files, clean, staying) {
	const wrong = [];
	const plain = (path, { bytes }) =>
		path !== "manifest.txt" || !staying.size ? bytes : Buffer.from(bytes.toString().split("\n").filter((line) => !staying.has(line.slice(34))).join("\n"));

	for (const path of new Set([...files.keys(), ...clean.keys()])) {
		const a = files.get(path), b = clean.get(path);

		if (staying.has(path) && a && !b) continue;
		if (!a || !b) wrong.push(`${path} is only in the ${a ? "followed" : "clean"} one`);
		else if (!plain(path, a).equals(plain(path, b))) wrong.push(`${path} differs`);
	}
	for (const path of staying) if (!files.has(path)) wrong.push(`${path} is gone at once`);
	return wrong;
}

// Files that say what they said are not written again.
function writtenForNothing(before, files) {
	return [...files].filter(([path, file]) => {
		const old = before.get(path);

		return old && old.bytes.equals(file.bytes) && (old.ino !== file.ino || old.mtimeMs !== file.mtimeMs);
	}).map(([path]) => `${path} was written again`);
}

// Follows the releases of a place, and holds each against a clean build.
class Judge {
	constructor(place) {
		this.place = place;
		this.files = new Map();
		this.clean = this.former = null; // of the last release, and of the one before
		this.counts = { short: 0, still: 0, refused: 0, whole: 0 };
	}

	// What the release before had and this one has not: it stays one release longer. A build that changes nothing is no release.
	stays(clean) {
		if (this.clean && differences(this.clean, clean, new Set()).length) this.former = this.clean;
		this.clean = clean;
		return new Set([...(this.former?.keys() ?? [])].filter((path) => isAsset(path) && !clean.has(path)));
	}

	refused(what, built, clean, files) {
		this.counts.refused++;
		check(`${what}: refused alike`, ...(built.code === clean.code && built.err === clean.err ? [] : [`exit ${built.code}: ${built.err}`, `exit ${clean.code}: ${clean.err}`]));
		check(`${what}: an erroneous run leaves the portal as it was`, ...differences(files, this.files, new Set()));
	}

	published(what, built, clean, files) {
		const total = `${files.size - 1} files in out`, isSame = !differences(files, this.files, new Set()).length;

		this.counts[built.isShort ? (isSame ? "still" : "short") : "whole"]++;
		check(`${what}: as a clean build`, ...differences(files, clean.files, this.stays(clean.files)));
		check(`${what}: the counts`, ...(countsIn(built.err) === countsIn(clean.err) ? [] : [countsIn(built.err), countsIn(clean.err)]));
		check(`${what}: tells how many files there are`, ...(built.out.includes(total) ? [] : [`${built.out.slice(-200)} is not ${total}`]));
		check(`${what}: nothing is written for nothing`, ...writtenForNothing(this.files, files));
	}

	// Whether it was published.
	async see(what) {
		const [built, clean] = await Promise.all([this.place.build(), this.place.buildClean()]);
		const files = this.place.look();

		what += built.isShort ? " [followed]" : "";
		if (clean.code !== 0 || built.code !== 0) this.refused(what, built, clean, files);
		else this.published(what, built, clean, files);
		this.files = files;
		this.place.age();
		return built.code === 0;
	}
}

async function series(place, judge) {
	let isFine = await judge.see("at first");

	for (let round = 1; round <= rounds; round++) {
		const edit = !isFine && chance(10) < 8 ? place.takeBack() : place.edit(editOnce);

		if (chance(6)) await pause(young);
		isFine = await judge.see(`round ${round}, ${edit}`);
		if (failed > 5) return;
	}
}

// What builds keep, damaged.

// Another number in the note by which programs are told apart.
function makeOther() {
	const bytes = readFileSync(program);
	const note = bytes.indexOf(Buffer.from("040000001400000003000000474e5500", "hex"));

	bytes[note + 16] ^= 1;
	writeFileSync(`${work}/other`, bytes, { mode: 0o755 });
	return note > 0;
}

function flip(path) {
	const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);

	if (bytes.length) bytes[chance(4) ? chance(bytes.length) : chance(Math.min(400, bytes.length))] ^= 1 << chance(8);
	writeFileSync(path, bytes);
}

// Between two states of one place, of which a clean build is made once.
class Damages {
	constructor(place) {
		this.place = place;
		this.path = "content/evaluations/twee.md";
		this.cleans = new Map();
		this.short = this.count = 0;
	}

	async turn() {
		const text = this.place.texts.get(this.path), isTurned = this.turned;

		this.turned = !isTurned;
		this.place.set(this.path, isTurned ? this.place.first.get(this.path) : `${text}\nNog iets over aanbeveling 3.\n`, "another-file");
		if (!this.cleans.has(this.turned)) this.cleans.set(this.turned, (await this.place.buildClean()).files);
	}

	async see(what) {
		const built = await this.place.build();

		this.count++;
		this.short += built.isShort;
		check(`${what}: builds`, ...(built.code === 0 ? [] : [`exit ${built.code}: ${built.err}`]));
		check(`${what}: as a clean build`, ...differences(this.place.look(), this.cleans.get(this.turned), new Set()));
	}

	async after(what, hurt) {
		await this.turn();
		await hurt();
		await this.see(what);
	}
}

async function hurtAll(place, far) {
	const damages = new Damages(place), kept = (name) => place.kept(name);
	const names = ["image", "seen", "changes", "digests"];
	const back = (name) => join(work, `back-${name}`);
	const keep = () => names.forEach((name) => existsSync(kept(name)) && copyFileSync(kept(name), back(name)));
	const restore = (...which) => which.forEach((name) => existsSync(back(name)) && copyFileSync(back(name), kept(name)));

	await damages.turn();
	await damages.see("at first");
	await pause(young);
	for (let i = 0; i < flips; i++) await damages.after(`a bit of the image, ${i}`, () => flip(kept("image")));
	for (const name of names) {
		for (let i = 0; i < flips / 10; i++) await damages.after(`a bit of ${name}, ${i}`, () => flip(kept(name)));
		for (let i = 0; i < 4; i++) await damages.after(`${name} cut short, ${i}`, () => existsSync(kept(name)) && truncateSync(kept(name), chance(statSync(kept(name)).size)));
		await damages.after(`${name} empty`, () => writeFileSync(kept(name), ""));
		await damages.after(`no ${name}`, () => rmSync(kept(name), { force: true }));
		await damages.after(`a folder for ${name}`, () => {
			rmSync(kept(name), { force: true });
			mkdirSync(kept(name));
			writeFileSync(join(kept(name), "x"), "x");
		});
		await damages.after(`still a folder for ${name}`, () => {});
		rmSync(kept(name), { recursive: true, force: true });
		await damages.after(`the folder for ${name} is gone`, () => {});
		await damages.after(`${name} of another place`, () => existsSync(far.kept(name)) && copyFileSync(far.kept(name), kept(name)));
	}
	await damages.after("no portal", () => rmSync(join(place.folder, "out"), { recursive: true }));
	await damages.after("all of another place", () => names.forEach((name) => existsSync(far.kept(name)) && copyFileSync(far.kept(name), kept(name))));
	// Kept from another time: a whole build lies between, or one that followed.
	for (const which of [["image"], ["changes"], ["digests"], ["image", "changes"], names])
		for (const more of [["--anew"], []]) {
			await damages.after("before it is kept", () => {});
			keep();
			await damages.turn();
			await place.build(...more);
			await damages.after(`${which} of before ${more}`, () => restore(...which));
			await damages.after(`${which} of before ${more}, one build later`, () => {});
		}
	place.options.set("other program", 1);
	await damages.after("an image of the other program", () => place.build().then(() => place.options.clear()));
	return damages;
}

// What a save keeps for the next one: of the texts no comment, which is in no page either; and a build of everything is followed as the first one was.
async function keep(place) {
	const path = "content/evaluations/twee.md", text = place.texts.get(path), build = () => pause(young).then(() => place.build());
	const commented = text.replace("---\n", "---\n# kwartelkoning\n").replace(/^title: .*/m, "$& # 'kwartelkoning'") + "\nNog iets.\n";

	await build();
	for (const more of ["Eerst.", "Dan.", "En dan."]) {
		place.set(path, `${commented}\n${more}\n`);
		const built = await build(), kept = existsSync(place.kept("changes")) ? readFileSync(place.kept("changes"), "latin1") : "";

		check(`with comments, ${more}: is followed`, ...(built.isShort ? [] : [built.err]));
		check(`with comments, ${more}: none is kept`, ...(kept.includes(more) && !kept.includes("kwartelkoning") ? [] : [kept]));
	}
	place.set(path, `${commented}\n[nergens]: https://www.example.nl/kwartelkoning\n`);
	await build();
	check("a target that no link names is not kept", ...(existsSync(place.kept("changes")) ? ["it is"] : []));
	check("without what was published, a build makes everything", ...((await build()).isShort ? ["it follows"] : []));
	place.set(path, `${text}\n\n`);
	await build();
	await place.build("--anew");
	check("after a build of everything nothing is followed", ...((await build()).isShort ? [] : ["a build of everything again"]));
}

// With packed copies, over a few records.
async function pack(place) {
	const judge = new Judge(place);
	let isFine = await judge.see("not packed yet");

	for (let round = 0; round < 3 + rounds / 50; round++) {
		if (round % 5 === 4) place.options.delete("--compress");
		else place.options.set("--compress", 9);
		isFine = await judge.see(`packed ${round}, ${isFine ? place.edit(null, small[round % small.length]) : place.takeBack()}`);
		await pause(young);
	}
}

const woven = join(root, "tests/site/woven/content");
const place = new Place("place", woven, records());
const judge = new Judge(place);

check("another program is made", ...(makeOther() ? [] : ["no note in the program"]));
await pause(young);
await series(place, judge);
check("a good share is followed", ...((judge.counts.short + judge.counts.still) * 3 >= rounds ? [] : [JSON.stringify(judge.counts)]));
const far = new Place("far", woven, records());
await pause(young);
await far.build();
far.set("content/evaluations/twee.md", `${far.texts.get("content/evaluations/twee.md")}\nIets.\n`);
await far.build();
const damages = await hurtAll(new Place("hurt", woven, records()), far);
check("what is whole is followed all the same", ...(damages.short > damages.count / 20 ? [] : [`${damages.short} of ${damages.count}`]));
await keep(new Place("kept", woven, records()));
await pack(new Place("packed", woven, new Map()));
const { short, still, whole, refused } = judge.counts;
console.log(`again: SEED=${seed}: ${short} followed, ${still} without a change, ${whole} whole, ${refused} refused; damaged ${damages.count}, of which ${damages.short} followed`);
console.log(`${passed} passed, ${failed} failed`);
