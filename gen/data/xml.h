/* SPDX-License-Identifier: EUPL-1.2 */
/* xml — what feeds and sitemaps are written with. */
#ifndef OPVOLGING_DATA_XML_H
#define OPVOLGING_DATA_XML_H

#include "data_parts.h"

/* Text between tags or in an attribute: escaped, and what XML 1.0 has no place for (control characters) as U+FFFD. */
void xml_add_text(struct buf *out, struct str text);

/* <name> alone, and </name> with the end of the line. */
void xml_open(struct buf *out, const char *name);
void xml_close(struct buf *out, const char *name);

/* <name>text</name> on a line of its own. */
void xml_add_element(struct buf *out, const char *name, struct str text);

/* Finds the moments of the days of all records, once. */
void xml_plan_days(struct data_plan *plan);

/* The first moment that a record's date may mean, in the site's time zone: 2026-04-23T00:00:00+02:00. */
struct str xml_moment(const struct data *data, struct date date);

/* The date as sitemaps want it: as precisely as it is known. */
struct str xml_date(const struct data *data, struct date date);

#endif
