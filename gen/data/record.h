/* SPDX-License-Identifier: EUPL-1.2 */
/* record — one record as JSON: in a file of its own, and in its collection. */
#ifndef OPVOLGING_DATA_RECORD_H
#define OPVOLGING_DATA_RECORD_H

#include "value.h"

/* is_whole: with its text and the records that name it. */
void record_add_json(struct json *json, const struct data *data, const struct record *record, bool is_whole);

#endif
