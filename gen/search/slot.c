/* SPDX-License-Identifier: EUPL-1.2 */
#include "slot.h"

#include <stdlib.h>

#include "search.h"

/* A file of entries is loaded for each result that is shown, so it has 8 to 16 of them; one of terms for each word, so it is a little larger.
 * There are as many as that makes, and no more: every file costs time and room. */
enum { GROUP_RECORD_BITS = 4, TEXT_BITS = 16, TERM_BITS_MOST = 20 };

static unsigned
bits_for(uint64_t count)
{
	unsigned bits = 0;

	while (bits < 31 && UINT64_C(1) << bits < count)
		bits++;
	return bits;
}

struct tables
tables_for(size_t records, uint64_t weight)
{
	unsigned groups = bits_for(records), terms = bits_for(weight >> TEXT_BITS);

	groups = groups > GROUP_RECORD_BITS ? groups - GROUP_RECORD_BITS : 0;
	return (struct tables){
		.groups = groups < GROUP_BITS_MOST ? groups : GROUP_BITS_MOST,
		.terms = terms < TERM_BITS_MOST ? terms : TERM_BITS_MOST,
	};
}

static uint32_t
mask(unsigned bits)
{
	return (UINT32_C(1) << bits) - 1;
}

uint32_t
slot_group(struct tables tables, uint32_t slot)
{
	return slot >> PLACE_BITS & mask(tables.groups);
}

uint8_t
slot_year(struct tables tables, uint32_t slot)
{
	return (uint8_t)(UINT8_MAX - (slot >> (PLACE_BITS + tables.groups)));
}

uint32_t
slot_home(struct tables tables, struct str id)
{
	return (uint32_t)hash_of(id) & mask(tables.groups);
}

/* The slots that are taken: a table by the slots themselves, plus 1. */
struct taken {
	uint32_t *slots, size;
};

static bool
take(struct taken *taken, uint32_t slot)
{
	uint32_t at = slot * UINT32_C(2654435761) >> 7;

	while (taken->slots[at & (taken->size - 1)] && taken->slots[at & (taken->size - 1)] != slot + 1)
		at++;
	if (taken->slots[at & (taken->size - 1)])
		return false;
	taken->slots[at & (taken->size - 1)] = slot + 1;
	return true;
}

/* The place by the hash, or the next free one of the group, or of the groups behind it. */
static uint32_t
find_slot(struct taken *taken, struct tables tables, const struct record *record)
{
	uint32_t year = (uint32_t)(UINT8_MAX - search_year(record)), home = slot_home(tables, record->id);
	uint32_t place = (uint32_t)(hash_of(record->id) >> 32);

	for (uint32_t step = 0;; step++) {
		uint32_t group = (home + (step >> PLACE_BITS)) & mask(tables.groups);
		uint32_t slot = (year << tables.groups | group) << PLACE_BITS | ((place + step) & mask(PLACE_BITS));

		if (take(taken, slot))
			return slot;
	}
}

static int
document_order(const void *a, const void *b)
{
	const struct document *x = a, *y = b;

	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

struct document *
slots_give(struct arena *arena, const struct site *site, struct tables tables)
{
	const struct records *records = &site->records;
	struct document *documents = arena_array(arena, records->count + 1, sizeof *documents);
	struct taken taken = {.size = UINT32_C(2) << bits_for(records->count)};

	taken.slots = calloc(taken.size, sizeof *taken.slots);
	if (!taken.slots)
		die_out_of_memory();
	for (size_t i = 0; i < records->count; i++)
		documents[i] = (struct document){
			.record = records->items[i],
			.slot = find_slot(&taken, tables, records->items[i]),
			.type = (uint8_t)records->items[i]->type,
		};
	free(taken.slots);
	qsort(documents, records->count, sizeof *documents, document_order);
	return documents;
}
