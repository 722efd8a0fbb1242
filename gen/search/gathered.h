/* SPDX-License-Identifier: EUPL-1.2 */
/* gathered — one portion of the index's terms with all their postings: what comes out of workers, or of the parts of several machines.
 *
 * Terms fall into portions by their hash, so that a portion fits into the cache of a core and holds whole files. Private to search/. */
#ifndef OPVOLGING_SEARCH_GATHERED_H
#define OPVOLGING_SEARCH_GATHERED_H

#include "term_file.h"

enum { PORTION_BITS_MOST = 7, PORTIONS_MOST = 1 << PORTION_BITS_MOST };

/* How many portions there are: a power of two. */
uint32_t portions_of(struct tables tables);

struct gathered_term {
	struct str name;
	uint32_t file;          /* of terms */
	uint32_t worker, local; /* where it comes from */
	uint32_t rank;          /* among the different terms */
	struct str run;         /* of a part: its postings as they were written */
	uint32_t run_count;
};

/* Starts as {0}; kept from one portion to the next. Terms come first and are sorted; then it is told how many postings each has; then they come. */
struct gathered {
	struct gathered_term *terms; /* once sorted: by file, then by name; each worker has its own */
	size_t term_count, term_cap;
	struct posting *postings; /* term by term */
	size_t *ends;             /* by rank; while postings come: where the next one goes */
	size_t rank_count, posting_cap, end_cap;
};

void gathered_clear(struct gathered *gathered);
void gathered_free(struct gathered *gathered);

struct gathered_term *gathered_add_term(struct gathered *gathered);
/* Sorts the terms and gives equal ones one rank. */
void gathered_sort_terms(struct gathered *gathered);

/* So many more postings of a term are to come; when all is said, gathered_open. */
static inline void
gathered_expect(struct gathered *gathered, uint32_t rank, size_t count)
{
	gathered->ends[rank] += count;
}
void gathered_open(struct gathered *gathered);

/* Of one term, slots must rise, unless its postings are sorted later. */
static inline void
gathered_add(struct gathered *gathered, uint32_t rank, struct posting posting)
{
	gathered->postings[gathered->ends[rank]++] = posting;
}

/* For postings that came from several places: brings each term's into the order of slots. False where a record has a term twice. */
bool gathered_sort_postings(struct gathered *gathered);

/* The files of terms of a portion. */
void gathered_put(const struct gathered *gathered, struct term_writer *writer);
/* The same as a run, for a merge to come: how many terms, then for each its name, how many postings, their bytes, and they. */
void gathered_add_run(const struct gathered *gathered, struct buf *out);

#endif
