/* SPDX-License-Identifier: EUPL-1.2 */
/* hyphen — where Dutch words may be divided.
 *
 * The patterns are hyphen-nl's (hyphen_table.h). Three rules are ours: at least two letters before and three behind a hyphen; never
 * before a vowel with a trema, which Dutch would then drop (coördinatie, reünie) and the dictionary does not say so; not in words of
 * capitals, which are names and numbers. */
#ifndef OPVOLGING_PDF_HYPHEN_H
#define OPVOLGING_PDF_HYPHEN_H

#include "../base/str.h"

enum { HYPHEN_MOST = 100 }; /* letters of a word, and so more than its points; what is longer is no word */

/* Whether a language tag (nl, nl-NL) is Dutch; words of no other language are to be asked for. */
bool hyphen_knows(struct str language);

/* Writes the bytes of a word (letters alone, UTF-8) before which a hyphen may stand, in order; returns how many there are. */
size_t hyphen_points(struct str word, uint8_t points[HYPHEN_MOST]);

#endif
