// SPDX-License-Identifier: EUPL-1.2
// Debian's Chromium, and pages of which everything that goes wrong is kept.
import { createRequire } from "node:module";
import { join } from "node:path";
import { readFileSync } from "node:fs";

const installed = createRequire(join(process.env.build, "browser", "package.json"));
const { chromium } = installed("playwright-core");
const axe = readFileSync(installed.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

export const site = process.env.nginx;

// One browser for what is done with it; its profile goes with it.
export async function withBrowser(use) {
	const browser = await chromium.launch({
		executablePath: "/usr/bin/chromium",
		args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
	});
	try {
		await use(browser);
	} finally {
		await browser.close();
	}
}

// A page in a context of its own; page.wrong gets each message of the console, each error, each request that failed.
export async function openPage(browser, options = {}) {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
	const page = await context.newPage();
	page.wrong = [];
	// That the page itself is not there is what the test of 404.html asks for.
	page.on("console", (message) => message.location().url !== page.url() && page.wrong.push(`console: ${message.text()} ${message.location().url}`));
	page.on("pageerror", (error) => page.wrong.push(`error: ${error.message}`));
	// What is still under way when the test goes on is aborted.
	page.on("requestfailed", (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && page.wrong.push(`no answer: ${request.url()} ${request.failure()?.errorText}`));
	page.on("response", (response) => response.status() >= 400 && !response.request().isNavigationRequest() && page.wrong.push(`${response.status()}: ${response.url()}`));
	page.done = () => context.close();
	return page;
}

// What went wrong since it was last asked.
export const taken = (page) => page.wrong.splice(0);

// axe's findings: rule and element.
export async function findings(page, options = { runOnly: tags }) {
	await page.evaluate(axe);
	const found = await page.evaluate((o) => window.axe.run(document, { resultTypes: ["violations"], ...o }), options);
	taken(page);
	return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(" ")}${n.any[0] ? ` (${n.any[0].message})` : ""}`));
}

// What sticks out of the window sideways.
export const overflow = (page) => page.evaluate(() => {
	const width = document.documentElement.clientWidth;
	const found = [document.documentElement, document.body].filter((e) => e.scrollWidth > width).map((e) => `${e.localName} is ${e.scrollWidth} px wide in ${width}`);
	if (found.length)
		for (const e of document.body.querySelectorAll("*")) {
			const right = Math.round(e.getBoundingClientRect().right);
			if (right > width && found.length < 6) found.push(`${e.localName}.${e.className} ends at ${right}`);
		}
	return found;
});

// USE of each item, with two pages at a time: as many as there are cores where this must be quick.
export async function inPairs(browser, options, items, use) {
	const left = [...items];
	await Promise.all([0, 1].map(async () => {
		const page = await openPage(browser, options);
		while (left.length > 0) await use(page, left.shift());
		await page.done();
	}));
}
