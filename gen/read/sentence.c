/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/utf8.h"
#include "reference.h"

/* How far a sentence reaches at the most, on either side: a text without points must not cost its square. */
enum { LONGEST = 600 };

/* Words that end in a point and do not end a sentence. */
static const char *const abbreviations[] = {
	"nr",    "nrs",   "blz",  "p",   "art",   "artt",  "dhr",   "mevr",  "dr",  "mr",  "drs",   "ir",
	"prof",  "jl",    "resp", "ca",  "incl",  "excl",  "mln",   "mld",   "zgn", "vgl", "bijv",  "bv",
	"enz",   "etc",   "o.a",  "m.n", "d.w.z", "t.a.v", "m.b.t", "i.c.m", "c.s", "a.s", "o.b.v", "t.o.v",
	"i.v.m", "n.a.v", "e.d",  "e.a", "hfst",  "par",   "stb",   "stcrt", "q",   "v",
};

static bool
is_abbreviation(struct str text, size_t point)
{
	size_t start = point;

	while (start > 0 && !char_is_space(text.at[start - 1]) && text.at[start - 1] != '(')
		start--;
	for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
		struct str word = str_from(abbreviations[i]);

		if (word.len != point - start)
			continue;
		for (size_t j = 0; j < word.len && char_lower(text.at[start + j]) == word.at[j]; j++)
			if (j + 1 == word.len)
				return true;
	}
	return false;
}

/* A sentence ends at a point, with what closes it, before a blank and something that can begin the next one. */
static bool
point_ends_sentence(struct str text, size_t at)
{
	char c = text.at[at];
	size_t next = at + 1;
	uint32_t first;

	if (next >= text.len || !char_is_space(text.at[next]))
		return false;
	while (next < text.len && char_is_space(text.at[next]))
		next++;
	if (next >= text.len)
		return false;
	if (c == '.' && is_abbreviation(text, at))
		return false;
	first = utf8_next(text, &next);
	return !(utf8_is_letter(first) && !utf8_is_upper(first)) && first != ',' && first != ';';
}

static inline bool
ends_sentence(struct str text, size_t at)
{
	char c = text.at[at];

	return (c == '.' || c == '!' || c == '?') && point_ends_sentence(text, at);
}

void
sentence_around(struct str text, size_t offset, size_t *start, size_t *end)
{
	size_t from = offset, to = offset;
	size_t first = offset > LONGEST ? offset - LONGEST : 0;
	size_t last = text.len - offset > LONGEST ? offset + LONGEST : text.len;

	while (from > first && !ends_sentence(text, from - 1))
		from--;
	while (from < offset && ((unsigned char)text.at[from] & 0xC0) == 0x80)
		from++;
	while (from < text.len && char_is_space(text.at[from]))
		from++;
	while (to < last && !ends_sentence(text, to))
		to++;
	while (to < text.len && ((unsigned char)text.at[to] & 0xC0) == 0x80)
		to++;
	*start = from < offset ? from : offset;
	*end = to < text.len ? to + 1 : text.len;
}
