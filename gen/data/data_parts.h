/* SPDX-License-Identifier: EUPL-1.2 */
/* data_parts — what the kinds of data share. Private to data/. */
#ifndef OPVOLGING_DATA_DATA_PARTS_H
#define OPVOLGING_DATA_DATA_PARTS_H

#include "../base/buf.h"
#include "../model/woo.h"
#include "data.h"

/* A feed: at most 50 records, newest first. */
struct feed {
	const struct record *about; /* NULL: the whole site */
	struct records records;
};

struct feeds {
	struct feed *items; /* that of the whole site first */
	size_t count;
};

/* A category of the Woo that has documents. */
struct category {
	const struct map *map;
	int64_t number;
	struct woo_documents documents;
};

/* How far the site's clocks are ahead of UTC when a day begins. */
struct zone_day {
	struct date day;
	int minutes_ahead;
};

struct data_plan {
	const struct site *site;
	struct arena *arena;
	bool has_letters;
	int kinds;                         /* that are wanted */
	const struct data_others *others;  /* NULL: everything is to be made */
	struct records *parts[TYPE_COUNT]; /* the records of each part of a collection, by id */
	size_t part_counts[TYPE_COUNT];
	struct feeds feeds;
	const struct address **pages; /* of the sitemaps, by path */
	size_t page_count;
	struct category *categories;
	size_t category_count;
	struct zone_day *days; /* every day that a record is of, by date */
	size_t day_count;
	struct data_job *jobs;
	size_t job_count, job_cap;
};

struct data {
	const struct site *site;
	const struct data_plan *plan;
	const struct data_published *published; /* NULL: nothing is */
	struct output output;
	struct arena *arena; /* of one file; reset behind it */
	struct buf out;      /* the file that is being made */
	struct buf *scratch; /* a text on its way */
	struct buf scratch_buf;
	bool has_letters;
};

/* Hands on what stands in out, and begins anew. */
void data_put(struct data *data, struct str address);

struct str data_url(const struct data *data, struct str address);

void plan_parts(struct data_plan *plan);
void plan_feeds(struct data_plan *plan);
void plan_sitemaps(struct data_plan *plan);
void plan_woo(struct data_plan *plan);

void make_record(struct data *data, const struct record *record);
void make_part(struct data *data, enum type type, size_t part);
void make_table(struct data *data, enum type type, size_t part);
void make_index(struct data *data);
void make_schema(struct data *data);
void make_feed(struct data *data, const struct feed *feed);
size_t sitemap_count(const struct data_plan *plan);
void make_sitemap(struct data *data, size_t part);
void make_sitemap_index(struct data *data);
size_t woo_sitemap_count(const struct category *category);
void make_woo(struct data *data, const struct category *category, size_t part);
void make_robots(struct data *data);

#endif
