/* SPDX-License-Identifier: EUPL-1.2 */
/* again — a build that follows a few changes. Private to command/: again.c finds what they reach, again_render.c makes that anew. */
#ifndef OPVOLGING_COMMAND_AGAIN_H
#define OPVOLGING_COMMAND_AGAIN_H

#include "../model/reach.h"
#include "building.h"
#include "kept.h"

struct again {
	struct building building;
	const struct options *options;
	struct site *now;  /* settings and the day, before the image is looked at */
	struct site *site; /* the image's, with the changed records in their places */
	struct kept *kept;
	struct renderer *renderer;                   /* of the only thread that there is while records change */
	struct reached reached;                      /* whose pages are to be made anew */
	uint8_t *marks;                              /* by the records' places: SAID_ANEW … */
	struct search_terms **published_terms;       /* by place: under which the published index has a record; NULL: as now */
	const struct groups *former_groups;          /* of the portal that stands */
	uint64_t weight;                             /* of all records in the search index */
	struct records restated;                     /* items with another state: groups may be others */
	bool has_other_dates;                        /* sitemaps */
	struct kept_text texts[INPUTS_MOST_CHANGED]; /* of the changed files, as they were read */
	bool is_index_damaged;                       /* a published file of the search index could not be read */
};

/* What of a record is another than in the portal that stands: its face, what its keys say, how its text begins. */
enum { FACE_ANEW = 1, SAID_ANEW = 2, LEAD_ANEW = 4 };

/* Puts everything that may be another than what is published. False where that takes a build of everything. */
bool render_again(struct again *again);

#endif
