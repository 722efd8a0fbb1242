/* SPDX-License-Identifier: EUPL-1.2 */
/* text — what a record says, as the index reads it: its parts in the order of their weight, and the passages that are shown of them. */
#ifndef OPVOLGING_SEARCH_TEXT_H
#define OPVOLGING_SEARCH_TEXT_H

#include "../base/buf.h"
#include "../model/site.h"

enum part_kind { PART_TITLE, PART_NUMBER, PART_SUMMARY, PART_PROSE, PART_FACT };

struct part {
	enum part_kind kind;
	size_t start, end; /* in the text */
};

/* Kept from one record to the next. */
struct text {
	struct buf bytes;
	struct part *parts;
	size_t count, cap;
	size_t shown; /* from here on the text is cut into passages: what stands before has a place of its own in a result */
};

void text_gather(struct text *text, struct arena *scratch, const struct site *site, const struct record *record);
void text_free(struct text *text);

/* The end of the passage that begins at start: where a sentence ends, if one does, else between words. */
size_t text_passage_end(const struct text *text, size_t start);

#endif
