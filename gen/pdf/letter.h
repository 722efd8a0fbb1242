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

/* Question sets (questions.c). */
void questions_set(struct document *document);

/* Whether an introduction has a block of questions; and a text of such a block alone, for a set whose introduction has none. */
bool questions_are_placed(const struct tape *introduction);
struct tape questions_block(struct arena *arena, const struct record *set);

/* The contents of a set: under the heading of a bookmark, a list of the headings behind it, each a link with its page. Put into the flow
 * before index at (contents.c). */
void contents_insert(struct document *document, struct flow_place place, size_t at, uint32_t heading);

/* What both kinds have in common (letter.c). */

/* Where running text goes: a flow, under an element of the structure. */
struct flow_place letter_place(struct document *document, struct flow *flow, uint32_t element);

/* A small label that shares the base line of the text beside it. NULL where text is empty. */
struct para *letter_label(struct document *document, uint32_t element, struct str text);

/* The parts around the text (frame.c). */

/* What stands at the foot of each page: the site's notice, on page 1 with the place of the official text. */
struct foot {
	struct para *notice, *first_notice;
	mpt top, first_top; /* where it begins */
};
struct foot frame_make_foot(struct document *document, uint32_t sect);

/* Sets the flow on pages: on page 1 from first_top on, tables below clear (letter.c). */
void letter_fill_pages(struct document *document, const struct flow *flow, const struct foot *foot, mpt first_top, mpt clear);

/* Draws head and foot of all pages; to be called when all are there. */
void frame_draw_all(struct document *document, const struct foot *foot);

/* The signatories of the record side by side, kept with what stands above. closing may be "". */
void frame_add_signatures(struct document *document, struct flow_place place, struct str closing);

/* The list of attachments; nothing where there are none. */
void frame_add_attachments(struct document *document, struct flow_place place);

/* The value's items joined by ", "; a single value as it is. */
struct str frame_join(struct document *document, const struct value *value);

#endif
