/* SPDX-License-Identifier: EUPL-1.2 */
#include "tape_html.h"
#include "view_parts.h"

/* Decisions: the first and the later ones, in order. */

struct decision {
	const struct term *term;
	const struct record *letter;
	const struct prose *response;
};

static void
add_decision_label(void *context, const void *object, struct buf *out)
{
	const struct decision *decision = object;

	(void)context;
	buf_add(out, decision->term ? decision->term->label : STR(""));
}

static void
add_response(void *context, const void *object, struct buf *out)
{
	const struct decision *decision = object;

	tape_write_html(context, decision->response, (struct showing){.heading_shift = 2}, out);
}

static const void *
decision_letter(void *context, const void *object)
{
	const struct decision *decision = object;

	(void)context;
	return decision->letter;
}

const struct view_type view_decision = {
	.name = "decision",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_decision_label},
                                       {.name = "response", .kind = SLOT_HTML, .text = add_response},
                                       {.name = "letter", .kind = SLOT_VIEW, .of = &view_face, .view = decision_letter},
                                       {.name = NULL}},
};

static const struct decision *
decision_new(struct context *context, const struct map *map)
{
	struct decision *decision = arena_alloc(context->arena, sizeof *decision);
	const struct value *value = map_value(map, KEY_decision), *letter = map_value(map, KEY_decided_in);
	const struct value *response = map_value(map, KEY_response);

	decision->term = value ? site_term(context->site, VOCABULARY_DECISIONS, value->number) : NULL;
	decision->letter = letter ? letter->record : NULL;
	decision->response = response ? response->prose : NULL;
	return decision;
}

size_t
list_decisions(void *context, const void *object, const void *const **items)
{
	const struct record *record = object;
	const struct context *page = context;
	const struct value *later = record_value(record, KEY_later_decisions);
	size_t count = 1 + (later ? later->count : 0);
	const void **decisions;

	if (record->type != TYPE_RECOMMENDATION && record->type != TYPE_SAVINGS)
		return 0;
	decisions = arena_array(page->arena, count, sizeof *decisions);
	decisions[0] = decision_new(context, &record->map);
	for (size_t i = 1; i < count; i++)
		decisions[i] = decision_new(context, later->items[i - 1].map);
	*items = decisions;
	return count;
}
