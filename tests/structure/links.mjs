// SPDX-License-Identifier: EUPL-1.2
// Links and bookmarks: rectangles on their page that the structure knows, and that lead somewhere.
import { textOf } from "./pdf.mjs";
import { nameOf } from "./tree.mjs";

const leadsToPage = (pdf, destination) => pdf.pages.some((page) => page.reference === pdf.get(destination)?.[0]);

function checkTarget(pdf, annotation, report) {
	const action = pdf.get(annotation["/A"]);
	const leads = action ? action["/S"] === "/URI" && textOf(action["/URI"]) : leadsToPage(pdf, annotation["/Dest"]);
	if (!leads) report("leads nowhere");
}

function checkRectangle(page, annotation, report) {
	const [left, bottom, right, top] = annotation["/Rect"] ?? [];
	const [pageLeft, pageBottom, pageRight, pageTop] = page["/MediaBox"];
	const isInside = left >= pageLeft && right <= pageRight && bottom >= pageBottom && top <= pageTop;
	if (!(left < right && bottom < top)) report(`has an empty rectangle ${annotation["/Rect"]}`);
	if (!isInside) report(`has a rectangle off the page ${annotation["/Rect"]}`);
}

function checkAnnotation(pdf, page, reference, report) {
	const annotation = pdf.get(reference);
	if (annotation["/Subtype"] !== "/Link") return report(`is a ${annotation["/Subtype"]}`);
	if (annotation["/F"] !== 4) report("is not printed (F 4)");
	if (!textOf(annotation["/Contents"])) report("does not say what it is (Contents)");
	if (String(annotation["/Border"]) !== "0,0,0") report("has a border");
	checkRectangle(page, annotation, report);
	checkTarget(pdf, annotation, report);
}

// An annotation and the element of the parent tree name each other, and the page.
function checkOwner(tree, parents, page, reference, report) {
	const key = tree.pdf.get(reference)["/StructParent"];
	const owner = tree.elements.get(parents.get(key));
	if (owner?.type !== "Link") return report(`has no Link in the structure (StructParent ${key})`);
	parents.delete(key);
	if (!owner.annotations.some((one) => one.reference === reference && one.page === page.reference)) report(`is not named by ${nameOf(owner)} (OBJR)`);
}

// Takes the keys of annotations out of the parent tree; returns how many annotations there are.
export function checkLinks(tree, parents, report) {
	const seen = new Set();
	for (const [i, page] of tree.pdf.pages.entries()) {
		for (const reference of tree.pdf.get(page["/Annots"]) ?? []) {
			const say = (text) => report(`page ${i + 1}: the link ${reference} ${text}`);
			if (seen.has(reference)) say("is there twice");
			seen.add(reference);
			checkAnnotation(tree.pdf, page, reference, say);
			checkOwner(tree, parents, page, reference, say);
		}
	}
	for (const key of parents.keys()) report(`the key ${key} of the parent tree is of nothing`);
	for (const element of tree.elements.values()) {
		if (element.type === "Link" && element.annotations.length === 0) report(`${nameOf(element)} has no annotation (OBJR)`);
		for (const { reference } of element.annotations) if (!seen.has(reference)) report(`${nameOf(element)} names an annotation that no page has`);
	}
	return seen.size;
}

// Bookmarks

function checkBookmarks(pdf, parent, reference, report) {
	let before, count = 0;
	for (let at = reference; at; at = pdf.get(at)["/Next"]) {
		const item = pdf.get(at), inner = item["/First"] ? checkBookmarks(pdf, at, item["/First"], report) : 0;
		if (!textOf(item["/Title"])) report(`the bookmark ${at} has no title`);
		if (item["/Parent"] !== parent || item["/Prev"] !== before) report(`the bookmark ${at} does not know its neighbours`);
		if (Math.abs(item["/Count"] ?? 0) !== inner) report(`the bookmark ${at} counts ${item["/Count"]} below it, not ${inner}`);
		if (!leadsToPage(pdf, item["/Dest"])) report(`the bookmark ${at} leads nowhere`);
		count += 1 + inner;
		before = at;
	}
	if (pdf.get(parent)["/Last"] !== before) report(`the last bookmark below ${parent} is not the last`);
	return count;
}

// As many bookmarks as headings.
export function checkOutline(tree, report) {
	const { pdf } = tree, root = pdf.catalog["/Outlines"];
	const headings = [...tree.elements.values()].filter((element) => /^H[1-6]$/.test(element.type)).length;
	const count = pdf.get(root)?.["/First"] ? checkBookmarks(pdf, root, pdf.get(root)["/First"], report) : 0;
	if (count === 0) report("no bookmarks");
	else if (count !== headings) report(`${count} bookmarks for ${headings} headings`);
	if (count && pdf.get(root)["/Count"] !== count) report(`the outline counts ${pdf.get(root)["/Count"]} bookmarks, not ${count}`);
}
