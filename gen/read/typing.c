/* SPDX-License-Identifier: EUPL-1.2 */
#include "typing_value.h"

static bool
is_map_kind(enum value_kind kind)
{
	return kind == VALUE_MAP || kind == VALUE_FREE;
}

static bool
is_nothing(const struct node *node)
{
	struct str text = str_trim(node->text);

	return node->kind == NODE_SCALAR && !node->is_quoted && (text.len == 0 || str_is(text, "~") || str_is(text, "null"));
}

/* The words of a scalar lie in the source as they are read, or nearly: the place of a placeholder is that of the whole then. */
static void
check_placeholders(struct typing *typing, const struct node *node)
{
	struct str there = str_slice(node->span.source->text, node->span.start, node->span.end);

	if (node->kind == NODE_SCALAR)
		placeholder_check(typing->diags, node->span.source, there, node->span.start);
	for (size_t i = 0; node->kind != NODE_SCALAR && i < node->count; i++)
		check_placeholders(typing, node->items[i]);
}

static bool
read_one(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	value->span = node->span;
	if (is_nothing(node) || (node->kind == NODE_SCALAR && !str_trim(node->text).len)) {
		diag_report(typing->diags, RULE_VALUE_EMPTY, node->key_span.source ? node->key_span : node->span,
		            field->kind == VALUE_COLOUR
		                    ? "'%s' has no value; write it in quotes, since a '#' without them begins a comment"
		                    : "'%s' has no value; write one or remove the key",
		            field->name);
		return false;
	}
	if (!is_map_kind(field->kind) && node->kind != NODE_SCALAR)
		return typing_wrong(typing, RULE_VALUE_TYPE, node, field,
		                    node->kind == NODE_LIST ? "is a list; write one value" : "is a map; write one value");
	if (node->kind == NODE_SCALAR && field->kind != VALUE_MARKDOWN)
		value->text = arena_str(typing->arena, str_trim(node->text));
	/* Maps look into themselves; a free map has no readers of its own. */
	if (field->kind == VALUE_FREE || node->kind == NODE_SCALAR)
		check_placeholders(typing, node);
	value->is_set = typing_value(typing, field, node, value);
	return value->is_set;
}

static void
read_many(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	value->span = node->span;
	value->items = arena_array(typing->arena, node->count, sizeof *value->items);
	for (size_t i = 0; i < node->count; i++)
		if (read_one(typing, field, node->items[i], &value->items[value->count]))
			value->count++;
	if (node->count == 0 && (field->flags & REQUIRED))
		diag_report(typing->diags, RULE_VALUE_EMPTY, node->span, "'%s' is an empty list; write at least one",
		            field->name);
	value->is_set = value->count > 0;
}

/* A list where one is asked; ID_OR_TEXT takes one text instead. */
static void
read_value(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	bool is_many = field->flags & MANY;

	value->is_written = true;
	if (is_many && node->kind == NODE_LIST) {
		read_many(typing, field, node, value);
	} else if (is_many && field->kind == VALUE_ID_OR_TEXT && node->kind == NODE_SCALAR && !is_like_id(node->text)) {
		value->is_text = true;
		read_one(typing, &(struct field){.key = field->key, .name = field->name, .kind = VALUE_TEXT}, node, value);
	} else if (is_many && !is_nothing(node)) {
		typing_wrong(typing, RULE_VALUE_TYPE, node, field,
		             "is no list; write it as [one] or as lines that begin with '- '");
	} else {
		read_one(typing, field, node, value);
	}
}

/* The field that the author may have meant is then not reported as missing. */
static void
report_unknown_key(struct typing *typing, const struct shape *shape, const struct node *node, struct value *values)
{
	const char *nearest = shape_suggest(shape, node->key);

	if (shape_is_derived(shape, node->key)) {
		diag_report(typing->diags, RULE_KEY_UNKNOWN, node->key_span,
		            "'%.*s' follows from the folder that the file is in; remove it", STR_ARG(node->key));
		return;
	}
	if (nearest)
		values[shape_find(shape, str_from(nearest)) - shape->fields].is_written = true;
	if (nearest)
		diag_report(typing->diags, RULE_KEY_UNKNOWN, node->key_span, "unknown key '%.*s'; did you mean '%s'?",
		            STR_ARG(typing_shown(node->key)), nearest);
	else if (shape->slot[KEY_extra])
		diag_report(typing->diags, RULE_KEY_UNKNOWN, node->key_span,
		            "unknown key '%.*s'; remove it, or put free data under 'extra'", STR_ARG(typing_shown(node->key)));
	else
		diag_report(typing->diags, RULE_KEY_UNKNOWN, node->key_span, "unknown key '%.*s'; remove it",
		            STR_ARG(typing_shown(node->key)));
}

static void
report_missing_keys(struct typing *typing, const struct map *map)
{
	for (size_t i = 0; i < map->shape->count; i++) {
		const struct field *field = &map->shape->fields[i];

		if ((field->flags & REQUIRED) && !map_at(map, i)->is_written)
			diag_report(typing->diags, RULE_KEY_MISSING, map->span, "the key '%s' is missing; add it: %s",
			            field->name, field->en);
	}
}

void
typing_map(struct typing *typing, const struct shape *shape, const struct node *node, struct span where, struct map *map)
{
	struct value values[SHAPE_MOST_FIELDS] = {0};
	bool has_keys = !node || node->kind == NODE_MAP;

	if (!has_keys)
		diag_report(typing->diags, RULE_VALUE_TYPE, node->span, "no keys here; write 'key: value' lines");
	for (size_t i = 0; node && has_keys && i < node->count; i++) {
		const struct field *field = shape_find(shape, node->items[i]->key);

		if (field)
			read_value(typing, field, node->items[i], &values[field - shape->fields]);
		else
			report_unknown_key(typing, shape, node->items[i], values);
	}
	*map = map_of(typing->arena, shape, values);
	map->span = where;
	if (has_keys)
		report_missing_keys(typing, map);
}
