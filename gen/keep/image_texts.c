/* SPDX-License-Identifier: EUPL-1.2 */
#include "image_texts.h"

#include <stdlib.h>
#include <string.h>

#include "../base/memory.h"

struct image_texts {
	struct image_file *file;
	const struct site *site;
	char *at;
	size_t *places; /* of the texts of each record, from at on; and where the last ends */
	char *buffers;  /* a piece for each thread */
};

/* ---- places ---- */

enum { ALIGNMENT = 8 };

static size_t
room_of(const struct tape *tape)
{
	size_t size = tape->event_count * sizeof *tape->events + tape->ref_count * sizeof *tape->refs +
	              tape->fill_count * sizeof *tape->fills + tape->pool_size;

	return (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

struct tape
image_texts_next(char **at, const struct tape *tape)
{
	struct tape placed = *tape;

	placed.events = (void *)*at;
	placed.refs = (void *)(placed.events + tape->event_count);
	placed.fills = (void *)(placed.refs + tape->ref_count);
	placed.pool = (void *)(placed.fills + tape->fill_count);
	*at += room_of(tape);
	return placed;
}

static void
find_places(struct image_texts *texts)
{
	const struct records *records = &texts->site->records;
	size_t place = 0;

	texts->places = memory_take_zeroed(records->count + 1, sizeof *texts->places);
	for (size_t i = 0; i < records->count; i++) {
		texts->places[i] = place;
		for (size_t k = 0; k < records->items[i]->prose_count; k++)
			place += room_of(&records->items[i]->proses[k]->tape);
	}
	texts->places[records->count] = place;
}

struct image_texts *
image_texts_new(struct image_file *file, const struct site *site, unsigned jobs)
{
	struct image_texts *texts = memory_take_zeroed(1, sizeof *texts);

	texts->file = file;
	texts->site = site;
	find_places(texts);
	texts->at = image_file_reserve(file, texts->places[site->records.count]);
	texts->buffers = memory_take_zeroed(jobs, IMAGE_PIECE);
	return texts;
}

void
image_texts_free(struct image_texts *texts)
{
	free(texts->places);
	free(texts->buffers);
	free(texts);
}

char *
image_texts_at(const struct image_texts *texts, const struct record *record)
{
	return texts->at + texts->places[record->index];
}

/* ---- pieces ---- */

size_t
image_texts_pieces(const struct image_texts *texts)
{
	return (texts->places[texts->site->records.count] + IMAGE_PIECE - 1) / IMAGE_PIECE;
}

/* What a piece has of some bytes that lie at an address. */
static void
put(char *piece, const char *from, const void *at, const void *bytes, size_t size)
{
	size_t start = (const char *)at < from ? (size_t)(from - (const char *)at) : 0;
	size_t place = (const char *)at < from ? 0 : (size_t)((const char *)at - from);

	if (start >= size || place >= IMAGE_PIECE)
		return;
	size -= start;
	memcpy(piece + place, (const char *)bytes + start, size < IMAGE_PIECE - place ? size : IMAGE_PIECE - place);
}

static void
put_tape(char *piece, const char *from, char **at, const struct tape *tape)
{
	static const char nothing[ALIGNMENT];
	struct tape placed = image_texts_next(at, tape);
	const char *end = placed.pool + tape->pool_size;

	put(piece, from, placed.events, tape->events, tape->event_count * sizeof *tape->events);
	put(piece, from, placed.refs, tape->refs, tape->ref_count * sizeof *tape->refs);
	put(piece, from, placed.fills, tape->fills, tape->fill_count * sizeof *tape->fills);
	put(piece, from, placed.pool, tape->pool, tape->pool_size);
	put(piece, from, end, nothing, (size_t)(*at - end));
}

/* The last record whose texts begin there or before. */
static size_t
record_at(const struct image_texts *texts, size_t place)
{
	size_t from = 0, until = texts->site->records.count;

	while (until - from > 1) {
		size_t middle = from + (until - from) / 2;

		if (texts->places[middle] <= place)
			from = middle;
		else
			until = middle;
	}
	return from;
}

void
image_texts_write(const struct image_texts *texts, unsigned worker, size_t index)
{
	const struct records *records = &texts->site->records;
	size_t place = index * IMAGE_PIECE;
	char *piece = texts->buffers + worker * IMAGE_PIECE;
	const char *from = texts->at + place;

	if (place + IMAGE_PIECE > texts->places[records->count])
		memset(piece, 0, IMAGE_PIECE);
	for (size_t i = record_at(texts, place); i < records->count && texts->places[i] < place + IMAGE_PIECE; i++) {
		char *at = texts->at + texts->places[i];

		for (size_t k = 0; k < records->items[i]->prose_count; k++)
			put_tape(piece, from, &at, &records->items[i]->proses[k]->tape);
	}
	image_file_put(texts->file, from, piece);
}
