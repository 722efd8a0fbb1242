/* SPDX-License-Identifier: EUPL-1.2 */
#include "json.h"

#include "unseen.h"
#include "utf8.h"

struct json
json_to(struct buf *out)
{
	return (struct json){.out = out, .is_first = true, .is_named = true};
}

/* What stands before a value or a name. */
static void
add_separator(struct json *json)
{
	if (!json->is_named) {
		buf_add_cstring(json->out, json->is_first ? "\n" : ",\n");
		for (int i = 0; i < json->depth; i++)
			buf_add_char(json->out, '\t');
	}
	json->is_first = json->is_named = false;
}

void
json_open(struct json *json, char bracket)
{
	add_separator(json);
	buf_add_char(json->out, bracket);
	json->depth++;
	json->is_first = true;
}

void
json_close(struct json *json, char bracket)
{
	json->depth--;
	if (!json->is_first) {
		buf_add_char(json->out, '\n');
		for (int i = 0; i < json->depth; i++)
			buf_add_char(json->out, '\t');
	}
	buf_add_char(json->out, bracket);
	json->is_first = false;
	if (!json->depth)
		buf_add_char(json->out, '\n');
}

void
json_name(struct json *json, const char *name)
{
	json_name_str(json, str_from(name));
}

void
json_name_str(struct json *json, struct str name)
{
	add_separator(json);
	json_add_string(json->out, name);
	buf_add_cstring(json->out, ": ");
	json->is_named = true;
}

void
json_value(struct json *json, struct str text)
{
	add_separator(json);
	json_add_string(json->out, text);
}

void
json_value_integer(struct json *json, int64_t number)
{
	add_separator(json);
	buf_add_integer(json->out, number);
}

void
json_value_thousandths(struct json *json, int64_t number)
{
	int64_t rest = number % 1000;

	json_value_integer(json, number / 1000);
	if (!rest)
		return;
	buf_printf(json->out, ".%03d", (int)rest);
	while (json->out->at[json->out->len - 1] == '0')
		json->out->len--;
}

void
json_value_boolean(struct json *json, bool claim)
{
	add_separator(json);
	buf_add_cstring(json->out, claim ? "true" : "false");
}

void
json_text(struct json *json, const char *name, struct str text)
{
	json_name(json, name);
	json_value(json, text);
}

void
json_text_if(struct json *json, const char *name, struct str text)
{
	if (text.len)
		json_text(json, name, text);
}

/* In UTF-16, as JSON has it. */
static void
add_escape(struct buf *out, uint32_t c)
{
	if (c < 0x10000)
		buf_printf(out, "\\u%04x", c);
	else
		buf_printf(out, "\\u%04x\\u%04x", 0xD800 + ((c - 0x10000) >> 10), 0xDC00 + (c & 0x3FF));
}

void
json_add_string(struct buf *out, struct str text)
{
	buf_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);

		if (c == '"' || c == '\\')
			buf_printf(out, "\\%c", (char)c);
		else if (c == '\n')
			buf_add_cstring(out, "\\n");
		else if (c < 0x20 || unseen_steers(c))
			add_escape(out, c);
		else if (c == 0xFFFD && at - from == 1)
			utf8_add(out, c);
		else
			buf_add(out, str_slice(text, from, at));
	}
	buf_add_char(out, '"');
}
