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
	uint16_t *at, *end; /* in the last chunk, of which used is told when it is full */
};

void stream_grow(struct stream *stream, size_t numbers);
void stream_free(struct stream *stream);

/* Room for so many numbers. */
static inline void
stream_reserve(struct stream *stream, size_t numbers)
{
	if ((size_t)(stream->end - stream->at) < numbers * STREAM_NUMBER_MOST)
		stream_grow(stream, numbers);
}

/* Where there is room. */
static inline void
stream_add(struct stream *stream, uint32_t value)
{
	if (value < STREAM_LARGE) {
		*stream->at++ = (uint16_t)value;
		return;
	}
	*stream->at++ = STREAM_LARGE;
	*stream->at++ = (uint16_t)value;
	*stream->at++ = (uint16_t)(value >> 16);
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
