/* SPDX-License-Identifier: EUPL-1.2 */
/* posting — which documents hold which term, and where: the index while it is made.
 *
 * Documents are taken one after the other in the order of their slots, so each term's list grows at its end alone and is written in its compact
 * form at once: some 5 bytes a posting and little more than one a position. Lists lie in chunks that double, never copied. */
#ifndef OPVOLGING_SEARCH_POSTING_H
#define OPVOLGING_SEARCH_POSTING_H

#include "../base/buf.h"

/* How well a document answers to a term, from worst to best: what ranks it. */
enum quality {
	QUALITY_PART, /* within a compound */
	QUALITY_FACT, /* among its facts */
	QUALITY_ONCE, /* in its text; how often, for its length */
	QUALITY_OFTEN,
	QUALITY_MUCH,
	QUALITY_SUMMARY, /* in its summary, or in the question or the recommendation that it is */
	QUALITY_TITLE,
	QUALITY_NUMBER /* its own number, or a word of a title of very few */
};

struct hit {
	enum quality quality; /* in a text: QUALITY_ONCE, however often */
	uint32_t position;    /* in words from the start of the document; rising */
	uint32_t passage;     /* of its text */
	bool is_piece;        /* of a compound: it has no position, for phrases are of whole words */
};

struct postings;

struct postings *postings_new(void);
void postings_free(struct postings *postings);

/* The number of a term, given out as they come. */
uint32_t postings_term(struct postings *postings, struct str term);
void postings_add(struct postings *postings, uint32_t term, struct hit hit);
/* Ends a document of so many words; hits that follow are of the next one. */
void postings_close(struct postings *postings, uint32_t word_count);

/* Reading. */
struct posting {
	uint32_t document; /* in the order in which they were closed, from 0 */
	enum quality quality;
	uint32_t passage; /* the best one to show */
	const uint8_t
		*positions; /* varints: distance from the one before, plus 1; then 0. Empty where it is only part of compounds */
	uint32_t positions_length; /* bytes, the 0 left out */
};

uint32_t postings_count(const struct postings *postings); /* of terms */
struct str postings_name(const struct postings *postings, uint32_t term);

/* All postings of a term, in order. They lie in *items, which is kept for the next call, and their positions in bytes. */
struct posting_list {
	struct posting *items;
	size_t count, cap;
	struct buf bytes;
};
void postings_read(const struct postings *postings, uint32_t term, struct posting_list *list);
void posting_list_free(struct posting_list *list);

/* LEB128: seven bits a byte, the lowest first. */
void varint_add(struct buf *buf, uint32_t value);
uint32_t varint_read(const uint8_t **at);

#endif
