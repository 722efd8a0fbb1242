// SPDX-License-Identifier: EUPL-1.2
// The structure tree: every element once, under the right parent, and tied to the content of the pages in both directions.
import { textOf, treePairs } from "./pdf.mjs";

const headings = ["H1", "H2", "H3", "H4", "H5", "H6"];
const spans = ["CONTENT", "Link", "Reference", "Note", "Code", "Figure", "Span"];
const blocks = [...headings, "P", "BlockQuote", "L", "Table", "Div", "TOC"];
const cells = [...spans, "P", "BlockQuote", "L", "Table", "Div"];

// What may stand in what; CONTENT is text of one's own, ANNOTATION the rectangle of a link.
const inside = {
	Document: ["Sect"],
	Sect: blocks,
	Div: blocks,
	BlockQuote: blocks.filter((type) => !headings.includes(type)),
	...Object.fromEntries([...headings, "P"].map((type) => [type, spans])),
	Span: spans.filter((type) => type !== "Span"),
	TOC: ["TOCI"],
	TOCI: ["Reference"],
	L: ["LI"],
	LI: ["Lbl", "LBody"],
	Lbl: ["CONTENT"],
	LBody: cells,
	Table: ["Caption", "THead", "TBody"],
	Caption: spans,
	THead: ["TR"],
	TBody: ["TR"],
	TR: ["TH", "TD"],
	TH: cells,
	TD: cells,
	Link: ["CONTENT", "ANNOTATION", "Code", "Figure"],
	Reference: ["Link"],
	Note: ["Lbl", ...cells],
	Code: ["CONTENT"],
	Figure: ["CONTENT"],
};

const mayBeEmpty = ["TH", "TD", "LBody"];

// Children that stand in this order, and how many of each there may be.
const orders = {
	LI: /^(Lbl )?LBody $/,
	TOC: /^(TOCI )+$/,
	TOCI: /^Reference $/,
	L: /^(LI )+$/,
	Table: /^(Caption )?(THead )?(TBody )*$/,
	THead: /^(TR )+$/,
	TBody: /^(TR )+$/,
	TR: /^(T[HD] )+$/,
	Document: /^(Sect )+$/,
};

export const nameOf = (element) => `${element.type} ${element.reference}`;

// All entries with a key in an element's attributes, of one owner ('/Table', '/Layout', '/List').
export function attribute(pdf, element, owner, key) {
	const all = [pdf.get(element.dictionary["/A"]) ?? []].flat().map((one) => pdf.get(one));
	return pdf.get(all.find((one) => one["/O"] === owner && one[key] !== undefined)?.[key]);
}

function addKid(tree, element, kid) {
	const value = tree.pdf.get(kid);
	const page = value?.["/Pg"] ?? element.dictionary["/Pg"];
	if (typeof value === "number") element.content.push({ page, mcid: value });
	else if (value?.["/Type"] === "/MCR") element.content.push({ page, mcid: value["/MCID"] });
	else if (value?.["/Type"] === "/OBJR") element.annotations.push({ page, reference: value["/Obj"] });
	else if (value?.["/S"]) element.children.push(addElement(tree, kid, element));
	else tree.report(`${nameOf(element)} has a kid of no known kind: ${JSON.stringify(kid)}`);
}

function addElement(tree, reference, parent) {
	const dictionary = tree.pdf.get(reference);
	const element = { reference, dictionary, parent, type: dictionary["/S"].slice(1), children: [], content: [], annotations: [] };
	if (tree.elements.has(reference)) {
		tree.report(`${nameOf(element)} is reached twice`);
		return element;
	}
	tree.elements.set(reference, element);
	if (dictionary["/P"] !== (parent?.reference ?? tree.root)) tree.report(`${nameOf(element)} names ${dictionary["/P"]} as its parent`);
	for (const kid of [tree.pdf.get(dictionary["/K"]) ?? []].flat()) addKid(tree, element, kid);
	return element;
}

// The tree as {root, elements: by reference, in reading order}.
export function readTree(pdf, report) {
	const tree = { pdf, report, root: pdf.catalog["/StructTreeRoot"], elements: new Map() };
	const root = pdf.get(tree.root);
	if (root?.["/Type"] !== "/StructTreeRoot") report("no structure tree");
	else for (const kid of [pdf.get(root["/K"])].flat()) addElement(tree, kid, undefined);
	for (const [dictionary, reference] of pdf.dictionaries())
		if (dictionary["/Type"] === "/StructElem" && !tree.elements.has(reference)) report(`${dictionary["/S"].slice(1)} ${reference} is not reached`);
	return tree;
}

const isEmpty = (element) => element.children.length + element.content.length + element.annotations.length === 0;

