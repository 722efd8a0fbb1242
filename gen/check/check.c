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
