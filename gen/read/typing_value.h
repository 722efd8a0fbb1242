/* SPDX-License-Identifier: EUPL-1.2 */
/* typing_value — a single scalar or map by the kind that its field asks. Private to typing. */
#ifndef OPVOLGING_READ_TYPING_VALUE_H
#define OPVOLGING_READ_TYPING_VALUE_H

#include "typing.h"

/* Fills value from node, whose text value->text holds already. False: it is wrong, and was reported. */
bool typing_value(struct typing *typing, const struct field *field, const struct node *node, struct value *value);

/* Reports "the value of '<key>' <what>"; false, for a reader to return. */
bool typing_wrong(struct typing *typing, enum rule rule, const struct node *node, const struct field *field, const char *what);

/* As much of a text as a message shows. */
struct str typing_shown(struct str text);

#endif
