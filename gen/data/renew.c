/* SPDX-License-Identifier: EUPL-1.2 */
#include "renew.h"

#include <string.h>

#include "../base/sixteen.h"
#include "record.h"

/* What is published, and how far it is copied. */
struct renewing {
	struct data *data;
	struct str text;
	size_t at;
};

static struct renewing
renew(struct data *data, struct str address)
{
	const struct data_published *published = data->published;

	return (struct renewing){.data = data,
	                         .text = published ? published->read(published->user, data->arena, address) : STR("")};
}

static bool
is_other(const struct renewing *renewing, const struct record *record)
{
	return renewing->data->plan->others->said[record->index];
}

/* Everything before what is made anew, which ends there. */
static void
copy_until(struct renewing *renewing, size_t from, size_t to)
{
	buf_add(&renewing->data->out, str_slice(renewing->text, renewing->at, from));
	renewing->at = to;
}

static bool
give_up(struct renewing *renewing)
{
	buf_clear(&renewing->data->out);
	return false;
}

static bool
finish(struct renewing *renewing)
{
	copy_until(renewing, renewing->text.len, renewing->text.len);
	return true;
}

/* JSON: every line is indented by what it stands in, and no string holds the end of a line. */

enum { RECORD_DEPTH = 2 };
#define RECORD_LINE "\n\t\t"

/* From at on, the first place of what; the end of the text where there is none. */
static size_t
find(struct str text, size_t at, struct str what)
{
	const char *found = memmem(text.at + at, text.len - at, what.at, what.len);

	return found ? (size_t)(found - text.at) : text.len;
}

static size_t
find_record(const struct renewing *renewing, const struct record *record)
{
	struct buf start = {0};
	size_t found;

	buf_add(&start, STR(RECORD_LINE "{" RECORD_LINE "\t\"id\": "));
	json_add_string(&start, record->id);
	found = find(renewing->text, renewing->at, buf_str(&start));
	buf_free(&start);
	return found;
}

static bool
renew_object(struct renewing *renewing, const struct record *record)
{
	struct json json = {.out = &renewing->data->out, .depth = RECORD_DEPTH, .is_named = true};
	size_t from = find_record(renewing, record), to = find(renewing->text, from, STR(RECORD_LINE "}"));

	if (to == renewing->text.len)
		return false;
	copy_until(renewing, from + strlen(RECORD_LINE), to + strlen(RECORD_LINE "}"));
	record_add_json(&json, renewing->data, record, false);
	return true;
}

bool
renew_json(struct data *data, const struct records *records, struct str address)
{
	struct renewing renewing = renew(data, address);

	if (!renewing.text.len)
		return false;
	for (size_t i = 0; i < records->count; i++)
		if (is_other(&renewing, records->items[i]) && !renew_object(&renewing, records->items[i]))
			return give_up(&renewing);
	return finish(&renewing);
}

/* CSV: a row for each record. */

/* Behind the row that begins there. */
static size_t
row_end(struct str text, size_t at)
{
	bool is_quoted = false;

	while (at < text.len) {
		if (text.len - at >= sizeof(sixteen)) {
			sixteen bytes = sixteen_at(text.at + at);

			if (!sixteen_any((bytes == '"') | (bytes == '\n'))) {
				at += sizeof(sixteen);
				continue;
			}
		}
		for (size_t end = at + sizeof(sixteen); at < end && at < text.len; at++) {
			if (text.at[at] == '"')
				is_quoted = !is_quoted;
			else if (text.at[at] == '\n' && !is_quoted)
				return at + 1;
		}
	}
	return text.len;
}

static bool
is_row_of(struct str row, const struct record *record)
{
	size_t size = record->id.len;

	return row.len > size && str_equal(str_slice(row, 0, size), record->id) && row.at[size] == ',';
}

bool
renew_csv(struct data *data, const struct columns *columns, const struct records *records, struct str address)
{
	struct renewing renewing = renew(data, address);
	size_t from = row_end(renewing.text, 0), to;

	for (size_t i = 0; i < records->count; i++, from = to) {
		to = row_end(renewing.text, from);
		if (!is_row_of(str_slice(renewing.text, from, to), records->items[i]))
			return give_up(&renewing);
		if (!is_other(&renewing, records->items[i]))
			continue;
		copy_until(&renewing, from, to);
		csv_add_record(&data->out, data, columns, records->items[i]);
	}
	return from == renewing.text.len ? finish(&renewing) : give_up(&renewing);
}
