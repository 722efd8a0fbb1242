/* SPDX-License-Identifier: EUPL-1.2 */
/* value — the values of records as JSON, and as the text of a cell. Both follow the schema: a new key needs nothing here. */
#ifndef OPVOLGING_DATA_VALUE_H
#define OPVOLGING_DATA_VALUE_H

#include "../base/json.h"
#include "data_parts.h"

/* {"id", "url", "title"}: another record. */
void value_add_reference(struct json *json, const struct data *data, const struct record *record);
/* {"id", "label"}: a word of a vocabulary. */
void value_add_word(struct json *json, struct str id, struct str label);
/* Every key that a map has, by its name. */
void value_add_map(struct json *json, const struct data *data, const struct map *map);

/* What of a value stands in a cell: itself (of a record its id, of a word its id, of a paper its number), its label, its address. */
enum value_aspect { VALUE_ITSELF, VALUE_LABEL, VALUE_ADDRESS };
void value_add_cell(struct buf *out, const struct data *data, const struct field *field, const struct value *value,
                    enum value_aspect aspect);

#endif
