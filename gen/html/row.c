/* SPDX-License-Identifier: EUPL-1.2 */
#include "row.h"

#include "../model/attention.h"
#include "facet.h"
#include "portal.h"

/* What readers see. */

/* A commitment has a state of its own where no follow-up reports one. */
static const struct value *
own_state(const struct site *site, const struct record *record)
{
	return record->type == TYPE_COMMITMENT && !item_status(site, record) ? record_value(record, KEY_status) : NULL;
}

static const struct term *
status_of(const struct site *site, const struct record *record)
{
	return record->type == TYPE_FOLLOWUP ? followup_status(site, record) : item_status(site, record);
}

struct str
row_status(const struct context *context, const struct record *record)
{
	const struct value *own = own_state(context->site, record);
	const struct term *status = status_of(context->site, record);

	if (own)
		return context->site->language->choices[CHOICE_COMMITMENT][own->number];
	if (record->type == TYPE_RECOMMENDATION && !status)
		return language_capital(context->arena, context_named_word(context, "state_none"));
	return status ? status->label : STR("");
}

const struct term *
row_decision(const struct context *context, const struct record *record)
{
	const struct value *own = record->type == TYPE_SAVINGS ? record_value(record, KEY_decision) : NULL;

	if (record->type == TYPE_RECOMMENDATION)
		return recommendation_decision(context->site, record);
	return own ? site_term(context->site, VOCABULARY_DECISIONS, own->number) : NULL;
}

static int64_t
order_in(const struct vocabulary_words *words, const struct term *term)
{
	return term ? term - words->items : -1;
}

int64_t
row_status_order(const struct context *context, const struct record *record)
{
	const struct value *own = own_state(context->site, record);

	return own ? own->number
	           : order_in(&context->site->settings.vocabularies[VOCABULARY_STATUSES], status_of(context->site, record));
}

int64_t
row_decision_order(const struct context *context, const struct record *record)
{
	return order_in(&context->site->settings.vocabularies[VOCABULARY_DECISIONS], row_decision(context, record));
}

struct str
row_kind(const struct context *context, const struct record *record)
{
	const struct value *kind = record_value(record, KEY_kind);

	if (!kind)
		return STR("");
	return record->type == TYPE_LETTER ? context->site->language->choices[CHOICE_LETTER_KIND][kind->number] : kind->text;
}

struct str
row_change(const struct context *context, const struct record *record)
{
	if (record->type != TYPE_FOLLOWUP)
		return STR("");
	if (!followup_before(record))
		return context_named_word(context, "change_first");
	return context_named_word(context, followup_is_change(record) ? "change_changed" : "change_same");
}

/* The view. */

static const void *
row_record(void *context, const void *object)
{
	(void)context;
	return object;
}

static const void *
row_item(void *context, const void *object)
{
	(void)context;
	return record_ref(object, KEY_item);
}

static const void *
row_set(void *context, const void *object)
{
	(void)context;
	return record_ref(object, KEY_set);
}

/* The one that is reported before this follow-up. */
static const void *
row_before(void *context, const void *object)
{
	const struct record *record = object;

	(void)context;
	return record->type == TYPE_FOLLOWUP ? followup_before(record) : NULL;
}

static const void *
row_evaluation(void *context, const void *object)
{
	(void)context;
	return record_ref(object, KEY_evaluation);
}

/* What an evaluation is called for short. */
static void
add_evaluation_name(void *context, const void *object, struct buf *out)
{
	const struct record *evaluation = record_ref(object, KEY_evaluation);
	struct str name = evaluation ? record_text(evaluation, KEY_short) : STR("");

	(void)context;
	buf_add(out, name.len || !evaluation ? name : evaluation->title);
}

static void
add_kind(void *context, const void *object, struct buf *out)
{
	buf_add(out, row_kind(context, object));
}

static void
add_change(void *context, const void *object, struct buf *out)
{
	buf_add(out, row_change(context, object));
}

static bool
is_change(void *context, const void *object)
{
	const struct record *record = object;

	(void)context;
	return record->type == TYPE_FOLLOWUP && followup_is_change(record);
}

static void
add_status_order(void *context, const void *object, struct buf *out)
{
	buf_add_integer(out, row_status_order(context, object));
}

static void
add_decision_order(void *context, const void *object, struct buf *out)
{
	buf_add_integer(out, row_decision_order(context, object));
}

static void
add_expected_iso(void *context, const void *object, struct buf *out)
{
	struct date expected = record_date(object, KEY_expected);

	(void)context;
	if (date_is_set(expected))
		date_add_iso(out, expected);
}

/* clang-format off */
#define FACET_SLOT(function, kind)                                             \
	static void                                                            \
	function(void *context, const void *object, struct buf *out)           \
	{                                                                      \
		facet_add_values(context, kind, object, out);                  \
	}
FACET_SLOT(add_status_key, FACET_STATUS)
FACET_SLOT(add_decision_key, FACET_DECISION)
FACET_SLOT(add_theme_key, FACET_THEME)
FACET_SLOT(add_year_key, FACET_YEAR)
FACET_SLOT(add_asker_key, FACET_ASKER)
FACET_SLOT(add_kind_key, FACET_KIND)
FACET_SLOT(add_change_key, FACET_CHANGE)
/* clang-format on */

static const struct slot row_slots[] = {
	{.name = "record", .kind = SLOT_VIEW, .of = &view_face, .view = row_record},
	{.name = "item", .kind = SLOT_VIEW, .of = &view_face, .view = row_item},
	{.name = "set", .kind = SLOT_VIEW, .of = &view_face, .view = row_set},
	{.name = "before", .kind = SLOT_VIEW, .of = &view_face, .view = row_before},
	{.name = "evaluation", .kind = SLOT_VIEW, .of = &view_face, .view = row_evaluation},
	{.name = "evaluation_name", .kind = SLOT_TEXT, .text = add_evaluation_name},
	{.name = "kind", .kind = SLOT_TEXT, .text = add_kind},
	{.name = "change", .kind = SLOT_TEXT, .text = add_change},
	{.name = "is_change", .kind = SLOT_CLAIM, .claim = is_change},
	{.name = "status_order", .kind = SLOT_TEXT, .text = add_status_order},
	{.name = "decision_order", .kind = SLOT_TEXT, .text = add_decision_order},
	{.name = "expected_iso", .kind = SLOT_TEXT, .text = add_expected_iso},
	{.name = "status_key", .kind = SLOT_TEXT, .text = add_status_key},
	{.name = "decision_key", .kind = SLOT_TEXT, .text = add_decision_key},
	{.name = "theme_key", .kind = SLOT_TEXT, .text = add_theme_key},
	{.name = "year_key", .kind = SLOT_TEXT, .text = add_year_key},
	{.name = "asker_key", .kind = SLOT_TEXT, .text = add_asker_key},
	{.name = "kind_key", .kind = SLOT_TEXT, .text = add_kind_key},
	{.name = "change_key", .kind = SLOT_TEXT, .text = add_change_key},
	{.name = NULL},
};

const struct view_type view_row = {.name = "row", .slots = row_slots};
