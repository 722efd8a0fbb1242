/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules of following up: what a yearly letter must report, and what a status must be able to show. */
#include <stdlib.h>

#include "../model/attention.h"
#include "../model/fill.h"
#include "check.h"

static int
letter_date_order(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int order = date_order(x->date, y->date);

	return order ? order : str_order(x->id, y->id);
}

/* The follow-ups of an item, oldest first. */
static struct records
history_of(struct arena *arena, const struct record *item)
{
	struct records history = records_naming(arena, item, TYPE_FOLLOWUP, KEY_item);

	if (history.count)
		qsort(history.items, history.count, sizeof *history.items, letter_date_order);
	return history;
}

static void
check_evidence(struct site *site, const struct record *followup)
{
	const struct term *status = followup_status(site, followup);

	if (status && !status->is_open && !record_value(followup, KEY_evidence))
		diag_report(site->diags, RULE_EVIDENCE_MISSING, record_value(followup, KEY_status)->span,
		            "the status '%.*s' closes the item without evidence; add 'evidence' with what shows it",
		            STR_ARG(status->id));
}

static void
check_shown(struct site *site, const struct record *followup)
{
	const struct record *letter = record_ref(followup, KEY_letter), *item = record_ref(followup, KEY_item);

	if (!letter || letter->is_broken || !item || fill_shows(site, letter, followup))
		return;
	diag_report(site->diags, RULE_FOLLOWUP_NOT_SHOWN, record_value(followup, KEY_letter)->span,
	            "no block of the letter shows this follow-up; %sadd a %s block to the letter",
	            record_number(letter, KEY_kind) == LETTER_FOLLOW_UP ? "" : "make its kind follow-up and ",
	            item->type == TYPE_MOTION || item->type == TYPE_COMMITMENT ? "follow-up-list" : "follow-up-table");
	diag_note(site->diags, letter->front, "the letter is '%.*s'", STR_ARG(letter->id));
}

/* Statuses stand in site.yaml in the order of progress. */
static void
check_back(struct site *site, const struct records *history)
{
	for (size_t i = 1; i < history->count; i++) {
		const struct value *before = record_value(history->items[i - 1], KEY_status);
		const struct value *now = record_value(history->items[i], KEY_status);

		if (!before || !now || now->number >= before->number)
			continue;
		diag_report(site->diags, RULE_STATUS_BACK, now->span,
		            "the status goes back from '%.*s' to '%.*s'; correct it, or say in the text why",
		            STR_ARG(before->text), STR_ARG(now->text));
		diag_note(site->diags, before->span, "it was reported here");
	}
}

static void
check_expected(struct site *site, const struct records *history)
{
	const struct record *last = history->count ? history->items[history->count - 1] : NULL;

	if (last && followup_is_overdue(site, last))
		diag_report(site->diags, RULE_EXPECTED_PASSED, record_value(last, KEY_expected)->span,
		            "the expected date has passed and the status is still '%.*s'; report a new state or date",
		            STR_ARG(followup_status(site, last)->id));
}

static bool
is_followed(const struct site *site, const struct record *recommendation)
{
	const struct term *decision = recommendation_decision(site, recommendation);

	return decision && decision->is_followed;
}

/* The last status before a letter; NULL where none was reported. */
static const struct term *
status_before(const struct site *site, const struct records *history, const struct record *letter)
{
	const struct term *status = NULL;

	for (size_t i = 0; i < history->count; i++)
		if (date_order(history->items[i]->date, letter->date) < 0)
			status = followup_status(site, history->items[i]);
	return status;
}

static bool
is_reported_in(const struct records *history, const struct record *letter)
{
	for (size_t i = 0; i < history->count; i++)
		if (record_ref(history->items[i], KEY_letter) == letter)
			return true;
	return false;
}

