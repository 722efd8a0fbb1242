/* SPDX-License-Identifier: EUPL-1.2 */
/* stream — numbers one after the other, written once and read once: small ones take a byte. */
#ifndef OPVOLGING_SEARCH_STREAM_H
#define OPVOLGING_SEARCH_STREAM_H

#include <stddef.h>
#include <stdint.h>

enum { STREAM_NUMBER_MOST = 5 }; /* bytes */

struct stream_chunk {
	struct stream_chunk *next;
	uint32_t used, cap;
	uint8_t bytes[];
};

/* Starts as {0}; it owns its memory. */
struct stream {
	struct stream_chunk *first, *last;
};

struct stream_chunk *stream_grow(struct stream *stream);
void stream_free(struct stream *stream);

static inline void
stream_add(struct stream *stream, uint32_t value)
{
	struct stream_chunk *chunk = stream->last;
	uint8_t *at;

	if (!chunk || chunk->cap - chunk->used < STREAM_NUMBER_MOST)
		chunk = stream_grow(stream);
	at = chunk->bytes + chunk->used;
	for (; value >= 0x80; value >>= 7)
		*at++ = (uint8_t)(value | 0x80);
	*at++ = (uint8_t)value;
	chunk->used = (uint32_t)(at - chunk->bytes);
}

struct stream_reader {
	const struct stream_chunk *chunk;
	const uint8_t *at, *end;
};

struct stream_reader stream_read(const struct stream *stream);
void stream_open(struct stream_reader *reader, const struct stream_chunk *chunk);

/* The next number. Who reads knows how many there are. */
static inline uint32_t
stream_next(struct stream_reader *reader)
{
	uint32_t value = 0;
	int shift = 0;

	if (reader->at == reader->end)
		stream_open(reader, reader->chunk->next);
	for (; *reader->at & 0x80; shift += 7)
		value |= (uint32_t)(*reader->at++ & 0x7F) << shift;
	return value | (uint32_t)*reader->at++ << shift;
}

#endif
