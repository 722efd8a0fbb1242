/* SPDX-License-Identifier: EUPL-1.2 */
#include "word.h"

#include <stdio.h>
#include <string.h>

#include "../base/utf8.h"
#include "../model/kamerstuk.h"

enum { SOFT_HYPHEN = 0xAD };

static bool
is_in_word(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c) || c == SOFT_HYPHEN;
}

static bool
word_next_wide(struct str text, size_t *at, struct str *word)
{
	size_t start = *at, end;

	for (end = start; end < text.len && !is_in_word(utf8_next(text, &end)); start = end)
		;
	for (size_t next = end = start; next < text.len && is_in_word(utf8_next(text, &next)); end = next)
		;
	*at = end;
	*word = str_slice(text, start, end);
	return end > start;
}

static bool
is_wide(char c)
{
	return (unsigned char)c >= 0x80;
}

static bool
is_alphanumeric(char c)
{
	return char_is_alpha(c) || char_is_digit(c);
}

bool
word_next(struct str text, size_t *at, struct str *word)
{
	size_t start = *at, end;

	while (start < text.len && !is_alphanumeric(text.at[start]) && !is_wide(text.at[start]))
		start++;
	for (end = start; end < text.len && is_alphanumeric(text.at[end]);)
		end++;
	*at = start;
	if (end < text.len && is_wide(text.at[end]))
		return word_next_wide(text, at, word);
	*at = end;
	*word = (struct str){text.at + start, end - start};
	return end > start;
}

static struct str
without_soft_hyphens(struct arena *arena, struct str word)
{
	char *copy;
	size_t len = 0;

	if (!str_contains(word, "\xC2\xAD"))
		return word;
	copy = arena_cstring(arena, word);
	for (size_t i = 0; i < word.len; i++)
		if (str_starts(str_slice(word, i, word.len), "\xC2\xAD"))
			i++;
		else
			copy[len++] = word.at[i];
	return (struct str){copy, len};
}

struct str
word_fold(struct arena *arena, struct str word)
{
	return utf8_fold(arena, without_soft_hyphens(arena, word));
}

static void
lower(char *text)
{
	for (; *text; text++)
		*text = char_lower(*text);
}

/* Whether count digits stand at offset, and no more. */
static bool
has_digits(struct str text, size_t at, size_t count)
{
	size_t end = at;

	while (end < text.len && char_is_digit(text.at[end]))
		end++;
	return end - at == count;
}

static size_t
paper_terms(struct str text, size_t offset, char terms[NUMBER_TERMS][NUMBER_LONGEST])
{
	struct kamerstuk paper;
	bool is_bare;
	size_t count = 0;
	const char *dash;

	if (kamerstuk_read(text, offset, &paper, &is_bare) == offset)
		return 0;
	dash = paper.chapter[0] ? "-" : "";
	snprintf(terms[count++], NUMBER_LONGEST, "%s", paper.dossier);
	if (paper.chapter[0])
		snprintf(terms[count++], NUMBER_LONGEST, "%s-%s", paper.dossier, paper.chapter);
	if (paper.number[0])
		snprintf(terms[count++], NUMBER_LONGEST, "%s%s%s/%s", paper.dossier, dash, paper.chapter, paper.number);
	for (size_t i = 0; i < count; i++)
		lower(terms[i]);
	return count;
}

/* TZ202307-053, and with a blank behind TZ. */
static size_t
commitment_terms(struct str text, size_t offset, char terms[NUMBER_TERMS][NUMBER_LONGEST])
{
	size_t month = offset + 2, number;

	if (month < text.len && text.at[month] == ' ')
		month++;
	number = month + 7;
	if (!has_digits(text, month, 6) || number >= text.len || text.at[number - 1] != '-' || !has_digits(text, number, 3))
		return 0;
	snprintf(terms[0], NUMBER_LONGEST, "tz%.10s", text.at + month);
	return 1;
}

size_t
number_terms(struct str text, size_t offset, char terms[NUMBER_TERMS][NUMBER_LONGEST])
{
	char first = char_lower(text.at[offset]);

	/* The dossiers of this age. */
	if (first >= '1' && first <= '4')
		return paper_terms(text, offset, terms);
	if (first == 't' && offset + 1 < text.len && char_lower(text.at[offset + 1]) == 'z')
		return commitment_terms(text, offset, terms);
	return 0;
}
