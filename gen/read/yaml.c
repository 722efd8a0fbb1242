/* SPDX-License-Identifier: EUPL-1.2 */
#include "yaml.h"

#include <string.h>
#include <yaml.h>

#include "../base/utf8.h"
#include "text.h"

/* A map of more keys than this is a mistake, and looking for one that stands twice would cost its square. */
enum { DEEPEST = 20, MOST_KEYS = 500 };

struct reading {
	struct arena *arena;
	struct diagnostics *diags;
	const struct source *source;
	struct str text;      /* the piece */
	size_t start;         /* of the piece in the source */
	bool is_ascii;        /* then characters are bytes */
	size_t cursor_index;  /* libyaml counts characters: the last place that was asked for, in characters … */
	size_t cursor_offset; /* … and in bytes */
	yaml_parser_t parser;
};

/* Marks come nearly in order, so that walking on from the last one is linear over the whole text. */
static size_t
offset_of(struct reading *reading, yaml_mark_t mark)
{
	if (reading->is_ascii)
		return reading->start + (mark.index < reading->text.len ? mark.index : reading->text.len);
	if (mark.index < reading->cursor_index)
		reading->cursor_index = reading->cursor_offset = 0;
	while (reading->cursor_index < mark.index && reading->cursor_offset < reading->text.len) {
		utf8_next(reading->text, &reading->cursor_offset);
		reading->cursor_index++;
	}
	return reading->start + reading->cursor_offset;
}

static struct span
span_between(struct reading *reading, yaml_mark_t from, yaml_mark_t to)
{
	size_t start = offset_of(reading, from), end = offset_of(reading, to);
	struct str text = reading->source->text;

	while (end > start && char_is_space(text.at[end - 1]))
		end--;
	return span_of(reading->source, start, end);
}

static bool
is_tab_before(struct reading *reading, size_t offset)
{
	struct str text = reading->source->text;

	if (offset < text.len && text.at[offset] == '\t')
		return true;
	while (offset > reading->start && (text.at[offset - 1] == ' ' || text.at[offset - 1] == '\t')) {
		if (text.at[offset - 1] == '\t')
			return true;
		offset--;
	}
	return false;
}

static void
report_syntax(struct reading *reading)
{
	yaml_mark_t mark = reading->parser.problem_mark;
	const char *problem = reading->parser.problem ? reading->parser.problem : "it is not YAML";
	size_t offset = offset_of(reading, mark);
	struct span span = span_of(reading->source, offset, offset);

	if (reading->parser.error == YAML_MEMORY_ERROR)
		die_out_of_memory();
	if (is_tab_before(reading, offset)) {
		diag_report(reading->diags, RULE_YAML_TAB, span, "a tab where YAML wants spaces; replace it with spaces");
		return;
	}
	if (strstr(problem, "mapping values are not allowed"))
		diag_report(reading->diags, RULE_YAML_SYNTAX, span,
		            "a colon inside a value; put the whole value between double quotes");
	else
		diag_report(reading->diags, RULE_YAML_SYNTAX, span,
		            "the YAML breaks off here: %s; check quotes, colons and indentation above this place", problem);
	if (reading->parser.context && reading->parser.context_mark.index < mark.index) {
		size_t context = offset_of(reading, reading->parser.context_mark);

		diag_note(reading->diags, span_of(reading->source, context, context), "%s that began here",
		          reading->parser.context);
	}
}

static bool
next_event(struct reading *reading, yaml_event_t *event)
{
	if (yaml_parser_parse(&reading->parser, event))
		return true;
	report_syntax(reading);
	return false;
}

static bool
refuse_anchor(struct reading *reading, const yaml_event_t *event, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (!anchor && !tag)
		return false;
	diag_report(reading->diags, RULE_YAML_ANCHOR, span_between(reading, event->start_mark, event->end_mark),
	            "an anchor or a tag of YAML; write the value itself");
	return true;
}

static struct node *
scalar_node(struct reading *reading, const yaml_event_t *event)
{
	struct node *node = arena_alloc(reading->arena, sizeof *node);
	yaml_scalar_style_t style = event->data.scalar.style;

	node->kind = NODE_SCALAR;
	node->span = span_between(reading, event->start_mark, event->end_mark);
	node->text = arena_str(reading->arena, (struct str){(const char *)event->data.scalar.value, event->data.scalar.length});
	node->is_quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	node->is_literal = style == YAML_LITERAL_SCALAR_STYLE;
	/* Written as an escape, it is no less there. */
	return text_is_seen(reading->diags, node->span, node->text) ? node : NULL;
}

/* What is being put together: a list or a map, and the key that waits for its value. */
struct level {
	struct node *node;
	size_t cap;
	struct node *key;
};

static bool
is_duplicate(const struct node *map, struct str key, const struct node **first)
{
	for (size_t i = 0; i < map->count; i++) {
		if (str_equal(map->items[i]->key, key)) {
			*first = map->items[i];
			return true;
		}
	}
	return false;
}

static bool
put_key(struct reading *reading, struct level *level, struct node *key)
{
	if (level->node->count == MOST_KEYS) {
		diag_report(reading->diags, RULE_YAML_SYNTAX, key->span, "a map of more than %d keys; no record needs that",
		            MOST_KEYS);
		return false;
	}
	if (key->kind != NODE_SCALAR) {
		diag_report(reading->diags, RULE_YAML_SYNTAX, key->span, "a list or a map as a key; write a word");
		return false;
	}
	level->key = key;
	return true;
}

