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
	uint32_t file; /* of terms */
	uint32_t worker, local; /* where it comes from */
	uint32_t rank;          /* among the different terms */
	struct str run;         /* of a part: its postings as they were written */
	uint32_t run_count;
};

/* A list that starts as {0}; kept from one portion to the next. */
struct gathered {
	struct gathered_term *terms; /* once sorted: by file, then by name; each worker has its own */
	size_t term_count, term_cap;
	uint64_t *rows; /* rank of the term, slot, packed; in the order of slots */
	size_t row_count, row_cap;
	struct posting *postings; /* once settled: term by term */
	size_t *ends;             /* by rank */
	size_t posting_cap, end_cap;
};

void gathered_clear(struct gathered *gathered);
void gathered_free(struct gathered *gathered);

struct gathered_term *gathered_add_term(struct gathered *gathered);
/* Sorts the terms and gives equal ones one rank. */
void gathered_sort_terms(struct gathered *gathered);

/* Adds a row. Of one term, slots must rise, unless its postings are sorted later. */
void gathered_add(struct gathered *gathered, uint32_t rank, struct posting posting);
/* Puts the rows together by their terms. */
void gathered_settle(struct gathered *gathered);
/* For rows that came from several places: brings each term's postings into the order of slots. False where a record has a term twice. */
bool gathered_sort_postings(struct gathered *gathered);

/* The files of terms of a portion. */
void gathered_put(const struct gathered *gathered, struct term_writer *writer);
/* The same as a run, for a merge to come: how many terms, then for each its name, how many postings, their bytes, and they. */
void gathered_add_run(const struct gathered *gathered, struct buf *out);

#endif
