/* SPDX-License-Identifier: EUPL-1.2 */
/* tape_html — a text as HTML, on the page that shows it. */
#ifndef OPVOLGING_HTML_TAPE_HTML_H
#define OPVOLGING_HTML_TAPE_HTML_H

#include "context.h"

/* How a page shows a text. */
struct showing {
	int heading_shift;  /* level 2 of the text is h2 with 0, h3 with 1 */
	bool folds_answers; /* 'zie vraag N': the answer follows the paragraph, folded */
	bool is_main;       /* the record's own text: its headings have the anchors that links lead to */
};

void tape_write_html(struct context *context, const struct prose *prose, struct showing showing, struct buf *out);

/* The text's first paragraph alone, without its paragraph mark and without links. */
void tape_write_first_paragraph(struct context *context, const struct prose *prose, struct buf *out);

#endif
