// SPDX-License-Identifier: EUPL-1.2
// Reads PDFs and prints what is wrong with them as PDF/A-2a and PDF/UA-1, one line each, and nothing where all is well: metadata, the
// structure and its ties to the pages, tables, links, fonts. Most of it no validator knows. Exit code 1 where anything is wrong.
// By hand: node tests/structure/structure.mjs FILE.pdf …
import { basename } from "node:path";
import { readPages } from "./content.mjs";
import { checkFonts } from "./fonts.mjs";
import { checkLinks, checkOutline } from "./links.mjs";
import { checkDocument } from "./metadata.mjs";
import { openPdf } from "./pdf.mjs";
import { checkTables } from "./tables.mjs";
import { checkTree, readTree } from "./tree.mjs";

const total = { files: 0, pages: 0, elements: 0, marks: 0, glyphs: 0, links: 0 };

function count(found) {
	for (const [key, value] of Object.entries(found)) total[key] += value;
}

function check(path, report) {
	const pdf = openPdf(path);
	const pages = readPages(pdf, report), tree = readTree(pdf, report);
	checkDocument(pdf, report);
	const parents = checkTree(tree, pages, report);
	checkTables(tree, report);
	const links = checkLinks(tree, parents, report);
	checkOutline(tree, report);
	const glyphs = checkFonts(pdf, pages, report);
	count({ files: 1, pages: pages.length, elements: tree.elements.size, marks: pages.reduce((sum, page) => sum + page.marks.size, 0), glyphs, links });
}

for (const path of process.argv.slice(2)) {
	const report = (text) => {
		console.log(`${basename(path)}: ${text}`);
		process.exitCode = 1;
	};
	try {
		check(path, report);
	} catch (error) {
		report(`cannot be read: ${error.message.split("\n")[0]}`);
	}
}
console.error(Object.entries(total).map(([key, value]) => `${value} ${key}`).join(", "));
if (total.files === 0) process.exitCode = 1;
