// SPDX-License-Identifier: EUPL-1.2
// The records of tests/suites/again.mjs beside those of tests/site/woven: every type and every way in which records hang together, so many
// questions that their list has parts. A map of paths below content/ to texts.

const record = (keys, body = "") =>
	`---\n${Object.entries(keys)
		.map(([key, value]) => `${key}: ${value}\n`)
		.join("")}---\n\n${body}\n`;
const two = (number) => String(number).padStart(2, "0");
const signed = "[{office: De minister, name: Anna Proef}]";
const budget = '{year: 2024, label: "€ 20 miljoen", amount: 20000000}';

export const statuses = ["not-started", "in-progress", "done"];
export const decisions = ["adopted", "rejected", "undecided"];

function themes(put) {
	put("themes/u.md", { title: "Ander thema", summary: "Over al het andere." }, "Het andere thema, met de motie-Proef.");
	put("themes/onder.md", { title: "Onder ander", parent: "themes/u" }, "Hoort bij het andere.");
	put("themes/diep.md", { title: "Diep", parent: "themes/sub" }, "Het diepste thema. Zie [de evaluatie](evaluations/twee#bevindingen).");
}

function evaluations(put) {
	const keys = { kind: "Periodieke rapportage", completed: 2024, budget_articles: "Alle", budget_basis: budget };

	put("evaluations/twee.md", { title: "Evaluatie van het ander", short: "TW", theme: "themes/diep", ...keys, offered_in: "letters/antwoord", see: "[letters/reactie]" },
		"De tweede evaluatie, na Kamerstuk 31 516, nr. 51.\n\n## Bevindingen\n\nZie aanbeveling 2.\n\n## Slot\n\nEen kader.[^1]\n\n[^1]: Een noot.");
	put("evaluations/drie.md", { title: "Evaluation of the third", theme: "themes/onder", lang: "en", ...keys, period: "{from: 2020, to: 2024}", researchers: "[Bureau Proef]" },
		"The third evaluation has its own [findings](evaluations/twee#bevindingen).");
	for (const [name, count] of [["twee", 5], ["drie", 4]])
		for (let n = 1; n <= count; n++)
			put(`recommendations/${name}/${two(n)}.md`, {
				...(n !== 2 ? { title: `Begin met ${name}, ${n}` } : {}),
				...(n === 2 ? { category: "no-regret", owner: "Directie Proef" } : {}),
				evaluation: `evaluations/${name}`, number: n, decision: n === 4 ? "rejected" : "adopted", decided_in: "letters/antwoord",
				response: `|\n  Het kabinet denkt aan aanbeveling ${(n % count) + 1} en aan Kamerstuk 31 865, nr. 9.`,
				...(n === 3 ? { later_decisions: "\n  - {decision: adopted, decided_in: letters/opvolging-2026}" } : {}),
			}, `Doe dit en dat, met [de ander](recommendations/ev/0${(n % 3) + 1}) en een beleidskader.`);
}

function letters(put) {
	const keys = { kind: "information", signatories: signed };

	put("letters/antwoord.md", { title: "Antwoord op het ander", date: "2025-01-10", kind: "cabinet-response", signatories: signed, about: "[evaluations/twee]", kamerstuk: "31865, nr. 9", aliases: "[letters/oud-antwoord]" },
		"Over aanbeveling 1 en 4, en Kamerstuk 31 516, nr. 51.\n\n# Bijlage\n\n``` savings-list\nevaluation: evaluations/twee\n```");
	put("letters/mededeling.md", { title: "Mededeling", date: "2025-06-01", ...keys, attachments: "[{file: rapport.txt, title: Het rapport, kind: report}]", fulfils: "[motions/tweede, commitments/een]" },
		"Een [bestand](files/verloop.txt) en een tabel.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![Een vlak](files/vlak.png)");
	put("letters/english.md", { title: "A letter in English", date: "2025-07-02", ...keys, lang: "en", see: "[evaluations/drie]" }, "About motion and [the evaluation](evaluations/drie).");
	put("letters/concept.md", { title: "Nog een concept", date: "2026-09-01", ...keys, visibility: "draft" }, "Nog niet.");
	put("letters/embargo.md", { title: "Onder embargo", date: "2026-11-10", ...keys, publish_from: "2026-11-10T10:00:00+01:00", kamerstuk: "31865, nr. 44" }, "Pas later, over [de mededeling](letters/mededeling).");
	put("letters/opvolging-ander.md", { title: "Opvolging van het ander", date: "2026-05-01", kind: "follow-up", year: 2026, signatories: signed, about: "[evaluations/twee, evaluations/drie]" },
		"De stand van het ander.\n\n``` follow-up-table\ntheme: themes/u\n```\n\n``` follow-up-table\ntheme: themes/diep\n```\n\n``` follow-up-list\n```\n\n# Besparen\n\n``` savings-list\ntheme: themes/t\n```");
	put("letters/vragen.md", { title: "Beantwoording", date: "2026-03-01", kind: "answers", signatories: signed, about: "[questions/fracties]" }, "De antwoorden.\n\n``` question-list\nset: questions/fracties\n```");
}

