/* SPDX-License-Identifier: EUPL-1.2 */
#include "posting.h"

#include <stdlib.h>

#include "../base/memory.h"
#include "../model/schema.h"
#include "collect.h"

enum { VARINT_MOST = 5 };

void
posting_list_grow(struct posting_list *list, size_t more)
{
	list->cap += list->cap / 2 + more;
	list->items = memory_take_more(list->items, list->cap * sizeof *list->items);
}

void
posting_list_free(struct posting_list *list)
{
	free(list->items);
	*list = (struct posting_list){0};
}

static char *
varint_put(char *at, uint32_t value)
{
	for (; value >= 0x80; value >>= 7)
		*at++ = (char)(value | 0x80);
	*at++ = (char)value;
	return at;
}

void
varint_add(struct buf *buf, uint32_t value)
{
	buf_reserve(buf, VARINT_MOST);
	buf->len = (size_t)(varint_put(buf->at + buf->len, value) - buf->at);
}

struct reading
reading_of(struct str bytes)
{
	const uint8_t *at = (const uint8_t *)bytes.at;

	return (struct reading){.at = at, .end = at ? at + bytes.len : at};
}

static uint32_t
damaged(struct reading *reading)
{
	reading->is_damaged = true;
	reading->at = reading->end;
	return 0;
}

/* A number has one form: no byte more than it needs, and no bit above its 32. */
uint32_t
varint_read(struct reading *reading)
{
	uint32_t value = 0;

	for (unsigned shift = 0; shift < 7 * VARINT_MOST && reading->at < reading->end; shift += 7) {
		uint8_t byte = *reading->at++;

		value |= (uint32_t)(byte & 0x7F) << shift;
		if (byte & 0x80)
			continue;
		if ((shift && !byte) || (shift == 28 && byte > 0xF))
			break;
		return value;
	}
	return damaged(reading);
}

struct str
bytes_read(struct reading *reading, size_t count)
{
	struct str bytes = {(const char *)reading->at, count};

	if ((size_t)(reading->end - reading->at) < count) {
		damaged(reading);
		return STR("");
	}
	reading->at += count;
	return bytes;
}

bool
reading_is_done(const struct reading *reading)
{
	return !reading->is_damaged && reading->at == reading->end;
}

void
postings_add(struct buf *out, const struct posting *postings, size_t count)
{
	uint32_t next = 0;
	char *at;

	buf_reserve(out, count * (VARINT_MOST + 1));
	at = out->at + out->len;
	for (size_t i = 0; i < count; i++) {
		at = varint_put(at, postings[i].slot - next);
		next = postings[i].slot + 1;
	}
	for (size_t i = 0; i < count; i++)
		*at++ = (char)postings[i].packed;
	out->len = (size_t)(at - out->at);
}

void
postings_read(struct reading *reading, size_t count, struct posting_list *list)
{
	size_t first = list->count;
	uint64_t next = 0;

	if (count > (size_t)(reading->end - reading->at) / 2) {
		damaged(reading);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		next += varint_read(reading);
		if (next > UINT32_MAX)
			damaged(reading);
		*posting_list_add(list) = (struct posting){.slot = (uint32_t)next++};
	}
	if ((size_t)(reading->end - reading->at) < count) {
		damaged(reading);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		list->items[first + i].packed = *reading->at++;
		if (list->items[first + i].packed >> QUALITY_BITS >= TYPE_COUNT) {
			damaged(reading);
			return;
		}
	}
}
