// SPDX-License-Identifier: EUPL-1.2
// What readers of the demonstration look for. first: one of these pages stands on top; among: these are in the first ten as well; none: no
// page at all is found. Pages are addresses without '.html'.
const question = (number) => `vragen/stand-van-defensie-2025/${number}`;
const recommendation = (number) => `aanbevelingen/pr-veiligheid/${number}`;

export const queries = [
	// numbers, as they are written and as they are typed
	{ query: "31516", first: ["dossiers/31516", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid"], among: ["dossiers/31516"] },
	{ query: "31 516, nr. 50", first: ["brieven/2025-12-12-kabinetsreactie-pr-veiligheid"] },
	{ query: "36800 X", first: ["dossiers/36800-x"] },
	{ query: "TZ202307-053", first: ["toezeggingen/tz202307-053"], among: [question("08")] },
	{ query: "tz202307-053", first: ["toezeggingen/tz202307-053"] },
	// titles, whole and in part
	{ query: "motie Van Eijk", first: ["moties/van-eijk"] },
	{ query: "vroonhoven vermeer", first: ["moties/van-vroonhoven-vermeer"] },
	{ query: "Opvolging in Beeld", first: ["brieven/2026-04-23-opvolging-in-beeld"] },
	{ query: "kabinetsreactie periodieke rapportage", first: ["brieven/2025-12-12-kabinetsreactie-pr-veiligheid"] },
	{ query: "privacy", first: ["privacy"] },
	// terms and abbreviations
	{ query: "APOS", first: ["begrippen/apos"] },
	{ query: "beleidstheorie", first: ["begrippen/beleidstheorie"], among: [recommendation("01")] },
	{ query: "doelmatigheid", first: ["begrippen/doelmatigheid"] },
	// other forms of a word, parts of compounds, accents
	{ query: "besparingsvarianten", first: ["begrippen/besparingsvariant", "besparingsvarianten/pr-veiligheid"], among: ["begrippen/besparingsvariant"] },
	{ query: "commandant veiligheid", first: [recommendation("07")] },
	{ query: "minister van financien", first: ["moties/van-eijk", "brieven/2026-04-23-opvolging-in-beeld", "brieven/2025-12-12-kabinetsreactie-pr-veiligheid", "savings/pr-veiligheid", "besparingsvarianten/pr-veiligheid", "dossiers/31865", "begrippen/rpe"], among: ["moties/van-eijk"] },
	// words of the text, and phrases
	{ query: "just culture", first: [recommendation("09")] },
	{ query: "\"Tijd voor Defensie\"", first: [question("47")], among: [question("15"), question("16")] },
	{ query: "vrouwelijke reservisten", first: [question("19")] },
	{ query: "externe inhuur gegroeid", first: [question("44")] },
	// what is not there
	{ query: "\"reservisten vrouwelijke\"", none: true },
	{ query: "xylofoonkwartet", none: true },
	{ query: "31516xyz", none: true },
];
