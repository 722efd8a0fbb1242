/* SPDX-License-Identifier: EUPL-1.2 */
#include "facet.h"

#include <stdlib.h>

#include "../base/file.h"
#include "../model/attention.h"
#include "portal.h"
#include "row.h"

/* What records say. */

static size_t
option_of(const struct context *context, struct option *option, struct str label, int64_t order)
{
	if (!label.len)
		return 0;
	*option = (struct option){context_slug(context, label), label, order};
	return 1;
}

static size_t
options_of_status(const struct context *context, const struct record *record, struct option *options)
{
	return option_of(context, options, row_status(context, record), row_status_order(context, record));
}

static size_t
options_of_decision(const struct context *context, const struct record *record, struct option *options)
{
	const struct term *decision = row_decision(context, record);

	return decision ? option_of(context, options, decision->label, row_decision_order(context, record)) : 0;
}

/* Its theme, and those that this is part of. */
static size_t
options_of_theme(const struct context *context, const struct record *record, struct option *options)
{
	const struct record *of = record->type == TYPE_FOLLOWUP ? record_ref(record, KEY_item) : record;
	const struct record *theme = of && of->type != TYPE_THEME ? record_theme(of) : NULL;
	size_t count = 0;

	(void)context;
	for (; theme && count < FACET_MOST; theme = record_ref(theme, KEY_parent))
		options[count++] = (struct option){record_slug(theme), theme->title, 0};
	return count;
}

/* Years newest first. */
static size_t
options_of_year(const struct context *context, const struct record *record, struct option *options)
{
	int64_t year = record->type == TYPE_FOLLOWUP ? followup_year(record) : record->date.year;

	struct buf *digits = &context->renderer->scratch;

	if (!year)
		return 0;
	buf_clear(digits);
	buf_add_integer(digits, year);
	options[0].value = options[0].label = arena_str(context->arena, buf_str(digits));
	options[0].order = -year;
	return 1;
}

static size_t
options_of_asker(const struct context *context, const struct record *record, struct option *options)
{
	return option_of(context, options, record_text(record, KEY_asker), 0);
}

static size_t
options_of_kind(const struct context *context, const struct record *record, struct option *options)
{
	return option_of(context, options, row_kind(context, record), 0);
}

static size_t
options_of_change(const struct context *context, const struct record *record, struct option *options)
{
	return option_of(context, options, row_change(context, record), 0);
}

static const struct {
	const char *word; /* of its label */
	size_t (*options)(const struct context *context, const struct record *record, struct option *options);
} fields[FACET_COUNT] = {
	[FACET_STATUS] = {"filter_status", options_of_status}, [FACET_DECISION] = {"filter_decision", options_of_decision},
	[FACET_THEME] = {"filter_theme", options_of_theme},    [FACET_YEAR] = {"filter_year", options_of_year},
	[FACET_ASKER] = {"filter_asker", options_of_asker},    [FACET_KIND] = {"filter_kind", options_of_kind},
	[FACET_CHANGE] = {"filter_change", options_of_change},
};

size_t
facet_options(const struct context *context, enum facet_field field, const struct record *record, struct option *options)
{
	return fields[field].options(context, record, options);
}

void
facet_add_values(const struct context *context, enum facet_field field, const struct record *record, struct buf *out)
{
	struct option options[FACET_MOST];
	size_t count = facet_options(context, field, record, options);

	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(out, ' ');
		buf_add(out, options[i].value);
	}
}

/* The choices of a list. */

static int
option_order(const void *a, const void *b)
{
	const struct option *x = *(const struct option *const *)a, *y = *(const struct option *const *)b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return str_order(x->label, y->label);
}

static void
add_option(struct arena *arena, struct facet *facet, struct table *seen, const struct option *option)
{
	struct option *copy;

	if (table_find(seen, option->value))
		return;
	copy = arena_alloc(arena, sizeof *copy);
	*copy = *option;
	table_set(seen, copy->value, copy);
	facet->options = arena_grow(arena, facet->options, facet->count, &facet->cap, sizeof *facet->options);
	facet->options[facet->count++] = copy;
}

struct facet *
facet_of(const struct context *context, enum facet_field field, const struct records *records)
{
	struct facet *facet = arena_alloc(context->arena, sizeof *facet);
	struct table *seen = table_new(context->arena);
	struct option options[FACET_MOST];

	facet->field = field;
	facet->label = context_named_word(context, fields[field].word);
	facet->name = context_slug(context, facet->label);
	for (size_t i = 0; i < records->count; i++) {
		size_t count = facet_options(context, field, records->items[i], options);

		for (size_t j = 0; j < count; j++)
			add_option(context->arena, facet, seen, &options[j]);
	}
	if (facet->count)
		qsort(facet->options, facet->count, sizeof *facet->options, option_order);
	return facet;
}

/* Views. */

static void
add_option_value(void *context, const void *object, struct buf *out)
{
	const struct option *option = object;

	(void)context;
	buf_add(out, option->value);
}

static void
add_option_label(void *context, const void *object, struct buf *out)
{
	const struct option *option = object;

	(void)context;
	buf_add(out, option->label);
}

static const struct view_type view_option = {
	.name = "choice",
	.slots = (const struct slot[]){{.name = "value", .kind = SLOT_TEXT, .text = add_option_value},
                                       {.name = "label", .kind = SLOT_TEXT, .text = add_option_label},
                                       {.name = NULL}},
};

static void
add_facet_label(void *context, const void *object, struct buf *out)
{
	const struct facet *facet = object;

	(void)context;
	buf_add(out, facet->label);
}

static void
add_facet_name(void *context, const void *object, struct buf *out)
{
	const struct facet *facet = object;

	(void)context;
	buf_add(out, facet->name);
}

/* The attribute of the rows: data-<field>. */
static void
add_facet_field(void *context, const void *object, struct buf *out)
{
	static const char *const names[FACET_COUNT] = {"status", "decision", "theme", "year", "asker", "kind", "change"};
	const struct facet *facet = object;

	(void)context;
	buf_add_cstring(out, names[facet->field]);
}

static size_t
list_options(void *context, const void *object, const void *const **items)
{
	const struct facet *facet = object;

	(void)context;
	*items = (const void *const *)facet->options;
	return facet->count;
}

const struct view_type view_facet = {
	.name = "filter",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_facet_label},
                                       {.name = "name", .kind = SLOT_TEXT, .text = add_facet_name},
                                       {.name = "field", .kind = SLOT_TEXT, .text = add_facet_field},
                                       {.name = "choices", .kind = SLOT_LIST, .of = &view_option, .list = list_options},
                                       {.name = NULL}},
};
