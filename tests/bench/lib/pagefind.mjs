// SPDX-License-Identifier: EUPL-1.2
// What Pagefind's own script loads for one question in a page just opened: pagefind.mjs SITE QUERY. Its files are compressed already.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const [site, query] = process.argv.slice(2);
const origin = "http://localhost";
const loaded = { requests: 0, bytes: 0 };

// As much of a browser as it asks for.
globalThis.window = globalThis;
globalThis.document = { querySelector: () => ({ getAttribute: () => "nl" }) };
globalThis.location = { origin, href: `${origin}/` };
globalThis.fetch = async (address) => {
	const bytes = readFileSync(join(site, new URL(address, origin).pathname));
	loaded.requests++;
	loaded.bytes += bytes.length;
	return new Response(bytes);
};
const pagefind = await import(join(site, "pagefind/pagefind.js"));
await pagefind.options({ basePath: "/pagefind/", baseUrl: "/" });
await pagefind.init();
const { results } = await pagefind.search(query);
await Promise.all(results.slice(0, 10).map((result) => result.data()));
console.log(JSON.stringify({ ...loaded, found: results.length }));
