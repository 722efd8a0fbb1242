// SPDX-License-Identifier: EUPL-1.2
// Whether a portal of hostile content holds it as data. Prints what does not; nothing where all is well.
//
//   node judge.mjs page PLAIN_OUT OUT...        HTML, as a browser reads it: no element or attribute that the pages of harmless texts lack
//   node judge.mjs data OUT PLANTED.json SITE   JSON, CSV, Atom and sitemaps hold every text as it was written
//   node judge.mjs pdf OUT [STEP]               of each STEP PDFs one: no action but to go to an address
//   node judge.mjs refused REFUSED.json SAID.json
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";

let told = 0;
const tell = (...words) => ++told <= 40 && console.log(...words);
const filesOf = (folder, ending) => readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(ending)).sort();

// --- Pages.
function* elements(node) {
	for (const child of [...(node.childNodes ?? []), ...(node.content ? [node.content] : [])]) {
		if (child.tagName) yield child;
		yield* elements(child);
	}
}
const text = (node) => node.childNodes.map((child) => child.value ?? "").join("");
const attribute = (node, name) => node.attrs.find((one) => one.name === name)?.value;
const namespaces = new Set(["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"]);

function pagesOf(folder, visit) {
	for (const name of filesOf(folder, ".html")) {
		const errors = [];
		const page = parse(readFileSync(join(folder, name), "utf8"), { onParseError: ({ code, startLine }) => errors.push(`${code}, line ${startLine}`) });
		visit(name, page, errors);
	}
}

// A browser drops tabs and line breaks in an address before it looks for a scheme.
function isSafeAddress(value) {
	const address = value.replace(/[\t\n\r]/g, "").replace(/^[\u0000-\u0020]+/, "");
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[1].toLowerCase();
	return scheme ? ["http", "https", "mailto"].includes(scheme) : !/^[/\\]{2}/.test(address);
}
const addresses = new Set(["href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset", "background", "cite", "ping"]);

function judgePage(plain, outs) {
	const known = new Set();
	pagesOf(plain, (name, page) => {
		for (const node of elements(page)) {
			known.add(node.tagName);
			for (const { name } of node.attrs) known.add(`${node.tagName} ${name}`);
		}
	});
	for (const out of outs) judgePages(out, known);
}

function judgePages(out, known) {
	let count = 0;
	pagesOf(out, (name, page, errors) => {
		count++;
		for (const error of errors.slice(0, 3)) tell(`${name}: ${error}`);
		for (const node of elements(page)) {
			const tag = node.tagName;
			if (!known.has(tag)) tell(`${name}: an element <${tag}>`);
			if (!namespaces.has(node.namespaceURI)) tell(`${name}: an element of ${node.namespaceURI}`);
			for (const { name: key, value } of node.attrs) {
				if (!known.has(`${tag} ${key}`)) tell(`${name}: <${tag} ${key}=${JSON.stringify(value)}>`);
				if (/^on|^style$|^srcdoc$/.test(key)) tell(`${name}: an attribute ${key}`);
				if (addresses.has(key) && !isSafeAddress(value)) tell(`${name}: <${tag} ${key}=${JSON.stringify(value)}>`);
				if (tag !== "a" && tag !== "link" && addresses.has(key) && /^[a-z]+:/i.test(value)) tell(`${name}: <${tag} ${key}=${JSON.stringify(value)}> loads from elsewhere`);
				if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(value)) tell(`${name}: ${key} has an unseen character`);
			}
			if (tag === "script") judgeScript(name, node);
			if (["style", "iframe", "object", "embed", "base", "frame", "template"].includes(tag)) tell(`${name}: <${tag}>`);
		}
	});
	if (!count) tell(`${out}: no pages`);
}

function judgeScript(name, node) {
	if (attribute(node, "type") === "application/ld+json") {
		try {
			JSON.parse(text(node));
		} catch (error) {
			tell(`${name}: JSON-LD: ${error.message}`);
		}
	} else if (!attribute(node, "src") || text(node).trim()) tell(`${name}: a script that no template wrote`);
}

// --- Data.
const trimmed = (value) =>
	typeof value === "string" ? value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "") : Array.isArray(value) ? value.map(trimmed) : value && typeof value === "object" ?
		Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, trimmed(inner)])) : value;

// Texts of a value as it was written must be those of the value in the data, wherever the data has a text.
function compare(where, written, said) {
	if (typeof written === "string" && typeof said === "string") {
		if (written !== said) tell(`${where}: ${JSON.stringify(written)} became ${JSON.stringify(said)}`);
		return 1;
	}
	if (written && said && typeof written === "object" && typeof said === "object")
		return Object.keys(written).reduce((sum, key) => sum + compare(`${where}.${key}`, written[key], Object.hasOwn(said, key) ? said[key] : undefined), 0);
	if (written !== undefined && said === undefined) tell(`${where} is not in the data`);
	return 0;
}

function csvRows(table) {
	const rows = [[]];
	for (const cell of table.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\r\n]*))(,|\r\n|$)/g)) {
		if (cell.index === table.length) break;
		rows.at(-1).push(cell[1] === undefined ? cell[2] : cell[1].replace(/""/g, '"'));
		if (cell[3] === "\r\n") rows.push([]);
	}
	return rows.filter((row) => row.length);
}

// What Markdown makes of it, and what the data says in another way.
const others = new Set(["response", "question", "see", "evidence", "source", "kamerstuk", "number", "later_decisions", "visibility", "publish_from", "attachments", "aliases", "lang"]);
const isFormula = (cell) => /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(cell);

