/* SPDX-License-Identifier: EUPL-1.2 */
/* What belongs together on a line: 'nr. 50', '€ 80,79 miljoen', 'artikel 3', ’s-Gravenhage. */
#include <string.h>

#include "../base/utf8.h"
#include "line.h"

/* Words that do not stand at the end of a line before a number. */
static const char *const leading_words[] = {
	"nr.", "nrs.", "€", "$", "£", "§", "artikel", "artikelen", "art.", "lid", "blz.", "p.", "pagina", "bijlage", "tabel", "figuur",
	"hoofdstuk", "paragraaf", "Kamerstuk", "Kamerstukken", "kamerstuk", "kamerstukken", "Stb.", "Stcrt.", "aanbeveling", "vraag",
};

/* Words that do not begin a line after a number. */
static const char *const trailing_words[] = {
	"miljoen", "miljard", "mln.", "mld.", "mln", "mld", "euro", "procent", "%", "‰", "fte", "km", "m", "kg", "ton", "uur",
	"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
};

static bool is_blank(uint32_t c)
{
	return c == ' ' || c == 0x2009;
}

/* The word that ends at end; brackets before it are not part of it. */
static struct str word_before(struct str text, size_t end)
{
	size_t start = end;
	while (start > 0 && !strchr(" \n([", text.at[start - 1]))
		start--;
	return str_slice(text, start, end);
}

/* The word that begins at start, without the punctuation behind it. */
static struct str word_after(struct str text, size_t start)
{
	size_t end = start;
	while (end < text.len && !strchr(" \n),;:]", text.at[end]))
		end++;
	return str_slice(text, start, end);
}

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

static bool begins_with_digit(struct str word)
{
	return word.len > 0 && char_is_digit(word.at[0]);
}

static bool ends_with_digit(struct str word)
{
	return word.len > 0 && char_is_digit(word.at[word.len - 1]);
}

/* '31 516' and '80 000': a number written in groups of three. */
static bool is_group(struct str before, struct str after)
{
	if (before.len > 3 || after.len < 3 || !ends_with_digit(before))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!char_is_digit(after.at[i]))
			return false;
	return after.len == 3 || !char_is_digit(after.at[3]);
}

/* A chapter of the budget behind its dossier: '36 800 X'. */
static bool is_chapter(struct str before, struct str after)
{
	if (after.len == 0 || after.len > 5 || !ends_with_digit(before))
		return false;
	for (size_t i = 0; i < after.len; i++)
		if (!strchr("IVXLC", after.at[i]))
			return false;
	return true;
}

/* One letter before a hyphen: 's-Gravenhage, e-mail, A-brief. */
static bool is_short_prefix(struct str text, size_t hyphen)
{
	size_t letters = 0;
	for (size_t at = hyphen; at > 0 && letters < 2; letters++) {
		uint32_t c = utf8_before(text, at);
		if (!utf8_is_letter(c))
			break;
		do
			at--;
		while (at > 0 && ((unsigned char)text.at[at] & 0xc0) == 0x80);
	}
	return letters < 2;
}

bool line_is_bond(struct str text, size_t offset)
{
	if (offset == 0 || offset >= text.len)
		return false;
	if (text.at[offset - 1] == '-')
		return is_short_prefix(text, offset - 1);
	if (!is_blank(utf8_before(text, offset)))
		return false;

	size_t end = offset;
	while (end > 0 && text.at[end - 1] == ' ')
		end--;
	struct str before = word_before(text, end), after = word_after(text, offset);
	if (begins_with_digit(after) && is_one_of(before, leading_words, sizeof leading_words / sizeof *leading_words))
		return true;
	if (ends_with_digit(before) && is_one_of(after, trailing_words, sizeof trailing_words / sizeof *trailing_words))
		return true;
	return is_group(before, after) || is_chapter(before, after);
}
