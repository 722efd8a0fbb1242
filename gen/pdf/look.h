/* SPDX-License-Identifier: EUPL-1.2 */
/* look — how a letter looks: every position, size and colour, in one table.
 *
 * All lengths of the layout are whole thousandths of a point, so that sums are exact and the same input gives the same bytes.
 * Positions are measured from the top left corner of the page; only the writer turns them over. */
#ifndef OPVOLGING_PDF_LOOK_H
#define OPVOLGING_PDF_LOOK_H

#include <stdbool.h>
#include <stdint.h>

typedef int64_t mpt; /* thousandths of a point */

#define PT(points) ((mpt)((points)*1000))
#define MM(millimetres) ((mpt)((millimetres)*360000 / 127))

/* Faces are asked for by their use; what a face lacks is taken from the regular one, then from the fallbacks in their order. */
enum face_id { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_MONO, FACE_FALLBACK, FACE_COUNT = FACE_FALLBACK + 8 };

enum colour {
	COLOUR_TEXT,
	COLOUR_ACCENT,
	COLOUR_SOFT,
	COLOUR_LINE,
	COLOUR_TINT,
	COLOUR_LINK,
	COLOUR_DRAFT,
	COLOUR_WATERMARK,
	COLOUR_COUNT
};

/* Letters of one kind, and the distance of their lines. */
struct lettering {
	enum face_id face;
	enum colour colour;
	mpt size, leading;
};

struct look {
	struct {
		uint16_t red, green, blue;
	} colours[COLOUR_COUNT]; /* thousandths */

	mpt page_width, page_height;
	mpt left;        /* of all text */
	mpt text_width;  /* of running text, on every page */
	mpt full_width;  /* of tables and notes */
	mpt top, bottom; /* of running text from page 2 on; bottom: where the foot begins at the latest */
	mpt foot_top;    /* of the first line of the foot; higher where it has many */
	mpt foot_bottom; /* of its last line */
	mpt foot_gap;    /* between text and foot */
	mpt head_top;    /* of the line at the head of continuation pages */

	/* The frame of page 1. */
	mpt sender_left, sender_width, sender_top;
	mpt wordmark_top, return_top, addressee_top, subject_top;
	mpt label_width;    /* of 'Datum' and 'Betreft' */
	mpt fact_width;     /* of the labels above a question set */
	mpt office_size;    /* of the letters of an office, in capitals */
	mpt signature_room; /* for the pen */

	struct lettering body, small, tiny, hint, cell, note, code, label, name, wordmark;
	struct lettering heading[7]; /* by level; [1] is the subject of a question set */
	struct lettering subject, banner, watermark;

	int slope_across, slope_up; /* of the watermark: cosine and sine, in thousandths */

	mpt paragraph_gap, heading_gap, item_gap, table_gap, cell_gap;
	mpt indent;       /* of lists and quotes */
	mpt least_width;  /* indents stop where less would be left */
	mpt padding;      /* of cells, left and right */
	mpt padding_tall; /* of cells, above and below */
	mpt pixel;        /* of a picture, where there is room */
	mpt rule;         /* thickness of lines */
	mpt whole_row;    /* a row no taller than this is not broken */
	mpt note_gap;     /* between text and notes; the rule stands in its middle */
	mpt note_indent;  /* of a note's text, behind its number */
	int left_share;   /* per cent of the prescribed table's width for the first of two columns */
};

extern const struct look look_letter;

/* Where the faces are read from. */
extern const struct font_files look_fonts;

#endif
