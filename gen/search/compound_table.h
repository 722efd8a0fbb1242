/* SPDX-License-Identifier: EUPL-1.2 */
/* compound_table — the words that Dutch puts together, as make has drawn them from Debian's list (gen/tools/compound_table.c).
 *
 * The list is fixed when the program is made, so that what the words of one record are split into depends on no other record. */
#ifndef OPVOLGING_SEARCH_COMPOUND_TABLE_H
#define OPVOLGING_SEARCH_COMPOUND_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { COMPOUND_LEAST = 4, COMPOUND_MOST = 11 }; /* letters of a part */

/* Each word as a byte with its length, then its letters (a to z). */
extern const char compound_words[];
/* By compound_hash, open addressing: where a word begins in compound_words, plus one; 0: nothing. */
extern const uint32_t compound_slots[];
extern const uint32_t compound_slot_count; /* a power of two */

/* FNV-1a. */
static inline uint32_t
compound_hash(const char *word, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)word[i]) * 16777619u;
	return hash ^ hash >> 15;
}

#endif
