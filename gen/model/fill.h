/* SPDX-License-Identifier: EUPL-1.2 */
/* fill — the blocks that fill themselves from records: follow-up-table, follow-up-list, question-list, savings-list.
 *
 * Each becomes a text like any other, made of tables, headings and copies of the records' texts, so that HTML and PDF say the
 * same and neither knows what a block means. See "Blocks that fill themselves" in the manual for what each lays out. */
#ifndef OPVOLGING_MODEL_FILL_H
#define OPVOLGING_MODEL_FILL_H

#include "site.h"

/* The text of a block in owner's text; arena's memory. Never NULL; empty where nothing is there to report. */
struct prose *fill_block(struct arena *arena, const struct site *site, const struct record *owner, const struct tape *tape,
                         const struct tape_fill *fill);

/* All records that the text of a block is made of, the blocks within it too: with the owner, and with what the references of their texts lead
 * to, they tell whether it is the same as before. In an order that depends on nothing else; one may come more than once. */
struct records fill_sources(struct arena *arena, const struct site *site, const struct record *owner, const struct tape *tape,
                            const struct tape_fill *fill);

/* Whether a block in owner's texts may show something of a theme, an evaluation or a question set, or of what belongs to it: never false where one does. */
bool fill_is_about(const struct site *site, const struct record *owner, const struct record *about);

/* Whether a block in letter's text shows that follow-up. */
bool fill_shows(const struct site *site, const struct record *letter, const struct record *followup);

#endif
