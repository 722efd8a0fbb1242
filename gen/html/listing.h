/* SPDX-License-Identifier: EUPL-1.2 */
/* listing — the pages that are lists: of a type, of a group, of question sets; and their views.
 *
 * A long list is cut into parts (model/address.h). Its own page shows the newest rows, the ways to other lists and the parts; the page of a
 * full part shows nothing that a newer record could change. */
#ifndef OPVOLGING_HTML_LISTING_H
#define OPVOLGING_HTML_LISTING_H

#include "../model/group.h"
#include "facet.h"
#include "portal.h"

/* Records of one type, one below the other. */
struct section {
	struct str label; /* what they are, where a list has several types; "" */
	struct records records;
};

/* A list of ways to other lists: by status, by year. */
struct ways {
	struct str label;
	const struct group **items;
	size_t count, cap;
};

/* A way to a page of the list. */
struct part {
	struct str label;
	struct str address;
};

struct listing {
	struct str title;
	struct str intro;    /* "" */
	struct str address;  /* of the page */
	struct str up_title; /* of the list that this one is part of; "" */
	struct str up_address;
	const struct section **sections; /* the rows of the page */
	size_t section_count, section_cap;
	const struct ways **ways;
	size_t ways_count, ways_cap;
	const struct facet **facets;
	size_t facet_count, facet_cap;
	const struct part **parts; /* of the list's own page: the other ones, newest first */
	size_t part_count, part_cap;
	struct str newer_address, older_address; /* "" */
	struct str extent;                       /* '127 in totaal' */
	size_t shown;                            /* rows of the page */
	bool is_mixed;                           /* of several types */
	bool is_part;                            /* a full part */
};

/* How lists are made: all of this lives until the list is rendered. */
struct listings {
	struct portal *portal;
	const struct site *site;
	struct arena *arena;
	struct context context; /* of no page: for words */
};

/* The groups of a kind that have something in them, or all of them. */
const struct ways *ways_of(struct listings *listings, enum group_kind kind, bool with_empty);
/* The statuses of the recommendations alone, and last those that none was reported of. */
const struct ways *recommendation_statuses(struct listings *listings);
void ways_add(struct listings *listings, struct ways *ways, const struct group *group);
uint64_t ways_digest(const struct ways *ways);
/* What the page of a group is called. */
struct str group_title(const struct listings *listings, const struct group *group);

/* The page of every type, group and part. */
void listings_render(struct listings *listings);

extern const struct view_type view_listing, view_way, view_data;

#endif
