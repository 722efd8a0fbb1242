/* SPDX-License-Identifier: EUPL-1.2 */
/* lexicon — words as they are written, and the terms that each leads to.
 *
 * Every word is stemmed and split once; from then on it is a look into a table. That is megabytes, and memory slow: so a small table in front of it has
 * the words that were met lately, and looks into the large one are begun for a handful of words before the first is needed. The small one also knows
 * where the text under way has its word: so what a word means is asked once for a text, however often it stands there. A lexicon belongs to one
 * worker. */
#ifndef OPVOLGING_SEARCH_LEXICON_H
#define OPVOLGING_SEARCH_LEXICON_H

#include "../base/str.h"

struct lexicon;

struct lexicon *lexicon_new(void);
void lexicon_free(struct lexicon *lexicon);

enum { NO_TERM = UINT32_MAX };

struct meaning {
	uint32_t term;   /* its stem; NO_TERM where it is not in the index */
	uint32_t pieces; /* of a compound: see lexicon_pieces */
};

/* A word of a text. */
struct met {
	struct meaning meaning;
	uint32_t count; /* how often it is there; but a word may also come several times instead */
};

struct words {
	const struct met *items;
	size_t count;
	const size_t *numbers; /* where words stand that may begin a number (number_terms), as they follow */
	size_t number_count;
};

/* The words of a text that word_next_letters can read; borrowed until the next text. */
struct words lexicon_read(struct lexicon *lexicon, struct str text);
/* The terms of a compound's pieces. Returns how many; borrowed until the next text. */
size_t lexicon_pieces(const struct lexicon *lexicon, uint32_t pieces, const uint32_t **terms);
void lexicon_look_pieces(const struct lexicon *lexicon, uint32_t pieces); /* they will be asked for */
/* The number of a term that is written as it stands in the index. */
uint32_t lexicon_term(struct lexicon *lexicon, struct str name);

/* Terms fall into classes by the low bits of their hashes. In the number of a term its class is the low bits, and those of a class are counted above, in the
 * order in which they come. */
enum { TERM_CLASS_BITS = 7, TERM_CLASSES = 1 << TERM_CLASS_BITS };

uint32_t lexicon_count(const struct lexicon *lexicon, uint32_t class); /* of its terms */
struct str lexicon_name(const struct lexicon *lexicon, uint32_t term);
uint32_t lexicon_hash(const struct lexicon *lexicon, uint32_t term); /* term_hash of its name */

/* The hash that gives a term its file: see format.md. */
uint32_t term_hash(struct str term);

#endif
