/* SPDX-License-Identifier: EUPL-1.2 */
#include "reference.h"

#include <string.h>

#include "../base/utf8.h"
#include "../model/kamerstuk.h"

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

struct scan {
	struct arena *arena;
	struct str text;
	const struct reference_terms *terms;
	struct references found;
};

static struct str
rest_from(const struct scan *scan, size_t at)
{
	return str_slice(scan->text, at, scan->text.len);
}

static size_t
skip_blanks(const struct scan *scan, size_t at)
{
	while (at < scan->text.len) {
		size_t next = at;

		if (!utf8_is_space(utf8_next(scan->text, &next)))
			break;
		at = next;
	}
	return at;
}

static bool
is_word_character(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

static bool
is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Nothing before offset that makes it the middle of a word, a compound or a path. */
static bool
begins_word(const struct scan *scan, size_t at)
{
	uint32_t before = utf8_before(scan->text, at);

	return !is_word_character(before) && !is_hyphen(before) && before != '/' && before != '_' && before != '.';
}

/* The same behind it: 'SEA' in 'SEA-thema' is no word of its own. */
static bool
ends_word(const struct scan *scan, size_t at)
{
	size_t next = at;
	uint32_t c;

	if (at >= scan->text.len)
		return true;
	c = utf8_next(scan->text, &next);
	if (is_word_character(c) || c == '_')
		return false;
	if (!is_hyphen(c) || next >= scan->text.len)
		return true;
	return !is_word_character(utf8_next(scan->text, &next));
}

/* The offset behind word, lower case and whole, its first letter maybe a capital; or at. */
static size_t
skip_word(const struct scan *scan, size_t at, const char *word)
{
	struct str rest = rest_from(scan, at);
	size_t len = strlen(word);

	if (rest.len < len || char_lower(rest.at[0]) != word[0] || memcmp(rest.at + 1, word + 1, len - 1) != 0)
		return at;
	return ends_word(scan, at + len) ? at + len : at;
}

static void
add(struct scan *scan, struct reference reference)
{
	struct references *found = &scan->found;

	reference.flags |= REF_RECOGNISED;
	found->items = arena_grow(scan->arena, found->items, found->count, &found->cap, sizeof *found->items);
	found->items[found->count++] = reference;
}

/* Addresses. */

static size_t
scan_address(struct scan *scan, size_t at)
{
	size_t end = at + sizeof "https://" - 1;
	int depth = 0;

	if (!str_starts(rest_from(scan, at), "https://"))
		return at;
	while (end < scan->text.len) {
		size_t next = end;
		uint32_t c = utf8_next(scan->text, &next);

		if (utf8_is_space(c) || c < 0x20 || strchr("<>\"`{}|\\^", (int)(c < 0x80 ? c : ' ')))
			break;
		depth += (c == '(') - (c == ')');
		if (depth < 0)
			break;
		end = next;
	}
	while (end > at && strchr(".,;:!?'*_~", scan->text.at[end - 1]))
		end--;
	if (end <= at + sizeof "https://" - 1)
		return at;
	add(scan, (struct reference){.start = at, .end = end, .kind = REF_URL, .name = str_slice(scan->text, at, end)});
	return end;
}

/* Kamerstukken. */

static void
add_kamerstuk(struct scan *scan, size_t start, size_t end, const struct kamerstuk *kamerstuk)
{
	add(scan, (struct reference){.start = start, .end = end, .kind = REF_KAMERSTUK,
	                             .name = kamerstuk_key(scan->arena, kamerstuk)});
}

/* 'I' or 'II' and the session, as the official style writes them: Kamerstukken II 2023/24, 36 470, nr. 6. */
static size_t
skip_chamber_and_session(const struct scan *scan, size_t at)
{
	struct str rest = rest_from(scan, at);
	size_t chamber = str_starts(rest, "II ") ? 3 : str_starts(rest, "I ") ? 2 : 0, digits = 0, start = at + chamber;

	if (!chamber)
		return at;
	while (start + digits < scan->text.len && strchr("0123456789/-", scan->text.at[start + digits]))
		digits++;
	if (digits && start + digits < scan->text.len && scan->text.at[start + digits] == ',')
		return skip_blanks(scan, start + digits + 1);
	return start;
}

/* What stands between two papers of one phrase: ';', ',', 'en'. */
static size_t
skip_separator(const struct scan *scan, size_t at)
{
	size_t next = skip_blanks(scan, at), word;

	if (next < scan->text.len && (scan->text.at[next] == ';' || scan->text.at[next] == ','))
		next = skip_blanks(scan, next + 1);
	word = skip_word(scan, next, "en");
	if (word == next && next < scan->text.len && scan->text.at[next] == '&')
		word = next + 1;
	return word > next ? skip_blanks(scan, word) : next > at ? next : at;
}

/* 'en nr. 295' or, behind 'nrs.', 'en 295': another paper of the same dossier. */
static size_t
read_next_number(const struct scan *scan, size_t at, bool is_plural, struct kamerstuk *kamerstuk, size_t *start)
{
	bool ignored;
	size_t number = kamerstuk_skip_number_word(scan->text, at, &ignored), end;

	if (number == at && !is_plural)
		return at;
	end = kamerstuk_read_number(scan->text, number, kamerstuk->number);
	*start = at;
	return end > number ? end : at;
}

/* The papers behind the first of a phrase. is_listed: the word was 'Kamerstukken'. */
static size_t
scan_more_papers(struct scan *scan, size_t at, struct kamerstuk kamerstuk, bool is_plural, bool is_listed)
{
	for (;;) {
		size_t next = skip_separator(scan, at), end, start = next;
		struct kamerstuk other = kamerstuk;
		bool is_bare;

		if (next == at)
			return at;
		end = kamerstuk_read(scan->text, next, &other, &is_bare);
		if (end > next && (!is_listed || !other.number[0]))
			end = next;
		if (end == next) {
			other = kamerstuk;
			memset(other.number, 0, sizeof other.number);
			end = read_next_number(scan, next, is_plural, &other, &start);
		}
		if (end == next)
			return at;
		add_kamerstuk(scan, start, end, &other);
		kamerstuk = other;
		at = end;
	}
}

/* Whether 'nrs.' stands in what was just read. */
static bool
says_numbers(struct str text)
{
	return str_contains(text, "nrs");
}

static size_t
scan_papers(struct scan *scan, size_t at)
{
	size_t word = skip_word(scan, at, "kamerstukken"), start, end;
	bool is_listed = word > at, is_bare;
	struct kamerstuk kamerstuk;

	if (!is_listed)
		word = skip_word(scan, at, "kamerstuk");
	start = skip_blanks(scan, word);
	if (word == at || start == word)
		return at;
	start = skip_chamber_and_session(scan, start);
	end = kamerstuk_read(scan->text, start, &kamerstuk, &is_bare);
	if (end == start)
		return at;
	add_kamerstuk(scan, is_listed ? start : at, end, &kamerstuk);
	if (!kamerstuk.number[0])
		return end;
	return scan_more_papers(scan, end, kamerstuk, says_numbers(str_slice(scan->text, start, end)), is_listed);
}

/* '36 800 X, G' or '31 865, nr. 267' without the word: only where more than digits stands there, and no amount. */
static size_t
scan_bare_paper(struct scan *scan, size_t at)
{
	struct kamerstuk kamerstuk;
	bool is_bare;
	size_t end = kamerstuk_read(scan->text, at, &kamerstuk, &is_bare), before = at;
	uint32_t c;

	if (end == at || is_bare || !kamerstuk.number[0])
		return at;
	/* '36800-X-3' alone may be anything; a comma or 'nr.' says that it is a paper. */
	if (!str_contains(str_slice(scan->text, at, end), ",") && !str_contains(str_slice(scan->text, at, end), "nr"))
		return at;
	while (before > 0 && utf8_is_space(utf8_before(scan->text, before)))
		before--;
	c = utf8_before(scan->text, before);
	if (c == 0x20AC || utf8_is_digit(c))
		return at;
	add_kamerstuk(scan, at, end, &kamerstuk);
	return scan_more_papers(scan, end, kamerstuk, says_numbers(str_slice(scan->text, at, end)), false);
}

/* Numbers: of questions and recommendations. */

enum { MOST_NUMBERS = 64, WIDEST_RANGE = 60 };

struct number_list {
	struct {
		size_t start, end;
		int64_t value;
		bool is_range; /* from the one before it up to this one */
	} items[MOST_NUMBERS];
	size_t count;
	size_t end;
};

static bool
is_followed_by_unit(const struct scan *scan, size_t at)
{
	static const char *const units[] = {"miljoen", "miljard", "duizend", "procent", "euro", "jaar", "maanden", "weken",
	                                    "dagen", "keer", "maal", "mln", "mld"};
	size_t next = skip_blanks(scan, at);

	if (next < scan->text.len && scan->text.at[next] == '%')
		return true;
	for (size_t i = 0; next > at && i < sizeof units / sizeof *units; i++)
		if (skip_word(scan, next, units[i]) > next)
			return true;
	return false;
}

static size_t
read_count(const struct scan *scan, size_t at, int64_t *value)
{
	size_t end = at;

	while (end < scan->text.len && char_is_digit(scan->text.at[end]))
		end++;
	if (end == at || end - at > 4 || scan->text.at[at] == '0')
		return at;
	if (!ends_word(scan, end) || is_followed_by_unit(scan, end))
		return at;
	if (end + 1 < scan->text.len && strchr(".,:/", scan->text.at[end]) && char_is_digit(scan->text.at[end + 1]))
		return at;
	str_to_integer(str_slice(scan->text, at, end), value);
	return end;
}

/* What joins two numbers: 'en', 'of', '&', a comma (where the word was plural), or 't/m' and its like for a range. */
static size_t
skip_joint(const struct scan *scan, size_t at, bool is_plural, bool *is_range)
{
	static const char *const ands[] = {"en", "of", "alsmede", "evenals"};
	static const char *const ranges[] = {"t/m ", "tot en met "};
	size_t next = skip_blanks(scan, at);
	struct str rest;

	*is_range = false;
	if (is_plural && next < scan->text.len && scan->text.at[next] == ',')
		at = next = skip_blanks(scan, next + 1);
	rest = rest_from(scan, next);
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (str_starts(rest, ranges[i])) {
			*is_range = true;
			return skip_blanks(scan, next + strlen(ranges[i]));
		}
	}
	if (is_plural && (str_starts(rest, "–") || (str_starts(rest, "-") && next == at))) {
		*is_range = true;
		return skip_blanks(scan, next + (rest.at[0] == '-' ? 1 : sizeof "–" - 1));
	}
	for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
		size_t word = skip_word(scan, next, ands[i]);

		if (word > next)
			return skip_blanks(scan, word);
	}
	return next;
}

