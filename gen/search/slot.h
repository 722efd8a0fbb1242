/* SPDX-License-Identifier: EUPL-1.2 */
/* slot — the number that a record has in the index, and how large the index's tables are.
 *
 * A slot says three things: the year (newest first, so that the order of slots is the order of equals), the group that the record's entry lies in,
 * by the hash of its id, and a place of its own in both. So no record moves another, but for the few whose hashes meet. */
#ifndef OPVOLGING_SEARCH_SLOT_H
#define OPVOLGING_SEARCH_SLOT_H

#include "../model/site.h"

enum { PLACE_BITS = 5, YEAR_BITS = 8, GROUP_BITS_MOST = 19 };

/* Sizes, as exponents of two. */
struct tables {
	unsigned groups; /* of records: files of entries */
	unsigned terms;  /* files of terms */
};

/* From how many records there are and what they weigh together (search_weight). */
struct tables tables_for(size_t records, uint64_t weight);

uint32_t slot_group(struct tables tables, uint32_t slot);
uint8_t slot_year(struct tables tables, uint32_t slot); /* as search_year */
/* The group that an id has where it has not been moved. */
uint32_t slot_home(struct tables tables, struct str id);

struct document {
	const struct record *record;
	uint32_t slot;
	uint8_t type; /* the record's, at hand */
};

/* Every record with its slot, by slot; made in arena. Ids settle who comes first where hashes meet. */
struct document *slots_give(struct arena *arena, const struct site *site, struct tables tables);

#endif
