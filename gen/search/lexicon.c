/* SPDX-License-Identifier: EUPL-1.2 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "compound.h"
#include "word.h"

enum { KEY_SHORT = 23, KEY_LONG = UINT8_MAX, ROWS_LEAST = 1024 };

/* A row is half a line of the cache, and words of up to 23 bytes stand in it: as the rows' keys, with zeros behind. */
struct row {
	uint32_t hash, meaning; /* meaning: plus 1; 0 where the row is free */
	char key[KEY_SHORT];
	uint8_t len; /* KEY_LONG: key begins with a struct str */
};

/* A table from words to numbers. */
struct words {
	struct row *rows;
	uint32_t count, cap;
};

struct name {
	const char *at;
	uint32_t len, hash;
};

struct lexicon {
	struct arena *arena, *scratch;
	struct sb_stemmer *stemmer;
	struct words written; /* meaning: an offset into meanings */
	struct words pieces;  /* parts of compounds, folded; meaning: the term of their stem */
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
	lexicon->written.cap = lexicon->pieces.cap = lexicon->by_name_cap = ROWS_LEAST;
	lexicon->written.rows = take_zeroed(ROWS_LEAST, sizeof *lexicon->written.rows);
	lexicon->pieces.rows = take_zeroed(ROWS_LEAST, sizeof *lexicon->pieces.rows);
	lexicon->by_name = take_zeroed(lexicon->by_name_cap, sizeof *lexicon->by_name);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->written.rows);
	free(lexicon->pieces.rows);
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
is_long(const struct row *row, struct str word)
{
	struct str there;

	if (row->len != KEY_LONG)
		return false;
	memcpy(&there, row->key, sizeof there);
	return str_equal(there, word);
}

/* The key and the length of a short word, as a row has them. */
struct key {
	uint64_t parts[3];
};

static struct key
key_of(struct str word)
{
	struct key key = {{0}};
	char *bytes = (char *)key.parts;

	if (word.len <= KEY_SHORT)
		memcpy(bytes, word.at, word.len);
	bytes[KEY_SHORT] = (char)word.len;
	return key;
}

static bool
row_has(const struct row *row, struct key key)
{
	struct key there;

	memcpy(&there, row->key, sizeof there);
	return there.parts[0] == key.parts[0] && there.parts[1] == key.parts[1] && there.parts[2] == key.parts[2];
}

/* The row of a word, or the free one that is to be its. */
static struct row *
find_row(const struct words *words, struct str word, uint32_t hash)
{
	struct key key = key_of(word);

	for (uint32_t at = hash;; at++) {
		struct row *row = &words->rows[at & (words->cap - 1)];

		if (!row->meaning)
			return row;
		if (row->hash == hash && (word.len <= KEY_SHORT ? row_has(row, key) : is_long(row, word)))
			return row;
	}
}

static void
grow_words(struct words *words)
{
	struct row *old = words->rows;
	uint32_t cap = words->cap;

	words->cap *= 2;
	words->rows = take_zeroed(words->cap, sizeof *words->rows);
	for (uint32_t i = 0; i < cap; i++) {
		uint32_t at = old[i].hash;

		if (!old[i].meaning)
			continue;
		while (words->rows[at & (words->cap - 1)].meaning)
			at++;
		words->rows[at & (words->cap - 1)] = old[i];
	}
	free(old);
}

static void
fill_row(struct lexicon *lexicon, struct words *words, struct row *row, struct str word, uint32_t hash, uint32_t meaning)
{
	struct key key = key_of(word);

	row->hash = hash;
	row->meaning = meaning + 1;
	memcpy(row->key, &key, sizeof key);
	if (word.len > KEY_SHORT) {
		row->len = KEY_LONG;
		word = arena_str(lexicon->arena, word);
		memcpy(row->key, &word, sizeof word);
	}
	if (++words->count > words->cap / 4 * 3)
		grow_words(words);
}

static uint32_t
piece_term(struct lexicon *lexicon, struct str piece)
{
	uint32_t hash = (uint32_t)hash_of(piece), term;
	struct row *row = find_row(&lexicon->pieces, piece, hash);

	if (row->meaning)
		return row->meaning - 1;
	term = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, piece));
	fill_row(lexicon, &lexicon->pieces, row, piece, hash, term);
	return term;
}

static void
add_meaning(struct lexicon *lexicon, uint32_t value)
{
	lexicon->meanings =
		heap_grow(lexicon->meanings, lexicon->meaning_count, &lexicon->meaning_cap, sizeof *lexicon->meanings);
	lexicon->meanings[lexicon->meaning_count++] = value;
}

static uint32_t
meaning_new(struct lexicon *lexicon, struct str folded)
{
	struct str pieces[COMPOUND_PIECES];
	size_t start = lexicon->meaning_count, count;
	uint32_t stem;

	add_meaning(lexicon, 0);
	if (folded.len == 0 || folded.len > WORD_LONGEST)
		return (uint32_t)start;
	stem = lexicon_term(lexicon, stemmer_stem(lexicon->stemmer, folded));
	add_meaning(lexicon, stem);
	count = compound_split(folded, pieces);
	for (size_t i = 0; i < count; i++) {
		uint32_t term = piece_term(lexicon, pieces[i]);

		if (term != stem)
			add_meaning(lexicon, term);
	}
	lexicon->meanings[start] = (uint32_t)(lexicon->meaning_count - start - 1);
	return (uint32_t)start;
}

static bool
is_folded(struct str word)
{
	for (size_t i = 0; i < word.len; i++)
		if (!char_is_digit(word.at[i]) && (word.at[i] < 'a' || word.at[i] > 'z'))
			return false;
	return true;
}

/* What words mean that are different until they are folded is told once. */
static uint32_t
find_meaning(struct lexicon *lexicon, struct str written)
{
	struct str folded = is_folded(written) ? written : word_fold(lexicon->scratch, written);
	uint32_t hash = (uint32_t)hash_of(folded), meaning;
	struct row *row = find_row(&lexicon->written, folded, hash);

	if (row->meaning) {
		meaning = row->meaning - 1;
	} else {
		meaning = meaning_new(lexicon, folded);
		fill_row(lexicon, &lexicon->written, row, folded, hash, meaning);
	}
	arena_reset(lexicon->scratch);
	return meaning;
}

uint32_t
lexicon_look(const struct lexicon *lexicon, struct str written)
{
	uint32_t hash = (uint32_t)hash_of(written);

	__builtin_prefetch(&lexicon->written.rows[hash & (lexicon->written.cap - 1)]);
	return hash;
}

uint32_t
lexicon_word(struct lexicon *lexicon, struct str written, uint32_t hash)
{
	struct row *row = find_row(&lexicon->written, written, hash);
	uint32_t meaning;

	if (row->meaning)
		return row->meaning - 1;
	meaning = find_meaning(lexicon, written);
	row = find_row(&lexicon->written, written, hash);
	if (!row->meaning)
		fill_row(lexicon, &lexicon->written, row, written, hash, meaning);
	return meaning;
}

size_t
lexicon_terms(const struct lexicon *lexicon, uint32_t meaning, const uint32_t **terms)
{
	*terms = &lexicon->meanings[meaning + 1];
	return lexicon->meanings[meaning];
}
