/* SPDX-License-Identifier: EUPL-1.2 */
/* Terms: definitions and abbreviations that have a record. */
#include "scan.h"

struct term_text {
	struct str text;
	struct str id;
	bool is_exact;
	bool is_ambiguous;
	struct term_text *next; /* of the same first word, the longest first */
};

struct reference_terms {
	struct arena *arena;
	struct table *by_first_word; /* folded to lower case */
};

struct reference_terms *
reference_terms_new(struct arena *arena)
{
	struct reference_terms *terms = arena_alloc(arena, sizeof *terms);

	terms->arena = arena;
	terms->by_first_word = table_new(arena);
	return terms;
}

static struct str
first_word(struct str text)
{
	size_t end = 0;

	while (end < text.len) {
		size_t next = end;

		if (!scan_is_word_character(utf8_next(text, &next)))
			break;
		end = next;
	}
	return str_slice(text, 0, end);
}

static struct str
lower(struct arena *arena, struct str word)
{
	char *copy = arena_cstring(arena, word);

	for (size_t i = 0; i < word.len; i++)
		copy[i] = char_lower(copy[i]);
	return (struct str){copy, word.len};
}

void
reference_terms_add(struct reference_terms *terms, struct str text, struct str id, bool is_exact)
{
	struct str key = lower(terms->arena, first_word(text));
	struct term_text *term = arena_alloc(terms->arena, sizeof *term), *same = table_find(terms->by_first_word, key),
			 *before = NULL;

	if (key.len == 0)
		return;
	*term = (struct term_text){.text = text, .id = id, .is_exact = is_exact};
	for (struct term_text *other = same; other; other = other->next) {
		if (str_equal(other->text, text)) {
			other->is_ambiguous = other->is_ambiguous || !str_equal(other->id, id);
			return;
		}
		if (other->text.len >= text.len)
			before = other;
	}
	if (before) {
		term->next = before->next;
		before->next = term;
	} else {
		term->next = same;
		table_set(terms->by_first_word, key, term);
	}
}

/* The offset behind the term's text; a blank in it is any blank. */
static size_t
match_term(const struct scan *scan, size_t at, const struct term_text *term)
{
	size_t in_text = at;

	for (size_t i = 0; i < term->text.len; i++) {
		char expected = term->text.at[i];

		if (expected == ' ') {
			size_t next = scan_skip_blanks(scan, in_text);

			if (next == in_text)
				return at;
			in_text = next;
			continue;
		}
		if (in_text >= scan->text.len)
			return at;
		if (scan->text.at[in_text] != expected &&
		    !(i == 0 && !term->is_exact && char_lower(scan->text.at[in_text]) == char_lower(expected)))
			return at;
		in_text++;
	}
	return scan_ends_word(scan, in_text) ? in_text : at;
}

size_t
scan_term(struct scan *scan, size_t at)
{
	struct str word = first_word(scan_rest(scan, at));
	char folded[64];
	const struct term_text *term;

	if (!scan->terms || word.len == 0 || word.len > sizeof folded)
		return at;
	for (size_t i = 0; i < word.len; i++)
		folded[i] = char_lower(word.at[i]);
	term = table_find(scan->terms->by_first_word, (struct str){folded, word.len});
	for (; term; term = term->next) {
		size_t end = match_term(scan, at, term);

		if (end == at)
			continue;
		if (!term->is_ambiguous)
			scan_add(scan, (struct reference){.start = at, .end = end, .kind = REF_TERM, .name = term->id});
		return end;
	}
	return at;
}
