/* SPDX-License-Identifier: EUPL-1.2 */
/* check — what makes records sound. The stages of command/build.c, in their order.
 *
 * All of them work on every record, public or not; the cut comes after, so that a draft is judged like the rest. */
#ifndef OPVOLGING_CHECK_CHECK_H
#define OPVOLGING_CHECK_CHECK_H

#include "../model/site.h"

/* Leads every id of values, links and blocks to its record, and reports those that lead nowhere or to another type. */
void resolve_ids(struct site *site);
/* The same for one. */
void resolve_record(struct site *site, struct record *record);

/* Addresses, and the titles and dates that records take from others; decides who is public. */
void derive_values(struct site *site);

/* Whether the numbers of each set restart, its askers' order, and the titles that depend on it: of the records that the site has now. */
void derive_sets(struct site *site);

/* All rules over sound values. year: what the letter of that year still lacks is reported too; 0: not asked. */
void check_rules(struct site *site, int year);

/* The title that a record has or takes from others; it must hang together with them. */
struct str derive_title(struct site *site, struct record *record);

/* The rules that what a record says, its state or its expected date can break, in a site that hangs together. */
void check_revised(struct site *site, const struct record *record, int year);

/* The parts of check_rules, by what they are about. */
void check_keys(struct site *site);       /* what one record needs */
void check_clashes(struct site *site);    /* what only one record may have */
void check_visibility(struct site *site); /* who refers to whom */
void check_followups(struct site *site, int year);
void check_questions(struct site *site);
/* … and of check_revised. */
void check_followups_with(struct site *site, const struct record *followup, int year);
void check_question(struct site *site, const struct record *question);

#endif
