// SPDX-License-Identifier: EUPL-1.2
// What the numbers were found on: no name of a machine, only what it is.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, release, totalmem } from "node:os";
import { join } from "node:path";
import { build, output, program, record } from "./bench.mjs";

const typst = createRequire(join(build, "bench/"))("@myriaddreamin/typst-ts-node-compiler/package.json");
const machine = {
	processor: cpus()[0].model.trim(),
	cores: cpus().length,
	memory_gb: Math.round(totalmem() / 2 ** 30),
	debian: readFileSync("/etc/debian_version", "utf8").trim(),
	kernel: release(),
	architecture: process.arch,
};
const versions = {
	opvolging: output(program, "--version").split("\n")[0].split(" ").pop(),
	"typst-ts-node-compiler": typst.version,
	node: process.version,
};
record("machine", machine);
record("versions", versions);
const tools = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
console.log(`${machine.cores} × ${machine.processor}, ${machine.memory_gb} GB, Debian ${machine.debian}; ${tools.join(", ")}`);
