/* SPDX-License-Identifier: EUPL-1.2 */
/* json — writing JSON (RFC 8259): commas, indentation and escapes are made here, so that callers say only what there is.
 *
 *     struct json json = json_to(&out);
 *     json_open(&json, '{');
 *     json_text(&json, "id", record->id);
 *     json_close(&json, '}');
 */
#ifndef OPVOLGING_BASE_JSON_H
#define OPVOLGING_BASE_JSON_H

#include "buf.h"

struct json {
	struct buf *out;
	int depth;
	bool is_first; /* nothing stands yet in what was opened last */
	bool is_named; /* a name was written: its value follows on the same line */
};

struct json json_to(struct buf *out);

void json_open(struct json *json, char bracket); /* { or [ */
void json_close(struct json *json, char bracket);

/* The name of what follows, inside an object. */
void json_name(struct json *json, const char *name);
void json_name_str(struct json *json, struct str name);

void json_value(struct json *json, struct str text);
void json_value_integer(struct json *json, int64_t number);
void json_value_thousandths(struct json *json, int64_t number); /* 20500 is 20.5 */
void json_value_boolean(struct json *json, bool claim);

/* A name and a text; with json_text_if, only where the text is not empty. */
void json_text(struct json *json, const char *name, struct str text);
void json_text_if(struct json *json, const char *name, struct str text);

/* A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD. */
void json_add_string(struct buf *out, struct str text);

#endif
