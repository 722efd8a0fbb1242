/* SPDX-License-Identifier: EUPL-1.2 */
#include "markdown.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "../base/utf8.h"
#include "markdown_parts.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm/registry.h>

/* cmark-gfm is not linear in these: 40,000 '![[]()' take 3 s, and a table of 3,000 columns × 3,000 rows becomes 90 MB. No letter has as much. */
enum {
	MOST_BRACKETS = 500, /* in a paragraph */
	MOST_PIPES = 250,    /* in a line */
	MOST_MARKS = 2000,   /* of emphasis or code, in a line */
	DEEPEST_BLOCK = 60,  /* quotes and lists in each other */
	DEEPEST_INLINE = 60,
};

/* Looked up before the first thread: cmark-gfm's registry is shared. */
static cmark_syntax_extension *table_extension;

/* cmark-gfm ends the program by a signal where its allocator has no memory, so it gets ours: one for the registry of extensions, which takes no
 * other than that of the whole process, and one for trees. */
/* They are registered once in a process and cannot be again. */
void
markdown_start(void)
{
	if (table_extension)
		return;
	*cmark_get_default_mem_allocator() = (cmark_mem){memory_take_zeroed, memory_take_more, free};
	cmark_gfm_core_extensions_ensure_registered();
	table_extension = cmark_find_syntax_extension("table");
	atexit(cmark_release_plugins);
}

/* Where each line of a text lies that stands in its source as it is. */
static void
index_lines(struct markdown_text *text, struct arena *scratch)
{
	struct str rest = text->text, line;
	size_t *lines = NULL, cap = 0;

	text->line_count = 0;
	while (rest.len) {
		lines = arena_grow(scratch, lines, text->line_count, &cap, sizeof *lines);
		lines[text->line_count++] = text->start + (size_t)(rest.at - text->text.at);
		str_next_line(&rest, &line);
	}
	text->lines = lines;
}

size_t
markdown_offset(const struct parsing *parsing, int line, int column)
{
	const struct markdown_text *text = &parsing->text;
	size_t index = line > 0 ? (size_t)line - 1 : 0;

	if (!text->line_count)
		return text->span.start;
	if (index >= text->line_count)
		return text->start + text->text.len;
	return text->lines[index] + (column > 0 ? (size_t)column - 1 : 0);
}

struct span
markdown_span(const struct parsing *parsing, cmark_node *node)
{
	const struct markdown_text *text = &parsing->text;
	cmark_node *placed = node;
	size_t start;

	/* Breaks carry no place of their own. */
	while (placed && cmark_node_get_start_line(placed) == 0)
		placed = cmark_node_previous(placed) ? cmark_node_previous(placed) : cmark_node_parent(placed);
	if (!placed || !text->line_count)
		return text->span;
	start = markdown_offset(parsing, cmark_node_get_start_line(placed), cmark_node_get_start_column(placed));
	return span_of(text->source, start, start);
}

static struct span
line_span(struct parsing *parsing, int line)
{
	size_t start = markdown_offset(parsing, line, 1);

	return parsing->text.line_count ? span_of(parsing->text.source, start, start) : parsing->text.span;
}

/* The quotes, bullets and blanks that a line begins with, roughly: each may open a block. */
static int
openings_of(struct str line)
{
	int count = 0;

	for (size_t i = 0; i < line.len; i++) {
		char c = line.at[i];

		if (c == '>' || ((c == '-' || c == '*' || c == '+') && i + 1 < line.len && char_is_space(line.at[i + 1])))
			count++;
		else if (c == '.' || c == ')')
			count++;
		else if (!char_is_space(c) && !char_is_digit(c))
			break;
	}
	return count;
}

/* As far as most + 1. */
static size_t
count_of(struct str line, char c, size_t most)
{
	size_t count = 0;

	for (size_t at = str_find_char(line, c); at < line.len && count <= most; count++)
		at += 1 + str_find_char(str_slice(line, at + 1, line.len), c);
	return count;
}

static bool
has_more(struct str line, char c, size_t most)
{
	return line.len > most && count_of(line, c, most) > most;
}

