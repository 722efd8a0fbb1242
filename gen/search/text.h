/* SPDX-License-Identifier: EUPL-1.2 */
/* text — what a record says, as the index reads it: its parts in the order of their weight. */
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
	struct buf bytes; /* WORD_PADDING of them behind the last; a line break ends each part */
	struct part *parts;
	size_t count, cap;
};

void text_gather(struct text *text, const struct site *site, const struct record *record);
void text_free(struct text *text);

/* How a record begins: of its summary, else of what it is about, else of its text, as much as a line or two of a result have room for. Of the record, or in
 * room, which is empty. */
struct str text_beginning(struct buf *room, const struct record *record);

#endif
