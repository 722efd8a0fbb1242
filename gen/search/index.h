/* SPDX-License-Identifier: EUPL-1.2 */
/* index — documents in the order of their slots, and the terms that they hold. Private to search/. */
#ifndef OPVOLGING_SEARCH_INDEX_H
#define OPVOLGING_SEARCH_INDEX_H

#include "posting.h"
#include "search.h"
#include "text.h"

/* Sizes, as exponents of two. */
struct tables {
	unsigned slots, documents, terms;
};

struct document {
	const struct record *record;
	uint32_t slot;
	uint8_t year, status; /* what it can be filtered by, beside its type */
};

struct index;

/* Gives each record its slot; nothing is read yet. */
struct index *index_new(const struct site *site, struct tables tables);
void index_free(struct index *index);

/* Where the passages of a text end. */
struct passages {
	size_t *ends;
	size_t count, cap;
};

/* Reads the next document, in the order of slots: its terms become postings, and its text stays in *text until the next. NULL behind the last one. */
const struct document *index_next(struct index *index, const struct text **text, const struct passages **passages);

const struct site *index_site(const struct index *index);
struct tables index_tables(const struct index *index);
const struct document *index_documents(const struct index *index);
const struct postings *index_postings(const struct index *index);

/* The hash that gives a term its file: see format.md. */
uint32_t term_hash(struct str term);

#endif
