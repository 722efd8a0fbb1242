// SPDX-License-Identifier: EUPL-1.2
// Reads every page of a built portal and prints what is wrong with it: dead links and fragments, ids that stand twice, headings that skip a
// level, tags that do not close, anything inline. Prints nothing where all is well.
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { join, dirname, posix } from "node:path";

const root = process.argv[2];
const pages = readdirSync(root, { recursive: true })
	.map((name) => name.split("\\").join("/"))
	.filter((name) => name.endsWith(".html"))
	.sort();
const ids = new Map();
const wrong = (page, text) => console.log(`${page}: ${text}`);
const empty = new Set(["meta", "link", "br", "hr", "img", "input", "wbr"]);
const unescape = (s) => s.replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");

function tagsOf(html) {
	return [...html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"]*")?)*)\s*>/g)].map((m) => ({
		closes: m[1] === "/",
		name: m[2],
		attributes: Object.fromEntries([...m[3].matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/g)].map((a) => [a[1], unescape(a[2] ?? "")])),
	}));
}

function checkNesting(page, tags) {
	const open = [];
	for (const tag of tags) {
		if (empty.has(tag.name)) continue;
		if (!tag.closes) open.push(tag.name);
		else if (open.pop() !== tag.name) return wrong(page, `</${tag.name}> closes something else`);
	}
	if (open.length) wrong(page, `<${open.pop()}> does not close`);
}

function checkHeadings(page, tags) {
	let last = 0;
	const levels = tags.filter((t) => !t.closes && /^h[1-6]$/.test(t.name)).map((t) => Number(t.name[1]));
	if (levels.filter((l) => l === 1).length !== 1) wrong(page, "not exactly one h1");
	for (const level of levels) {
		if (level > last + 1) wrong(page, `h${level} follows h${last}`);
		last = level;
	}
}

const links = [];
for (const page of pages) {
	const html = readFileSync(join(root, page), "utf8");
	const tags = tagsOf(html.replace(/<!--[\s\S]*?-->/g, ""));
	const seen = new Set();
	const count = (html.match(/<[a-zA-Z\/]/g) || []).length;
	if (count !== tags.length) wrong(page, `${count - tags.length} tags are not well formed`);
	checkNesting(page, tags);
	if (!tags.some((t) => t.name === "meta" && t.attributes["http-equiv"])) checkHeadings(page, tags);
	for (const { name, attributes, closes } of tags) {
		if (closes) continue;
		for (const attribute of Object.keys(attributes)) if (/^on|^style$/.test(attribute)) wrong(page, `inline ${attribute}`);
		const isData = name === "script" && attributes.type === "application/ld+json";
		if ((name === "script" && !isData && !(attributes.src && "defer" in attributes)) || name === "style") wrong(page, `inline <${name}>`);
		if (name === "img" && attributes.alt === undefined) wrong(page, "a picture without alternative text");
		if (attributes.id !== undefined) {
			if (seen.has(attributes.id)) wrong(page, `the id '${attributes.id}' stands twice`);
			seen.add(attributes.id);
		}
		for (const key of ["href", "src"]) if (attributes[key] !== undefined) links.push([page, attributes[key]]);
	}
	ids.set(page, seen);
}

for (const [page, href] of links) {
	if (/^(https:|mailto:)/.test(href)) continue;
	const [path, fragment] = href.split("#");
	if (path !== "" && (page === "404.html") !== path.startsWith("/")) wrong(page, `${href} begins at the wrong place`);
	const target = path === "" ? page : posix.normalize(page === "404.html" ? path.slice(1) : posix.join(dirname(page), decodeURIComponent(path)));
	if (target.startsWith("..") || !existsSync(join(root, target))) wrong(page, `dead link ${href}`);
	else if (fragment && ids.has(target) && !ids.get(target).has(fragment)) wrong(page, `dead fragment ${href}`);
}
if (pages.length === 0 || links.length === 0) wrong(root, "no pages, or no links in them");
console.error(`${pages.length} pages, ${links.length} links`);
