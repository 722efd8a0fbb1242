// SPDX-License-Identifier: EUPL-1.2
// Records in which every key that the schema knows is filled. The keys come from 'opvolging schema'; what this file does not know of them
// (what an id leads to, which vocabulary a word is of) stands in tables, and a key that no table has is an error: a new key cannot be forgotten.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { deflateSync } from "node:zlib";

export const folders = {
	theme: "themes", evaluation: "evaluations", recommendation: "recommendations", followup: "followups", letter: "letters",
	question_set: "questions", question: "questions", motion: "motions", commitment: "commitments", measure: "measures",
	savings: "savings", dossier: "dossiers", term: "terms", page: "pages",
};

// What the ids of a key lead to.
export const targets = {
	see: "page", parent: "theme", theme: "theme", offered_in: "letter", evaluation: "evaluation", decided_in: "letter",
	item: "recommendation", letter: "letter", evidence: "letter", about: "evaluation", fulfils: "motion", answered_in: "letter",
	fulfilled_in: "letter", made_in: "letter", announced_in: "letter",
};

const words = {
	category: ["no-regret"], decision: ["adopted", "rejected"], status: ["in-progress", "done"], to: ["tweede-kamer"],
};

export function schemaOf(program) {
	const run = spawnSync(program, ["schema"], { encoding: "utf8", maxBuffer: 1 << 26 });
	if (run.status !== 0) throw new Error(`schema: exit ${run.status}: ${run.stderr}`);
	const types = JSON.parse(run.stdout).$defs;
	delete types.site;
	delete types.layout;
	for (const type of Object.keys(types)) if (!folders[type]) throw new Error(`the type '${type}' has no folder in fill.mjs`);
	for (const type of Object.keys(folders)) if (!types[type]) throw new Error(`the schema has no type '${type}'`);
	return types;
}

// The kind of a value, from its node in the schema. {kind, choices, properties, items}
function kindOf(node, key, path) {
	const type = [node.type].flat().join(" ");
	if (node.anyOf) return { kind: "text or ids" };
	if (node.enum) return { kind: "choice", choices: node.enum };
	if (type === "array") return { kind: "list", items: node.items };
	if (type === "object") return node.properties ? { kind: "map", properties: node.properties } : { kind: "free" };
	if (node.contentMediaType === "text/markdown") return { kind: "markdown" };
	if (type === "integer") return { kind: node.minimum === 1800 ? "year" : "integer" };
	if (type === "number") return { kind: "decimal" };
	if (type === "string number") return { kind: key === "made_in" ? "text or id" : "text" };
	const pattern = node.pattern ?? "";
	if (pattern.startsWith("^https://|")) return { kind: "id or url" };
	if (pattern.startsWith("^https://")) return { kind: "url" };
	if (pattern.startsWith("^[a-z]+(/")) return { kind: key === "aliases" ? "alias" : "id" };
	if (pattern.startsWith("^[0-9]{5}")) return { kind: "dossier" };
	if (pattern.startsWith("^[0-9]{4}(")) return { kind: "date" };
	if (pattern.startsWith("^[0-9]{4}-")) return { kind: "moment" };
	if (pattern.startsWith("^[A-Za-z]{2,3}")) return { kind: "language" };
	if (type === "string" && !pattern && words[key]) return { kind: "word", choices: words[key] };
	if (type === "string" && !pattern && (key === "kamerstuk" || key === "file")) return { kind: key };
	throw new Error(`fill.mjs does not know what '${path}' holds: ${JSON.stringify(node)}`);
}

const bare = (property) => property.allOf?.[0] ?? property;

// Every leaf below properties: visit(path, key, kind).
export function eachLeaf(properties, visit, path) {
	for (const [key, property] of Object.entries(properties)) {
		const here = `${path}.${key}`;
		let kind = kindOf(bare(property), key, here);
		if (kind.kind === "list") kind = { ...kindOf(kind.items, key, here), many: true };
		if (kind.kind === "map") eachLeaf(kind.properties, visit, here);
		else visit(here, key, kind);
	}
}

// The map of all keys; give(kind, path, key, choices) returns one value, undefined: none. A list gets what give returns as 'several'.
export function fill(properties, give, path) {
	const map = {};
	for (const [key, property] of Object.entries(properties)) {
		const here = `${path}.${key}`;
		const value = valueOf(kindOf(bare(property), key, here), give, here, key);
		if (value !== undefined) map[key] = value;
	}
	return map;
}

function valueOf(kind, give, path, key) {
	if (kind.kind === "map") return fill(kind.properties, give, path);
	if (kind.kind === "list") {
		const one = valueOf(kindOf(kind.items, key, path), give, path, key);
		return one === undefined ? undefined : Array.isArray(one) ? one : [one];
	}
	return give(kind.kind, path, key, kind.choices);
}

// JSON is YAML, but for the letters that YAML takes only when they are escaped.
const yaml = (value) =>
	JSON.stringify(value).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

export function recordText(keys, body) {
	return `---\n${Object.entries(keys).map(([key, value]) => `${key}: ${yaml(value)}\n`).join("")}---\n\n${body}`;
}

export function put(place, path, content) {
	mkdirSync(dirname(join(place, path)), { recursive: true });
	writeFileSync(join(place, path), content);
}

export const fileOf = (type, id) => (type === "question_set" ? `${id}/index.md` : `${id}.md`);

function crc32(bytes) {
	let sum = 0xffffffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	return (sum ^ 0xffffffff) >>> 0;
}

// A picture of one pixel, with a text of its own in its bytes.
export function picture(text) {
	const chunk = (name, data) => {
		const piece = Buffer.concat([Buffer.from(name), data]);
		const head = Buffer.alloc(4), tail = Buffer.alloc(4);
		head.writeUInt32BE(data.length);
		tail.writeUInt32BE(crc32(piece));
		return Buffer.concat([head, piece, tail]);
	};
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
		chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
		chunk("tEXt", Buffer.from(`Comment\0${text}`, "latin1")),
		chunk("IDAT", deflateSync(Buffer.from([0, 0]))),
		chunk("IEND", Buffer.alloc(0)),
	]);
}
