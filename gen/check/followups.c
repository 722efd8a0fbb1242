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

/* The follow-up letters on an evaluation, which is that of the item before most times. */
struct letters_on {
	struct arena *arena;
	const struct record *evaluation; /* NULL: none yet */
	struct records letters;          /* by id, each once */
};

static void
add_letter(struct letters_on *on, const struct record *letter)
{
	const struct value *kind = letter && letter->type == TYPE_LETTER ? record_value(letter, KEY_kind) : NULL;

	if (kind && kind->number == LETTER_FOLLOW_UP)
		records_add(on->arena, &on->letters, (struct record *)(uintptr_t)letter);
}

static void
add_reports(struct letters_on *on, const struct record *recommendation)
{
	for (size_t i = 0; i < recommendation->in.count; i++)
		if (recommendation->in.items[i]->key == KEY_item)
			add_letter(on, record_ref(recommendation->in.items[i]->from, KEY_letter));
}

static int
id_order(const void *a, const void *b)
{
	return str_order((*(struct record *const *)a)->id, (*(struct record *const *)b)->id);
}

static void
sort_letters(struct records *letters)
{
	size_t kept = 0;

	if (!letters->count)
		return;
	qsort(letters->items, letters->count, sizeof *letters->items, id_order);
	for (size_t i = 0; i < letters->count; i++)
		if (!kept || letters->items[kept - 1] != letters->items[i])
			letters->items[kept++] = letters->items[i];
	letters->count = kept;
}

/* A letter is on an evaluation where it says so, or reports one of its recommendations. */
static const struct records *
find_letters(struct letters_on *on, const struct record *evaluation)
{
	if (on->evaluation == evaluation)
		return &on->letters;
	on->evaluation = evaluation;
	on->letters.count = 0;
	for (size_t i = 0; i < evaluation->in.count; i++) {
		const struct link *link = evaluation->in.items[i];

		if (link->key == KEY_about)
			add_letter(on, link->from);
		else if (link->key == KEY_evaluation && link->from->type == TYPE_RECOMMENDATION)
			add_reports(on, link->from);
	}
	sort_letters(&on->letters);
	return &on->letters;
}

static void
check_left_out(struct site *site, const struct record *item, const struct records *history, struct letters_on *on)
{
	const struct record *evaluation = record_ref(item, KEY_evaluation);
	const struct records *letters = evaluation ? find_letters(on, evaluation) : NULL;

	for (size_t i = 0; letters && i < letters->count; i++) {
		const struct record *letter = letters->items[i];
		const struct term *before = status_before(site, history, letter);
		const struct term *decision = recommendation_decision_before(site, item, letter->date);

		if (letter->is_broken || !decision || !decision->is_followed || (before && !before->is_open) ||
		    is_reported_in(history, letter))
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
check_item(struct site *site, const struct record *item, struct letters_on *on, int year)
{
	struct records history = history_of(site->arena, item);

	check_back(site, &history);
	check_expected(site, &history);
	if (item->type != TYPE_RECOMMENDATION)
		return;
	check_left_out(site, item, &history, on);
	if (year && is_followed(site, item))
		check_year(site, item, &history, year);
}

void
check_followups(struct site *site, int year)
{
	struct letters_on on = {.arena = site->arena};

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		if (record->type == TYPE_FOLLOWUP)
			check_followup(site, record);
		else if (is_item(record))
			check_item(site, record, &on, year);
	}
}

void
check_followups_with(struct site *site, const struct record *followup, int year)
{
	struct letters_on on = {.arena = site->arena};
	const struct record *item = record_ref(followup, KEY_item);

	check_followup(site, followup);
	if (item && is_item(item))
		check_item(site, item, &on, year);
}
