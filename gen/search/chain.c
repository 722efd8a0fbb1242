/* SPDX-License-Identifier: EUPL-1.2 */
#include "chain.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

enum { SIZE_LOG_LEAST = 4, SIZE_LOG_MOST = 10, BLOCK = 1 << 18, CHAINS_LEAST = 1024 };

struct chain_block {
	struct chain_block *before;
	size_t used;
	uint8_t bytes[BLOCK];
};

/* A piece ends with where the next one is. */
static size_t
bytes_of(unsigned size_log)
{
	return ((size_t)1 << size_log) - sizeof(uint8_t *);
}

void
chains_free(struct chains *chains)
{
	for (struct chain_block *block = chains->block, *before; block; block = before) {
		before = block->before;
		free(block);
	}
	free(chains->items);
	*chains = (struct chains){0};
}

void
chains_reserve(struct chains *chains, size_t count)
{
	size_t room = chains->count ? chains->count : CHAINS_LEAST;

	if (count <= chains->count)
		return;
	while (room < count)
		room += room / 2;
	chains->items = memory_take_more(chains->items, room * sizeof *chains->items);
	memset(chains->items + chains->count, 0, (room - chains->count) * sizeof *chains->items);
	chains->count = room;
}

static uint8_t *
take_piece(struct chains *chains, size_t size)
{
	struct chain_block *block = chains->block;

	if (!block || BLOCK - block->used < size) {
		block = memory_take(sizeof *block);
		block->before = chains->block;
		block->used = 0;
		chains->block = block;
	}
	block->used += size;
	return block->bytes + block->used - size;
}

static unsigned
next_size_log(unsigned size_log)
{
	return size_log < SIZE_LOG_LEAST ? SIZE_LOG_LEAST : size_log < SIZE_LOG_MOST ? size_log + 1 : size_log;
}

void
chain_extend(struct chains *chains, struct chain *chain)
{
	unsigned size_log = next_size_log(chain->size_log);
	uint8_t *piece = take_piece(chains, (size_t)1 << size_log);

	if (chain->first)
		memcpy(chain->end, &piece, sizeof piece);
	else
		chain->first = piece;
	chain->size_log = size_log & 31;
	chain->at = piece;
	chain->end = piece + bytes_of(size_log);
}

struct chain_reader
chain_read(const struct chain *chain)
{
	return (struct chain_reader){
		.at = chain->first, .end = chain->first + bytes_of(SIZE_LOG_LEAST), .size_log = SIZE_LOG_LEAST};
}

static uint8_t
next_byte(struct chain_reader *reader)
{
	if (reader->at == reader->end) {
		memcpy(&reader->at, reader->end, sizeof reader->at);
		reader->size_log = (uint8_t)next_size_log(reader->size_log);
		reader->end = reader->at + bytes_of(reader->size_log);
	}
	return *reader->at++;
}

uint32_t
chain_next(struct chain_reader *reader, uint8_t *quality)
{
	uint32_t value = 0;
	uint8_t byte;
	int shift = 0;

	for (; (byte = next_byte(reader)) & 0x80; shift += 7)
		value |= (uint32_t)(byte & 0x7F) << shift;
	value |= (uint32_t)byte << shift;
	*quality = value & ((1u << QUALITY_BITS) - 1);
	reader->next += value >> QUALITY_BITS;
	return reader->next++;
}
