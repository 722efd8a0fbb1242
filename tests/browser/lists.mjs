// SPDX-License-Identifier: EUPL-1.2
// Lists with their script: each choice narrows the list to what has it and stands in the address, the address alone gives the same list,
// and each column sorts both ways, on every page that takes the script.
import { openPage, site, taken, withBrowser } from "./lib/browser.mjs";
import { check, close, none } from "./lib/count.mjs";
import { address, files, pages, text } from "./lib/portal.mjs";

const lists = pages.filter((page) => /<form class="filters"/.test(text(page)));
const sortable = pages.filter((page) => /<table class="list /.test(text(page)) && /<script src="[^"]*\/lists\./.test(text(page)));

const shown = (page) => page.evaluate(() => [...document.querySelectorAll("main table.list > tbody > tr")].filter((row) => row.checkVisibility()).map((row) => row.innerText));
const all = (page) => page.locator("main table.list > tbody > tr").count();
const query = (page) => new URL(page.url()).searchParams;

async function eachChoice(page, told, url) {
	const selects = await page.evaluate(() => [...document.querySelectorAll("form.filters select")].map((e) => ({ name: e.name, field: e.dataset.field, values: [...e.options].map((o) => o.value).filter(Boolean) })));
	check(selects.length > 0, `${told}: a form without choices`);
	for (const { name, field, values } of selects)
		for (const value of values.slice(0, 4)) {
			await page.selectOption(`form.filters select[name="${name}"]`, value);
			const rows = await shown(page);
			check(query(page).get(name) === value, `${told}: ${name}=${value} does not stand in the address`, page.url());
			const expected = await page.evaluate(([f, v]) => [...document.querySelectorAll("main table.list > tbody > tr")].filter((row) => (row.dataset[f] ?? "").split(" ").includes(v)).length, [field, value]);
			check(rows.length === expected && expected > 0, `${told}: ${name}=${value} shows ${rows.length} rows, ${expected} have it`);
			const status = await page.locator("form.filters [role=status]").innerText();
			check(status.includes(String(rows.length)), `${told}: the status does not tell ${rows.length}`, status);
			const other = await openPage(page.context().browser());
			await other.goto(page.url());
			check(JSON.stringify(await shown(other)) === JSON.stringify(rows), `${told}: ${page.url()} gives another list`);
			none(taken(other), `${told}: console and requests`);
			await other.done();
			await page.selectOption(`form.filters select[name="${name}"]`, "");
		}
	check((await shown(page)).length === (await all(page)) && new URL(page.url()).search === "", `${told}: without choices not everything is there`, page.url());
	// A choice that does not exist chooses nothing.
	await page.goto(`${url}?${encodeURIComponent(selects[0].name)}=bestaat-niet`);
	check((await shown(page)).length === (await all(page)), `${told}: an unknown choice hides rows`);
}

async function eachColumn(page, told, url) {
	const heads = await page.locator("main table.list >> nth=0 >> thead th button").count();
	if ((await page.locator("main table.list >> nth=0 >> tbody > tr").count()) < 2) return;
	check(heads > 0, `${told}: no column sorts`);
	for (let i = 0; i < heads; i++) {
		const button = page.locator("main table.list >> nth=0 >> thead th button").nth(i);
		const head = page.locator("main table.list >> nth=0 >> thead th:has(button)").nth(i);
		const before = [...(await shown(page))].sort();
		for (const way of ["ascending", "descending"]) {
			await button.focus();
			await page.keyboard.press("Enter");
			check((await head.getAttribute("aria-sort")) === way, `${told}: column ${i} is not ${way}`, await head.getAttribute("aria-sort"));
			check(new URL(page.url()).search !== "", `${told}: column ${i} does not stand in the address`);
			const rows = await shown(page);
			check(JSON.stringify([...rows].sort()) === JSON.stringify(before), `${told}: column ${i} loses rows`);
			const keys = await page.evaluate((n) => {
				const table = document.querySelector("main table.list");
				const cell = [...table.tHead.rows[0].cells].filter((c) => c.querySelector("button"))[n].cellIndex;
				return [...table.tBodies[0].rows].map((row) => row.cells[cell].getAttribute("data-key") ?? row.cells[cell].textContent.trim()).filter(Boolean);
			}, i);
			const { compare } = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
			const wrong = keys.filter((key, at) => at > 0 && (way === "ascending" ? compare(keys[at - 1], key) > 0 : compare(keys[at - 1], key) < 0));
			none(wrong, `${told}: column ${i}, ${way}, is out of order`);
			const other = await openPage(page.context().browser());
			await other.goto(page.url());
			check(JSON.stringify(await shown(other)) === JSON.stringify(rows), `${told}: ${page.url()} gives another order`);
			await other.done();
		}
	}
}

check(files.some((name) => /^_assets\/lists\.[0-9a-f]+\.js$/.test(name)), "there is no script for lists");
check(sortable.length >= 3, `only ${sortable.length} lists take the script`);
check(lists.length >= 3, `only ${lists.length} lists can be filtered`);
await withBrowser(async (browser) => {
	for (const [found, use] of [[lists, eachChoice], [sortable, eachColumn]])
		for (const file of found.filter((one) => /\/index\.html$/.test(one))) {
			const page = await openPage(browser);
			await page.goto(site + address(file));
			await use(page, file, site + address(file));
			none(taken(page), `${file}: console and requests`);
			await page.done();
		}
});
close();