static size_t
indent_of(struct str line)
{
	size_t indent = 0;

	while (indent < line.len && (line.at[indent] == ' ' || line.at[indent] == '\t'))
		indent++;
	return indent;
}

/* What is wrong with a line before anything is parsed, or NULL. */
static const char *
bound_broken(struct str line, size_t brackets)
{
	if (has_more(line, '|', MOST_PIPES))
		return "a table of more than 250 columns; split it";
	if (brackets > MOST_BRACKETS)
		return "more than 500 '[' in one paragraph; split it";
	if (openings_of(line) > DEEPEST_BLOCK || indent_of(line) > 4 * DEEPEST_BLOCK)
		return "lists or quotes more than 60 deep; no letter needs that";
	if (has_more(line, '*', MOST_MARKS) || has_more(line, '_', MOST_MARKS) || has_more(line, '`', MOST_MARKS))
		return "more than 2000 marks of emphasis or code in one line; split it";
	return NULL;
}

static bool
is_within_bounds(struct parsing *parsing)
{
	struct str rest = parsing->text.text, line;
	size_t brackets = 0;

	for (int number = 1; str_next_line(&rest, &line); number++) {
		const char *problem;

		brackets = str_trim(line).len ? brackets + count_of(line, '[', MOST_BRACKETS) : 0;
		problem = bound_broken(line, brackets);
		if (problem) {
			diag_report(parsing->reader->diags, RULE_MARKDOWN_BOUNDS, line_span(parsing, number), "%s", problem);
			return false;
		}
	}
	return true;
}

/* Blocks. */

static void
open_block(struct parsing *parsing, enum tape_kind kind, struct tape_event with)
{
	tape_open(parsing->tape, kind, with, STR(""));
}

static bool
is_top_level(cmark_node *node)
{
	return node_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
}

/* Level 1 starts an annex in a letter; elsewhere the page's title is level 1 already. No level is skipped. */
static uint8_t
heading_level(struct parsing *parsing, cmark_node *node)
{
	int level = cmark_node_get_heading_level(node);

	if (level == 1 && parsing->is_body && parsing->owner->type == TYPE_LETTER && is_top_level(node)) {
		parsing->heading_level = 1;
		return 1;
	}
	level += parsing->heading_shift;
	if (level < 2)
		level = 2;
	if (level > 6)
		level = 6;
	if (level > parsing->heading_level + 1)
		level = parsing->heading_level + 1;
	parsing->heading_level = (uint8_t)level;
	return (uint8_t)level;
}

/* An anchor that no heading before has: besparing, besparing-2. Each slug remembers the last number that it was given. */
static struct str
make_anchor(struct parsing *parsing, struct str title)
{
	struct arena *scratch = parsing->reader->scratch;
	struct str slug = utf8_slug(scratch, title), anchor = slug;
	size_t *last = table_find(parsing->anchors, slug), *fresh;

	while (last) {
		anchor = arena_printf(scratch, "%.*s-%zu", STR_ARG(slug), ++*last + 1);
		if (!table_find(parsing->anchors, anchor))
			break;
	}
	fresh = arena_alloc(scratch, sizeof *fresh);
	table_set(parsing->anchors, anchor, fresh);
	return anchor;
}

static void
write_heading(struct parsing *parsing, cmark_node *node)
{
	uint8_t level = heading_level(parsing, node);
	struct str anchor = make_anchor(parsing, inline_plain(parsing, node));

	tape_open(parsing->tape, TAPE_HEADING, (struct tape_event){.level = level}, anchor);
	inline_write(parsing, node);
	tape_close(parsing->tape, TAPE_HEADING);
}

static void
write_code_block(struct parsing *parsing, cmark_node *node)
{
	if (!fill_read(parsing, node))
		tape_add(parsing->tape, TAPE_CODE_BLOCK, (struct tape_event){0}, str_from(cmark_node_get_literal(node)));
}

