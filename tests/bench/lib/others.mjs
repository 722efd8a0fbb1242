// SPDX-License-Identifier: EUPL-1.2
// The same records as sites of Hugo and Eleventy: a page each and a list for every folder, and nothing else. Each returns its command, and where the
// pages go (trees).
import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "./bench.mjs";

function put(folder, files) {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(join(folder, path, ".."), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

const page = (title, body) => `<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>${title}</title></head><body><main>${body}</main></body></html>\n`;

export function hugo(folder, content) {
	const out = join(folder, "public");
	put(folder, {
		"hugo.toml": `baseURL = "https://www.example.nl/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]\nuglyURLs = true\n[markup.goldmark.extensions]\nlinkify = true\n`,
		"layouts/_default/single.html": page("{{ .Title }}", "<h1>{{ .Title }}</h1><p>{{ .Date }}</p>{{ .Content }}"),
		"layouts/_default/list.html": page("{{ .Title }}", `<h1>{{ .Title }}</h1><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>`),
		"layouts/index.html": page("Proef", `<ul>{{ range .Site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>`),
	});
	cpSync(content, join(folder, "content"), { recursive: true });
	// What Hugo calls index.md would swallow the questions beside it.
	const sets = join(folder, "content/questions");
	for (const set of readdirSync(sets)) renameSync(join(sets, set, "index.md"), join(sets, set, "_index.md"));
	return { trees: [out], command: ["hugo", "--quiet", "--config", join(folder, "hugo.toml"), "--source", folder, "--destination", out] };
}

export function eleventy(folder, content) {
	const out = join(folder, "_site");
	cpSync(content, join(folder, "content"), { recursive: true });
	put(folder, {
		"eleventy.config.cjs": `module.exports = (config) => {
	for (const type of ${JSON.stringify(readdirSync(content).filter((name) => !name.includes(".")))}) config.addCollection(type, (api) => api.getFilteredByGlob(\`content/\${type}/**/*.md\`));
	return { dir: { input: "content", output: "_site" }, markdownTemplateEngine: false };
};\n`,
		"content/_includes/page.njk": page("{{ title }}", "<h1>{{ title }}</h1><p>{{ date }}</p>{{ content | safe }}"),
		"content/content.json": '{"layout": "page.njk"}',
		...Object.fromEntries(
			readdirSync(content)
				.filter((name) => !name.includes("."))
				.map((type) => [`content/${type}-list.njk`, `---\nlayout: false\npermalink: /${type}/index.html\n---\n${page(type, `<ul>{% for page in collections["${type}"] %}<li><a href="{{ page.url }}">{{ page.data.title }}</a></li>{% endfor %}</ul>`)}`]),
		),
	});
	return { trees: [out], command: ["sh", "-c", 'cd "$1" && exec node "$2" --quiet --config=eleventy.config.cjs', "-", folder, join(build, "bench/node_modules/@11ty/eleventy/cmd.cjs")] };
}