function judgeData(out, plantedPath, site) {
	const planted = JSON.parse(readFileSync(plantedPath, "utf8")).planted[site];
	let texts = 0, cells = 0;
	for (const name of filesOf(join(out, "_data"), ".json").filter((one) => /-\d+\.json$/.test(one))) {
		const all = JSON.parse(readFileSync(join(out, "_data", name), "utf8"));
		for (const record of all.records) {
			const written = planted[record.id];
			if (!written) continue;
			for (const [key, value] of Object.entries(written)) if (!others.has(key)) texts += compare(`${name}: ${record.id}: ${key}`, trimmed(value), trimmed(record.keys[key]));
		}
	}
	for (const name of filesOf(join(out, "_data"), ".csv")) {
		const [head, ...rows] = csvRows(readFileSync(join(out, "_data", name), "utf8"));
		for (const row of rows) {
			if (row.length !== head.length) tell(`${name}: a row of ${row.length} cells, not ${head.length}`);
			const written = planted[row[0]] ?? {};
			head.forEach((column, i) => {
				if (isFormula(row[i])) tell(`${name}: a formula: ${row[i]}`);
				if (typeof written[column] !== "string" || others.has(column)) return;
				const expected = trimmed(written[column]);
				cells++;
				if (row[i] !== (isFormula(expected) ? `'${expected}` : expected)) tell(`${name}: ${row[0]}: ${column}: ${JSON.stringify(row[i])}`);
			});
		}
	}
	const xml = ["atom", "xml"].flatMap((ending) => filesOf(out, `.${ending}`)).map((name) => join(out, name));
	const lint = spawnSync("xmllint", ["--noout", "--nonet", ...xml], { encoding: "utf8" });
	if (lint.status !== 0) tell(lint.stderr || lint.error);
	const feed = readFileSync(join(out, "feed.atom"), "utf8");
	for (const element of feed.matchAll(/<([a-z]+)[ >]/g))
		if (!["feed", "id", "title", "link", "updated", "author", "name", "entry", "summary", "category", "published", "rights", "generator", "subtitle", "uri", "icon", "content"].includes(element[1])) tell(`feed.atom: <${element[1]}>`);
	for (const name of filesOf(out, ".json"))
		try {
			JSON.parse(readFileSync(join(out, name), "utf8"));
		} catch (error) {
			tell(`${name}: ${error.message}`);
		}
	if (texts < 1000 || cells < 500) tell(`only ${texts} texts and ${cells} cells were compared`);
}

// --- PDFs.
const actions = new Set(["/JavaScript", "/JS", "/Launch", "/AA", "/SubmitForm", "/ImportData", "/RichMedia", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/XFA", "/AcroForm"]);
function judgeObject(name, value) {
	if (Array.isArray(value)) value.forEach((one) => judgeObject(name, one));
	else if (value && typeof value === "object")
		for (const [key, inner] of Object.entries(value)) {
			if (actions.has(key)) tell(`${name}: ${key}`);
			if (key === "/URI" && !/^[ub]:(https?:\/\/|mailto:)/.test(inner)) tell(`${name}: /URI ${inner}`);
			if (key === "/OpenAction" && !Array.isArray(inner)) tell(`${name}: /OpenAction ${JSON.stringify(inner)}`);
			judgeObject(name, inner);
		}
	else if (typeof value === "string" && actions.has(value)) tell(`${name}: ${value}`);
}

function judgePdf(out, step) {
	const names = filesOf(out, ".pdf").filter((name) => readFileSync(join(out, name)).length > 100);
	if (!names.length) tell("no PDFs");
	for (let i = 0; i < names.length; i += step) {
		const run = spawnSync("qpdf", ["--json=2", "--json-key=qpdf", "--json-stream-data=none", join(out, names[i])], { encoding: "utf8", maxBuffer: 1 << 28 });
		if (run.status !== 0) tell(`${names[i]}: qpdf: ${run.stderr}`);
		else judgeObject(names[i], JSON.parse(run.stdout).qpdf[1]);
	}
}

// --- What is refused.
function judgeRefused(refusedPath, saidPath) {
	const refused = JSON.parse(readFileSync(refusedPath, "utf8")), said = JSON.parse(readFileSync(saidPath, "utf8"));
	const byFile = new Map();
	for (const message of said) {
		const file = message.file.slice(message.file.lastIndexOf("content/"));
		byFile.set(file, [...(byFile.get(file) ?? []), message]);
	}
	for (const { file, rule, what } of refused) {
		const rules = (byFile.get(file) ?? []).map((message) => message.rule);
		if (!rules.includes(rule)) tell(`${what}: said ${rules.join(", ") || "nothing"}, not ${rule}`);
		const errors = (byFile.get(file) ?? []).filter(({ severity, rule: said }) => severity === "error" && said !== "image-alt");
		if (new Set(errors.map((message) => `${message.line}:${message.column}`)).size > 1) tell(`${what}: ${errors.length} errors: ${rules.join(", ")}`);
	}
}

const [what, first, second, third] = process.argv.slice(2);
if (what === "page") judgePage(first, process.argv.slice(4));
else if (what === "data") judgeData(first, second, third);
else if (what === "pdf") judgePdf(first, Number(second ?? 1));
else if (what === "refused") judgeRefused(first, second);
else throw new Error("page, data, pdf or refused");
