/* SPDX-License-Identifier: EUPL-1.2 */
/* buf — bytes that grow: what pages, letters and messages are written into.
 *
 * A buf owns its memory (buf_free). It starts as {0}. at is NULL until the first byte. */
#ifndef OPVOLGING_BASE_BUF_H
#define OPVOLGING_BASE_BUF_H

#include <stdarg.h>
#include <string.h>

#include "str.h"

struct buf {
	char *at;
	size_t len; /* bytes in use */
	size_t cap;
};

void buf_free(struct buf *buf);
void buf_clear(struct buf *buf); /* keeps the memory */

void buf_add_integer(struct buf *buf, int64_t value);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vprintf(struct buf *buf, const char *format, va_list args) __attribute__((format(printf, 2, 0)));

/* Makes room for count bytes more, where there is none. */
void buf_grow(struct buf *buf, size_t count);

/* What pages are made of is added in millions of small pieces: the way of those that fit is here. */

/* Room for count bytes more, which the caller then writes at at + len. */
static inline void
buf_reserve(struct buf *buf, size_t count)
{
	if (count > buf->cap - buf->len)
		buf_grow(buf, count);
}

static inline void
buf_add_bytes(struct buf *buf, const void *bytes, size_t count)
{
	if (count == 0)
		return;
	buf_reserve(buf, count);
	memcpy(buf->at + buf->len, bytes, count);
	buf->len += count;
}

static inline void
buf_add(struct buf *buf, struct str s)
{
	buf_add_bytes(buf, s.at, s.len);
}

static inline void
buf_add_cstring(struct buf *buf, const char *cstring)
{
	buf_add_bytes(buf, cstring, strlen(cstring));
}

static inline void
buf_add_char(struct buf *buf, char c)
{
	buf_reserve(buf, 1);
	buf->at[buf->len++] = c;
}

struct str buf_str(const struct buf *buf); /* borrowed until the next change */
const char *buf_cstring(struct buf *buf);  /* the same, with a NUL after it */

#endif
