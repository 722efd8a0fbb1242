// SPDX-License-Identifier: EUPL-1.2
// Characters that are not those of plain words, but that the fonts have.
import { blocks, fence, quote, table } from "./markdown.mjs";

const characters = {
	Accenten: "áàâäãåāăą ćčç ďđ éèêëēėęě ğ íìîïī łľ ñńň óòôöõőøō ŕř śšşș ťț úùûüűůū ýÿ žźż ŵŷ ĳĲ ß ẞ æœ þð Åå Ǻ",
	"Losse tekens": "e\u0301 a\u0308 n\u0303 c\u0327 o\u030b x\u0302 q\u0323 g\u030c\u0331 Z\u0301",
	Symbolen: "→ ← ↔ ⇒ ≥ ≤ ≠ ≈ ± × ÷ √ ∞ ∑ ∂ ✓ ✗ ✔ ☐ ☑ ★ ● ○ ■ □ ▲ ◆ § ¶ † ‡ • ‰ ° € £ ¥ ¢ © ® ™ № ½ ¼ ¾ ⅓ ² ³ ¹ ₂ µ",
	Aanhaling: "‘enkel’ “dubbel” „laag” «guillemets» ‹klein› ‚komma‛ – — ― … ‐ ‑",
	Grieks: "Αθήνα αβγδεζηθικλμνξοπρστυφχψω άέήίόύώ Ωμέγα ἀρχή",
	Cyrillisch: "Москва Київ Београд Ђорђе ѝ ў ґ ї є",
	Ligaturen: "eﬁciënt aﬂopen ﬀ ﬃ ﬄ ﬆ",
	"Zachte afbreekstreepjes": "ver\u00adant\u00adwoor\u00adding ".repeat(20) + "ein\u00adde",
	"Vaste en smalle blanken": `€\u00a01\u00a0miljoen, 10\u202f000, a\u2009b, c\u2003d, e\u2007f, ${"vast\u00a0aan\u00a0elkaar\u00a0".repeat(20)}einde`,
	Breedteloos: "nul\u200bbreed, ver\u200cbinding, samen\u200dgevoegd, woord\u2060verbinder, richting\u200ewissel",
	"Buiten het basisvlak": "𝐀 𝛼 𝔸 𝟙",
	"Tekens met betekenis": "& < > ( ) \\ / % # ~ ^ _ { } [ ] | $ @ ! ? \" ' ; : , . `` ` `` \\* \\_ &amp; &lt; &#38; &copy; &nbsp;.",
};

export const oddTitle = 'Over <tags> & "aanhaling", (haken \\ zonder) einde), 100% ✓ – Łódź, Αθήνα 𝔸 e\u0301 fiets';

export const signs = () => blocks(
	Object.entries(characters).map(([name, text]) => blocks(`## ${name}`, text, `**${text}** *${text}*`)),
	"## In een tabel en een citaat",
	table(["Naam", "Tekens"], ["---", "---"], Object.entries(characters).map(([name, text]) => [name, text.replaceAll("|", "\\|")])),
	Object.values(characters).map(quote),
	fence("", ...Object.values(characters)),
);
