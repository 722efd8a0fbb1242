// SPDX-License-Identifier: EUPL-1.2
// Tables: every row fills the grid, and every cell names the headings that stand over it.
import { textOf } from "./pdf.mjs";
import { attribute, nameOf } from "./tree.mjs";

// The cells of a row with the columns that each takes: from, and up to.
function placeCells(pdf, row) {
	let to = 0;
	return row.children.map((cell) => {
		const from = to;
		to += attribute(pdf, cell, "/Table", "/ColSpan") ?? 1;
		return { cell, from, to };
	});
}

const idsOf = (pdf, cell) => (attribute(pdf, cell, "/Table", "/Headers") ?? []).map(textOf);

function checkHeading(pdf, cell, report) {
	if (!["/Column", "/Row", "/Both"].includes(attribute(pdf, cell, "/Table", "/Scope"))) report(`${nameOf(cell)} has no Scope`);
}

// The nearest headings above, one of each column; all are named, and no others.
function checkRelations(pdf, { cell, from, to }, { over, known }, report) {
	const named = idsOf(pdf, cell);
	const wanted = new Set(over.slice(from, to).filter(Boolean));
	if (named.length === 0 && wanted.size) return report(`${nameOf(cell)} names no headings (Headers)`);
	for (const id of named) {
		if (!known.has(id)) report(`${nameOf(cell)} names the heading ${id}, which its table does not have`);
		else if (!wanted.has(id)) report(`${nameOf(cell)} names the heading ${id}, which does not stand over it`);
	}
	for (const id of wanted) if (!named.includes(id)) report(`${nameOf(cell)} does not name the heading ${id} over it`);
}

function checkTable(pdf, table, report) {
	const rows = table.children.filter((part) => part.type !== "Caption").flatMap((part) => part.children);
	const placed = rows.map((row) => placeCells(pdf, row));
	const width = placed[0]?.at(-1)?.to ?? 0;
	const headings = placed.flat().filter(({ cell }) => cell.type === "TH");
	const state = { over: [], known: new Set(headings.map(({ cell }) => textOf(cell.dictionary["/ID"]))) };
	for (const [i, cells] of placed.entries()) {
		const sum = cells.at(-1)?.to ?? 0;
		if (sum !== width) report(`${nameOf(rows[i])} has ${sum} columns, its table ${width}`);
		const isLabel = cells.length === 1 && sum === width && width > 1;
		for (const place of cells) {
			if (place.cell.type === "TH") checkHeading(pdf, place.cell, report);
			else if (!isLabel) checkRelations(pdf, place, state, report);
		}
		for (const { cell, from, to } of cells)
			for (let column = from; column < to; column++) if (cell.type === "TH") state.over[column] = textOf(cell.dictionary["/ID"]);
	}
}

export function checkTables(tree, report) {
	for (const element of tree.elements.values()) if (element.type === "Table") checkTable(tree.pdf, element, report);
}
