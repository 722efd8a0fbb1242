/* SPDX-License-Identifier: EUPL-1.2 */
/* shard — the files of the index: see format.md. Private to search/. */
#ifndef OPVOLGING_SEARCH_SHARD_H
#define OPVOLGING_SEARCH_SHARD_H

#include "index.h"

/* Reads all documents on the way: what comes first. */
void write_documents(struct index *index, struct output output);
void write_terms(const struct index *index, struct output output);
void write_root(const struct index *index, struct output output);

/* The postings of a term in the order in which they are to be written, as columns; and their positions. */
void encode_postings(const struct document *documents, const struct posting *const *postings, size_t count, struct buf *out);
void encode_positions(const struct posting *const *postings, size_t count, struct buf *out);

#endif
