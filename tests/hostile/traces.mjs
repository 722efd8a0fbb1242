// SPDX-License-Identifier: EUPL-1.2
// Looks for marks in every byte of folders, unpacked: names, gzip and brotli copies, terms of the search index, and PDFs with their streams
// inflated, as text and with their metadata.
//
//   node traces.mjs MARKS.json FOLDER...          prints every mark that is there, and where
//   node traces.mjs --missing MARKS.json FOLDER   prints the places whose marks are not there
import { spawnSync } from "node:child_process";
import { lstatSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const args = process.argv.slice(2);
const wantsMissing = args[0] === "--missing" && args.shift();
const { prefix, marks } = JSON.parse(readFileSync(args.shift(), "utf8"));

function run(command, ...words) {
	const done = spawnSync(command, words, { maxBuffer: 1 << 28 });
	// qpdf says 3 where it warns.
	if (done.error || ![0, 3].includes(done.status)) throw new Error(`${command} ${words.join(" ")}: ${done.error ?? done.stderr}`);
	return done.stdout;
}

// The terms of a file of the search index, one a line: gen/search/format.md.
export function terms(bytes) {
	let at = 0;
	const varint = () => {
		let value = 0;
		for (let shift = 0; ; shift += 7) {
			value += (bytes[at] & 127) * 2 ** shift;
			if (bytes[at++] < 128) return value;
		}
	};
	const count = varint(), found = [];
	for (let i = 0; i < count; i++) {
		const length = varint();
		found.push(bytes.toString("utf8", at, at + length));
		at += length;
		const isCut = varint() % 2;
		for (let j = 0; j < 1 + 2 * isCut; j++) varint();
	}
	return Buffer.from(found.join("\n"));
}

// What a file is, in all its forms. isText: numbers in it are numbers that somebody may read.
function* pieces(path, bytes) {
	yield { form: "bytes", bytes, isText: /\.(html|json|csv|atom|xml|txt|map)$/.test(path) };
	if (path.endsWith(".gz")) yield* pieces(path.slice(0, -3), gunzipSync(bytes));
	if (path.endsWith(".br")) yield* pieces(path.slice(0, -3), brotliDecompressSync(bytes));
	if (/_search\/t\/[^/]*\.bin$/.test(path)) yield { form: "terms", bytes: terms(bytes), isText: true };
	if (path.endsWith(".pdf") && bytes.subarray(0, 5).equals(Buffer.from("%PDF-"))) {
		yield { form: "streams", bytes: run("qpdf", "--qdf", "--object-streams=disable", path, "-"), isText: false };
		yield { form: "text", bytes: run("pdftotext", path, "-"), isText: true };
		yield { form: "information", bytes: run("pdfinfo", path), isText: true };
	}
}

function* files(folder) {
	for (const name of readdirSync(folder, { recursive: true })) {
		const path = join(folder, name);
		yield { path, form: "name", bytes: Buffer.from(path), isText: true };
		if (lstatSync(path).isFile()) for (const piece of pieces(path, readFileSync(path))) yield { path, ...piece };
	}
}

// Every way to write the word that all marks begin with: as it is, and as each notation of strings would have it.
const bytes = [...Buffer.from(prefix)], hex = (b) => b.toString(16).padStart(2, "0");
const any = (b) => `(?:${hex(b)}|${hex(b - 32)})`;
function base64Parts() {
	const found = [];
	for (let shift = 0; shift < 3; shift++) {
		const text = Buffer.concat([Buffer.alloc(shift, "x"), Buffer.from(prefix)]).toString("base64").replace(/=/g, "");
		// Only the letters that no neighbour has a part in.
		found.push(text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)));
	}
	return found;
}
const notations = new RegExp(
	[
		prefix,
		bytes.map(any).join(""),
		bytes.map((b) => `00${any(b)}`).join(""),
		bytes.map((b) => `%${any(b)}`).join(""),
		bytes.map((b) => `\\\\u00${any(b)}`).join(""),
		bytes.map((b) => `&#(?:0*(?:${b}|${b - 32})|x0*${any(b)});`).join(""),
		bytes.map((b) => `(?:\\\\000)?\\\\(?:${b.toString(8)}|${(b - 32).toString(8)})`).join(""),
	].join("|"),
	"gi",
);
const base64 = new RegExp(base64Parts().join("|"), "g");

// Words may be broken at the end of a line, and be of two bytes a letter.
const unbroken = (text) => text.replace(/(?:\xc2\xad|-)?[\r\n]+/g, "");
const views = ({ bytes, form, isText }) => {
	const text = bytes.toString("latin1");
	return [text, ...(text.includes("\0") ? [text.replace(/\0/g, "")] : []), ...(form === "text" || isText ? [unbroken(text)] : [])];
};

const words = new Map(marks.filter(({ mark }) => mark.startsWith(prefix)).map((one) => [one.mark, one]));
const numbers = marks.filter(({ mark }) => !mark.startsWith(prefix));
const numberPattern = new RegExp(`(?<![\\w-])(?:${numbers.map(({ mark }) => mark.replace(/[.]/g, "\\.")).join("|")})(?!\\d)`, "gi");
const byNumber = new Map(numbers.map((one) => [one.mark.toLowerCase(), one]));
const seen = new Set();
let hits = 0;
for (const folder of args)
	for (const piece of files(folder))
		for (const view of views(piece)) {
			for (const pattern of [notations, base64])
				for (const match of view.matchAll(pattern)) {
					const whole = view.slice(match.index, match.index + prefix.length + 4).toLowerCase();
					if (words.has(whole)) seen.add(whole);
					hits++;
					if (!wantsMissing && hits <= 50)
						console.log(`${piece.path} (${piece.form}): ${words.get(whole)?.where ?? JSON.stringify(whole)}`);
				}
			for (const match of piece.isText ? view.matchAll(numberPattern) : []) {
				seen.add(match[0].toLowerCase());
				hits++;
				if (!wantsMissing && hits <= 50) console.log(`${piece.path} (${piece.form}): ${match[0]}, ${byNumber.get(match[0].toLowerCase()).where}`);
			}
		}
if (wantsMissing) for (const { mark, where } of marks) if (!seen.has(mark.toLowerCase())) console.log(where);
