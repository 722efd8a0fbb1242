/* SPDX-License-Identifier: EUPL-1.2 */
#include "renew.h"

#include <string.h>

#include "../base/sixteen.h"
#include "record.h"

enum { MORE = 1 << 12 }; /* by which what is made anew is longer, mostly */

/* What is published, and how far it is copied. */
struct renewing {
	struct data *data;
	struct str text;
	size_t at;
};

/* False where nothing is published. */
static bool
begin(struct renewing *renewing, struct data *data, struct str address)
{
	const struct data_published *published = data->published;

	*renewing = (struct renewing){.data = data};
	if (!published || !published->read(published->user, address, &renewing->text))
		return false;
	buf_reserve(&data->out, renewing->text.len + MORE);
	return true;
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

/* is_whole: of what was published all has its place. */
static bool
finish(struct renewing *renewing, bool is_whole)
{
	const struct data_published *published = renewing->data->published;

	if (is_whole)
		copy_until(renewing, renewing->text.len, renewing->text.len);
	else
		buf_clear(&renewing->data->out);
	published->let_go(published->user, renewing->text);
	return is_whole;
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
	struct renewing renewing;
	bool is_whole = true;

	if (!begin(&renewing, data, address))
		return false;
	for (size_t i = 0; is_whole && i < records->count; i++)
		is_whole = !is_other(&renewing, records->items[i]) || renew_object(&renewing, records->items[i]);
	return finish(&renewing, is_whole);
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

/* The row from *from on, which ends where the next one begins. */
static bool
renew_row(struct renewing *renewing, const struct columns *columns, const struct record *record, size_t *from)
{
	size_t to = row_end(renewing->text, *from);
	bool is_its = is_row_of(str_slice(renewing->text, *from, to), record);

	if (is_its && is_other(renewing, record)) {
		copy_until(renewing, *from, to);
		csv_add_record(&renewing->data->out, renewing->data, columns, record);
	}
	*from = to;
	return is_its;
}

bool
renew_csv(struct data *data, const struct columns *columns, const struct records *records, struct str address)
{
	struct renewing renewing;
	bool is_whole = true;
	size_t at;

	if (!begin(&renewing, data, address))
		return false;
	at = row_end(renewing.text, 0);
	for (size_t i = 0; is_whole && i < records->count; i++)
		is_whole = renew_row(&renewing, columns, records->items[i], &at);
	return finish(&renewing, is_whole && at == renewing.text.len);
}
