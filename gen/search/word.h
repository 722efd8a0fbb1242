/* SPDX-License-Identifier: EUPL-1.2 */
/* word — where words begin and end in a text, and what they are in the index: folded, then stemmed.
 *
 * templates/assets/search.js does the same to what readers type; a test holds both against each other over whole word lists. Change
 * neither alone. */
#ifndef OPVOLGING_SEARCH_WORD_H
#define OPVOLGING_SEARCH_WORD_H

#include "../base/arena.h"

enum {
	WORD_LONGEST = 64, /* bytes; what is longer is no word, and not in the index */
	NUMBER_TERMS = 3,
	NUMBER_LONGEST = 32
};

/* The next word of a text from offset *at on: letters, marks, digits and soft hyphens that follow one another. False at the end. */
bool word_next(struct str text, size_t *at, struct str *word);

/* Case folded, without accents and soft hyphens, ĳ as ij. */
struct str word_fold(struct arena *arena, struct str word);

/* The numbers of papers and commitments that begin with the word at offset, in one spelling each: '36 800 X, nr. 3' is 36800, 36800-x and
 * 36800-x/3; 'TZ202307-053' is tz202307-053. Returns how many. */
size_t number_terms(struct str text, size_t offset, char terms[NUMBER_TERMS][NUMBER_LONGEST]);

#endif
