/* SPDX-License-Identifier: EUPL-1.2 */
/* What one record needs, beyond what the schema's table says of each key. */
#include "check.h"

/* A decision that is taken was taken in a letter. */
static void
check_decided_in(struct site *site, const struct record *record)
{
	const struct value *decision = record_value(record, KEY_decision);
	const struct term *term = decision ? site_term(site, VOCABULARY_DECISIONS, decision->number) : NULL;

	if (record->type != TYPE_RECOMMENDATION || !term || !term->is_decided || record_says(record, KEY_decided_in))
		return;
	diag_report(site->diags, RULE_KEY_MISSING, decision->span,
	            "the key 'decided_in' is missing; add the id of the letter with the decision '%.*s'", STR_ARG(term->id));
}

static void
check_letter_year(struct site *site, const struct record *record)
{
	const struct value *kind = record_value(record, KEY_kind);

	if (record->type != TYPE_LETTER || !kind || kind->number != LETTER_FOLLOW_UP || record_says(record, KEY_year))
		return;
	diag_report(site->diags, RULE_KEY_MISSING, kind->span,
	            "the key 'year' is missing; a follow-up letter says which year it reports on");
}

static void
check_period(struct site *site, const struct record *record)
{
	const struct value *period = record_value(record, KEY_period);

	if (!period || !period->map || !map_value(period->map, KEY_from) || !map_value(period->map, KEY_to))
		return;
	if (map_number(period->map, KEY_from) > map_number(period->map, KEY_to))
		diag_report(site->diags, RULE_PERIOD_ORDER, map_value(period->map, KEY_to)->span,
		            "the period ends before it begins; exchange 'from' and 'to'");
}

/* Each theme in the circle is told once, at the key that closes it. */
static void
check_theme_circle(struct site *site, const struct record *record)
{
	const struct record *theme = record;
	size_t steps = 0;

	if (record->type != TYPE_THEME)
		return;
	while ((theme = record_ref(theme, KEY_parent)) && theme != record && steps <= site->records.count)
		steps++;
	if (theme == record)
		diag_report(site->diags, RULE_THEME_CIRCLE, record_value(record, KEY_parent)->span,
		            "the theme is its own ancestor; give one theme of the circle another parent, or none");
}

static void
check_followup_year(struct site *site, const struct record *record)
{
	const struct record *letter = record_ref(record, KEY_letter);
	struct str folder = record_parent_id(record);
	int64_t year;

	if (record->type != TYPE_FOLLOWUP || !letter || (letter->is_broken && !record_value(letter, KEY_year)))
		return;
	year = record_number(letter, KEY_year);
	if (!year)
		year = record_date(letter, KEY_date).year;
	folder = str_slice(folder, sizeof "followups/" - 1, folder.len);
	if (!year || str_equal(folder, arena_printf(site->arena, "%lld", (long long)year)))
		return;
	diag_report(site->diags, RULE_FOLLOWUP_YEAR, record_value(record, KEY_letter)->span,
	            "the follow-up lies in the folder of %.*s, and its letter is of %lld; move it to followups/%lld/",
	            STR_ARG(folder), (long long)year, (long long)year);
	diag_note(site->diags, letter->front, "the letter is '%.*s'", STR_ARG(letter->id));
}

void
check_keys(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		check_decided_in(site, record);
		check_letter_year(site, record);
		check_period(site, record);
		check_theme_circle(site, record);
		check_followup_year(site, record);
	}
}
