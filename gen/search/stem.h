/* SPDX-License-Identifier: EUPL-1.2 */
/* stem — what the forms of a Dutch word have in common: the algorithm that Martin Porter gave for Dutch, for words that are folded.
 *
 * templates/assets/generated/stem-nl.js is Snowball's form of it. A test holds both against each other over whole word lists. */
#ifndef OPVOLGING_SEARCH_STEM_H
#define OPVOLGING_SEARCH_STEM_H

#include "../base/str.h"

/* Stems a folded word in place, which becomes no longer. Returns its length. */
size_t stem_word(char *word, size_t len);

#endif
