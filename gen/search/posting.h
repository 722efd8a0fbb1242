/* SPDX-License-Identifier: EUPL-1.2 */
/* posting — that a record holds a term, and lists of that as files have them. Private to search/.
 *
 * What is written here is read here too: an update changes rows of files that are published, so every list can be taken apart and put together
 * again to the same bytes. Reading trusts nothing: what is damaged is refused. */
#ifndef OPVOLGING_SEARCH_POSTING_H
#define OPVOLGING_SEARCH_POSTING_H

#include "../base/buf.h"

struct posting {
	uint32_t slot;
	uint8_t packed; /* quality, and above it the type */
};

struct posting_list {
	struct posting *items; /* by slot */
	size_t count, cap;
};

void posting_list_grow(struct posting_list *list, size_t more);

/* Room for so many more, which the caller then puts at items + count. */
static inline void
posting_list_reserve(struct posting_list *list, size_t more)
{
	if (more > list->cap - list->count)
		posting_list_grow(list, more);
}

/* A new one at the end. */
static inline struct posting *
posting_list_add(struct posting_list *list)
{
	posting_list_reserve(list, 1);
	return &list->items[list->count++];
}

void posting_list_free(struct posting_list *list);

/* LEB128: seven bits a byte, the lowest first. */
void varint_add(struct buf *buf, uint32_t value);

/* Bytes that are read from a file. Once something was wrong, is_damaged stays and 0 is what is read. */
struct reading {
	const uint8_t *at, *end;
	bool is_damaged;
};

struct reading reading_of(struct str bytes);
uint32_t varint_read(struct reading *reading);
struct str bytes_read(struct reading *reading, size_t count);
bool reading_is_done(const struct reading *reading); /* nothing is left, and nothing was wrong */

/* Columns: slots, each as its distance from the one before; then what they are packed with. */
void postings_add(struct buf *out, const struct posting *postings, size_t count);
/* Adds count postings to a list: by rising slots. */
void postings_read(struct reading *reading, size_t count, struct posting_list *list);

#endif
