// SPDX-License-Identifier: EUPL-1.2
// What lists.js does without a page: matching, sorting, addresses. Prints what is wrong; nothing where all is well.
import { createRequire } from "node:module";
import assert from "node:assert/strict";

const lists = createRequire(import.meta.url)("../../templates/assets/lists.js");
const test = (name, body) => {
	try {
		body();
	} catch (error) {
		console.log(`${name}: ${error.message}`);
	}
};
const sorted = (keys, isDescending) => lists.order(keys, lists.comparer("nl", isDescending)).map((place) => keys[place]);

test("a row matches where each choice is among its values", () => {
	const row = { status: "onderhanden", theme: "sub t" };
	assert.ok(lists.matches(row, {}));
	assert.ok(lists.matches(row, { status: "", theme: "" }));
	assert.ok(lists.matches(row, { status: "onderhanden", theme: "t" }));
	assert.ok(lists.matches(row, { theme: "sub" }));
	assert.ok(!lists.matches(row, { theme: "su" }));
	assert.ok(!lists.matches(row, { status: "afgerond", theme: "t" }));
	assert.ok(!lists.matches(row, { asker: "sp" }));
});
test("numbers by value, letters without regard to accents and case", () => {
	assert.deepEqual(sorted(["10", "9", "1"]), ["1", "9", "10"]);
	assert.deepEqual(sorted(["één", "Boom", "eend", "aap"]), ["aap", "Boom", "één", "eend"]);
	assert.deepEqual(sorted(["2027", "2026-10", "2026-04-23"]), ["2026-04-23", "2026-10", "2027"]);
	assert.deepEqual(sorted(["2026", "2025"], true), ["2026", "2025"]);
});
test("no key comes last whichever way", () => {
	assert.deepEqual(sorted(["", "b", "a"]), ["a", "b", ""]);
	assert.deepEqual(sorted(["", "a", "b"], true), ["b", "a", ""]);
});
test("equal keys stay as they stood, both ways", () => {
	const keys = ["x", "x", "a", "x"];
	assert.deepEqual(lists.order(keys, lists.comparer("nl", false)), [2, 0, 1, 3]);
	assert.deepEqual(lists.order(keys, lists.comparer("nl", true)), [0, 1, 3, 2]);
});
test("names of columns", () => {
	assert.equal(lists.slug("Nr."), "nr");
	assert.equal(lists.slug("Vorige status"), "vorige-status");
	assert.equal(lists.slug("Één thema’s"), "een-thema-s");
});
test("sorting in an address", () => {
	assert.deepEqual(lists.readSort("-status"), { column: "status", isDescending: true });
	assert.deepEqual(lists.readSort("nr"), { column: "nr", isDescending: false });
	assert.deepEqual(lists.readSort(null), { column: "", isDescending: false });
});
test("an address keeps what is not ours, and drops what is not chosen", () => {
	assert.equal(lists.writeQuery("", { status: "onderhanden", thema: "" }), "?status=onderhanden");
	assert.equal(lists.writeQuery("?status=x&van=brief", { status: "", sorteer: "-nr" }), "?van=brief&sorteer=-nr");
	assert.equal(lists.writeQuery("?status=x", { status: "" }), "");
});
test("numbers in words", () => assert.equal(lists.fill("%s van %s", [12, 127]), "12 van 127"));
