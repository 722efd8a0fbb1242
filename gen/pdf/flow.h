/* SPDX-License-Identifier: EUPL-1.2 */
/* flow — texts become boxes.
 *
 * A tape is read once, with a stack of what is open, so no depth of nesting can exhaust the program's own stack. Each block gets its
 * element in the structure tree on the way, and each stretch of text its slot. Blocks that fill themselves are walked like any
 * other text. */
#ifndef OPVOLGING_PDF_FLOW_H
#define OPVOLGING_PDF_FLOW_H

#include "document.h"

/* Where a text goes. */
struct flow_place {
	struct flow *flow;
	uint32_t element; /* its parent in the structure */
	mpt x, width;
	mpt full_width; /* that tables may take */
	struct lettering lettering;
	mpt gap;           /* between blocks */
	int heading_shift; /* added to the level of headings; headings become bold paragraphs where flattens */
	bool flattens;
};

/* A text to be set, in one go or in parts that share its footnotes. */
struct text *text_new(struct document *document, const struct prose *prose);

/* Adds a text's events from first until before last. Footnotes stay queued: see flow_notes. */
void flow_prose(struct document *document, struct flow_place place, struct text *text, uint32_t first, uint32_t last);

/* Where an annex begins (a heading of level 1) at or behind first; the end of the running text where there is none. */
uint32_t flow_annex(const struct tape *tape, uint32_t first);

/* Adds plain text as one paragraph of an element: a label, a line of the frame. Nothing where text is empty. */
void flow_text(struct document *document, struct flow_place place, enum tag tag, struct str text);

/* The same without a box, for the frame of the page: NULL where text is empty. element 0 makes an artifact. */
struct para *flow_para(struct document *document, uint32_t element, struct lettering lettering, mpt width, struct str text);

/* How far what stands behind a numbered label is indented: at least least, and wide enough for the label of a number. */
mpt flow_label_room(struct document *document, struct lettering lettering, mpt least, uint32_t number);

/* As much of a text as fits on one line: whole words and an ellipsis. */
struct str flow_fitted(struct document *document, struct style style, struct str text, mpt width);

/* Sets the notes that were referred to so far, and those that they refer to. */
void flow_notes(struct document *document);

#endif
