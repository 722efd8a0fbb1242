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

/* The code point that ends before offset; 0 at the start of the text. */
uint32_t utf8_before(struct str s, size_t offset);

void utf8_add(struct buf *buf, uint32_t code_point);
size_t utf8_count(struct str s); /* code points */

bool utf8_is_letter(uint32_t code_point); /* letter or mark (Unicode L*, M*) */
bool utf8_is_digit(uint32_t code_point);  /* ASCII digit */
bool utf8_is_upper(uint32_t code_point);
bool utf8_is_space(uint32_t code_point); /* ASCII space, tab, line breaks; no-break, narrow and other blanks (Zs) */

/* NFC (Unicode Annex 15); s itself where nothing changes. */
struct str utf8_compose(struct arena *arena, struct str s);

/* Case folded, without accents, for comparing what people type: 'Été' and 'ete' are equal. */
struct str utf8_fold(struct arena *arena, struct str s);

/* The part of an address: folded, every run of other characters one '-'. Never empty: 'x' stands for nothing. */
struct str utf8_slug(struct arena *arena, struct str s);

#endif
