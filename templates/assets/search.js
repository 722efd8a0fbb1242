// SPDX-License-Identifier: EUPL-1.2
// Searches the index that gen/search/ writes (its format.md says what the files hold), and shows what it finds on the search page.
//
// What is typed becomes terms just as gen/search/word.c makes terms of texts: change neither alone. One look takes two round trips: the files of the
// terms, then those of the ten records that are shown. A term that very many records hold comes with its best postings only; where an answer hangs on the
// others, it is 'unknown', and the text of a record decides when it is shown.
//
// The site may be published anew while a page is open. A file that is not there holds nothing any more; where the tables have other sizes than when the
// page came, everything is asked for anew.
(function (global) {
	"use strict";

	// Words

	const WORD = /[\p{L}\p{M}0-9\u00ad]+/gu;
	const LONGEST = 64;
	const PAPER =
		/(?<![\p{L}\p{M}0-9])([1-4]\d)[\s\u00a0]?(\d{3})(-\d\d(?=[,\s]*nrs?[.\s]))?(?:[\s\u00a0-]([IVX]{1,6}[A-Z]?|[ivx]{1,6})|-([A-Za-z]))?(?![\p{L}\p{M}0-9])(?:(?:,?\s*nrs?\.?\s*|-)(\d{1,4}|[A-Z]{1,2})|,\s*([A-Z]{1,2}))?(?![\p{L}\p{M}0-9])/gu;
	const COMMITMENT = /(?<![\p{L}\p{M}0-9])tz\s?(\d{6})\s?-?\s?(\d{3})(?![\p{L}\p{M}0-9])/giu;
	const QUOTED = /"([^"]*)"|“([^”]*)”|„([^”“]*)[”“]|«([^»]*)»/g;

	const fold = (word) =>
		word.replace(/\u00ad/g, "").normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ");

	const stem = (word) => global.opvolgingStem(fold(word));

	const bytesOf = (text) => new TextEncoder().encode(text);

	const termsOf = (text) => (text.match(WORD) || []).map(stem).filter((term) => term && bytesOf(term).length <= LONGEST);

	// Numbers of papers and commitments in a text: [{ start, end, term }].
	function numbersIn(text) {
		const found = [];
		for (const m of text.matchAll(PAPER)) {
			const chapter = m[4] || m[5], number = m[6] || m[7];
			const term = m[1] + m[2] + (m[3] || "") + (chapter ? "-" + chapter : "") + (number ? "/" + number : "");
			found.push({ start: m.index, end: m.index + m[0].length, term: term.toLowerCase() });
		}
		for (const m of text.matchAll(COMMITMENT)) found.push({ start: m.index, end: m.index + m[0].length, term: `tz${m[1]}-${m[2]}` });
		return found;
	}

	// What is asked, as a list of units that a record is to hold: { kind: 'word', 'phrase' or 'number', terms }.
	function parse(query) {
		const units = [];
		const add = (kind, terms) => {
			const same = (unit) => unit.terms.join(" ") === terms.join(" ");
			if (terms.length && !units.some(same)) units.push({ kind, terms });
		};
		let rest = query.replace(QUOTED, (_, ...groups) => {
			const terms = termsOf(groups.slice(0, 4).find((text) => text !== undefined));
			add(terms.length > 1 ? "phrase" : "word", terms);
			return " ; ";
		});
		for (const number of numbersIn(rest)) {
			add("number", [number.term]);
			rest = rest.slice(0, number.start) + " ".repeat(number.end - number.start) + rest.slice(number.end);
		}
		for (const term of termsOf(rest.replace(/\bkamerstuk(ken)?\b/gi, (word) => (units.length ? "" : word)))) add("word", [term]);
		return units;
	}

	// Files

	function hash(term) {
		let h = 2166136261;
		for (const byte of bytesOf(term)) h = Math.imul(h ^ byte, 16777619);
		h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
		return (h ^ (h >>> 13)) >>> 0;
	}

	const fileName = (term) => Array.from(bytesOf(term), (b) => ((b > 47 && b < 58) || (b > 96 && b < 123) ? String.fromCharCode(b) : "_" + b.toString(16).padStart(2, "0"))).join("");

	class Reader {
		constructor(bytes, at) {
			this.bytes = bytes;
			this.at = at || 0;
		}
		number() {
			let value = 0, scale = 1, byte;
			do {
				byte = this.bytes[this.at++];
				value += (byte & 127) * scale;
				scale *= 128;
			} while (byte & 128);
			return value;
		}
		text(length) {
			this.at += length;
			return new TextDecoder().decode(this.bytes.subarray(this.at - length, this.at));
		}
		skip(count) {
			this.at += count;
			return this.at - count;
		}
	}

	// Adds count postings to a map of slots.
	function readPostings(reader, count, into) {
		const slots = [];
		for (let i = 0, next = 0; i < count; i++, next++) slots.push((next += reader.number()));
		const [quality, type, year, status] = [0, 0, 0, 0].map(() => reader.skip(count));
		const bytes = reader.bytes;
		slots.forEach((slot, i) => {
			const packed = bytes[quality + i];
			const passage = packed & 8 ? reader.number() : 0;
			into.set(slot, { slot, quality: packed & 7, type: bytes[type + i], year: bytes[year + i], status: bytes[status + i], passage, order: i });
		});
	}

	function readPositions(reader, count) {
		const all = [];
		for (let i = 0; i < count; i++) {
			const places = [];
			for (let at = 0, step; (step = reader.number()); ) places.push((at += step - 1));
			all.push(places);
		}
		return all;
	}

	const absent = (name) => ({ name, total: 0, postings: new Map(), files: 0, positions: [] });

	// One term of a file of terms, with its positions where their file is given.
	function readTerm(bytes, positionBytes, name) {
		const reader = new Reader(bytes);
		let postingsAt = 0, positionsAt = 0, found = null;
		for (let left = reader.number(); left > 0; left--) {
			const entry = { name: reader.text(reader.number()), total: reader.number(), count: reader.number() };
			const size = reader.number(), positionSize = reader.number();
			entry.files = reader.number();
			if (entry.name === name) found = { ...entry, postingsAt, positionsAt, positionSize };
			postingsAt += size;
			positionsAt += positionSize;
		}
		if (!found) return absent(name);
		const term = { name, total: found.total, postings: new Map(), files: found.files, positions: null };
		readPostings(new Reader(bytes, reader.at + found.postingsAt), found.count, term.postings);
		if (positionBytes && found.positionSize) term.positions = readPositions(new Reader(positionBytes, found.positionsAt), found.count);
		return term;
	}

	// Matching

	const NO = 0, UNKNOWN = 1, YES = 2;

	function matchTerm(term, slot) {
		if (term.postings.has(slot)) return YES;
		return term.files ? UNKNOWN : NO;
	}

	// Whether the words of a phrase follow one another in a record that holds them all.
	function matchPlaces(terms, slot) {
		const places = terms.map((term) => term.positions && term.positions[term.postings.get(slot).order]);
		if (places.some((list) => !list)) return UNKNOWN;
		const follows = places.map((list, i) => new Set(list.map((place) => place - i)));
		return [...follows[0]].some((start) => follows.every((set) => set.has(start))) ? YES : NO;
	}

	function matchUnit(unit, slot) {
		const worst = Math.min(...unit.found.map((term) => matchTerm(term, slot)));
		return worst === YES && unit.kind === "phrase" ? matchPlaces(unit.found, slot) : worst;
	}

	// By quality: piece of a compound, fact, text (three), summary, title, own number.
	const WEIGHTS = [0.15, 0.3, 1, 1.3, 1.6, 2.2, 6, 9];

	function scoreUnit(unit, slot, size) {
		const postings = unit.found.map((term) => [term, term.postings.get(slot)]).filter(([, posting]) => posting);
		return postings.reduce((sum, [term, { quality }]) => sum + WEIGHTS[quality] * Math.log2(1 + size / term.total), 0);
	}

	class Index {
		// load gives the bytes of a file of the index by its path, null where there is none.
		constructor(load) {
			this.load = load;
			this.files = new Map();
			// With the page itself; where that fails, the first search tries again and tells.
			this.root().catch(() => {});
		}

		root() {
			return this.json("root.json");
		}

		bytes(path) {
			if (!this.files.has(path)) {
				const file = this.load(path);
				this.files.set(path, file);
				file.catch(() => this.files.delete(path));
			}
			return this.files.get(path);
		}

		// Whether the root is still the same; else it is known from here on, and no other file is.
		async isCurrent() {
			const [known, now] = await Promise.all([this.bytes("root.json"), this.load("root.json")]);
			if (!now || (known && known.length === now.length && known.every((byte, i) => byte === now[i]))) return true;
			this.files = new Map([["root.json", Promise.resolve(now)]]);
			return false;
		}

		async json(path) {
			const bytes = await this.bytes(path);
			return bytes && JSON.parse(new TextDecoder().decode(bytes));
		}

		async term(name, withPositions) {
			const root = await this.root();
			const file = hash(name) & (2 ** root.terms - 1);
			const [bytes, positions] = await Promise.all([this.bytes(`t/${file}.bin`), withPositions ? this.bytes(`p/${file}.bin`) : null]);
			return bytes ? readTerm(bytes, positions, name) : absent(name);
		}

		// The postings of a term that are not among its best.
		async rest(term) {
			const paths = Array.from({ length: term.files }, (_, i) => `r/${fileName(term.name)}-${i}.bin`);
			for (const bytes of (await Promise.all(paths.map((path) => this.bytes(path)))).filter(Boolean)) {
				const reader = new Reader(bytes), further = new Map();
				readPostings(reader, reader.number(), further);
				for (const [slot, posting] of further) term.postings.set(slot, { ...posting, order: -1 });
			}
			term.files = 0;
		}

		// Finds all that can be told before texts are loaded. filters: { type, year, status } by their names; "" asks for nothing.
		async find(query, filters, isWhole) {
			const [result, isCurrent] = await Promise.all([this.look(query, filters, isWhole), this.isCurrent()]);
			return isCurrent ? result : this.look(query, filters, isWhole);
		}

		async look(query, filters, isWhole) {
			const root = await this.root();
			const units = parse(query);
			await Promise.all(
				units.map(async (unit) => {
					unit.found = await Promise.all(unit.terms.map((name) => this.term(name, unit.kind === "phrase")));
				}),
			);
			const terms = units.flatMap((unit) => unit.found);
			if (isWhole) await Promise.all(terms.map((term) => this.rest(term)));
			let result = this.rank(root, units, filters || {});
			// A filter asks for few among many: the best may not be among them.
			if (result.isCut && result.isFiltered && result.hits.length < 10) {
				await Promise.all(terms.map((term) => this.rest(term)));
				result = this.rank(root, units, filters);
			}
			return result;
		}

		rank(root, units, filters) {
			const passes = filterOf(root, filters);
			const all = this.candidates(units).filter(([, posting]) => passes(posting)).map(([slot, posting]) => hitOf(units, slot, posting, 2 ** root.slots / 8));
			const whole = all.filter((hit) => hit.missing === 0);
			// Where nothing holds all that is asked, what holds a part of it, and is known to.
			const part = all.filter((hit) => hit.missing + hit.unknown < units.length).map((hit) => ({ ...hit, unknown: 0, doubtful: [] }));
			const hits = (whole.length ? whole : part).sort(hitOrder);
			const known = hits.filter((hit) => hit.unknown === 0).length;
			const isCut = units.some((unit) => unit.found.some((term) => term.files));
			return { query: units, hits, known, isPartial: !whole.length && part.length > 0, isCut, isFiltered: ["type", "year", "status"].some((key) => filters[key]), next: 0 };
		}

		// Every record that one of the terms leads to, with a posting of it. Where a unit is known in full, no others can hold it.
		candidates(units) {
			const isComplete = (unit) => unit.found.every((term) => !term.files);
			const count = (unit) => Math.min(...unit.found.map((term) => term.total));
			const complete = units.filter((unit) => isComplete(unit) && count(unit) > 0).sort((a, b) => count(a) - count(b));
			const isMissing = units.some((unit) => count(unit) === 0);
			const all = new Map();
			const add = (unit) => unit.found.forEach((term) => term.postings.forEach((posting, slot) => all.set(slot, posting)));
			if (complete.length && !isMissing) add(complete[0]);
			const isFound = () => [...all.keys()].some((slot) => units.every((unit) => matchUnit(unit, slot) !== NO));
			if (!isFound()) units.forEach(add);
			return [...all];
		}

		// The next hits with what is to be shown of them; those that turn out not to hold what was asked are left out.
		async show(result, count) {
			const root = await this.root();
			const hits = result.hits.slice(result.next, result.next + count);
			result.next += hits.length;
			const shown = await Promise.all(hits.map((hit) => this.document(root, hit)));
			return shown.filter((document, i) => document && holds(document, hits[i])).map((document, i) => present(root, document, result.query));
		}

		async document(root, { slot, passage }) {
			const file = passage ? `m/${slot}-${passage}.json` : `d/${Math.floor(slot / 2 ** (root.slots - root.documents))}.json`;
			const rows = (await this.json(file)) || [];
			const row = rows.find((one) => one[0] === slot);
			if (!row) return null;
			const [, , title, address, type, status, date, lang, text] = row;
			return { title, address, type, status, date, lang, text };
		}
	}

	function filterOf(root, { type, year, status }) {
		const types = new Set(root.types.map(([name], code) => [name, code]).filter(([name]) => name === type).map(([, code]) => code));
		const statuses = new Set(Object.entries(root.statuses).filter(([, [name]]) => name === status).map(([code]) => Number(code)));
		return (posting) =>
			(!type || types.has(posting.type)) && (!year || posting.year === Number(year) - 1900) && (!status || statuses.has(posting.status));
	}

	function hitOf(units, slot, posting, size) {
		const hit = { slot, year: posting.year, score: 0, missing: 0, unknown: 0, doubtful: [], passage: 0 };
		let best = 0;
		for (const unit of units) {
			const match = matchUnit(unit, slot);
			const score = match === NO ? 0 : scoreUnit(unit, slot, size);
			hit.missing += match === NO;
			hit.unknown += match === UNKNOWN;
			hit.score += score;
			if (match === UNKNOWN) hit.doubtful.push(unit);
			// What is shown is the place of the rarest word.
			const rarest = unit.found.map((term) => [term.postings.get(slot), 1 / term.total]).filter(([own]) => own);
			for (const [own, rarity] of rarest) if (rarity > best) [best, hit.passage] = [rarity, own.passage];
		}
		return hit;
	}

	const hitOrder = (a, b) => a.missing - b.missing || a.unknown - b.unknown || b.score - a.score || b.year - a.year || a.slot - b.slot;

	// Showing

	// The words of a text that were asked for: [{ start, end, units }]; a word holds a piece where the index has it as a compound.
	function marksIn(text, units) {
		const marks = [];
		const wanted = units.filter((unit) => unit.kind === "word").map((unit) => unit.terms[0]);
		const words = Array.from(text.matchAll(WORD), (m) => ({ start: m.index, end: m.index + m[0].length, own: stem(m[0]), folded: fold(m[0]) }));
		const numbers = new Set(units.filter((unit) => unit.kind === "number").map((unit) => unit.terms[0]));
		for (const number of numbersIn(text))
			if ([...numbers].some((term) => number.term === term || number.term.startsWith(term + "/") || number.term.startsWith(term + "-")))
				marks.push({ start: number.start, end: number.end, term: number.term });
		for (const { kind, terms } of units)
			for (let i = 0; kind === "phrase" && i + terms.length <= words.length; i++)
				if (terms.every((term, k) => words[i + k].own === term))
					marks.push({ start: words[i].start, end: words[i + terms.length - 1].end, term: terms.join(" ") });
		for (const { start, end, own, folded } of words) {
			const term = wanted.find((one) => own === one) || wanted.find((one) => one.length > 3 && folded.includes(one));
			if (term) marks.push({ start, end, term });
		}
		return marks.sort((a, b) => a.start - b.start);
	}

	// Whether a record holds the units that its postings left open.
	function holds(document, hit) {
		const text = `${document.title} ; ${document.text}`;
		const stems = hit.doubtful.length ? termsOf(text) : [];
		const folded = hit.doubtful.length ? fold(text) : "";
		return hit.doubtful.every(({ kind, terms }) =>
			kind === "phrase"
				? stems.some((_, i) => terms.every((term, k) => stems[i + k] === term))
				: stems.includes(terms[0]) || (terms[0].length > 3 && folded.includes(terms[0])),
		);
	}

	const SNIPPET = 240;

	// Text as pieces, those with mark: true to be marked, from start to end.
	function pieces(text, marks, start, end) {
		const list = [];
		let at = start;
		for (const mark of marks) {
			if (mark.start < at || mark.end > end) continue;
			if (mark.start > at) list.push({ text: text.slice(at, mark.start), mark: false });
			list.push({ text: text.slice(mark.start, mark.end), mark: true });
			at = mark.end;
		}
		if (at < end) list.push({ text: text.slice(at, end), mark: false });
		return list;
	}

	// The piece of a text with the most of what was asked, cut between words.
	function snippet(text, units) {
		const marks = marksIn(text, units);
		const within = (from) => new Set(marks.filter((m) => m.start >= from && m.end <= from + SNIPPET).map((m) => m.term)).size;
		const first = marks.reduce((best, mark) => (within(mark.start) > (best ? within(best.start) : 0) ? mark : best), null);
		let start = first ? Math.max(0, first.start - SNIPPET / 4) : 0;
		if (start > 0) start = Math.min(first.start, text.slice(0, start).length + (text.slice(start).match(/^\S*\s*/) || [""])[0].length);
		let end = Math.min(text.length, start + SNIPPET);
		if (end < text.length) end = Math.max(start + 1, text.lastIndexOf(" ", end));
		const list = pieces(text, marks, start, end);
		if (start > 0) list.unshift({ text: "… ", mark: false });
		if (end < text.length) list.push({ text: " …", mark: false });
		return list;
	}

	function present(root, document, units) {
		const status = root.statuses[document.status];
		return {
			title: pieces(document.title, marksIn(document.title, units), 0, document.title.length),
			address: document.address,
			lang: document.lang,
			facts: [root.types[document.type][1], document.date, status && status[1]].filter(Boolean),
			text: snippet(document.text.replace(/\s+/g, " "), units),
		};
	}

	const engine = { Index, fold, stem, parse, hash };
	if (typeof module !== "undefined") {
		module.exports = engine;
		return;
	}

	// The page

	const PAGE = 10;
	const form = document.getElementById("_zoeken");
	const status = document.getElementById("_stand");
	const list = document.getElementById("_resultaten");
	const more = document.getElementById("_meer");
	const whole = document.getElementById("_alle");
	const words = form.dataset;
	const index = new Index(async (path) => {
		const response = await fetch(words.index + path);
		if (response.status === 404) return null;
		if (!response.ok) throw new Error(`${path}: ${response.status}`);
		return new Uint8Array(await response.arrayBuffer());
	});
	let current = null, asked = 0;

	const add = (parent, name, className) => {
		const element = document.createElement(name);
		if (className) element.className = className;
		return parent.appendChild(element);
	};

	const addPieces = (parent, list) => list.forEach(({ text, mark }) => (mark ? add(parent, "mark") : parent).append(text));

	function addHit(hit) {
		const item = add(list, "li", "result");
		const link = add(add(item, "h2", "nl-heading nl-heading--level-3"), "a", "nl-link");
		link.href = hit.address.split("/").map(encodeURIComponent).join("/");
		addPieces(link, hit.title);
		add(item, "p", "row__facts").append(hit.facts.join(" · "));
		const text = add(item, "p", "result__text");
		addPieces(text, hit.text);
		if (hit.lang) for (const part of [link, text]) part.lang = hit.lang;
		return link;
	}

	function message(result) {
		const shown = list.children.length;
		if (result.isPartial) return words.partial;
		if (result.isCut) return (shown || result.known ? words.least : words.none).replace("%s", Math.max(shown, result.known).toLocaleString(words.lang));
		if (result.next >= result.hits.length && shown !== result.hits.length) return (shown === 1 ? words.one : shown ? words.many : words.none).replace("%s", shown);
		return [words.none, words.one][result.hits.length] || words.many.replace("%s", result.hits.length.toLocaleString(words.lang));
	}

	async function showMore(result, number) {
		const hits = await index.show(result, PAGE);
		if (number !== asked) return null;
		const links = hits.map(addHit);
		status.textContent = message(result);
		more.hidden = result.next >= result.hits.length;
		whole.hidden = !result.isCut;
		return links[0];
	}

	async function search(isWhole) {
		const number = ++asked;
		const values = new FormData(form);
		const query = (values.get("q") || "").trim();
		list.replaceChildren();
		more.hidden = whole.hidden = true;
		if (!query) return (status.textContent = "");
		status.textContent = words.busy;
		try {
			const found = await index.find(query, { type: values.get("type"), year: values.get("year"), status: values.get("status") }, isWhole);
			if (number !== asked) return;
			current = found;
			await showMore(found, number);
		} catch (error) {
			if (number === asked) status.textContent = words.failed;
		}
	}

	function fill() {
		const asks = new URLSearchParams(location.search);
		for (const name of ["q", "type", "year", "status"]) form.elements[name].value = asks.get(name) || "";
		return search();
	}

	form.addEventListener("submit", (event) => {
		const asks = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
		event.preventDefault();
		history.pushState(null, "", "?" + asks);
		search();
	});
	more.addEventListener("click", async () => {
		const link = await showMore(current, asked).catch(() => (status.textContent = words.failed));
		if (link && link.focus) link.focus();
	});
	whole.addEventListener("click", async () => {
		await search(true);
		status.focus();
	});
	addEventListener("popstate", fill);
	fill();
})(typeof globalThis !== "undefined" ? globalThis : this);
