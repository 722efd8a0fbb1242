/* SPDX-License-Identifier: EUPL-1.2 */
/* stream — numbers one after the other, written once and read once: small ones take a byte. */
#ifndef OPVOLGING_SEARCH_STREAM_H
#define OPVOLGING_SEARCH_STREAM_H

#include <stdint.h>

struct stream_chunk;

/* Starts as {0}; it owns its memory. */
struct stream {
	struct stream_chunk *first, *last;
};

void stream_add(struct stream *stream, uint32_t value);
void stream_free(struct stream *stream);

struct stream_reader {
	const struct stream_chunk *chunk;
	const uint8_t *at, *end;
};

struct stream_reader stream_read(const struct stream *stream);
/* The next number. Who reads knows how many there are. */
uint32_t stream_next(struct stream_reader *reader);

#endif
