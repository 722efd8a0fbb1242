/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "template_inside.h"

/* What is open while a text is parsed. The outermost level has no node: the text itself. */
struct level {
	struct node *node;
	struct node **tail;  /* where the next node goes */
	struct node *margin; /* of a parent: the literal before its tag, which turns out to be a margin or not */
	bool is_first;       /* of a parent: nothing stands before it on its line */
	bool has_lines;      /* of a block: what is inside begins on a line of its own, */
	size_t lines;        /* here */
};

struct parser {
	struct templates *templates;
	struct text *text;
	struct str bytes;
	size_t at;              /* what stands before is nodes already */
	struct str open, close; /* the delimiters */
	struct level levels[DEPTH_MOST + 1];
	size_t depth;
};

struct tag {
	char sigil; /* what stands behind the opening delimiter: # ^ / ! = > < $ & {; or 0 */
	struct str name;
	size_t start, end;      /* with its delimiters */
	bool is_first, is_last; /* nothing but white space stands before, or behind it, on its line */
	size_t from, to;        /* with that white space and the line's end */
};

/* ---- mistakes ---- */

#define REPORT(p, rule, span, ...) ((p)->text->is_broken = true, diag_report((p)->templates->diags, (rule), (span), __VA_ARGS__))

static struct span
span_at(const struct parser *p, size_t start, size_t end)
{
	return span_of(p->text->source, start, end);
}

static struct span
span_of_tag(const struct parser *p, const struct tag *tag)
{
	return span_at(p, tag->start, tag->end);
}

/* ---- lines ---- */

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_line_start(struct str bytes, size_t at)
{
	return at == 0 || bytes.at[at - 1] == '\n';
}

static size_t
skip_blanks(struct str bytes, size_t at)
{
	while (at < bytes.len && is_blank(bytes.at[at]))
		at++;
	return at;
}

static bool
is_line_end(struct str bytes, size_t at, size_t *behind)
{
	size_t end = at;

	if (end + 1 < bytes.len && bytes.at[end] == '\r' && bytes.at[end + 1] == '\n')
		end++;
	*behind = end < bytes.len ? end + 1 : end;
	return end == bytes.len || bytes.at[end] == '\n';
}

static void
look_around(struct str bytes, struct tag *tag)
{
	tag->from = tag->start;
	while (tag->from > 0 && is_blank(bytes.at[tag->from - 1]))
		tag->from--;
	tag->is_first = is_line_start(bytes, tag->from);
	tag->is_last = is_line_end(bytes, skip_blanks(bytes, tag->end), &tag->to);
}

/* ---- nodes ---- */

static struct level *
innermost(struct parser *p)
{
	return &p->levels[p->depth];
}

static struct node *
add_node(struct parser *p, enum node_kind kind, struct str text, struct span span)
{
	struct level *level = innermost(p);
	struct node *node = arena_alloc(p->templates->arena, sizeof *node);

	node->kind = kind;
	node->text = text;
	node->span = span;
	*level->tail = node;
	level->tail = &node->next;
	return node;
}

static struct node *
add_literal(struct parser *p, size_t from, size_t to)
{
	struct node *node;

	if (from >= to)
		return NULL;
	node = add_node(p, NODE_LITERAL, str_slice(p->bytes, from, to), span_at(p, from, to));
	node->starts_line = is_line_start(p->bytes, from);
	return node;
}

/* Writes what stands before the tag and goes on behind it, with or without the white space around. */
static void
cut(struct parser *p, const struct tag *tag, bool from_line, bool to_line)
{
	add_literal(p, p->at, from_line ? tag->from : tag->start);
	p->at = to_line ? tag->to : tag->end;
}

/* Takes out the line of a tag that has it for itself. */
static bool
cut_line(struct parser *p, const struct tag *tag)
{
	bool is_standalone = tag->is_first && tag->is_last;

	cut(p, tag, is_standalone, is_standalone);
	return is_standalone;
}

static struct node *
add_tag(struct parser *p, const struct tag *tag, enum node_kind kind, bool is_standalone)
{
	struct node *node = add_node(p, kind, tag->name, span_of_tag(p, tag));

	node->is_standalone = is_standalone;
	node->starts_line = !is_standalone && is_line_start(p->bytes, tag->start);
	return node;
}

static struct level *
enter(struct parser *p, struct node *node)
{
	if (p->depth == DEPTH_MOST) {
		REPORT(p, RULE_TEMPLATE_DEPTH, node->span, "tags stand more than %d deep in each other; make partials of them",
		       DEPTH_MOST);
		return innermost(p);
	}
	p->levels[++p->depth] = (struct level){.node = node, .tail = &node->inside};
	return innermost(p);
}

static bool
is_in_parent(const struct parser *p)
{
	const struct node *node = p->levels[p->depth].node;

	return node && node->kind == NODE_PARENT;
}

