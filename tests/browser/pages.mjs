// SPDX-License-Identifier: EUPL-1.2
// Every kind of page at three widths, light and dark: nothing in the console, no request without answer, no finding of axe, nothing that
// sticks out sideways. Pictures of each are left in build/screenshots/. Every other page is seen once, at the smallest width.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { findings, inPairs, openPage, overflow, site, taken, withBrowser } from "./lib/browser.mjs";
import { check, close, none } from "./lib/count.mjs";
import { address, isRedirect, kinds, pages } from "./lib/portal.mjs";

const widths = [1280, 360, 320];
const shots = join(process.env.build, "screenshots");
rmSync(shots, { recursive: true, force: true });
mkdirSync(shots, { recursive: true });

const urlOf = (page) => site + (page === "404.html" ? "/nergens" : address(page));
const height = (width) => (width === 1280 ? 800 : 640);

// Settled: fonts are there, and what a script adds.
async function visit(page, url) {
	const answer = await page.goto(url, { waitUntil: "load" });
	await page.evaluate(() => document.fonts.ready);
	return answer;
}

async function judge(page, { kind, page: file, name }, width, scheme) {
	const told = `${kind} (${file}) at ${width} px, ${scheme}`;
	const answer = await visit(page, urlOf(file));
	check(answer.status() === (file === "404.html" ? 404 : 200), `${told}: status ${answer.status()}`);
	check(answer.headers()["content-security-policy"]?.startsWith("default-src 'none';"), `${told}: without the policy`);
	none(taken(page), `${told}: console and requests`);
	none(await overflow(page), `${told}: wider than the window`);
	none(await findings(page), `${told}: axe`);
	if (width !== 360) await page.screenshot({ path: join(shots, `${name}-${width}${scheme === "dark" ? "-dark" : ""}.png`), fullPage: true });
}

const light = (browser, width) =>
	inPairs(browser, { viewport: { width, height: height(width) }, colorScheme: "light" }, kinds, (page, one) => judge(page, one, width, "light"));

// Dark is dark, and can be read.
const dark = (browser) => inPairs(browser, { colorScheme: "dark" }, kinds, async (page, one) => {
	await judge(page, one, 1280, "dark");
	const [background, text] = await page.evaluate(() => {
		const lightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 765;
		const { backgroundColor, color } = getComputedStyle(document.body);
		return [lightness(backgroundColor), lightness(color)];
	});
	check(background < 0.25 && text > 0.6, `${one.kind}: the dark scheme is not dark`, `background ${background}, text ${text}`);
});

async function everyPage(browser) {
	const seen = new Set(kinds.map(({ page }) => page));
	const rest = pages.filter((page) => !seen.has(page) && !isRedirect(page));
	await inPairs(browser, { viewport: { width: 320, height: 640 } }, rest, async (page, file) => {
		await visit(page, urlOf(file));
		none(taken(page), `${file} at 320 px: console and requests`);
		none(await overflow(page), `${file} at 320 px: wider than the window`);
		seen.add(file);
	});
	check(pages.every((page) => seen.has(page) || isRedirect(page)), "pages that nobody saw");
}

// A former address leads on by itself, through nginx and through the small page.
async function redirects(browser) {
	const page = await openPage(browser);
	for (const former of pages.filter(isRedirect)) {
		await page.goto(`${site}/${former}`);
		await page.waitForSelector("main", { timeout: 5000 }).catch(() => {});
		none(taken(page), `${former}: console and requests`);
		check(!page.url().endsWith(former) && (await page.locator("main h1").count()) === 1, `${former} leads nowhere: ${page.url()}`);
	}
	await page.done();
}

check(kinds.length >= 30, `only ${kinds.length} kinds of pages`);
await withBrowser(async (browser) => {
	for (const width of widths) await light(browser, width);
	await dark(browser);
	await everyPage(browser);
	await redirects(browser);
});
check(readdirSync(shots).length === 3 * kinds.length, `${readdirSync(shots).length} pictures of ${kinds.length} kinds`);
close();
