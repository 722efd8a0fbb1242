/* SPDX-License-Identifier: EUPL-1.2 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "compound.h"
#include "word.h"

enum { ROWS_LEAST = 1024, CACHE_LINE = 64, WRITTEN_LONGEST = 1024 /* bytes; folded, it is longer than a term can be */ };

/* A hash above, a number plus 1 below; 0 where the row is free. Eight to a line of the cache, so that most looks into a table load one. */
struct rows {
	uint64_t *items;
	uint32_t count, cap;
};

/* Spelled beside what it leads to: one place in memory tells whether a word is the one that was meant, and its terms. */
struct meaning {
	uint16_t len, count;
	uint32_t units[]; /* count terms, then the word */
};

struct name {
	const char *at;
	uint32_t len, hash;
};

struct lexicon {
	struct arena *arena, *scratch;
	struct sb_stemmer *stemmer;
	struct rows written, pieces; /* to meanings: of words as they are written; of parts of compounds, folded: their stems */
	uint32_t *units;             /* meanings, by their offsets */
	size_t unit_count, unit_cap;
	struct rows by_name;
	struct name *names; /* of terms, by number */
	size_t name_count, name_cap;
};

/* On lines of the cache. */
static void *
take_zeroed(size_t count, size_t size)
{
	void *at = aligned_alloc(CACHE_LINE, count * size);

	if (!at)
		die_out_of_memory();
	return memset(at, 0, count * size);
}

struct lexicon *
lexicon_new(void)
{
	struct arena *arena = arena_new();
	struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);

	lexicon->arena = arena;
	lexicon->scratch = arena_new();
	lexicon->stemmer = stemmer_new();
	lexicon->written = lexicon->pieces = lexicon->by_name = (struct rows){.cap = ROWS_LEAST};
	lexicon->written.items = take_zeroed(ROWS_LEAST, sizeof *lexicon->written.items);
	lexicon->pieces.items = take_zeroed(ROWS_LEAST, sizeof *lexicon->pieces.items);
	lexicon->by_name.items = take_zeroed(ROWS_LEAST, sizeof *lexicon->by_name.items);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->written.items);
	free(lexicon->pieces.items);
	free(lexicon->by_name.items);
	free(lexicon->units);
	free(lexicon->names);
	stemmer_free(lexicon->stemmer);
	arena_free(lexicon->scratch);
	arena_free(lexicon->arena);
}

static void
grow_rows(struct rows *rows)
{
	uint64_t *old = rows->items;
	uint32_t cap = rows->cap;

	rows->cap *= 2;
	rows->items = take_zeroed(rows->cap, sizeof *rows->items);
	for (uint32_t i = 0; i < cap; i++) {
		uint32_t at = (uint32_t)(old[i] >> 32);

		if (!old[i])
			continue;
		while (rows->items[at & (rows->cap - 1)])
			at++;
		rows->items[at & (rows->cap - 1)] = old[i];
	}
	free(old);
}

static void
fill_row(struct rows *rows, uint64_t *row, uint32_t hash, uint32_t number)
{
	*row = (uint64_t)hash << 32 | (number + 1);
	if (++rows->count > rows->cap / 2)
		grow_rows(rows);
}

static uint32_t
number_in(uint64_t row)
{
	return (uint32_t)row - 1;
}

/* Terms. */

uint32_t
term_hash(struct str term)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < term.len; i++)
		hash = (hash ^ (unsigned char)term.at[i]) * 16777619u;
	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	return hash ^ hash >> 13;
}

/* The row of a name, or the free one that is to be its. */
static uint64_t *
find_name(const struct lexicon *lexicon, struct str name, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		uint64_t *row = &lexicon->by_name.items[at & (lexicon->by_name.cap - 1)];

		if (!*row || (*row >> 32 == hash && str_equal(lexicon_name(lexicon, number_in(*row)), name)))
			return row;
	}
}

uint32_t
lexicon_term(struct lexicon *lexicon, struct str name)
{
	uint32_t hash = term_hash(name), number = (uint32_t)lexicon->name_count;
	uint64_t *row = find_name(lexicon, name, hash);

	if (*row)
		return number_in(*row);
	lexicon->names = heap_grow(lexicon->names, lexicon->name_count, &lexicon->name_cap, sizeof *lexicon->names);
	lexicon->names[lexicon->name_count++] = (struct name){arena_str(lexicon->arena, name).at, (uint32_t)name.len, hash};
	fill_row(&lexicon->by_name, row, hash, number);
	return number;
}

uint32_t
lexicon_count(const struct lexicon *lexicon)
{
	return (uint32_t)lexicon->name_count;
}

struct str
lexicon_name(const struct lexicon *lexicon, uint32_t term)
{
	return (struct str){lexicon->names[term].at, lexicon->names[term].len};
}

uint32_t
lexicon_hash(const struct lexicon *lexicon, uint32_t term)
{
	return lexicon->names[term].hash;
}

/* Words. */

static const struct meaning *
meaning_at(const struct lexicon *lexicon, uint32_t offset)
{
	return (const struct meaning *)(const void *)&lexicon->units[offset];
}

static bool
same_eight(const char *a, const char *b)
{
	uint64_t x, y;

	memcpy(&x, a, sizeof x);
	memcpy(&y, b, sizeof y);
	return x == y;
}

