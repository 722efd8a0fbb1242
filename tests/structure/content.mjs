// SPDX-License-Identifier: EUPL-1.2
// What the pages draw: every piece is either an artifact or content under a number (MCID) of its own. Also which glyphs are used.

// Blanks and comments, brackets, strings, names, numbers, words.
const tokens = [
	/[\s\0]+|%[^\r\n]*/,
	/<<|>>|[[\]]/,
	/<[0-9A-Fa-f\s]*>|\((?:[^\\()]|\\[^])*\)/,
	/\/[^\s<>[\](){}/%]*/,
	/[+-]?(?:\d+\.?\d*|\.\d+)/,
	/[A-Za-z'"][A-Za-z0-9*]*/,
];
const token = new RegExp(tokens.map((one) => one.source).join("|"), "y");
const painters = new Set(["Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "BI"]);

function* tokensOf(text) {
	token.lastIndex = 0;
	while (token.lastIndex < text.length) {
		const at = token.lastIndex;
		const found = token.exec(text)?.[0];
		if (found === undefined) throw new Error(`no operator or operand at byte ${at}`);
		if (/^[^\s\0%]/.test(found)) yield found;
	}
}

// Operators with the words before them.
function* operationsOf(text) {
	let operands = [];
	for (const found of tokensOf(text)) {
		if (/^[A-Za-z'"]/.test(found) && !["true", "false", "null"].includes(found)) {
			yield [found, operands];
			operands = [];
		} else operands.push(found);
	}
}

const numberAfter = (operands, name) => {
	const at = operands.indexOf(name);
	return at < 0 ? undefined : Number(operands[at + 1]);
};

// 'BDC' and 'BMC' open marked content, 'EMC' closes it: a stack of what is open.
function openMark(page, operator, operands, open) {
	const tag = operands[0]?.slice(1);
	const mcid = operator === "BDC" ? numberAfter(operands, "/MCID") : undefined;
	if (open.length) page.report(`${tag} is marked within ${open.at(-1).tag}`);
	if (mcid !== undefined && tag === "Artifact") page.report(`the artifact has the number ${mcid}`);
	if (mcid !== undefined && page.marks.has(mcid)) page.report(`the number ${mcid} is used twice`);
	if (mcid !== undefined) page.marks.set(mcid, tag);
	open.push({ tag, isKept: mcid !== undefined || tag === "Artifact" });
}

const escapes = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

// A string in hexadecimal, or in brackets (ISO 32000-1, 7.3.4).
function bytesOf(string) {
	if (string.startsWith("<")) return Buffer.from(string.slice(1, -1), "hex");
	const plain = string.slice(1, -1).replace(/\r\n?/g, "\n").replace(/\\(?:([0-7]{1,3})|(\n)|([^]))/g,
		(_, octal, line, one) => (octal ? String.fromCharCode(parseInt(octal, 8) & 255) : line ? "" : (escapes[one] ?? one)));
	return Buffer.from(plain, "latin1");
}

function useGlyphs(page, font, strings) {
	if (!font) return page.report("text without a font");
	if (!page.glyphs.has(font)) page.glyphs.set(font, new Set());
	const used = page.glyphs.get(font);
	for (const string of strings) {
		const bytes = bytesOf(string);
		if (bytes.length % 2) page.report(`the string ${JSON.stringify(string.slice(0, 20))} is not one of two-byte codes`);
		else for (let at = 0; at < bytes.length; at += 2) used.add(bytes.readUInt16BE(at));
	}
}

function checkImage(pdf, page, dictionary, name) {
	const reference = pdf.get(pdf.get(dictionary["/Resources"])?.["/XObject"])?.[name];
	if (pdf.get(reference)?.["/Subtype"] !== "/Image") page.report(`${name} is not a picture`);
}

function readContent(pdf, page, dictionary) {
	const open = [];
	const fonts = pdf.get(pdf.get(dictionary["/Resources"])?.["/Font"]) ?? {};
	let font, depth = 0;
	for (const [operator, operands] of operationsOf(page.text)) {
		if (operator === "BDC" || operator === "BMC") openMark(page, operator, operands, open);
		else if (operator === "EMC" && !open.pop()) page.report("EMC without BDC");
		else if (operator === "Tf") font = fonts[operands[0]];
		else if (operator === "Do") checkImage(pdf, page, dictionary, operands[0]);
		else if (operator === "q") depth++;
		else if (operator === "Q" && --depth < 0) page.report("Q without q");
		if (/^(Tj|TJ|'|")$/.test(operator)) useGlyphs(page, font, operands.filter((word) => /^[<(]/.test(word)));
		if (painters.has(operator) && !open.some((mark) => mark.isKept)) page.report(`${operator} draws what is neither tagged nor an artifact`);
	}
	if (open.length) page.report(`${open.length} marks are not closed`);
	if (depth > 0) page.report("q without Q");
}

// Of each page: its marks (MCID to tag), and the glyphs of each font (by reference).
export function readPages(pdf, report) {
	return pdf.pages.map((dictionary, i) => {
		const contents = pdf.get(dictionary["/Contents"]);
		const parts = Array.isArray(contents) ? contents : [dictionary["/Contents"]];
		const page = {
			reference: dictionary.reference,
			text: parts.map((part) => pdf.bytes(part).toString("latin1")).join("\n"),
			marks: new Map(),
			glyphs: new Map(),
			report: (text) => report(`page ${i + 1}: ${text}`),
		};
		try {
			readContent(pdf, page, dictionary);
		} catch (error) {
			page.report(error.message);
		}
		if (dictionary["/Tabs"] !== "/S") page.report("the order of tabs is not that of the structure (/Tabs /S)");
		return page;
	});
}
