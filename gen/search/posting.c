/* SPDX-License-Identifier: EUPL-1.2 */
#include "posting.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/table.h"

enum { CHUNK_LEAST = 16, CHUNK_MOST = 1 << 14, VARINT_MOST = 5, HAS_PASSAGE = 8 };

/* A list's bytes: a posting is the distance of its document from the one before, its positions with a 0 behind them, its quality, and where that
 * has HAS_PASSAGE, its passage. */
struct chunk {
	struct chunk *next;
	uint32_t used, cap;
	uint8_t bytes[];
};

struct term {
	struct str name;
	struct chunk *first, *last;
	uint32_t next_document; /* the least that a posting to come can have */
	uint32_t count;         /* of hits in text in the open posting; 0 also where it is closed */
	uint32_t position, passage;
	uint8_t quality; /* the best of the open posting, plus 1; 0: none is open */
	bool has_position;
};

struct postings {
	struct arena *arena;
	struct table *by_name; /* term → its number, plus 1 */
	struct term *terms;
	size_t term_count, term_cap;
	uint32_t *open; /* the terms of the document under way */
	size_t open_count, open_cap;
	uint32_t document;
};

static uint8_t *
varint_put(uint8_t *at, uint32_t value)
{
	for (; value >= 0x80; value >>= 7)
		*at++ = (uint8_t)(value | 0x80);
	*at++ = (uint8_t)value;
	return at;
}

void
varint_add(struct buf *buf, uint32_t value)
{
	uint8_t bytes[VARINT_MOST];

	buf_add_bytes(buf, bytes, (size_t)(varint_put(bytes, value) - bytes));
}

uint32_t
varint_read(const uint8_t **at)
{
	uint32_t value = 0;
	int shift = 0;

	for (; **at & 0x80; shift += 7)
		value |= (uint32_t)(*(*at)++ & 0x7F) << shift;
	return value | (uint32_t) * (*at)++ << shift;
}

struct postings *
postings_new(void)
{
	struct arena *arena = arena_new();
	struct postings *postings = arena_alloc(arena, sizeof *postings);

	postings->arena = arena;
	postings->by_name = table_new(arena);
	return postings;
}

void
postings_free(struct postings *postings)
{
	free(postings->terms);
	free(postings->open);
	arena_free(postings->arena);
}

uint32_t
postings_term(struct postings *postings, struct str name)
{
	uintptr_t number = (uintptr_t)table_find(postings->by_name, name);

	if (number)
		return (uint32_t)(number - 1);
	postings->terms = heap_grow(postings->terms, postings->term_count, &postings->term_cap, sizeof *postings->terms);
	postings->terms[postings->term_count] = (struct term){.name = arena_str(postings->arena, name)};
	table_set(postings->by_name, postings->terms[postings->term_count].name, (void *)(uintptr_t)(postings->term_count + 1));
	return (uint32_t)postings->term_count++;
}

/* Room for one number at the end of a term's list. */
static uint8_t *
reserve(struct postings *postings, struct term *term)
{
	struct chunk *chunk = term->last;

	if (!chunk || chunk->cap - chunk->used < VARINT_MOST) {
		uint32_t cap = chunk ? chunk->cap * 2 : CHUNK_LEAST;

		cap = cap < CHUNK_MOST ? cap : CHUNK_MOST;
		chunk = arena_alloc(postings->arena, sizeof *chunk + cap);
		chunk->cap = cap;
		if (term->last)
			term->last->next = chunk;
		else
			term->first = chunk;
		term->last = chunk;
	}
	return chunk->bytes + chunk->used;
}

static void
append(struct postings *postings, struct term *term, uint32_t value)
{
	uint8_t *at = reserve(postings, term);

	term->last->used += (uint32_t)(varint_put(at, value) - at);
}

static void
open_posting(struct postings *postings, uint32_t number)
{
	struct term *term = &postings->terms[number];

	append(postings, term, postings->document - term->next_document);
	term->next_document = postings->document + 1;
	term->count = term->position = term->passage = 0;
	term->has_position = false;
	postings->open = heap_grow(postings->open, postings->open_count, &postings->open_cap, sizeof *postings->open);
	postings->open[postings->open_count++] = number;
}

static void
add_position(struct postings *postings, struct term *term, uint32_t position)
{
	if (term->has_position && position == term->position)
		return;
	append(postings, term, position - term->position + 1);
	term->position = position;
	term->has_position = true;
}

void
postings_add(struct postings *postings, uint32_t number, struct hit hit)
{
	struct term *term = &postings->terms[number];
	bool is_better;

	if (!term->quality)
		open_posting(postings, number);
	is_better = term->quality <= hit.quality;
	/* The passage to show is the first with the best hit; a title or number is in none of its own. */
	if (is_better && hit.quality <= QUALITY_SUMMARY && (!term->quality || term->quality <= QUALITY_FACT + 1))
		term->passage = hit.passage;
	if (is_better)
		term->quality = (uint8_t)(hit.quality + 1);
	term->count += hit.quality == QUALITY_ONCE;
	if (!hit.is_piece)
		add_position(postings, term, hit.position);
}

/* How often a word stands in a text tells more where the text is short. Measured against a fixed length, not the average of the collection:
 * else each record would move all others. */
static enum quality
quality_of(const struct term *term, uint32_t word_count)
{
	uint32_t often = term->count * 1024 / (256 + word_count);

	if (term->quality != QUALITY_ONCE + 1)
		return (enum quality)(term->quality - 1);
	return often >= 8 ? QUALITY_MUCH : often >= 3 ? QUALITY_OFTEN : QUALITY_ONCE;
}

void
postings_close(struct postings *postings, uint32_t word_count)
{
	for (size_t i = 0; i < postings->open_count; i++) {
		struct term *term = &postings->terms[postings->open[i]];
		uint32_t quality = quality_of(term, word_count);

		append(postings, term, 0);
		append(postings, term, term->passage ? quality | HAS_PASSAGE : quality);
		if (term->passage)
			append(postings, term, term->passage);
		term->quality = 0;
	}
	postings->open_count = 0;
	postings->document++;
}

uint32_t
postings_count(const struct postings *postings)
{
	return (uint32_t)postings->term_count;
}

struct str
postings_name(const struct postings *postings, uint32_t term)
{
	return postings->terms[term].name;
}

static const uint8_t *
read_posting(const uint8_t *at, uint32_t *document, struct posting *posting)
{
	uint32_t quality;

	posting->document = *document + varint_read(&at);
	*document = posting->document + 1;
	posting->positions = at;
	while (*at)
		varint_read(&at);
	posting->positions_length = (uint32_t)(at++ - posting->positions);
	quality = varint_read(&at);
	posting->quality = (enum quality)(quality & 7);
	posting->passage = quality & HAS_PASSAGE ? varint_read(&at) : 0;
	return at;
}

void
postings_read(const struct postings *postings, uint32_t number, struct posting_list *list)
{
	const uint8_t *at, *end;
	uint32_t document = 0;

	buf_clear(&list->bytes);
	list->count = 0;
	for (const struct chunk *chunk = postings->terms[number].first; chunk; chunk = chunk->next)
		buf_add_bytes(&list->bytes, chunk->bytes, chunk->used);
	at = (const uint8_t *)list->bytes.at;
	for (end = at + list->bytes.len; at < end;) {
		list->items = heap_grow(list->items, list->count, &list->cap, sizeof *list->items);
		at = read_posting(at, &document, &list->items[list->count++]);
	}
}

void
posting_list_free(struct posting_list *list)
{
	free(list->items);
	buf_free(&list->bytes);
}
