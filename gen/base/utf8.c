/* SPDX-License-Identifier: EUPL-1.2 */
#include "utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* The length of the sequence that begins at bytes, 0 where it is not valid; *code_point is set where it is. */
static size_t
sequence(const unsigned char *bytes, size_t len, uint32_t *code_point)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	unsigned char first = bytes[0];
	size_t size;
	uint32_t value;

	if (first < 0x80) {
		*code_point = first;
		return 1;
	}
	size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
	if (size == 0 || first > 0xF4 || size > len)
		return 0;
	value = first & (0xFFu >> (size + 1));
	for (size_t i = 1; i < size; i++) {
		if ((bytes[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (bytes[i] & 0x3Fu);
	}
	if (value < least[size] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000))
		return 0;
	*code_point = value;
	return size;
}

size_t
utf8_first_invalid(struct str s)
{
	uint32_t code_point;
	size_t at, size;

	for (at = str_skip_ascii(s, 0); at < s.len; at = str_skip_ascii(s, at + size)) {
		size = sequence((const unsigned char *)s.at + at, s.len - at, &code_point);
		if (size == 0)
			break;
	}
	return at;
}

uint32_t
utf8_next_wide(struct str s, size_t *offset)
{
	uint32_t code_point;
	size_t size = sequence((const unsigned char *)s.at + *offset, s.len - *offset, &code_point);

	*offset += size ? size : 1;
	return size ? code_point : REPLACEMENT;
}

uint32_t
utf8_before_wide(struct str s, size_t offset)
{
	size_t start = offset;

	do
		start--;
	while (start > 0 && ((unsigned char)s.at[start] & 0xC0) == 0x80 && offset - start < 4);
	return utf8_next(s, &start);
}

void
utf8_add(struct buf *buf, uint32_t code_point)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t size = utf8proc_encode_char((utf8proc_int32_t)code_point, bytes);

	buf_add_bytes(buf, bytes, size > 0 ? (size_t)size : 0);
}

size_t
utf8_count(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.len; i++)
		count += ((unsigned char)s.at[i] & 0xC0) != 0x80;
	return count;
}

static utf8proc_category_t
category(uint32_t code_point)
{
	return utf8proc_category((utf8proc_int32_t)code_point);
}

bool
utf8_is_letter_wide(uint32_t code_point)
{
	utf8proc_category_t c = category(code_point);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool
utf8_is_upper_wide(uint32_t code_point)
{
	return category(code_point) == UTF8PROC_CATEGORY_LU;
}

bool
utf8_is_space_wide(uint32_t code_point)
{
	return category(code_point) == UTF8PROC_CATEGORY_ZS;
}

static struct str
mapped(struct arena *arena, struct str s, utf8proc_option_t options)
{
	utf8proc_uint8_t *result = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)s.at, (utf8proc_ssize_t)s.len, &result, options);
	struct str copy;

	if (len < 0) {
		if (len == UTF8PROC_ERROR_NOMEM)
			die_out_of_memory();
		return s;
	}
	copy = arena_str(arena, (struct str){(const char *)result, (size_t)len});
	free(result);
	return copy;
}

static bool
is_ascii(struct str s)
{
	return str_skip_ascii(s, 0) == s.len;
}

struct str
utf8_compose(struct arena *arena, struct str s)
{
	return is_ascii(s) ? s : mapped(arena, s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

struct str
utf8_fold(struct arena *arena, struct str s)
{
	if (is_ascii(s)) {
		char *copy = arena_cstring(arena, s);

		for (size_t i = 0; i < s.len; i++)
			copy[i] = char_lower(copy[i]);
		return (struct str){copy, s.len};
	}
	return mapped(arena, s, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

struct str
utf8_slug(struct arena *arena, struct str s)
{
	struct str folded = utf8_fold(arena, s);
	char *slug = arena_alloc(arena, folded.len + 2);
	size_t len = 0;

	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.at[i];

		if (char_is_digit(c) || char_is_alpha(c))
			slug[len++] = c;
		else if (len && slug[len - 1] != '-')
			slug[len++] = '-';
	}
	while (len && slug[len - 1] == '-')
		len--;
	if (len == 0)
		slug[len++] = 'x';
	slug[len] = '\0';
	return (struct str){slug, len};
}
