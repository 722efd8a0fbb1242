// SPDX-License-Identifier: EUPL-1.2
// A large made-up collection, the same for everyone who asks for as many records. Of a hundred, fifty-nine are a question set with its answers, twenty-five
// recommendations and what became of them each year, ten letters, five evaluations and a theme; they refer to each other as such texts do. Words come by Zipf's
// law: those that hold Dutch together first, then all of Debian's list in an order of chance. A record has 4.3 kB.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const small = `de van het een in en is dat op te voor met zijn die aan door ook om bij uit naar over als niet wordt nog deze dit worden maar
	hierbij meer tot onder tussen tijdens volgens binnen zodat omdat daarnaast daarom echter zowel er heeft kan of zal hun we ze dan
	wel geen was hebben jaar moet welke waar zich kunnen hoe veel al`.split(/\s+/);

// mulberry32: small, and the same everywhere.
export function chance(seed) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

// Draws words by their frequency: the n-th has a share of 1/n.
export function vocabulary(random) {
	const listed = readFileSync("/usr/share/dict/dutch", "utf8").split("\n").filter((word) => /^[a-z]{3,}$/.test(word));
	const mix = chance(1);
	for (let i = listed.length - 1; i > 0; i--) {
		const other = Math.floor(mix() * (i + 1));
		[listed[i], listed[other]] = [listed[other], listed[i]];
	}
	const words = [...small, ...listed];
	const sums = new Float64Array(words.length);
	words.forEach((_, i) => (sums[i] = (i ? sums[i - 1] : 0) + 1 / (i + 1)));
	const all = sums[sums.length - 1];
	return () => {
		const wanted = random() * all;
		let from = 0, to = sums.length - 1;
		while (from < to) {
			const middle = (from + to) >> 1;
			if (sums[middle] < wanted) from = middle + 1;
			else to = middle;
		}
		return words[from];
	};
}

const site = `title: Proef
language: nl
timezone: Europe/Amsterdam
base_url: https://www.example.nl/
organisation: {name: Ministerie van Proeven}
addressees:
  - {id: tweede-kamer, lines: [de Voorzitter van de Tweede Kamer], salutation: "Geachte voorzitter,"}
closing: Hoogachtend,
statuses:
  - {id: open, label: Onderhanden, open: true}
  - {id: done, label: Afgerond, open: false}
decisions:
  - {id: adopted, label: Overgenomen, follow: true}
  - {id: declined, label: Niet overgenomen, follow: false}
