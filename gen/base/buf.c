/* SPDX-License-Identifier: EUPL-1.2 */
#include "buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { LARGE = 1 << 16 }; /* what is added at once */

void
buf_free(struct buf *buf)
{
	free(buf->at);
	*buf = (struct buf){0};
}

void
buf_clear(struct buf *buf)
{
	buf->len = 0;
}

void
buf_grow(struct buf *buf, size_t count)
{
	size_t cap = buf->cap ? buf->cap : 256;

	if (count > SIZE_MAX / 4 - buf->len)
		die_out_of_memory();
	while (cap < buf->len + count)
		cap *= 2;
	buf->at = realloc(buf->at, cap);
	if (!buf->at)
		die_out_of_memory();
	buf->cap = cap;
	if (count >= LARGE)
		memory_touch(buf->at + buf->len, count);
}

void
buf_add_integer(struct buf *buf, int64_t value)
{
	char digits[20];
	size_t at = sizeof digits;
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		digits[--at] = '-';
	buf_add_bytes(buf, digits + at, sizeof digits - at);
}

void
buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	enum { USUAL = 128 }; /* room for most, so that they are formatted once */
	va_list again;
	int len;

	buf_reserve(buf, USUAL);
	va_copy(again, args);
	len = vsnprintf(buf->at + buf->len, buf->cap - buf->len, format, args);
	if (len < 0)
		die_out_of_memory();
	if ((size_t)len >= buf->cap - buf->len) {
		buf_reserve(buf, (size_t)len + 1);
		vsnprintf(buf->at + buf->len, (size_t)len + 1, format, again);
	}
	va_end(again);
	buf->len += (size_t)len;
}

void
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_vprintf(buf, format, args);
	va_end(args);
}

struct str
buf_str(const struct buf *buf)
{
	return (struct str){buf->at, buf->len};
}

const char *
buf_cstring(struct buf *buf)
{
	buf_reserve(buf, 1);
	buf->at[buf->len] = '\0';
	return buf->at;
}
