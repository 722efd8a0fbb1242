// SPDX-License-Identifier: EUPL-1.2
// Compares the browser's stems with the program's: stems.mjs TEMPLATES WORDS STEMS, two files with a line for each word. Prints what differs, and how many words
// were compared on standard error.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [templates, wordFile, stemFile] = process.argv.slice(2);
const require = createRequire(import.meta.url);
require(`${templates}/assets/generated/stem-nl.js`);
const { stem } = require(`${templates}/assets/search.js`);
const lines = (file) => readFileSync(file, "utf8").split("\n").slice(0, -1);
const words = lines(wordFile), stems = lines(stemFile);
let wrong = 0;

if (words.length !== stems.length) console.log(`${words.length} words, ${stems.length} stems`);
words.forEach((word, i) => {
	const own = stem(word.trim());
	if (own !== stems[i] && wrong++ < 10) console.log(`${word}: ${own}, and the index has ${stems[i]}`);
});
if (wrong > 10) console.log(`and ${wrong - 10} more`);
console.error(`${words.length} words`);
