/* SPDX-License-Identifier: EUPL-1.2 */
/* floor — what a site of so many records costs at the least: each file is read, its front matter parsed as YAML, its body as Markdown, and one page
 * written, with the libraries that the program uses and nothing else. No record knows of another.
 *
 *     floor CONTENT OUT */
#include <cmark-gfm-core-extensions.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

enum { OPTIONS = CMARK_OPT_FOOTNOTES };

static cmark_syntax_extension *tables;
static size_t files, scalars;

static void
fail(const char *path)
{
	perror(path);
	exit(1);
}

static char *
read_file(const char *path, size_t *size)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat info;
	char *text;

	if (file < 0 || fstat(file, &info))
		fail(path);
	text = malloc((size_t)info.st_size + 1);
	*size = (size_t)info.st_size;
	if (!text || read(file, text, *size) != info.st_size)
		fail(path);
	text[*size] = '\0';
	close(file);
	return text;
}

static void
parse_yaml(const char *text, size_t size)
{
	yaml_parser_t parser;
	yaml_event_t event;
	bool is_done = false;

	yaml_parser_initialize(&parser);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text, size);
	while (!is_done && yaml_parser_parse(&parser, &event)) {
		is_done = event.type == YAML_STREAM_END_EVENT;
		scalars += event.type == YAML_SCALAR_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
}

static char *
parse_markdown(const char *text, size_t size)
{
	cmark_parser *parser = cmark_parser_new(OPTIONS);
	cmark_node *document;
	char *html;

	cmark_parser_attach_syntax_extension(parser, tables);
	cmark_parser_feed(parser, text, size);
	document = cmark_parser_finish(parser);
	html = cmark_render_html(document, OPTIONS, cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(document);
	cmark_parser_free(parser);
	return html;
}

static void
write_page(const char *path, const char *html)
{
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	size_t size = strlen(html);

	if (file < 0 || write(file, html, size) != (ssize_t)size || close(file))
		fail(path);
}

static void
make_page(const char *path, const char *out)
{
	size_t size;
	char *text = read_file(path, &size), *end = strstr(text, "\n---\n"), *html;
	size_t front = end ? (size_t)(end - text) + 1 : 0;

	parse_yaml(text + 4, front > 4 ? front - 4 : 0);
	html = parse_markdown(text + front + 4, size > front + 4 ? size - front - 4 : 0);
	write_page(out, html);
	free(html);
	free(text);
	files++;
}

static void
walk(const char *from, const char *to)
{
	DIR *folder = opendir(from);
	struct dirent *entry;

	mkdir(to, 0755);
	if (!folder)
		fail(from);
	while ((entry = readdir(folder))) {
		char path[4096], out[4096];
		const char *dot = strrchr(entry->d_name, '.');

		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", from, entry->d_name);
		snprintf(out, sizeof out, "%s/%s", to, entry->d_name);
		if (entry->d_type == DT_DIR) {
			walk(path, out);
		} else if (dot && strcmp(dot, ".md") == 0) {
			snprintf(out, sizeof out, "%s/%.*s.html", to, (int)(dot - entry->d_name), entry->d_name);
			make_page(path, out);
		}
	}
	closedir(folder);
}

int
main(int count, char **words)
{
	if (count != 3) {
		fprintf(stderr, "usage: floor CONTENT OUT\n");
		return 2;
	}
	cmark_gfm_core_extensions_ensure_registered();
	tables = cmark_find_syntax_extension("table");
	walk(words[1], words[2]);
	fprintf(stderr, "%zu pages, %zu values\n", files, scalars);
	return 0;
}
