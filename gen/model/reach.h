/* SPDX-License-Identifier: EUPL-1.2 */
/* reach — on whose pages something of a record shows: what has to be made again when it changes.
 *
 * A page shows its own record; the faces of its neighbours, of those that they belong to, and of what its texts lead to (html/view.h tells what a
 * face is); and texts of others that it takes over: follow-ups under their item, answers folded open, blocks that fill themselves. More is
 * reached than shows, never less. */
#ifndef OPVOLGING_MODEL_REACH_H
#define OPVOLGING_MODEL_REACH_H

#include "site.h"

struct reached {
	struct arena *arena;
	const struct site *site;
	uint8_t *marks;         /* by index: REACH_PAGE … */
	struct records records; /* each once, as they were come by */
};

enum { REACH_PAGE = 1, REACH_TEXT = 2, REACH_FACE = 4, REACH_BELOW = 8 };

struct reached reach_new(struct arena *arena, const struct site *site);

/* The page alone. */
void reach_page(struct reached *reached, const struct record *record);
/* All pages that show its texts. */
void reach_text(struct reached *reached, const struct record *record);
/* All pages that show its title, its state or whatever else a list tells of it. Its texts are not meant. */
void reach_face(struct reached *reached, const struct record *record);

bool is_reached(const struct reached *reached, const struct record *record);

#endif
