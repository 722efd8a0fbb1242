/* SPDX-License-Identifier: EUPL-1.2 */
#include "collect.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/arena.h"
#include "search.h"
#include "text.h"
#include "word.h"

enum { FEW_WORDS = 4, OFTEN = 3, MUCH = 8, AHEAD = 12 /* words whose marks are on their way from memory */ };

/* What is known of a term in the record under way. */
struct mark {
	uint32_t record; /* in which it was met last */
	uint8_t quality; /* the best */
	uint8_t count;   /* in text; from MUCH on it no longer matters */
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

/* A term that is there so many times. */
static void
add_term(struct collector *collector, uint32_t term, enum quality quality, uint32_t times)
{
	uint8_t count = (uint8_t)(quality != QUALITY_ONCE ? 0 : times < MUCH ? times : MUCH);
	struct mark *mark;

	if (term >= collector->mark_count)
		grow_marks(collector, term);
	mark = &collector->marks[term];
	if (mark->record != collector->record) {
		*mark = (struct mark){collector->record, (uint8_t)quality, count};
		if (collector->count == collector->cap)
			collector->terms =
				heap_grow(collector->terms, collector->count, &collector->cap, sizeof *collector->terms);
		collector->terms[collector->count++].term = term;
		return;
	}
	if (quality > mark->quality)
		mark->quality = (uint8_t)quality;
	if (mark->count < MUCH)
		mark->count += count;
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
		         is_of_dossier ? QUALITY_SUMMARY : quality, 1);
	}
	return count;
}

static void
add_word(struct collector *collector, const struct met *word, enum quality quality)
{
	const uint32_t *pieces;
	size_t count;

	if (word->meaning.term == NO_TERM)
		return;
	add_term(collector, word->meaning.term, quality, word->count);
	if (!word->meaning.pieces)
		return;
	count = lexicon_pieces(collector->lexicon, word->meaning.pieces, &pieces);
	for (size_t i = 0; i < count; i++)
		add_term(collector, pieces[i], quality_of_piece(quality), 1);
}

static void
prefetch_marks(const struct collector *collector, const struct met *word)
{
	if (word->meaning.term < collector->mark_count)
		__builtin_prefetch(&collector->marks[word->meaning.term]);
	if (word->meaning.pieces)
		lexicon_look_pieces(collector->lexicon, word->meaning.pieces);
}

static void
add_words(struct collector *collector, struct words words, enum quality quality)
{
	for (size_t i = 0; i < words.count; i++) {
		if (i + AHEAD < words.count)
			prefetch_marks(collector, &words.items[i + AHEAD]);
		add_word(collector, &words.items[i], quality);
	}
}

/* A number of the record; what follows the first one in the text says less. */
static void
add_number(struct collector *collector, struct str text)
{
	struct words words = lexicon_read(collector->lexicon, text);
	enum quality quality = QUALITY_NUMBER;
	size_t first = text.len;

	for (size_t i = 0; i < words.number_count; i++) {
		if (!add_numbers(collector, text, words.numbers[i], quality) || quality != QUALITY_NUMBER)
			continue;
		quality = QUALITY_SUMMARY;
		first = words.numbers[i];
	}
	add_words(collector, lexicon_read(collector->lexicon, str_slice(text, 0, first)), QUALITY_NUMBER);
	add_words(collector, lexicon_read(collector->lexicon, str_slice(text, first, text.len)), QUALITY_SUMMARY);
}

static void
add_part(struct collector *collector, const struct part *part)
{
	struct str text = str_slice(buf_str(&collector->text.bytes), part->start, part->end);
	enum quality quality = quality_of(part, text);
	struct words words;

	if (part->kind == PART_NUMBER) {
		add_number(collector, text);
		return;
	}
	words = lexicon_read(collector->lexicon, text);
	for (size_t i = 0; i < words.number_count; i++)
		add_numbers(collector, text, words.numbers[i], quality);
	add_words(collector, words, quality);
}

static void
add_status(struct collector *collector, const struct site *site, const struct record *record)
{
	unsigned status = search_status(site, record);
	char name[STATUS_NAME];

	if (!status)
		return;
	status_term(status, name);
	add_term(collector, lexicon_term(collector->lexicon, str_from(name)), QUALITY_FACT, 1);
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
