/* SPDX-License-Identifier: EUPL-1.2 */
#include "check.h"

void
check_rules(struct site *site, int year)
{
	check_keys(site);
	check_clashes(site);
	check_visibility(site);
	check_followups(site, year);
	check_questions(site);
}

void
check_revised(struct site *site, const struct record *record, int year)
{
	if (record->type == TYPE_FOLLOWUP)
		check_followups_with(site, record, year);
	else if (record->type == TYPE_QUESTION)
		check_question(site, record);
}
