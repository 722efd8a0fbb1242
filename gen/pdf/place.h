/* SPDX-License-Identifier: EUPL-1.2 */
/* place — how much of a flow fits a height, and drawing what was placed.
 *
 * A cursor says how far a flow has been set; within a row that is broken it has a cursor for each cell. Placing changes nothing but the
 * cursor, so that it can be tried and dropped. */
#ifndef OPVOLGING_PDF_PLACE_H
#define OPVOLGING_PDF_PLACE_H

#include "document.h"

struct cursor {
	size_t index;         /* of the next box */
	struct cursor *cells; /* where that box is a row of which some is set */
};

/* A box on a page, or what fits of it. */
struct placed {
	const struct box *box;
	mpt y, height;      /* from the top of the part */
	struct part *cells; /* of a row that is broken: a part for each cell; NULL: all of it */
	bool is_repeated;   /* column headings said again */
};

struct part {
	struct placed *items;
	size_t count, cap;
	mpt height;
};

/* A cursor that outlives the arena that it was made in. */
struct cursor cursor_keep(struct arena *arena, const struct flow *flow, struct cursor cursor);

/* Behind the last box of the chain that begins at index. */
size_t chain_end(const struct flow *flow, size_t index);

/* What stands already, and the boxes from index until before end below it. Where they are higher than limit, so is the result, and then
 * not all of them are in it. clear: boxes that ask for it begin no higher. The result takes over the memory of before. */
struct part place_whole(struct arena *arena, const struct flow *flow, size_t index, size_t end, const struct part *before,
                        mpt clear, mpt limit);

/* The same for a chain that does not fit in limit, or of whose first row some is set already: as much as fits, up to a row that is
 * broken. Nothing more than before where that is not possible. A row no higher than whole_row is broken only where is_forced. */
struct part place_broken(struct arena *arena, const struct flow *flow, struct cursor *cursor, size_t end,
                         const struct part *before, mpt clear, mpt limit, bool is_forced, mpt whole_row);

/* As many chains as fit in limit. is_forced: at least one box. */
struct part place_flow(struct arena *arena, const struct flow *flow, struct cursor *cursor, mpt limit, bool is_forced,
                       mpt whole_row);

/* The whole of each cell of a row. */
struct part *place_cells(struct arena *arena, const struct row *row);

/* Notes that lines refer to for the first time, with the notes that those refer to. */
struct note_list {
	struct document *document;
	uint32_t *items;
	size_t count, cap;
};

/* Adds the notes of a part's boxes from index on. */
void note_list_add_part(struct note_list *list, const struct part *part, size_t from);

/* Draws a part with its top left corner at x, y. */
void place_draw(struct document *document, size_t page, const struct part *part, mpt x, mpt y);
void place_draw_line(struct document *document, size_t page, const struct para *para, size_t line, mpt x, mpt y,
                     enum artifact artifact);

#endif
