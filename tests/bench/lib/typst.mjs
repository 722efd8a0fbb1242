// SPDX-License-Identifier: EUPL-1.2
// Typst in this process: typst.mjs BUILD FOLDER OUTPUT RUNS LINEBREAKS sets FOLDER/letter.typ so many times, each with an empty cache, and
// writes what each run took as JSON. With one run, the process does what a program does that sets one letter.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [build, folder, output, runs, linebreaks] = process.argv.slice(2);
const { NodeCompiler } = createRequire(join(build, "bench/"))("@myriaddreamin/typst-ts-node-compiler");
const faces = ["Regular", "Bold", "Italic", "BoldItalic"].map((face) => `/usr/share/fonts/truetype/noto/NotoSans-${face}.ttf`);
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: faces.map((face) => readFileSync(face)) }] });

function set() {
	const cpu = process.cpuUsage();
	const start = performance.now();
	const compiled = compiler.compile({ mainFilePath: join(folder, "letter.typ"), inputs: { linebreaks } });
	if (compiled.hasError()) {
		compiled.printErrors();
		process.exit(1);
	}
	const middle = performance.now();
	const pdf = compiler.pdf(compiled.result, { pdfStandard: "a-2a" });
	const end = performance.now();
	const used = process.cpuUsage(cpu);
	writeFileSync(output, pdf);
	return { wall_ms: end - start, compile_ms: middle - start, pdf_ms: end - middle, cpu_ms: (used.user + used.system) / 1e3 };
}

const found = [];
for (let i = 0; i < Number(runs); i++) {
	found.push(set());
	compiler.evictCache(0);
}
console.log(JSON.stringify(found));
