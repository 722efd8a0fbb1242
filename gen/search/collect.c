/* SPDX-License-Identifier: EUPL-1.2 */
#include "collect.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/arena.h"
#include "search.h"
#include "text.h"
#include "word.h"

enum { FEW_WORDS = 4, AHEAD = 12 /* words whose pieces are on their way from memory */ };

struct collector {
	struct lexicon *lexicon;
	struct arena *arena;
	struct text text;
	struct collected *terms;
	size_t count, cap;
};

struct collector *
collector_new(uint64_t weight)
{
	struct arena *arena = arena_new();
	struct collector *collector = arena_alloc(arena, sizeof *collector);

	collector->arena = arena;
	collector->lexicon = lexicon_new(weight);
	return collector;
}

void
collector_free(struct collector *collector)
{
	lexicon_free(collector->lexicon);
	text_free(&collector->text);
	free(collector->terms);
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
make_room(struct collector *collector, size_t more)
{
	while (collector->cap - collector->count < more)
		collector->terms = heap_grow(collector->terms, collector->cap, &collector->cap, sizeof *collector->terms);
}

/* There is room for it. */
static inline void
add_term(struct collector *collector, uint32_t term, uint32_t score)
{
	collector->terms[collector->count++] = (struct collected){term, score};
}

static void
add_name(struct collector *collector, const char *name, enum score score)
{
	make_room(collector, 1);
	add_term(collector, lexicon_term(collector->lexicon, str_from(name)), score);
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

static enum score
score_of(const struct part *part, struct str text)
{
	switch (part->kind) {
	case PART_TITLE:
		return count_words(text) <= FEW_WORDS ? SCORE_NUMBER : SCORE_TITLE;
	case PART_NUMBER:
		return SCORE_NUMBER;
	case PART_SUMMARY:
		return SCORE_SUMMARY;
	case PART_PROSE:
		return SCORE_ONCE;
	case PART_FACT:
		break;
	}
	return SCORE_FACT;
}

/* The best of the texts that a word is in; where that is prose, it has been counted. */
static inline uint32_t
score_of_word(const struct met *word)
{
	if (word->worth != SCORE_ONCE)
		return word->worth;
	return word->count <= SCORE_MUCH - SCORE_ONCE ? SCORE_ONCE + word->count - 1 : SCORE_MUCH;
}

/* What a piece of a compound is worth beside a whole word. */
static inline uint32_t
score_of_piece(uint32_t whole)
{
	return whole >= SCORE_TITLE ? SCORE_PART_OF_TITLE : whole == SCORE_SUMMARY ? SCORE_FACT : SCORE_PART;
}

/* The numbers that begin with the word at offset. Of a record's own number only the whole of it is its number: 31516 alone is its dossier's.
 * Returns how many there are. */
static size_t
add_numbers(struct collector *collector, struct str text, size_t offset, enum score score)
{
	char terms[NUMBER_TERMS][NUMBER_LONGEST];
	size_t count = number_terms(text, offset, terms);

	for (size_t i = 0; i < count; i++) {
		bool is_of_dossier = score == SCORE_NUMBER && i + 1 < count;

		add_name(collector, terms[i], is_of_dossier ? SCORE_SUMMARY : score);
	}
	return count;
}

static void
add_pieces(struct collector *collector, const uint32_t *pieces, uint32_t score)
{
	make_room(collector, pieces[0]);
	for (uint32_t i = 1; i <= pieces[0]; i++)
		add_term(collector, pieces[i], score);
}

/* The words of all texts. */
static void
add_words(struct collector *collector)
{
	struct words words = lexicon_words(collector->lexicon);

	for (size_t i = 0; i < words.count; i++) {
		const struct met *word = &words.items[i];
		uint32_t score = score_of_word(word);

		if (i + AHEAD < words.count)
			__builtin_prefetch(lexicon_pieces(collector->lexicon, word[AHEAD].meaning.pieces));
		make_room(collector, 1);
		add_term(collector, word->meaning.term, score);
		if (word->meaning.pieces)
			add_pieces(collector, lexicon_pieces(collector->lexicon, word->meaning.pieces), score_of_piece(score));
	}
}

static struct starts
read_text(struct collector *collector, struct str text, enum score score)
{
	return lexicon_read(collector->lexicon, text, (struct telling){score == SCORE_ONCE, score});
}

/* A number of the record; what follows the first one in the text says less. */
static void
add_number(struct collector *collector, struct str text)
{
	struct starts starts = read_text(collector, text, SCORE_SUMMARY);
	enum score score = SCORE_NUMBER;
	size_t first = text.len;

	for (size_t i = 0; i < starts.count; i++) {
		if (!add_numbers(collector, text, starts.items[i], score) || score != SCORE_NUMBER)
			continue;
		score = SCORE_SUMMARY;
		first = starts.items[i];
	}
	read_text(collector, str_slice(text, 0, first), SCORE_NUMBER);
}

static void
add_part(struct collector *collector, const struct part *part)
{
	struct str text = str_slice(buf_str(&collector->text.bytes), part->start, part->end);
	enum score score = score_of(part, text);
	struct starts starts;

	if (part->kind == PART_NUMBER) {
		add_number(collector, text);
		return;
	}
	starts = read_text(collector, text, score);
	for (size_t i = 0; i < starts.count; i++)
		add_numbers(collector, text, starts.items[i], score);
}

static void
add_status(struct collector *collector, const struct site *site, const struct record *record)
{
	unsigned status = search_status(site, record);
	char name[STATUS_NAME];

	if (!status)
		return;
	status_term(status, name);
	add_name(collector, name, SCORE_FACT);
}

size_t
collector_read(struct collector *collector, const struct site *site, const struct record *record, struct collected **terms)
{
	collector->count = 0;
	lexicon_begin(collector->lexicon);
	text_gather(&collector->text, site, record);
	for (size_t i = 0; i < collector->text.count; i++)
		add_part(collector, &collector->text.parts[i]);
	add_status(collector, site, record);
	add_words(collector);
	*terms = collector->terms;
	return collector->count;
}
