/* SPDX-License-Identifier: EUPL-1.2 */
#include "lines.h"

#include <string.h>

enum { HALF = 16, BLANKS = 2 };

/* The line that the byte at `at` is of. */
static struct lines_place
line_at(struct str text, size_t at)
{
	const char *before = at ? memrchr(text.at, '\n', at) : NULL, *end = memchr(text.at + at, '\n', text.len - at);

	return (struct lines_place){
		.from = before ? (size_t)(before - text.at) + 1 : 0,
		.to = end ? (size_t)(end - text.at) + 1 : text.len,
	};
}

static struct str
path_of(struct str text, struct lines_place line, size_t digits)
{
	struct str path = str_slice(text, line.from, line.to);

	if (str_ends(path, "\n"))
		path.len--;
	return str_slice(path, digits + BLANKS, path.len);
}

struct lines_place
lines_find(struct str text, size_t digits, struct str path)
{
	size_t low = 0, high = text.len;

	while (low < high) {
		struct lines_place line = line_at(text, low + (high - low) / 2);
		int order = str_order(path, path_of(text, line, digits));

		if (order == 0)
			return line;
		if (order < 0)
			high = line.from;
		else
			low = line.to;
	}
	return (struct lines_place){low, low};
}

size_t
lines_count(struct str text)
{
	const char *at = text.at, *end = text.at + text.len;
	size_t count = 0;

	while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
		at++;
		count++;
	}
	return count;
}

bool
lines_read_hash(struct str digits, uint64_t *half)
{
	*half = 0;
	for (size_t i = 0; i < digits.len; i++) {
		char c = digits.at[i];

		if (char_is_digit(c))
			*half = *half << 4 | (uint64_t)(c - '0');
		else if (c >= 'a' && c <= 'f')
			*half = *half << 4 | (uint64_t)(c - 'a' + 10);
		else
			return false;
	}
	return digits.len == HALF;
}

void
lines_add_hash(struct buf *text, uint64_t half)
{
	char digits[HALF];

	for (size_t i = 0; i < HALF; i++)
		digits[i] = "0123456789abcdef"[half >> (60 - 4 * i) & 0xf];
	buf_add_bytes(text, digits, HALF);
}

void
lines_add_path(struct buf *text, struct str path)
{
	buf_add(text, STR("  "));
	buf_add(text, path);
	buf_add_char(text, '\n');
}
