/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/utf8.h"
#include "markdown_parts.h"
#include "typing.h"

/* What each block is asked about, and where it has its place. */
static const struct fill_rule {
	enum key keys[2];
	bool needs_follow_up_letter;
	const char *what; /* for messages */
} rules[FILL_COUNT] = {
	[FILL_FOLLOW_UP_TABLE] = {{KEY_theme}, true, "'theme: themes/…'"},
	[FILL_FOLLOW_UP_LIST] = {{KEY_NONE}, true, "nothing"},
	[FILL_QUESTION_LIST] = {{KEY_set}, false, "'set: questions/…'"},
	[FILL_SAVINGS_LIST] = {{KEY_theme, KEY_evaluation}, false, "'theme: themes/…' or 'evaluation: evaluations/…'"},
};

static bool
find_kind(struct str info, enum fill_kind *kind)
{
	for (*kind = 0; *kind < FILL_COUNT; (*kind)++)
		if (str_is(info, fill_name(*kind)))
			return true;
	return false;
}

/* Somebody who wrote 'follow-up-tabel' did not mean a block of code. */
static void
report_near_miss(struct parsing *parsing, struct str info, struct span span)
{
	for (enum fill_kind kind = 0; kind < FILL_COUNT; kind++)
		if (str_distance(info, str_from(fill_name(kind)), 3) <= 3)
			diag_report(parsing->reader->diags, RULE_FILL_UNKNOWN, span, "unknown block '%.*s'; did you mean '%s'?",
			            STR_ARG(info), fill_name(kind));
}

/* A letter whose kind is wrong may be one. */
static bool
may_be_follow_up_letter(const struct record *record)
{
	const struct value *kind = record_value(record, KEY_kind);

	return record->type == TYPE_LETTER && (kind ? kind->number == LETTER_FOLLOW_UP : record->is_broken);
}

/* The one key that says what the block is about; a list of questions in its own set needs none. */
static enum key
find_about(const struct fill_rule *rule, const struct map *map)
{
	for (int i = 0; i < 2; i++)
		if (rule->keys[i] != KEY_NONE && map_value(map, rule->keys[i]))
			return rule->keys[i];
	return KEY_NONE;
}

/* What the block is not asked about is a mistake, not a wish to pass over. */
static void
refuse_other_keys(struct parsing *parsing, enum fill_kind kind, const struct map *map, enum key about)
{
	for (size_t i = 0; i < map->shape->count; i++) {
		const struct value *value = map_at(map, i);
		enum key key = map->shape->fields[i].key;
		bool is_asked = rules[kind].keys[0] == key || rules[kind].keys[1] == key;

		/* A wrong value of the right key was told. */
		if (value->span.source && (is_asked ? value->is_set && key != about : value->is_written))
			diag_report(parsing->reader->diags, RULE_FILL_UNKNOWN, value->span,
			            "the block '%s' is not about '%s'; write %s in it, and that alone", fill_name(kind),
			            map->shape->fields[i].name, rules[kind].what);
	}
}

static void
read_content(struct parsing *parsing, cmark_node *block, struct map *map, struct span span)
{
	struct arena *scratch = parsing->reader->scratch;
	struct typing typing = {.arena = scratch, .diags = parsing->reader->diags};
	int first = cmark_node_get_start_line(block) + 1, last = cmark_node_get_end_line(block);
	size_t start = markdown_offset(parsing, first, 1), end = markdown_offset(parsing, last, 1);
	struct str content = str_from(cmark_node_get_literal(block));
	const struct node *node = NULL;

	if (str_trim(content).len)
		node = yaml_read(scratch, typing.diags, span.source, start,
		                 end > start + content.len ? end : start + content.len);
	typing_map(&typing, shape_of(SHAPE_FILL), node, span, map);
}

static enum type
about_type(enum key key)
{
	return key == KEY_theme ? TYPE_THEME : key == KEY_evaluation ? TYPE_EVALUATION : TYPE_QUESTION_SET;
}

static void
add_fill(struct parsing *parsing, cmark_node *block, enum fill_kind kind, struct span span)
{
	const struct fill_rule *rule = &rules[kind];
	struct tape_fill fill = {.kind = (uint8_t)kind, .about = TYPE_NONE, .start = span.start, .end = span.end};
	enum key about;
	struct str id = STR("");
	size_t errors = diag_count(parsing->reader->diags, SEVERITY_ERROR);
	struct map map;

	read_content(parsing, block, &map, span);
	about = find_about(rule, &map);
	refuse_other_keys(parsing, kind, &map, about);
	if (about != KEY_NONE) {
		const struct value *value = map_value(&map, about);

		fill.about = (uint8_t)about_type(about);
		id = value->text;
		fill.start = value->span.start;
		fill.end = value->span.end;
	} else if (kind == FILL_QUESTION_LIST && parsing->owner->type == TYPE_QUESTION_SET) {
		fill.about = TYPE_QUESTION_SET;
		id = parsing->owner->id;
	} else if (rule->keys[0] != KEY_NONE) {
		if (diag_count(parsing->reader->diags, SEVERITY_ERROR) > errors)
			return;
		diag_report(parsing->reader->diags, RULE_FILL_UNKNOWN, span,
		            "the block '%s' does not say what it is about; write %s in it", fill_name(kind), rule->what);
		return;
	}
	tape_add(parsing->tape, TAPE_FILL, (struct tape_event){.value = tape_add_fill(parsing->tape, fill, id)}, STR(""));
}

bool
fill_read(struct parsing *parsing, cmark_node *block)
{
	struct str info = str_trim(str_from(cmark_node_get_fence_info(block)));
	struct span span = markdown_span(parsing, block);
	enum fill_kind kind;

	if (!find_kind(info, &kind)) {
		if (info.len && parsing->is_body)
			report_near_miss(parsing, info, span);
		return false;
	}
	if (!parsing->is_body || tape_depth(parsing->tape) > 0)
		diag_report(
			parsing->reader->diags, RULE_FILL_PLACE, span,
			"the block '%s' stands in a list, a quote or the front matter; give it a place of its own in the body",
			fill_name(kind));
	else if (rules[kind].needs_follow_up_letter && !may_be_follow_up_letter(parsing->owner))
		diag_report(parsing->reader->diags, RULE_FILL_PLACE, span,
		            "the block '%s' has its place in a letter of kind follow-up, which reports follow-ups",
		            fill_name(kind));
	else
		add_fill(parsing, block, kind, span);
	return true;
}
