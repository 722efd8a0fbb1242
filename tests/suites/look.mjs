// SPDX-License-Identifier: EUPL-1.2
// What holds for the look of a built portal; prints what does not.
//   look.mjs pages OUT WHOLE PRUNED     every class of a page that the design system knows is styled; language, landmarks, headings
//   look.mjs tokens TOKENS CSS...       every token that is asked for without a fallback has a neutral value
//   look.mjs known TOKENS THEME         every token of a theme is one of ours
//   look.mjs contrast TOKENS [THEME]    text on its surface has 4.5:1, a mark 3:1, in both schemes
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const read = (path) => readFileSync(path, "utf8");
const withoutComments = (css) => css.replace(/\/\*[^]*?\*\//g, "");
const say = (...words) => console.log(...words);

// Pages.

const classesOf = (css) => new Set([...withoutComments(css).matchAll(/\.([A-Za-z_][\w-]*)/g)].map((match) => match[1]));
const pagesBelow = (folder) => readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".html"));

function checkClasses(page, html, whole, pruned) {
	for (const [, names] of html.matchAll(/ class="([^"]*)"/g))
		for (const name of names.split(/\s+/))
			if (whole.has(name) && !pruned.has(name)) say(`${page}: .${name} is not styled`);
}

const landmarks = [
	["its language", /^<!DOCTYPE html>\s*<html lang="[a-z-]+" dir="(ltr|rtl)">/],
	["a link to the content first of all", /<body[^>]*>\s*<a class="[^"]*skip-link[^"]*" href="#_inhoud">/],
	["one header of the page", /<header class="page-header/],
	["a named menu", /<nav class="[^"]*" aria-label="[^"]+">/],
	["main", /<main [^>]*id="_inhoud"/],
	["a footer", /<footer class="page-footer/],
];

function checkHeadings(page, html) {
	let last = 0;
	for (const [, digit] of html.matchAll(/<h([1-6])[ >]/g)) {
		const level = Number(digit);
		if (level > last + 1) say(`${page}: h${level} follows h${last}`);
		last = level;
	}
	const count = [...html.matchAll(/<h1[ >]/g)].length;
	if (count !== 1) say(`${page}: ${count} h1`);
}

function checkPages(out, wholePath, prunedPath) {
	const whole = classesOf(read(wholePath)), pruned = classesOf(read(prunedPath));
	const pages = pagesBelow(out);
	if (!pages.length) say(`no page in ${out}`);
	for (const page of pages) {
		const html = read(join(out, page));
		if (html.includes('http-equiv="refresh"')) continue;
		checkClasses(page, html, whole, pruned);
		for (const [what, pattern] of landmarks) if (!pattern.test(html)) say(`${page}: lacks ${what}`);
		if ([...html.matchAll(/<main[ >]/g)].length !== 1) say(`${page}: not one main`);
		checkHeadings(page, html);
	}
}

// Tokens.

const setBy = (css) => new Set([...withoutComments(css).matchAll(/(--[\w-]+)\s*:/g)].map((match) => match[1]));

function checkTokens(tokensPath, ...sheets) {
	const all = sheets.map((sheet) => withoutComments(read(sheet))).join("\n");
	const known = new Set([...setBy(read(tokensPath)), ...setBy(all)]);
	const asked = new Set([...all.matchAll(/var\((--[\w-]+)\s*\)/g)].map((match) => match[1]));
	for (const token of [...asked].sort()) if (!known.has(token)) say(`${token} has no neutral value`);
}

function checkKnown(tokensPath, themePath) {
	const tokens = read(tokensPath), known = setBy(tokens);
	for (const token of setBy(read(themePath)))
		if (!known.has(token) && !/^--nl-heading-level-\d-font-weight$/.test(token)) say(`${token} is no token`);
}

// Contrast.

function valuesOf(css, isDark) {
	const values = {};
	const [light, dark = ""] = withoutComments(css).split("@media screen and (prefers-color-scheme: dark)");
	for (const part of isDark ? [light, dark] : [light])
		for (const [, name, value] of part.matchAll(/(--[\w-]+)\s*:\s*([^;]+);/g)) values[name] = value.trim();
	return values;
}

function colourOf(values, name) {
	let value = values[name];
	for (let link; (link = /^var\((--[\w-]+)\)$/.exec(value)); ) value = values[link[1]];
	const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(value ?? "")?.[1];
	if (!hex) return say(`${name} is no colour: ${value}`);
	const wide = hex.length === 3 ? [...hex].map((c) => c + c).join("") : hex;
	return [0, 2, 4].map((at) => parseInt(wide.slice(at, at + 2), 16) / 255);
}

function luminance(colour) {
	const [r, g, b] = colour.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a, b) {
	const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
}

const portal = (...names) => names.map((name) => `--portal-${name}`);
const pairs = [
	...portal("text", "soft", "strong").flatMap((text) => portal("page", "surface").map((surface) => [text, surface, 4.5])),
	...["--nl-link-color", "--nl-link-hover-color"].flatMap((text) => portal("page", "surface").map((surface) => [text, surface, 4.5])),
	...["band", "foot", "notice", "button"].map((name) => [`--portal-on-${name}`, `--portal-${name}`, 4.5]),
	...["neutral", "active", "good", "caution", "bad"].map((tone) => [`--portal-on-tone-${tone}`, `--portal-tone-${tone}`, 4.5]),
	["--portal-text", "--utrecht-table-header-background-color", 4.5],
	["--portal-strong", "--utrecht-page-header-background-color", 4.5],
	["--portal-soft", "--utrecht-page-header-background-color", 4.5],
	["--portal-text", "--portal-target", 4.5],
	...portal("accent", "focus", "field-edge", "step-edge").map((mark) => [mark, "--portal-page", 3]),
];

function checkContrast(tokensPath, themePath) {
	for (const isDark of [false, true]) {
		const values = { ...valuesOf(read(tokensPath), isDark), ...(themePath ? valuesOf(read(themePath), isDark) : {}) };
		for (const [text, surface, least] of pairs) {
			const [a, b] = [colourOf(values, text), colourOf(values, surface)];
			const ratio = a && b ? contrast(a, b) : 0;
			if (ratio < least) say(`${isDark ? "dark" : "light"}: ${text} on ${surface}: ${ratio.toFixed(2)} < ${least}`);
		}
	}
}

const [command, ...rest] = process.argv.slice(2);
({ pages: checkPages, tokens: checkTokens, known: checkKnown, contrast: checkContrast })[command](...rest);
