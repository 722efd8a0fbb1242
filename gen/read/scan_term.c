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

/* What the other scan_… begin with: what stands not here is never tried. A 'd' stands for a digit. */
static const char *const other_starts[] = {"aa", "Aa", "ht", "ka", "Ka", "mo", "Mo", "TZ", "vr", "Vr", "1d", "2d", "3d", "4d"};

static void
add_start(struct reference_terms *terms, unsigned char first, unsigned char second)
{
	const char bytes[2] = {(char)first, (char)second};

	terms->starts[scan_pair(bytes)] = 1;
}

struct reference_terms *
reference_terms_new(struct arena *arena)
{
	struct reference_terms *terms = arena_alloc(arena, sizeof *terms);

	terms->arena = arena;
	terms->by_first_word = table_new(arena);
	for (size_t i = 0; i < sizeof other_starts / sizeof *other_starts; i++) {
		unsigned char first = (unsigned char)other_starts[i][0], second = (unsigned char)other_starts[i][1];

		if (second != 'd')
			add_start(terms, first, second);
		for (unsigned char digit = '0'; second == 'd' && digit <= '9'; digit++)
			add_start(terms, first, digit);
	}
	return terms;
}

static char
char_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The first two letters of a word, in either case; what stands behind a word of one byte may be anything. */
static void
add_word_start(struct reference_terms *terms, struct str word)
{
	unsigned from = word.len > 1 ? (unsigned char)word.at[1] : 0, to = word.len > 1 ? from : 255;

	for (unsigned second = from; second <= to; second++) {
		unsigned char cases[2] = {(unsigned char)second, (unsigned char)char_upper((char)second)};

		for (int i = 0; i < 2; i++) {
			add_start(terms, (unsigned char)word.at[0], cases[i]);
			add_start(terms, (unsigned char)char_upper(word.at[0]), cases[i]);
		}
	}
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
	add_word_start(terms, key);
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
	bool is_any = table_count(scan->terms->by_first_word) > 0;
	struct str word = is_any ? first_word(scan_rest(scan, at)) : STR("");
	char folded[64];
	const struct term_text *term;

	if (word.len == 0 || word.len > sizeof folded)
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
