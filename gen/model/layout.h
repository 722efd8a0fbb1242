/* SPDX-License-Identifier: EUPL-1.2 */
/* layout — how letters look: every position, size, colour, font and word of the frame, from templates/layout.yaml.
 *
 * All lengths are whole thousandths of a point, so that sums are exact and the same input gives the same bytes. Positions are measured
 * from the top left corner of the paper; only the PDF writer turns them over. */
#ifndef OPVOLGING_MODEL_LAYOUT_H
#define OPVOLGING_MODEL_LAYOUT_H

#include "record.h"

typedef int64_t mpt; /* thousandths of a point, of which 72 make an inch */

#define PT(points) ((mpt)((points)*1000))

enum { FALLBACK_MOST = 8 };

/* Faces are asked for by their use; what a face lacks is taken from the fallbacks, in their order. */
enum face_id {
#define FACE(id, key, flags, nl, en) FACE_##id,
#include "layout.def"
	FACE_FALLBACK,
	FACE_COUNT = FACE_FALLBACK + FALLBACK_MOST
};

enum colour {
#define COLOUR(id, key, nl, en) COLOUR_##id,
#include "layout.def"
	COLOUR_COUNT
};

enum letter_word {
#define LETTER_WORD(key, blanks, nl, en) LETTER_##key,
#include "layout.def"
	LETTER_WORD_COUNT
};

/* Letters of one kind, and the distance of their lines. */
struct lettering {
	enum face_id face;
	enum colour colour;
	mpt size, leading;
};

/* The texts of the frame in one language. */
struct letter_words {
	struct str language; /* nl */
	struct str texts[LETTER_WORD_COUNT];
};

struct layout {
	struct map map; /* SHAPE_LAYOUT, for messages */
	struct source *source;

	struct str fonts[FACE_COUNT]; /* paths; "" where there is none */
	struct span font_spans[FACE_COUNT];
	struct {
		uint8_t red, green, blue;
	} colours[COLOUR_COUNT];
#define LENGTH(part, key, flags, nl, en) mpt key;
#include "layout.def"
#define LETTERING(key, nl, en) struct lettering key;
#include "layout.def"
	struct str logo; /* path of a picture; "" */
	struct span logo_span;
	int left_share;         /* per cent of the prescribed table's width for the first of two columns */
	int signatories_beside; /* in a row */

	struct letter_words *words;
	size_t word_count;
	uint64_t digest; /* of the file */
};

/* The lettering of a heading, by level from 1; more than 6 is 6. */
struct lettering layout_heading(const struct layout *layout, int level);

/* The texts for a language tag: its own, else those of the same language elsewhere (nl for nl-BE), else NULL. */
const struct letter_words *layout_words(const struct layout *layout, struct str tag);

#endif
