/* SPDX-License-Identifier: EUPL-1.2 */
#include "collect.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/arena.h"
#include "search.h"
#include "text.h"
#include "word.h"

enum { FEW_WORDS = 4, OFTEN = 3, MUCH = 8, AT_ONCE = 32 };

/* What is known of a term in the record under way. */
struct mark {
	uint32_t record; /* in which it was met last */
	uint8_t quality; /* the best */
	uint8_t count;   /* in text, UINT8_MAX at the most */
};

struct collector {
	struct lexicon *lexicon;
	struct arena *arena, *scratch;
	struct text text;
	struct mark *marks; /* by term */
	size_t mark_count;
	struct collected *terms;
	size_t count, cap;
	uint32_t record; /* from 1 */
};

struct collector *
collector_new(void)
{
	struct arena *arena = arena_new();
	struct collector *collector = arena_alloc(arena, sizeof *collector);

	collector->arena = arena;
	collector->scratch = arena_new();
	collector->lexicon = lexicon_new();
	return collector;
}

void
collector_free(struct collector *collector)
{
	lexicon_free(collector->lexicon);
	text_free(&collector->text);
	free(collector->marks);
	free(collector->terms);
	arena_free(collector->scratch);
	arena_free(collector->arena);
}

const struct lexicon *
collector_lexicon(const struct collector *collector)
{
	return collector->lexicon;
}

void
status_term(unsigned status, char name[STATUS_NAME])
{
	snprintf(name, STATUS_NAME, "=%u", status & UINT8_MAX);
}

static void
grow_marks(struct collector *collector, uint32_t term)
{
	size_t count = collector->mark_count;

	while (count <= term)
		count = count ? count * 2 : 1024;
	collector->marks = memory_take_more(collector->marks, count * sizeof *collector->marks);
	for (size_t i = collector->mark_count; i < count; i++)
		collector->marks[i] = (struct mark){0};
	collector->mark_count = count;
}

static void
add_term(struct collector *collector, uint32_t term, enum quality quality)
{
	struct mark *mark;

	if (term >= collector->mark_count)
		grow_marks(collector, term);
	mark = &collector->marks[term];
	if (mark->record != collector->record) {
		*mark = (struct mark){collector->record, (uint8_t)quality, quality == QUALITY_ONCE};
		collector->terms = heap_grow(collector->terms, collector->count, &collector->cap, sizeof *collector->terms);
		collector->terms[collector->count++].term = term;
		return;
	}
	if (quality > mark->quality)
		mark->quality = (uint8_t)quality;
	if (quality == QUALITY_ONCE && mark->count < UINT8_MAX)
		mark->count++;
}

static size_t
count_words(struct str text)
{
	struct str word;
	size_t at = 0, count = 0;

	while (count <= FEW_WORDS && word_next(text, &at, &word))
		count++;
	return count;
}

static enum quality
quality_of(const struct part *part, struct str text)
{
	switch (part->kind) {
	case PART_TITLE:
		return count_words(text) <= FEW_WORDS ? QUALITY_NUMBER : QUALITY_TITLE;
	case PART_NUMBER:
		return QUALITY_NUMBER;
	case PART_SUMMARY:
		return QUALITY_SUMMARY;
	case PART_PROSE:
		return QUALITY_ONCE;
	case PART_FACT:
		break;
	}
	return QUALITY_FACT;
}

/* What a piece of a compound is worth beside a whole word. */
static enum quality
quality_of_piece(enum quality whole)
{
	return whole >= QUALITY_TITLE ? QUALITY_OFTEN : whole == QUALITY_SUMMARY ? QUALITY_FACT : QUALITY_PART;
}

/* The numbers that begin with the word at offset. Of a record's own number only the whole of it is its number: 31516 alone is its dossier's.
 * Returns how many there are. */
