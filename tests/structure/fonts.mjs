// SPDX-License-Identifier: EUPL-1.2
// Fonts: inside the file, and of every glyph that a page uses the text it stands for and the width that the font itself gives it.

const TOLERANCE = 0.001; // thousandths of the size; widths are written with three decimals

// Tables of a TrueType file by their tag.
function tablesOf(file) {
	const entry = (i) => 12 + 16 * i;
	return Object.fromEntries(
		Array.from({ length: file.readUInt16BE(4) }, (_, i) => [
			file.toString("latin1", entry(i), entry(i) + 4),
			file.subarray(file.readUInt32BE(entry(i) + 8), file.readUInt32BE(entry(i) + 8) + file.readUInt32BE(entry(i) + 12)),
		]),
	);
}

// The advance of each glyph, in thousandths of the size.
function advancesOf(file) {
	const { head, hhea, hmtx, maxp } = tablesOf(file);
	const unitsPerEm = head.readUInt16BE(18), count = hhea.readUInt16BE(34);
	return Array.from({ length: maxp.readUInt16BE(4) }, (_, i) => (hmtx.readUInt16BE(4 * Math.min(i, count - 1)) * 1000) / unitsPerEm);
}

// '/W': 'first [width …]' or 'first last width'.
function widthsOf(pdf, font) {
	const widths = new Map();
	const list = pdf.get(font["/W"]) ?? [];
	for (let at = 0; at < list.length; ) {
		const first = list[at], next = pdf.get(list[at + 1]);
		if (Array.isArray(next)) next.forEach((width, i) => widths.set(first + i, width));
		else for (let glyph = first; glyph <= next; glyph++) widths.set(glyph, list[at + 2]);
		at += Array.isArray(next) ? 2 : 3;
	}
	return (glyph) => widths.get(glyph) ?? font["/DW"] ?? 1000;
}

// UTF-16 in hexadecimals.
const unicodeOf = (hex) => Buffer.from(hex, "hex").swap16().toString("utf16le");

// The text of each code of a ToUnicode map; of its two kinds of blocks.
function textsOf(map) {
	const texts = new Map();
	for (const [, block] of map.matchAll(/beginbfchar([^]*?)endbfchar/g))
		for (const [, code, text] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>/g)) texts.set(parseInt(code, 16), unicodeOf(text));
	for (const [, block] of map.matchAll(/beginbfrange([^]*?)endbfrange/g))
		for (const [, first, last, text] of block.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
			for (let code = parseInt(first, 16), i = 0; code + i <= parseInt(last, 16); i++)
				texts.set(code + i, String.fromCodePoint(unicodeOf(text).codePointAt(0) + i));
	return texts;
}

function checkGlyphs(used, { advances, widthOf, texts }, report) {
	for (const glyph of used) {
		const text = texts.get(glyph);
		const width = widthOf(glyph), advance = advances[glyph];
		if (glyph === 0 || advance === undefined) report(`the glyph ${glyph} is not in the font`);
		else if (Math.abs(width - advance) > TOLERANCE) report(`the glyph ${glyph} is ${width} wide in /W and ${advance} in the font`);
		if (!text || /[\0\ufeff\ufffe]/.test(text)) report(`the glyph ${glyph} stands for no text (ToUnicode)`);
	}
}

function checkFont(pdf, reference, used, report) {
	const font = pdf.get(reference), descendant = pdf.get(pdf.get(font["/DescendantFonts"])?.[0]);
	if (font["/Subtype"] !== "/Type0" || descendant?.["/Subtype"] !== "/CIDFontType2") return report("is of a kind that is not known here");
	if (font["/Encoding"] !== "/Identity-H" || descendant["/CIDToGIDMap"] !== "/Identity") report("its codes are not its glyphs");
	const file = pdf.get(descendant["/FontDescriptor"])?.["/FontFile2"];
	if (!pdf.get(file)) return report("is not embedded");
	if (!/^\/[A-Z]{6}\+/.test(font["/BaseFont"]) || font["/BaseFont"] !== descendant["/BaseFont"]) report("is not named as a part of a font");
	const texts = textsOf(pdf.bytes(font["/ToUnicode"]).toString("latin1"));
	checkGlyphs(used, { advances: advancesOf(pdf.bytes(file)), widthOf: widthsOf(pdf, descendant), texts }, report);
}

const isFont = (dictionary) => dictionary["/Type"] === "/Font" && dictionary["/Subtype"] !== "/CIDFontType2";

// Of each font, those that no page uses too, the glyphs that pages use.
function usedGlyphs(pdf, pages) {
	const used = new Map();
	for (const [dictionary, reference] of pdf.dictionaries()) if (isFont(dictionary)) used.set(reference, new Set());
	for (const { glyphs } of pages)
		for (const [reference, drawn] of glyphs) used.set(reference, new Set([...(used.get(reference) ?? []), ...drawn]));
	return used;
}

// Returns how many glyphs were looked at.
export function checkFonts(pdf, pages, report) {
	const used = usedGlyphs(pdf, pages);
	for (const [reference, glyphs] of used) checkFont(pdf, reference, glyphs, (text) => report(`font ${pdf.get(reference)["/BaseFont"]}: ${text}`));
	return [...used.values()].reduce((sum, glyphs) => sum + glyphs.size, 0);
}
