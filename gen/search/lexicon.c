/* SPDX-License-Identifier: EUPL-1.2 */
#include "lexicon.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/memory.h"
#include "../base/table.h"
#include "compound.h"
#include "letters.h"
#include "stem.h"
#include "word.h"

enum {
	ROW_BITS_LEAST = 9,
	AT_ONCE = 32,
	ROW_BITS_MOST = 22, /* that a table begins with */
	LONG_SELDOM = 16,
	WRITTEN_LONGEST = 1024 /* bytes; folded, it is longer than a term can be */
};

/* A term by its name. */
struct term_row {
	uint32_t hash;
	uint32_t number; /* plus 1; 0 where the row is free */
};

/* A short word, folded. Free where it has no letters. */
struct short_row {
	struct letters word;
	struct meaning meaning;
	uint32_t record, place; /* in which it was met last, and where among those met there */
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

/* A short word whose row is on its way from memory. */
struct looking {
	struct letters word;
	uint64_t hash;
};

struct lexicon {
	struct arena *arena, *scratch;
	struct short_row *shorts;
	uint32_t short_count;
	unsigned short_shift; /* that makes a place among them of a hash */
	struct long_row *longs;
	uint32_t long_count, long_cap;
	uint32_t *pieces; /* by meaning: how many, then their terms */
	size_t piece_count, piece_cap;
	struct term_row *by_name;
	uint32_t name_count, by_name_cap;
	uint32_t class_counts[TERM_CLASSES];
	struct name *names; /* of terms, by number */
	size_t name_cap;
	/* The record under way, and the text of it. */
	uint32_t record; /* from 1 */
	struct met *met;
	size_t met_count, met_cap;
	struct telling telling;
	size_t *numbers, number_count, number_cap;
	struct looking looking[AT_ONCE]; /* none between texts */
	size_t looking_count;
};

static const struct meaning no_meaning = {.term = NO_TERM};

static void
add_piece(struct lexicon *lexicon, uint32_t unit)
{
	lexicon->pieces = heap_grow(lexicon->pieces, lexicon->piece_count, &lexicon->piece_cap, sizeof *lexicon->pieces);
	lexicon->pieces[lexicon->piece_count++] = unit;
}

/* Texts have as many different words as the root of their length, or somewhat more: of forty megabytes 75,000. Where about half of the rows are in use,
 * none need be placed anew, nor is memory touched that a table would grow out of. */
static unsigned
row_bits_for(uint64_t weight)
{
	unsigned bits = ROW_BITS_LEAST;

	while (bits < ROW_BITS_MOST && UINT64_C(1) << (2 * bits - 8) < weight)
		bits++;
	return bits;
}

static uint32_t
short_cap(const struct lexicon *lexicon)
{
	return UINT32_C(1) << (64 - lexicon->short_shift);
}

struct lexicon *
lexicon_new(uint64_t weight)
{
	struct arena *arena = arena_new();
	struct lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);

	lexicon->arena = arena;
	lexicon->scratch = arena_new();
	lexicon->short_shift = 64 - row_bits_for(weight);
	lexicon->by_name_cap = short_cap(lexicon);
	lexicon->long_cap = UINT32_C(1) << row_bits_for(weight / LONG_SELDOM);
	lexicon->shorts = memory_take_table(short_cap(lexicon), sizeof *lexicon->shorts);
	lexicon->longs = memory_take_table(lexicon->long_cap, sizeof *lexicon->longs);
	lexicon->by_name = memory_take_table(lexicon->by_name_cap, sizeof *lexicon->by_name);
	add_piece(lexicon, 0);
	return lexicon;
}

