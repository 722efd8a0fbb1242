/* SPDX-License-Identifier: EUPL-1.2 */
#include "stem.h"

#include <string.h>

/* A word under way. Regions: what follows the first consonant behind a vowel, and the same once more within that; suffixes go only where they lie in
 * one. While it is stemmed, a y or i that stands for a consonant is a capital: then it is no vowel. */
struct stem {
	char *at;
	size_t len;
	size_t first, second; /* where the regions begin */
	bool has_lost_e;
};

static bool
is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Characters of UTF-8 begin with these. */
static bool
is_first_byte(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static void
mark_consonants(struct stem *stem)
{
	char *at = stem->at;

	if (stem->len && at[0] == 'y')
		at[0] = 'Y';
	for (size_t i = 1; i < stem->len; i++) {
		if (!is_vowel(at[i - 1]))
			continue;
		if (at[i] == 'y')
			at[i] = 'Y';
		else if (at[i] == 'i' && i + 1 < stem->len && is_vowel(at[i + 1]))
			at[i] = 'I';
	}
}

/* Behind the first consonant that follows a vowel, from a place on; the length where there is none. */
static size_t
find_region(const struct stem *stem, size_t from)
{
	size_t i = from;

	while (i < stem->len && !is_vowel(stem->at[i]))
		i++;
	while (i < stem->len && is_vowel(stem->at[i]))
		i++;
	if (i == stem->len)
		return stem->len;
	for (i++; i < stem->len && !is_first_byte(stem->at[i]);)
		i++;
	return i;
}

/* Three characters stand before the first region. */
static size_t
third_character(const struct stem *stem)
{
	size_t i = 0;

	for (unsigned characters = 0; i < stem->len; i++)
		if (is_first_byte(stem->at[i]) && characters++ == 3)
			break;
	return i;
}

static bool
ends(const struct stem *stem, const char *suffix)
{
	size_t len = strlen(suffix);

	return stem->len >= len && memcmp(stem->at + stem->len - len, suffix, len) == 0;
}

/* Whether a suffix of so many bytes lies in a region. */
static bool
lies_in(const struct stem *stem, size_t region, size_t suffix)
{
	return stem->len - suffix >= region;
}

static bool
is_consonant_before(const struct stem *stem, size_t suffix)
{
	return stem->len > suffix && !is_vowel(stem->at[stem->len - suffix - 1]);
}

static void
undouble(struct stem *stem)
{
	if (ends(stem, "kk") || ends(stem, "dd") || ends(stem, "tt"))
		stem->len--;
}

static void
remove_en(struct stem *stem, size_t suffix)
{
	struct stem before = *stem;

	before.len -= suffix;
	if (!lies_in(stem, stem->first, suffix) || !is_consonant_before(stem, suffix) || ends(&before, "gem"))
		return;
	stem->len = before.len;
	undouble(stem);
}

static void
remove_e(struct stem *stem)
{
	stem->has_lost_e = false;
	if (!ends(stem, "e") || !lies_in(stem, stem->first, 1) || !is_consonant_before(stem, 1))
		return;
	stem->len--;
	stem->has_lost_e = true;
	undouble(stem);
}

static void
remove_plural(struct stem *stem)
{
	size_t s = ends(stem, "se") ? 2 : ends(stem, "s") ? 1 : 0;

	if (ends(stem, "heden")) {
		if (lies_in(stem, stem->first, 5)) {
			memcpy(stem->at + stem->len - 5, "heid", 4);
			stem->len--;
		}
	} else if (ends(stem, "ene"))
		remove_en(stem, 3);
	else if (ends(stem, "en"))
		remove_en(stem, 2);
	else if (s && lies_in(stem, stem->first, s) && is_consonant_before(stem, s) && stem->at[stem->len - s - 1] != 'j')
		stem->len -= s;
}

static void
remove_heid(struct stem *stem)
{
	if (!ends(stem, "heid") || !lies_in(stem, stem->second, 4) || (stem->len > 4 && stem->at[stem->len - 5] == 'c'))
		return;
	stem->len -= 4;
	if (ends(stem, "en"))
		remove_en(stem, 2);
}

static bool
remove_ig(struct stem *stem)
{
	if (!ends(stem, "ig") || !lies_in(stem, stem->second, 2) || (stem->len > 2 && stem->at[stem->len - 3] == 'e'))
		return false;
	stem->len -= 2;
	return true;
}

static void
remove_derivation(struct stem *stem)
{
	if (ends(stem, "end") || ends(stem, "ing")) {
		if (!lies_in(stem, stem->second, 3))
			return;
		stem->len -= 3;
		if (!remove_ig(stem))
			undouble(stem);
	} else if (ends(stem, "ig"))
		remove_ig(stem);
	else if (ends(stem, "lijk")) {
		if (!lies_in(stem, stem->second, 4))
			return;
		stem->len -= 4;
		remove_e(stem);
	} else if (ends(stem, "baar")) {
		if (lies_in(stem, stem->second, 4))
			stem->len -= 4;
	} else if (ends(stem, "bar") && lies_in(stem, stem->second, 3) && stem->has_lost_e)
		stem->len -= 3;
}

/* A double vowel between consonants. */
static void
shorten_vowel(struct stem *stem)
{
	size_t last = stem->len;
	const char *before;

	while (last > 0 && !is_first_byte(stem->at[--last]))
		;
	before = stem->at + last;
	if (last < 3 || is_vowel(before[0]) || before[0] == 'I' || before[-1] != before[-2] || !is_vowel(before[-1]) ||
	    before[-1] == 'i' || before[-1] == 'y' || is_vowel(before[-3]))
		return;
	memmove(stem->at + last - 1, before, stem->len - last);
	stem->len--;
}

size_t
stem_word(char *word, size_t len)
{
	struct stem stem = {.at = word, .len = len};
	size_t third = third_character(&stem);

	mark_consonants(&stem);
	stem.first = find_region(&stem, 0);
	stem.second = find_region(&stem, stem.first);
	stem.first = stem.first < third ? third : stem.first;
	remove_plural(&stem);
	remove_e(&stem);
	remove_heid(&stem);
	remove_derivation(&stem);
	shorten_vowel(&stem);
	for (size_t i = 0; i < stem.len; i++)
		if (word[i] == 'Y' || word[i] == 'I')
			word[i] = (char)(word[i] | 0x20);
	return stem.len;
}
