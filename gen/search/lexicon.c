/* SPDX-License-Identifier: EUPL-1.2 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/table.h"
#include "compound.h"
#include "stem.h"
#include "word.h"

enum {
	ROWS_LEAST = 512,
	CACHE_LINE = 64,
	AT_ONCE = 32,
	FRONT = 4096,          /* rows: what the cache of a core holds */
	WRITTEN_LONGEST = 1024 /* bytes; folded, it is longer than a term can be */
};

/* A term by its name, of which the letters are here where it is short. */
struct term_row {
	struct letters word;
	uint32_t hash;
	uint32_t number; /* plus 1; 0 where the row is free */
};

/* A short word, folded. Free where it has no letters. */
struct short_row {
	struct letters word;
	struct meaning meaning;
};

/* A short word that was met lately: most words of a text are among them. */
struct front_row {
	struct letters word;
	struct meaning meaning;
	uint32_t text, place; /* the text in which it was met last, and where among those met there */
};

/* A word that is longer, or not ASCII, as it is written. */
struct long_row {
	const char *at; /* NULL where the row is free */
	uint32_t len, hash;
	struct meaning meaning;
};

struct name {
	const char *at;
	uint32_t len, hash;
};

struct lexicon {
	struct arena *arena, *scratch;
	struct front_row *front; /* by hash */
	struct short_row *shorts;
	uint32_t short_count, short_cap;
	struct long_row *longs;
	uint32_t long_count, long_cap;
	uint32_t *pieces; /* by meaning: how many, then their terms */
	size_t piece_count, piece_cap;
	struct term_row *by_name;
	uint32_t name_count, by_name_cap;
	uint32_t class_counts[TERM_CLASSES];
	struct name *names; /* of terms, by number */
	size_t name_cap;
	/* The text under way. */
	uint32_t text; /* from 1 */
	struct met *met;
	size_t met_count, met_cap, *numbers, number_count, number_cap;
};

static const struct meaning no_meaning = {.term = NO_TERM};

/* Rows, on lines of the cache. */
static void *
take_zeroed(size_t count, size_t size)
{
	void *at = aligned_alloc(CACHE_LINE, count * size);

	if (!at)
		die_out_of_memory();
	return memset(at, 0, count * size);
}

static void
add_piece(struct lexicon *lexicon, uint32_t unit)
{
	lexicon->pieces = heap_grow(lexicon->pieces, lexicon->piece_count, &lexicon->piece_cap, sizeof *lexicon->pieces);
	lexicon->pieces[lexicon->piece_count++] = unit;
}

struct lexicon *
lexicon_new(void)
{
	struct arena *arena = arena_new();
	struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);

	lexicon->arena = arena;
	lexicon->scratch = arena_new();
	lexicon->front = take_zeroed(FRONT, sizeof *lexicon->front);
	lexicon->shorts = take_zeroed(ROWS_LEAST, sizeof *lexicon->shorts);
	lexicon->short_cap = ROWS_LEAST;
	lexicon->longs = take_zeroed(ROWS_LEAST, sizeof *lexicon->longs);
	lexicon->long_cap = ROWS_LEAST;
	lexicon->by_name = take_zeroed(ROWS_LEAST, sizeof *lexicon->by_name);
	lexicon->by_name_cap = ROWS_LEAST;
	add_piece(lexicon, 0);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
	free(lexicon->front);
	free(lexicon->shorts);
	free(lexicon->longs);
	free(lexicon->pieces);
	free(lexicon->by_name);
	free(lexicon->names);
	free(lexicon->met);
	free(lexicon->numbers);
	arena_free(lexicon->scratch);
	arena_free(lexicon->arena);
}

static bool
same_letters(struct letters a, struct letters b)
{
	return ((a.halves[0] ^ b.halves[0]) | (a.halves[1] ^ b.halves[1])) == 0;
}

