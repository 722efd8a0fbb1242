/* SPDX-License-Identifier: EUPL-1.2 */
#include "index.h"

#include <stdlib.h>

#include "../base/table.h"
#include "compound.h"
#include "word.h"

enum { FEW_WORDS = 4, GAP = 8 };

/* What a word as written leads to: its stem, then the pieces of its compound. Each word is folded, stemmed and split once. */
struct meaning {
	uint32_t count;
	uint32_t terms[];
};

struct index {
	const struct site *site;
	struct tables tables;
	struct arena *arena, *scratch;
	struct document *documents;
	size_t count, next;
	struct postings *postings;
	struct table *meanings; /* of words as written: struct meaning */
	struct sb_stemmer *stemmer;
	struct text text;
	struct passages passages;
};

/* The place that each record has by its hash, or the next free one: records come by id, so clashes are settled in that order. */
static void
place_documents(struct index *index)
{
	const struct records *records = &index->site->records;
	uint32_t size = UINT32_C(1) << index->tables.slots;
	uint32_t *slots = arena_array(index->scratch, size, sizeof *slots); /* index of a record, plus 1 */

	for (size_t i = 0; i < records->count; i++) {
		uint32_t slot = (uint32_t)hash_of(records->items[i]->id) & (size - 1);

		while (slots[slot])
			slot = (slot + 1) & (size - 1);
		slots[slot] = (uint32_t)i + 1;
	}
	for (uint32_t slot = 0; slot < size; slot++) {
		const struct record *record = slots[slot] ? records->items[slots[slot] - 1] : NULL;

		if (record)
			index->documents[index->count++] =
				(struct document){record, slot, search_year(record), search_status(index->site, record)};
	}
	arena_reset(index->scratch);
}

struct index *
index_new(const struct site *site, struct tables tables)
{
	struct arena *arena = arena_new();
	struct index *index = arena_alloc(arena, sizeof *index);

	index->site = site;
	index->tables = tables;
	index->arena = arena;
	index->scratch = arena_new();
	index->documents = arena_array(arena, site->records.count, sizeof *index->documents);
	index->postings = postings_new();
	index->meanings = table_new(arena);
	index->stemmer = stemmer_new();
	place_documents(index);
	return index;
}

void
index_free(struct index *index)
{
	postings_free(index->postings);
	stemmer_free(index->stemmer);
	text_free(&index->text);
	free(index->passages.ends);
	arena_free(index->scratch);
	arena_free(index->arena);
}

static struct meaning *
meaning_new(struct index *index, struct str written)
{
	struct str folded = word_fold(index->scratch, written), pieces[COMPOUND_PIECES];
	size_t count = folded.len <= WORD_LONGEST ? compound_split(folded, pieces) : 0;
	struct meaning *meaning = arena_alloc(index->arena, sizeof *meaning + (count + 1) * sizeof *meaning->terms);

	if (folded.len == 0 || folded.len > WORD_LONGEST)
		return meaning;
	meaning->terms[meaning->count++] = postings_term(index->postings, stemmer_stem(index->stemmer, folded));
	for (size_t i = 0; i < count; i++) {
		uint32_t term = postings_term(index->postings, stemmer_stem(index->stemmer, pieces[i]));

		if (term != meaning->terms[0])
			meaning->terms[meaning->count++] = term;
	}
	return meaning;
}

static const struct meaning *
find_meaning(struct index *index, struct str written)
{
	struct meaning *meaning = table_find(index->meanings, written);

	if (!meaning) {
		meaning = meaning_new(index, written);
		table_set(index->meanings, arena_str(index->arena, written), meaning);
	}
	return meaning;
}

static size_t
count_words(struct str text)
{
	struct str word;
	size_t at = 0, count = 0;

	while (count <= FEW_WORDS && word_next(text, &at, &word))
		count++;
	return count;
}

