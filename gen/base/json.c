/* SPDX-License-Identifier: EUPL-1.2 */
#include "json.h"

#include "sixteen.h"
#include "unseen.h"
#include "utf8.h"

struct json
json_to(struct buf *out)
{
	return (struct json){.out = out, .is_first = true, .is_named = true};
}

static void
add_line(struct json *json)
{
	size_t depth = (size_t)json->depth;

	buf_reserve(json->out, 1 + depth);
	json->out->at[json->out->len] = '\n';
	memset(json->out->at + json->out->len + 1, '\t', depth);
	json->out->len += 1 + depth;
}

/* What stands before a value or a name. */
static void
add_separator(struct json *json)
{
	if (!json->is_named) {
		if (!json->is_first)
			buf_add_char(json->out, ',');
		add_line(json);
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
		add_line(json);
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

static bool
is_plain(unsigned char c)
{
	return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static bool
has_special(const char *at)
{
	sixteen bytes = sixteen_at(at);

	return sixteen_any((bytes < 0x20) | (bytes >= 0x7F) | (bytes == '"') | (bytes == '\\'));
}

/* The first byte from there on that is not plain, or the length. */
static size_t
find_special(struct str text, size_t from)
{
	while (text.len - from >= sizeof(sixteen) && !has_special(text.at + from))
		from += sizeof(sixteen);
	if (sixteen_ends(text.len, from) && !has_special(text.at + text.len - sizeof(sixteen)))
		return text.len;
	while (from < text.len && is_plain((unsigned char)text.at[from]))
		from++;
	return from;
}

/* Whether the character that stands from there to there is written as it is. */
static bool
is_kept(size_t from, size_t to, uint32_t c)
{
	if (c < 0x80)
		return is_plain((unsigned char)c);
	return !unseen_steers(c) && !(c == 0xFFFD && to - from == 1);
}

static void
add_special(struct buf *out, uint32_t c)
{
	if (c == '"' || c == '\\') {
		buf_add_char(out, '\\');
		buf_add_char(out, (char)c);
	} else if (c == '\n') {
		buf_add_cstring(out, "\\n");
	} else if (c == 0xFFFD) {
		utf8_add(out, c);
	} else {
		add_escape(out, c);
	}
}

void
json_add_string(struct buf *out, struct str text)
{
	size_t kept = 0, at = find_special(text, 0);

	buf_add_char(out, '"');
	while (at < text.len) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);

		if (!is_kept(from, at, c)) {
			buf_add_bytes(out, text.at + kept, from - kept);
			add_special(out, c);
			kept = at;
		}
		at = find_special(text, at);
	}
	if (text.len > kept)
		buf_add_bytes(out, text.at + kept, text.len - kept);
	buf_add_char(out, '"');
}
