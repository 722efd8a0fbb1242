// SPDX-License-Identifier: EUPL-1.2
// The search page: each of the queries finds what it should, on top; what is not there is not found; what is found is there; the address
// gives the same results; and it can be used with the keyboard and heard.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findings, openPage, overflow, site, taken, withBrowser } from "./lib/browser.mjs";
import { check, close, none } from "./lib/count.mjs";
import { address, files, folder, searchPage } from "./lib/portal.mjs";
import { queries } from "./queries.mjs";

const field = "main input[name=q]";
const at = () => site + address(searchPage);
const pageOf = (href) => decodeURIComponent(new URL(href).pathname).slice(1).replace(/\.html$/, "");

// The results are the list that follows the status: the first link of each of its rows. Waits until the status has stood still.
async function results(page) {
	await page.waitForFunction(() => {
		const said = document.querySelector("main [role=status]")?.textContent ?? "";
		const list = document.querySelector("main")?.innerText ?? "";
		const now = said + list;
		const still = window.saidBefore === now && said.trim() !== "";
		window.saidBefore = now;
		return still;
	}, undefined, { polling: 150, timeout: 8000 }).catch(() => {});
	return page.evaluate(() => {
		const status = document.querySelector("main [role=status]");
		const list = [...document.querySelectorAll("main ol, main ul")].find((e) => status && status.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING && e.querySelector(":scope > li a[href]") && e.checkVisibility());
		return {
			said: status?.innerText.trim() ?? "",
			hits: list ? [...list.querySelectorAll(":scope > li")].map((row) => ({ href: row.querySelector("a[href]")?.href, title: row.querySelector("a[href]")?.innerText.trim(), marks: row.querySelectorAll("mark").length })) : [],
		};
	});
}

async function type(page, query) {
	await page.evaluate(() => delete window.saidBefore);
	await page.fill(field, query);
	await page.press(field, "Enter");
	await page.waitForTimeout(100);
	return results(page);
}

async function eachQuery(page) {
	await page.goto(at());
	for (const { query, first, among = [], none: nothing } of queries) {
		const { said, hits } = await type(page, query);
		const found = hits.map(({ href }) => pageOf(href));
		check(said !== "", `'${query}': the status says nothing`);
		check(new URL(page.url()).searchParams.get("q") === query, `'${query}' does not stand in the address`, page.url());
		if (nothing) {
			check(found.length === 0, `'${query}' finds what is not there`, ...found);
			continue;
		}
		check(first.includes(found[0]), `'${query}' has ${found[0]} on top, not ${first.join(" or ")}`, ...found.slice(0, 5));
		none(among.filter((one) => !found.slice(0, 10).includes(one)), `'${query}' does not find`);
		none(found.filter((one) => !existsSync(join(folder, `${one}.html`)) && !existsSync(join(folder, one, "index.html"))), `'${query}' leads nowhere`);
		check(new Set(found).size === found.length, `'${query}' finds a page twice`, ...found);
		check(hits.some(({ marks }) => marks > 0), `'${query}': nothing is marked`);
		check(hits.every(({ title }) => title), `'${query}': a result without a title`);
	}
	none(taken(page), "the search page: console and requests");
}

// Each word of a query is in what is found, by its first letters at least: as a whole, as another form or as a part.
async function nothingElse(page) {
	for (const word of ["munitie", "reservist", "campagne", "onbemenste", "inhuur"]) {
		const { hits } = await type(page, word);
		check(hits.length > 0, `'${word}' finds nothing`);
		none(hits.map(({ href }) => pageOf(href)).filter((one) => !readFileSync(join(folder, `${one}.html`), "utf8").toLowerCase().includes(word.slice(0, 6))), `'${word}' finds pages without it`);
	}
}

async function byAddress(browser, page) {
	const { hits } = await type(page, "beleidstheorie");
	for (const options of [{ viewport: { width: 1280, height: 800 } }, { viewport: { width: 320, height: 640 } }, { colorScheme: "dark" }]) {
		const other = await openPage(browser, options);
		await other.goto(`${at()}?q=beleidstheorie`);
		const again = await results(other);
		const told = `results, ${JSON.stringify(options)}`;
		check(JSON.stringify(again.hits.map(({ href }) => href)) === JSON.stringify(hits.map(({ href }) => href)), `${told}: the address gives others`);
		check((await other.inputValue(field)) === "beleidstheorie", `${told}: the field is empty`);
		none(taken(other), `${told}: console and requests`);
		none(await overflow(other), `${told}: wider than the window`);
		none(await findings(other), `${told}: axe`);
		const name = `${searchPage.replace(/\.html$/, "")}-results-${options.viewport?.width ?? "dark"}.png`;
		await other.screenshot({ path: join(process.env.build, "screenshots", name), fullPage: true });
		await other.done();
	}
	await page.goto(`${at()}?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
	await results(page);
	check((await page.locator("main img").count()) === 0, "what was asked becomes markup");
	none(taken(page), "markup in a question: console and requests");
}

// From the field to the first result by keyboard, back to the results, and the field by its label.
async function byKeyboard(page) {
	await page.goto(at());
	check((await page.locator(field).evaluate((e) => e.labels?.length ?? 0)) > 0, "the field has no label");
	await page.focus(field);
	await page.keyboard.type("just culture");
	await page.keyboard.press("Enter");
	const { hits } = await results(page);
	let reached = false;
	for (let i = 0; i < 60 && !reached; i++) {
		await page.keyboard.press("Tab");
		reached = await page.evaluate((href) => document.activeElement?.href === href, hits[0]?.href);
	}
	check(reached, "the first result is out of reach of the keyboard");
	await Promise.all([page.waitForURL((url) => url.href !== at() && !url.search), page.keyboard.press("Enter")]).catch(() => {});
	check(hits[0] && page.url().startsWith(hits[0].href), "Enter does not open the first result", page.url());
	await page.goBack();
	check((await results(page)).hits.length === hits.length, "going back loses the results");
	none(taken(page), "with the keyboard: console and requests");
}

check(searchPage, "there is no page with a field q at the root");
await withBrowser(async (browser) => {
	const page = await openPage(browser);
	await eachQuery(page);
	await nothingElse(page);
	await byAddress(browser, page);
	await byKeyboard(page);
	await page.done();
});
close();