static void
write_html_block(struct parsing *parsing, cmark_node *node)
{
	struct str html = str_trim(str_from(cmark_node_get_literal(node)));
	bool is_comment = str_starts(html, "<!--");

	diag_report(parsing->reader->diags, RULE_RAW_HTML, markdown_span(parsing, node),
	            is_comment ? "a comment of HTML, which is left out; remove it, or begin a file's name with '_' to hide it"
	                       : "HTML, which is shown as it stands; write Markdown instead");
	if (is_comment)
		return;
	open_block(parsing, TAPE_PARAGRAPH, (struct tape_event){0});
	tape_add(parsing->tape, TAPE_TEXT, (struct tape_event){0}, html);
	tape_close(parsing->tape, TAPE_PARAGRAPH);
}

static struct tape_event
list_event(cmark_node *node)
{
	bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
	bool is_tight = cmark_node_get_list_tight(node);

	return (struct tape_event){
		.flags = (uint8_t)((is_ordered ? TAPE_ORDERED : 0) | (is_tight ? TAPE_TIGHT : 0)),
		.value = is_ordered ? (uint32_t)cmark_node_get_list_start(node) : 0,
	};
}

static uint8_t
cell_flags(cmark_node *cell)
{
	cmark_node *row = cmark_node_parent(cell);
	uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(cmark_node_parent(row));
	int column = 0;

	for (cmark_node *before = cmark_node_previous(cell); before; before = cmark_node_previous(before))
		column++;
	return (uint8_t)((cmark_gfm_extensions_get_table_row_is_header(row) ? TAPE_HEADER : 0) |
	                 (alignments[column] == 'l' ? TAPE_ALIGN_LEFT : 0) | (alignments[column] == 'c' ? TAPE_ALIGN_CENTER : 0) |
	                 (alignments[column] == 'r' ? TAPE_ALIGN_RIGHT : 0));
}

/* A cell of Markdown holds one line: a paragraph in the tape, as in the cells of every other table. */
static void
write_cell(struct parsing *parsing, cmark_node *node)
{
	open_block(parsing, TAPE_CELL, (struct tape_event){.value = 1, .flags = cell_flags(node)});
	if (cmark_node_first_child(node)) {
		open_block(parsing, TAPE_PARAGRAPH, (struct tape_event){0});
		inline_write(parsing, node);
		tape_close(parsing->tape, TAPE_PARAGRAPH);
	}
	tape_close(parsing->tape, TAPE_CELL);
}

/* The events of a table and its rows; true where node is one of them. */
static bool
write_table_part(struct parsing *parsing, cmark_node *node, bool is_enter)
{
	cmark_node_type type = node_type(node);

	if (type == CMARK_NODE_TABLE && is_enter)
		open_block(parsing, TAPE_TABLE, (struct tape_event){.value = cmark_gfm_extensions_get_table_columns(node)});
	else if (type == CMARK_NODE_TABLE)
		tape_close(parsing->tape, TAPE_TABLE);
	else if (type == CMARK_NODE_TABLE_ROW && is_enter)
		open_block(parsing, TAPE_ROW,
		           (struct tape_event){.flags = cmark_gfm_extensions_get_table_row_is_header(node) ? TAPE_HEADER : 0});
	else if (type == CMARK_NODE_TABLE_ROW)
		tape_close(parsing->tape, TAPE_ROW);
	else
		return false;
	return true;
}

/* The definitions come in the order of their first reference, which is their number. */
static void
open_note(struct parsing *parsing)
{
	open_block(parsing, TAPE_NOTE, (struct tape_event){.value = ++parsing->note_count});
}

static void
enter_block(struct parsing *parsing, cmark_node *node)
{
	switch (node_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		open_block(parsing, TAPE_QUOTE, (struct tape_event){0});
		break;
	case CMARK_NODE_LIST:
		open_block(parsing, TAPE_LIST, list_event(node));
		break;
	case CMARK_NODE_ITEM:
		open_block(parsing, TAPE_ITEM,
		           (struct tape_event){.flags = cmark_node_get_list_tight(cmark_node_parent(node)) ? TAPE_TIGHT : 0});
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		open_note(parsing);
		break;
	case CMARK_NODE_CODE_BLOCK:
		write_code_block(parsing, node);
		break;
	case CMARK_NODE_HTML_BLOCK:
		write_html_block(parsing, node);
		break;
	case CMARK_NODE_THEMATIC_BREAK:
		tape_add(parsing->tape, TAPE_RULE, (struct tape_event){0}, STR(""));
		break;
	default:
		break;
	}
}

