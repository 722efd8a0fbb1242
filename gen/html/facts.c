/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "../model/address.h"
#include "view_parts.h"

struct gathering {
	struct context *context;
	const struct record *record;
	struct fact *fact;
	size_t cap;
};

static void
add_value(struct gathering *gathering, struct str text, struct str href)
{
	struct fact *fact = gathering->fact;
	struct fact_value *value = arena_alloc(gathering->context->arena, sizeof *value);

	*value = (struct fact_value){text, href};
	fact->values = arena_grow(gathering->context->arena, fact->values, fact->count, &gathering->cap, sizeof *fact->values);
	fact->values[fact->count++] = value;
}

static void
add_record(struct gathering *gathering, const struct record *record)
{
	add_value(gathering, record->title, context_href(gathering->context, record->address));
}

static void
add_term(struct gathering *gathering, enum vocabulary vocabulary, int64_t index)
{
	const struct term *term = site_term(gathering->context->site, vocabulary, index);
	struct str address = STR("");

	if (!term)
		return;
	if (vocabulary == VOCABULARY_STATUSES)
		address = address_of_status(gathering->context->arena, gathering->context->site->language, term);
	else if (vocabulary == VOCABULARY_DECISIONS && gathering->record->type == TYPE_RECOMMENDATION)
		address = address_of_decision(gathering->context->arena, gathering->context->site->language, term);
	if (vocabulary == VOCABULARY_ADDRESSEES)
		add_value(gathering, map_value(term->map, KEY_lines)->items[0].text, STR(""));
	else
		add_value(gathering, term->label, address.len ? context_href(gathering->context, address) : STR(""));
}

struct str
url_host(struct str url)
{
	struct str rest = str_slice(url, sizeof "https://" - 1, url.len);

	return str_slice(rest, 0, str_find_char(rest, '/'));
}

static void
add_paper(struct gathering *gathering, const struct value *value)
{
	struct arena *arena = gathering->context->arena;

	add_value(gathering, kamerstuk_text(arena, &value->kamerstuk), kamerstuk_url(arena, &value->kamerstuk));
}

/* '2018–2023'; '€ 80,79 miljoen (2025)'; 'office, name'; a title and its file. */
static void
add_map(struct gathering *gathering, const struct map *map)
{
	struct context *context = gathering->context;
	struct arena *arena = context->arena;

	if (map->shape->id == SHAPE_PERIOD)
		add_value(gathering,
		          arena_printf(arena, "%.*s–%.*s", STR_ARG(map_text(map, KEY_from)), STR_ARG(map_text(map, KEY_to))),
		          STR(""));
	else if (map->shape->id == SHAPE_BUDGET)
		add_value(gathering,
		          arena_printf(arena, "%.*s (%.*s)", STR_ARG(map_text(map, KEY_label)), STR_ARG(map_text(map, KEY_year))),
		          STR(""));
	else if (map->shape->id == SHAPE_SIGNATORY)
		add_value(gathering, map_text(map, KEY_name),
		          context_href(context,
		                       address_of_signatory(context->arena, context->site->language, map_text(map, KEY_name))));
	else if (map->shape->id == SHAPE_ATTACHMENT)
		add_value(gathering, map_text(map, KEY_title),
		          context_href(context, arena_printf(arena, "%.*s/%.*s", STR_ARG(context->site->language->path_files),
		                                             STR_ARG(map_text(map, KEY_file)))));
}

static void
add_text(struct gathering *gathering, const struct field *field, const struct value *value)
{
	struct context *context = gathering->context;
	bool is_asker = field->key == KEY_asker;

	add_value(gathering, value->text,
	          is_asker ? context_href(context, address_of_asker(context->arena, context->site->language, value->text))
	                   : STR(""));
}

static void
add_one(struct gathering *gathering, const struct field *field, const struct value *value)
{
	struct context *context = gathering->context;

	switch (field->kind) {
	case VALUE_DATE:
		add_value(gathering, language_date(context->arena, context->site->language, value->date), STR(""));
		break;
	case VALUE_URL:
		add_value(gathering, url_host(value->text), value->text);
		break;
	case VALUE_KAMERSTUK:
		add_paper(gathering, value);
		break;
	case VALUE_CHOICE:
		add_value(gathering, context->site->language->choices[field->detail][value->number], STR(""));
		break;
	case VALUE_TERM:
		add_term(gathering, (enum vocabulary)field->detail, value->number);
		break;
	case VALUE_MAP:
		add_map(gathering, value->map);
		break;
	case VALUE_ID:
	case VALUE_ID_OR_URL:
	case VALUE_ID_OR_TEXT:
	case VALUE_TEXT_OR_ID:
		if (value->record)
			add_record(gathering, value->record);
		else
			add_value(gathering, str_starts(value->text, "https://") ? url_host(value->text) : value->text,
			          str_starts(value->text, "https://") ? value->text : STR(""));
		break;
	case VALUE_MARKDOWN:
	case VALUE_FREE:
	case VALUE_ALIAS:
	case VALUE_MOMENT:
		break;
	default:
		add_text(gathering, field, value);
		break;
	}
}

