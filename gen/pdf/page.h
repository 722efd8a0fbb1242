/* SPDX-License-Identifier: EUPL-1.2 */
/* page — boxes are placed on pages.
 *
 * Pages are filled from the top. The unit is a chain of boxes that keep together; where a chain does not fit, a row in it that may be
 * broken is, else the chain begins the next page. A footnote takes its room at the foot together with the line that refers to it, and
 * goes on on the next page where it must. Every page takes at least one box, so the work ends. */
#ifndef OPVOLGING_PDF_PAGE_H
#define OPVOLGING_PDF_PAGE_H

#include "document.h"

/* What a page leaves for the text. */
struct page_frame {
	mpt first_top, first_bottom; /* page 1 */
	mpt top, bottom;             /* the others */
	mpt clear;                   /* page 1: where the sender's block ends */
};

/* Sets a flow on pages; page 1 is there already. */
void page_fill(struct document *document, const struct flow *flow, struct page_frame frame);

/* Draws a paragraph on a page (from 0); returns where it ends. artifact matters where it has no slot. */
mpt page_draw_para(struct document *document, size_t page, const struct para *para, mpt x, mpt y, enum artifact artifact);

/* Takes all pages back but for what is flowed, to fill them anew. */
void page_clear(struct document *document);

/* Numbers the content of each page and ties it, and the annotations, to the structure. To be called once, when all is drawn. */
void page_finish(struct document *document);

#endif
