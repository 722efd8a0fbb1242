// SPDX-License-Identifier: EUPL-1.2
// What a file says about itself: Info and XMP say the same, the catalog has what PDF/A and PDF/UA ask, and nothing runs or is locked.
import { textOf } from "./pdf.mjs";

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text, report) {
	if (/<|&(?!(amp|lt|gt|quot|apos);)/.test(text)) report(`XMP is no XML: ${text}`);
	return text.replace(/&(\w+);/g, (_, name) => entities[name]);
}

// The text of an element, of its first item where it is a list; undefined where there is none.
function propertyOf(xmp, name, report) {
	const found = new RegExp(`<${name}>\\s*(?:<rdf:(?:Alt|Seq|Bag)>\\s*<rdf:li[^>]*>)?([^]*?)(?:</rdf:li>[^]*?)?</${name}>`).exec(xmp);
	return found ? unescapeXml(found[1], report) : undefined;
}

const isoOf = (date) => date?.replace(/^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
const same = (text) => text;

const pairs = [
	["Title", "dc:title", same],
	["Author", "dc:creator", same],
	["Subject", "dc:description", same],
	["Creator", "xmp:CreatorTool", same],
	["Producer", "pdf:Producer", same],
	["CreationDate", "xmp:CreateDate", isoOf],
	["ModDate", "xmp:ModifyDate", isoOf],
];

function checkInfo(pdf, xmp, report) {
	const info = pdf.get(pdf.trailer["/Info"]) ?? {};
	for (const [key, property, convert] of pairs) {
		const inInfo = convert(textOf(info[`/${key}`]));
		const inXmp = propertyOf(xmp, property, report);
		if (inInfo !== inXmp) report(`Info says ${key} '${inInfo}', XMP ${property} '${inXmp}'`);
	}
	if (!textOf(info["/Title"])) report("no title");
	for (const key of ["/CreationDate", "/ModDate"]) if (!/^D:\d{14}Z$/.test(textOf(info[key]) ?? "")) report(`no ${key}`);
}

function checkXmp(pdf, xmp, report) {
	const wanted = { "pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1", "dc:language": textOf(pdf.catalog["/Lang"]) };
	for (const [property, value] of Object.entries(wanted))
		if (propertyOf(xmp, property, report) !== value) report(`XMP does not say ${property} ${value}`);
	const schemas = /<pdfaExtension:schemas>([^]*)<\/pdfaExtension:schemas>/.exec(xmp)?.[1] ?? "";
	for (const part of ["<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<", "<pdfaSchema:prefix>pdfuaid<", "<pdfaProperty:name>part<"])
		if (!schemas.includes(part)) report(`the extension schema of XMP lacks ${part.replace(/[<>]/g, " ").trim()}`);
}

function checkMetadata(pdf, report) {
	const metadata = pdf.get(pdf.catalog["/Metadata"]);
	if (metadata?.["/Type"] !== "/Metadata" || metadata["/Subtype"] !== "/XML") return report("no metadata");
	if (metadata["/Filter"]) report("the metadata is compressed");
	const xmp = pdf.bytes(pdf.catalog["/Metadata"]).toString("utf8");
	checkInfo(pdf, xmp, report);
	checkXmp(pdf, xmp, report);
}

function checkOutputIntent(pdf, report) {
	const intents = (pdf.get(pdf.catalog["/OutputIntents"]) ?? []).map((intent) => pdf.get(intent));
	if (intents.length !== 1 || intents[0]["/S"] !== "/GTS_PDFA1") return report("not exactly one output intent of PDF/A");
	if (pdf.get(intents[0]["/DestOutputProfile"])?.["/N"] !== 3) report("the output intent has no profile of three colours");
	if (pdf.bytes(intents[0]["/DestOutputProfile"]).toString("latin1", 36, 40) !== "acsp") report("the output intent's profile is not one");
}

function checkIdentifier(pdf, report) {
	const id = pdf.get(pdf.trailer["/ID"]);
	if (id?.length !== 2 || id.some((part) => !textOf(part))) report("the trailer has no ID");
}

const actions = ["/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/Named"];
const refused = ["/AA", "/OpenAction", "/AcroForm", "/EF"];

function checkHarmless(pdf, report) {
	if (pdf.trailer["/Encrypt"]) report("it is encrypted");
	for (const [dictionary, reference] of pdf.dictionaries()) {
		if (dictionary["/JS"] !== undefined || dictionary["/S"] === "/JavaScript") report(`JavaScript in ${reference}`);
		if (actions.includes(dictionary["/S"])) report(`an action ${dictionary["/S"]} in ${reference}`);
		for (const key of refused) if (dictionary[key] !== undefined) report(`${key} in ${reference}`);
	}
}

export function checkDocument(pdf, report) {
	const { catalog } = pdf;
	const mark = pdf.get(catalog["/MarkInfo"]) ?? {};
	if (mark["/Marked"] !== true || mark["/Suspects"]) report("it does not say that it is tagged (MarkInfo)");
	if (!/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(textOf(catalog["/Lang"]) ?? "")) report("no language");
	if (pdf.get(catalog["/ViewerPreferences"])?.["/DisplayDocTitle"] !== true) report("readers do not show its title (DisplayDocTitle)");
	checkMetadata(pdf, report);
	checkOutputIntent(pdf, report);
	checkIdentifier(pdf, report);
	checkHarmless(pdf, report);
}
