// SPDX-License-Identifier: EUPL-1.2
// Running text that reads like a ministry's Dutch and says nothing: the same on every run, for one seed.

const words = `de het een en van in op met voor door aan bij over uit naar om te is zijn wordt worden heeft hebben kan moet zal ook nog al
	dan als dat die dit deze er niet wel meer minder jaar maand kwartaal onderzoek onderzoekers doel middel gevolg maatregel begroting uitgave
	stand uitvoering voortgang toezicht ministerie organisatie commissie medewerkers uitkomst oordeel bevinding verbetering planning
	opleiding materieel vastgoed vergunning gemeente provincie regio kosten baten raming verplichting verslag overleg afspraak besluit
	samenwerking veiligheid gereedheid duurzaamheid toekomstbestendigheid arbeidsongeschiktheidsverzekering verantwoordingsinformatie
	beleidsdoorlichting informatievoorziening bestuursrechtelijke meerjarenperspectief zorgvuldig tijdig volledig helder haalbaar nodig
	jaarlijks voorlopig structureel gezamenlijk coördinatie geëvalueerd reële financiële efficiëntie ideeën beïnvloeden naïef café`
	.split(/\s+/)
	.filter(Boolean);

// Mulberry32: small, and the same everywhere.
function numbersFrom(seed) {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);

export function proseFrom(seed) {
	const next = numbersFrom(seed);
	const below = (count) => Math.floor(next() * count);
	const pick = (list) => list[below(list.length)];
	const some = (count) => Array.from({ length: count }, () => pick(words)).join(" ");
	const title = (count = 5) => capital(some(count));
	const sentence = (count = 6 + below(14)) => `${title(count)}.`;
	const paragraph = (sentences = 3 + below(4)) => Array.from({ length: sentences }, () => sentence()).join(" ");
	const paragraphs = (count) => Array.from({ length: count }, () => paragraph()).join("\n\n");
	return { below, pick, some, title, sentence, paragraph, paragraphs };
}
