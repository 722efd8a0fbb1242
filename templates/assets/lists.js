// SPDX-License-Identifier: EUPL-1.2
// Sorts and filters the lists of a page. Without it everything is there, in the order of the list.
//
// A row tells its values in data-<field>, several with blanks between; the form (list-filters.mustache) has a select for each field, and its
// name stands in the address, so that a choice can be shared: ?status=onderhanden&sorteer=-status.
(function (root) {
	"use strict";

	/* What is done without a page. */

	/* Whether a row ({status: "x", theme: "a b"}) has every value that was chosen ({status: "x"}; "" is any). */
	function matches(row, chosen) {
		return Object.keys(chosen).every(function (field) {
			return !chosen[field] || (row[field] || "").split(" ").indexOf(chosen[field]) >= 0;
		});
	}

	/* Keys in the order of people: numbers by value, no key last whichever way. */
	function comparer(language, isDescending) {
		var collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

		return function (a, b) {
			if (a === "" || b === "") return (a === "") - (b === "");
			return isDescending ? collator.compare(b, a) : collator.compare(a, b);
		};
	}

	/* The places of the keys in their order; equal ones stay as they stood. */
	function order(keys, compare) {
		return keys
			.map(function (key, place) {
				return place;
			})
			.sort(function (a, b) {
				return compare(keys[a], keys[b]) || a - b;
			});
	}

	/* The name of a column or field in addresses: 'Nr.' is nr. */
	function slug(text) {
		return text
			.normalize("NFD")
			.replace(/[\u0300-\u036f]/g, "")
			.toLowerCase()
			.replace(/[^a-z0-9]+/g, "-")
			.replace(/^-|-$/g, "");
	}

	/* '-status' is {column: "status", isDescending: true}; '' is no column. */
	function readSort(text) {
		return { column: (text || "").replace(/^-/, ""), isDescending: /^-/.test(text || "") };
	}

	/* The query of the choices (name → value) on top of what else the address says. */
	function writeQuery(search, choices) {
		var query = new URLSearchParams(search), text;

		Object.keys(choices).forEach(function (name) {
			if (choices[name]) query.set(name, choices[name]);
			else query.delete(name);
		});
		text = query.toString();
		return text ? "?" + text : "";
	}

	/* '%s van %s' with numbers in their order. */
	function fill(text, values) {
		var next = 0;

		return text.replace(/%s/g, function () {
			return String(values[next++]);
		});
	}

	/* What is done with the page. */

	function keyOf(row, column) {
		var cell = row.cells[column], key = cell ? cell.getAttribute("data-key") : null;

		return key === null && cell ? cell.textContent.trim() : key || "";
	}

	function start(page) {
		var form = page.querySelector("form.filters"), main = page.querySelector("main");
		var tables = Array.prototype.slice.call(main.querySelectorAll("table.list"));
		var rows = rowsOf(main), name = (form && form.dataset.sort) || "sort";
		var selects = form ? Array.prototype.slice.call(form.querySelectorAll("select")) : [];
		var sort = readSort(new URLSearchParams(root.location.search).get(name));

		tables.forEach(function (table) {
			table.originalRows = Array.prototype.slice.call(table.tBodies[0].rows);
			if (table.originalRows.length > 1) addButtons(table);
		});
		if (form) {
			readChoices();
			form.hidden = false;
			form.addEventListener("change", apply);
			form.addEventListener("submit", function (event) {
				event.preventDefault();
			});
			form.addEventListener("reset", function () {
				sort = readSort("");
				root.setTimeout(apply, 0);
			});
			root.addEventListener("popstate", function () {
				readChoices();
				show();
			});
		}
		show();
		if (form && !isChosen()) form.querySelector("[role=status]").textContent = "";

		function isChosen() {
			return main.querySelector("table.list [aria-sort]") || selects.some(function (select) {
				return select.value;
			});
		}

		function rowsOf(part) {
			return Array.prototype.slice.call(part.querySelectorAll("table.list > tbody > tr"));
		}

		function readChoices() {
			var query = new URLSearchParams(root.location.search);

			selects.forEach(function (select) {
				select.value = query.get(select.name) || "";
				if (select.selectedIndex < 0) select.value = "";
			});
			sort = readSort(query.get(name));
		}

		function addButtons(table) {
			Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head) {
				var button = page.createElement("button");

				button.type = "button";
				button.textContent = head.textContent;
				head.textContent = "";
				head.appendChild(button);
				head.dataset.column = slug(button.textContent);
				button.addEventListener("click", function () {
					var isAgain = sort.column === head.dataset.column;

					sort = { column: head.dataset.column, isDescending: isAgain && !sort.isDescending };
					apply();
				});
			});
			table.classList.add("list--sortable");
		}

		function apply() {
			var choices = {};

			selects.forEach(function (select) {
				choices[select.name] = select.value;
			});
			choices[name] = sort.column ? (sort.isDescending ? "-" : "") + sort.column : "";
			root.history.replaceState(null, "", root.location.pathname + writeQuery(root.location.search, choices) + root.location.hash);
			show();
		}

		function show() {
			tables.forEach(showSorted);
			showFiltered();
		}

		function showSorted(table) {
			var heads = Array.prototype.slice.call(table.tHead.rows[0].cells), body = table.tBodies[0], sorted = table.originalRows;
			var column = heads.findIndex(function (head) {
				return head.dataset.column && head.dataset.column === sort.column;
			});

			heads.forEach(function (head, at) {
				if (at === column) head.setAttribute("aria-sort", sort.isDescending ? "descending" : "ascending");
				else head.removeAttribute("aria-sort");
			});
			if (column >= 0)
				sorted = order(
					sorted.map(function (row) {
						return keyOf(row, column);
					}),
					comparer(page.documentElement.lang, sort.isDescending)
				).map(function (place) {
					return table.originalRows[place];
				});
			sorted.forEach(function (row) {
				body.appendChild(row);
			});
		}

		function saidOfSort() {
			var head = main.querySelector("table.list [aria-sort]");

			if (!head) return "";
			return ". " + head.textContent + ": " + (sort.isDescending ? form.dataset.descending : form.dataset.ascending);
		}

		function showFiltered() {
			var chosen = {}, count = 0, said = form && form.querySelector("[role=status]");

			selects.forEach(function (select) {
				chosen[select.dataset.field] = select.value;
			});
			rows.forEach(function (row) {
				row.hidden = !matches(row.dataset, chosen);
				count += row.hidden ? 0 : 1;
			});
			tables.forEach(function (table) {
				(table.closest(".section") || table).hidden = table.originalRows.every(function (row) {
					return row.hidden;
				});
			});
			if (said) said.textContent = fill(form.dataset.count, [count, rows.length]) + saidOfSort() + (count ? "" : ". " + form.dataset.none);
		}
	}

	if (typeof module !== "undefined" && module.exports)
		module.exports = { matches: matches, comparer: comparer, order: order, slug: slug, readSort: readSort, writeQuery: writeQuery, fill: fill };
	else if (root.document) start(root.document);
})(typeof window !== "undefined" ? window : this);