static void
exit_block(struct parsing *parsing, cmark_node *node)
{
	switch (node_type(node)) {
	case CMARK_NODE_BLOCK_QUOTE:
		tape_close(parsing->tape, TAPE_QUOTE);
		break;
	case CMARK_NODE_LIST:
		tape_close(parsing->tape, TAPE_LIST);
		break;
	case CMARK_NODE_ITEM:
		tape_close(parsing->tape, TAPE_ITEM);
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		tape_close(parsing->tape, TAPE_NOTE);
		break;
	default:
		break;
	}
}

/* Containers of running text are written whole when they are entered; true where node is one. */
static bool
write_running_text(struct parsing *parsing, cmark_node *node)
{
	cmark_node_type type = node_type(node);

	if (type == CMARK_NODE_PARAGRAPH) {
		open_block(parsing, TAPE_PARAGRAPH, (struct tape_event){0});
		inline_write(parsing, node);
		tape_close(parsing->tape, TAPE_PARAGRAPH);
	} else if (type == CMARK_NODE_HEADING) {
		write_heading(parsing, node);
	} else if (type == CMARK_NODE_TABLE_CELL) {
		write_cell(parsing, node);
	} else {
		return false;
	}
	return true;
}

static void
write_blocks(struct parsing *parsing, cmark_node *document)
{
	struct node_walk walk = {.root = document};

	while (node_walk_next(&walk)) {
		if (write_table_part(parsing, walk.node, walk.is_enter))
			continue;
		if (walk.is_enter && write_running_text(parsing, walk.node))
			walk.is_enter = false;
		else if (walk.is_enter)
			enter_block(parsing, walk.node);
		else
			exit_block(parsing, walk.node);
	}
}

/* Where a text that is no letter uses level 1, all its levels go down by one. */
static bool
uses_level_one(cmark_node *document)
{
	for (cmark_node *node = cmark_node_first_child(document); node; node = cmark_node_next(node))
		if (node_type(node) == CMARK_NODE_HEADING && cmark_node_get_heading_level(node) == 1)
			return true;
	return false;
}

/* '^' is rare. */
size_t
markdown_find_note(struct str text, size_t at)
{
	while (at < text.len) {
		size_t sign = at + str_find_char(str_slice(text, at, text.len), '^');

		if (sign == text.len)
			break;
		if (sign > at && text.at[sign - 1] == '[')
			return sign - 1;
		at = sign + 1;
	}
	return text.len;
}

/* The labels of all marks '[^x]' that are no definition. */
static struct table *
marked_notes(struct parsing *parsing)
{
	struct table *marked = table_new(parsing->reader->scratch);
	struct str text = parsing->text.text;

	for (size_t at = markdown_find_note(text, 0); at + 2 < text.len;) {
		size_t end = at + 2 + str_find_char(str_slice(text, at + 2, text.len), ']');
		bool begins_line = at == 0 || text.at[at - 1] == '\n';

		if (!(begins_line && end + 1 < text.len && text.at[end + 1] == ':'))
			table_set(marked, str_slice(text, at + 2, end), parsing);
		at = markdown_find_note(text, at + 2);
	}
	return marked;
}

/* Footnotes that nothing refers to are dropped by the parser; their author should know. */
static void
report_unused_notes(struct parsing *parsing)
{
	struct str rest = parsing->text.text, line;
	struct table *marked;

	if (markdown_find_note(rest, 0) == rest.len)
		return;
	marked = marked_notes(parsing);
	for (int number = 1; str_next_line(&rest, &line); number++) {
		size_t end = str_starts(line, "[^") ? str_find(line, STR("]:")) : line.len;
		struct str label = str_slice(line, 2, end);

		if (end == line.len || str_contains(label, "]") || table_find(marked, label))
			continue;
		diag_report(parsing->reader->diags, RULE_FOOTNOTE_UNUSED, line_span(parsing, number),
		            "the footnote '%.*s' is not referred to, and not shown; write [^%.*s] where it belongs",
		            STR_ARG(label), STR_ARG(label));
	}
}

