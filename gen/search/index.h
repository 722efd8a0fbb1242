/* SPDX-License-Identifier: EUPL-1.2 */
/* index — the whole index, or a part of it, while it is made: records to their terms, on all cores, then terms to their postings.
 *
 * A worker reads records in the order of their slots and writes down for each which terms it has, class by class of the terms: two bytes each. Then a
 * worker takes a portion of all that was written and sorts it in its cache: memory is read and written from end to end, where lists that grow would be
 * touched all over it. Private to search/. */
#ifndef OPVOLGING_SEARCH_INDEX_H
#define OPVOLGING_SEARCH_INDEX_H

#include "gathered.h"
#include "search.h"

struct index;

/* Gives each record its slot, and reads the terms of those that are in the share. */
struct index *index_new(const struct site *site, struct tables tables, struct share share);
void index_free(struct index *index);

/* Puts the entries of the records that are in the share. */
void index_put_entries(const struct index *index, struct output output);
/* Puts all files of terms. */
void index_put_terms(struct index *index, struct output output);
/* In place of that: all terms as one file of runs, to be merged. */
void index_put_runs(struct index *index, struct output output);

/* The sizes for a site, and the root of its index. */
struct tables tables_of_site(const struct site *site);
void root_add(const struct site *site, struct tables tables, struct buf *out);
void root_put(const struct site *site, struct tables tables, struct output output);

#endif
