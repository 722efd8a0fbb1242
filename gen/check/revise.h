/* SPDX-License-Identifier: EUPL-1.2 */
/* revise — a record whose file was changed takes its own place again in a site that hangs together.
 *
 * Only for changes that leave everybody where he is: texts, summaries, most titles, the state of a follow-up with its expected date and evidence. Whatever else a
 * record says decides over addresses, over who may be seen, over what other texts mean; then a site is put together from the start. */
#ifndef OPVOLGING_CHECK_REVISE_H
#define OPVOLGING_CHECK_REVISE_H

#include "../model/site.h"

struct revision {
	struct record *record;
	bool is_state_changed; /* status, expected date or evidence */
	bool is_said_anew;     /* any key, be it a text, apart from the body */
	bool is_lead_changed;  /* the first paragraph of the body */
	struct records titled; /* whose titles are others now; the record itself among them */
};

/* Whether anew, read from the file of record, can take its place. Nothing is changed. */
bool revise_can(const struct site *site, const struct record *record, const struct record *anew);

/* Whether both say the same, word for word, whatever else stands in their files. */
bool revise_is_same(const struct record *record, const struct record *anew);

/* Puts what anew says into record and links it; fills the revision. False where something then is not as it should be, so that there is
 * something to be told or withdrawn: the site is of no use any more. year: as check_rules. */
bool revise(struct site *site, struct record *record, const struct record *anew, int year, struct revision *revision);

#endif
