/* SPDX-License-Identifier: EUPL-1.2 */
/* chain — the postings of all terms while records are read, each term's behind one another: most take a byte.
 *
 * Two hundred thousand lists grow at once, some by a posting, some by one of every record. So each is a chain of pieces that double, out of blocks that all
 * have in common, and nothing is ever moved. Records come in the order of their slots, and so do postings. Private to search/. */
#ifndef OPVOLGING_SEARCH_CHAIN_H
#define OPVOLGING_SEARCH_CHAIN_H

#include <stddef.h>
#include <stdint.h>

#include "collect.h"

struct chain {
	uint8_t *at, *end; /* of the last piece: where the next byte goes, and behind its bytes, where the next piece is told */
	const uint8_t *first; /* piece */
	uint32_t next;        /* the document behind the last one that is here */
	uint32_t count : 27, size_log : 5;
};

/* Starts as {0}; it owns its memory. */
struct chains {
	struct chain *items; /* by term; those that no posting came to yet are {0} */
	size_t count;
	struct chain_block *block;
};

void chains_free(struct chains *chains);

/* Makes room for terms below count. */
void chains_reserve(struct chains *chains, size_t count);

void chain_extend(struct chains *chains, struct chain *chain);

static inline void
chain_add_byte(struct chains *chains, struct chain *chain, uint32_t byte)
{
	if (chain->at == chain->end)
		chain_extend(chains, chain);
	*chain->at++ = (uint8_t)byte;
}

/* That a document has a term; documents rise. */
static inline void
chain_add(struct chains *chains, uint32_t term, uint32_t document, uint8_t quality)
{
	struct chain *chain = &chains->items[term];
	uint32_t value = (document - chain->next) << QUALITY_BITS | quality;

	for (; value >= 0x80; value >>= 7)
		chain_add_byte(chains, chain, value | 0x80);
	chain_add_byte(chains, chain, value);
	chain->next = document + 1;
	chain->count++;
}

/* A chain as it is read again. */
struct chain_reader {
	const uint8_t *at, *end;
	uint32_t next;
	uint8_t size_log;
};

struct chain_reader chain_read(const struct chain *chain);
/* The next document; who reads knows how many there are. */
uint32_t chain_next(struct chain_reader *reader, uint8_t *quality);

#endif