static bool
has_letters(struct letters word)
{
	return (word.halves[0] | word.halves[1]) != 0;
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

static bool
is_name(const struct lexicon *lexicon, const struct term_row *row, struct str name, struct letters letters)
{
	return same_letters(row->word, letters) &&
	       (has_letters(letters) || str_equal(lexicon_name(lexicon, row->number - 1), name));
}

/* The row of a name, or the free one that is to be its. */
static struct term_row *
find_name(const struct lexicon *lexicon, struct str name, struct letters letters, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		struct term_row *row = &lexicon->by_name[at & (lexicon->by_name_cap - 1)];

		if (!row->number || (row->hash == hash && is_name(lexicon, row, name, letters)))
			return row;
	}
}

static void
grow_names(struct lexicon *lexicon)
{
	struct term_row *old = lexicon->by_name;
	uint32_t cap = lexicon->by_name_cap;

	lexicon->by_name_cap *= 2;
	lexicon->by_name = take_zeroed(lexicon->by_name_cap, sizeof *lexicon->by_name);
	for (uint32_t i = 0; i < cap; i++) {
		uint32_t at = old[i].hash & (lexicon->by_name_cap - 1);

		if (!old[i].number)
			continue;
		while (lexicon->by_name[at].number)
			at = (at + 1) & (lexicon->by_name_cap - 1);
		lexicon->by_name[at] = old[i];
	}
	free(old);
}

uint32_t
lexicon_term(struct lexicon *lexicon, struct str name)
{
	uint32_t hash = term_hash(name), class = hash & (TERM_CLASSES - 1), number;
	struct letters letters = letters_of(name);
	struct term_row *row = find_name(lexicon, name, letters, hash);

	if (row->number)
		return row->number - 1;
	number = lexicon->class_counts[class]++ << TERM_CLASS_BITS | class;
	while (number >= lexicon->name_cap)
		lexicon->names = heap_grow(lexicon->names, lexicon->name_cap, &lexicon->name_cap, sizeof *lexicon->names);
	lexicon->names[number] = (struct name){arena_str(lexicon->arena, name).at, (uint32_t)name.len, hash};
	*row = (struct term_row){letters, hash, number + 1};
	if (++lexicon->name_count > lexicon->by_name_cap / 4 * 3)
		grow_names(lexicon);
	return number;
}

