/* SPDX-License-Identifier: EUPL-1.2 */
/* row — a record as a row of a list: its face, and what it is sorted and filtered by. */
#ifndef OPVOLGING_HTML_ROW_H
#define OPVOLGING_HTML_ROW_H

#include "view.h"

extern const struct view_type view_row; /* object: struct record */

/* What readers see; "" where the record has none. */
struct str row_status(const struct context *context, const struct record *record);
struct str row_kind(const struct context *context, const struct record *record);   /* the sort of letter, study … */
struct str row_change(const struct context *context, const struct record *record); /* of a follow-up: changed, as before, new */
const struct term *row_decision(const struct context *context, const struct record *record);

/* Where they stand in the order of site.yaml; -1: nowhere. */
int64_t row_status_order(const struct context *context, const struct record *record);
int64_t row_decision_order(const struct context *context, const struct record *record);

#endif
