// SPDX-License-Identifier: EUPL-1.2
// Everything that stands in a text but tables, notes and pictures, each in all the places that it may stand in.
import { blocks, fence, heading, indent, lines, quote, table, times } from "./markdown.mjs";
import { proseFrom } from "./prose.mjs";

const prose = proseFrom(42);
const longAddress = `https://www.example.nl/${"een-heel-lang-pad/".repeat(14)}?vraag=(1)&antwoord=\\2`;
export const longWord = "verantwoordingsinformatievoorzieningssysteemtoekomstbestendigheid".repeat(4);

export const headings = () => blocks(
	[2, 3, 4, 5, 6, 2, 4, 6, 3].map((level) => blocks(heading(level, `${prose.title()} van \`niveau\` ${level}`), prose.paragraph())),
	heading(2, `Een kop met *nadruk*, een [verwijzing](evaluations/pr-1), een noot[^kop] en ${longWord}`),
	prose.paragraph(),
	times(30, (i) => heading(2 + (i % 3), `Kop zonder tekst ${i}`)),
	`[^kop]: ${prose.paragraph()}`,
);

// Each deeper list is of the other kind; every second one has room between its items.
function nested(depth, isOrdered) {
	const mark = isOrdered ? "1. " : "- ";
	const gap = depth % 2 ? [""] : [];
	const inner = depth > 1 ? [indent(nested(depth - 1, !isOrdered), mark.length)] : [];
	return lines(mark + prose.sentence(), gap, inner, gap, mark + prose.paragraph(2));
}

const lists = () => blocks(
	"## Lijsten",
	nested(9, true),
	prose.sentence(),
	nested(7, false),
	"Een lijst die elders begint:",
	lines(times(15, (i) => `${i + 97}. ${prose.sentence()}`)),
	lines("- ", "- punt na een leeg punt", "- > een citaat in een punt", "-     code in een punt", "- ### kop in een punt"),
	lines("- | a | b |", "  |---|---|", "  | 1 | 2 |", "- ![Een patroon](files/grey.png)"),
	lines("- - - direct drie diep", "    - en vier"),
);

const quotes = () => blocks(
	"## Citaten",
	quote(blocks(
		prose.paragraph(),
		quote(blocks(prose.paragraph(), quote(prose.paragraph()))),
		lines(`1. ${prose.sentence()}`, `2. ${prose.sentence()}`, `   - ${prose.sentence()}`),
		"## Kop in een citaat",
		table(["a", "b"], ["---", "--:"], [["1", prose.some(5)]]),
		fence("", "code in een citaat"),
	)),
	times(12, () => quote(prose.paragraph(8))),
);

const code = () => blocks(
	"## Code",
	fence("", "kort", "", "    ingesprongen", "\ttab", longWord, ...times(20, (i) => `regel[${i}] = (a <= b) && "${prose.some(20)}"; // \\n`)),
	indent(lines(times(60, (i) => `ingesprongen regel ${i}`)), 4),
	fence(""),
	"---",
	`Tussen de tekst \`code met  blanken\`, **\`vet\`**, [\`in een link\`](https://www.example.nl/code) en \`${longWord}\`.`,
);

// Long enough to be divided over lines and pages.
const longLinks = (i) => [
	`${prose.paragraph(2)} [${prose.some(25)}](https://www.example.nl/${i})`,
	`${prose.paragraph(2)} [**${prose.some(3)}**](letters/reactie) en [*recht*](recommendations/pr-1/01),`,
	`${prose.some(8)} aanbeveling 1, aanbevelingen 1 t/m 3 en aanbeveling 2 uit de Periodieke Rapportage.`,
].join(" ");

const spans = () => blocks(
	"## Nadruk en verwijzingen",
	"**Vet**, *cursief*, ***beide***, **vet met *cursief* erin**, *cursief met **vet** erin*, woord**deel**woord.\\\nNa een overgang  \nen nog een.",
	times(25, longLinks),
	`Een kaal adres: https://www.example.nl/kaal, een lang: <${longAddress}>, Kamerstuk 31516, nr. 50, ${longWord} en ${"a".repeat(400)}.`,
	"Een [](https://www.example.nl/leeg) lege, een [ ](https://www.example.nl/blank) blanke en een [met noot[^n]](https://www.example.nl/noot) link.",
	"[Een hele alinea die een link is, op zichzelf](https://www.example.nl/alinea)",
	"Tekens in een adres: [hier](https://www.example.nl/%C3%A9?a=(b)&c=<d>) en [daar](<https://www.example.nl/met blank/é/(haak>).",
	`[^n]: ${prose.sentence()} [Link in een noot](https://www.example.nl/in-een-noot).`,
);

export const constructs = () => blocks(
	prose.paragraphs(2), headings(), lists(), quotes(), code(), spans(),
	"# Bijlage: Alles nog eens", "##### Diepe kop aan het begin", prose.paragraph(), lists(), quotes(),
	"# Bijlage met een kop alleen", "# Bijlage: Slot", prose.paragraph(),
);
