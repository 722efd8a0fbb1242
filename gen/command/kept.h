/* SPDX-License-Identifier: EUPL-1.2 */
/* kept — what a build leaves for the next one, in the folder beside the portal: an image of the site with what it was made from, written when all
 * was made anew; and which files were others when a later build changed some of the portal only. Lost, damaged or of another program, all of it
 * counts as not there, and a build makes everything anew. */
#ifndef OPVOLGING_COMMAND_KEPT_H
#define OPVOLGING_COMMAND_KEPT_H

#include "../keep/image.h"
#include "../keep/inputs.h"
#include "../search/search.h"
#include "../write/manifest.h"
#include "command.h"

struct kept_facts {
	uint64_t options; /* those that decide what is in the portal */
	struct date today;
	moment now, next_release; /* of an embargo: when the site is another without any file being one */
	struct digest release;    /* of the portal that it belongs to */
	uint64_t records;         /* that were read, public or not */
	uint64_t weight;          /* of all records in the search index */
	uint64_t warnings;        /* that were given */
	uint64_t unresolved;      /* references that no record answers */
};

/* While a build makes everything: begin before anything is read, image when the site is linked, finish once it is published: what was kept before is
 * gone then, whether or not there is something new. */
struct keeping;
struct keeping *keeping_begin(const struct options *options);
void keeping_image(struct keeping *keeping, const struct site *site, struct str folder);
void keeping_finish(struct keeping *keeping, struct digest release);
void keeping_free(struct keeping *keeping); /* what is not finished is given up */

/* What was published of a changed file when a build last followed it. */
struct kept_text {
	struct str text;   /* its comments made unreadable; at NULL: what the image has of it */
	uint64_t digest;   /* of the record, which was read with them */
	bool is_published; /* the file is as it was then */
};

/* What the last build kept. */
struct kept {
	struct arena *arena; /* of itself */
	struct image *image;
	struct kept_facts facts;
	struct input changed[INPUTS_MOST_CHANGED];       /* as they stand now */
	struct kept_text published[INPUTS_MOST_CHANGED]; /* of each that is changed */
	size_t changed_count;
	uint64_t unresolved; /* in the portal that stands */
	bool is_published;   /* what is changed now is in the portal already */
	struct str changes;  /* the file that the texts stand in, mapped */
};

/* NULL where nothing is kept that is good for a build with these options at this time over the portal that stands. Needs the site's day. */
struct kept *kept_open(const struct options *options, const struct site *now, struct str folder, struct digest release);
void kept_close(struct kept *kept);

/* Whether its image is whole. */
bool kept_is_whole(const struct kept *kept, struct str folder, unsigned jobs);

/* Notes what is in the portal, which is another release now, of each changed file; a text at NULL: that cannot be kept, so that the next build is one of
 * everything. */
void kept_note(const struct kept *kept, struct str folder, struct digest release, const struct kept_text *texts);

#endif
