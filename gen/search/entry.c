/* SPDX-License-Identifier: EUPL-1.2 */
#include "entry.h"

#include <stdio.h>

#include "../base/json.h"
#include "search.h"
#include "text.h"

/* Bytes of a text from which on it is not read for a line of it. */
enum { LONG = 256 * 1024 };

void
entry_path(char path[ENTRY_PATH_MOST], uint32_t group)
{
	snprintf(path, ENTRY_PATH_MOST, "_search/d/%u.json", group);
}

static void
add_field(struct buf *out, struct str text)
{
	buf_add_char(out, ',');
	json_add_string(out, text);
}

static void
add_number(struct buf *out, unsigned number)
{
	buf_add_char(out, ',');
	buf_add_integer(out, number);
}

void
entry_add(const struct site *site, struct document document, struct entry_room *room, struct buf *out)
{
	const struct record *record = document.record;

	buf_clear(&room->date);
	buf_clear(&room->beginning);
	language_add_date(site->language, record->date, &room->date);
	buf_add_char(out, '[');
	buf_add_integer(out, document.slot);
	add_field(out, record->address);
	add_field(out, record->title);
	add_number(out, record->type);
	add_number(out, search_status(site, record));
	add_field(out, buf_str(&room->date));
	add_field(out, record_text(record, KEY_lang));
	add_field(out, text_beginning(&room->beginning, record));
	buf_add_cstring(out, search_weight(record) > LONG ? ",1]" : "]");
}

void
entry_room_free(struct entry_room *room)
{
	buf_free(&room->date);
	buf_free(&room->beginning);
}

void
entries_begin(struct buf *out)
{
	buf_clear(out);
}

void
entries_next(struct buf *out)
{
	buf_add_cstring(out, out->len ? ",\n" : "[");
}

void
entries_end(struct buf *out)
{
	if (out->len)
		buf_add_cstring(out, "]\n");
}

static bool
read_slot(struct str line, uint32_t *slot)
{
	int64_t number;
	size_t comma = str_find_char(line, ',');

	if (!str_starts(line, "[") || comma == line.len || !str_to_integer(str_slice(line, 1, comma), &number) || number < 0 ||
	    number > UINT32_MAX)
		return false;
	*slot = (uint32_t)number;
	return true;
}

bool
entries_read(struct str *rest, uint32_t *slot, struct str *line)
{
	struct str after = *rest, next;
	bool is_last;

	if (!str_next_line(&after, &next) || !str_starts(next, "["))
		return false;
	is_last = !after.len;
	if (!str_ends(next, is_last ? "]]" : "],") || (!is_last && !str_starts(after, "[")))
		return false;
	*line = str_slice(next, str_starts(next, "[["), next.len - 1);
	if (!read_slot(*line, slot))
		return false;
	*rest = after;
	return true;
}

struct str
entry_address(struct str line)
{
	size_t start = str_find_char(line, ',') + 1, end = start + 1;

	while (end < line.len && line.at[end] != '"')
		end += line.at[end] == '\\' ? 2 : 1;
	return end < line.len ? str_slice(line, start, end + 1) : STR("");
}
