/* SPDX-License-Identifier: EUPL-1.2 */
/* lexicon — words as they are written, and the terms that each leads to.
 *
 * Every word is stemmed and split once; from then on it is a look into a table. That is megabytes, and memory slow: so looks are begun for a handful of words
 * before the first is needed. A row also knows where the record under way has its word: so what a word means is asked once for a record, however often
 * it stands there. A lexicon belongs to one worker. */
#ifndef OPVOLGING_SEARCH_LEXICON_H
#define OPVOLGING_SEARCH_LEXICON_H

#include "../base/str.h"

struct lexicon;

/* For so many bytes of text, or more; 0: for a record or two. */
struct lexicon *lexicon_new(uint64_t weight);
void lexicon_free(struct lexicon *lexicon);

enum { NO_TERM = UINT32_MAX };

struct meaning {
	uint32_t term;   /* its stem; NO_TERM where it is not in the index */
	uint32_t pieces; /* of a compound: see lexicon_pieces */
};

/* A word of a record. */
struct met {
	struct meaning meaning; /* it has a term */
	uint32_t count;         /* what it counts, all in all */
	uint32_t worth;         /* the best of the texts that it is in */
};

/* Words of the record; a word may also come several times. */
struct words {
	const struct met *items;
	size_t count;
};

/* Where words stand that may begin a number (number_terms), as they follow. */
struct starts {
	const size_t *items;
	size_t count;
};

/* What a text says of its words: how much each counts, and what they are worth. */
struct telling {
	uint32_t count, worth;
};

/* Another record. */
void lexicon_begin(struct lexicon *lexicon);
/* Reads a text of it, behind which WORD_PADDING bytes can be read. What is returned is borrowed until the next text. */
struct starts lexicon_read(struct lexicon *lexicon, struct str text, struct telling telling);
/* The words of all that was read of the record; borrowed until the next text. */
struct words lexicon_words(const struct lexicon *lexicon);
/* The terms of a compound's pieces: how many, and behind that they. Borrowed until the next text. */
const uint32_t *lexicon_pieces(const struct lexicon *lexicon, uint32_t pieces);
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
