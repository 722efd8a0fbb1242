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

/* What the builds that followed the image have made again of the portal: the next one starts from the image once more, and whatever one of them touched may
 * be another than the image would have it. */
struct followed {
	uint8_t *marks;  /* by the records' places: FOLLOWED_PAGE … */
	uint64_t *lists; /* hashes of the addresses of lists that had other rows than in the image */
	size_t list_count, list_cap;
	struct search_terms **terms; /* by the records' places: those that the search index has now; NULL: as in the image */
	bool has_other_dates;        /* sitemaps */
};

enum { FOLLOWED_PAGE = 1, FOLLOWED_FACE = 2, FOLLOWED_SAID = 4, FOLLOWED_LEAD = 8 };

/* What the last build kept. */
struct kept {
	struct image *image;
	struct kept_facts facts;
	struct inputs *inputs; /* as they stand now */
	size_t changed[INPUTS_MOST_CHANGED];
	size_t changed_count;
	uint64_t unresolved; /* in the portal that stands */
	bool is_published;   /* what is changed now is in the portal already */
	struct str followed; /* as it was written; at NULL: nothing has followed */
	struct str changes;  /* the file that it stands in, mapped */
};

/* NULL where nothing is kept that is good for a build with these options at this time over the portal that stands. Needs the site's day. */
struct kept *kept_open(const struct options *options, const struct site *now, struct str folder, struct digest release);
void kept_close(struct kept *kept);

/* What has followed the image so far, of a site of so many records; false where that is damaged. */
bool kept_followed(const struct kept *kept, struct arena *arena, size_t records, struct followed *followed);

/* Notes what is in the portal, which is another release now. */
void kept_note(const struct kept *kept, struct str folder, struct digest release, const struct followed *followed,
               size_t records);

#endif
