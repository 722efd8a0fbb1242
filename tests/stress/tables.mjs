// SPDX-License-Identifier: EUPL-1.2
// Tables, small and boundless, and footnotes, which stand in their cells too.
import { longWord } from "./constructs.mjs";
import { blocks, fence, indent, lines, quote, table, times } from "./markdown.mjs";
import { proseFrom } from "./prose.mjs";

const prose = proseFrom(77);
const plain = (count) => times(count, () => "---");
const grid = (columns, rows, cell) => table(times(columns, (c) => `Kolom ${c}`), plain(columns), times(rows, (r) => times(columns, (c) => cell(r, c))));

const odd = () => blocks(
	"## Uitlijning",
	table(["Links", "Midden", "Rechts", "Vrij"], [":--", ":-:", "--:", "---"], times(6, (i) => [prose.some(i), prose.some(2), `${i}.234,50`, prose.some(i * 3)])),
	"## Zonder rijen, met lege cellen, met te weinig en te veel cellen",
	table(["Alleen", "koppen"], plain(2), []),
	table(["", "b", ""], plain(3), [["", "", ""], ["a", "", "c"], ["te weinig"], ["te", "veel", "cellen", "hier", "en daar"]]),
	"## Opmaak in cellen",
	table(["**Vet** en noot[^kopnoot]", "[Link](https://www.example.nl/kop)"], plain(2), [
		["*cursief* en `code`", "[Link naar een record](evaluations/pr-1) en noot[^cel]"],
		["![Een patroon](files/palette.png) met tekst", `${longWord} https://www.example.nl/cel`],
		["vraag 1\\|2", `${prose.paragraph(4)}[^cel] ${prose.sentence()}[^lang]`],
	]),
	"[^kopnoot]: Een noot bij een kolomkop.",
	`[^cel]: ${prose.paragraph()}`,
	`[^lang]: ${prose.paragraphs(1)}`,
);

export const tables = (rows) => blocks(
	odd(),
	`## Tabel van ${rows} rijen`,
	table(["Nr", "Omschrijving", "Bedrag"], ["--:", "---", "--:"], times(rows, (i) => [i, prose.some(3 + prose.below(12)), `${prose.below(9999)},00`])),
	"## Een cel van meer dan twee bladzijden",
	table(["Kort", "Lang"], plain(2), [["voor", prose.sentence()], [prose.some(4), `${prose.paragraph(220)}[^cel]`], ["na", prose.sentence()]]),
	"## Een kop van een halve bladzijde",
	table([prose.some(300), "b"], plain(2), times(40, (i) => [prose.some(9), i])),
	"## Veel kolommen",
	[2, 6, 12, 24].map((columns) => grid(columns, 5, (r, c) => (c === 1 ? prose.some(2) : `${r}.${c}`))),
	grid(9, 12, () => prose.some(3)),
);

// A note that fills pages, with all that a note may hold.
const longNote = (i) => blocks(
	`[^lang${i}]: ${prose.paragraph(60)}`,
	indent(blocks(
		lines(`- ${prose.sentence()}`, `- ${prose.sentence()}[^innoot]`),
		fence("", "code in een noot"),
		quote(prose.paragraph()),
		prose.paragraph(40),
	), 4),
);

export const notes = () => blocks(
	times(70, (i) => `${prose.sentence()}[^n${i}] ${prose.paragraph(2)}${i % 6 ? "" : `[^n${i - 3}] en weer[^n1]`}`),
	"Drie lange achter elkaar[^lang1][^lang2] en[^lang3].",
	lines(times(6, (i) => `- ${prose.sentence()}[^lijst${i}]`)),
	quote(`${prose.sentence()}[^citaat]`),
	prose.paragraphs(12),
	"# Bijlage: Noten",
	`${prose.sentence()}[^n2] ${prose.sentence()}[^bijlage]`,
	times(70, (i) => `[^n${i}]: ${i % 10 ? prose.sentence() : prose.paragraph(6)}`),
	times(3, longNote),
	times(6, (i) => `[^lijst${i}]: **Vet** in een noot, https://www.example.nl/noot/${i}.`),
	"[^citaat]: Noot van een citaat.", "[^bijlage]: Noot van een bijlage.", "[^innoot]: Noot in een noot.",
);