uint32_t
lexicon_count(const struct lexicon *lexicon, uint32_t class)
{
	return lexicon->class_counts[class];
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

/* What words mean. */

static struct meaning mean_folded(struct lexicon *lexicon, struct str folded);

/* The pieces of a compound mean what they mean as words, but for pieces of their own. Returns where their terms are. */
static uint32_t
add_pieces(struct lexicon *lexicon, const struct str *pieces, size_t piece_count, uint32_t whole)
{
	uint32_t terms[COMPOUND_PIECES], at;
	size_t count = 0;

	for (size_t i = 0; i < piece_count; i++) {
		uint32_t term = mean_folded(lexicon, pieces[i]).term;

		if (term != whole)
			terms[count++] = term;
	}
	if (!count)
		return 0;
	at = (uint32_t)lexicon->piece_count;
	add_piece(lexicon, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		add_piece(lexicon, terms[i]);
	return at;
}

static struct meaning
stem_and_split(struct lexicon *lexicon, struct str folded)
{
	struct str pieces[COMPOUND_PIECES];
	struct meaning meaning = no_meaning;
	char stem[WORD_LONGEST];

	if (folded.len == 0 || folded.len > WORD_LONGEST)
		return no_meaning;
	memcpy(stem, folded.at, folded.len);
	meaning.term = lexicon_term(lexicon, (struct str){stem, stem_word(stem, folded.len)});
	meaning.pieces = add_pieces(lexicon, pieces, compound_split(folded, pieces), meaning.term);
	return meaning;
}

static uint64_t
hash_letters(struct letters word)
{
	uint64_t hash = word.halves[0] * UINT64_C(0x9E3779B97F4A7C15);

	hash = (hash ^ hash >> 32 ^ word.halves[1]) * UINT64_C(0xC2B2AE3D27D4EB4F);
	return hash ^ hash >> 32;
}

/* The row of a word, or the free one that is to be its. */
static struct short_row *
find_short(const struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	for (uint64_t at = hash >> 32;; at++) {
		struct short_row *row = &lexicon->shorts[at & (lexicon->short_cap - 1)];

		if (same_letters(row->word, word) || !has_letters(row->word))
			return row;
	}
}

static void
grow_shorts(struct lexicon *lexicon)
{
	struct short_row *old = lexicon->shorts;
	uint32_t cap = lexicon->short_cap;

	lexicon->short_cap *= 2;
	lexicon->shorts = take_zeroed(lexicon->short_cap, sizeof *lexicon->shorts);
	for (uint32_t i = 0; i < cap; i++)
		if (has_letters(old[i].word))
			*find_short(lexicon, old[i].word, hash_letters(old[i].word)) = old[i];
	free(old);
}

/* A word that has no row yet. */
static struct meaning
add_short(struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	char folded[sizeof word + 1] = {0};
	struct meaning meaning;

	memcpy(folded, word.halves, sizeof word.halves);
	meaning = stem_and_split(lexicon, str_from(folded));
	if (lexicon->short_count >= lexicon->short_cap / 4 * 3)
		grow_shorts(lexicon);
	*find_short(lexicon, word, hash) = (struct short_row){word, meaning};
	lexicon->short_count++;
	return meaning;
}

static struct meaning
mean_short(struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	const struct short_row *row = find_short(lexicon, word, hash);

	return has_letters(row->word) ? row->meaning : add_short(lexicon, word, hash);
}

/* The row of a word, or the free one that is to be its. */
static struct long_row *
find_long(const struct lexicon *lexicon, struct str written, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		struct long_row *row = &lexicon->longs[at & (lexicon->long_cap - 1)];

		if (!row->at || (row->hash == hash && str_equal((struct str){row->at, row->len}, written)))
			return row;
	}
}

static void
grow_longs(struct lexicon *lexicon)
{
	struct long_row *old = lexicon->longs;
	uint32_t cap = lexicon->long_cap;

	lexicon->long_cap *= 2;
	lexicon->longs = take_zeroed(lexicon->long_cap, sizeof *lexicon->longs);
	for (uint32_t i = 0; i < cap; i++)
		if (old[i].at)
			*find_long(lexicon, (struct str){old[i].at, old[i].len}, old[i].hash) = old[i];
	free(old);
}

static struct meaning
mean_long(struct lexicon *lexicon, struct str written, uint32_t hash)
{
	struct long_row row = *find_long(lexicon, written, hash);
	struct str folded;

	if (row.at)
		return row.meaning;
	folded = word_fold(lexicon->scratch, written);
	row.meaning = str_equal(folded, written) ? stem_and_split(lexicon, folded) : mean_folded(lexicon, folded);
	row.at = arena_str(lexicon->arena, written).at;
	row.len = (uint32_t)written.len;
	row.hash = hash;
	if (++lexicon->long_count > lexicon->long_cap / 4 * 3)
		grow_longs(lexicon);
	*find_long(lexicon, written, hash) = row;
	return row.meaning;
}

static struct meaning
mean_folded(struct lexicon *lexicon, struct str folded)
{
	struct letters letters = letters_of(folded);

	if (has_letters(letters))
		return mean_short(lexicon, letters, hash_letters(letters));
	return mean_long(lexicon, folded, (uint32_t)hash_of(folded));
}

size_t
lexicon_pieces(const struct lexicon *lexicon, uint32_t pieces, const uint32_t **terms)
{
	*terms = lexicon->pieces + pieces + 1;
	return lexicon->pieces[pieces];
}

void
lexicon_look_pieces(const struct lexicon *lexicon, uint32_t pieces)
{
	__builtin_prefetch(&lexicon->pieces[pieces]);
}

/* Texts. */

/* A word on its way from memory. */
struct looking {
	struct letters word;
	uint64_t hash;
	struct str written;
};

static uint32_t
add_met(struct lexicon *lexicon, struct meaning meaning)
{
	if (lexicon->met_count == lexicon->met_cap)
		lexicon->met = heap_grow(lexicon->met, lexicon->met_count, &lexicon->met_cap, sizeof *lexicon->met);
	lexicon->met[lexicon->met_count] = (struct met){meaning, 1};
	return (uint32_t)lexicon->met_count++;
}

static struct front_row *
front_row(const struct lexicon *lexicon, uint64_t hash)
{
	return &lexicon->front[hash & (FRONT - 1)];
}

static void
meet_short(struct lexicon *lexicon, const struct looking *looking)
{
	struct front_row *row = front_row(lexicon, looking->hash);

	if (!same_letters(row->word, looking->word))
		*row = (struct front_row){looking->word, mean_short(lexicon, looking->word, looking->hash), 0, 0};
	if (row->text == lexicon->text) {
		lexicon->met[row->place].count++;
		return;
	}
	row->text = lexicon->text;
	row->place = add_met(lexicon, row->meaning);
}

static void
meet_long(struct lexicon *lexicon, const struct looking *looking)
{
	if (looking->written.len > WRITTEN_LONGEST)
		return;
	add_met(lexicon, mean_long(lexicon, looking->written, (uint32_t)looking->hash));
	arena_reset(lexicon->scratch);
}

/* The dossiers of this age, and TZ202307-053. */
static bool
may_begin_number(struct str word)
{
	char first = word.at[0];

	return (first >= '1' && first <= '4') || ((first | 0x20) == 't' && word.len > 1 && (word.at[1] | 0x20) == 'z');
}

static void
add_number(struct lexicon *lexicon, size_t at)
{
	lexicon->numbers = heap_grow(lexicon->numbers, lexicon->number_count, &lexicon->number_cap, sizeof *lexicon->numbers);
	lexicon->numbers[lexicon->number_count++] = at;
}

/* The next words of a text; returns how many. */
static size_t
find_words(struct lexicon *lexicon, struct str text, size_t *at, struct looking looking[AT_ONCE])
{
	size_t count = 0;

	for (; count < AT_ONCE; count++) {
		struct looking *word = &looking[count];

		if (!word_next_letters(text, at, &word->written, &word->word))
			break;
		if (may_begin_number(word->written))
			add_number(lexicon, (size_t)(word->written.at - text.at));
		word->hash = hash_letters(word->word);
		__builtin_prefetch(front_row(lexicon, word->hash));
	}
	return count;
}

/* Begins to look for what the small table does not have. */
static void
look(struct lexicon *lexicon, struct looking *looking)
{
	if (same_letters(front_row(lexicon, looking->hash)->word, looking->word) && has_letters(looking->word))
		return;
	if (has_letters(looking->word)) {
		__builtin_prefetch(&lexicon->shorts[looking->hash >> 32 & (lexicon->short_cap - 1)]);
		return;
	}
	looking->hash = hash_of(looking->written);
	__builtin_prefetch(&lexicon->longs[looking->hash & (lexicon->long_cap - 1)]);
}

struct words
lexicon_read(struct lexicon *lexicon, struct str text)
{
	struct looking looking[AT_ONCE];
	size_t at = 0, count;

	lexicon->text++;
	lexicon->met_count = lexicon->number_count = 0;
	while ((count = find_words(lexicon, text, &at, looking))) {
		for (size_t i = 0; i < count; i++)
			look(lexicon, &looking[i]);
		for (size_t i = 0; i < count; i++) {
			if (has_letters(looking[i].word))
				meet_short(lexicon, &looking[i]);
			else
				meet_long(lexicon, &looking[i]);
		}
	}
	return (struct words){lexicon->met, lexicon->met_count, lexicon->numbers, lexicon->number_count};
}