/* '6', '6 en 7', '3, 5 en 9', '26 en vraag 54', '3 t/m 7'. False where no number stands there. */
static bool
read_numbers(const struct scan *scan, size_t at, bool is_plural, const char *singular, struct number_list *list)
{
	bool is_range = false;

	list->count = 0;
	list->end = at;
	while (list->count < MOST_NUMBERS) {
		int64_t value;
		size_t word = skip_word(scan, at, singular), number = word > at ? skip_blanks(scan, word) : at;
		size_t end = read_count(scan, number, &value);

		if (end == number)
			break;
		list->items[list->count].start = at;
		list->items[list->count].end = end;
		list->items[list->count].value = value;
		list->items[list->count++].is_range = is_range;
		list->end = end;
		at = skip_joint(scan, end, is_plural, &is_range);
		if (at == end)
			break;
	}
	return list->count > 0;
}

/* A word of the language that says 'this one here', so that no other source is named. */
static bool
means_this(struct str phrase)
{
	static const char *const words[] = {"deze ", "dit "};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_starts(phrase, words[i]))
			return true;
	return false;
}

/* What is named behind the numbers, 'van de SP-fractie', 'uit de PR Veiligheid': up to the end of its words. "" where nothing is;
 * false where it can only be another source. */
static bool
read_named(const struct scan *scan, size_t at, struct str *of)
{
	static const char *const joints[] = {"van", "uit"};
	size_t next = skip_blanks(scan, at), end;

	*of = STR("");
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t word = skip_word(scan, next, joints[i]);
		struct str phrase;

		if (word == next || next == at)
			continue;
		word = skip_blanks(scan, word);
		end = word;
		while (end < scan->text.len && !strchr(".,;:()?!\x1F", scan->text.at[end]))
			end++;
		phrase = str_slice(scan->text, word, end);
		if (!means_this(phrase))
			*of = str_slice(phrase, 0, 120);
		return phrase.len > 0;
	}
	return true;
}

