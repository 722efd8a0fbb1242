/* SPDX-License-Identifier: EUPL-1.2 */
#include "str.h"

#include <string.h>

bool
str_equal_folded(struct str a, struct str b)
{
	if (a.len != b.len)
		return false;
	for (size_t i = 0; i < a.len; i++)
		if (char_lower(a.at[i]) != char_lower(b.at[i]))
			return false;
	return true;
}

int
str_order(struct str a, struct str b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.at, b.at, common) : 0;

	if (order != 0)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

size_t
str_find(struct str s, struct str needle)
{
	const char *found;

	if (needle.len == 0)
		return 0;
	if (s.len == 0)
		return s.len;
	found = memmem(s.at, s.len, needle.at, needle.len);
	return found ? (size_t)(found - s.at) : s.len;
}

bool
str_contains(struct str s, const char *needle)
{
	struct str n = str_from(needle);

	return n.len == 0 || str_find(s, n) < s.len;
}

struct str
str_trim(struct str s)
{
	while (s.len && char_is_space(s.at[0]))
		s = str_slice(s, 1, s.len);
	while (s.len && char_is_space(s.at[s.len - 1]))
		s.len--;
	return s;
}

bool
str_next_line(struct str *rest, struct str *line)
{
	size_t end;

	if (rest->len == 0)
		return false;
	end = str_find_char(*rest, '\n');
	*line = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end + 1, rest->len);
	if (line->len && line->at[line->len - 1] == '\r')
		line->len--;
	return true;
}

bool
str_next_part(struct str *rest, char separator, struct str *part)
{
	size_t end;

	if (rest->len == 0)
		return false;
	end = str_find_char(*rest, separator);
	*part = str_slice(*rest, 0, end);
	*rest = str_slice(*rest, end + 1, rest->len);
	return true;
}

bool
str_to_integer(struct str s, int64_t *value)
{
	int64_t sum = 0;

	if (s.len == 0 || s.len > 18)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		if (!char_is_digit(s.at[i]))
			return false;
		sum = sum * 10 + (s.at[i] - '0');
	}
	*value = sum;
	return true;
}

enum { DISTANCE_MOST = 64 };

static size_t
smallest(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* Damerau-Levenshtein (optimal string alignment), three rows at a time. */
size_t
str_distance(struct str a, struct str b, size_t limit)
{
	size_t rows[3][DISTANCE_MOST + 1];
	size_t *before = rows[0], *last = rows[1], *now = rows[2];

	if (a.len > DISTANCE_MOST || b.len > DISTANCE_MOST)
		return limit + 1;
	for (size_t j = 0; j <= b.len; j++)
		last[j] = j;
	for (size_t i = 1; i <= a.len; i++) {
		size_t *spare = before;

		now[0] = i;
		for (size_t j = 1; j <= b.len; j++) {
			size_t change = a.at[i - 1] != b.at[j - 1];

			now[j] = smallest(last[j] + 1, now[j - 1] + 1, last[j - 1] + change);
			if (i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1] &&
			    before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
		}
		before = last;
		last = now;
		now = spare;
	}
	return last[b.len] <= limit ? last[b.len] : limit + 1;
}