void
lexicon_free(struct lexicon *lexicon)
{
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
static struct term_row *
find_name(const struct lexicon *lexicon, struct str name, uint32_t hash)
{
	for (uint32_t at = hash;; at++) {
		struct term_row *row = &lexicon->by_name[at & (lexicon->by_name_cap - 1)];

		if (!row->number || (row->hash == hash && str_equal(lexicon_name(lexicon, row->number - 1), name)))
			return row;
	}
}

static void
grow_names(struct lexicon *lexicon)
{
	struct term_row *old = lexicon->by_name;
	uint32_t cap = lexicon->by_name_cap;

	lexicon->by_name_cap *= 2;
	lexicon->by_name = memory_take_table(lexicon->by_name_cap, sizeof *lexicon->by_name);
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
	struct term_row *row = find_name(lexicon, name, hash);

	if (row->number)
		return row->number - 1;
	number = lexicon->class_counts[class]++ << TERM_CLASS_BITS | class;
	while (number >= lexicon->name_cap)
		lexicon->names = heap_grow(lexicon->names, lexicon->name_cap, &lexicon->name_cap, sizeof *lexicon->names);
	lexicon->names[number] = (struct name){arena_str(lexicon->arena, name).at, (uint32_t)name.len, hash};
	*row = (struct term_row){hash, number + 1};
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

/* The highest bits are as good as they can be, the lowest are not. */
static uint64_t
hash_letters(struct letters word)
{
	return (word.halves[0] ^ word.halves[1] * UINT64_C(0xC2B2AE3D27D4EB4F)) * UINT64_C(0x9E3779B97F4A7C15);
}

static inline struct short_row *
short_home(const struct lexicon *lexicon, uint64_t hash)
{
	return &lexicon->shorts[hash >> lexicon->short_shift];
}

/* The row of a word, or the free one that is to be its. */
static inline struct short_row *
find_short(const struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	struct short_row *row = short_home(lexicon, hash), *end = lexicon->shorts + short_cap(lexicon);

	while (!same_letters(row->word, word) && has_letters(row->word))
		row = row + 1 < end ? row + 1 : lexicon->shorts;
	return row;
}

static void
grow_shorts(struct lexicon *lexicon)
{
	struct short_row *old = lexicon->shorts;
	uint32_t cap = short_cap(lexicon);

	lexicon->short_shift--;
	lexicon->shorts = memory_take_table(short_cap(lexicon), sizeof *lexicon->shorts);
	for (uint32_t i = 0; i < cap; i++)
		if (has_letters(old[i].word))
			*find_short(lexicon, old[i].word, hash_letters(old[i].word)) = old[i];
	free(old);
}

/* A word that has no row yet. */
static struct short_row *
add_short(struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	char folded[sizeof word + 1] = {0};
	struct meaning meaning;
	struct short_row *row;

	memcpy(folded, word.halves, sizeof word.halves);
	meaning = stem_and_split(lexicon, str_from(folded));
	if (lexicon->short_count >= short_cap(lexicon) / 4 * 3)
		grow_shorts(lexicon);
	row = find_short(lexicon, word, hash);
	*row = (struct short_row){.word = word, .meaning = meaning};
	lexicon->short_count++;
	return row;
}

static inline struct short_row *
mean_short(struct lexicon *lexicon, struct letters word, uint64_t hash)
{
	struct short_row *row = find_short(lexicon, word, hash);

	return has_letters(row->word) ? row : add_short(lexicon, word, hash);
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
	lexicon->longs = memory_take_table(lexicon->long_cap, sizeof *lexicon->longs);
	for (uint32_t i = 0; i < cap; i++)
		if (old[i].at)
			*find_long(lexicon, (struct str){old[i].at, old[i].len}, old[i].hash) = old[i];
	free(old);
}

static struct meaning
mean_long(struct lexicon *lexicon, struct str written)
{
	uint32_t hash = (uint32_t)hash_of(written);
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
		return mean_short(lexicon, letters, hash_letters(letters))->meaning;
	return mean_long(lexicon, folded);
}

const uint32_t *
lexicon_pieces(const struct lexicon *lexicon, uint32_t pieces)
{
	return lexicon->pieces + pieces;
}

/* Texts. */

static void
make_room(struct lexicon *lexicon)
{
	while (lexicon->met_cap - lexicon->met_count < AT_ONCE)
		lexicon->met = heap_grow(lexicon->met, lexicon->met_cap, &lexicon->met_cap, sizeof *lexicon->met);
}

/* A word that is new to the record, or was met at a place. Half of them are new, so that nobody could guess which: this goes the same way for both. There is
 * room for it. */
static inline uint32_t
tell(struct lexicon *lexicon, struct meaning meaning, bool is_new, uint32_t place)
{
	uint32_t known = (uint32_t)is_new - 1, at = ((uint32_t)lexicon->met_count & ~known) | (place & known);
	struct met *met = &lexicon->met[at];
	uint32_t worth = met->worth & known;

	lexicon->met_count += is_new;
	met->meaning = meaning;
	met->count = (met->count & known) + lexicon->telling.count;
	met->worth = worth > lexicon->telling.worth ? worth : lexicon->telling.worth;
	return at;
}

static inline void
meet(struct lexicon *lexicon, struct short_row *row)
{
	row->place = tell(lexicon, row->meaning, row->record != lexicon->record, row->place);
	row->record = lexicon->record;
}

static void
meet_all(struct lexicon *lexicon)
{
	make_room(lexicon);
	for (size_t i = 0; i < lexicon->looking_count; i++)
		meet(lexicon, mean_short(lexicon, lexicon->looking[i].word, lexicon->looking[i].hash));
	lexicon->looking_count = 0;
}

static inline void
look(struct lexicon *lexicon, struct letters word)
{
	struct looking *looking = &lexicon->looking[lexicon->looking_count++];

	looking->word = word;
	looking->hash = hash_letters(word);
	__builtin_prefetch(short_home(lexicon, looking->hash));
	if (lexicon->looking_count == AT_ONCE)
		meet_all(lexicon);
}

static void
read_long(struct lexicon *lexicon, struct str written)
{
	struct meaning meaning = no_meaning;

	if (written.len <= WRITTEN_LONGEST)
		meaning = mean_long(lexicon, written);
	if (meaning.term == NO_TERM)
		return;
	make_room(lexicon);
	tell(lexicon, meaning, true, 0);
}

/* The dossiers of this age, and TZ202307-053. */
static inline bool
may_begin_number(struct str word)
{
	char first = word.at[0];

	return (first >= '1' && first <= '4') || ((first | 0x20) == 't' && word.len > 1 && (word.at[1] | 0x20) == 'z');
}

static inline void
look_for_number(struct lexicon *lexicon, struct str text, struct str word)
{
	if (!may_begin_number(word))
		return;
	lexicon->numbers = heap_grow(lexicon->numbers, lexicon->number_count, &lexicon->number_cap, sizeof *lexicon->numbers);
	lexicon->numbers[lexicon->number_count++] = (size_t)(word.at - text.at);
}

/* A stretch that is long, or not ASCII. */
static void
read_stretch(struct lexicon *lexicon, struct str text, struct str stretch)
{
	struct str word;

	for (size_t at = 0; word_next(stretch, &at, &word);) {
		struct letters letters = letters_of(word);

		look_for_number(lexicon, text, word);
		if (has_letters(letters))
			look(lexicon, letters);
		else
			read_long(lexicon, word);
	}
}

void
lexicon_begin(struct lexicon *lexicon)
{
	lexicon->record++;
	lexicon->met_count = 0;
	arena_reset(lexicon->scratch);
}

struct starts
lexicon_read(struct lexicon *lexicon, struct str text, struct telling telling)
{
	struct stretches stretches = stretches_of(text);
	struct str stretch;

	lexicon->telling = telling;
	lexicon->number_count = 0;
	while (stretches_next(&stretches, &stretch)) {
		struct letters letters = stretch.len <= WORD_SHORT ? letters_at(stretch.at, stretch.len) : (struct letters){0};

		if (has_letters(letters)) {
			look_for_number(lexicon, text, stretch);
			look(lexicon, letters);
		} else {
			read_stretch(lexicon, text, stretch);
		}
	}
	meet_all(lexicon);
	return (struct starts){lexicon->numbers, lexicon->number_count};
}

struct words
lexicon_words(const struct lexicon *lexicon)
{
	return (struct words){lexicon->met, lexicon->met_count};
}
