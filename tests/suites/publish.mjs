// SPDX-License-Identifier: EUPL-1.2
// Readers of a portal while it is published anew, time after time: publish.mjs PROGRAM FOLDER EXCHANGES SEED
//
// FOLDER is as exchanges.mjs wants it; what is published is FOLDER/web/out, or the folder that OUT names. A server of its own gives the files by their
// paths. Prints what is wrong, then a line of figures.
import http from "node:http";
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Exchanges, get, randomFrom } from "./exchanges.mjs";

const [program, folder, count, seed] = process.argv.slice(2);
const out = process.env.OUT ?? join(folder, "web", "out");

// A path is looked up anew for each request.
const server = http.createServer(async (request, answer) => {
	try {
		const bytes = await readFile(join(out, decodeURIComponent(request.url)));
		answer.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
	} catch (error) {
		answer.writeHead(error.code === "ENOENT" || error.code === "ENOTDIR" ? 404 : 500).end();
	}
});
// On a busy machine a reader may take longer than that for its next request, and find the connection closed just then.
server.keepAliveTimeout = 0;
const agent = new http.Agent({ keepAlive: true });
let requests = 0;
const fetch = async (path) => {
	requests++;
	const { status, bytes, isWhole } = await get(`http://127.0.0.1:${server.address().port}`, path, agent);
	return { status, bytes: isWhole ? bytes : null };
};

mkdirSync(join(out, ".."), { recursive: true });
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const exchanges = new Exchanges({ program, folder, out, random: randomFrom(seed) });
await exchanges.run(Number(count), [() => fetch, () => fetch, () => fetch]);
server.close();
agent.destroy();
const { wrong, loads, counts } = exchanges;
console.log([...new Set(wrong)].slice(0, 20).join("\n"));
console.log(`${count} exchanges, ${loads.length} pages and ${requests} requests, ${counts.searches} searches; ${counts.across} pages with an exchange meanwhile; ${counts.missingShards} shards gone with what they held; ${wrong.length} wrong`);
