/* SPDX-License-Identifier: EUPL-1.2 */
/* compound — what a Dutch word is put together of: veiligheidsbeleid is veiligheid and beleid.
 *
 * Used where the index is made, never on what readers type: who asks for beleid finds veiligheidsbeleid, not the other way round. */
#ifndef OPVOLGING_SEARCH_COMPOUND_H
#define OPVOLGING_SEARCH_COMPOUND_H

#include "../base/str.h"

enum { COMPOUND_PARTS = 4, COMPOUND_PIECES = COMPOUND_PARTS * (COMPOUND_PARTS + 1) / 2 };

/* The parts of a folded word and what several that follow one another make (of beleidsmaatregel: beleid, maat, regel, maatregel), but not
 * the word itself. They lie in the word. Returns how many; 0 where it is no compound. */
size_t compound_split(struct str word, struct str pieces[COMPOUND_PIECES]);

#endif
