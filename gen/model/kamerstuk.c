/* SPDX-License-Identifier: EUPL-1.2 */
#include "kamerstuk.h"

#include <string.h>

#include "../base/utf8.h"

/* The dossiers of this age have five digits and begin with 1 to 4. */
enum { DOSSIER_DIGITS = 5, NUMBER_DIGITS = 4, SUFFIX_DIGITS = 2 };

static size_t
skip_blanks(struct str text, size_t at)
{
	while (at < text.len) {
		size_t next = at;

		if (!utf8_is_space(utf8_next(text, &next)))
			break;
		at = next;
	}
	return at;
}

static bool
is_at(struct str text, size_t at, char c)
{
	return at < text.len && text.at[at] == c;
}

/* '-' and U+2011, the hyphen that does not break. */
static size_t
skip_hyphen(struct str text, size_t at)
{
	if (is_at(text, at, '-'))
		return at + 1;
	return str_starts(str_slice(text, at, text.len), "\xE2\x80\x91") ? at + 3 : at;
}

static size_t
digits_at(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && char_is_digit(text.at[end]))
		end++;
	return end - at;
}

/* Nothing that goes on the word or number that ends at offset. */
static bool
ends_at(struct str text, size_t at)
{
	size_t next = at;
	uint32_t c;

	if (at >= text.len)
		return true;
	c = utf8_next(text, &next);
	if (utf8_is_letter(c) || utf8_is_digit(c))
		return false;
	/* 36 800 X, SP-fractie; 31,5; 3.2; 31516/50 */
	if (skip_hyphen(text, at) > at || c == '.' || c == ',' || c == '/')
		return !(next < text.len && (utf8_is_digit((uint32_t)(unsigned char)text.at[next]) ||
		                             (c != '.' && c != ',' && char_is_alpha(text.at[next]))));
	return true;
}

/* 31516 or 31 516. */
static size_t
read_dossier(struct str text, size_t at, char out[12])
{
	size_t count = digits_at(text, at), next;

	if (count == 0 || text.at[at] < '1' || text.at[at] > '4')
		return at;
	if (count == DOSSIER_DIGITS) {
		memcpy(out, text.at + at, DOSSIER_DIGITS);
		return at + DOSSIER_DIGITS;
	}
	next = skip_blanks(text, at + 2);
	if (count != 2 || next == at + 2 || digits_at(text, next) != 3)
		return at;
	memcpy(out, text.at + at, 2);
	memcpy(out + 2, text.at + next, 3);
	return next + 3;
}

bool
kamerstuk_is_roman(struct str text)
{
	size_t roman = 0;

	while (roman < text.len && strchr("IVX", text.at[roman]) && text.at[roman])
		roman++;
	/* IXB and IIA are chapters too; funds have one capital. */
	if (roman == text.len)
		return text.len > 0 && text.len <= 6;
	return text.len <= 7 && roman > 0 && roman + 1 == text.len && char_is_upper(text.at[roman]);
}

static size_t
capitals_at(struct str text, size_t at)
{
	size_t end = at;

	while (end < text.len && char_is_upper(text.at[end]))
		end++;
	return end - at;
}

/* 'X' behind a blank or a hyphen: a chapter in Roman numerals, or a fund's capital. */
static size_t
read_chapter(struct str text, size_t at, char out[8])
{
	size_t start = skip_hyphen(text, at), count;
	struct str word;

	if (start == at)
		start = skip_blanks(text, at);
	if (start == at)
		return at;
	count = capitals_at(text, start);
	word = str_slice(text, start, start + count);
	if (!(kamerstuk_is_roman(word) || count == 1))
		return at;
	if (start + count < text.len && (char_is_digit(text.at[start + count]) || char_is_alpha(text.at[start + count])))
		return at;
	memcpy(out, word.at, count);
	return start + count;
}

/* With or without a comma before it. */
size_t
kamerstuk_skip_number_word(struct str text, size_t at, bool *is_plural)
{
	size_t start = skip_blanks(text, is_at(text, at, ',') ? at + 1 : at);
	struct str rest = str_slice(text, start, text.len);

	if (!str_starts(rest, "nr") && !str_starts(rest, "Nr"))
		return at;
	start += 2;
	*is_plural = is_at(text, start, 's');
	if (*is_plural)
		start++;
	if (is_at(text, start, '.'))
		start++;
	return skip_blanks(text, start);
}

static size_t
skip_number_word(struct str text, size_t at)
{
	bool is_plural;

	return kamerstuk_skip_number_word(text, at, &is_plural);
}

/* The letter of the Eerste Kamer: 'G', 'AI'. Longer or later ones are words. */
static size_t
read_letter(struct str text, size_t at, char out[8])
{
	size_t count = capitals_at(text, at);

	if (count == 0 || count > 2 || (count == 2 && text.at[at] > 'C') || !ends_at(text, at + count))
		return at;
	memcpy(out, text.at + at, count);
	return at + count;
}

size_t
kamerstuk_read_number(struct str text, size_t at, char out[8])
{
	size_t count = digits_at(text, at);

	if (count == 0)
		return read_letter(text, at, out);
	if (count > NUMBER_DIGITS || text.at[at] == '0' || !ends_at(text, at + count))
		return at;
	memcpy(out, text.at + at, count);
	return at + count;
}

