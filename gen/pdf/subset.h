/* SPDX-License-Identifier: EUPL-1.2 */
/* subset — the part of a face that one letter needs.
 *
 * Characters are numbered by first use, and the number is the glyph's place in the embedded font. A number belongs to a character and
 * not to a glyph: the blank and the no-break blank look the same, yet text copied out of the letter must be the text that was put in. */
#ifndef OPVOLGING_PDF_SUBSET_H
#define OPVOLGING_PDF_SUBSET_H

#include "../base/buf.h"
#include "face.h"

struct subset {
	struct arena *arena;
	const struct face *face;
	uint16_t *blocks[FACE_BLOCKS]; /* number of a character; 0: not used yet */
	struct subset_glyph {
		uint32_t character; /* 0: a part of another glyph, or .notdef */
		uint16_t glyph;
	} * glyphs; /* by number; [0] is .notdef */
	size_t count, cap;
};

void subset_init(struct subset *subset, struct arena *arena, const struct face *face);

/* The number of a character that the face has. */
uint32_t subset_use(struct subset *subset, uint32_t character);

/* The advance of a numbered glyph, in font units. */
int subset_advance(const struct subset *subset, size_t number);

/* The TrueType file with the used glyphs and the parts that they are made of. To be called once, at the end. */
void subset_write(struct subset *subset, struct buf *out);

#endif