/* Whether a follow-up letter is on an evaluation: it says so, or reports one of its recommendations. */
static bool
is_on_evaluation(const struct record *letter, const struct record *evaluation)
{
	const struct value *about = record_value(letter, KEY_about);

	for (size_t i = 0; about && i < about->count; i++)
		if (about->items[i].record == evaluation)
			return true;
	for (size_t i = 0; i < letter->in.count; i++) {
		const struct link *link = letter->in.items[i];
		const struct record *item = link->key == KEY_letter ? record_ref(link->from, KEY_item) : NULL;

		if (item && item->type == TYPE_RECOMMENDATION && record_ref(item, KEY_evaluation) == evaluation)
			return true;
	}
	return false;
}

static void
check_left_out(struct site *site, const struct record *item, const struct records *history, const struct records *letters)
{
	const struct record *evaluation = record_ref(item, KEY_evaluation);

	for (size_t i = 0; i < letters->count; i++) {
		const struct record *letter = letters->items[i];
		const struct term *before = status_before(site, history, letter);
		const struct term *decision = recommendation_decision_before(site, item, letter->date);

		if (letter->is_broken || !decision || !decision->is_followed || (before && !before->is_open) ||
		    is_reported_in(history, letter) || !is_on_evaluation(letter, evaluation))
			continue;
		diag_report(site->diags, RULE_FOLLOWUP_MISSING, letter->front,
		            "the letter leaves out '%.*s', which must be followed; add its follow-up under followups/%lld/",
		            STR_ARG(item->id), (long long)record_number(letter, KEY_year));
		diag_note(site->diags, item->front, "the recommendation is this one");
	}
}

/* What the letter of a year lacks, whether that letter is there or not. */
static void
check_year(struct site *site, const struct record *item, const struct records *history, int year)
{
	const struct term *status = NULL;

	for (size_t i = 0; i < history->count; i++) {
		struct str folder = record_parent_id(history->items[i]);
		int64_t reported = 0;

		str_to_integer(str_slice(folder, sizeof "followups/" - 1, folder.len), &reported);
		if (reported == year)
			return;
		if (reported < year)
			status = followup_status(site, history->items[i]);
	}
	if ((status && !status->is_open) || item->date.year > year)
		return;
	diag_report(site->diags, RULE_LETTER_LACKS, item->front,
	            "the letter of %d does not report '%.*s' yet; add its follow-up under followups/%d/", year, STR_ARG(item->id),
	            year);
}

/* Among those of a list. */
static struct records
follow_up_letters(struct site *site, const struct records *among)
{
	struct records letters = {0};

	for (size_t i = 0; i < among->count; i++) {
		struct record *record = among->items[i];

		if (record->type == TYPE_LETTER && record_value(record, KEY_kind) &&
		    record_number(record, KEY_kind) == LETTER_FOLLOW_UP)
			records_add(site->arena, &letters, record);
	}
	return letters;
}

static void
check_followup(struct site *site, const struct record *followup)
{
	check_evidence(site, followup);
	check_shown(site, followup);
}

static bool
is_item(const struct record *record)
{
	return record->type == TYPE_RECOMMENDATION || record->type == TYPE_MEASURE || record->type == TYPE_MOTION ||
	       record->type == TYPE_COMMITMENT;
}

static void
check_item(struct site *site, const struct record *item, const struct records *letters, int year)
{
	struct records history = history_of(site->arena, item);

	check_back(site, &history);
	check_expected(site, &history);
	if (item->type != TYPE_RECOMMENDATION)
		return;
	check_left_out(site, item, &history, letters);
	if (year && is_followed(site, item))
		check_year(site, item, &history, year);
}

void
check_followups(struct site *site, int year)
{
	struct records letters = follow_up_letters(site, &site->records);

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		if (record->type == TYPE_FOLLOWUP)
			check_followup(site, record);
		else if (is_item(record))
			check_item(site, record, &letters, year);
	}
}

void
check_followups_with(struct site *site, const struct record *followup, int year)
{
	struct records letters = follow_up_letters(site, &site->by_type[TYPE_LETTER]);
	const struct record *item = record_ref(followup, KEY_item);

	check_followup(site, followup);
	if (item && is_item(item))
		check_item(site, item, &letters, year);
}
