/* SPDX-License-Identifier: EUPL-1.2 */
/* letter — a record becomes a document: the frame of a letter or of a question set, and its text.
 *
 * The order in the structure is that of reading: address, date and subject, sender, salutation, text, closing, signatures, attachments,
 * annexes. What repeats on every page is an artifact. */
#ifndef OPVOLGING_PDF_LETTER_H
#define OPVOLGING_PDF_LETTER_H

#include "flow.h"
#include "page.h"

/* Lays out a letter or question set. Afterwards the document is complete but for being written. */
void letter_set(struct document *document);

/* The parts that both kinds share (frame.c). */

/* What stands at the foot of each page: the site's notice, on page 1 with the place of the official text. */
struct foot {
	struct para *notice, *first_notice;
	mpt top, first_top; /* where it begins */
};
struct foot frame_make_foot(struct document *document, uint32_t sect);

/* Draws head and foot of all pages; to be called when all are there. */
void frame_draw_all(struct document *document, const struct foot *foot);

/* The signatories of the record side by side, kept with what stands above. closing may be "". */
void frame_add_signatures(struct document *document, struct flow_place place, struct str closing);

/* The list of attachments; nothing where there are none. */
void frame_add_attachments(struct document *document, struct flow_place place);

/* The value's items joined by ", "; a single value as it is. */
struct str frame_join(struct document *document, const struct value *value);

#endif