static size_t
add_numbers(struct collector *collector, struct str text, size_t offset, enum quality quality)
{
	char terms[NUMBER_TERMS][NUMBER_LONGEST];
	size_t count = number_terms(text, offset, terms);

	for (size_t i = 0; i < count; i++) {
		bool is_of_dossier = quality == QUALITY_NUMBER && i + 1 < count;

		add_term(collector, lexicon_term(collector->lexicon, str_from(terms[i])),
		         is_of_dossier ? QUALITY_SUMMARY : quality);
	}
	return count;
}

/* A word that is being looked up. */
struct looking {
	struct str word;
	uint32_t hash, meaning;
};

static void
add_meaning(struct collector *collector, uint32_t meaning, enum quality quality)
{
	const uint32_t *terms;
	size_t count = lexicon_terms(collector->lexicon, meaning, &terms);

	if (count)
		add_term(collector, terms[0], quality);
	for (size_t i = 1; i < count; i++)
		add_term(collector, terms[i], quality_of_piece(quality));
}

static void
prefetch_marks(const struct collector *collector, uint32_t meaning)
{
	const uint32_t *terms;
	size_t count = lexicon_terms(collector->lexicon, meaning, &terms);

	for (size_t i = 0; i < count; i++)
		if (terms[i] < collector->mark_count)
			__builtin_prefetch(&collector->marks[terms[i]]);
}

/* The next words of a text; returns how many. */
static size_t
look_words(struct collector *collector, struct str text, size_t *at, struct looking looking[AT_ONCE])
{
	size_t count = 0;

	while (count < AT_ONCE && word_next(text, at, &looking[count].word)) {
		looking[count].hash = lexicon_look(collector->lexicon, looking[count].word);
		count++;
	}
	for (size_t i = 0; i < count; i++)
		lexicon_look_closer(collector->lexicon, looking[i].hash);
	for (size_t i = 0; i < count; i++) {
		looking[i].meaning = lexicon_word(collector->lexicon, looking[i].word, looking[i].hash);
		prefetch_marks(collector, looking[i].meaning);
	}
	return count;
}

static bool
may_begin_number(char c)
{
	return (c >= '1' && c <= '4') || c == 't' || c == 'T';
}

/* Words by the handful: memory is slow, and so many looks into it go at once. */
static void
add_part(struct collector *collector, const struct part *part)
{
	struct str text = str_slice(buf_str(&collector->text.bytes), part->start, part->end);
	enum quality quality = quality_of(part, text);
	struct looking looking[AT_ONCE];
	size_t at = 0, count;

	while ((count = look_words(collector, text, &at, looking)))
		for (size_t i = 0; i < count; i++) {
			const char *word = looking[i].word.at;

			if (may_begin_number(*word) && add_numbers(collector, text, (size_t)(word - text.at), quality) &&
			    part->kind == PART_NUMBER)
				quality = QUALITY_SUMMARY;
			add_meaning(collector, looking[i].meaning, quality);
		}
}

static void
add_status(struct collector *collector, const struct site *site, const struct record *record)
{
	unsigned status = search_status(site, record);
	char name[STATUS_NAME];

	if (!status)
		return;
	status_term(status, name);
	add_term(collector, lexicon_term(collector->lexicon, str_from(name)), QUALITY_FACT);
}

static void
settle(const struct collector *collector, struct collected *collected)
{
	const struct mark *mark = &collector->marks[collected->term];

	collected->quality = mark->quality;
	if (mark->quality == QUALITY_ONCE)
		collected->quality = mark->count >= MUCH ? QUALITY_MUCH : mark->count >= OFTEN ? QUALITY_OFTEN : QUALITY_ONCE;
}

size_t
collector_read(struct collector *collector, const struct site *site, const struct record *record, const struct collected **terms)
{
	collector->record++;
	collector->count = 0;
	text_gather(&collector->text, collector->scratch, site, record);
	for (size_t i = 0; i < collector->text.count; i++)
		add_part(collector, &collector->text.parts[i]);
	add_status(collector, site, record);
	for (size_t i = 0; i < collector->count; i++)
		settle(collector, &collector->terms[i]);
	arena_reset(collector->scratch);
	*terms = collector->terms;
	return collector->count;
}
