/* SPDX-License-Identifier: EUPL-1.2 */
#include "xml.h"

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

void
xml_add_text(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		const char *entity = entity_of(c);

		if (entity)
			buf_add_cstring(out, entity);
		else
			utf8_add(out, is_character(c) ? c : 0xFFFD);
	}
}

void
xml_add_element(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "<%s>", name);
	xml_add_text(out, text);
	buf_printf(out, "</%s>\n", name);
}

struct str
xml_date(const struct data *data, struct date date)
{
	struct buf text = {0};
	struct str copy;

	date_add_iso(&text, date);
	copy = arena_str(data->arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

static struct date
first_day(struct date date)
{
	return (struct date){date.year, date.month ? date.month : 1, date.day ? date.day : 1};
}

/* How far the zone's clocks are ahead of UTC at that moment, in minutes: midnight there and midnight in UTC lie so far apart. */
static int
minutes_ahead(struct date day, struct str zone)
{
	moment here = 0, utc = 0;

	date_first_moment(day, zone, &here);
	date_first_moment(day, STR("UTC"), &utc);
	return (int)((utc - here) / 60);
}

struct str
xml_moment(const struct data *data, struct date date)
{
	struct date day = first_day(date);
	int ahead = minutes_ahead(day, data->site->settings.timezone), size = ahead < 0 ? -ahead : ahead;

	return arena_printf(data->arena, "%04d-%02d-%02dT00:00:00%c%02d:%02d", day.year, day.month, day.day,
	                    ahead < 0 ? '-' : '+', size / 60, size % 60);
}
