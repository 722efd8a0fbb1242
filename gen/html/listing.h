/* SPDX-License-Identifier: EUPL-1.2 */
/* listing — what lists and the home page show, and the views of it. */
#ifndef OPVOLGING_HTML_LISTING_H
#define OPVOLGING_HTML_LISTING_H

#include "group.h"

/* Records under a heading: the recommendations of an evaluation, the questions of a set. */
struct section {
	const struct record *head; /* whose they are; NULL: not one record's */
	struct str label;          /* what they are, where a list has several types; "" */
	struct records records;
};

/* A list of ways to other lists: by status, by year. */
struct ways {
	struct str label;
	const struct group **items;
	size_t count, cap;
};

struct listing {
	struct str title;
	struct str address;
	struct str up_title; /* of the list that this one is part of; "" */
	struct str up_address;
	const struct section **sections;
	size_t section_count, section_cap;
	const struct ways **ways;
	size_t ways_count, ways_cap;
	size_t count; /* records in all */
};

struct home {
	struct listing evaluations; /* the recommendations, by evaluation */
	const struct ways *statuses, *decisions;
	struct records letters, sets; /* the latest */
};

extern const struct view_type view_listing, view_home, view_data;

#endif
