// SPDX-License-Identifier: EUPL-1.2
// What a built portal holds: its files, its pages, and the kinds of pages there are. A kind is an address of which the names of records
// and groups are left out, so a page that is new to the portal is a kind of its own without a word here.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export const folder = process.env.portal;
export const files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile()).sort();
export const pages = files.filter((name) => name.endsWith(".html"));
export const text = (page) => readFileSync(join(folder, page), "utf8");
export const isRedirect = (page) => /<meta http-equiv="refresh"/.test(text(page));
export const address = (page) => "/" + page.replace(/(^|\/)index\.html$/, "$1");

function kindOf(page) {
	if (isRedirect(page)) return "redirect";
	const parts = page.replace(/\.html$/, "").split("/");
	return parts.map((part, i) => (i === 0 || part === "index" || part.startsWith("_") ? part : "x")).join("/");
}

// Kind and page, of each kind the one with the most in it; redirects lead away from themselves.
export const kinds = (() => {
	const largest = new Map();
	for (const page of pages) {
		const kind = kindOf(page);
		const size = statSync(join(folder, page)).size;
		if (kind !== "redirect" && !(largest.get(kind)?.size >= size)) largest.set(kind, { kind, page, size, name: kind.replaceAll("/", "-") });
	}
	return [...largest.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
})();

export const searchPage = pages.find((page) => !page.includes("/") && /<main[^]*<input[^>]* name="q"/.test(text(page)));
