/* SPDX-License-Identifier: EUPL-1.2 */
/* facet — what the rows of a list can be filtered by.
 *
 * Each row tells its values in data-… attributes, each list its choices in a form; templates/assets/lists.js brings the two together.
 * A value is the slug of what readers see, so that a shared address can be read: vragen/?steller=sp. */
#ifndef OPVOLGING_HTML_FACET_H
#define OPVOLGING_HTML_FACET_H

#include "context.h"

enum facet_field { FACET_STATUS, FACET_DECISION, FACET_THEME, FACET_YEAR, FACET_ASKER, FACET_KIND, FACET_CHANGE, FACET_COUNT };

/* A choice of a facet: by order, then by label. */
struct option {
	struct str value, label;
	int64_t order;
};

struct facet {
	enum facet_field field;
	struct str label; /* Status */
	struct str name;  /* in addresses: status */
	const struct option **options;
	size_t count, cap;
};

enum { FACET_MOST = 8 };

/* What a record says of a facet; at most FACET_MOST. Texts may live in the context's arena. */
size_t facet_options(const struct context *context, enum facet_field field, const struct record *record, struct option *options);

/* The values of a row, with blanks between them. */
void facet_add_values(const struct context *context, enum facet_field field, const struct record *record, struct buf *out);

/* The facet of those records, with every value that one of them has, once. */
struct facet *facet_of(const struct context *context, enum facet_field field, const struct records *records);

extern const struct view_type view_facet;

#endif
