/* SPDX-License-Identifier: EUPL-1.2 */
/* stream — numbers one after the other, written once and read in that order: two bytes each, but for large ones. Private to search/. */
#ifndef OPVOLGING_SEARCH_STREAM_H
#define OPVOLGING_SEARCH_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* A number from this on is three units: this, its low half and its high half. */
enum { STREAM_LARGE = UINT16_MAX, STREAM_NUMBER_MOST = 3 };

struct stream_chunk {
	struct stream_chunk *next;
	uint32_t used, cap;
	uint16_t units[];
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

	if (!chunk || chunk->cap - chunk->used < STREAM_NUMBER_MOST)
		chunk = stream_grow(stream);
	if (value < STREAM_LARGE) {
		chunk->units[chunk->used++] = (uint16_t)value;
		return;
	}
	chunk->units[chunk->used++] = STREAM_LARGE;
	chunk->units[chunk->used++] = (uint16_t)value;
	chunk->units[chunk->used++] = (uint16_t)(value >> 16);
}

struct stream_reader {
	const struct stream_chunk *chunk;
	const uint16_t *at, *end;
};

struct stream_reader stream_read(const struct stream *stream);
void stream_open(struct stream_reader *reader, const struct stream_chunk *chunk);

/* The next number. Who reads knows how many there are. */
static inline uint32_t
stream_next(struct stream_reader *reader)
{
	uint32_t value;

	if (reader->at == reader->end)
		stream_open(reader, reader->chunk->next);
	value = *reader->at++;
	if (value != STREAM_LARGE)
		return value;
	value = *reader->at++;
	return value | (uint32_t)*reader->at++ << 16;
}

#endif
