// SPDX-License-Identifier: EUPL-1.2
// What the benchmarks of portals share: the command that builds one, what an author changes, and which files that wrote.
import { readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, measure, output, program, root } from "./bench.mjs";
import { closed, followed } from "./collection.mjs";

export const onOneCore = ["taskset", "-c", "0"];

// The folder that a portal of the content is built in.
export function place(folder, content, templates = join(root, "templates")) {
	symlinkSync(content, join(folder, "content"));
	symlinkSync(templates, join(folder, "templates"));
}

// { trees: what it leaves, command }
export function ours(folder, ...options) {
	return {
		trees: [join(folder, "out"), join(folder, ".out.opvolging")],
		command: [program, "build", "-C", folder, "--quiet", "--as-of", "2026-11-01", ...options],
	};
}

export function floor(folder) {
	const out = join(folder, "floor");
	return { trees: [out], command: [...onOneCore, join(build, "bench/floor"), join(folder, "content"), out] };
}

// The files of the portal that ours left in the folder, written once more (files.c).
export function filesAlone(folder) {
	const trees = [join(folder, "files"), join(folder, "files-linked")];
	return { trees, command: [...onOneCore, join(build, "bench/files"), join(folder, "out"), ...trees] };
}

const followUp = { evaluation: "ev-0000-3", file: "followups/2026/ev-0000-3-01.md" };
const longer = (text, time) => text.replace(/^title: .*/m, `$& ${time}`);

// Texts of a file that are as sound as it was, another for each time that it is changed.
const EDITS = {
	nothing: null,
	"an answer": { file: "questions/set-0000-1/07.md", change: (text, time) => `${text}\nNog een zin, voor de ${time}e keer.\n` },
	"a status": { file: followUp.file, change: (text, time) => (time % 2 ? text.replace("status: open", "status: delayed") : text) },
	"the title of a letter": { file: "letters/brief-0000-a.md", change: longer },
	"the title of an evaluation": { file: "evaluations/ev-0000-3.md", change: longer },
	"a status that closes": {
		file: followUp.file,
		change: (text, time) => (time % 2 ? text.replace(followed(followUp.evaluation, 2026), closed(followUp.evaluation)) : text),
	},
};

const filesOf = (out) => new Map(output("find", out, "-type", "f", "-printf", "%P\t%i\n").split("\n").filter(Boolean).map((line) => line.split("\t")));

// Builds of everything leave another image of the site; those that follow a change leave it.
const imageOf = (folder) => statSync(join(folder, ".out.opvolging/image")).ino;

// Builds after one change after another: { edit: { runs, short: how many of them followed the change, files: written by the first, search: among those } }.
// One that makes everything anew is not made as often as the others.
export function changes(folder, times, ...options) {
	const { command, trees: [out] } = ours(folder, ...options);
	const found = {};
	for (const [name, edit] of Object.entries(EDITS)) {
		const file = edit && join(folder, "content", edit.file), text = edit && readFileSync(file, "utf8");
		if (edit) measure(1, ...command); // takes the edit before back
		const before = filesOf(out), runs = [];
		let short = 0, written = [];
		for (let time = 1; time <= times && short === runs.length; time++) {
			const image = imageOf(folder);
			if (edit) writeFileSync(file, edit.change(text, time));
			runs.push(...measure(1, ...command));
			short += imageOf(folder) === image;
			if (time === 1) written = [...filesOf(out)].filter(([path, inode]) => before.get(path) !== inode).map(([path]) => path);
		}
		if (edit) writeFileSync(file, text);
		found[name] = { runs, short, files: written.length, search: written.filter((path) => path.startsWith("_search/")).length };
	}
	return found;
}