/* Sources that have recommendations of their own. Where a sentence names one, its numbers may be theirs. */
static const char *const other_sources[] = {
	"Rekenkamer", "Ombudsman", "Onderzoeksraad", "Auditdienst", "Raad van State", "Adviesraad", "Visitatiecommissie",
	"Inspecteur-Generaal", "vorige brief", "eerdere brief", "vorige lijst", "eerdere lijst", "vorige set",
};

static bool
names_other_source(const struct scan *scan, size_t at)
{
	size_t start, end;
	struct str sentence;

	sentence_around(scan->text, at, &start, &end);
	sentence = str_slice(scan->text, start, end);
	for (size_t i = 0; i < sizeof other_sources / sizeof *other_sources; i++)
		if (str_contains(sentence, other_sources[i]))
			return true;
	return false;
}

/* 'Rekenkameraanbeveling' is one word; 'ARK aanbeveling 3' names its source right before it. A capital that begins the sentence is no
 * name. */
static bool
follows_a_name(const struct scan *scan, size_t at)
{
	size_t end = at, start, sentence, sentence_end;
	size_t first;

	while (end > 0 && utf8_is_space(utf8_before(scan->text, end)))
		end--;
	start = end;
	while (start > 0 && is_word_character(utf8_before(scan->text, start)))
		start--;
	if (start == end)
		return false;
	sentence_around(scan->text, at, &sentence, &sentence_end);
	first = start;
	return start > sentence && utf8_is_upper(utf8_next(scan->text, &first));
}

