// SPDX-License-Identifier: EUPL-1.2
// What a file of callgrind says of each function, without those that it calls: [{ object, file, name, instructions }].
import { readFileSync } from "node:fs";

const KEYS = { ob: "object", fl: "file", fi: "file", fe: "file", fn: "name" };

export function costs(path) {
	const names = { ob: new Map(), file: new Map(), fn: new Map() };
	// "(7) name" tells a name, "(7)" repeats it; those of files are numbered together, as are those of called functions and of all others.
	const named = (kind, text) => {
		const [, number, name] = /^\((\d+)\)(?: (.*))?$/.exec(text);
		if (name !== undefined) names[kind].set(number, name);
		return names[kind].get(number);
	};
	const kindOf = (key) => (/^c?ob$/.test(key) ? "ob" : /fn$/.test(key) ? "fn" : "file");
	const found = new Map();
	const now = { object: "", file: "", name: "" };
	let isCall = false; // the next line has the cost of what is called
	for (const line of readFileSync(path, "utf8").split("\n")) {
		const told = /^(c?ob|fl|fi|fe|cfi|cfl|c?fn)=(.*)$/.exec(line), spent = /^[+*\d-]\S* (\d+)$/.exec(line);
		if (told) {
			const name = named(kindOf(told[1]), told[2]);
			if (KEYS[told[1]]) now[KEYS[told[1]]] = name;
		} else if (line.startsWith("calls=")) {
			isCall = true;
		} else if (spent) {
			const key = `${now.object}\t${now.file}\t${now.name}`;
			if (!isCall) found.set(key, (found.get(key) ?? 0) + Number(spent[1]));
			isCall = false;
		}
	}
	return [...found].map(([key, instructions]) => {
		const [object, file, name] = key.split("\t");
		return { object, file, name, instructions };
	});
}
