/* SPDX-License-Identifier: EUPL-1.2 */
/* date — days, months, years and moments, as records write them.
 *
 * A date has the precision that its author gave it: 2027, 2027-06 or 2026-04-23. The calendar is ISO 8601's. */
#ifndef OPVOLGING_MODEL_DATE_H
#define OPVOLGING_MODEL_DATE_H

#include "../base/buf.h"

struct date {
	int16_t year;  /* 0: no date */
	uint8_t month; /* 0: no more than the year is known */
	uint8_t day;   /* 0: no more than the month is known */
};

/* A moment in seconds since 1970-01-01T00:00:00Z. */
typedef int64_t moment;

enum date_fault { DATE_FINE, DATE_MALFORMED, DATE_IMPOSSIBLE };

/* YYYY, YYYY-MM or YYYY-MM-DD, of a day that exists (2026-02-30 is impossible). */
enum date_fault date_read(struct str text, struct date *date);

/* A date and time with an offset, 2026-04-23T14:00:00+02:00 or ...Z (RFC 3339; a blank for the T and a time without
 * seconds are accepted). */
enum date_fault moment_read(struct str text, moment *when);

bool date_is_set(struct date date);
int date_order(struct date a, struct date b); /* a year comes before its months */

/* The last day that the date may mean: 2027 → 2027-12-31. For "has passed". */
struct date date_last_day(struct date date);

void date_add_iso(struct buf *buf, struct date date);

/* The first moment of a day in a time zone (an IANA name). False where the zone is not known to the system. */
bool date_first_moment(struct date date, struct str zone, moment *when);
/* The same of many days: the zone is read once. Changes the process's environment on the way, so no other thread may run. */
bool date_first_moments(const struct date *days, size_t count, struct str zone, moment *moments);
/* The day of a moment in a time zone. */
bool date_of_moment(moment when, struct str zone, struct date *date);

#endif
