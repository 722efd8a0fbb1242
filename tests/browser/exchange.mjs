// SPDX-License-Identifier: EUPL-1.2
// Readers at nginx and at Apache, both with the examples of docs/servers/, while the portal that they serve is published anew a hundred times, by
// builds with and without packed copies: no page and nothing that belongs to it may be missing, half-written or of a third release.
import http from "node:http";
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { check, close, none } from "./lib/count.mjs";
import { address } from "./lib/portal.mjs";
import { Exchanges, get, randomFrom } from "../suites/exchanges.mjs";

const { root, build, work } = process.env;
const count = 100, readersOfEach = 2;
// Where a disk is slow, memory is quick.
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : work, "exchange-"));
const out = join(folder, "web", "out");
const random = randomFrom(process.env.SEED ?? 4711);

// Packing takes ten times as long as all the rest of a build: so there is little to pack, and of 25 releases two in a row have copies. They come,
// change and go.
const isPacked = (number) => number % 25 < 2;

const record = (head, text) => `---\n${head}\n---\n\n${text}\n`;
const shared = {
	"themes/t.md": record("title: Thema", "Het thema. Een beleidskader hoort erbij."),
	"evaluations/ev.md": record('title: Evaluatie\nshort: EV\nkind: Periodieke rapportage\ntheme: themes/t\ncompleted: 2024\nbudget_articles: Alle\n' +
		'budget_basis: {year: 2024, label: "€ 10 miljoen", amount: 10000000}', "De evaluatie."),
};
const versions = {
	a: {
		...shared,
		"pages/about.md": record("title: Over", "Een vraag over dit portaal.\n\n![Een vlak](files/vlak.png)"),
		"pages/first.md": record("title: De eerste", "Alleen hier staat de vraag naar deze aanbeveling."),
		"terms/beleidskader.md": record("title: Beleidskader", "Een kader voor beleid."),
	},
	b: {
		...shared,
		"pages/about.md": record("title: Over", "Geen vraag is zo lang als vraag zeven.\n\n![Een vlak](files/vlak.png)\n\n" + "Een kwartelkoning en een brief. ".repeat(40)),
		"pages/second.md": record("title: De tweede", "Alleen daar staat de vraag naar de opvolging."),
	},
};

function put(path, text) {
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, text);
}

function writeVersion(version) {
	const content = join(folder, `content-${version}`), templates = join(folder, `templates-${version}`);
	for (const [path, text] of Object.entries(versions[version])) put(join(content, path), text);
	cpSync(join(root, "tests/site/woven/content/site.yaml"), join(content, "site.yaml"));
	cpSync(join(root, "tests/site/letters/content/files/vlak.png"), join(content, "files/vlak.png"));
	cpSync(join(root, "templates"), templates, { recursive: true });
	appendFileSync(join(templates, "assets/portal.css"), `/* the style of ${version} */\n`);
}

// Both servers with out/ as their root: what they are called and where they are. They end with their standard input.
async function startServers() {
	const script = '. "$root/tests/browser/lib/serve.bash"; serve_nginx "$1" && serve_apache "$1" && echo "$nginx $apache" && read -r; kill $servers; wait';
	const child = spawn("bash", ["-c", script, "bash", out], { env: { ...process.env, work: folder, servers: "" }, stdio: ["pipe", "pipe", "inherit"] });
	const ended = new Promise((resolve) => child.on("close", resolve));
	const { value } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
	const [nginx, apache] = value?.split(" ") ?? [];
	return { bases: { nginx, Apache: apache }, stop: () => (child.stdin.end("\n"), ended) };
}

const unpack = { gzip: gunzipSync, br: brotliDecompressSync };
const endings = { gzip: ".gz", br: ".br" };
function unpacked(bytes, encoding) { // null where they are not what they are said to be
	try {
		return encoding ? unpack[encoding](bytes) : bytes;
	} catch {
		return null;
	}
}

