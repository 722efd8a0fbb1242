// SPDX-License-Identifier: EUPL-1.2
// Reads veraPDF's report (JSON) on the PDFs below a folder: judge.mjs FOLDER REPORT. Each folder in it is a set; all files must conform
// to both standards, but for those of 'broken', which must fail by the rule that their name stands for. What the report lacks has
// failed, and so has a file that was looked at with fewer rules or checks than there are for the emptiest letter.
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";

const standards = [
	{ profile: "PDF/A-2a validation profile", rules: 150, checks: 1200 },
	{ profile: "PDF/UA-1 validation profile", rules: 100, checks: 500 },
];
const CHECKS_IN_ALL = 100000;
const breaks = { "tag.pdf": ["7.1-3"], "width.pdf": ["6.2.11.5-1", "7.21.5-1"] };

const [folder, report] = process.argv.slice(2);
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".pdf")).sort();
const jobs = readJobs(report);

let passed = 0, failed = 0;
const sets = new Map();

function verdict(isGood, text) {
	if (isGood) passed++;
	else failed++;
	if (!isGood) console.log(`FAILED: ${text}`);
}

function readJobs(path) {
	try {
		return new Map(JSON.parse(readFileSync(path, "utf8")).report.jobs.map((job) => [job.itemDetails.name, job]));
	} catch (error) {
		console.log(`no report of veraPDF: ${error.message}`);
		return new Map();
	}
}

const resultsOf = (file) => jobs.get(join(folder, file))?.validationResult ?? [];
const failuresOf = (result) => result.details.ruleSummaries.filter((rule) => rule.failedChecks > 0);
const ruleName = (rule) => `${rule.clause}-${rule.testNumber}`;

function tell(rule) {
	for (const { context, errorMessage } of (rule.checks ?? []).slice(0, 3))
		console.log(`  ${ruleName(rule)} ${errorMessage ?? rule.description}\n    ${context}`);
}

function count(file, { details }) {
	const name = file.split(sep)[0];
	const set = sets.get(name) ?? { files: new Set(), rules: 0, checks: 0, failures: 0 };
	set.files.add(file);
	set.rules += details.passedRules;
	set.checks += details.passedChecks;
	set.failures += details.failedChecks;
	sets.set(name, set);
}

function judge(file, { profile, rules, checks }) {
	const result = resultsOf(file).find((one) => one.profileName === profile);
	if (!result) return verdict(false, `${file}: no verdict by the ${profile}`);
	const { details } = result;
	const conforms = result.compliant === true && result.jobEndStatus === "normal" && details.failedChecks + details.failedRules === 0;
	const isThorough = details.passedRules >= rules && details.passedChecks >= checks;
	count(file, result);
	verdict(conforms && isThorough, `${file}: ${profile}: ${details.failedChecks} checks failed, ${details.passedChecks} passed, ${details.passedRules} rules`);
	failuresOf(result).forEach(tell);
}

function judgeBroken(file) {
	const wanted = breaks[file.split(sep).at(-1)] ?? ["a rule that tells why it is there"];
	const found = resultsOf(file).flatMap(failuresOf).map(ruleName).sort();
	verdict(found.join() === wanted.join(), `${file}: broken by ${wanted.join()}, and veraPDF found ${found.join() || "nothing"}`);
}

for (const file of files) {
	if (file.startsWith(`broken${sep}`)) judgeBroken(file);
	else for (const standard of standards) judge(file, standard);
}
for (const [name, { files, rules, checks, failures }] of sets)
	console.log(`${name}: ${files.size} files, ${rules} rules, ${checks} checks passed, ${failures} failed`);
const checks = [...sets.values()].reduce((sum, set) => sum + set.checks, 0);
verdict(checks >= CHECKS_IN_ALL, `${checks} checks in all are too few for a judgement`);
verdict(Object.keys(breaks).every((name) => files.includes(join("broken", name))), "not all broken files are there");
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
