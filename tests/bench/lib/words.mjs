// SPDX-License-Identifier: EUPL-1.2
// Whether a PDF says the words that it should: each as often, in any order, for notes and cells stand elsewhere in each.
import { output } from "./bench.mjs";

const HYPHEN = "\u00ad";
// Head and foot of a page.
const FURNITURE = /^(Pagina \d+ van \d+|1 juni 2026 +· .*)$/gm;

// Words and numbers. What was divided at the end of a line is one word again; one that goes on on the next page ends in a soft hyphen, for
// notes may stand between its halves.
function tokensOf(text) {
	const pages = text.split("\f").map((page) => page.replace(FURNITURE, "").replace(/\u00ad\n(?=\p{L})/gu, ""));
	return pages.join("\n").match(/\p{L}[\p{L}\u00ad]*|\d+/gu) ?? [];
}

function counted(tokens) {
	const counts = new Map();
	for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
	return counts;
}

function take(counts, token, number = 1) {
	const left = (counts.get(token) ?? 0) - number;
	if (left > 0) counts.set(token, left);
	else counts.delete(token);
}

// Puts words together of which two halves were found: one that is missing, or one that may be said again.
function join(missing, extra, repeated) {
	for (const [token, number] of [...extra])
		for (let i = 0; token.endsWith(HYPHEN) && i < number; i++) {
			const first = token.slice(0, -1);
			const word = [...missing.keys(), ...repeated].find((word) => word.startsWith(first) && extra.has(word.slice(first.length)));
			if (!word) break;
			take(missing, word);
			take(extra, token);
			take(extra, word.slice(first.length));
		}
}

export const wordsOf = (text) => tokensOf(text).length;

// What a file lacks of a text, and what it says beside it: lists of words. A page may say a word of repeated again.
export function differences(file, { plain, repeated }) {
	const missing = counted(tokensOf(plain));
	const extra = new Map();
	const again = new Set(tokensOf(repeated));
	for (const [token, number] of counted(tokensOf(output("pdftotext", "-raw", file, "-")))) {
		const expected = missing.get(token) ?? 0;
		take(missing, token, number);
		if (number > expected) extra.set(token, number - expected);
	}
	join(missing, extra, again);
	return { missing: [...missing.keys()], extra: [...extra.keys()].filter((token) => !again.has(token)) };
}