// Apache asks for a file's size, then opens it. Where the exchange comes between the two, it sends the new file no further than the old one was long, and
// breaks off where it is shorter, mostly before a byte is sent: browsers then ask again; or goes on with its next answer on the same connection. Of a packed
// copy that it has chosen, and that is gone when it opens it, it says 403. docs/servers/apache.conf tells of both. Nothing else is excused, nginx in nothing,
// and more than a few a hundred exchanges are too many.
const mostCut = 5;
function isCutByApache({ path, status, sent }, before, after) {
	if (sent.server !== "Apache" || status !== 200) return false;
	const was = before(path + sent.ending), is = after(path + sent.ending);
	if (!was || !is || was.length === is.length) return false;
	const isCut = sent.isWhole ? sent.bytes.length === was.length : is.length < was.length;
	const common = Math.min(is.length, sent.bytes.length);
	return isCut && sent.bytes.subarray(0, common).equals(is.subarray(0, common));
}
const isGoneForApache = ({ path, status, sent }, before, after) =>
	sent.server === "Apache" && status === 403 && Object.values(endings).some((ending) => before(path + ending) && !after(path + ending));
const isExcused = (...answer) => isCutByApache(...answer) || isGoneForApache(...answer);
const isUnanswered = (error) => error.code === "ECONNRESET";

const takes = [{}, { "Accept-Encoding": "gzip" }, { "Accept-Encoding": "gzip, deflate, br" }];

// A server and what it was asked. A load is one browser's: it takes the same encodings from its first file to its last.
function newServer(name, base) {
	const server = { name, agent: new http.Agent({ keepAlive: true, maxSockets: 12 }), loads: 0, requests: 0, packed: 0, unanswered: 0 };
	const ask = (path, headers) => get(base, address(path).slice(1), server.agent, headers);
	const askAgain = (path, headers) => (error) => {
		if (name !== "Apache" || !isUnanswered(error)) throw error;
		server.unanswered++;
		return ask(path, headers);
	};
	server.fetchOf = () => {
		const headers = takes[random(takes.length)];
		server.loads++;
		return async (path) => {
			server.requests++;
			const { status, headers: answered, bytes, isWhole } = await ask(path, headers).catch(askAgain(path, headers));
			const encoding = answered["content-encoding"];
			server.packed += encoding !== undefined;
			return { status, bytes: isWhole ? unpacked(bytes, encoding) : null, sent: { server: name, ending: endings[encoding] ?? "", bytes, isWhole } };
		};
	};
	return server;
}

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
chmodSync(folder, 0o755); // for the servers, which do not run as root
mkdirSync(out, { recursive: true });
for (const version in versions) writeVersion(version);
const { bases, stop } = await startServers();
if (check(bases.Apache, "the servers do not start")) {
	const servers = Object.entries(bases).map(([name, base]) => newServer(name, base));
	// The page that says that there is none is not answered as a page.
	const exchanges = new Exchanges({ program: join(build, "opvolging"), folder, out, random, rest: 40, isSparing: true, isExcused, options: (number) => (isPacked(number) ? ["--compress"] : []),
		isRead: (page) => page !== "404.html" });
	await exchanges.run(count, servers.flatMap(({ fetchOf }) => Array(readersOfEach).fill(fetchOf)));
	const { wrong, counts, releases } = exchanges;
	none([...new Set(wrong)], "read during exchanges");
	if (wrong.length) for (const server of ["nginx", "apache"]) console.log(`${server}: ${readFileSync(join(folder, server, "error.log"), "utf8").split("\n").slice(-10).join("\n    ")}`);
	const cut = counts.excused + servers.reduce((all, { unanswered }) => all + unanswered, 0);
	check(cut <= mostCut, `Apache cut ${cut} files`);
	check(releases.length === count + 2, `${releases.length} releases`);
	for (const { name, agent, loads, requests, packed } of servers) {
		agent.destroy();
		check(packed > 0 && packed < requests, `${name}: ${packed} of ${requests} answers were packed`);
		console.log(`${name}: ${loads} pages with ${requests} requests, ${packed} answers packed`);
	}
	console.log(`${count} exchanges, ${counts.across} pages with one meanwhile, ${counts.searches} searches, ${counts.missingShards} shards gone with what they held, ${cut} files cut by Apache; ${wrong.length} wrong`);
}
await stop();
close();