/* Whether the sentence says 'zie' before offset. */
static bool
says_see(const struct scan *scan, size_t at)
{
	size_t start, end;

	sentence_around(scan->text, at, &start, &end);
	for (size_t i = start; i + 3 <= at; i++)
		if (char_lower(scan->text.at[i]) == 'z' && begins_word(scan, i) && skip_word(scan, i, "zie") > i)
			return true;
	return false;
}

static struct str
number_text(struct scan *scan, int64_t value)
{
	return arena_printf(scan->arena, "%lld", (long long)value);
}

/* The numbers between the ends of a range are meant too, and cover no text. */
static void
add_range(struct scan *scan, int64_t from, int64_t to, struct reference like)
{
	for (int64_t value = from + 1; value < to && value - from < WIDEST_RANGE; value++) {
		like.name = number_text(scan, value);
		like.flags |= REF_SILENT;
		like.end = like.start;
		add(scan, like);
	}
}

static void
add_numbers(struct scan *scan, size_t at, const struct number_list *list, enum ref_kind kind, struct str of)
{
	unsigned flags = kind == REF_QUESTION && says_see(scan, at) ? REF_SEE : 0;

	for (size_t i = 0; i < list->count; i++) {
		struct reference reference = {
			.start = i ? list->items[i].start : at,
			.end = list->items[i].end,
			.kind = kind,
			.flags = flags,
			.name = number_text(scan, list->items[i].value),
			.of = of,
		};

		if (list->items[i].is_range && i)
			add_range(scan, list->items[i - 1].value, list->items[i].value, reference);
		add(scan, reference);
	}
}

static size_t
scan_numbered(struct scan *scan, size_t at, const char *singular, const char *plural, enum ref_kind kind)
{
	size_t word = skip_word(scan, at, plural), start;
	bool is_plural = word > at;
	struct number_list list;
	struct str of;

	if (!is_plural)
		word = skip_word(scan, at, singular);
	start = skip_blanks(scan, word);
	if (word == at || start == word || !read_numbers(scan, start, is_plural, singular, &list))
		return at;
	if (!read_named(scan, list.end, &of) || names_other_source(scan, at) || follows_a_name(scan, at))
		return list.end;
	add_numbers(scan, at, &list, kind, of);
	return list.end;
}

/* TZ202307-053. */
static size_t
scan_commitment(struct scan *scan, size_t at)
{
	struct str rest = rest_from(scan, at);
	static const char pattern[] = "TZ000000-000";

	if (rest.len < sizeof pattern - 1)
		return at;
	for (size_t i = 0; pattern[i]; i++)
		if (pattern[i] == '0' ? !char_is_digit(rest.at[i]) : rest.at[i] != pattern[i])
			return at;
	if (!ends_word(scan, at + sizeof pattern - 1))
		return at;
	add(scan, (struct reference){.start = at, .end = at + sizeof pattern - 1, .kind = REF_COMMITMENT,
	                             .name = str_slice(rest, 0, sizeof pattern - 1)});
	return at + sizeof pattern - 1;
}