/* A key that stands twice is reported, and its first value kept. */
static void
put_value(struct reading *reading, struct level *level, struct node *node)
{
	struct node *parent = level->node;
	const struct node *first;

	if (parent->kind == NODE_MAP) {
		node->key = level->key->text;
		node->key_span = level->key->span;
		level->key = NULL;
		if (is_duplicate(parent, node->key, &first)) {
			diag_report(reading->diags, RULE_KEY_DUPLICATE, node->key_span,
			            "the key '%.*s' stands twice; keep one of the two", STR_ARG(node->key));
			diag_note(reading->diags, first->key_span, "it stands here first");
			return;
		}
	}
	parent->items = arena_grow(reading->arena, parent->items, parent->count, &level->cap, sizeof *parent->items);
	parent->items[parent->count++] = node;
}

/* The node that an event begins; NULL where it is refused. */
static struct node *
node_of(struct reading *reading, const yaml_event_t *event)
{
	struct node *node;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
		if (refuse_anchor(reading, event, event->data.scalar.anchor, event->data.scalar.tag))
			return NULL;
		return scalar_node(reading, event);
	case YAML_SEQUENCE_START_EVENT:
		if (refuse_anchor(reading, event, event->data.sequence_start.anchor, event->data.sequence_start.tag))
			return NULL;
		break;
	case YAML_MAPPING_START_EVENT:
		if (refuse_anchor(reading, event, event->data.mapping_start.anchor, event->data.mapping_start.tag))
			return NULL;
		break;
	default:
		diag_report(reading->diags, RULE_YAML_ANCHOR, span_between(reading, event->start_mark, event->end_mark),
		            "an alias of YAML; write the value itself");
		return NULL;
	}
	node = arena_alloc(reading->arena, sizeof *node);
	node->kind = event->type == YAML_SEQUENCE_START_EVENT ? NODE_LIST : NODE_MAP;
	node->span = span_between(reading, event->start_mark, event->end_mark);
	return node;
}

static bool
put(struct reading *reading, struct level *level, struct node *node)
{
	if (level->node->kind == NODE_MAP && !level->key)
		return put_key(reading, level, node);
	put_value(reading, level, node);
	return true;
}

/* From the first event of the root to its last. */
static struct node *
read_tree(struct reading *reading)
{
	struct node top = {.kind = NODE_LIST};
	struct level levels[DEEPEST + 1] = {{.node = &top}};
	size_t depth = 0;
	yaml_event_t event;

	for (;;) {
		struct node *node;
		bool is_end, is_put;

		if (!next_event(reading, &event))
			return NULL;
		is_end = event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
		if (event.type == YAML_DOCUMENT_END_EVENT)
			break;
		if (is_end) {
			depth--;
			yaml_event_delete(&event);
			continue;
		}
		node = node_of(reading, &event);
		yaml_event_delete(&event);
		is_put = node && put(reading, &levels[depth], node);
		if (!is_put)
			return NULL;
		if (node->kind == NODE_SCALAR)
			continue;
		if (depth == DEEPEST) {
			diag_report(reading->diags, RULE_YAML_DEPTH, node->span,
			            "YAML more than %d levels deep; no record needs that", DEEPEST);
			return NULL;
		}
		levels[++depth] = (struct level){.node = node};
	}
	yaml_event_delete(&event);
	return top.count ? top.items[0] : NULL;
}

static struct node *
read_document(struct reading *reading)
{
	yaml_event_t event;
	struct node *root;
	yaml_event_type_t type;

	if (!next_event(reading, &event)) /* the stream begins */
		return NULL;
	yaml_event_delete(&event);
	if (!next_event(reading, &event))
		return NULL;
	type = event.type;
	yaml_event_delete(&event);
	if (type == YAML_STREAM_END_EVENT)
		return NULL;
	root = read_tree(reading);
	if (!root || !next_event(reading, &event))
		return NULL;
	if (event.type != YAML_STREAM_END_EVENT) {
		diag_report(reading->diags, RULE_YAML_SYNTAX, span_between(reading, event.start_mark, event.end_mark),
		            "a second document of YAML; one is enough");
		root = NULL;
	}
	yaml_event_delete(&event);
	return root;
}

struct node *
yaml_read(struct arena *arena, struct diagnostics *diags, const struct source *source, size_t start, size_t end)
{
	struct reading reading = {
		.arena = arena,
		.diags = diags,
		.source = source,
		.text = str_slice(source->text, start, end),
		.start = start,
	};
	struct node *root;

	reading.is_ascii = str_skip_ascii(reading.text, 0) == reading.text.len;
	if (!yaml_parser_initialize(&reading.parser))
		die_out_of_memory();
	yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading.parser, (const unsigned char *)(reading.text.at ? reading.text.at : ""),
	                             reading.text.len);
	root = read_document(&reading);
	yaml_parser_delete(&reading.parser);
	return root;
}

const struct node *
node_find(const struct node *map, const char *key)
{
	for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++)
		if (str_is(map->items[i]->key, key))
			return map->items[i];
	return NULL;
}
