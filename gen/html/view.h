/* SPDX-License-Identifier: EUPL-1.2 */
/* view — what templates can ask: the accessor tables.
 *
 * A *face* is what a template can reach of another record; it leads to no further record, so that what a page depends on is
 * its own record and the faces of its neighbours. The object of both is a struct record. */
#ifndef OPVOLGING_HTML_VIEW_H
#define OPVOLGING_HTML_VIEW_H

#include "context.h"

extern const struct view_type view_globals; /* the outer type of every page; object: struct portal */
extern const struct view_type view_record;  /* object: struct record */
extern const struct view_type view_face;    /* object: struct record */
extern const struct view_type view_search;  /* the page to search on; object: struct search_page */
extern const struct view_type view_fact;    /* object: struct fact */

/* A line of the list of facts: a label and what is said. */
struct fact {
	struct str label;
	const struct fact_value **values;
	size_t count;
};

struct fact_value {
	struct str text;
	struct str href; /* "" where it leads nowhere */
};

/* The facts of a record, in the order of the schema: every key that the language file has a label for. */
size_t view_facts(struct context *context, const struct record *record, const void *const **items);

/* The host of an absolute address: what a reader recognises. */
struct str url_host(struct str url);

/* 64 bits of a record's face, as a page at the root shows it. */
uint64_t view_face_digest(struct context *context, const struct record *record);

#endif
