/* SPDX-License-Identifier: EUPL-1.2 */
/* walker — the state of reading a tape (flow.c), shared with what stands on the tape: blocks (block.c) and spans (span.c). */
#ifndef OPVOLGING_PDF_WALKER_H
#define OPVOLGING_PDF_WALKER_H

#include "flow.h"

struct grid;

/* An open block. */
struct level {
	enum tape_kind kind;
	struct flow_place place;
	struct grid *grid; /* table */
	mpt table_x;
	uint32_t number; /* list: of the next item */
	mpt item_indent; /* list: room for its labels */
	bool is_ordered, is_tight;
	bool in_quote, in_heading;
	size_t quote_first;          /* quote: its first box in the flow */
	struct str language;         /* of the text */
	const struct record *origin; /* that it comes from */
	enum align align;
	uint32_t list; /* element */
};

struct walker {
	struct document *document;
	const struct prose *prose;
	struct level *levels;
	size_t depth, cap;
	struct text *text; /* what of prose was set before */
	int fills;         /* blocks around this one */
	int last_heading;

	/* The paragraph that is open. */
	bool in_paragraph;
	uint32_t paragraph;  /* its element, or a span of another language in it */
	uint32_t around;     /* in such a span: the paragraph */
	uint32_t owner;      /* of the text now: the paragraph, a link, code */
	uint32_t slot, link; /* slot 0: owner has none yet */
	int strong, emphasis, heading;
	const struct record *about; /* the heading: the record that it links to */
	struct lettering lettering;
	struct label *labels; /* of list items, to stand beside the next line */
};

/* The innermost open level; a new one inside it begins as its copy. Both are borrowed until the next push. */
struct level *walker_top(struct walker *walker);
struct level *walker_push(struct walker *walker, enum tape_kind kind);
struct tag_tree *walker_tree(struct walker *walker);

/* Opens and closes containers; headings are closed apart, because their paragraph ends with them. */
void block_open(struct walker *walker, uint32_t at);
void block_close(struct walker *walker, uint32_t at);
void block_close_heading(struct walker *walker, uint32_t at);
void block_add_rule(struct walker *walker);
void block_add_code(struct walker *walker, const struct tape_event *event);

/* A paragraph of an element; of a holder without one: a tight item, a cell. */
void block_begin(struct walker *walker, uint32_t element, struct lettering lettering);
void block_begin_implicit(struct walker *walker);

/* Ends the paragraph that is open, if one is, and gives its lines to the flow. */
void block_end_paragraph(struct walker *walker);

/* Gives the lines so far to the flow and goes on with the same paragraph. */
void block_flush_text(struct walker *walker);

/* Sets the labels of items that have no line of their own. */
void block_flush_labels(struct walker *walker);

/* Whether an event belongs within a paragraph; adds it. */
bool span_is(enum tape_kind kind);
void span_add(struct walker *walker, uint32_t at);

/* A text taken over from another record: within a paragraph, or around blocks. */
void copy_open(struct walker *walker, const struct tape_event *event);
void copy_close(struct walker *walker, const struct tape_event *event);

/* What a reference of a text leads to on paper: NULL where it resolves to nothing, or is there for the portal only. */
const struct link *span_link(const struct prose *prose, uint32_t ref);

/* Text from here on belongs to another element. */
void span_set_owner(struct walker *walker, uint32_t owner);

#endif
