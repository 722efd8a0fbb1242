/* SPDX-License-Identifier: EUPL-1.2 */
#include "attention.h"

#include "../base/file.h"

/* The first word of the choices of a commitment. */
enum { COMMITMENT_OPEN };

const struct term *
followup_status(const struct site *site, const struct record *followup)
{
	const struct value *status = record_value(followup, KEY_status);

	return status ? site_term(site, VOCABULARY_STATUSES, status->number) : NULL;
}

int64_t
followup_year(const struct record *followup)
{
	int64_t year = 0;

	str_to_integer(path_name(record_parent_id(followup)), &year);
	return year;
}

const struct record *
followup_before(const struct record *followup)
{
	const struct record *item = record_ref(followup, KEY_item), *before = NULL;

	for (size_t i = 0; item && i < item->in.count; i++) {
		const struct record *other = item->in.items[i]->from;

		if (item->in.items[i]->key == KEY_item && date_order(other->date, followup->date) < 0 &&
		    (!before || date_order(other->date, before->date) > 0))
			before = other;
	}
	return before;
}

bool
followup_is_change(const struct record *followup)
{
	const struct record *before = followup_before(followup);

	return before && !str_equal(record_text(before, KEY_status), record_text(followup, KEY_status));
}

static bool
has_passed(const struct site *site, const struct value *date)
{
	return date && date_order(date_last_day(date->date), site->today) < 0;
}

bool
followup_is_overdue(const struct site *site, const struct record *followup)
{
	const struct term *status = followup_status(site, followup);

	return status && status->is_open && has_passed(site, record_value(followup, KEY_expected));
}

struct reporting
site_reporting(const struct site *site)
{
	const struct records *letters = &site->by_type[TYPE_LETTER];
	struct reporting newest = {0};

	for (size_t i = 0; i < letters->count; i++) {
		const struct record *letter = letters->items[i];
		int64_t year = record_number(letter, KEY_year);

		if (!record_value(letter, KEY_kind) || record_number(letter, KEY_kind) != LETTER_FOLLOW_UP || year < newest.year)
			continue;
		if (year > newest.year || date_order(letter->date, newest.day) > 0)
			newest = (struct reporting){year, letter->date};
	}
	return newest;
}

/* A commitment tells its state itself until a follow-up does. */
static bool
is_overdue(const struct site *site, const struct record *item, const struct record *last)
{
	const struct value *own = item->type == TYPE_COMMITMENT ? record_value(item, KEY_status) : NULL;

	if (last)
		return followup_is_overdue(site, last);
	return own && own->number == COMMITMENT_OPEN && has_passed(site, record_value(item, KEY_due));
}

static bool
is_left_out(const struct site *site, const struct record *item, const struct record *last, struct reporting reporting)
{
	const struct term *now, *then, *status = last ? followup_status(site, last) : NULL;

	if (item->type != TYPE_RECOMMENDATION || !reporting.year)
		return false;
	now = recommendation_decision(site, item);
	then = recommendation_decision_before(site, item, reporting.day);
	return now && now->is_followed && then && then->is_followed && !(status && !status->is_open) &&
	       !(last && followup_year(last) >= reporting.year);
}

static bool
lacks_evidence(const struct site *site, const struct record *last)
{
	const struct term *status = last ? followup_status(site, last) : NULL;

	return status && !status->is_open && !record_value(last, KEY_evidence);
}

bool
item_needs(const struct site *site, const struct record *item, enum attention attention, struct reporting reporting)
{
	const struct record *last = item->last_followup;

	switch (attention) {
	case ATTENTION_OVERDUE:
		return is_overdue(site, item, last);
	case ATTENTION_LEFT_OUT:
		return is_left_out(site, item, last, reporting);
	case ATTENTION_NO_EVIDENCE:
		return lacks_evidence(site, last);
	default:
		return false;
	}
}
