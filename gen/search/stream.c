/* SPDX-License-Identifier: EUPL-1.2 */
#include "stream.h"

#include <stdlib.h>

#include "../base/memory.h"

enum { CHUNK_LEAST = 64, CHUNK_MOST = 1 << 14 };

/* Says how much of the last chunk is in use. */
static void
close_chunk(const struct stream *stream)
{
	if (stream->last)
		stream->last->used = (uint32_t)(stream->at - stream->last->units);
}

void
stream_grow(struct stream *stream)
{
	size_t cap = stream->last ? stream->last->cap * 2 : CHUNK_LEAST;
	struct stream_chunk *chunk;

	cap = cap < CHUNK_MOST ? cap : CHUNK_MOST;
	chunk = memory_take(sizeof *chunk + cap * sizeof *chunk->units);
	*chunk = (struct stream_chunk){.cap = (uint32_t)cap};
	close_chunk(stream);
	if (stream->last)
		stream->last->next = chunk;
	else
		stream->first = chunk;
	stream->last = chunk;
	stream->at = chunk->units;
	stream->end = chunk->units + cap;
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

void
stream_open(struct stream_reader *reader, const struct stream_chunk *chunk)
{
	reader->chunk = chunk;
	reader->at = chunk ? chunk->units : NULL;
	reader->end = chunk ? chunk->units + chunk->used : NULL;
}

struct stream_reader
stream_read(const struct stream *stream)
{
	struct stream_reader reader;

	close_chunk(stream);
	stream_open(&reader, stream->first);
	return reader;
}
