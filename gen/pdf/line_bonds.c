/* SPDX-License-Identifier: EUPL-1.2 */
/* What belongs together on a line: 'nr. 50', '€ 80,79 miljoen', 'artikel 3', ’s-Gravenhage. */
#include <string.h>

#include "../base/utf8.h"
#include "line.h"

/* Words that do not stand at the end of a line before a number. */
static const char *const leading_words[] = {
	"nr.",       "nrs.",         "€",         "$",         "£",
	"§",         "artikel",      "artikelen", "art.",      "lid",
	"blz.",      "p.",           "pagina",    "bijlage",   "tabel",
	"figuur",    "hoofdstuk",    "paragraaf", "Kamerstuk", "Kamerstukken",
	"kamerstuk", "kamerstukken", "Stb.",      "Stcrt.",    "aanbeveling",
	"vraag",
};

/* Words that do not begin a line after a number. */
static const char *const trailing_words[] = {
	"miljoen", "miljard", "mln.", "mld.",     "mln",       "mld",     "euro",     "procent",  "%",     "‰",
	"fte",     "km",      "m",    "kg",       "ton",       "uur",     "januari",  "februari", "maart", "april",
	"mei",     "juni",    "juli", "augustus", "september", "oktober", "november", "december",
};

/* Letters, the bulk of a text, are none of the marks that end a word. */
static bool
is_inside(char c, const char *ends)
{
	return char_is_alpha(c) || !strchr(ends, c);
}

static bool
is_blank(uint32_t c)
{
	return c == ' ' || c == 0x2009;
}

/* The word that ends at end; brackets before it are not part of it. */
static struct str
word_before(struct str text, size_t end)
{
	size_t start = end;
	while (start > 0 && is_inside(text.at[start - 1], " \n(["))
		start--;
	return str_slice(text, start, end);
}

/* The word that begins at start, without the punctuation behind it; a point may belong to it. */
static struct str
word_after(struct str text, size_t start)
{
	size_t end = start;
	while (end < text.len && is_inside(text.at[end], " \n),;:]"))
		end++;
	return str_slice(text, start, end);
}

static bool
is_one_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

static bool
is_leading(struct str word)
{
	return is_one_of(word, leading_words, sizeof leading_words / sizeof *leading_words);
}

/* Also at the end of a sentence. */
static bool
is_trailing(struct str word)
{
	struct str bare = str_ends(word, ".") ? str_slice(word, 0, word.len - 1) : word;
	size_t count = sizeof trailing_words / sizeof *trailing_words;
	return is_one_of(word, trailing_words, count) || is_one_of(bare, trailing_words, count);
}

static bool
begins_with_digit(struct str word)
{
	return word.len > 0 && char_is_digit(word.at[0]);
}

static bool
ends_with_digit(struct str word)
{
	return word.len > 0 && char_is_digit(word.at[word.len - 1]);
}

/* '31 516' and '80 000': a number written in groups of three. */
static bool
is_group(struct str before, struct str after)
{
	if (before.len > 3 || after.len < 3 || !ends_with_digit(before))
		return false;
	for (size_t i = 0; i < 3; i++)
		if (!char_is_digit(after.at[i]))
			return false;
	return after.len == 3 || !char_is_digit(after.at[3]);
}

static bool
is_roman(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!strchr("IVXLC", word.at[i]))
			return false;
	return word.len > 0 && word.len <= 5;
}

/* A chapter of the budget behind its dossier: '36 800 X'. */
static bool
is_chapter(struct str before, struct str after)
{
	return is_roman(after) && ends_with_digit(before);
}

/* Letters before an offset, counted up to most. */
static size_t
letters_before(struct str text, size_t offset, size_t most)
{
	size_t letters = 0;
	while (offset > 0 && letters < most && utf8_is_letter(utf8_before(text, offset))) {
		letters++;
		do
			offset--;
		while (offset > 0 && ((unsigned char)text.at[offset] & 0xc0) == 0x80);
	}
	return letters;
}

/* 'nr. 13' belongs to the dossier and chapter before it. */
static bool
is_number_sign(struct str before, struct str after)
{
	bool is_sign = str_is(after, "nr.") || str_is(after, "nrs.");
	struct str bare = str_ends(before, ",") ? str_slice(before, 0, before.len - 1) : before;
	return is_sign && (ends_with_digit(bare) || is_roman(bare));
}

static enum bond
bond_if(bool is_bond)
{
	return is_bond ? BOND_FIRM : BOND_NONE;
}

enum bond
line_bond(struct str text, size_t offset)
{
	if (offset == 0 || offset >= text.len)
		return BOND_NONE;
	/* 's-Gravenhage, e-mail, A-brief; t/m, en/of, km/uur. */
	if (text.at[offset - 1] == '-')
		return bond_if(letters_before(text, offset - 1, 2) < 2);
	if (text.at[offset - 1] == '/')
		return bond_if(letters_before(text, offset - 1, 4) < 4);
	if (!is_blank(utf8_before(text, offset)))
		return BOND_NONE;

	size_t end = offset;
	while (end > 0 && text.at[end - 1] == ' ')
		end--;
	/* Between most words there is neither a number nor 'nr.', and so nothing to look for. */
	if (end == 0 || !(char_is_digit(text.at[end - 1]) || char_is_digit(text.at[offset]) || text.at[offset] == 'n'))
		return false;
	struct str before = word_before(text, end), after = word_after(text, offset);
	if (begins_with_digit(after) && is_leading(before))
		return BOND_FIRM;
	if (ends_with_digit(before) && is_trailing(after))
		return BOND_FIRM;
	if (is_group(before, after) || is_chapter(before, after))
		return BOND_FIRM;
	/* All of 'Kamerstuk 36 800 X, nr. 13' can be half a line. */
	return is_number_sign(before, after) ? BOND_SOFT : BOND_NONE;
}
