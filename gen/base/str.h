/* SPDX-License-Identifier: EUPL-1.2 */
/* str — a slice of text: bytes and a length, owned by somebody else.
 *
 * Text in this program is borrowed from a source, an arena or a literal; a slice never owns. It is
 * UTF-8 wherever it comes from a record, and need not end in NUL. */
#ifndef OPVOLGING_BASE_STR_H
#define OPVOLGING_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *at; /* NULL only where len is 0 */
	size_t len;     /* bytes */
};

/* A slice of a string literal, and the arguments of "%.*s". */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).len, (s).at

/* What is asked of every word of every text stands here, so that no call comes between. */

static inline struct str
str_from(const char *cstring)
{
	return (struct str){cstring, cstring ? strlen(cstring) : 0};
}

static inline struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.len)
		to = s.len;
	if (from > to)
		from = to;
	return (struct str){s.at ? s.at + from : NULL, to - from};
}

static inline bool
str_equal(struct str a, struct str b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool
str_is(struct str s, const char *cstring)
{
	return str_equal(s, str_from(cstring));
}

static inline bool
str_starts(struct str s, const char *prefix)
{
	size_t len = strlen(prefix);

	return s.len >= len && (len == 0 || memcmp(s.at, prefix, len) == 0);
}

static inline bool
str_ends(struct str s, const char *suffix)
{
	size_t len = strlen(suffix);

	return s.len >= len && (len == 0 || memcmp(s.at + s.len - len, suffix, len) == 0);
}

bool str_equal_folded(struct str a, struct str b); /* A and a are one letter; ASCII alone */
int str_order(struct str a, struct str b);         /* by bytes, as strcmp */

/* Eight times the same byte: eight bytes of a text can be asked at once. */
#define BYTES(byte) ((uint64_t)(byte)*0x0101010101010101u)

/* Offset of the first byte from at on that is not ASCII, or s.len. */
static inline size_t
str_skip_ascii(struct str s, size_t at)
{
	while (s.len - at >= sizeof(uint64_t)) {
		uint64_t bytes;

		memcpy(&bytes, s.at + at, sizeof bytes);
		if (bytes & BYTES(0x80))
			break;
		at += sizeof bytes;
	}
	while (at < s.len && (unsigned char)s.at[at] < 0x80)
		at++;
	return at;
}

/* Offset of the first needle in s, or s.len where there is none. */
size_t str_find(struct str s, struct str needle);

static inline size_t
str_find_char(struct str s, char c)
{
	const char *found = s.len ? memchr(s.at, c, s.len) : NULL;

	return found ? (size_t)(found - s.at) : s.len;
}

bool str_contains(struct str s, const char *needle);

/* Without white space (ASCII) at both ends. */
struct str str_trim(struct str s);

/* Takes the first line, without its end (LF or CRLF), off *rest. False at the end of the text. */
bool str_next_line(struct str *rest, struct str *line);

/* Takes what stands before the first separator off *rest; false when nothing is left. */
bool str_next_part(struct str *rest, char separator, struct str *part);

/* A whole number of decimal digits only. False where s is anything else or does not fit. */
bool str_to_integer(struct str s, int64_t *value);

/* The number of edits (insert, delete, replace, swap) between two words, or limit + 1 where there are more.
 * For suggestions: "did you mean". */
size_t str_distance(struct str a, struct str b, size_t limit);

/* ASCII only, and independent of the locale. */
static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
char_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
char_is_alpha(char c)
{
	return char_is_upper(c) || (c >= 'a' && c <= 'z');
}

static inline bool
char_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char
char_lower(char c)
{
	return char_is_upper(c) ? (char)(c - 'A' + 'a') : c;
}

#endif
