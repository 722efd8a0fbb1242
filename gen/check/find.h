/* SPDX-License-Identifier: EUPL-1.2 */
/* find — the tables of a site, and what references of running text mean by them. */
#ifndef OPVOLGING_CHECK_FIND_H
#define OPVOLGING_CHECK_FIND_H

#include "../model/site.h"

/* Makes by_type and every table of records anew, of the records that the site has now. Sets' numbers must be known (derive_sets). */
void find_index(struct site *site);

/* What a reference of a record's text leads to. */
struct target {
	const struct record *record;
	struct str url;     /* absolute, where record is NULL */
	struct str address; /* a file of the portal */
};

/* False where it stays text. */
bool find_target(const struct site *site, struct arena *arena, const struct record *owner, const struct tape *tape,
                 const struct tape_ref *ref, struct target *target);

/* Whether a phrase ('de SP-fractie') names an asker of the set that owner belongs to. */
bool names_asker(const struct record *owner, struct str phrase);

/* The question that a reference means, or NULL. */
const struct record *find_question(const struct site *site, const struct record *owner, struct str number, struct str of);

#endif