/* The small words of surnames. */
static size_t
skip_particle(const struct scan *scan, size_t at)
{
	static const char *const particles[] = {"van", "de", "den", "der", "ter", "ten", "te", "el", "von", "la", "le"};

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		size_t word = skip_word(scan, at, particles[i]);

		if (word > at)
			return word;
	}
	return at;
}

/* One name, 'Van Vroonhoven': particles, then a word with a capital (and what is hyphened to it). */
static size_t
skip_surname(const struct scan *scan, size_t at)
{
	size_t start = at, next, first;

	for (;;) {
		next = skip_particle(scan, start);
		if (next == start)
			break;
		start = skip_blanks(scan, next);
		if (start == next)
			return at;
	}
	first = start;
	if (start >= scan->text.len || !utf8_is_upper(utf8_next(scan->text, &first)))
		return at;
	while (start < scan->text.len) {
		next = start;
		uint32_t c = utf8_next(scan->text, &next);

		if (!is_word_character(c) && c != 0x2019 && c != '\'' && !is_hyphen(c))
			break;
		start = next;
	}
	return start;
}

/* 'motie-Van Eijk', 'motie-Van Vroonhoven/Vermeer', with a blank for the hyphen too. */
static size_t
scan_motion(struct scan *scan, size_t at)
{
	size_t start = at + sizeof "motie" - 1, end, next;
	struct str rest = rest_from(scan, at);

	if (!(str_starts(rest, "motie") || str_starts(rest, "Motie")) || start >= scan->text.len)
		return at;
	next = start;
	if (is_hyphen(utf8_next(scan->text, &next)))
		start = next;
	else if (skip_blanks(scan, start) > start)
		start = skip_blanks(scan, start);
	else
		return at;
	end = skip_surname(scan, start);
	while (end > start && end < scan->text.len && scan->text.at[end] == '/') {
		next = skip_surname(scan, end + 1);
		if (next == end + 1)
			break;
		end = next;
	}
	if (end == start || !ends_word(scan, end))
		return at;
	add(scan, (struct reference){.start = at, .end = end, .kind = REF_MOTION, .name = str_slice(scan->text, start, end)});
	return end;
}

/* Terms. */

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

		if (!is_word_character(utf8_next(text, &next)))
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
	struct term_text *term = arena_alloc(terms->arena, sizeof *term), *same = table_find(terms->by_first_word, key), *before = NULL;

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
			size_t next = skip_blanks(scan, in_text);

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
	return ends_word(scan, in_text) ? in_text : at;
}

static size_t
scan_term(struct scan *scan, size_t at)
{
	struct str word = first_word(rest_from(scan, at));
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
			add(scan, (struct reference){.start = at, .end = end, .kind = REF_TERM, .name = term->id});
		return end;
	}
	return at;
}

/* Tries what may begin with the first letter of a word. */
static size_t
scan_word(struct scan *scan, size_t at)
{
	size_t end = at;

	switch (char_lower(scan->text.at[at])) {
	case 'a':
		end = scan_numbered(scan, at, "aanbeveling", "aanbevelingen", REF_RECOMMENDATION);
		break;
	case 'h':
		end = scan_address(scan, at);
		break;
	case 'k':
		end = scan_papers(scan, at);
		break;
	case 'm':
		end = scan_motion(scan, at);
		break;
	case 't':
		end = scan_commitment(scan, at);
		break;
	case 'v':
		end = scan_numbered(scan, at, "vraag", "vragen", REF_QUESTION);
		break;
	case '1': case '2': case '3': case '4':
		end = scan_bare_paper(scan, at);
		break;
	default:
		break;
	}
	return end > at ? end : scan_term(scan, at);
}

static size_t
skip_rest_of_word(const struct scan *scan, size_t at)
{
	size_t next = at;

	utf8_next(scan->text, &next);
	while (next < scan->text.len) {
		size_t after = next;

		if (!is_word_character(utf8_next(scan->text, &after)))
			break;
		next = after;
	}
	return next;
}

struct references
references_find(struct arena *arena, struct str text, const struct reference_terms *terms)
{
	struct scan scan = {.arena = arena, .text = text, .terms = terms};
	size_t at = 0;

	while (at < text.len) {
		size_t next = at, end;
		uint32_t c = utf8_next(text, &next);

		if (!is_word_character(c)) {
			at = next;
			continue;
		}
		end = begins_word(&scan, at) ? scan_word(&scan, at) : at;
		at = end > at ? end : skip_rest_of_word(&scan, at);
	}
	return scan.found;
}
