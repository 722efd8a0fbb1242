// SPDX-License-Identifier: EUPL-1.2
// The whole site with the keyboard alone: Tab reaches every link and control in the order of the page, and shows where it is; the first stop
// leads past the menu; what unfolds does so with Enter.
import { inPairs, site, withBrowser } from "./lib/browser.mjs";
import { check, close, none } from "./lib/count.mjs";
import { address, kinds } from "./lib/portal.mjs";

const urlOf = (page) => site + (page === "404.html" ? "/nergens" : address(page));

// Numbers what can be reached, and keeps how it looks while it has no focus.
const number = () => {
	const look = (e) => {
		const { outlineStyle, outlineWidth, outlineColor, boxShadow, backgroundColor, borderColor } = getComputedStyle(e);
		return { outline: outlineStyle === "none" ? "" : `${outlineWidth} ${outlineColor}`, rest: `${boxShadow} ${backgroundColor} ${borderColor}` };
	};
	// Of radio buttons with one name Tab reaches one.
	const group = (e) => e.type === "radio" && ![...document.querySelectorAll(`input[name="${e.name}"]`)].filter((o) => o.checked || !o.form?.querySelector(`input[name="${e.name}"]:checked`))[0]?.isSameNode(e);
	window.reach = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
		.filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.tabIndex >= 0 && e.type !== "hidden" && !group(e));
	window.before = window.reach.map(look);
	window.look = look;
	return window.reach.map((e) => `${e.localName}${e.className ? "." + String(e.className).replaceAll(" ", ".") : ""} '${(e.textContent || e.name || "").trim().replace(/\s+/g, " ").slice(0, 40)}'`);
};

// Where the focus is: its number (-1 when nowhere, -2 when it is on something else), and what a reader would miss.
const stop = async () => {
	const e = document.activeElement;
	if (!e || e === document.body) return { at: -1 };
	const at = window.reach.indexOf(e);
	if (at < 0) return { at: -2, what: `${e.localName}.${e.className}`, scrolls: e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight };
	const now = window.look(e), was = window.before[at];
	const shows = (now.outline !== "" && parseFloat(now.outline) >= 2 && now.outline !== was.outline) || now.rest !== was.rest;
	const place = () => e.getClientRects()[0] ?? e.getBoundingClientRect();
	const isInside = ({ left, right, top, bottom }) => right > 0 && bottom > 0 && left < innerWidth && top < innerHeight && right - left > 2 && bottom - top > 2;
	// The window follows some frames later.
	for (const end = performance.now() + 1500; performance.now() < end && !isInside(place()); ) await new Promise(requestAnimationFrame);
	const inside = isInside(place());
	const { left, right, top, bottom } = place();
	const over = inside ? document.elementFromPoint(Math.max(0, Math.min(innerWidth - 1, (left + right) / 2)), Math.max(0, Math.min(innerHeight - 1, (top + bottom) / 2))) : null;
	return { at, shows, inside, covered: Boolean(over) && !e.contains(over) && !over.contains(e) };
};

async function walk(page, told) {
	const names = await page.evaluate(number);
	const order = [], unseen = [];
	for (let i = 0; i < names.length + 20; i++) {
		await page.keyboard.press("Tab");
		const { at, shows, inside, covered, what, scrolls } = await page.evaluate(stop);
		if (at === -1 || at === order[0]) break;
		if (at === -2 && !scrolls) unseen.push(`${what}: a stop that does nothing`);
		if (at < 0) continue;
		order.push(at);
		if (!shows) unseen.push(`${names[at]}: looks the same with focus`);
		if (!inside) unseen.push(`${names[at]}: outside the window`);
		if (covered) unseen.push(`${names[at]}: covered`);
	}
	check(names[order[0]]?.startsWith("a.nl-skip-link"), `${told}: the first stop is not the way past the menu`, names[order[0]]);
	none(names.filter((_, i) => !order.includes(i)), `${told}: out of reach`);
	none(order.filter((at, i) => i > 0 && at < order[i - 1]).map((at) => names[at]), `${told}: out of order`);
	return unseen;
}

async function pastTheMenu(page, told) {
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	check(await page.evaluate(() => document.activeElement?.localName === "main"), `${told}: the way past the menu does not end in the text`);
	await page.keyboard.press("Tab");
	check(await page.evaluate(() => !document.activeElement?.closest("header.page-header")), `${told}: behind the way past the menu stands the menu`);
}

// Each thing that unfolds: shut, open with Enter, what is in it is the next stop; shut again.
async function unfold(page, told) {
	const count = await page.evaluate(() => [...document.querySelectorAll("summary")].filter((e) => e.checkVisibility()).length);
	for (let i = 0; i < Math.min(count, 3); i++) {
		const state = () => page.evaluate((n) => {
			const summary = [...document.querySelectorAll("summary")].filter((e) => e.checkVisibility())[n];
			return { open: summary.parentElement.open, inside: summary.parentElement.contains(document.activeElement), links: summary.parentElement.querySelectorAll("a[href], button, input, select").length };
		}, i);
		await page.evaluate((n) => [...document.querySelectorAll("summary")].filter((e) => e.checkVisibility())[n].focus(), i);
		const before = await state();
		await page.keyboard.press("Enter");
		const after = await state();
		check(after.open === !before.open, `${told}: '${i}' does not unfold with Enter`);
		if (after.open && after.links > 0) {
			await page.keyboard.press("Tab");
			check((await state()).inside, `${told}: what unfolds (${i}) is not the next stop`);
			await page.keyboard.press("Shift+Tab");
		}
		await page.keyboard.press("Enter");
		check((await state()).open === before.open, `${told}: '${i}' does not shut with Enter`);
	}
	return count;
}

// A font that comes late would move the text from under the focus.
async function arrive(page, url) {
	await page.goto(url);
	await page.evaluate(() => document.fonts.ready);
}

let unfolded = 0;
async function judge(page, told, url) {
	await arrive(page, url);
	let unseen = await walk(page, told);
	// On a busy machine about one stop in two thousand does not move the window. What a page does wrong, it does again.
	if (unseen.length > 0) {
		await arrive(page, url);
		const again = await walk(page, `${told}, again`);
		unseen = unseen.filter((one) => again.includes(one));
	}
	none(unseen, `${told}: the focus cannot be seen`);
	await arrive(page, url);
	await pastTheMenu(page, told);
	unfolded += await unfold(page, told);
}

const small = kinds.filter(({ kind }) => ["index", "404", "zoeken", "aanbevelingen/index", "aanbevelingen/x/x", "vragen/x/x", "brieven/x"].includes(kind));
await withBrowser(async (browser) => {
	await inPairs(browser, {}, kinds, (page, { kind, page: file }) => judge(page, kind, urlOf(file)));
	await inPairs(browser, { viewport: { width: 320, height: 640 } }, small, (page, { kind, page: file }) => judge(page, `${kind} at 320 px`, urlOf(file)));
	await inPairs(browser, { viewport: { width: 320, height: 640 }, forcedColors: "active" }, small.slice(0, 2), (page, { kind, page: file }) => judge(page, `${kind} in colours of the reader`, urlOf(file)));
});
check(unfolded > small.length, "nothing that unfolds was found");
close();