/* Emphasis may nest as deep as a line is long; what comes after walks without recursion but keeps a stack. */
static bool
is_too_deep(struct parsing *parsing, cmark_node *document)
{
	struct node_walk walk = {.root = document};
	int depth = 0;

	while (node_walk_next(&walk)) {
		if (!walk.node->first_child)
			continue;
		depth += walk.is_enter ? 1 : -1;
		if (depth > DEEPEST_BLOCK + DEEPEST_INLINE) {
			diag_report(parsing->reader->diags, RULE_MARKDOWN_BOUNDS, markdown_span(parsing, walk.node),
			            "lists, quotes or emphasis more than 120 deep; no letter needs that");
			return true;
		}
	}
	return false;
}

/* What a tree takes, which goes whole. Its allocator is told nothing, so the arena is the thread's. */
static _Thread_local struct arena *tree_arena;

struct taken {
	size_t size;
	alignas(max_align_t) char data[];
};

static void *
tree_take_zeroed(size_t count, size_t size)
{
	struct taken *taken;

	if (size && count > (SIZE_MAX - sizeof *taken) / size)
		die_out_of_memory();
	taken = arena_alloc(tree_arena, sizeof *taken + count * size);
	taken->size = count * size;
	return taken->data;
}

static void *
tree_take_more(void *at, size_t size)
{
	struct taken *taken = at ? (struct taken *)((char *)at - offsetof(struct taken, data)) : NULL;
	void *larger;

	if (taken && size <= taken->size)
		return at;
	larger = tree_take_zeroed(1, size);
	if (taken)
		memcpy(larger, at, taken->size);
	return larger;
}

static void
tree_leave(void *at)
{
	(void)at;
}

/* The document lives in the arena; neither it nor its parser is freed by itself. */
static cmark_node *
parse(struct arena *arena, struct str text)
{
	static cmark_mem memory = {tree_take_zeroed, tree_take_more, tree_leave};
	cmark_parser *parser;

	tree_arena = arena;
	parser = cmark_parser_new_with_mem(CMARK_OPT_FOOTNOTES, &memory);
	cmark_parser_attach_syntax_extension(parser, table_extension);
	cmark_parser_feed(parser, text.at ? text.at : "", text.len);
	return cmark_parser_finish(parser);
}

static void
write_document(struct parsing *parsing)
{
	cmark_node *document = parse(parsing->reader->scratch, parsing->text.text);

	parsing->heading_level = 1;
	if (!(parsing->is_body && parsing->owner->type == TYPE_LETTER) && uses_level_one(document))
		parsing->heading_shift = 1;
	if (!is_too_deep(parsing, document)) {
		write_blocks(parsing, document);
		report_unused_notes(parsing);
	}
}

struct markdown_reader
markdown_open(struct arena *arena, struct arena *texts, struct diagnostics *diags, const struct reference_terms *terms)
{
	struct markdown_reader reader = {
		.arena = arena, .texts = texts, .scratch = arena_new(), .making = arena_new(), .diags = diags, .terms = terms};

	reader.maker = tape_maker_new(reader.making);
	return reader;
}

void
markdown_close(struct markdown_reader *reader)
{
	arena_free(reader->scratch);
	arena_free(reader->making);
}

struct prose *
markdown_read(struct markdown_reader *reader, struct markdown_text text, const struct record *owner, bool is_body)
{
	struct prose *prose = arena_alloc(reader->arena, sizeof *prose);
	struct parsing parsing = {
		.reader = reader,
		.text = text,
		.owner = owner,
		.is_body = is_body,
		.has_entities = str_find_char(text.text, '&') < text.text.len,
		.tape = reader->maker,
		.anchors = table_new(reader->scratch),
	};

	prose->owner = owner;
	tape_maker_reset(reader->maker);
	if (text.is_whole)
		index_lines(&parsing.text, reader->scratch);
	if (str_trim(text.text).len && is_within_bounds(&parsing))
		write_document(&parsing);
	prose->tape = tape_made(parsing.tape, reader->texts);
	arena_reset(reader->scratch);
	return prose;
}
