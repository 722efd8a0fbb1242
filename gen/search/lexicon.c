/* SPDX-License-Identifier: EUPL-1.2 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "compound.h"
#include "word.h"

enum { KEY_SHORT = 23, KEY_LONG = UINT8_MAX, ROWS_LEAST = 1024 };

/* A row is half a line of the cache, and words of up to 23 bytes stand in it. */
struct row {
	uint32_t hash, meaning; /* meaning: an offset into meanings, plus 1; 0 where the row is free */
	uint8_t len;            /* KEY_LONG: key holds a struct str */
	char key[KEY_SHORT];
};

struct name {
	const char *at;
	uint32_t len, hash;
};

struct lexicon {
	struct arena *arena, *scratch;
	struct sb_stemmer *stemmer;
	struct row *rows;
	uint32_t row_count, row_cap;
	uint32_t *meanings; /* for each word: how many terms, and their numbers */
	size_t meaning_count, meaning_cap;
	struct name *names; /* of terms, by number */
	size_t name_count, name_cap;
	uint32_t *by_name; /* number of a term, plus 1, by its hash */
	uint32_t by_name_cap;
};

static void *
take_zeroed(size_t count, size_t size)
{
	void *at = calloc(count, size);

	if (!at)
		die_out_of_memory();
	return at;
}

struct lexicon *
lexicon_new(void)
{
	struct arena *arena = arena_new();
	struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);

	lexicon->arena = arena;
	lexicon->scratch = arena_new();
	lexicon->stemmer = stemmer_new();
	lexicon->row_cap = lexicon->by_name_cap = ROWS_LEAST;
	lexicon->rows = take_zeroed(lexicon->row_cap, sizeof *lexicon->rows);
	lexicon->by_name = take_zeroed(lexicon->by_name_cap, sizeof *lexicon->by_name);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->rows);
	free(lexicon->by_name);
	free(lexicon->meanings);
	free(lexicon->names);
	stemmer_free(lexicon->stemmer);
	arena_free(lexicon->scratch);
	arena_free(lexicon->arena);
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

static uint32_t *
find_name(const struct lexicon *lexicon, struct str name, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		uint32_t *number = &lexicon->by_name[at & (lexicon->by_name_cap - 1)];

		if (!*number || (lexicon->names[*number - 1].hash == hash && str_equal(lexicon_name(lexicon, *number - 1), name)))
			return number;
	}
}

static void
grow_names(struct lexicon *lexicon)
{
	free(lexicon->by_name);
	lexicon->by_name_cap *= 2;
	lexicon->by_name = take_zeroed(lexicon->by_name_cap, sizeof *lexicon->by_name);
	for (uint32_t i = 0; i < lexicon->name_count; i++)
		*find_name(lexicon, lexicon_name(lexicon, i), lexicon->names[i].hash) = i + 1;
}

uint32_t
lexicon_term(struct lexicon *lexicon, struct str name)
{
	uint32_t hash = term_hash(name), *number = find_name(lexicon, name, hash);

	if (*number)
		return *number - 1;
	lexicon->names = heap_grow(lexicon->names, lexicon->name_count, &lexicon->name_cap, sizeof *lexicon->names);
	lexicon->names[lexicon->name_count++] =
		(struct name){arena_str(lexicon->arena, name).at, (uint32_t)name.len, hash};
	*number = (uint32_t)lexicon->name_count;
	if (lexicon->name_count > lexicon->by_name_cap / 2)
		grow_names(lexicon);
	return (uint32_t)lexicon->name_count - 1;
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

static bool
row_is(const struct row *row, struct str word)
{
	struct str there;

	if (row->len != KEY_LONG)
		return row->len == word.len && memcmp(row->key, word.at, word.len) == 0;
	memcpy(&there, row->key, sizeof there);
	return str_equal(there, word);
}

static void
row_name(struct lexicon *lexicon, struct row *row, struct str word)
{
	if (word.len <= KEY_SHORT) {
		row->len = (uint8_t)word.len;
		memcpy(row->key, word.at, word.len);
		return;
	}
	row->len = KEY_LONG;
	word = arena_str(lexicon->arena, word);
	memcpy(row->key, &word, sizeof word);
}

static void
grow_rows(struct lexicon *lexicon)
{
	struct row *old = lexicon->rows;
	uint32_t cap = lexicon->row_cap;

	lexicon->row_cap *= 2;
	lexicon->rows = take_zeroed(lexicon->row_cap, sizeof *lexicon->rows);
	for (uint32_t i = 0; i < cap; i++) {
		uint32_t at = old[i].hash;

		if (!old[i].meaning)
			continue;
		while (lexicon->rows[at & (lexicon->row_cap - 1)].meaning)
			at++;
		lexicon->rows[at & (lexicon->row_cap - 1)] = old[i];
	}
	free(old);
}

static void
add_meaning(struct lexicon *lexicon, uint32_t value)
{
	lexicon->meanings =
		heap_grow(lexicon->meanings, lexicon->meaning_count, &lexicon->meaning_cap, sizeof *lexicon->meanings);
	lexicon->meanings[lexicon->meaning_count++] = value;
}

/* Returns where it stands, plus 1. */
static uint32_t
meaning_new(struct lexicon *lexicon, struct str written)
{
	struct str folded = word_fold(lexicon->scratch, written), pieces[COMPOUND_PIECES];
	size_t start = lexicon->meaning_count, count;
	uint32_t stem;

	add_meaning(lexicon, 0);
	if (folded.len == 0 || folded.len > WORD_LONGEST)
		return (uint32_t)start + 1;
	stem = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, folded));
	add_meaning(lexicon, stem);
	count = compound_split(folded, pieces);
	for (size_t i = 0; i < count; i++) {
		uint32_t term = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, pieces[i]));

		if (term != stem)
			add_meaning(lexicon, term);
	}
	lexicon->meanings[start] = (uint32_t)(lexicon->meaning_count - start - 1);
	arena_reset(lexicon->scratch);
	return (uint32_t)start + 1;
}

size_t
lexicon_word(struct lexicon *lexicon, struct str written, const uint32_t **terms)
{
	uint32_t hash = (uint32_t)hash_of(written), at = hash;
	struct row *row;

	for (;; at++) {
		row = &lexicon->rows[at & (lexicon->row_cap - 1)];
		if (!row->meaning || (row->hash == hash && row_is(row, written)))
			break;
	}
	if (!row->meaning) {
		row->hash = hash;
		row_name(lexicon, row, written);
		at = row->meaning = meaning_new(lexicon, written);
		if (++lexicon->row_count > lexicon->row_cap / 4 * 3)
			grow_rows(lexicon);
	} else {
		at = row->meaning;
	}
	*terms = &lexicon->meanings[at];
	return lexicon->meanings[at - 1];
}