function items(put) {
	put("motions/tweede.md", { title: "Motie-Tweede/Proef over vervolg", proposers: "[Tweede, Proef]", outcome: "adopted", fulfilled_in: "letters/mededeling", kamerstuk: "31865, nr. 12", date: "2024-02-01" }, "Verzoekt om vervolg op TZ202401-001.");
	put("motions/derde.md", { title: "Motie-Derde", proposers: "[Derde]", date: "2024-05", see: "[motions/tweede]" }, "Verzoekt niets.");
	for (const [n, name] of ["een", "twee", "drie"].entries())
		put(`commitments/${name}.md`, { title: `Toezegging ${name}`, number: `TZ20250${n + 1}-00${n + 1}`, status: n ? "open" : "fulfilled", due: `2026-1${n}-15`, made_in: n === 1 ? "Debat over het een" : "letters/antwoord", ...(n ? {} : { fulfilled_in: "letters/mededeling" }) }, `Toegezegd is het ${name}-de, naast TZ202401-001.`);
	for (const name of ["plan", "kader", "toets"])
		put(`measures/${name}.md`, { title: `Maatregel ${name}`, announced_in: "letters/antwoord", theme: name === "toets" ? "themes/onder" : "themes/t", owner: "Directie Proef" }, `Het ${name} begint met aanbeveling 2 uit de TW.`);
	for (const [name, evaluation] of [["klein", "ev"], ["groot", "twee"]])
		put(`savings/${name}.md`, { title: `Besparing ${name}`, evaluation: `evaluations/${evaluation}`, percentage: 20, decision: "rejected", decided_in: "letters/antwoord" }, "Minder van alles, zonder beleidskader.");
}

function followups(put) {
	const report = (path, item, letter, status, more = {}) => put(`followups/${path}.md`, { item, letter: `letters/${letter}`, status, ...more }, `De stand van ${item.split("/").pop()}, zie aanbeveling 1 en [de brief](letters/antwoord).`);

	for (const [name, count] of [["twee", 5], ["drie", 4]])
		for (let n = 1; n <= count; n++)
			if (n !== 4) report(`2026/${name}-${two(n)}`, `recommendations/${name}/${two(n)}`, "opvolging-ander", statuses[n % 3], n % 3 === 2 ? { evidence: "[letters/mededeling, https://example.nl/bewijs]" } : { expected: `2026-1${n % 3}` });
	report("2026/toezegging", "commitments/twee", "opvolging-ander", "in-progress", { expected: "2027-03" });
	report("2026/maatregel", "measures/plan", "opvolging-2026", "not-started", { title: "Het plan loopt nog niet" });
	report("2025/tweede", "motions/tweede", "opvolging-2025", "in-progress");
	report("2026/tweede", "motions/tweede", "opvolging-2026", "done", { evidence: "[letters/mededeling]" });
}

function questions(put) {
	const kind = "Lijst van vragen en antwoorden";
	const ask = (set, name, number, asker, question, answer) => put(`questions/${set}/${name}.md`, { ...(number % 3 === 1 ? { title: `De vraag naar ${set} ${name}` } : {}), number, ...(asker ? { asker } : {}), question: `|\n  ${question}` }, answer);

	ask("set", "03", 3, "commissie", "Hoe staat het met aanbeveling 3?", "Goed. Het beleidskader volgt."); // without it, answers refer to each other in a circle
	put("questions/groot/index.md", { title: "Vele vragen", date: "2026-02-10", kind, about: "[evaluations/twee]", committee: "Vaste commissie", kamerstuk: "31865, nr. 20" }, "De vele vragen.");
	for (let n = 1; n <= 152; n++)
		ask("groot", String(n).padStart(3, "0"), n, n % 2 ? "commissie" : "Partij B", `Wat is er met ${n}, na vraag ${(n % 152) + 1}?`, n % 9 ? `Antwoord ${n} op aanbeveling ${(n % 5) + 1}.` : `Zie het antwoord op vraag ${n - 1}.`);
	put("questions/fracties/index.md", { title: "Vragen van fracties", date: "2026-02-20", kind, about: "Van alles", answered_in: "letters/vragen", signatories: signed }, "De vragen van twee fracties.");
	for (const asker of ["a", "b"])
		for (let n = 1; n <= 4; n++)
			ask("fracties", `${asker}-${n}`, n, `Fractie ${asker.toUpperCase()}`, `Vraagt ${asker} naar ${n}?`, ["", "Ja, zie vraag 2 en [de vele](questions/groot/001).", "Ja, dat klopt.", "Zie het antwoord op vraag 2.", ""][n]);
}

function others(put) {
	put("terms/doelmatigheid.md", { title: "Doelmatigheid" }, "Met zo weinig mogelijk middelen, zie beleidskader.");
	put("terms/sea.md", { title: "Strategische evaluatieagenda", abbreviation: "SEA" }, "De agenda.");
	put("dossiers/31865.md", { title: "Verantwoording", number: '"31865"' }, "Een dossier.");
	put("pages/privacy.md", { title: "Privacy" }, "Niets over u. [Over](pages/about).");
	put("pages/english.md", { title: "In English", lang: "en" }, "About [the third](evaluations/drie).");
}

export function records() {
	const texts = new Map();
	// Most have a summary; feeds and lists show others by their first words.
	const put = (path, keys, body) => texts.set(path, record(texts.size % 3 ? { summary: `In het kort ${path.replace(/\W/g, " ")}.`, ...keys } : keys, body));

	for (const part of [themes, evaluations, letters, items, followups, questions, others]) part(put);
	return texts;
}
