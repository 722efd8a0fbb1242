/* SPDX-License-Identifier: EUPL-1.2 */
/* collect — the terms of a record, each once, with how well the record answers to it.
 *
 * Nothing here depends on how long a text is or on where in it a word stands: so a sentence more changes what its own words say, and nothing else. */
#ifndef OPVOLGING_SEARCH_COLLECT_H
#define OPVOLGING_SEARCH_COLLECT_H

#include "../model/site.h"
#include "lexicon.h"

/* From worst to best: what ranks a record. */
enum quality {
	QUALITY_PART, /* within a compound */
	QUALITY_FACT, /* among its facts */
	QUALITY_ONCE, /* in its text: less than three times, less than eight, or more */
	QUALITY_OFTEN,
	QUALITY_MUCH,
	QUALITY_SUMMARY, /* in its summary, or in the question or the recommendation that it is */
	QUALITY_TITLE,
	QUALITY_NUMBER /* its own number, or a word of a title of very few */
};

enum { QUALITY_BITS = 3 };

struct collected {
	uint32_t term;
	uint8_t quality;
};

struct collector;

struct collector *collector_new(void);
void collector_free(struct collector *collector);

/* The terms of a record, in the order in which they were met first; borrowed until the next call. Returns how many. */
size_t collector_read(struct collector *collector, const struct site *site, const struct record *record,
                      const struct collected **terms);
const struct lexicon *collector_lexicon(const struct collector *collector);

/* The name of the term that all records with a status have: no word can be it. */
enum { STATUS_NAME = 8 };
void status_term(unsigned status, char name[STATUS_NAME]);

#endif
