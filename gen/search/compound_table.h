/* SPDX-License-Identifier: EUPL-1.2 */
/* compound_table — the words that Dutch puts together, as make has drawn them from Debian's list (gen/tools/compound_table.c).
 *
 * The list is fixed when the program is made, so that what the words of one record are split into depends on no other record. A word is short enough to
 * be one number, five bits a letter; most questions are about what is none, and a bit of a table that stays in the cache answers these. */
#ifndef OPVOLGING_SEARCH_COMPOUND_TABLE_H
#define OPVOLGING_SEARCH_COMPOUND_TABLE_H

#include <stddef.h>
#include <stdint.h>

enum { COMPOUND_LEAST = 4, COMPOUND_MOST = 11 }; /* letters of a part */

enum { COMPOUND_LETTER_BITS = 5, COMPOUND_SLOT_BITS = 18, COMPOUND_FILTER_BITS = 20 };

/* By the highest bits of compound_hash, open addressing: the words; 0: nothing. */
extern const uint64_t compound_words[1 << COMPOUND_SLOT_BITS];
/* By the highest bits of compound_hash: whether there is such a word. */
extern const uint64_t compound_filter[(1 << COMPOUND_FILTER_BITS) / 64];

/* What a letter (a to z) at an index adds to the number of a word. */
static inline uint64_t
compound_letter(char letter, size_t index)
{
	return (uint64_t)(letter - 'a' + 1) << (COMPOUND_LETTER_BITS * index);
}

static inline uint64_t
compound_hash(uint64_t word)
{
	word *= UINT64_C(0x9E3779B97F4A7C15);
	return (word ^ word >> 32) * UINT64_C(0xC2B2AE3D27D4EB4F);
}

#endif
