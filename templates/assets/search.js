// SPDX-License-Identifier: EUPL-1.2
// Searches the index that gen/search/ writes (its format.md says what the files hold), and shows what it finds on the search page.
//
// What is typed becomes terms just as gen/search/word.c makes terms of texts: change neither alone. One look takes two round trips: the files of the
// terms, then those of the ten records that are shown. A third reads the texts of records, which stand beside their pages: where in them the words are,
// whether the words of a phrase follow one another there, and whether a very common word is there at all. Of a term that very many records hold only the
// best postings come; what hangs on the others is 'unknown' until such a text is read.
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
		const packed = reader.skip(count);
		slots.forEach((slot, i) => into.set(slot, { quality: reader.bytes[packed + i] & 7, type: reader.bytes[packed + i] >> 3 }));
	}

	const absent = (name) => ({ name, total: 0, postings: new Map(), files: 0 });

	// One term of a file of terms. Of a cut one, how many records hold it is known by the step of its scale.
	function readTerm(bytes, name) {
		const reader = new Reader(bytes);
		let at = 0, found = null;
		for (let left = reader.number(); left > 0; left--) {
			const own = reader.text(reader.number()), count = reader.number(), size = reader.number();
			const [scale, parts] = count % 2 ? [reader.number(), reader.number()] : [0, 0];
			if (own === name) found = { at, count: Math.floor(count / 2), scale, files: count % 2 ? 2 ** parts : 0 };
			at += size;
		}
		if (!found) return absent(name);
		const term = { name, total: found.scale ? (4.5 + (found.scale % 4)) * 2 ** (Math.floor(found.scale / 4) - 2) : found.count, postings: new Map(), files: found.files };
		readPostings(new Reader(bytes, reader.at + found.at), found.count, term.postings);
		return term;
	}

	// Matching

	const NO = 0, UNKNOWN = 1, YES = 2;

	function matchTerm(term, slot) {
		if (term.postings.has(slot)) return YES;
		return term.files ? UNKNOWN : NO;
	}

	// Of a phrase, whether its words are there.
	const matchUnit = (unit, slot) => Math.min(...unit.found.map((term) => matchTerm(term, slot)));

	// By quality: piece of a compound, fact, text (three), summary, title, own number.
	const WEIGHTS = [0.15, 0.3, 1, 1.3, 1.6, 2.2, 6, 9];

	function scoreUnit(unit, slot, size) {
		const postings = unit.found.map((term) => [term, term.postings.get(slot)]).filter(([, posting]) => posting);
		return postings.reduce((sum, [term, { quality }]) => sum + WEIGHTS[quality] * Math.log2(1 + size / term.total), 0);
	}

	const PLACE_BITS = 5, LAST_YEAR = 255;
	const READ_MOST = 60;

	class Index {
		// load gives the bytes of a file of the portal by its path, null where there is none.
		constructor(load) {
			this.load = load;
			this.files = new Map();
			// With the page itself; where that fails, the first search tries again and tells.
			this.root().catch(() => {});
		}

		root() {
			return this.json("_search/root.json");
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
			const [known, now] = await Promise.all([this.bytes("_search/root.json"), this.load("_search/root.json")]);
			if (!now || (known && known.length === now.length && known.every((byte, i) => byte === now[i]))) return true;
			this.files = new Map([["_search/root.json", Promise.resolve(now)]]);
			return false;
		}

		async json(path) {
			const bytes = await this.bytes(path);
			return bytes && JSON.parse(new TextDecoder().decode(bytes));
		}

		async term(name) {
			const root = await this.root();
			const bytes = await this.bytes(`_search/t/${hash(name) & (2 ** root.terms - 1)}.bin`);
			return bytes ? readTerm(bytes, name) : absent(name);
		}

		// The postings of a term that are not among its best.
		async rest(term) {
			const paths = Array.from({ length: term.files }, (_, i) => `_search/r/${fileName(term.name)}-${i}.bin`);
			for (const bytes of (await Promise.all(paths.map((path) => this.bytes(path)))).filter(Boolean)) {
				const reader = new Reader(bytes);
				readPostings(reader, reader.number(), term.postings);
			}
			term.files = 0;
		}

		// The slots of all records with a status.
		async withStatus(root, name) {
			const codes = Object.entries(root.statuses).filter(([, [own]]) => own === name).map(([code]) => code);
			const terms = await Promise.all(codes.map((code) => this.term(`=${code}`)));
			await Promise.all(terms.map((term) => this.rest(term)));
			return new Set(terms.flatMap((term) => [...term.postings.keys()]));
		}

		// Finds all that can be told before texts are loaded. filters: { type, year, status } by their names; "" asks for nothing.
		async find(query, filters, isWhole) {
			const [result, isCurrent] = await Promise.all([this.look(query, filters, isWhole), this.isCurrent()]);
			return isCurrent ? result : this.look(query, filters, isWhole);
		}

		async look(query, filters, isWhole) {
			const root = await this.root();
			const units = parse(query);
			const { type, year, status } = filters || {};
			const [slots] = await Promise.all([
				status ? this.withStatus(root, status) : null,
				...units.map(async (unit) => {
					unit.found = await Promise.all(unit.terms.map((name) => this.term(name)));
				}),
			]);
			const passes = filterOf(root, { type, year, slots });
			const terms = units.flatMap((unit) => unit.found);
			if (isWhole) await Promise.all(terms.map((term) => this.rest(term)));
			let result = this.rank(root, units, passes);
			// A filter asks for few among many: the best may not be among them.
			if (result.isCut && (type || year || status) && result.hits.length < 10) {
				await Promise.all(terms.map((term) => this.rest(term)));
				result = this.rank(root, units, passes);
			}
			return result;
		}

		rank(root, units, passes) {
			const size = 2 ** root.groups * 16;
			tellCommon(units, size);
			const all = this.candidates(units)
				.filter(([slot, posting]) => passes(slot, posting))
				.map(([slot, { type }]) => ({ ...hitOf(units, slot, size), gathers: GATHERING.includes(root.types[type][0]) }));
			const whole = all.filter((hit) => hit.missing === 0);
			// Where nothing holds all that is asked, what holds a part of it, and is known to.
			const part = all.filter((hit) => hit.missing + hit.unknown < units.length).map((hit) => ({ ...hit, unknown: 0, doubtful: [] }));
			const hits = (whole.length ? whole : part).sort(hitOrder);
			const known = hits.filter((hit) => hit.doubtful.length === 0).length;
			const isCut = units.some((unit) => unit.found.some((term) => term.files));
			const isAssumed = hits.some((hit) => hit.isAssumed) && known === hits.length;
			return { query: units, hits, known, isAssumed, isPartial: !whole.length && part.length > 0, isCut, next: 0 };
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

		// The next hits with what is to be shown of them, as many as count where there are so many; those that turn out not to hold what was asked
		// are left out. early, where it is given, gets those that are sure as soon as they can be shown, before their texts are read. Of what is in doubt
		// no more than READ_MOST are read at once: result.next tells how far it came.
		async show(result, count, early) {
			const shown = [], from = result.next;
			while (shown.length < count && result.next < result.hits.length && result.next - from < Math.max(count, READ_MOST)) {
				const hits = result.hits.slice(result.next, result.next + count);
				const held = (await this.read(result.query, hits, shown.length ? null : early)).slice(0, count - shown.length);
				shown.push(...held.map(({ text }) => text));
				result.next += shown.length === count ? hits.indexOf(held[held.length - 1].hit) + 1 : hits.length;
			}
			return shown;
		}

		// Those of some hits that hold what was asked: [{ hit, text }].
		async read(units, hits, early) {
			const root = await this.root();
			const entries = (await Promise.all(hits.map((hit) => this.entry(root, hit)))).filter(Boolean);
			if (early) early(entries.filter(({ hit }) => !hit.doubtful.length).map((entry) => present(root, entry, entry.text, units)));
			const read = await Promise.all(
				entries.map(async (entry) => {
					const text = await this.text(entry, units);
					return holds(entry.title, text, entry.hit) && { hit: entry.hit, text: present(root, entry, text, units) };
				}),
			);
			return read.filter(Boolean);
		}

		async entry(root, hit) {
			const rows = (await this.json(`_search/d/${(hit.slot >>> PLACE_BITS) & (2 ** root.groups - 1)}.json`)) || [];
			const row = rows.find((one) => one[0] === hit.slot);
			if (!row) return null;
			const [, address, title, type, status, date, lang, text, isLong] = row;
			return { hit, title, address, type, status, date, lang, text, isLong };
		}

		// The text of a record from the file beside its page, where its beginning does not show all that was asked. A very long one is read for what is in
		// doubt alone.
		async text({ hit, title, address, text, isLong }, units) {
			const own = units.filter((unit) => unit.found.some((term) => term.postings.has(hit.slot)));
			const isShown = own.every((unit) => marksIn(`${title} ; ${text}`, [unit]).length > 0);
			if (!hit.doubtful.length && (isShown || isLong)) return text;
			const record = await this.json(address.replace(/\.html$/, ".json")).catch(() => null);
			return (record && textOf(record)) || text;
		}
	}

	// What a record says beside its title, as its JSON has it: what it is about, its text, its facts.
	function textOf({ keys, body }) {
		const said = (value) => {
			if (Array.isArray(value)) return value.flatMap(said);
			if (typeof value === "string") return /^https?:/.test(value) ? [] : [value];
			if (!value || typeof value !== "object" || (value.id && value.title)) return [];
			return value.id && value.label ? [value.label] : Object.values(value).flatMap(said);
		};
		const isProse = (text) => (text.match(/\s/g) || []).length > 7;
		const texts = Object.entries(keys || {}).filter(([key]) => key !== "title").flatMap(([, value]) => said(value));
		return [...texts.filter(isProse), ...(body ? [body] : []), ...texts.filter((text) => !isProse(text))].join("\n");
	}

	function filterOf(root, { type, year, slots }) {
		const types = new Set(root.types.map(([name], code) => [name, code]).filter(([name]) => name === type).map(([, code]) => code));
		const yearOf = (slot) => 1900 + LAST_YEAR - (slot >>> (PLACE_BITS + root.groups));
		return (slot, posting) => (!type || types.has(posting.type)) && (!year || yearOf(slot) === Number(year)) && (!slots || slots.has(slot));
	}

	// A word that about every fifth record has tells little: where it is cut off and stands beside a rarer one, it is taken to be there. The reader is told.
	function tellCommon(units, size) {
		const isRare = (unit) => unit.found.every((term) => !term.files);
		for (const unit of units) unit.isCommon = unit.kind === "word" && unit.found[0].files > 0 && unit.found[0].total * 6 > size && units.some(isRare);
	}

	function hitOf(units, slot, size) {
		const hit = { slot, score: 0, missing: 0, unknown: 0, doubtful: [], isAssumed: false };
		for (const unit of units) {
			const match = matchUnit(unit, slot);
			if (match === UNKNOWN && unit.isCommon) {
				hit.isAssumed = true;
				continue;
			}
			hit.missing += match === NO;
			hit.unknown += match === UNKNOWN;
			if (match !== NO) hit.score += scoreUnit(unit, slot, size);
			if (match === UNKNOWN || (match === YES && unit.kind === "phrase")) hit.doubtful.push(unit);
		}
		return hit;
	}

	// Of equals, what gathers others comes behind them; then the newest first, for slots count from there.
	const GATHERING = ["theme", "question_set", "dossier"];
	const hitOrder = (a, b) => a.missing - b.missing || a.unknown - b.unknown || b.score - a.score || a.gathers - b.gathers || a.slot - b.slot;

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
	function holds(title, text, hit) {
		const all = hit.doubtful.length ? `${title} ; ${text}` : "";
		const stems = termsOf(all), folded = fold(all), numbers = numbersIn(all);
		return hit.doubtful.every(({ kind, terms: [first, ...others] }) => {
			if (kind === "number") return numbers.some(({ term }) => term === first || term.startsWith(first + "/") || term.startsWith(first + "-"));
			if (kind === "phrase") return stems.some((own, i) => own === first && others.every((term, k) => stems[i + 1 + k] === term));
			return stems.includes(first) || (first.length > 3 && folded.includes(first));
		});
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

	function present(root, { title, address, type, status, date, lang }, text, units) {
		const said = root.statuses[status];
		return {
			title: pieces(title, marksIn(title, units), 0, title.length),
			address,
			lang,
			facts: [root.types[type][1], date, said && said[1]].filter(Boolean),
			text: snippet(text.replace(/\s+/g, " "), units),
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
		const response = await fetch(`${words.index}../${path.split("/").map(encodeURIComponent).join("/")}`);
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
		return { link, text };
	}

	function message(result) {
		const shown = list.children.length, isOpen = result.next < result.hits.length;
		const isSure = result.known === result.hits.length && !result.isCut;
		const count = isSure ? result.hits.length : Math.max(shown, result.known);
		const told = (word) => word.replace("%s", count.toLocaleString(words.lang));
		if (result.isPartial) return words.partial;
		if (result.isAssumed) return words.common.replace("%s", result.hits.length.toLocaleString(words.lang));
		if (result.isCut || (isOpen && !isSure)) return told(count ? words.least : words.unread);
		if (!isOpen && shown !== count) return (shown === 1 ? words.one : shown ? words.many : words.none).replace("%s", shown);
		return told([words.none, words.one][count] || words.many);
	}

	async function showMore(result, number) {
		const there = new Map();
		const place = (hit) => {
			if (!there.has(hit.address)) return there.set(hit.address, addHit(hit));
			const { text } = there.get(hit.address);
			text.replaceChildren();
			addPieces(text, hit.text);
		};
		const hits = await index.show(result, PAGE, (early) => number === asked && early.forEach(place));
		if (number !== asked) return null;
		hits.forEach(place);
		status.textContent = message(result);
		more.hidden = result.next >= result.hits.length;
		whole.hidden = !result.isCut;
		return there.size ? [...there.values()][0].link : null;
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