/* What memcmp does, for texts of the length of words. */
static bool
same_bytes(const char *a, const char *b, size_t len)
{
	size_t at = 0;

	for (; at + 8 <= len; at += 8)
		if (!same_eight(a + at, b + at))
			return false;
	if (len >= 8)
		return same_eight(a + len - 8, b + len - 8);
	while (at < len && a[at] == b[at])
		at++;
	return at == len;
}

static bool
is_meant(const struct lexicon *lexicon, uint32_t offset, struct str word)
{
	const struct meaning *meaning = meaning_at(lexicon, offset);

	return meaning->len == word.len && same_bytes((const char *)(meaning->units + meaning->count), word.at, word.len);
}

/* The row of a word, or the free one that is to be its. */
static uint64_t *
find_row(const struct lexicon *lexicon, const struct rows *rows, struct str word, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		uint64_t *row = &rows->items[at & (rows->cap - 1)];

		if (!*row || (*row >> 32 == hash && is_meant(lexicon, number_in(*row), word)))
			return row;
	}
}

/* Room for a meaning; returns its offset. */
static uint32_t
meaning_new(struct lexicon *lexicon, struct str word, const uint32_t *terms, size_t count)
{
	size_t size = sizeof(struct meaning) / sizeof(uint32_t) + count + (word.len + sizeof(uint32_t) - 1) / sizeof(uint32_t);
	uint32_t offset = (uint32_t)lexicon->unit_count;
	struct meaning *meaning;

	if (lexicon->unit_cap - lexicon->unit_count < size) {
		lexicon->unit_cap += lexicon->unit_cap / 2 + size + ROWS_LEAST;
		lexicon->units = memory_take_more(lexicon->units, lexicon->unit_cap * sizeof *lexicon->units);
	}
	lexicon->unit_count += size;
	meaning = (struct meaning *)(void *)&lexicon->units[offset];
	*meaning = (struct meaning){(uint16_t)word.len, (uint16_t)count};
	memcpy(meaning->units, terms, count * sizeof *terms);
	memcpy(meaning->units + count, word.at, word.len);
	return offset;
}

static uint32_t
piece_term(struct lexicon *lexicon, struct str piece)
{
	uint32_t hash = (uint32_t)hash_of(piece), term;
	uint64_t *row = find_row(lexicon, &lexicon->pieces, piece, hash);

	if (*row)
		return meaning_at(lexicon, number_in(*row))->units[0];
	term = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, piece));
	fill_row(&lexicon->pieces, row, hash, meaning_new(lexicon, piece, &term, 1));
	return term;
}

/* The terms of a folded word; returns how many. */
static size_t
find_terms(struct lexicon *lexicon, struct str folded, uint32_t terms[1 + COMPOUND_PIECES])
{
	struct str pieces[COMPOUND_PIECES];
	size_t count = 1, piece_count;

	if (folded.len == 0 || folded.len > WORD_LONGEST)
		return 0;
	piece_count = compound_split(folded, pieces);
	terms[0] = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, folded));
	for (size_t i = 0; i < piece_count; i++) {
		uint32_t term = piece_term(lexicon, pieces[i]);

		if (term != terms[0])
			terms[count++] = term;
	}
	return count;
}

static bool
is_folded(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_is_digit(word.at[i]) && (word.at[i] < 'a' || word.at[i] > 'z'))
			return false;
	return true;
}

/* What a word means that is another until it is folded: stemmed and split once. Returns how many terms. */
static size_t
copy_terms(struct lexicon *lexicon, struct str folded, uint32_t terms[1 + COMPOUND_PIECES])
{
	const uint32_t *known;
	size_t count = lexicon_terms(lexicon, lexicon_word(lexicon, folded, (uint32_t)hash_of(folded)), &known);

	memcpy(terms, known, count * sizeof *terms);
	return count;
}

static uint32_t
add_word(struct lexicon *lexicon, struct str written, uint32_t hash)
{
	struct str folded = is_folded(written) ? written : word_fold(lexicon->scratch, written);
	uint32_t terms[1 + COMPOUND_PIECES], meaning;
	size_t count;

	count = str_equal(folded, written) ? find_terms(lexicon, folded, terms) : copy_terms(lexicon, folded, terms);
	meaning = meaning_new(lexicon, written, terms, count);
	fill_row(&lexicon->written, find_row(lexicon, &lexicon->written, written, hash), hash, meaning);
	arena_reset(lexicon->scratch);
	return meaning;
}

uint32_t
lexicon_look(const struct lexicon *lexicon, struct str written)
{
	uint32_t hash = (uint32_t)hash_of(written);

	__builtin_prefetch(&lexicon->written.items[hash & (lexicon->written.cap - 1)]);
	return hash;
}

void
lexicon_look_closer(const struct lexicon *lexicon, uint32_t hash)
{
	uint64_t row = lexicon->written.items[hash & (lexicon->written.cap - 1)];

	if (row)
		__builtin_prefetch(&lexicon->units[number_in(row)]);
}

uint32_t
lexicon_word(struct lexicon *lexicon, struct str written, uint32_t hash)
{
	const uint64_t *row;

	if (written.len > WRITTEN_LONGEST) {
		written = STR("");
		hash = (uint32_t)hash_of(written);
	}
	row = find_row(lexicon, &lexicon->written, written, hash);
	return *row ? number_in(*row) : add_word(lexicon, written, hash);
}

size_t
lexicon_terms(const struct lexicon *lexicon, uint32_t meaning, const uint32_t **terms)
{
	*terms = meaning_at(lexicon, meaning)->units;
	return meaning_at(lexicon, meaning)->count;
}
