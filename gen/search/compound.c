/* SPDX-License-Identifier: EUPL-1.2 */
#include "compound.h"

#include <string.h>

#include "compound_table.h"

/* What may stand between two parts, the most usual first. */
static const char *const joints[] = {"", "s", "e", "en", "n"};

struct split {
	struct str parts[COMPOUND_PARTS];
	size_t count;
};

static bool
is_part(struct str word)
{
	uint32_t at;

	if (word.len < COMPOUND_LEAST || word.len > COMPOUND_MOST)
		return false;
	for (at = compound_hash(word.at, word.len); compound_slots[at & (compound_slot_count - 1)]; at++) {
		const char *there = compound_words + compound_slots[at & (compound_slot_count - 1)] - 1;

		if ((size_t)there[0] == word.len && memcmp(there + 1, word.at, word.len) == 0)
			return true;
	}
	return false;
}

/* Splits what is left of a word into the fewest parts, at most room of them; the longest first part wins among equals. */
static bool
split_rest(struct str rest, size_t room, struct split *best)
{
	size_t longest = rest.len < COMPOUND_MOST ? rest.len : COMPOUND_MOST;

	best->count = 0;
	if (is_part(rest)) {
		*best = (struct split){.parts = {rest}, .count = 1};
		return true;
	}
	for (size_t len = longest; room > 1 && len >= COMPOUND_LEAST; len--) {
		struct str first = str_slice(rest, 0, len);

		if (!is_part(first))
			continue;
		for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
			struct str after = str_slice(rest, len, rest.len);
			struct split found;

			if (!str_starts(after, joints[i]))
				continue;
			after = str_slice(after, strlen(joints[i]), after.len);
			if (after.len < COMPOUND_LEAST || !split_rest(after, room - 1, &found))
				continue;
			room = found.count;
			best->parts[0] = first;
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
	struct split split;
	size_t count = 0;

	if (word.len < 2 * COMPOUND_LEAST || !split_rest(word, COMPOUND_PARTS, &split) || split.count < 2)
		return 0;
	for (size_t first = 0; first < split.count; first++)
		for (size_t last = first; last < split.count; last++) {
			struct str start = split.parts[first], end = split.parts[last];

			if (first > 0 || last + 1 < split.count)
				pieces[count++] = (struct str){start.at, (size_t)(end.at - start.at) + end.len};
		}
	return count;
}