function checkPlace(element, report) {
	const allowed = inside[element.type];
	if (!allowed) return report(`${nameOf(element)} is of a type that is not known here`);
	if (!element.parent && element.type !== "Document") report(`${nameOf(element)} is the root`);
	for (const child of element.children) if (!allowed.includes(child.type)) report(`${nameOf(child)} stands in a ${element.type}`);
	if (element.content.length && !allowed.includes("CONTENT")) report(`${nameOf(element)} has content of its own`);
	if (element.annotations.length && !allowed.includes("ANNOTATION")) report(`${nameOf(element)} has an annotation`);
	if (isEmpty(element) && !mayBeEmpty.includes(element.type)) report(`${nameOf(element)} is empty`);
	const order = element.children.map((child) => `${child.type} `).join("");
	if (orders[element.type] && !orders[element.type].test(order)) report(`${nameOf(element)} has the children ${order.trim() || "none"}`);
}

function checkHeadings(elements, report) {
	let last = 0;
	for (const element of elements) {
		const level = headings.indexOf(element.type) + 1;
		if (level > last + 1) report(`${nameOf(element)} follows ${last ? `H${last}` : "no heading"}`);
		if (level) last = level;
	}
}

function checkDetails(pdf, element, report) {
	if (["TH", "Note"].includes(element.type) && !textOf(element.dictionary["/ID"])) report(`${nameOf(element)} has no ID`);
	if (element.type === "L" && !attribute(pdf, element, "/List", "/ListNumbering")) report(`${nameOf(element)} has no ListNumbering`);
	if (element.type !== "Figure") return;
	const box = attribute(pdf, element, "/Layout", "/BBox");
	if (!textOf(element.dictionary["/Alt"])) report(`${nameOf(element)} has no alternative text`);
	if (box?.length !== 4 || box[0] >= box[2] || box[1] >= box[3]) report(`${nameOf(element)} has no BBox`);
}

const isAscending = (pairs) => pairs.every(([key], i) => i === 0 || key > pairs[i - 1][0]);

// Names of elements: unique, in the tree of names, and in order.
function checkIds(tree, report) {
	const named = [...tree.elements.values()].filter((element) => element.dictionary["/ID"] !== undefined);
	const pairs = treePairs(tree.pdf, tree.pdf.get(tree.root)?.["/IDTree"], "/Names").map(([id, reference]) => [textOf(id), reference]);
	const found = new Map(pairs);
	if (!isAscending(pairs)) report("the tree of IDs is not in order");
	if (pairs.length !== named.length) report(`${named.length} elements have an ID, the tree of IDs has ${pairs.length}`);
	for (const element of named)
		if (found.get(textOf(element.dictionary["/ID"])) !== element.reference) report(`the ID of ${nameOf(element)} does not lead back to it`);
}

// From elements to pages: what each lists is drawn, under its own tag. Returns per page the element of each number.
function checkContent(tree, pages, report) {
	const owners = new Map(pages.map((page) => [page.reference, new Map()]));
	const marksOf = new Map(pages.map((page) => [page.reference, page.marks]));
	for (const element of tree.elements.values()) {
		for (const { page, mcid } of element.content) {
			const tag = marksOf.get(page)?.get(mcid);
			if (tag === undefined) report(`${nameOf(element)} lists the content ${mcid} that its page ${page} does not have`);
			else if (tag !== element.type) report(`${nameOf(element)} lists content that is marked as ${tag}`);
			else if (owners.get(page).has(mcid)) report(`the content ${mcid} of ${page} has two elements`);
			owners.get(page)?.set(mcid, element.reference);
		}
	}
	return owners;
}

// From pages to elements: the parent tree says of each number the element that lists it.
function checkParents(tree, pages, owners, report) {
	const pairs = treePairs(tree.pdf, tree.pdf.get(tree.root)?.["/ParentTree"], "/Nums");
	const parents = new Map(pairs);
	if (!isAscending(pairs)) report("the keys of the parent tree are not in order");
	if (!(tree.pdf.get(tree.root)?.["/ParentTreeNextKey"] > pairs.at(-1)?.[0])) report("the next key of the parent tree is taken");
	for (const [i, page] of pages.entries()) {
		const key = tree.pdf.pages[i]["/StructParents"];
		const listed = tree.pdf.get(parents.get(key));
		parents.delete(key);
		if (!Array.isArray(listed)) page.report(`it is not in the parent tree (StructParents ${key})`);
		else checkNumbers(page, listed, owners.get(page.reference));
	}
	return parents;
}

function checkNumbers(page, listed, owners) {
	for (const mcid of page.marks.keys()) {
		if (!owners.has(mcid)) page.report(`no element lists the content ${mcid}`);
		else if (listed[mcid] !== owners.get(mcid)) page.report(`the parent tree gives the content ${mcid} to ${listed[mcid]}, which does not list it`);
	}
	if (listed.length !== page.marks.size) page.report(`the parent tree has ${listed.length} numbers, the page ${page.marks.size}`);
}

// Returns what is left of the parent tree when the pages are taken out: the annotations' keys.
export function checkTree(tree, pages, report) {
	const elements = [...tree.elements.values()];
	for (const element of elements) {
		checkPlace(element, report);
		checkDetails(tree.pdf, element, report);
	}
	checkHeadings(elements, report);
	checkIds(tree, report);
	return checkParents(tree, pages, checkContent(tree, pages, report), report);
}
