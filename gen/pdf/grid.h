/* SPDX-License-Identifier: EUPL-1.2 */
/* grid — the columns of a table, and how its cells relate to their column headings. */
#ifndef OPVOLGING_PDF_GRID_H
#define OPVOLGING_PDF_GRID_H

#include "document.h"

struct grid {
	struct lettering lettering; /* smaller where the table is wider than it may be */
	size_t columns;
	mpt *edges;                 /* columns + 1 of them, from the left edge of the table */
	uint32_t *headings;         /* by column: the TH that speaks about it now; 0: none */
	uint32_t table, head, body; /* elements; head and body 0 until needed */
	struct box *heads;          /* the last group of rows of column headings */
	size_t head_count, head_cap;
	bool in_heads; /* the row before was of that group */
	/* The row that is open. */
	struct row *row;
	uint32_t row_element, cell_element;
	size_t column;
	bool row_is_label;
};

/* Divides width over the columns of the table that the event opens: fairly, by what stands in them; the prescribed table, whose rows of
 * two columns span 2 and 3 of its 5, by the layout's left_share. A table that needs less than natural is set natural wide. */
struct grid *grid_new(struct document *document, const struct tape *tape, uint32_t open, struct lettering lettering, mpt natural,
                      mpt full);

mpt grid_width(const struct grid *grid);

/* Opens and closes rows; a row closed joins the flow. */
void grid_open_row(struct document *document, struct grid *grid, const struct tape_event *event);
void grid_close_row(struct document *document, struct grid *grid, struct flow *flow, mpt x, bool clears);

/* The next cell of the open row, and its element. Borrowed until the row is closed. */
struct cell *grid_add_cell(struct document *document, struct grid *grid, const struct tape_event *event, mpt x,
                           uint32_t *element);

/* Divides total over columns that need at least least and at best most. */
void grid_divide(const mpt *least, const mpt *most, size_t count, mpt total, mpt *widths);

#endif
