/* SPDX-License-Identifier: EUPL-1.2 */
#include "reach.h"

#include "fill.h"

struct reached
reach_new(struct arena *arena, const struct site *site)
{
	return (struct reached){.arena = arena, .site = site, .marks = arena_array(arena, site->records.count, 1)};
}

/* False where it is marked so already. */
static bool
mark(struct reached *reached, const struct record *record, uint8_t as)
{
	uint8_t *marks = &reached->marks[record->index];

	if (*marks & as)
		return false;
	if (!*marks)
		records_add(reached->arena, &reached->records, (struct record *)(uintptr_t)record);
	*marks |= as;
	return true;
}

bool
is_reached(const struct reached *reached, const struct record *record)
{
	return reached->marks[record->index] != 0;
}

void
reach_page(struct reached *reached, const struct record *record)
{
	if (record)
		mark(reached, record, REACH_PAGE);
}

/* The letters that report on an item, or on the recommendations of an evaluation: their tables take texts over. */

static void
reach_letter_of(struct reached *reached, const struct record *followup)
{
	const struct record *letter = record_ref(followup, KEY_letter);

	if (letter)
		reach_text(reached, letter);
}

static void
reach_letters_of_item(struct reached *reached, const struct record *item)
{
	for (size_t i = 0; i < item->in.count; i++)
		if (item->in.items[i]->key == KEY_item)
			reach_letter_of(reached, item->in.items[i]->from);
}

static void
reach_letters_of_evaluation(struct reached *reached, const struct record *evaluation)
{
	for (size_t i = 0; i < evaluation->in.count; i++)
		if (evaluation->in.items[i]->key == KEY_evaluation)
			reach_letters_of_item(reached, evaluation->in.items[i]->from);
}

/* Whose blocks are about something that the record is, or belongs to. */
static void
reach_blocks_about(struct reached *reached, const struct record *about)
{
	const struct records *filled = &reached->site->filled;

	for (size_t i = 0; about && i < filled->count; i++)
		if (fill_is_about(reached->site, filled->items[i], about))
			reach_text(reached, filled->items[i]);
}

static void
reach_blocks(struct reached *reached, const struct record *record)
{
	switch (record->type) {
	case TYPE_FOLLOWUP:
		reach_letter_of(reached, record);
		break;
	case TYPE_RECOMMENDATION:
	case TYPE_MEASURE:
	case TYPE_MOTION:
	case TYPE_COMMITMENT:
		reach_letters_of_item(reached, record);
		break;
	case TYPE_EVALUATION:
		reach_letters_of_evaluation(reached, record);
		reach_blocks_about(reached, record);
		break;
	case TYPE_SAVINGS:
		reach_blocks_about(reached, record_ref(record, KEY_evaluation));
		break;
	case TYPE_QUESTION:
		reach_blocks_about(reached, record_ref(record, KEY_set));
		break;
	case TYPE_THEME:
	case TYPE_QUESTION_SET:
		reach_blocks_about(reached, record);
		break;
	default:
		break;
	}
}

void
reach_text(struct reached *reached, const struct record *record)
{
	if (!mark(reached, record, REACH_TEXT))
		return;
	if (record->type == TYPE_FOLLOWUP)
		reach_page(reached, record_ref(record, KEY_item));
	if (record->type == TYPE_QUESTION)
		reach_page(reached, record_ref(record, KEY_set)); /* its PDF */
	for (size_t i = 0; record->type == TYPE_QUESTION && i < record->in.count; i++)
		if (record->in.items[i]->flags & REF_SEE)
			reach_page(reached, record->in.items[i]->from);
	reach_blocks(reached, record);
}

/* Who shows it on the way back: what belongs to it, to that, and so on. */
static void
reach_below(struct reached *reached, const struct record *record)
{
	if (!mark(reached, record, REACH_BELOW))
		return;
	for (size_t i = 0; i < record->in.count; i++)
		if (record_parent(record->in.items[i]->from) == record)
			reach_below(reached, record->in.items[i]->from);
}

/* Who names it; and whoever shows a text in which it is named. */
static void
reach_naming(struct reached *reached, const struct record *record)
{
	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		reach_page(reached, link->from);
		if (link->key == KEY_NONE)
			reach_text(reached, link->from);
		else if (link->from->type == TYPE_FOLLOWUP)
			reach_page(reached, record_ref(link->from, KEY_item));
	}
}

void
reach_face(struct reached *reached, const struct record *record)
{
	if (!mark(reached, record, REACH_FACE))
		return;
	reach_below(reached, record);
	reach_naming(reached, record);
	for (size_t i = 0; i < record->out.count; i++)
		reach_page(reached, record->out.items[i]->to);
	reach_page(reached, record->previous);
	reach_page(reached, record->next);
	reach_blocks(reached, record);
}
