/* SPDX-License-Identifier: EUPL-1.2 */
/* stream — numbers one after the other in rows, written once and read in that order: two bytes each, but for large ones. Private to search/. */
#ifndef OPVOLGING_SEARCH_STREAM_H
#define OPVOLGING_SEARCH_STREAM_H

#include <stddef.h>
#include <stdint.h>

/* A number is written doubled, with a 1 added where it is the last of its row. From this on it is three units: this, its high half and its low one; so that
 * the last unit has the 1. */
enum { STREAM_LARGE = UINT16_MAX, STREAM_UNITS_MOST = 3, STREAM_LAST = 1 };

struct stream_chunk {
	struct stream_chunk *next;
	uint32_t used, cap;
	uint16_t units[];
};

/* Starts as {0}; it owns its memory. */
struct stream {
	struct stream_chunk *first, *last;
	uint16_t *at, *end; /* in the last chunk, of which used is told when it is full */
	uint16_t *row;      /* at, where the row under way is empty */
};

void stream_grow(struct stream *stream);
void stream_free(struct stream *stream);

/* A number below 2^31. */
static inline void
stream_add(struct stream *stream, uint32_t number)
{
	uint32_t doubled = number << 1;

	if (stream->end - stream->at < STREAM_UNITS_MOST)
		stream_grow(stream);
	if (doubled < (STREAM_LARGE & ~STREAM_LAST)) {
		*stream->at++ = (uint16_t)doubled;
		return;
	}
	*stream->at++ = STREAM_LARGE;
	*stream->at++ = (uint16_t)(doubled >> 16);
	*stream->at++ = (uint16_t)doubled;
}

/* The next number begins another row. One without numbers has a 0. */
static inline void
stream_end_row(struct stream *stream)
{
	if (stream->at == stream->row)
		stream_add(stream, 0);
	stream->at[-1] |= STREAM_LAST;
	stream->row = stream->at;
}

struct stream_reader {
	const struct stream_chunk *chunk;
	const uint16_t *at, *end;
};

struct stream_reader stream_read(const struct stream *stream);
void stream_open(struct stream_reader *reader, const struct stream_chunk *chunk);

/* The next number, doubled, and STREAM_LAST. Who reads knows how many rows there are. */
static inline uint32_t
stream_next(struct stream_reader *reader)
{
	uint32_t doubled;

	if (reader->at == reader->end)
		stream_open(reader, reader->chunk->next);
	doubled = *reader->at++;
	if (doubled != STREAM_LARGE)
		return doubled;
	doubled = (uint32_t)*reader->at++ << 16;
	return doubled | *reader->at++;
}

#endif
