/* SPDX-License-Identifier: EUPL-1.2 */
/* lexicon — words as they are written, and the terms that each leads to.
 *
 * Every spelling is folded, stemmed and split once; from then on it is a look into a table and one at the word with its terms. Both lie somewhere in
 * megabytes of memory, so looks are begun for many words before the first is needed. Terms have numbers in the order in which they come. A lexicon
 * belongs to one worker. */
#ifndef OPVOLGING_SEARCH_LEXICON_H
#define OPVOLGING_SEARCH_LEXICON_H

#include "../base/str.h"

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

/* Begins to look a word up, so that it is at hand when it is asked for: in between, others can be begun. Returns its hash. */
uint32_t lexicon_look(const struct lexicon *lexicon, struct str written);
void lexicon_look_closer(const struct lexicon *lexicon, uint32_t hash); /* the second half of the way */
/* What a word means, by its hash. */
uint32_t lexicon_word(struct lexicon *lexicon, struct str written, uint32_t hash);
/* The terms of a meaning: the stem, then the pieces of a compound. Returns how many; borrowed until the next word. */
size_t lexicon_terms(const struct lexicon *lexicon, uint32_t meaning, const uint32_t **terms);
/* The number of a term that is written as it stands in the index. */
uint32_t lexicon_term(struct lexicon *lexicon, struct str name);

uint32_t lexicon_count(const struct lexicon *lexicon); /* of terms */
struct str lexicon_name(const struct lexicon *lexicon, uint32_t term);
uint32_t lexicon_hash(const struct lexicon *lexicon, uint32_t term); /* term_hash of its name */

/* The hash that gives a term its file: see format.md. */
uint32_t term_hash(struct str term);

#endif
