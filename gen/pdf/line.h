/* SPDX-License-Identifier: EUPL-1.2 */
/* line — a paragraph of styled text, broken into lines.
 *
 * Lines are ragged right and chosen for the paragraph as a whole: of all ways to break it, the one with the least sum of squared
 * slack. Words are divided only where the lines come out too uneven without, and broken anywhere only where nothing else fits. The
 * search looks back no further than one line, so its cost is linear in the text.
 *
 * Places to break come from Unicode (UAX 14, libunibreak), less those that Dutch does not want (see line_bonds.c). */
#ifndef OPVOLGING_PDF_LINE_H
#define OPVOLGING_PDF_LINE_H

#include "../base/buf.h"
#include "font.h"
#include "hyphen.h"
#include "tag.h"

struct style {
	enum face_id face;
	enum colour colour;
	mpt size;
	mpt rise; /* above the base line */
};

/* Text of one style, one place in the structure and one link, until the next run begins. */
struct run {
	uint32_t start; /* in the paragraph's text */
	uint32_t link;  /* what the letter's list of links knows; 0: none */
	uint32_t slot;
	struct style style;
};

struct line {
	uint32_t start, end; /* in the text; without the blanks at its end */
	bool is_hyphenated;
	mpt width;
};

/* A place that a footnote's mark stands at. */
struct para_note {
	uint32_t at;
	uint32_t note; /* from 1 */
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct para {
	struct str text; /* NFC; line feeds are forced breaks */
	struct run *runs;
	struct line *lines;
	struct para_note *notes;
	size_t run_count, line_count, note_count;
	mpt leading, width;
	mpt size; /* of its largest letters */
	enum align align;
	bool is_title;   /* words are divided only where they do not fit */
	bool is_foreign; /* not Dutch, whose rules for dividing words are the only ones known here */
};

/* Collects a paragraph; used again for the next one. */
struct para_maker {
	struct arena *arena; /* of the paragraphs */
	struct arena *texts; /* of their texts, which what is drawn refers to */
	struct fonts *fonts;
	struct buf text;
	struct run *runs;
	struct para_note *notes;
	size_t run_count, run_cap, note_count, note_cap;
	bool keeps_blanks;                                  /* in code; else a row of blanks is one */
	bool is_foreign;                                    /* of the paragraphs; see there */
	void (*missing)(void *context, uint32_t character); /* told of a character that no font has */
	void *context;
};

void para_style(struct para_maker *maker, struct style style, uint32_t slot, uint32_t link);
void para_add(struct para_maker *maker, struct str text);
void para_break(struct para_maker *maker); /* a forced end of line */
void para_note(struct para_maker *maker, uint32_t note);
bool para_is_empty(const struct para_maker *maker); /* nothing but blanks so far */

/* The paragraph so far; the maker is empty again. NULL where there was nothing. Its lines are not yet there. */
struct para *para_made(struct para_maker *maker, mpt leading);

/* What breaking needs again and again: fonts and room to work in. */
struct breaker;
struct breaker *breaker_new(struct fonts *fonts);
void breaker_free(struct breaker *breaker);

/* Fills in the lines, none wider than width (but for a single character that is). */
void line_break(struct breaker *breaker, struct arena *arena, struct para *para, mpt width);

/* The width of a stretch of a paragraph's text, all of one run. */
mpt line_width(struct fonts *fonts, struct style style, struct str text);

/* What libunibreak says about each byte of a text (line_breaks.c). */
void line_find_breaks(struct str text, char *breaks);

/* Whether Dutch typography minds a break that Unicode allows at offset: not at all, where there is a better one, always
 * (line_bonds.c). */
enum bond { BOND_NONE, BOND_SOFT, BOND_FIRM };
enum bond line_bond(struct str text, size_t offset);

#endif
