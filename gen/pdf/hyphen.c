/* SPDX-License-Identifier: EUPL-1.2 */
#include "hyphen.h"

#include "../base/utf8.h"
#include "hyphen_table.h"

enum { LETTERS_BEFORE = 2, LETTERS_BEHIND = 3 };

static bool
has_trema(uint32_t letter)
{
	static const uint32_t vowels[] = {0xe4, 0xeb, 0xef, 0xf6, 0xfc, 0xff};
	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (letter == vowels[i])
			return true;
	return false;
}

/* Latin-1, as the patterns are, in lower case. */
static uint32_t
lower(uint32_t letter)
{
	if (letter < 0x80)
		return (unsigned char)char_lower((char)letter);
	return letter >= 0xc0 && letter <= 0xde && letter != 0xd7 ? letter + 0x20 : letter;
}

struct word {
	uint8_t letters[HYPHEN_MOST];  /* Latin-1 */
	uint16_t offsets[HYPHEN_MOST]; /* of each letter in the text */
	size_t count;
	size_t capitals;
};

/* False where the word is too long, or has letters that no Dutch word has. */
static bool
read_word(struct str text, struct word *word)
{
	word->count = word->capitals = 0;
	for (size_t at = 0; at < text.len;) {
		if (word->count == HYPHEN_MOST)
			return false;
		word->offsets[word->count] = (uint16_t)at;
		uint32_t letter = utf8_next(text, &at);
		if (letter > 0xff)
			return false;
		word->capitals += utf8_is_upper(letter);
		word->letters[word->count++] = (uint8_t)lower(letter);
	}
	return true;
}

/* The state that a letter leads to; 0 where no pattern goes on with it or begins with it. */
static uint32_t
step(uint32_t state, uint8_t letter)
{
	for (;;) {
		const struct hyphen_state *from = &hyphen_states[state];
		for (uint32_t i = from->children; i < from->children + from->child_count; i++)
			if (hyphen_states[i].letter == letter)
				return i;
		if (state == 0)
			return 0;
		state = from->fallback;
	}
}

/* Keeps the highest digits; end is the place behind the last letter that was read. */
static void
raise(const uint8_t *digits, uint8_t *end)
{
	uint8_t *at = end + 1 - *digits;
	for (size_t i = 0; i < *digits; i++)
		if (at[i] < digits[1 + i])
			at[i] = digits[1 + i];
}

/* Liang's algorithm: the patterns found in the word, with a full stop at either end, put digits between its letters; the highest
 * counts, and a hyphen may stand where that is odd. places[0] is before the first full stop. */
static void
weigh(const struct word *word, uint8_t places[HYPHEN_MOST + 3])
{
	uint32_t state = step(0, '.');
	raise(hyphen_digits + hyphen_states[state].digits, &places[1]);
	for (size_t i = 0; i < word->count; i++) {
		state = step(state, word->letters[i]);
		raise(hyphen_digits + hyphen_states[state].digits, &places[i + 2]);
	}
	state = step(state, '.');
	raise(hyphen_digits + hyphen_states[state].digits, &places[word->count + 2]);
}

bool
hyphen_knows(struct str language)
{
	return language.len >= 2 && char_lower(language.at[0]) == 'n' && char_lower(language.at[1]) == 'l' &&
	       (language.len == 2 || language.at[2] == '-');
}

size_t
hyphen_points(struct str text, uint8_t points[HYPHEN_MOST])
{
	struct word word;
	uint8_t places[HYPHEN_MOST + 3] = {0};
	size_t count = 0;

	if (!read_word(text, &word) || word.count < LETTERS_BEFORE + LETTERS_BEHIND || word.capitals > 1)
		return 0;
	weigh(&word, places);
	for (size_t i = LETTERS_BEFORE; i + LETTERS_BEHIND <= word.count; i++)
		if (places[i + 1] % 2 == 1 && !has_trema(word.letters[i]) && word.offsets[i] <= UINT8_MAX)
			points[count++] = (uint8_t)word.offsets[i];
	return count;
}