/* '-165' or '-02, nr. 3174' behind the dossier: with 'nr.' after them, digits behind the hyphen belong to the dossier. */
static size_t
read_hyphened(struct str text, size_t hyphen, struct kamerstuk *out, bool *is_bare)
{
	size_t count = digits_at(text, hyphen), number = skip_number_word(text, hyphen + count);

	if (number > hyphen + count && count == SUFFIX_DIGITS) {
		size_t end = kamerstuk_read_number(text, number, out->number);

		out->dossier[DOSSIER_DIGITS] = '-';
		memcpy(out->dossier + DOSSIER_DIGITS + 1, text.at + hyphen, count);
		return end > number ? end : 0;
	}
	*is_bare = true;
	number = kamerstuk_read_number(text, hyphen, out->number);
	return number > hyphen ? number : 0;
}

/* What stands behind dossier and chapter: ', nr. 3', '-3' or ', G'. 0 where it is none of these. */
static size_t
read_behind_chapter(struct str text, size_t at, struct kamerstuk *out)
{
	size_t number = skip_number_word(text, at), end;

	if (number > at) {
		end = kamerstuk_read_number(text, number, out->number);
		return end > number ? end : 0;
	}
	number = skip_hyphen(text, at);
	if (out->chapter[0] && number > at) {
		end = kamerstuk_read_number(text, number, out->number);
		return end > number ? end : 0;
	}
	if (is_at(text, at, ',') && kamerstuk_is_roman(str_from(out->chapter))) {
		number = skip_blanks(text, at + 1);
		end = read_letter(text, number, out->number);
		return number > at + 1 && end > number ? end : 0;
	}
	return 0;
}

size_t
kamerstuk_read(struct str text, size_t offset, struct kamerstuk *out, bool *is_bare)
{
	struct kamerstuk found = {0};
	size_t at = read_dossier(text, offset, found.dossier), hyphen, end;

	*is_bare = false;
	if (at == offset)
		return offset;
	hyphen = skip_hyphen(text, at);
	if (hyphen > at && digits_at(text, hyphen)) {
		end = read_hyphened(text, hyphen, &found, is_bare);
		if (end)
			*out = found;
		return end ? end : offset;
	}
	at = read_chapter(text, at, found.chapter);
	end = read_behind_chapter(text, at, &found);
	if (!end) {
		/* '36 410 B' may be a fund or a paper of the Eerste Kamer, and ', nr. 3.2' is no paper: nobody can tell. */
		bool is_unclear = (found.chapter[0] && !kamerstuk_is_roman(str_from(found.chapter))) || !ends_at(text, at) ||
		                  skip_number_word(text, at) > at;

		if (is_unclear)
			return offset;
		found.number[0] = '\0';
		*is_bare = true;
		end = at;
	}
	*out = found;
	return end;
}

bool
kamerstuk_is_number(struct str text, struct kamerstuk *out)
{
	bool is_bare;
	size_t start = str_starts(text, "Kamerstuk ") || str_starts(text, "kamerstuk ") ? sizeof "Kamerstuk" : 0;
	size_t end = kamerstuk_read(text, start, out, &is_bare);

	return end > start && end == text.len && out->number[0];
}

bool
kamerstuk_is_dossier(struct str text, struct kamerstuk *out)
{
	struct kamerstuk found = {0};
	size_t at = DOSSIER_DIGITS, count;

	if (digits_at(text, 0) != DOSSIER_DIGITS || text.at[0] < '1' || text.at[0] > '4')
		return false;
	memcpy(found.dossier, text.at, DOSSIER_DIGITS);
	if (is_at(text, at, '-') && digits_at(text, at + 1) == SUFFIX_DIGITS) {
		memcpy(found.dossier + at, text.at + at, SUFFIX_DIGITS + 1);
		at += SUFFIX_DIGITS + 1;
	}
	if (is_at(text, at, '-')) {
		count = capitals_at(text, at + 1);
		if (count == 0 || count >= sizeof found.chapter)
			return false;
		memcpy(found.chapter, text.at + at + 1, count);
		at += count + 1;
	}
	*out = found;
	return at == text.len;
}

struct str
kamerstuk_dossier_key(struct arena *arena, const struct kamerstuk *k)
{
	return arena_printf(arena, "%s%s%s", k->dossier, k->chapter[0] ? "-" : "", k->chapter);
}

struct str
kamerstuk_key(struct arena *arena, const struct kamerstuk *k)
{
	return arena_printf(arena, "%s/%s/%s", k->dossier, k->chapter, k->number);
}

static void
take_part(struct str *rest, char *out, size_t size)
{
	struct str part = {0};

	str_next_part(rest, '/', &part);
	if (part.len && part.len < size)
		memcpy(out, part.at, part.len);
}

struct kamerstuk
kamerstuk_of_key(struct str key)
{
	struct kamerstuk kamerstuk = {0};

	take_part(&key, kamerstuk.dossier, sizeof kamerstuk.dossier);
	take_part(&key, kamerstuk.chapter, sizeof kamerstuk.chapter);
	take_part(&key, kamerstuk.number, sizeof kamerstuk.number);
	return kamerstuk;
}

struct str
kamerstuk_text(struct arena *arena, const struct kamerstuk *k)
{
	bool is_letter = k->number[0] && !char_is_digit(k->number[0]);

	return arena_printf(arena, "Kamerstuk %.2s\u00a0%s%s%s%s%s", k->dossier, k->dossier + 2, k->chapter[0] ? "\u00a0" : "",
	                    k->chapter, k->number[0] ? (is_letter ? ", " : ", nr.\u00a0") : "", k->number);
}

struct str
kamerstuk_url(struct arena *arena, const struct kamerstuk *k)
{
	struct str dossier = kamerstuk_dossier_key(arena, k);

	if (k->number[0] == '\0')
		return arena_printf(arena, "https://zoek.officielebekendmakingen.nl/dossier/%.*s", STR_ARG(dossier));
	return arena_printf(arena, "https://zoek.officielebekendmakingen.nl/kst-%.*s-%s.html", STR_ARG(dossier), k->number);
}
