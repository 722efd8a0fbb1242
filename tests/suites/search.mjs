// SPDX-License-Identifier: EUPL-1.2
// Asks a built portal's search what a reader would ask: search.mjs TEMPLATES OUT WHAT. Prints what is wrong, and nothing where all is well.
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [templates, out, what] = process.argv.slice(2);
const require = createRequire(import.meta.url);
require(`${templates}/assets/generated/stem-nl.js`);
const { Index } = require(`${templates}/assets/search.js`);

const index = new Index(async (path) => {
	const file = join(out, path);
	const bytes = existsSync(file) ? readFileSync(file) : null;
	if (bytes && path.startsWith("_search/") && bytes.length > 60 * 1024) console.log(`${path} has ${bytes.length} bytes`);
	return bytes;
});
const wrong = (query, text) => console.log(`${query}: ${text}`);
const plain = (pieces) => pieces.map((piece) => piece.text).join("");
const marked = (pieces) => pieces.filter((piece) => piece.mark).map((piece) => piece.text);

async function ask(query, filters = {}, isWhole = false) {
	const result = await index.find(query, filters, isWhole);
	return { result, hits: await index.show(result, 10) };
}

const questions = "vragen/stand-van-defensie-2025/";
const first = [
	// numbers, in every spelling
	["31516", "dossiers/31516.html"],
	["31 516", "dossiers/31516.html"],
	["dossier 31865", "dossiers/31865.html"],
	["36800-X", "dossiers/36800-x.html"],
	["36 800 X", "dossiers/36800-x.html"],
	["31516, nr. 50", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html"],
	["Kamerstuk 31 516 nr. 50", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html"],
	["31516-50", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html"],
	["36 800 X, nr. 3", questions + "22.html"],
	["TZ202307-053", "toezeggingen/tz202307-053.html"],
	["tz 202307-053", "toezeggingen/tz202307-053.html"],
	// titles first
	["motie van eijk", "moties/van-eijk.html"],
	["kabinetsreactie", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html"],
	["opvolging in beeld", "brieven/2026-04-23-opvolging-in-beeld.html"],
	["vraag 27", questions + "27.html"],
	["privacy", "privacy.html"],
	["NPRD", "begrippen/nprd.html"],
	["besparingsvariant", "begrippen/besparingsvariant.html"],
	// stems, accents, upper case, parts of compounds
	["Besparingsvarianten", "begrippen/besparingsvariant.html"],
	["PERIODIEKE RAPPORTAGES", "brieven/2026-04-23-opvolging-in-beeld.html"],
	["regeling périodiek evaluatieonderzoek", "begrippen/rpe.html"],
	["aanbevelingen 3", "aanbevelingen/pr-veiligheid/03.html"],
	["munitie", "evaluaties/pr-veiligheid.html"],
	["drones", questions + "55.html"],
	// phrases
	['"stand van zaken"', "brieven/2026-04-23-opvolging-in-beeld.html"],
	['"Regeling Periodiek Evaluatieonderzoek"', "begrippen/rpe.html"],
	["“zwaarwegende knelpunten”", "toezeggingen/tz202307-053.html"],
];

async function content() {
	for (const [query, address] of first) {
		const { hits, result } = await ask(query);
		if (!hits.length || hits[0].address !== address) wrong(query, `${hits[0] && hits[0].address}, not ${address}`);
		if (result.isPartial) wrong(query, "only a part of it is found");
		for (const hit of hits) {
			if (!existsSync(join(out, hit.address))) wrong(query, `leads to ${hit.address}, which is not there`);
			if (plain(hit.text).length > 300) wrong(query, "a long snippet");
		}
	}
	const none = async (query, filters) => {
		const { result } = await ask(query, filters);
		if (result.hits.length) wrong(query, "finds what it should not");
	};
	await none("geheimzinnig");
	await none("");
	await none('" … ');
	await none("NPRD", { type: "motion" });
	await none("aanbeveling", { year: "1999" });
	await none("aanbeveling", { type: "unknown" });
	const filtered = async (query, filters, holds) => {
		const { hits } = await ask(query, filters);
		if (!hits.length || !hits.every(holds)) wrong(query, `the filter ${JSON.stringify(filters)} lets others through, or none`);
	};
	await filtered("veiligheid", { type: "question" }, (hit) => hit.address.startsWith("vragen/"));
	await filtered("veiligheid", { year: "2025" }, (hit) => /2025/.test(hit.facts[1]));
	await filtered("veiligheid", { status: "in-progress" }, (hit) => hit.facts.includes("Onderhanden"));
	await filtered("gereedheid", { type: "commitment", status: "open" }, (hit) => hit.address === "toezeggingen/tz202307-053.html");
	const { hits } = await ask("beleid");
	if (!hits.some((hit) => marked(hit.text).includes("beleid"))) wrong("beleid", "is not marked");
	if (!marked((await ask('"stand van zaken"')).hits[0].text).some((text) => /^stand van zaken$/i.test(text))) wrong("stand van zaken", "is not marked whole");
	const partial = await ask("toezegging qwxyz");
	if (!partial.result.isPartial || !partial.hits.length) wrong("toezegging qwxyz", "a part is not found");
	const reversed = await ask('"zaken van stand"');
	if (reversed.hits.length || reversed.result.next < reversed.result.hits.length) wrong("zaken van stand", "is no phrase of the texts");
	const all = await ask("de");
	const seen = new Set(all.hits.map((hit) => hit.address));
	for (let page; (page = await index.show(all.result, 10)).length; ) page.forEach((hit) => (seen.has(hit.address) ? wrong("de", `${hit.address} stands twice`) : seen.add(hit.address)));
	if (seen.size !== all.result.hits.length) wrong("de", `${seen.size} of ${all.result.hits.length} are shown`);
}

// A word of more records than are loaded at once.
async function common() {
	const part = await ask("de");
	if (!part.result.isCut || part.result.hits.length > 2048 || part.result.hits.length < 1500) wrong("de", `${part.result.hits.length} at first`);
	const whole = await ask("de", {}, true);
	if (whole.result.isCut || whole.result.hits.length <= 4096) wrong("de", `${whole.result.hits.length} in all`);
	const both = await ask("de van", {}, true);
	if (both.result.hits.length > whole.result.hits.length) wrong("de van", "more than de");
	for (const hit of part.hits) if (!marked(hit.title).concat(marked(hit.text)).length) wrong("de", `${hit.address} shows none`);
}

// The site is published anew while a page is open: with tables of other sizes (the index in OTHER), and with files gone of which the terms still tell.
async function anew() {
	const from = (folder) => async (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : null);
	const sizes = (folder) => JSON.parse(readFileSync(join(folder, "_search", "root.json")));
	let published = process.env.OTHER;
	if (sizes(out).terms === sizes(published).terms || sizes(out).groups === sizes(published).groups) wrong("root.json", "both have tables of the same sizes");
	const open = new Index((path) => from(published)(path));
	await open.find("kabinetsreactie", {});
	published = out;
	for (const query of ["de", "het", "van", "tureluurs", "stelsel"]) {
		const fresh = await new Index(from(out)).find(query, {});
		const old = await open.find(query, {});
		if (old.hits.length !== fresh.hits.length) wrong(query, `${old.hits.length} found by a page that was open, ${fresh.hits.length} by another`);
		if ((await open.show(old, 10)).length !== Math.min(10, fresh.hits.length)) wrong(query, "what is found is not shown");
	}
	const gone = new Index(async (path) => (/^_search\/[dr]\//.test(path) ? null : from(out)(path)));
	const whole = await gone.find("de", {}, true);
	if (!whole.hits.length || whole.isCut) wrong("de", "the rest is gone, and nothing is found");
	if ((await gone.show(whole, 10)).length) wrong("de", "shows what is gone");
	for (const query of ["de", '"de van"'])
		await new Index(async (path) => (path === "_search/root.json" ? from(out)(path) : null)).find(query, {}, true).then(({ hits }) => hits.length && wrong(query, "found in nothing"));
}

await { content, common, anew }[what]();
