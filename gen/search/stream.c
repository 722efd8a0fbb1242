/* SPDX-License-Identifier: EUPL-1.2 */
#include "stream.h"

#include <stdlib.h>

#include "../base/memory.h"

enum { CHUNK_LEAST = 128, CHUNK_MOST = 1 << 15, VARINT_MOST = 5 };

struct stream_chunk {
	struct stream_chunk *next;
	uint32_t used, cap;
	uint8_t bytes[];
};

static struct stream_chunk *
grow(struct stream *stream)
{
	uint32_t cap = stream->last ? stream->last->cap * 2 : CHUNK_LEAST;
	struct stream_chunk *chunk;

	cap = cap < CHUNK_MOST ? cap : CHUNK_MOST;
	chunk = memory_take(sizeof *chunk + cap);
	*chunk = (struct stream_chunk){.cap = cap};
	if (stream->last)
		stream->last->next = chunk;
	else
		stream->first = chunk;
	return stream->last = chunk;
}

void
stream_add(struct stream *stream, uint32_t value)
{
	struct stream_chunk *chunk = stream->last;

	if (!chunk || chunk->cap - chunk->used < VARINT_MOST)
		chunk = grow(stream);
	for (; value >= 0x80; value >>= 7)
		chunk->bytes[chunk->used++] = (uint8_t)(value | 0x80);
	chunk->bytes[chunk->used++] = (uint8_t)value;
}

void
stream_free(struct stream *stream)
{
	for (struct stream_chunk *chunk = stream->first, *next; chunk; chunk = next) {
		next = chunk->next;
		free(chunk);
	}
	*stream = (struct stream){0};
}

static void
open_chunk(struct stream_reader *reader, const struct stream_chunk *chunk)
{
	reader->chunk = chunk;
	reader->at = chunk ? chunk->bytes : NULL;
	reader->end = chunk ? chunk->bytes + chunk->used : NULL;
}

struct stream_reader
stream_read(const struct stream *stream)
{
	struct stream_reader reader;

	open_chunk(&reader, stream->first);
	return reader;
}

uint32_t
stream_next(struct stream_reader *reader)
{
	uint32_t value = 0;
	int shift = 0;

	if (reader->at == reader->end)
		open_chunk(reader, reader->chunk->next);
	for (; *reader->at & 0x80; shift += 7)
		value |= (uint32_t)(*reader->at++ & 0x7F) << shift;
	return value | (uint32_t)*reader->at++ << shift;
}
