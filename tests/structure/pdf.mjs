// SPDX-License-Identifier: EUPL-1.2
// A PDF as its objects, read by qpdf: dictionaries are objects, names strings with '/', references strings like '5 0 R', texts begin
// with 'u:' and bytes with 'b:' (the JSON of qpdf, version 2).
import { execFileSync } from "node:child_process";

const command = ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized"];

const isReference = (value) => typeof value === "string" && /^\d+ \d+ R$/.test(value);
const isDictionary = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

// The text of a string: as Unicode, or its bytes one by one.
export const textOf = (value) =>
	typeof value !== "string" ? undefined : value.startsWith("b:") ? Buffer.from(value.slice(2), "hex").toString("latin1") : value.replace(/^u:/, "");

function objectsOf(path) {
	const json = execFileSync("qpdf", [...command, path], { encoding: "utf8", maxBuffer: 1 << 29, stdio: ["ignore", "pipe", "pipe"] });
	return JSON.parse(json).qpdf[1];
}

// Pages in order, with what they inherit.
function* pagesOf(pdf, reference, inherited = {}) {
	const node = pdf.get(reference);
	const { Resources, MediaBox } = Object.fromEntries(["Resources", "MediaBox"].map((key) => [key, node[`/${key}`] ?? inherited[key]]));
	if (node["/Type"] === "/Page") yield { reference, ...node, "/Resources": Resources, "/MediaBox": MediaBox };
	else for (const kid of pdf.get(node["/Kids"])) yield* pagesOf(pdf, kid, { Resources, MediaBox });
}

export function openPdf(path) {
	const objects = objectsOf(path);
	const entry = (reference) => objects[`obj:${reference}`] ?? { value: null };
	const pdf = {
		// What a value is, behind a reference or not; of a stream its dictionary.
		get: (value) => (isReference(value) ? (entry(value).stream?.dict ?? entry(value).value) : (value ?? null)),
		bytes: (reference) => Buffer.from(entry(reference).stream?.data ?? "", "base64"),
		trailer: objects.trailer.value,
		// Every dictionary of the file, with the reference of the object that it lies in.
		*dictionaries() {
			const walk = function* (value) {
				if (isDictionary(value)) yield value;
				for (const inner of value !== null && typeof value === "object" ? Object.values(value) : []) yield* walk(inner);
			};
			for (const key of Object.keys(objects))
				if (key !== "trailer") for (const found of walk(this.get(key.slice(4)))) yield [found, key.slice(4)];
		},
	};
	pdf.catalog = pdf.get(pdf.trailer["/Root"]);
	pdf.pages = [...pagesOf(pdf, pdf.catalog["/Pages"])];
	return pdf;
}

// The pairs of a number tree or a name tree: key "/Nums" or "/Names".
export function treePairs(pdf, root, key) {
	const node = pdf.get(root) ?? {};
	const list = pdf.get(node[key]) ?? [];
	const pairs = Array.from({ length: list.length / 2 }, (_, i) => [list[2 * i], list[2 * i + 1]]);
	return [...pairs, ...(pdf.get(node["/Kids"]) ?? []).flatMap((kid) => treePairs(pdf, kid, key))];
}
