/* SPDX-License-Identifier: EUPL-1.2 */
/* data — the portal for machines: every record as JSON, collections as JSON and CSV with their schema, feeds, sitemaps, robots.txt,
 * security.txt, and the sitemaps of the Woo.
 *
 * The site is cut already: what is not in it cannot get into its data. Every file has its address from model/address.c. As with pages
 * (html/page.h), what there is to make is a list of jobs that can be done in any order, by anyone, or only some of them.
 *
 * What the bytes of a job depend on, beside the words of the language, site.yaml and the program:
 *
 *     DATA_RECORD    the record whole, with the title and the date that it takes from others; ids, addresses and titles of what its keys name; of what names it the type, id, address and title,
 *                    with the keys and sentences; its last follow-up's id, address, title and status; whether there are letters.
 *     DATA_PART      of its records the same, but for the texts and what names them; DATA_TABLE too.
 *     DATA_FEED      of its entries (at most 50) type, address, title, date, language, and their summary or the first paragraph of their text;
 *                    the title and address of what it is about; where it has no entries, the newest date of the site's.
 *     DATA_SITEMAP   the addresses of its pages; of a record's page the newest date of the record and of those that name it; of the home
 *                    page the newest date of all.
 *     DATA_SITEMAPS  how many sitemaps there are, where there are several.
 *     DATA_WOO       of its documents title, address, date and attachments; the index (part 0's job makes it too) of all documents of the
 *                    category their number and dates.
 *     DATA_INDEX     how many records each type has, and in how many parts.
 *     DATA_ROBOTS    which categories of the Woo have documents.
 *     DATA_SCHEMA    nothing else.
 *
 * Which records are in a part follows from the ids of the type alone; which are in a feed from types, dates, ids and links by keys of all
 * records; which pages are in a sitemap from all addresses. That is what data_plan makes; nothing in it is of a text or title. */
#ifndef OPVOLGING_DATA_DATA_H
#define OPVOLGING_DATA_DATA_H

#include "../model/output.h"
#include "../model/site.h"

enum data_kind {
	DATA_RECORD,   /* a record's JSON, beside its page */
	DATA_PART,     /* a part of a type's collection, as JSON … */
	DATA_TABLE,    /* … and as CSV */
	DATA_INDEX,    /* of all collections */
	DATA_SCHEMA,   /* of the JSON */
	DATA_FEED,     /* one of the feeds */
	DATA_SITEMAP,  /* one of the sitemaps; the only one, mostly */
	DATA_SITEMAPS, /* their index, where there are several */
	DATA_WOO,      /* a category of the Woo: one of its sitemaps */
	DATA_ROBOTS    /* robots.txt and security.txt */
};

struct data_job {
	enum data_kind kind;
	const struct record *record; /* DATA_RECORD */
	size_t number; /* DATA_PART, DATA_TABLE: the type; DATA_FEED: which (0: the site's); DATA_WOO: which category */
	size_t part;   /* DATA_PART, DATA_TABLE, DATA_SITEMAP, DATA_WOO */
};

/* Records that are others than in the data that are published, by their places. */
struct data_others {
	const bool *said;  /* whose own data are others */
	const bool *shown; /* of which feeds show something else */
};

/* What is in which file. has_letters: whether the PDFs are there too, which data may then name. kinds: 1 << each kind of job that is wanted; DATA_ALL.
 * others: only parts of types that they are of are planned, and only feeds that show them; NULL: all. Borrowed.
 * No other thread may run meanwhile: time zones are a thing of the process. */
enum { DATA_ALL = -1 };
struct data_plan;
struct data_plan *data_plan_make(const struct site *site, bool has_letters, int kinds, const struct data_others *others);
void data_plan_free(struct data_plan *plan);

/* All there is to make, in a fixed order; it lives as long as the plan. */
size_t data_jobs(const struct data_plan *plan, const struct data_job **jobs);

/* Whether the collection or the feed of a job holds one of the plan's others. Of other kinds: true. */
bool data_job_shows(const struct data_plan *plan, const struct data_job *job);

/* What is published of the same records. Several threads may ask at once. */
struct data_published {
	/* The bytes of a file, until let_go takes them back; false where it is not there, or empty. */
	bool (*read)(void *user, struct str address, struct str *bytes);
	void (*let_go)(void *user, struct str bytes);
	void *user;
};

/* Where one thread makes its files. published: of a part of a collection only the plan's others are made, and all else is copied; NULL: nothing
 * is published, or not of these records. Borrowed. */
struct data;
struct data *data_open(const struct data_plan *plan, const struct data_published *published, struct output output);
void data_close(struct data *data);
void data_do(struct data *data, const struct data_job *job);

/* Every job of the share, divided among the threads that the site allows; they are counted as data_jobs has them, so that a record's data are in the share
 * that its page is in. */
void data_render(const struct site *site, bool has_letters, struct share share, struct output output);

#endif
