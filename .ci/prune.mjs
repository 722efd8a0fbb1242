// SPDX-License-Identifier: EUPL-1.2
// Style sheet on standard input, files that name classes as arguments: prints the rules whose classes are named in one of them, without
// comments and white space. A name that a template fills in ('badge--{{tone}}') stands for all that begin so. Declarations stay whole,
// so every token of a rule that stays can be set by a theme.
import { readFileSync } from "node:fs";

const words = new Set(), stems = new Set();
for (const file of process.argv.slice(2)) {
	for (const [, word, filled] of readFileSync(file, "utf8").matchAll(/([A-Za-z][\w-]*)(\{\{)?/g))
		(filled && word.endsWith("-") ? stems : words).add(word);
}
const isNamed = (name) => words.has(name) || [...stems].some((stem) => name.startsWith(stem));

// The end of what begins at 'at' and is closed by one of 'ends' outside strings and brackets.
function endOf(css, at, ends) {
	for (let depth = 0; at < css.length; at++) {
		const c = css[at];
		if (c === "\\") at++;
		else if (c === '"' || c === "'") at = stringEnd(css, at);
		else if (depth === 0 && ends.includes(c)) return at;
		else if ("([{".includes(c)) depth++;
		else if (")]}".includes(c)) depth--;
	}
	return css.length;
}

function stringEnd(css, at) {
	const quote = css[at++];
	while (at < css.length && css[at] !== quote) at += css[at] === "\\" ? 2 : 1;
	return at;
}

function* split(text, separator) {
	for (let at = 0; at <= text.length; ) {
		const end = endOf(text, at, separator);
		yield text.slice(at, end).trim();
		at = end + 1;
	}
}

// ':not(.x)' holds without .x; ':is(.x, .y)' and its kin hold where one of their selectors does.
function canMatch(selector) {
	for (let at = 0; at < selector.length; at++) {
		const group = /^:(not|is|where|has)\(/.exec(selector.slice(at));
		if (group) {
			const from = at + group[0].length;
			at = endOf(selector, from, ")");
			if (group[1] !== "not" && ![...split(selector.slice(from, at), ",")].some(canMatch)) return false;
		} else if (selector[at] === "[") {
			at = endOf(selector, at + 1, "]");
		} else if (selector[at] === ".") {
			const name = /^[\w-]+/.exec(selector.slice(at + 1))[0];
			if (!isNamed(name)) return false;
			at += name.length;
		}
	}
	return true;
}

const squeeze = (text) => text.replace(/\s+/g, " ").trim();
const squeezeSelector = (text) => squeeze(text).replace(/ ?([>~,]) ?/g, "$1");

function pruneBlock(inside) {
	return [...split(inside, ";")].filter(Boolean).map((line) => squeeze(line).replace(/^([\w-]+) ?: ?/, "$1:")).join(";");
}

function pruneRule(prelude, inside) {
	if (/^@(media|supports|container|layer)/.test(prelude)) {
		const rules = pruneRules(inside);
		return rules && `${squeeze(prelude)}{${rules}}\n`;
	}
	if (prelude.startsWith("@")) return `${squeeze(prelude)}{${inside.trim()}}\n`;
	const selectors = [...split(prelude, ",")].filter(canMatch);
	const block = pruneBlock(inside);
	return selectors.length && block ? `${selectors.map(squeezeSelector).join(",")}{${block}}\n` : "";
}

function pruneRules(css) {
	let kept = "";
	for (let at = 0; at < css.length; ) {
		const open = endOf(css, at, "{;");
		if (css[open] !== "{") {
			at = open + 1;
			continue;
		}
		const close = endOf(css, open + 1, "}");
		kept += pruneRule(css.slice(at, open).trim(), css.slice(open + 1, close));
		at = close + 1;
	}
	return kept;
}

process.stdout.write(pruneRules(readFileSync(0, "utf8").replace(/\/\*[^]*?\*\//g, "")));
