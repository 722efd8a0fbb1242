/* SPDX-License-Identifier: EUPL-1.2 */
/* utf8 — code points of a text. */
#ifndef OPVOLGING_BASE_UTF8_H
#define OPVOLGING_BASE_UTF8_H

#include "arena.h"
#include "buf.h"

/* Offset of the first byte that is not UTF-8 (RFC 3629: no surrogates, no overlong forms), or s.len. */
size_t utf8_first_invalid(struct str s);

/* The same as utf8_next where the code point is not ASCII. */
uint32_t utf8_next_wide(struct str s, size_t *offset);

/* The code point at *offset of valid UTF-8, and moves *offset behind it. U+FFFD where it is not valid. */
static inline uint32_t
utf8_next(struct str s, size_t *offset)
{
	unsigned char first = (unsigned char)s.at[*offset];

	if (first >= 0x80)
		return utf8_next_wide(s, offset);
	++*offset;
	return first;
}

/* The same as utf8_before where the code point is not ASCII. */
uint32_t utf8_before_wide(struct str s, size_t offset);

/* The code point that ends before offset; 0 at the start of the text. */
static inline uint32_t
utf8_before(struct str s, size_t offset)
{
	if (offset == 0)
		return 0;
	return (unsigned char)s.at[offset - 1] < 0x80 ? (unsigned char)s.at[offset - 1] : utf8_before_wide(s, offset);
}

void utf8_add(struct buf *buf, uint32_t code_point);
size_t utf8_count(struct str s); /* code points */

/* The same as the ones below, where the code point is not ASCII. */
bool utf8_is_letter_wide(uint32_t code_point);
bool utf8_is_upper_wide(uint32_t code_point);
bool utf8_is_space_wide(uint32_t code_point);

/* Letter or mark (Unicode L*, M*). */
static inline bool
utf8_is_letter(uint32_t code_point)
{
	return code_point < 0x80 ? char_is_alpha((char)code_point) : utf8_is_letter_wide(code_point);
}

/* ASCII digit. */
static inline bool
utf8_is_digit(uint32_t code_point)
{
	return code_point >= '0' && code_point <= '9';
}

static inline bool
utf8_is_upper(uint32_t code_point)
{
	return code_point < 0x80 ? char_is_upper((char)code_point) : utf8_is_upper_wide(code_point);
}

/* ASCII space, tab, line breaks; no-break, narrow and other blanks (Zs). */
static inline bool
utf8_is_space(uint32_t code_point)
{
	return code_point < 0x80 ? char_is_space((char)code_point) : utf8_is_space_wide(code_point);
}

/* NFC (Unicode Annex 15); s itself where nothing changes. */
struct str utf8_compose(struct arena *arena, struct str s);

/* Case folded, without accents, for comparing what people type: 'Été' and 'ete' are equal. */
struct str utf8_fold(struct arena *arena, struct str s);

/* The part of an address: folded, every run of other characters one '-'. Never empty: 'x' stands for nothing. */
struct str utf8_slug(struct arena *arena, struct str s);

#endif
