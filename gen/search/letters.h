/* SPDX-License-Identifier: EUPL-1.2 */
/* letters — short words of ASCII as two numbers, and where in a text they stand: what most of a text is, and what millions of them are asked.
 *
 * Of a text 64 bytes at a time are seen as bits, where letters stand. So no word has to be looked through to find the next. Private to search/. */
#ifndef OPVOLGING_SEARCH_LETTERS_H
#define OPVOLGING_SEARCH_LETTERS_H

#include "../base/sixteen.h"
#include "../base/str.h"

enum {
	WORD_SHORT = 15,  /* letters of a word that letters hold */
	WORD_PADDING = 64 /* bytes that can be read behind a text */
};

/* A word, folded: sixteen bytes, those behind the word 0. */
struct letters {
	uint64_t halves[2];
};

static inline bool
has_letters(struct letters word)
{
	return (word.halves[0] | word.halves[1]) != 0;
}

static inline bool
same_letters(struct letters a, struct letters b)
{
	return ((a.halves[0] ^ b.halves[0]) | (a.halves[1] ^ b.halves[1])) == 0;
}

/* ASCII has its capitals 0x20 before its small letters, and in digits that bit is set. */
enum { LETTER_SMALL = 0x20 };

/* Where a letter or a digit of ASCII stands. */
static inline sixteen_held
letters_stand(sixteen bytes)
{
	return ((bytes | LETTER_SMALL) - 'a' < 26) | (bytes - '0' < 10);
}

/* So many bytes of a stretch, at most WORD_SHORT: sixteen can be read. None where one of them is beyond ASCII. */
static inline struct letters
letters_at(const char *at, size_t len)
{
	/* From 16 - len on: as many bytes as a word has. */
	static const char kept[32] = "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF";
	sixteen folded = (sixteen_at(at) | LETTER_SMALL) & sixteen_at(kept + sizeof(sixteen) - len);
	struct letters letters = {0};

	if (!sixteen_bits((sixteen_held)folded))
		memcpy(letters.halves, &folded, sizeof folded);
	return letters;
}

/* None where the word is too long, or has more than letters and digits of ASCII. */
static inline struct letters
letters_of(struct str word)
{
	char padded[WORD_SHORT + 1] = {0};

	if (word.len == 0 || word.len > WORD_SHORT)
		return (struct letters){0};
	memcpy(padded, word.at, word.len);
	if ((sixteen_bits(letters_stand(sixteen_at(padded))) & ((1u << word.len) - 1)) != (1u << word.len) - 1)
		return (struct letters){0};
	return letters_at(padded, word.len);
}

/* The stretches of a text that have letters and digits of ASCII, and bytes beyond it, and nothing else: where all of it is ASCII, a word; else whatever
 * word_next finds there. */
struct stretches {
	struct str text; /* behind which WORD_PADDING bytes can be read */
	size_t block;    /* where 64 bytes of it begin */
	uint64_t bits;   /* of these: where a stretch stands that was not taken yet */
};

static inline uint64_t
stretch_bits(const char *at)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < 4; i++) {
		sixteen bytes = sixteen_at(at + i * sizeof bytes);

		bits |= (uint64_t)sixteen_bits(letters_stand(bytes) | (sixteen_held)bytes) << i * sizeof bytes;
	}
	return bits;
}

/* Goes on with the block that begins there. */
static inline void
stretches_load(struct stretches *stretches, size_t block)
{
	size_t left = stretches->text.len - block;

	stretches->block = block;
	stretches->bits = stretch_bits(stretches->text.at + block);
	if (left < 64)
		stretches->bits &= (UINT64_C(1) << left) - 1;
}

static inline struct stretches
stretches_of(struct str text)
{
	struct stretches stretches = {.text = text};

	stretches_load(&stretches, 0);
	return stretches;
}

/* A stretch that fills the block. */
static inline void
stretches_take_long(struct stretches *stretches, struct str *stretch)
{
	size_t end = stretches->block;

	while (end < stretches->text.len && (stretch_bits(stretches->text.at + end) & 1))
		end++;
	*stretch = str_slice(stretches->text, stretches->block, end);
	stretches_load(stretches, end);
}

/* The next stretch; false at the end. */
static inline bool
stretches_next(struct stretches *stretches, struct str *stretch)
{
	uint64_t bits = stretches->bits, behind;
	unsigned start;

	/* Added to the bits of the first stretch, its lowest bit moves behind them. It falls out where the block has no end of it: then the next block begins
	 * where the stretch does. */
	while (!(behind = bits + (bits & -bits))) {
		size_t block = stretches->block + (bits ? (unsigned)__builtin_ctzll(bits) : 64);

		if (bits == UINT64_MAX) {
			stretches_take_long(stretches, stretch);
			return true;
		}
		if (block >= stretches->text.len)
			return false;
		stretches_load(stretches, block);
		bits = stretches->bits;
	}
	start = (unsigned)__builtin_ctzll(bits);
	*stretch = (struct str){stretches->text.at + stretches->block + start, (unsigned)__builtin_ctzll(behind) - start};
	stretches->bits = bits & behind;
	return true;
}

#endif
