// SPDX-License-Identifier: EUPL-1.2
// Counting: each check passes or is told in one line. A script closes with 'N passed, N failed'.
let passed = 0, failed = 0;

export function check(good, text, ...found) {
	if (good) passed++;
	else {
		failed++;
		console.log([`FAILED: ${text}`, ...found.slice(0, 5).map((one) => `    ${one}`), ...(found.length > 5 ? [`    and ${found.length - 5} more`] : [])].join("\n"));
	}
	return good;
}

// none(LIST, TEXT): nothing was found.
export const none = (list, text) => check(list.length === 0, text, ...list);

export function close() {
	console.log(`${passed} passed, ${failed} failed`);
}