`;

const YEARS = [2024, 2025, 2026];
const QUESTIONS = 58, EVALUATIONS = 5, EACH = 2; // of a hundred records; recommendations of an evaluation

const signed = "signatories:\n  - {office: DE MINISTER, name: Anna Voorbeeld}";
const two = (number) => String(number).padStart(2, "0");

// content/ of so many records below folder.
export function writeCollection(folder, count) {
	const random = chance(2026);
	const draw = vocabulary(random);
	const between = (least, most) => least + Math.floor(random() * (most - least + 1));
	const words = (number) => Array.from({ length: number }, draw).join(" ");
	const capital = (text) => text[0].toUpperCase() + text.slice(1);
	const sentence = (number) => capital(words(number)) + ".";
	const title = (number) => capital(words(number));

	// References as people write them, to what a unit has.
	const reference = (unit) => {
		const name = unit.name, evaluation = `ev-${name}-${between(1, EVALUATIONS)}`;
		const kinds = [
			() => `Zie vraag ${between(1, QUESTIONS)}.`,
			() => `${sentence(4).slice(0, -1)} Kamerstuk ${unit.dossier}, nr. ${between(1, 10)}.`,
			() => `${sentence(3).slice(0, -1)} [${words(2)}](evaluations/${evaluation}) ${words(3)}.`,
			() => `${sentence(3).slice(0, -1)} [${words(2)}](recommendations/${evaluation}/${two(between(1, EACH))}) ${words(3)}.`,
			() => `${sentence(3).slice(0, -1)} https://www.example.nl/${draw()} ${words(3)}.`,
		];
		return kinds[Math.floor(random() * kinds.length)]();
	};
	const paragraph = (unit) => {
		const parts = [sentence(between(8, 20)), sentence(between(8, 20)), `${sentence(6).slice(0, -1)} **${words(2)}** ${words(between(4, 9))}.`, sentence(between(8, 20))];
		if (random() < 0.4) parts.push(reference(unit));
		return parts.join(" ");
	};
	const list = () => Array.from({ length: between(3, 5) }, () => `- ${words(between(5, 14))};`).join("\n");
	const table = () => ["| Jaar | Bedrag | Toelichting |", "|---|---|---|", ...Array.from({ length: between(3, 6) }, () => `| ${between(2020, 2030)} | ${between(1, 900)} | ${words(4)} |`)].join("\n");
	const body = (unit, paragraphs) => {
		const blocks = [];
		for (let i = 0; i < paragraphs; i++) {
			if (i && i % 4 === 0) blocks.push(`## ${title(4)}`);
			blocks.push(paragraph(unit));
			if (random() < 0.12) blocks.push(list());
			if (random() < 0.05) blocks.push(table());
		}
		if (random() < 0.1) blocks[0] += "[^1]", blocks.push(`[^1]: ${sentence(12)}`);
		return blocks.join("\n\n") + "\n";
	};

	const made = new Set();
	const put = (path, text) => {
		if (count-- <= 0) return;
		const file = join(folder, "content", path), slash = path.lastIndexOf("/");
		if (!made.has(path.slice(0, slash))) made.add(path.slice(0, slash)), mkdirSync(join(file, ".."), { recursive: true });
		writeFileSync(file, text);
	};

	mkdirSync(join(folder, "content"), { recursive: true });
	writeFileSync(join(folder, "content/site.yaml"), site);
	for (let number = 0; count > 0; number++) {
		const unit = { name: String(number).padStart(4, "0"), dossier: `${30 + (number % 7)} ${100 + (number % 900)}` };
		const theme = `themes/thema-${unit.name}`;
		put(`${theme}.md`, `---\ntitle: ${title(3)}\n---\n`);
		let paper = 1;
		const letter = (id, date, keys, text) =>
			put(`letters/${id}.md`, `---\ntitle: ${title(8)}\nsummary: ${sentence(15)}\ndate: ${date}\n${keys}\nkamerstuk: ${30 + (number % 7)}${100 + (number % 900)}, nr. ${paper++ + 10 * Math.floor(number / 6300)}\n${signed}\n---\n\n${text}`);
		const evaluations = Array.from({ length: EVALUATIONS }, (_, i) => `ev-${unit.name}-${i + 1}`);

		// A letter comes before what names it, so that a collection that ends anywhere holds together; so does an evaluation.
		evaluations.forEach((name, i) => {
			letter(`reactie-${name}`, `2023-${two(1 + (number % 12))}-${two(5 + i)}`, "kind: cabinet-response", body(unit, 8));
			put(`evaluations/${name}.md`, `---\ntitle: ${title(6)}\nsummary: ${sentence(20)}\ntheme: ${theme}\nkind: Periodieke Rapportage\ncompleted: ${2020 + (number % 4)}\nbudget_articles: "${between(1, 12)}"\nbudget_basis: {year: 2022, label: "€ ${between(1, 900)} miljoen"}\noffered_in: letters/reactie-${name}\n---\n\n${body(unit, 8)}`);
			for (let k = 1; k <= EACH; k++)
				put(`recommendations/${name}/${two(k)}.md`, `---\nevaluation: evaluations/${name}\nnumber: ${k}\ndecision: ${k === 1 ? "adopted" : "declined"}\ndecided_in: letters/reactie-${name}\nresponse: |\n  ${paragraph(unit)}\n\n  ${paragraph(unit)}\n---\n\n${body(unit, 6)}`);
		});
		for (const year of YEARS) {
			const id = `${year}-opvolging-${unit.name}`;
			letter(id, `${year}-04-${two(1 + (number % 28))}`, `kind: follow-up\nyear: ${year}\nabout: [${evaluations.map((name) => `evaluations/${name}`).join(", ")}]`, `${body(unit, 5)}\n\`\`\` follow-up-table\ntheme: ${theme}\n\`\`\`\n`);
			for (const name of evaluations)
				put(`followups/${year}/${name}-01.md`, `---\nitem: recommendations/${name}/01\nletter: letters/${id}\nstatus: ${year === 2026 ? "done" : "open"}\nexpected: ${year + 1}\n---\n\n${body(unit, 7)}`);
		}
		for (const kind of ["a", "b"]) letter(`brief-${unit.name}-${kind}`, `2024-${two(1 + (number % 12))}-20`, "kind: information", body(unit, 9));
		put(`questions/set-${unit.name}/index.md`, `---\ntitle: ${title(6)}\ndate: 2025-${two(1 + (number % 12))}-01\nkind: Lijst van vragen en antwoorden\nabout: ${words(4)}\n---\n`);
		for (let i = 1; i <= QUESTIONS; i++)
			put(`questions/set-${unit.name}/${two(i)}.md`, `---\nnumber: ${i}\nquestion: |\n  ${capital(words(between(15, 40)))}?\n---\n\n${body(unit, between(5, 10))}`);
	}
}

// By hand: node collection.mjs FOLDER RECORDS
if (process.argv[1] === new URL(import.meta.url).pathname) writeCollection(process.argv[2], Number(process.argv[3]));