static bool
is_argument(const struct parser *p)
{
	return p->depth > 1 && p->levels[p->depth].node->kind == NODE_BLOCK && p->levels[p->depth - 1].node->kind == NODE_PARENT;
}

/* ---- tags ---- */

static void
read_partial(struct parser *p, const struct tag *tag)
{
	bool is_standalone = cut_line(p, tag);
	struct node *node = add_tag(p, tag, NODE_PARTIAL, is_standalone);

	if (is_standalone)
		node->margin = str_slice(p->bytes, tag->from, tag->start);
}

static void
open_section(struct parser *p, const struct tag *tag)
{
	bool is_standalone = cut_line(p, tag);

	enter(p, add_tag(p, tag, tag->sigil == '#' ? NODE_SECTION : NODE_INVERTED, is_standalone));
}

/* Whether a parent is standalone shows when it is closed: what lies between is not written in any case. */
static void
open_parent(struct parser *p, const struct tag *tag)
{
	struct node *margin = NULL, *node;
	struct level *level;

	cut(p, tag, tag->is_first, false);
	if (tag->is_first)
		margin = add_literal(p, tag->from, tag->start);
	node = add_tag(p, tag, NODE_PARENT, false);
	level = enter(p, node);
	level->margin = margin;
	level->is_first = tag->is_first;
}

static void
close_parent(struct parser *p, const struct tag *tag)
{
	struct level *level = innermost(p);
	bool is_standalone = level->is_first && tag->is_last;

	cut(p, tag, false, is_standalone);
	if (!is_standalone)
		return;
	level->node->is_standalone = true;
	level->node->starts_line = false;
	if (level->margin) {
		level->node->margin = level->margin->text;
		level->margin->text.len = 0;
	}
}

/* The lines of an argument begin behind its tag, whatever stands before it: between the arguments of a parent nothing is
 * written. */
static void
open_block(struct parser *p, const struct tag *tag)
{
	bool is_argument = is_in_parent(p), has_lines = tag->is_last && (is_argument || tag->is_first);
	struct node *node;
	struct level *level;

	cut(p, tag, has_lines && !is_argument, has_lines);
	node = add_tag(p, tag, NODE_BLOCK, has_lines);
	if (tag->is_first && !is_argument)
		node->margin = str_slice(p->bytes, tag->from, tag->start);
	level = enter(p, node);
	level->has_lines = has_lines;
	level->lines = p->at;
}

/* The white space before the first line that says something, up to the end of the block. */
static bool
find_margin(const struct parser *p, size_t at, size_t end, struct str *margin)
{
	while (at < end) {
		size_t behind = skip_blanks(p->bytes, at), next;

		if (behind >= end)
			return false;
		if (!is_line_end(p->bytes, behind, &next)) {
			*margin = str_slice(p->bytes, at, behind);
			return true;
		}
		at = next;
	}
	return false;
}

static void
close_block(struct parser *p, const struct tag *tag)
{
	struct level *level = innermost(p);

	if (level->has_lines)
		find_margin(p, level->lines, tag->start, &level->node->margin);
	if (is_argument(p))
		cut(p, tag, tag->is_first, false);
	else
		cut_line(p, tag);
}

static void
close_tag(struct parser *p, const struct tag *tag)
{
	const struct node *node = innermost(p)->node;

	if (!node) {
		REPORT(p, RULE_TEMPLATE_SYNTAX, span_of_tag(p, tag), "nothing is open that is called '%.*s'; remove this tag",
		       STR_ARG(tag->name));
		return;
	}
	if (!str_equal(node->text, tag->name)) {
		REPORT(p, RULE_TEMPLATE_SYNTAX, span_of_tag(p, tag), "'%.*s' is closed where '%.*s' is open; close that first",
		       STR_ARG(tag->name), STR_ARG(node->text));
		diag_note(p->templates->diags, node->span, "'%.*s' is opened here", STR_ARG(node->text));
		return;
	}
	if (node->kind == NODE_PARENT)
		close_parent(p, tag);
	else if (node->kind == NODE_BLOCK)
		close_block(p, tag);
	else
		cut_line(p, tag);
	p->depth--;
}

/* Takes the part up to white space off *rest. */
static struct str
next_word(struct str *rest)
{
	struct str word = str_trim(*rest);
	size_t end = 0;

	while (end < word.len && !char_is_space(word.at[end]))
		end++;
	*rest = str_slice(word, end, word.len);
	return str_slice(word, 0, end);
}

static void
set_delimiters(struct parser *p, const struct tag *tag)
{
	struct str rest = tag->name, open = next_word(&rest), close = next_word(&rest);

	if (open.len == 0 || close.len == 0 || rest.len > 0 || str_contains(tag->name, "=")) {
		REPORT(p, RULE_TEMPLATE_SYNTAX, span_of_tag(p, tag),
		       "these are not two delimiters; write two words without '=', as in {{=<%% %%>=}}");
		return;
	}
	cut_line(p, tag);
	p->open = open;
	p->close = close;
}

