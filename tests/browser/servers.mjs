// SPDX-License-Identifier: EUPL-1.2
// What nginx and Apache answer with the examples of docs/servers/: status, headers, and the bytes themselves, packed and not.
import http from "node:http";
import { readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { check, close } from "./lib/count.mjs";
import { address, files, folder, pages, isRedirect } from "./lib/portal.mjs";

const always = {
	"content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
	"strict-transport-security": "max-age=31536000",
	"x-content-type-options": "nosniff",
	"x-frame-options": "DENY",
	"referrer-policy": "same-origin",
	"permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
	"cross-origin-opener-policy": "same-origin",
};
const types = {
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".map": "text/plain; charset=utf-8", ".bin": "application/octet-stream", ".csv": "text/csv; charset=utf-8", ".json": "application/json", ".atom": "application/atom+xml",
	".xml": "application/xml", ".xsd": "application/xml", ".pdf": "application/pdf", ".svg": "image/svg+xml", ".woff2": "font/woff2",
	".png": "image/png", ".jpg": "image/jpeg",
};
const unpack = { gzip: gunzipSync, br: brotliDecompressSync };
const isData = (name) => [".json", ".csv", ".atom", ".xml", ".xsd", ".pdf"].includes(extname(name));
const isPacked = (name) => /\.(br|gz)$/.test(name);
const isHashed = (name) => /\.[0-9a-f]{16}\.[0-9a-z]+$/.test(name);

// With the map of former addresses, their small pages are not asked for.
const hasMap = files.includes("_redirects.map");

function ask(base, path, headers = {}, method = "GET") {
	return new Promise((resolve, reject) => {
		const request = http.request(base + path, { method, headers }, (answer) => {
			const parts = [];
			answer.on("data", (part) => parts.push(part));
			answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
		});
		request.on("error", reject);
		request.end();
	});
}

function headersOf(name, { headers }, expected) {
	for (const [key, value] of Object.entries(expected))
		check(headers[key] === value, `${name}: ${key}`, `is ${headers[key]}`, `must be ${value}`);
}

async function everyFile(server, base) {
	const elsewhere = (file) => file === "404.html" || (file.endsWith(".html") && hasMap && isRedirect(file));
	for (const file of files.filter((one) => !isPacked(one) && !elsewhere(one))) {
		const name = `${server} ${address(file)}`;
		const path = address(file).split("/").map(encodeURIComponent).join("/");
		const bytes = readFileSync(join(folder, file));
		const plain = await ask(base, path);
		check(plain.status === 200 && plain.body.equals(bytes), `${name}: status ${plain.status}, or other bytes`);
		headersOf(name, plain, {
			...always,
			"content-type": types[extname(file)] ?? "a type that this test knows",
			"cache-control": isHashed(file) ? "max-age=31536000, immutable" : "max-age=0, must-revalidate",
			"access-control-allow-origin": isData(file) ? "*" : undefined,
			"cross-origin-resource-policy": isData(file) ? "cross-origin" : "same-origin",
			"content-encoding": undefined,
		});
		for (const [encoding, ending] of [["gzip", ".gz"], ["br", ".br"]]) {
			if (!files.includes(file + ending)) continue;
			const packed = await ask(base, path, { "Accept-Encoding": encoding === "br" ? "gzip, deflate, br" : encoding });
			headersOf(`${name} in ${encoding}`, packed, { ...always, "content-type": plain.headers["content-type"],
				"cache-control": plain.headers["cache-control"], "content-encoding": encoding });
			check(/accept-encoding/i.test(packed.headers.vary ?? ""), `${name} in ${encoding}: Vary`, packed.headers.vary);
			check(packed.body.equals(readFileSync(join(folder, file + ending))), `${name} in ${encoding}: not the file that was packed`);
			check(packed.headers["content-encoding"] === encoding && unpack[encoding](packed.body).equals(bytes), `${name} in ${encoding}: other bytes`);
			if (!packed.headers.etag) continue;
			const again = await ask(base, path, { "Accept-Encoding": encoding === "br" ? "gzip, deflate, br" : encoding, "If-None-Match": packed.headers.etag });
			check(again.status === 304 && again.body.length === 0, `${name} in ${encoding}: ${again.status} to one who has it`);
		}
		check(plain.headers.etag, `${name}: no ETag`);
		const again = await ask(base, path, { "If-None-Match": plain.headers.etag ?? "" });
		check(again.status === 304 && again.body.length === 0, `${name}: ${again.status} to one who has it`);
	}
}

async function whatIsNotThere(server, base) {
	const missing = readFileSync(join(folder, "404.html"));
	for (const path of ["/nergens", "/aanbevelingen/nergens.html", "/_assets/", "/404.html", "/.git/config", "/_assets/x.0123456789abcdef.css"])
		for (const encoding of ["identity", "gzip", "br"]) {
			const answer = await ask(base, path, { "Accept-Encoding": encoding });
			const body = unpack[answer.headers["content-encoding"]]?.(answer.body) ?? answer.body;
			const hidden = path === "/_assets/" && answer.status === 403;
			check(hidden || (answer.status === 404 && body.equals(missing)), `${server} ${path} in ${encoding}: status ${answer.status}, or not the page 404`);
			check(!/immutable/.test(answer.headers["cache-control"] ?? ""), `${server} ${path}: what is not there is kept for a year`);
			headersOf(`${server} ${path}`, answer, always);
		}
	check(!/Index of/i.test((await ask(base, "/_assets/")).body.toString()), `${server}: lists a folder`);
}

async function ways(server, base, plain) {
	const group = pages.find((page) => /^[a-z]+\/index\.html$/.test(page)).split("/")[0];
	const folderless = await ask(base, `/${group}`);
	check(folderless.status === 301 && folderless.headers.location?.endsWith(`/${group}/`), `${server} /${group}: ${folderless.status} ${folderless.headers.location}`);
	for (const method of ["POST", "PUT", "DELETE"]) {
		const { status } = await ask(base, "/index.html", {}, method);
		check(status === 405, `${server}: ${method} is answered with ${status}`);
	}
	const refused = await ask(base, "/", { "Accept-Encoding": "br;q=0, gzip;q=0" });
	check(!refused.headers["content-encoding"], `${server}: packed for one who refuses it`);
	const insecure = await ask(plain, "/themas/?x=1", { Host: "opvolging.example.nl" });
	check(insecure.status === 301 && insecure.headers.location === "https://opvolging.example.nl/themas/?x=1", `${server}: from http to ${insecure.headers.location}`);
}

async function formerAddresses(server, base) {
	const former = pages.filter(isRedirect);
	check(former.length > 0, "no former address in the portal");
	if (!hasMap) return;
	for (const page of former) {
		const answer = await ask(base, "/" + page);
		const then = await ask(base, answer.headers.location?.replace(base, "") ?? "/nergens");
		headersOf(`${server} /${page}`, answer, always);
		check(answer.status === 301 && then.status === 200, `${server} /${page}: ${answer.status} to ${answer.headers.location}, ${then.status}`);
	}
}

check(pages.every((page) => statSync(join(folder, page)).size < 1024 || (files.includes(page + ".gz") && files.includes(page + ".br"))), "pages without packed copies");
for (const [server, base, plain] of [["nginx", process.env.nginx, process.env.nginx_plain], ["Apache", process.env.apache, process.env.apache_plain]]) {
	await everyFile(server, base);
	await whatIsNotThere(server, base);
	await ways(server, base, plain);
	await formerAddresses(server, base);
}
close();
