/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "../base/sixteen.h"
#include "typing.h"

static bool
is_word_byte(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

/* 'TODO' as a word of its own. */
static size_t
todo_at(struct str text, size_t at)
{
	static const char word[] = "TODO";
	size_t end = at + sizeof word - 1;

	if (!str_starts(str_slice(text, at, text.len), word))
		return 0;
	if ((at > 0 && is_word_byte(text.at[at - 1])) || (end < text.len && is_word_byte(text.at[end])))
		return 0;
	return sizeof word - 1;
}

/* 'xx-xx-20xx', in either case, 'dd-mm-jjjj' and 'xx-xx-xxxx' with it. */
static size_t
date_at(struct str text, size_t at)
{
	static const char *const shapes[] = {"xx-xx-20xx", "xx-xx-xxxx", "dd-mm-jjjj"};

	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		size_t len = strlen(shapes[i]), same = 0;

		while (same < len && at + same < text.len && char_lower(text.at[at + same]) == shapes[i][same])
			same++;
		if (same == len)
			return len;
	}
	return 0;
}

/* '[te starten/lopend/afgerond]': words between brackets with two strokes or more, and no address behind them. */
static size_t
choice_at(struct str text, size_t at)
{
	size_t end = at + 1, strokes = 0;

	if (text.at[at] != '[')
		return 0;
	while (end < text.len && (char_is_alpha(text.at[end]) || text.at[end] == ' ' || text.at[end] == '/')) {
		strokes += text.at[end] == '/';
		end++;
	}
	if (end >= text.len || text.at[end] != ']' || strokes < 2)
		return 0;
	end++;
	return end < text.len && (text.at[end] == '(' || text.at[end] == '[') ? 0 : end - at;
}

static bool
is_sign(char c)
{
	return c == 'T' || c == '[' || c == '-';
}

/* What a placeholder is known by: the first letter of a word or a choice, the first hyphen of a date. Most of a text has none of them. */
static size_t
next_sign(struct str text, size_t at)
{
	for (; text.len - at >= sizeof(sixteen); at += sizeof(sixteen)) {
		sixteen bytes = sixteen_at(text.at + at);
		sixteen_held signs = (bytes == 'T') | (bytes == '[') | (bytes == '-');

		if (sixteen_any(signs))
			return at + sixteen_first(signs);
	}
	while (at < text.len && !is_sign(text.at[at]))
		at++;
	return at;
}

enum { BEFORE_HYPHEN = sizeof "xx" - 1 };

/* The length of the placeholder that the sign at sign belongs to, and where it begins: at from or behind it. 0 where there is none. */
static size_t
length_around(struct str text, size_t from, size_t sign, size_t *start)
{
	*start = sign;
	if (text.at[sign] == 'T')
		return todo_at(text, sign);
	if (text.at[sign] == '[')
		return choice_at(text, sign);
	if (sign - from < BEFORE_HYPHEN)
		return 0;
	*start = sign - BEFORE_HYPHEN;
	return date_at(text, *start);
}

void
placeholder_check(struct diagnostics *diags, const struct source *source, struct str text, size_t start)
{
	size_t from = 0;

	for (size_t sign = next_sign(text, 0); sign < text.len;) {
		size_t at, len = length_around(text, from, sign, &at);

		if (len) {
			diag_report(diags, RULE_PLACEHOLDER, span_of(source, start + at, start + at + len),
			            "the placeholder '%.*s' was not filled in; write what belongs here",
			            STR_ARG(str_slice(text, at, at + len)));
			from = at + len;
		}
		sign = next_sign(text, len ? from : sign + 1);
	}
}
