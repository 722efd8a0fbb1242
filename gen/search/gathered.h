/* SPDX-License-Identifier: EUPL-1.2 */
/* gathered — one portion of the index's terms, out of workers or of the parts of several machines, and what is made of it term by term.
 *
 * Terms fall into portions by their hash, so that a portion holds whole files. Only the postings of one term are at hand at a time. Private to search/. */
#ifndef OPVOLGING_SEARCH_GATHERED_H
#define OPVOLGING_SEARCH_GATHERED_H

#include "term_file.h"

enum { PORTION_BITS_MOST = 7, PORTIONS_MOST = 1 << PORTION_BITS_MOST };

/* How many portions there are: a power of two. */
uint32_t portions_of(struct tables tables);

struct gathered_term {
	struct str name;
	uint64_t first; /* bytes of the name, as many as there is room for, in its order */
	uint32_t file;  /* of terms */
	uint32_t count; /* of postings that come from here */
	size_t start;   /* of a worker: where they are */
	struct str run; /* of a part: they as they were written */
};

/* Where postings come from. */
struct gathered_source {
	void *user;
	/* Adds those of a term to a list, by slot. */
	void (*read)(void *user, const struct gathered_term *term, struct posting_list *list);
};

/* Starts as {0}; kept from one portion to the next. */
struct gathered {
	struct gathered_term *terms; /* once sorted: by file, then by name; each worker has its own */
	size_t term_count, term_cap;
	struct posting_list list, spare; /* of the term under way */
	size_t *starts;                  /* in the list: of what each worker has */
	size_t start_count, start_cap;
	bool is_damaged; /* a record has a term twice */
};

void gathered_clear(struct gathered *gathered);
void gathered_free(struct gathered *gathered);

/* A term that has postings; first is found out. */
void gathered_add_term(struct gathered *gathered, struct gathered_term term);
void gathered_sort_terms(struct gathered *gathered);

/* The files of terms of a portion. */
void gathered_put(struct gathered *gathered, struct gathered_source source, struct term_writer *writer);
/* The same as a run, for a merge to come: how many terms, then for each its name, how many postings, their bytes, and they. */
void gathered_add_run(struct gathered *gathered, struct gathered_source source, struct buf *out);

#endif
