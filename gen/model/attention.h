/* SPDX-License-Identifier: EUPL-1.2 */
/* attention — which items readers should look at: late, left out, closed without showing why.
 *
 * The only place where the day of the run decides what pages show; they show the result, never the day. */
#ifndef OPVOLGING_MODEL_ATTENTION_H
#define OPVOLGING_MODEL_ATTENTION_H

#include "site.h"

enum attention {
	ATTENTION_OVERDUE,     /* still open, and the expected date, or the due date of a commitment, has passed */
	ATTENTION_LEFT_OUT,    /* must be followed, and the newest reporting year says nothing of it */
	ATTENTION_NO_EVIDENCE, /* closed, and nothing shows it */
	ATTENTION_KINDS
};

/* The newest year that follow-up letters are of, and the day of its last letter. */
struct reporting {
	int64_t year; /* 0: there is no such letter */
	struct date day;
};

struct reporting site_reporting(const struct site *site);

bool item_needs(const struct site *site, const struct record *item, enum attention attention, struct reporting reporting);

/* Whether a follow-up left its item open and expected it to be closed by now. */
bool followup_is_overdue(const struct site *site, const struct record *followup);
const struct term *followup_status(const struct site *site, const struct record *followup);
/* The reporting year: its folder's. 0 where that is none. */
int64_t followup_year(const struct record *followup);
/* The follow-up of the same item before this one; NULL. */
const struct record *followup_before(const struct record *followup);
/* Whether it reports another status than the one before. */
bool followup_is_change(const struct record *followup);

#endif