static enum quality
quality_of(const struct part *part, struct str text)
{
	switch (part->kind) {
	case PART_TITLE:
		return count_words(text) <= FEW_WORDS ? QUALITY_NUMBER : QUALITY_TITLE;
	case PART_NUMBER:
		return QUALITY_NUMBER;
	case PART_SUMMARY:
		return QUALITY_SUMMARY;
	case PART_PROSE:
		return QUALITY_ONCE;
	case PART_FACT:
		break;
	}
	return QUALITY_FACT;
}

/* What a piece of a compound is worth beside a whole word. */
static enum quality
quality_of_piece(enum quality whole)
{
	return whole >= QUALITY_TITLE ? QUALITY_OFTEN : whole == QUALITY_SUMMARY ? QUALITY_FACT : QUALITY_PART;
}

/* The numbers that begin with the word at offset. Of a record's own number only the whole of it is its number: 31516 alone is its dossier's.
 * Returns how many there are. */
static size_t
add_numbers(struct index *index, struct str text, size_t offset, struct hit hit)
{
	char terms[NUMBER_TERMS][NUMBER_LONGEST];
	size_t count = number_terms(text, offset, terms);

	for (size_t i = 0; i < count; i++) {
		struct hit number = hit;

		if (hit.quality == QUALITY_NUMBER && i + 1 < count)
			number.quality = QUALITY_SUMMARY;
		postings_add(index->postings, postings_term(index->postings, str_from(terms[i])), number);
	}
	return count;
}

static void
add_word(struct index *index, const struct meaning *meaning, struct hit hit)
{
	struct hit piece = hit;

	piece.quality = quality_of_piece(hit.quality);
	piece.is_piece = true;
	if (meaning->count)
		postings_add(index->postings, meaning->terms[0], hit);
	for (uint32_t i = 1; i < meaning->count; i++)
		postings_add(index->postings, meaning->terms[i], piece);
}

/* Returns the position behind the part. */
static uint32_t
add_part(struct index *index, const struct part *part, uint32_t position)
{
	struct str all = buf_str(&index->text.bytes), text = str_slice(all, part->start, part->end), word;
	struct hit hit = {.quality = quality_of(part, text), .position = position};

	for (size_t at = 0; word_next(text, &at, &word); hit.position++) {
		size_t offset = (size_t)(word.at - all.at);

		while (hit.passage + 1 < index->passages.count && offset >= index->passages.ends[hit.passage])
			hit.passage++;
		if (add_numbers(index, text, (size_t)(word.at - text.at), hit) && part->kind == PART_NUMBER)
			hit.quality = QUALITY_SUMMARY;
		add_word(index, find_meaning(index, word), hit);
	}
	return hit.position + GAP;
}

static void
cut_passages(struct index *index)
{
	struct passages *passages = &index->passages;
	size_t at = index->text.shown;

	passages->count = 0;
	do {
		at = text_passage_end(&index->text, at);
		passages->ends = heap_grow(passages->ends, passages->count, &passages->cap, sizeof *passages->ends);
		passages->ends[passages->count++] = at;
	} while (at < index->text.bytes.len);
}

const struct document *
index_next(struct index *index, const struct text **text, const struct passages **passages)
{
	const struct document *document = &index->documents[index->next];
	uint32_t position = 0;

	if (index->next == index->count)
		return NULL;
	index->next++;
	arena_reset(index->scratch);
	text_gather(&index->text, index->scratch, index->site, document->record);
	cut_passages(index);
	for (size_t i = 0; i < index->text.count; i++)
		position = add_part(index, &index->text.parts[i], position);
	postings_close(index->postings, position);
	*text = &index->text;
	*passages = &index->passages;
	return document;
}

const struct site *
index_site(const struct index *index)
{
	return index->site;
}

struct tables
index_tables(const struct index *index)
{
	return index->tables;
}

const struct document *
index_documents(const struct index *index)
{
	return index->documents;
}

const struct postings *
index_postings(const struct index *index)
{
	return index->postings;
}

uint32_t
term_hash(struct str term)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < term.len; i++)
		hash = (hash ^ (unsigned char)term.at[i]) * 16777619u;
	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	return hash ^ hash >> 13;
}
