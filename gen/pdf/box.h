/* SPDX-License-Identifier: EUPL-1.2 */
/* box — what pages are filled with: lines, rows, rules, in columns (flows).
 *
 * A box knows its height and the space that it wants above it, and nothing of pages. What must not be torn apart (a heading and its
 * text, the first two lines of a paragraph, a closing and its signatures) says so with keeps; so the page breaker has one rule. */
#ifndef OPVOLGING_PDF_BOX_H
#define OPVOLGING_PDF_BOX_H

#include "line.h"

enum box_kind {
	BOX_LINE,
	BOX_ROW, /* cells side by side */
	BOX_PICTURE,
	BOX_RULE,  /* a horizontal line */
	BOX_BREAK, /* a new page */
};

/* What stands to the left of a line: the number of a list's item. */
struct label {
	struct para *para; /* of one line */
	mpt x;
	struct label *next;
};

/* The line beside a quote. */
struct bar {
	mpt x;
	struct bar *next;
};

struct box {
	enum box_kind kind;
	bool keeps;     /* on one page with the next box */
	bool clears;    /* begins below the sender's block of page 1 */
	bool is_tinted; /* a line of code */
	mpt gap;        /* above, but at the top of a page */
	mpt height;
	mpt x, width; /* from the left edge of its flow */
	struct para *para;
	uint32_t line;     /* of the paragraph */
	uint32_t bookmark; /* that leads here, from 1; 0: none */
	struct label *labels;
	struct bar *bars; /* of the quotes that it stands in */
	struct row *row;
	uint32_t picture; /* of the document, from 1 */
	uint32_t link;    /* of the picture; 0: none */
	uint32_t page_of; /* a line: the bookmark whose page number stands at its right end; 0: none */
	uint32_t slot;    /* of the picture; of that number */
};

struct flow {
	struct box *items;
	size_t count, cap;
	mpt gap;      /* wanted above the next box */
	bool is_tied; /* that gap stands, whatever the next box wants */
	mpt height;   /* of all, without the first gap */
};

struct cell {
	struct flow flow;
	mpt x, width; /* of its text, from the left edge of the row's flow */
};

struct row {
	struct cell *cells;
	size_t count;
	mpt padding;             /* above and below */
	bool is_heading;         /* column headings */
	bool is_table;           /* ruled; else the cells only stand side by side */
	bool is_unbroken;        /* never over two pages */
	const struct box *heads; /* rows of column headings, to repeat when a page begins with this row */
	size_t head_count;
	mpt x, width; /* of its rules */
};

/* Space above the next box: the most that anybody wants. flow_tie: exactly this. */
void flow_gap(struct flow *flow, mpt gap);
void flow_tie(struct flow *flow, mpt gap);

/* Adds a box and gives it the gap. Borrowed until the next one. */
struct box *flow_add(struct arena *arena, struct flow *flow, struct box box);

/* Adds the lines of a paragraph, first and last two kept together. labels may be NULL. */
void flow_add_para(struct arena *arena, struct flow *flow, struct para *para, mpt x, struct label *labels);

/* Puts the boxes of another flow before index at. */
void flow_insert(struct arena *arena, struct flow *flow, size_t at, const struct flow *other);

/* Keeps the boxes from index on together, and the last with what follows. */
void flow_keep(struct flow *flow, size_t from);

/* Adds a row as high as its highest cell. */
struct box *flow_add_row(struct arena *arena, struct flow *flow, struct row *row);

#endif
