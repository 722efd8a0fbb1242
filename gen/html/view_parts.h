/* SPDX-License-Identifier: EUPL-1.2 */
/* view_parts — views inside the view of a record, each in a file of its own. */
#ifndef OPVOLGING_HTML_VIEW_PARTS_H
#define OPVOLGING_HTML_VIEW_PARTS_H

#include "view.h"

extern const struct view_type view_fact_value; /* a text and where it leads */
extern const struct view_type view_step;       /* a decision of the cabinet or a follow-up, with its letter and text */
extern const struct view_type view_mentions;   /* the records of a type that name this one, with their sentences */

/* What pages say to machines, as in template.h: the record as JSON beside its page; the feed of a theme or an evaluation; JSON-LD. */
void add_json_href(void *context, const void *object, struct buf *out);
void add_feed_href(void *context, const void *object, struct buf *out);
void add_json_ld(void *context, const void *object, struct buf *out);

/* Accessors of lists, as in template.h. */
size_t list_timeline(void *context, const void *object, const void *const **items);
size_t list_related(void *context, const void *object, const void *const **items);

/* The word of the design system for a badge: 'tone' of site.yaml, else what follows from the term's other keys. */
const char *tone_of(const struct term *term, bool is_decision);

#endif
