/* SPDX-License-Identifier: EUPL-1.2 */
#include "check.h"

#include "../base/work.h"
#include "../model/address.h"

enum { KEYS, CLASHES, ADDRESSES, VISIBILITY, FOLLOWUPS, QUESTIONS, PARTS };

/* Each part has a site of its own, the same but for where it tells and where it lays what it makes on its way. So several are at work at once, and
 * nothing of it stays. */
struct checking {
	const struct site *site;
	int year;
	struct arena *arenas[PARTS];
	struct diagnostics *diags[PARTS];
};

static void
check_part(void *user, unsigned worker, size_t part)
{
	struct checking *checking = user;
	struct site site = *checking->site;

	(void)worker;
	site.arena = checking->arenas[part] = arena_new();
	site.diags = checking->diags[part] = diag_new_part(site.arena);
	switch (part) {
	case KEYS:
		check_keys(&site);
		break;
	case CLASHES:
		check_clashes(&site);
		break;
	case ADDRESSES:
		address_take_all(&site);
		break;
	case VISIBILITY:
		check_visibility(&site);
		break;
	case FOLLOWUPS:
		check_followups(&site, checking->year);
		break;
	case QUESTIONS:
		check_questions(&site);
		break;
	}
}

void
check_rules(struct site *site, int year)
{
	struct checking checking = {.site = site, .year = year};

	work_share(site->jobs, PARTS, check_part, &checking);
	for (size_t part = 0; part < PARTS; part++) {
		diag_retell(site->diags, checking.diags[part]);
		arena_free(checking.arenas[part]);
	}
}

void
check_revised(struct site *site, const struct record *record, int year)
{
	if (record->type == TYPE_FOLLOWUP)
		check_followups_with(site, record, year);
	else if (record->type == TYPE_QUESTION)
		check_question(site, record);
}
