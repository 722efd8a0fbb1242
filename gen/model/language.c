/* SPDX-License-Identifier: EUPL-1.2 */
#include "language.h"

static const char *const word_names[] = {
#define WORD(name) #name,
#include "words.def"
#undef WORD
};

const char *
word_name(enum word word)
{
	return word_names[word];
}

void
language_add_date(const struct language *language, struct date date, struct buf *out)
{
	if (!date_is_set(date))
		return;
	if (date.day) {
		buf_add_integer(out, date.day);
		buf_add_char(out, ' ');
	}
	if (date.month) {
		buf_add(out, language->months[date.month - 1]);
		buf_add_char(out, ' ');
	}
	buf_add_integer(out, date.year);
}

struct str
language_date(struct arena *arena, const struct language *language, struct date date)
{
	struct buf text = {0};
	struct str copy;

	language_add_date(language, date, &text);
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

struct str
language_fill(struct arena *arena, struct str word, const struct str *values, size_t count)
{
	struct buf text = {0};
	struct str copy;
	size_t next = 0;

	for (size_t i = 0; i < word.len; i++) {
		char after = i + 1 < word.len ? word.at[i + 1] : '\0';

		if (word.at[i] == '%' && after == 's') {
			if (next < count)
				buf_add(&text, values[next++]);
			i++;
		} else {
			buf_add_char(&text, word.at[i]);
			i += word.at[i] == '%' && after == '%';
		}
	}
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

const char *
language_direction(struct str tag)
{
	static const char *const leftward[] = {"ar", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"};
	struct str language = str_slice(tag, 0, str_find_char(tag, '-'));

	for (size_t i = 0; i < sizeof leftward / sizeof *leftward; i++)
		if (str_is(language, leftward[i]))
			return "rtl";
	return "ltr";
}

struct str
language_capital(struct arena *arena, struct str word)
{
	char *copy = arena_cstring(arena, word);

	if (word.len && copy[0] >= 'a' && copy[0] <= 'z')
		copy[0] = (char)(copy[0] - 'a' + 'A');
	return (struct str){copy, word.len};
}
