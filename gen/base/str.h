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

struct str {
	const char *at; /* NULL only where len is 0 */
	size_t len;     /* bytes */
};

/* A slice of a string literal, and the arguments of "%.*s". */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).len, (s).at

struct str str_from(const char *cstring);
struct str str_slice(struct str s, size_t from, size_t to);

bool str_equal(struct str a, struct str b);
bool str_equal_folded(struct str a, struct str b); /* A and a are one letter; ASCII alone */
bool str_is(struct str s, const char *cstring);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
int str_order(struct str a, struct str b); /* by bytes, as strcmp */

/* Offset of the first needle in s, or s.len where there is none. */
size_t str_find(struct str s, struct str needle);
size_t str_find_char(struct str s, char c);
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
bool char_is_digit(char c);
bool char_is_alpha(char c);
bool char_is_upper(char c);
bool char_is_space(char c);
char char_lower(char c);

#endif
