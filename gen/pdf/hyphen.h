/* SPDX-License-Identifier: EUPL-1.2 */
/* hyphen — where Dutch words may be divided.
 *
 * The patterns are hyphen-nl's. Three rules are ours: at least two letters before and three behind a hyphen; never before a vowel with
 * a trema, which Dutch would then drop (coördinatie, reünie) and the dictionary does not say so; not in words of capitals, which are
 * names and numbers. Words are remembered, since a letter says the same ones again and again. */
#ifndef OPVOLGING_PDF_HYPHEN_H
#define OPVOLGING_PDF_HYPHEN_H

#include "../base/arena.h"

struct hyphen;

/* Loads the dictionary; ends the program where it is not there. */
struct hyphen *hyphen_open(struct arena *arena);
void hyphen_close(struct hyphen *hyphen);

/* The bytes of a word (letters alone, UTF-8) before which a hyphen may stand, in order; NULL and 0 where there are none. */
const uint8_t *hyphen_points(struct hyphen *hyphen, struct str word, size_t *count);

#endif
