// SPDX-License-Identifier: EUPL-1.2
// Every page of content/ and of tests/site/: the Nu HTML Checker finds nothing, and the crawler no dead link. A sample of the links is
// followed over HTTP too. A broken page proves that the checker looks.
import { spawnSync } from "node:child_process";
import { readdirSync, writeFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { check, close, none } from "./lib/count.mjs";
import { address, isRedirect, pages, text } from "./lib/portal.mjs";

const { root, build, work, nginx } = process.env;
const jar = join(build, "browser/node_modules/vnu-jar/build/dist/vnu.jar");

// The checker's findings below a folder, each with page and place.
function verdict(folder) {
	const run = spawnSync("java", ["-Xss2m", "-XX:+UseSerialGC", "-jar", jar, "--format", "json", "--skip-non-html", "--stdout", folder], { encoding: "utf8", maxBuffer: 1 << 28 });
	try {
		return JSON.parse(run.stdout).messages.map((m) => `${m.url?.replace(/^file:/, "").replace(folder, "")}:${m.lastLine ?? 0}: ${m.message}`);
	} catch {
		return [`the checker did not run: ${run.error ?? run.stderr.slice(0, 400)}`];
	}
}

const sites = join(work, "sites");
none(verdict(sites), "the Nu HTML Checker finds something");
const broken = join(work, "broken");
mkdirSync(broken);
writeFileSync(join(broken, "x.html"), "<!DOCTYPE html><title></title><p><ul></p>");
check(verdict(broken).length >= 2, "the Nu HTML Checker finds nothing in a broken page");

for (const name of readdirSync(sites)) {
	const { stdout, status } = spawnSync("node", [join(root, "tests/suites/crawl.mjs"), join(sites, name)], { encoding: "utf8" });
	check(status === 0 && stdout === "", `the crawler in ${name}`, ...stdout.trim().split("\n"));
}

// Every third page, and each address that it leads to.
const asked = new Map();
for (const page of pages.filter((one, i) => i % 3 === 0 && !isRedirect(one)))
	for (const [, href] of text(page).matchAll(/ (?:href|src)="([^"#]+)/g)) {
		const to = new URL(href.replaceAll("&amp;", "&"), nginx + (page === "404.html" ? "/404.html" : address(page)));
		if (to.origin === nginx) asked.set(to.pathname, page);
	}
const dead = [];
for (const [path, page] of asked) {
	const { status } = await fetch(nginx + path, { method: "HEAD" });
	if (status !== 200) dead.push(`${path} on ${page}: ${status}`);
}
none(dead, "links that are dead over HTTP");
check(asked.size > 100, `only ${asked.size} links were followed`);
close();