static const struct fact *
fact_of(struct context *context, const struct record *record, const struct field *field, const struct value *value)
{
	struct fact *fact = arena_alloc(context->arena, sizeof *fact);
	struct gathering gathering = {.context = context, .record = record, .fact = fact};

	fact->label = context->site->language->labels[field->key];
	if (value->items)
		for (size_t i = 0; i < value->count; i++)
			add_one(&gathering, field, &value->items[i]);
	else
		add_one(&gathering, field, value);
	return fact;
}

/* 'extra': names and values as written; what lies deeper gets the names on its way before it. */
static void
add_pairs(struct gathering *gathering, struct str way, const struct pairs *pairs)
{
	struct arena *arena = gathering->context->arena;

	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];
		struct str name = pair->name;

		if (way.len && name.len)
			name = arena_printf(arena, "%.*s, %.*s", STR_ARG(way), STR_ARG(name));
		else if (way.len)
			name = way;
		if (pair->inside)
			add_pairs(gathering, name, pair->inside);
		else
			add_value(gathering,
			          name.len ? arena_printf(arena, "%.*s: %.*s", STR_ARG(name), STR_ARG(pair->text)) : pair->text,
			          STR(""));
	}
}

static void
add_extra(struct context *context, const struct pairs *pairs, const void **facts, size_t *count)
{
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];
		struct fact *fact = arena_alloc(context->arena, sizeof *fact);
		struct gathering gathering = {.context = context, .fact = fact};

		fact->label = pair->name;
		if (pair->inside)
			add_pairs(&gathering, STR(""), pair->inside);
		else
			add_value(&gathering, pair->text, STR(""));
		facts[(*count)++] = fact;
	}
}

/* Of several decisions the last one. */
static const struct value *
value_that_counts(const struct record *record, enum key key)
{
	const struct map *map =
		key == KEY_decision || key == KEY_decided_in ? recommendation_last_decision(record) : &record->map;

	return map_value(map, key);
}

size_t
view_facts(struct context *context, const struct record *record, const void *const **items)
{
	const struct shape *shape = record->map.shape;
	const struct value *extra = record_value(record, KEY_extra);
	size_t most = shape->count + (extra ? extra->pairs->count : 0), count = 0;
	const void **facts = arena_array(context->arena, most, sizeof *facts);

	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		const struct fact *fact;

		const struct value *value = value_that_counts(record, field->key);

		if (!value || !context->site->language->labels[field->key].len)
			continue;
		fact = fact_of(context, record, field, value);
		if (fact->count)
			facts[count++] = fact;
	}
	if (extra)
		add_extra(context, extra->pairs, facts, &count);
	*items = facts;
	return count;
}

/* Their views. */

static void
add_fact_label(void *context, const void *object, struct buf *out)
{
	const struct fact *fact = object;

	(void)context;
	buf_add(out, fact->label);
}

static void
add_value_text(void *context, const void *object, struct buf *out)
{
	const struct fact_value *value = object;

	(void)context;
	buf_add(out, value->text);
}

static void
add_value_href(void *context, const void *object, struct buf *out)
{
	const struct fact_value *value = object;

	(void)context;
	buf_add(out, value->href);
}

const struct view_type view_fact_value = {
	.name = "value",
	.slots = (const struct slot[]){{.name = "text", .kind = SLOT_TEXT, .text = add_value_text},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_value_href},
                                       {.name = NULL}},
};

static size_t
list_fact_values(void *context, const void *object, const void *const **items)
{
	const struct fact *fact = object;

	(void)context;
	*items = (const void *const *)fact->values;
	return fact->count;
}

const struct view_type view_fact = {
	.name = "fact",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_fact_label},
                                       {.name = "values", .kind = SLOT_LIST, .of = &view_fact_value, .list = list_fact_values},
                                       {.name = NULL}},
};
