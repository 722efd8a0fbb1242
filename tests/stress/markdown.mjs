// SPDX-License-Identifier: EUPL-1.2
// Markdown out of parts.

export const times = (count, make) => Array.from({ length: count }, (_, i) => make(i + 1));
export const lines = (...parts) => parts.flat().join("\n");
export const blocks = (...parts) => parts.flat().join("\n\n");
export const fence = (name, ...inner) => lines(`\`\`\`${name && ` ${name}`}`, ...inner, "```");
export const quote = (text) => text.replace(/^/gm, "> ");
export const indent = (text, width) => text.replace(/^(?=.)/gm, " ".repeat(width));
export const heading = (level, text) => `${"#".repeat(level)} ${text}`;

const row = (cells) => `| ${cells.join(" | ")} |`;
export const table = (headings, marks, rows) => lines(row(headings), row(marks), rows.map(row));
