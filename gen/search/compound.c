/* SPDX-License-Identifier: EUPL-1.2 */
#include "compound.h"

#include <string.h>

#include "compound_table.h"
#include "word.h"

/* What may stand between two parts, the most usual first. */
static const char *const joints[] = {"", "s", "e", "en", "n"};

struct split {
	struct str parts[COMPOUND_PARTS];
	size_t count;
};

/* A word that is being split: for each place of it a bit for each length of a part that begins there. Bit 0: it is known. */
struct splitting {
	struct str word;
	uint16_t lengths[WORD_LONGEST];
};

static bool
is_part(uint64_t word)
{
	uint64_t hash = compound_hash(word), bit = hash >> (64 - COMPOUND_FILTER_BITS);
	uint32_t at = (uint32_t)(hash >> (64 - COMPOUND_SLOT_BITS));

	if (!(compound_filter[bit / 64] >> bit % 64 & 1))
		return false;
	for (; compound_words[at]; at = (at + 1) & ((1u << COMPOUND_SLOT_BITS) - 1))
		if (compound_words[at] == word)
			return true;
	return false;
}

static uint16_t
find_lengths(struct str rest)
{
	unsigned lengths = 1;
	uint64_t word = 0;

	for (size_t i = 0; i < rest.len && i < COMPOUND_MOST && rest.at[i] >= 'a' && rest.at[i] <= 'z'; i++) {
		word |= compound_letter(rest.at[i], i);
		if (i + 1 >= COMPOUND_LEAST && is_part(word))
			lengths |= 1u << (i + 1);
	}
	return (uint16_t)lengths;
}

static unsigned
lengths_at(struct splitting *splitting, size_t at)
{
	if (!splitting->lengths[at])
		splitting->lengths[at] = find_lengths(str_slice(splitting->word, at, splitting->word.len));
	return splitting->lengths[at];
}

/* Splits what is left of a word into the fewest parts, at most room of them; the longest first part wins among equals. */
static bool
split_rest(struct splitting *splitting, size_t at, size_t room, struct split *best)
{
	struct str rest = str_slice(splitting->word, at, splitting->word.len);
	unsigned lengths = lengths_at(splitting, at);

	best->count = 0;
	if (rest.len <= COMPOUND_MOST && lengths >> rest.len & 1) {
		*best = (struct split){.parts = {rest}, .count = 1};
		return true;
	}
	for (size_t len = COMPOUND_MOST; room > 1 && len >= COMPOUND_LEAST; len--) {
		if (!(lengths >> len & 1))
			continue;
		for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
			size_t next = len + strlen(joints[i]);
			struct split found;

			if (next + COMPOUND_LEAST > rest.len || !str_starts(str_slice(rest, len, rest.len), joints[i]) ||
			    !split_rest(splitting, at + next, room - 1, &found))
				continue;
			room = found.count;
			best->parts[0] = str_slice(rest, 0, len);
			memcpy(best->parts + 1, found.parts, found.count * sizeof *found.parts);
			best->count = found.count + 1;
			break;
		}
	}
	return best->count > 0;
}

size_t
compound_split(struct str word, struct str pieces[COMPOUND_PIECES])
{
	struct splitting splitting = {.word = word};
	struct split split;
	size_t count = 0;

	if (word.len < 2 * COMPOUND_LEAST || word.len > WORD_LONGEST || !split_rest(&splitting, 0, COMPOUND_PARTS, &split) ||
	    split.count < 2)
		return 0;
	for (size_t first = 0; first < split.count; first++)
		for (size_t last = first; last < split.count; last++) {
			struct str start = split.parts[first], end = split.parts[last];

			if (first > 0 || last + 1 < split.count)
				pieces[count++] = (struct str){start.at, (size_t)(end.at - start.at) + end.len};
		}
	return count;
}
