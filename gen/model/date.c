/* SPDX-License-Identifier: EUPL-1.2 */
#include "date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../base/diag.h"
#include "../base/file.h"

static const uint8_t days_of_month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
last_day(int year, int month)
{
	return days_of_month[month - 1] + (month == 2 && is_leap(year));
}

/* Exactly count digits at offset. */
static bool
read_digits(struct str text, size_t offset, size_t count, int *value)
{
	int64_t number;

	if (offset + count > text.len || !str_to_integer(str_slice(text, offset, offset + count), &number))
		return false;
	*value = (int)number;
	return true;
}

enum date_fault
date_read(struct str text, struct date *date)
{
	int year, month = 0, day = 0;

	if (text.len != 4 && text.len != 7 && text.len != 10)
		return DATE_MALFORMED;
	if (!read_digits(text, 0, 4, &year))
		return DATE_MALFORMED;
	if (text.len >= 7 && (text.at[4] != '-' || !read_digits(text, 5, 2, &month)))
		return DATE_MALFORMED;
	if (text.len == 10 && (text.at[7] != '-' || !read_digits(text, 8, 2, &day)))
		return DATE_MALFORMED;
	if (year < 1 || (text.len >= 7 && (month < 1 || month > 12)))
		return DATE_IMPOSSIBLE;
	if (text.len == 10 && (day < 1 || day > last_day(year, month)))
		return DATE_IMPOSSIBLE;
	*date = (struct date){(int16_t)year, (uint8_t)month, (uint8_t)day};
	return DATE_FINE;
}

/* Days since 1970-01-01, by the proleptic Gregorian calendar. */
static int64_t
day_number(struct date date)
{
	int64_t year = date.year - (date.month <= 2), era = (year >= 0 ? year : year - 399) / 400;
	int64_t of_era = year - era * 400;
	int64_t of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The offset behind a time: Z, +02:00 or -0530, in seconds. */
static bool
read_offset(struct str text, int *seconds)
{
	int hours, minutes;
	bool has_colon;

	if (str_is(text, "Z") || str_is(text, "z")) {
		*seconds = 0;
		return true;
	}
	if (text.len < 5 || (text.at[0] != '+' && text.at[0] != '-'))
		return false;
	has_colon = text.at[3] == ':';
	if (text.len != (has_colon ? 6u : 5u) || !read_digits(text, 1, 2, &hours) ||
	    !read_digits(text, has_colon ? 4 : 3, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*seconds = (hours * 60 + minutes) * 60 * (text.at[0] == '-' ? -1 : 1);
	return true;
}

enum date_fault
moment_read(struct str text, moment *when)
{
	struct date day;
	int hours, minutes, seconds = 0, offset;
	size_t at = 16;
	enum date_fault fault;

	if (text.len < 17 || (text.at[10] != 'T' && text.at[10] != 't' && text.at[10] != ' ') || text.at[13] != ':')
		return DATE_MALFORMED;
	fault = date_read(str_slice(text, 0, 10), &day);
	if (fault != DATE_FINE)
		return fault;
	if (!read_digits(text, 11, 2, &hours) || !read_digits(text, 14, 2, &minutes))
		return DATE_MALFORMED;
	if (text.at[16] == ':') {
		if (!read_digits(text, 17, 2, &seconds))
			return DATE_MALFORMED;
		at = 19;
	}
	while (at < text.len && text.at[at] == ' ')
		at++;
	if (!read_offset(str_slice(text, at, text.len), &offset))
		return DATE_MALFORMED;
	if (hours > 23 || minutes > 59 || seconds > 59)
		return DATE_IMPOSSIBLE;
	*when = day_number(day) * 86400 + hours * 3600 + minutes * 60 + seconds - offset;
	return DATE_FINE;
}

bool
date_is_set(struct date date)
{
	return date.year != 0;
}

int
date_order(struct date a, struct date b)
{
	if (a.year != b.year)
		return a.year < b.year ? -1 : 1;
	if (a.month != b.month)
		return a.month < b.month ? -1 : 1;
	return (a.day > b.day) - (a.day < b.day);
}

struct date
date_last_day(struct date date)
{
	if (date.month == 0)
		date.month = 12;
	if (date.day == 0)
		date.day = (uint8_t)last_day(date.year, date.month);
	return date;
}

static void
add_digits(struct buf *buf, int value, int count)
{
	buf_reserve(buf, (size_t)count);
	for (int i = count; i > 0; i--, value /= 10)
		buf->at[buf->len + (size_t)i - 1] = (char)('0' + value % 10);
	buf->len += (size_t)count;
}

void
date_add_iso(struct buf *buf, struct date date)
{
	if (!date_is_set(date))
		return;
	add_digits(buf, date.year, 4);
	if (date.month) {
		buf_add_char(buf, '-');
		add_digits(buf, date.month, 2);
	}
	if (date.day) {
		buf_add_char(buf, '-');
		add_digits(buf, date.day, 2);
	}
}

/* Runs the C library in another time zone, and back. What it does not know it would quietly take for UTC, so the
 * name must be a file of the system's zone folder. */
struct zone_before {
	char *tz;
};

static bool
zone_exists(struct str zone)
{
	struct arena *arena = arena_new();
	bool exists = zone.len && !str_contains(zone, "..") && zone.at[0] != '/' &&
	              file_kind_of(arena_printf(arena, "/usr/share/zoneinfo/%.*s", STR_ARG(zone)), NULL) != FILE_FOLDER &&
	              file_kind_of(arena_printf(arena, "/usr/share/zoneinfo/%.*s", STR_ARG(zone)), NULL) != FILE_ABSENT;

	arena_free(arena);
	return exists || str_is(zone, "UTC");
}

static struct zone_before
zone_enter(struct str zone)
{
	const char *now = getenv("TZ");
	struct zone_before before = {now ? strdup(now) : NULL};
	struct arena *arena = arena_new();

	if ((now && !before.tz) || setenv("TZ", arena_cstring(arena, zone), 1))
		die_out_of_memory();
	arena_free(arena);
	errno = 0;
	tzset();
	return before;
}

/* Where the zone's file could not be read, the C library says so in errno alone and goes on in UTC. */
static void
zone_leave(struct zone_before before, struct str zone)
{
	if (errno == EIO || errno == ENOMEM || errno == EMFILE || errno == ENFILE)
		world_failed("read the time zone", zone);
	if (before.tz ? setenv("TZ", before.tz, 1) : unsetenv("TZ"))
		die_out_of_memory();
	tzset();
	free(before.tz);
}

bool
date_first_moments(const struct date *days, size_t count, struct str zone, moment *moments)
{
	struct zone_before before;

	if (!zone_exists(zone))
		return false;
	before = zone_enter(zone);
	for (size_t i = 0; i < count; i++) {
		struct tm tm = {
			.tm_year = days[i].year - 1900, .tm_mon = days[i].month - 1, .tm_mday = days[i].day, .tm_isdst = -1};

		moments[i] = mktime(&tm);
	}
	zone_leave(before, zone);
	return true;
}

bool
date_first_moment(struct date date, struct str zone, moment *when)
{
	return date_first_moments(&date, 1, zone, when);
}

bool
date_of_moment(moment when, struct str zone, struct date *date)
{
	struct zone_before before;
	time_t seconds = when;
	struct tm tm;

	if (!zone_exists(zone))
		return false;
	before = zone_enter(zone);
	localtime_r(&seconds, &tm);
	zone_leave(before, zone);
	*date = (struct date){(int16_t)(tm.tm_year + 1900), (uint8_t)(tm.tm_mon + 1), (uint8_t)tm.tm_mday};
	return true;
}
