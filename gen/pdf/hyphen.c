/* SPDX-License-Identifier: EUPL-1.2 */
#include "hyphen.h"

#include <errno.h>
#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "../base/utf8.h"

#define DICTIONARY "/usr/share/hyphen/hyph_nl_NL.dic"

enum {
	LETTERS_BEFORE = 2,
	LETTERS_BEHIND = 3,
	WORD_MOST = 100,       /* letters; what is longer is not a word */
	REMEMBER_MOST = 100000 /* words */
};

struct hyphen {
	HyphenDict *dictionary;
	struct arena *arena;
	struct table *words; /* struct points * */
};

struct points {
	size_t count;
	uint8_t at[];
};

struct hyphen *
hyphen_open(struct arena *arena)
{
	struct hyphen *hyphen = arena_alloc(arena, sizeof *hyphen);
	hyphen->arena = arena;
	hyphen->words = table_new(arena);
	hyphen->dictionary = hnj_hyphen_load(DICTIONARY);
	if (!hyphen->dictionary) {
		fprintf(stderr, "opvolging: read %s: %s; install the package hyphen-nl\n", DICTIONARY, strerror(errno));
		exit(2);
	}
	return hyphen;
}

void
hyphen_close(struct hyphen *hyphen)
{
	hnj_hyphen_free(hyphen->dictionary);
}

static bool
has_trema(uint32_t letter)
{
	static const uint32_t vowels[] = {0xe4, 0xeb, 0xef, 0xf6, 0xfc, 0xff};
	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (letter == vowels[i])
			return true;
	return false;
}

/* Latin-1, as the dictionary is, in lower case. */
static uint32_t
lower(uint32_t letter)
{
	if (letter < 0x80)
		return (unsigned char)char_lower((char)letter);
	return letter >= 0xc0 && letter <= 0xde && letter != 0xd7 ? letter + 0x20 : letter;
}

struct word {
	char letters[WORD_MOST + 1]; /* Latin-1 */
	uint16_t offsets[WORD_MOST]; /* of each letter in the text */
	size_t count;
	size_t capitals;
};

/* False where the word is too long, or has letters that no Dutch word has. */
static bool
read_word(struct str text, struct word *word)
{
	word->count = word->capitals = 0;
	for (size_t at = 0; at < text.len;) {
		if (word->count == WORD_MOST)
			return false;
		word->offsets[word->count] = (uint16_t)at;
		uint32_t letter = utf8_next(text, &at);
		if (letter > 0xff)
			return false;
		word->capitals += utf8_is_upper(letter);
		word->letters[word->count++] = (char)lower(letter);
	}
	word->letters[word->count] = '\0';
	return true;
}

static void
forget_replacements(char **replacements, int *positions, int *cuts, size_t count)
{
	for (size_t i = 0; replacements && i < count; i++)
		free(replacements[i]);
	free(replacements);
	free(positions);
	free(cuts);
}

/* Asks the dictionary; points has room for all letters. */
static size_t
find_points(struct hyphen *hyphen, const struct word *word, uint8_t *points)
{
	char marks[WORD_MOST + 6];
	char **replacements = NULL;
	int *positions = NULL, *cuts = NULL;
	size_t count = 0;

	if (hnj_hyphen_hyphenate2(hyphen->dictionary, word->letters, (int)word->count, marks, NULL, &replacements, &positions,
	                          &cuts))
		return 0;
	for (size_t i = LETTERS_BEFORE; i + LETTERS_BEHIND <= word->count; i++) {
		bool respells = replacements && replacements[i - 1];
		if ((marks[i - 1] & 1) && !respells && !has_trema((unsigned char)word->letters[i]) &&
		    word->offsets[i] <= UINT8_MAX)
			points[count++] = (uint8_t)word->offsets[i];
	}
	forget_replacements(replacements, positions, cuts, word->count);
	return count;
}

static struct points *
ask(struct hyphen *hyphen, struct str text)
{
	struct word word;
	uint8_t points[WORD_MOST];
	size_t count = 0;

	if (read_word(text, &word) && word.count >= LETTERS_BEFORE + LETTERS_BEHIND && word.capitals < 2)
		count = find_points(hyphen, &word, points);
	struct points *found = arena_alloc(hyphen->arena, sizeof *found + count);
	found->count = count;
	if (count)
		memcpy(found->at, points, count);
	return found;
}

const uint8_t *
hyphen_points(struct hyphen *hyphen, struct str word, size_t *count)
{
	struct points *points = word.len <= 2 * WORD_MOST ? table_find(hyphen->words, word) : NULL;
	*count = 0;
	if (word.len > 2 * WORD_MOST)
		return NULL;
	if (!points) {
		if (table_count(hyphen->words) >= REMEMBER_MOST)
			hyphen->words = table_new(hyphen->arena);
		points = ask(hyphen, word);
		table_add(hyphen->words, arena_str(hyphen->arena, word), points);
	}
	*count = points->count;
	return points->count ? points->at : NULL;
}
