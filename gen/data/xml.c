/* SPDX-License-Identifier: EUPL-1.2 */
#include "xml.h"

#include <assert.h>
#include <stdlib.h>

#include "../base/sixteen.h"
#include "../base/utf8.h"

static const char *
entity_of(uint32_t c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static bool
is_character(uint32_t c)
{
	return c >= 0x20 ? c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n' || c == '\r';
}

/* What may have to be written otherwise: control characters, what has an entity, and what U+FFFE, U+FFFF and bytes that are not UTF-8 begin
 * with. */
static bool
is_special(unsigned char c)
{
	return c < 0x20 || c >= 0x80 || entity_of(c);
}

static bool
has_special(const char *at)
{
	sixteen bytes = sixteen_at(at);

	return sixteen_any((bytes < 0x20) | (bytes >= 0x80) | (bytes == '&') | (bytes == '<') | (bytes == '>') | (bytes == '"'));
}

/* The first such byte from there on, or the length. */
static size_t
find_special(struct str text, size_t from)
{
	while (text.len - from >= sizeof(sixteen) && !has_special(text.at + from))
		from += sizeof(sixteen);
	if (sixteen_ends(text.len, from) && !has_special(text.at + text.len - sizeof(sixteen)))
		return text.len;
	while (from < text.len && !is_special((unsigned char)text.at[from]))
		from++;
	return from;
}

void
xml_add_text(struct buf *out, struct str text)
{
	size_t plain = 0, at = find_special(text, 0);

	while (at < text.len) {
		uint32_t c;

		buf_add_bytes(out, text.at + plain, at - plain);
		c = utf8_next(text, &at);
		if (entity_of(c))
			buf_add_cstring(out, entity_of(c));
		else
			utf8_add(out, is_character(c) ? c : 0xFFFD);
		plain = at;
		at = find_special(text, at);
	}
	buf_add(out, str_slice(text, plain, text.len));
}

void
xml_open(struct buf *out, const char *name)
{
	buf_add_char(out, '<');
	buf_add_cstring(out, name);
	buf_add_char(out, '>');
}

void
xml_close(struct buf *out, const char *name)
{
	buf_add_cstring(out, "</");
	buf_add_cstring(out, name);
	buf_add_cstring(out, ">\n");
}

void
xml_add_element(struct buf *out, const char *name, struct str text)
{
	xml_open(out, name);
	xml_add_text(out, text);
	xml_close(out, name);
}

struct str
xml_date(const struct data *data, struct date date)
{
	buf_clear(data->scratch);
	date_add_iso(data->scratch, date);
	return arena_str(data->arena, buf_str(data->scratch));
}

/* Moments. */

static struct date
first_day(struct date date)
{
	return (struct date){date.year, date.month ? date.month : 1, date.day ? date.day : 1};
}

static int
day_order(const void *a, const void *b)
{
	return date_order(((const struct zone_day *)a)->day, ((const struct zone_day *)b)->day);
}

static void
add_day(struct data_plan *plan, struct date day)
{
	if (date_order(plan->days[plan->day_count - 1].day, day))
		plan->days[plan->day_count++].day = day;
}

/* The days of all records, each once, and the day of a feed that never had news. Most types are in the order of their days. */
static void
list_days(struct data_plan *plan)
{
	const struct site *site = plan->site;
	size_t kept = 0;

	plan->days = arena_array(plan->arena, site->records.count + 1, sizeof *plan->days);
	plan->days[plan->day_count++].day = (struct date){1970, 1, 1};
	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < site->by_type[type].count; i++)
			add_day(plan, first_day(site->by_type[type].items[i]->date));
	qsort(plan->days, plan->day_count, sizeof *plan->days, day_order);
	for (size_t i = 1; i < plan->day_count; i++)
		if (day_order(&plan->days[i], &plan->days[kept]))
			plan->days[++kept] = plan->days[i];
	plan->day_count = kept + 1;
}

/* How far the zone's clocks are ahead of UTC at that moment, in minutes: midnight there and midnight in UTC lie so far apart. */
void
xml_plan_days(struct data_plan *plan)
{
	struct date *days;
	moment *here, *utc;

	list_days(plan);
	days = arena_array(plan->arena, plan->day_count, sizeof *days);
	here = arena_array(plan->arena, plan->day_count, sizeof *here);
	utc = arena_array(plan->arena, plan->day_count, sizeof *utc);
	for (size_t i = 0; i < plan->day_count; i++)
		days[i] = plan->days[i].day;
	date_first_moments(days, plan->day_count, plan->site->settings.timezone, here);
	date_first_moments(days, plan->day_count, STR("UTC"), utc);
	for (size_t i = 0; i < plan->day_count; i++)
		plan->days[i].minutes_ahead = (int)((utc[i] - here[i]) / 60);
}

struct str
xml_moment(const struct data *data, struct date date)
{
	const struct zone_day wanted = {.day = first_day(date)}, *found;
	int size;

	found = bsearch(&wanted, data->plan->days, data->plan->day_count, sizeof *data->plan->days, day_order);
	assert(found);
	size = abs(found->minutes_ahead);
	buf_clear(data->scratch);
	date_add_iso(data->scratch, found->day);
	buf_printf(data->scratch, "T00:00:00%c%02d:%02d", found->minutes_ahead < 0 ? '-' : '+', size / 60, size % 60);
	return arena_str(data->arena, buf_str(data->scratch));
}
