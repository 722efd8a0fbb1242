/* SPDX-License-Identifier: EUPL-1.2 */
/* hyphen_table — the patterns of Debian's hyphen-nl as an automaton that is part of the program.
 *
 * libhyphen reads the dictionary's text in 5 ms, a quarter of what a letter takes. So it is read at make (gen/tools/hyphen_table.c), and
 * what came of it is linked in: it holds no pointer, so nothing of it is relocated, and only what is touched is read.
 *
 * A state stands for letters that some pattern begins with; state 0 for none. The automaton is where it is because of the longest
 * such letters that the word so far ends with. */
#ifndef OPVOLGING_PDF_HYPHEN_TABLE_H
#define OPVOLGING_PDF_HYPHEN_TABLE_H

#include <stdint.h>

struct hyphen_state {
	uint16_t children; /* the first of the states that one letter more leads to; the others follow it */
	uint16_t fallback; /* the same letters without the first ones, where none of the children goes on */
	uint16_t digits;   /* index into hyphen_digits: what a pattern that ends here says */
	uint8_t child_count;
	uint8_t letter; /* that leads here: lower case in Latin-1, or '.' for either end of the word */
};

extern const struct hyphen_state hyphen_states[];

/* A count, and that many digits of places between letters; the last is the place behind the letter that leads to the state. */
extern const uint8_t hyphen_digits[];

#endif
