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

/* A list of fewer rows is seen at a glance. */
enum { LEAST_FILTERED = 8 };

/* Records of one type, one below the other. */
struct section {
	struct str label; /* what they are, where a list has several types; "" */
	struct records records;
	bool has[FACET_COUNT]; /* whether any of them says something of that */
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

/* What there is a list of: a type, or a group. */
struct list {
	enum type type;            /* of a group: whose list leads to it */
	const struct group *group; /* NULL: of the type itself */
	struct str address;
	struct records rows; /* all of them, newest first */
	size_t parts;        /* the full ones, which have pages of their own */
};

struct lists {
	struct list *items; /* by type, then groups in their order */
	size_t count, cap;
	struct arena *arena;
};

const struct lists *lists_make(struct arena *arena, const struct site *site);

/* The records whose rows a page of the list shows: its own (part 0), or a full part. Borrowed from the list. */
struct records list_page(const struct list *list, size_t part);

/* How the page of a list is made: all of this lives until the page is rendered. */
struct listings {
	struct renderer *renderer;
	const struct site *site;
	struct arena *arena;
	struct context context;
};

struct listings listings_of(struct renderer *renderer, struct str address);

/* The groups of a kind that have something in them, or all of them. */
const struct ways *ways_of(struct listings *listings, enum group_kind kind, bool with_empty);
/* The statuses of the recommendations alone, and last those that none was reported of. */
const struct ways *recommendation_statuses(struct listings *listings);
void ways_add(struct listings *listings, struct ways *ways, const struct group *group);
/* What the page of a group is called. */
struct str group_title(const struct listings *listings, const struct group *group);

/* The list's own page (part 0), with the redirect of the part that is not full yet; or a full part. */
void render_list(struct renderer *renderer, const struct list *list, size_t part);

extern const struct view_type view_listing, view_way, view_data;

#endif
