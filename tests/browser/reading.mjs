// SPDX-License-Identifier: EUPL-1.2
// Every kind of page as other readers get it: without script, on paper, with colours of their own, and without movement.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inPairs, overflow, site, taken, withBrowser } from "./lib/browser.mjs";
import { check, close, none } from "./lib/count.mjs";
import { address, kinds, searchPage } from "./lib/portal.mjs";

const paper = join(process.env.work, "paper");
mkdirSync(paper, { recursive: true });
const urlOf = (page) => site + (page === "404.html" ? "/nergens" : address(page));

// What can be read and followed: each link, and the words of the page, by the element they stand in.
const readable = () => {
	const seen = [...document.querySelectorAll("main *")].filter((e) => e.checkVisibility());
	const own = (e) => [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).filter(Boolean);
	return { links: seen.filter((e) => e.href).map((e) => e.href), texts: seen.flatMap(own) };
};

// With a script nothing may be there that is not there without, but for what the script itself is for: forms and what they say.
async function withoutScript(browser) {
	const all = new Map();
	await inPairs(browser, {}, kinds, async (page, { kind, page: file }) => {
		await page.goto(urlOf(file));
		all.set(kind, await page.evaluate(readable));
	});
	await inPairs(browser, { javaScriptEnabled: false }, kinds, async (page, { kind, page: file }) => {
		await page.goto(urlOf(file));
		none(taken(page), `${kind} without script: console and requests`);
		none(await overflow(page), `${kind} without script: wider than the window`);
		const { links, texts } = await page.evaluate(readable);
		const there = new Set(links);
		none(all.get(kind).links.filter((link) => !there.has(link) && new URL(link).search === ""), `${kind} without script lacks links`);
		check(texts.length > 0, `${kind} without script is empty`);
		check(file === searchPage || texts.length >= 0.8 * all.get(kind).texts.length, `${kind} without script: ${texts.length} texts of ${all.get(kind).texts.length}`);
	});
}

// The form leads to lists.
async function searchWithoutScript(browser) {
	if (!searchPage) return;
	await inPairs(browser, { javaScriptEnabled: false }, [searchPage], async (page) => {
		await page.goto(urlOf(searchPage));
		await page.fill("main input[name=q]", "veiligheid");
		await page.press("main input[name=q]", "Enter");
		await page.waitForLoadState();
		const lists = await page.locator("main a[href$='/index.html'], main a[href$='index.html']").count();
		none(taken(page), "the search form without script: console and requests");
		check(lists >= 5 || (await page.locator("main a").count()) >= 20, `the search form without script leads to ${page.url()}, with ${lists} lists`);
	});
}

// Pages of paper are as many as the text needs, the frame stays off them, and nothing is cut off at the side.
async function onPaper(browser) {
	await inPairs(browser, { viewport: { width: 718, height: 1000 } }, kinds, async (page, { kind, page: file, name }) => {
		await page.emulateMedia({ media: "print" });
		await page.goto(urlOf(file));
		none(await overflow(page), `${kind} on paper: wider than the paper`);
		const { menu, length } = await page.evaluate(() => ({ menu: document.querySelector("nav.menu, header nav")?.checkVisibility() ?? false, length: document.body.scrollHeight }));
		check(!menu, `${kind} on paper: the menu is printed`);
		const pdf = await page.pdf({ format: "A4" });
		writeFileSync(join(paper, `${name}.pdf`), pdf);
		const count = (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
		const most = Math.ceil(length / 600) + 1;
		check(count >= 1 && count <= most, `${kind} on paper: ${count} pages for ${length} px, at most ${most} were expected`);
		none(taken(page), `${kind} on paper: console and requests`);
	});
}

async function ownColours(browser) {
	const options = { forcedColors: "active", reducedMotion: "reduce", viewport: { width: 360, height: 640 } };
	await inPairs(browser, options, kinds, async (page, { kind, page: file, name }) => {
		await page.goto(urlOf(file));
		none(taken(page), `${kind} in colours of the reader: console and requests`);
		none(await overflow(page), `${kind} in colours of the reader: wider than the window`);
		const moves = await page.evaluate(() => [
			...document.getAnimations().map((one) => `moves: ${one.effect?.target?.className}`),
			...[...document.querySelectorAll("*")].filter((e) => {
				const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(e);
				return parseFloat(transitionDuration) > 0.01 || parseFloat(animationDuration) > 0.01 || scrollBehavior === "smooth";
			}).map((e) => `would move: ${e.localName}.${e.className}`),
		]);
		none(moves, `${kind}: moves for one who asked for rest`);
		if (["index", "aanbevelingen/x/x"].includes(kind)) await page.screenshot({ path: join(process.env.build, "screenshots", `${name}-360-forced.png`), fullPage: true });
	});
}

await withBrowser(async (browser) => {
	await withoutScript(browser);
	await searchWithoutScript(browser);
	await onPaper(browser);
	await ownColours(browser);
});
close();
