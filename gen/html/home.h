/* SPDX-License-Identifier: EUPL-1.2 */
/* home — the first page: the state of all recommendations, what needs attention, what changed, what is new. */
#ifndef OPVOLGING_HTML_HOME_H
#define OPVOLGING_HTML_HOME_H

#include "listing.h"

/* A piece of a bar: so many of a status or decision. */
struct piece {
	const struct group *group;
	size_t count;
	unsigned step;                /* its colour: 1 what is to be done … 3 what is done, 4 what is left, 5 nothing known */
	unsigned start, width, share; /* in tenths of a per cent of the bar's whole; share: of its own total, in per cent */
};

/* A bar and the numbers of it: a row of a table. */
struct tally {
	struct str title, address;
	bool is_inside; /* a theme within the one above */
	size_t total;
	const struct piece **pieces;
	size_t count;
};

struct notice {
	const struct group *group;
	struct str title, text;
	struct records first; /* some of them */
};

struct home {
	const struct tally *statuses, *decisions;
	const struct tally **themes, **evaluations;
	size_t theme_count, theme_cap, evaluation_count, evaluation_cap;
	const struct notice **notices;
	size_t notice_count, notice_cap;
	struct str changes_title, changes_text, changes_address; /* "" where nothing was ever reported */
	struct records changes;                                  /* follow-ups */
	size_t change_count;
	struct records letters, sets; /* the latest */
	size_t count;                 /* recommendations in all */
	struct str list_address, letters_address, sets_address, evaluations_address;
};

void render_home(struct renderer *renderer);

extern const struct view_type view_home;

#endif
