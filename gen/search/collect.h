/* SPDX-License-Identifier: EUPL-1.2 */
/* collect — the terms of a record, with how well the record answers to each.
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

/* What one word of a record says of a term: its quality, but in prose how often, since several words may have one term. */
enum score {
	SCORE_PART,
	SCORE_FACT,
	SCORE_ONCE, /* one behind the other, up to the number from which on it no longer matters */
	SCORE_MUCH = SCORE_ONCE + 7,
	SCORE_PART_OF_TITLE,
	SCORE_SUMMARY,
	SCORE_TITLE,
	SCORE_NUMBER
};

enum { SCORE_BITS = 4 };

/* What two words say together. */
static inline uint32_t
score_add(uint32_t a, uint32_t b)
{
	uint32_t sum = a + b - SCORE_ONCE + 1;

	if (a < SCORE_ONCE || b < SCORE_ONCE || a > SCORE_MUCH || b > SCORE_MUCH)
		return a > b ? a : b;
	return sum < SCORE_MUCH ? sum : SCORE_MUCH;
}

/* Less than three times in prose, less than eight, or more. */
static inline uint8_t
score_quality(uint32_t score)
{
	static const uint8_t qualities[1 << SCORE_BITS] = {
		[SCORE_PART] = QUALITY_PART,      [SCORE_FACT] = QUALITY_FACT,           [SCORE_ONCE] = QUALITY_ONCE,
		[SCORE_ONCE + 1] = QUALITY_ONCE,  [SCORE_ONCE + 2] = QUALITY_OFTEN,      [SCORE_ONCE + 3] = QUALITY_OFTEN,
		[SCORE_ONCE + 4] = QUALITY_OFTEN, [SCORE_ONCE + 5] = QUALITY_OFTEN,      [SCORE_ONCE + 6] = QUALITY_OFTEN,
		[SCORE_MUCH] = QUALITY_MUCH,      [SCORE_PART_OF_TITLE] = QUALITY_OFTEN, [SCORE_SUMMARY] = QUALITY_SUMMARY,
		[SCORE_TITLE] = QUALITY_TITLE,    [SCORE_NUMBER] = QUALITY_NUMBER,
	};

	return qualities[score];
}

struct collected {
	uint32_t term;
	uint32_t score;
};

struct collector;

/* For records of so many bytes of text: see lexicon_new. */
struct collector *collector_new(uint64_t weight);
void collector_free(struct collector *collector);

/* The terms of a record, each once for every word that has it (score_add); borrowed until the next call. Returns how many. */
size_t collector_read(struct collector *collector, const struct site *site, const struct record *record,
                      struct collected **terms);
const struct lexicon *collector_lexicon(const struct collector *collector);

/* The name of the term that all records with a status have: no word can be it. */
enum { STATUS_NAME = 8 };
void status_term(unsigned status, char name[STATUS_NAME]);

#endif