/* ---- reading a tag ---- */

/* What must stand before the closing delimiter too; 0 for most. */
static char
partner_of(char sigil)
{
	return sigil == '{' ? '}' : sigil == '=' ? '=' : 0;
}

static bool
read_tag(struct parser *p, size_t start, struct tag *tag)
{
	size_t from = start + p->open.len, at;
	char partner;

	*tag = (struct tag){.start = start};
	if (from < p->bytes.len && memchr("#^/!=><$&{", p->bytes.at[from], 10))
		tag->sigil = p->bytes.at[from++];
	partner = partner_of(tag->sigil);
	for (at = from;; at++) {
		at += str_find(str_slice(p->bytes, at, p->bytes.len), p->close);
		if (at == p->bytes.len)
			return false;
		if (!partner || (at > from && p->bytes.at[at - 1] == partner))
			break;
	}
	tag->name = str_trim(str_slice(p->bytes, from, partner ? at - 1 : at));
	tag->end = at + p->close.len;
	look_around(p->bytes, tag);
	return true;
}

static bool
has_space(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (char_is_space(name.at[i]))
			return true;
	return false;
}

static bool
has_empty_part(struct str name)
{
	return name.at[0] == '.' || name.at[name.len - 1] == '.' || str_contains(name, "..");
}

/* Names of templates and blocks may have dots of their own. */
static bool
is_dotted(char sigil)
{
	return sigil == 0 || memchr("{&#^", sigil, 4);
}

static bool
check_name(struct parser *p, const struct tag *tag)
{
	struct span span = span_of_tag(p, tag);

	if (tag->sigil == '!' || tag->sigil == '=')
		return true;
	if (tag->name.len == 0)
		REPORT(p, RULE_TEMPLATE_SYNTAX, span, "this tag has no name; write one");
	else if (has_space(tag->name))
		REPORT(p, RULE_TEMPLATE_SYNTAX, span, "a name has no spaces; write one name, and the tag's end behind it");
	else if (tag->name.at[0] == '*' && memchr("><", tag->sigil, 2))
		REPORT(p, RULE_TEMPLATE_SYNTAX, span, "which template it is must be known before; write its name without '*'");
	else if (is_dotted(tag->sigil) && !str_is(tag->name, ".") && has_empty_part(tag->name))
		REPORT(p, RULE_TEMPLATE_SYNTAX, span, "'%.*s' lacks a name beside a dot; write names with single dots between",
		       STR_ARG(tag->name));
	return !p->text->is_broken;
}

static void
read_value(struct parser *p, const struct tag *tag)
{
	cut(p, tag, false, false);
	add_tag(p, tag, tag->sigil ? NODE_RAW : NODE_VALUE, false);
}

static void
take_tag(struct parser *p, const struct tag *tag)
{
	switch (tag->sigil) {
	case '!':
		cut_line(p, tag);
		break;
	case '=':
		set_delimiters(p, tag);
		break;
	case '#':
	case '^':
		open_section(p, tag);
		break;
	case '>':
		read_partial(p, tag);
		break;
	case '<':
		open_parent(p, tag);
		break;
	case '$':
		open_block(p, tag);
		break;
	case '/':
		close_tag(p, tag);
		break;
	default:
		read_value(p, tag);
	}
}

/* After its first mistake a text is not read further: what follows would be guesses. */
static void
read_tags(struct parser *p)
{
	while (!p->text->is_broken) {
		size_t start = p->at + str_find(str_slice(p->bytes, p->at, p->bytes.len), p->open);
		struct tag tag;

		if (start == p->bytes.len)
			return;
		if (!read_tag(p, start, &tag))
			REPORT(p, RULE_TEMPLATE_SYNTAX, span_at(p, start, start + p->open.len),
			       "this tag does not end; write '%.*s' behind its name", STR_ARG(p->close));
		else if (check_name(p, &tag))
			take_tag(p, &tag);
	}
}

void
template_parse(struct templates *templates, struct text *text)
{
	struct parser p = {
		.templates = templates,
		.text = text,
		.bytes = text->source->text,
		.open = STR("{{"),
		.close = STR("}}"),
	};
	const struct node *open;

	if (p.bytes.len == 0)
		return;
	p.levels[0].tail = &text->nodes;
	read_tags(&p);
	add_literal(&p, p.at, p.bytes.len);
	open = innermost(&p)->node;
	if (open && !text->is_broken)
		REPORT(&p, RULE_TEMPLATE_SYNTAX, open->span,
		       "'%.*s' is opened here and never closed; write {{/%.*s}} where it ends", STR_ARG(open->text),
		       STR_ARG(open->text));
}
