// SPDX-License-Identifier: EUPL-1.2
// Themes, evaluations, recommendations, motions, measures, savings, and follow-ups that report on them: what the blocks of the letter
// 'opvolging' fill themselves from.
import { blocks, fence, lines, quote, table, times } from "./markdown.mjs";
import { proseFrom } from "./prose.mjs";

const prose = proseFrom(11);
const two = (number) => String(number).padStart(2, "0");
const record = (path, front, body = prose.paragraph()) => ({ path: `${path}.md`, front, body });

const single = () => [
	record("themes/proef", { title: "Proef & toets" }, blocks(prose.paragraphs(2), lines("- eerste doel", "- tweede doel[^t]"), `[^t]: ${prose.paragraph()}`)),
	record("themes/deel", { title: "Deel van de proef", parent: "themes/proef" }),
	record("motions/proef", { title: "Motie-Proef over <toetsen>", proposers: ["Proef", "Toets"], outcome: "adopted" }),
	record("commitments/tz", { title: "Toezegging over de proef", number: "TZ202401-001", status: "open" }),
	record("measures/stap", { title: "Een maatregel", announced_in: "letters/reactie", theme: "themes/proef" }),
	record(
		"savings/minder",
		{ title: "Minder proeven", evaluation: "evaluations/pr-1", percentage: 20, decision: "rejected", decided_in: "letters/reactie" },
		blocks(prose.paragraphs(2), table(["variant", "bedrag"], [":--", "--:"], [[prose.some(3), "1,5"]])),
	),
];

const evaluation = (number) => record(
	`evaluations/pr-${number}`,
	{
		title: `Periodieke Rapportage ${prose.title(number === 1 ? 40 : 3)} ${number}`,
		theme: number % 2 ? "themes/proef" : "themes/deel",
		kind: "Periodieke Rapportage (synthese)",
		completed: 2020 + (number % 5),
		budget_articles: number === 2 ? prose.some(60) : "1, 2 en 3",
		budget_basis: { year: 2025, label: "€ 80,79 miljoen" },
		offered_in: "letters/reactie",
	},
	prose.paragraphs(number),
);

const recommendation = (evaluation, number) => record(
	`recommendations/pr-${evaluation}/${two(number)}`,
	{ evaluation: `evaluations/pr-${evaluation}`, number, decision: "adopted", decided_in: "letters/reactie", response: prose.paragraph() },
	`${prose.paragraph(1 + (number % 3) * 4)} Zie \`artikel_${number}\` en *aanbeveling 1*.`,
);

// What the state of a recommendation may hold; the cell that shows it has the same.
const states = [
	() => prose.paragraph(),
	() => prose.paragraphs(4),
	() => blocks(
		prose.paragraph(),
		lines(`1. ${prose.sentence()}`, `   - ${prose.sentence()}`, `     - ${prose.sentence()}`, `2. ${prose.sentence()}`),
		prose.paragraph(),
	),
	() => blocks(
		"## Een kop",
		`${prose.paragraph()}[^a]`,
		quote(prose.paragraph()),
		`${prose.sentence()}[^b]`,
		`[^a]: ${prose.paragraph()}`,
		"[^b]: Zie [de reactie](letters/reactie).",
	),
	() => blocks(prose.sentence(), table(["deel", "stand"], ["---", "---:"], [[prose.some(2), "1"], [prose.some(9), "22,5"]]), prose.sentence()),
	() => blocks(prose.sentence(), "![Een patroon van banden](files/rgb.png)", fence("", "regel een", "  regel twee")),
	() => prose.paragraphs(40),
];

const followup = (name, item, number) => record(
	`followups/2026/${name}`,
	{ item, letter: "letters/opvolging", status: number % 3 ? "in-progress" : "not-started", expected: "2030" },
	states[number % states.length](),
);

export function dossier({ evaluations, recommendations }) {
	const pairs = times(evaluations, (i) => times(recommendations, (k) => [i, k])).flat();
	return [
		...single(),
		...times(evaluations, evaluation),
		...pairs.map(([i, k]) => recommendation(i, k)),
		...pairs.map(([i, k]) => followup(`pr-${i}-${two(k)}`, `recommendations/pr-${i}/${two(k)}`, i + k)),
		followup("motie", "motions/proef", 2),
		followup("toezegging", "commitments/tz", 3),
		followup("maatregel", "measures/stap", 4),
	];
}
