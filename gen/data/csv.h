/* SPDX-License-Identifier: EUPL-1.2 */
/* csv — a part of a collection as a table (RFC 4180, UTF-8, CRLF).
 *
 * A column for each key; a map has one for each of its own keys ('budget_basis.year'), a word one for its label too, a paper one for its
 * address. Several values of a key stand below each other in their cell. A cell that a spreadsheet would take for a formula begins with
 * an apostrophe. */
#ifndef OPVOLGING_DATA_CSV_H
#define OPVOLGING_DATA_CSV_H

#include "data_parts.h"

struct columns;

struct columns *csv_columns(struct arena *arena, enum type type);
void csv_add_head(struct buf *out, const struct columns *columns);
void csv_add_record(struct buf *out, const struct data *data, const struct columns *columns, const struct record *record);

#endif
