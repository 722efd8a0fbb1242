/* SPDX-License-Identifier: EUPL-1.2 */
/* 'vraag 6 en 7', 'aanbeveling 1': numbers of questions and recommendations, and what is named with them. */
#include <string.h>

#include "scan.h"

enum { MOST_NUMBERS = 64, WIDEST_RANGE = 400, LONGEST_NAME = 120 };

struct number_list {
	struct {
		size_t start, end;
		int64_t value;
		bool is_range; /* from the one before it up to this one */
	} items[MOST_NUMBERS];
	size_t count;
	size_t end;
};

bool
scan_is_amount(const struct scan *scan, size_t at)
{
	static const char *const units[] = {"miljoen",  "miljard",   "duizend", "procent",  "euro",    "jaar", "maanden",
	                                    "weken",    "dagen",     "keer",    "maal",     "mln",     "mld",  "uur",
	                                    "januari",  "februari",  "maart",   "april",    "mei",     "juni", "juli",
	                                    "augustus", "september", "oktober", "november", "december"};
	size_t next = scan_skip_blanks(scan, at);

	if (next < scan->text.len && scan->text.at[next] == '%')
		return true;
	for (size_t i = 0; next > at && i < sizeof units / sizeof *units; i++)
		if (scan_skip_word(scan, next, units[i]) > next)
			return true;
	return false;
}

/* '-' or '/' between two numbers. */
static bool
is_stroke(const struct scan *scan, size_t at)
{
	return at + 1 < scan->text.len && strchr("-/", scan->text.at[at]) && char_is_digit(scan->text.at[at + 1]);
}

/* A number of a question or recommendation. Of several, a stroke may join two: 18/19. */
static size_t
read_count(const struct scan *scan, size_t at, bool is_plural, int64_t *value)
{
	size_t end = at;

	while (end < scan->text.len && char_is_digit(scan->text.at[end]))
		end++;
	if (end == at || end - at > 4 || scan->text.at[at] == '0')
		return at;
	if (!(scan_ends_word(scan, end) || (is_plural && is_stroke(scan, end))) || scan_is_amount(scan, end))
		return at;
	if (end + 1 < scan->text.len && strchr(is_plural ? ".,:" : ".,:/", scan->text.at[end]) &&
	    char_is_digit(scan->text.at[end + 1]))
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
	size_t next = scan_skip_blanks(scan, at);
	struct str rest;

	*is_range = false;
	if (is_plural && is_stroke(scan, at)) {
		*is_range = scan->text.at[at] == '-';
		return at + 1;
	}
	if (is_plural && next < scan->text.len && scan->text.at[next] == ',')
		at = next = scan_skip_blanks(scan, next + 1);
	rest = scan_rest(scan, next);
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		if (str_starts(rest, ranges[i])) {
			*is_range = true;
			return scan_skip_blanks(scan, next + strlen(ranges[i]));
		}
	}
	if (is_plural && str_starts(rest, "–")) {
		*is_range = true;
		return scan_skip_blanks(scan, next + sizeof "–" - 1);
	}
	for (size_t i = 0; i < sizeof ands / sizeof *ands; i++) {
		size_t word = scan_skip_word(scan, next, ands[i]);

		if (word > next)
			return scan_skip_blanks(scan, word);
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
		size_t word = scan_skip_word(scan, at, singular), number = word > at ? scan_skip_blanks(scan, word) : at;
		size_t end = read_count(scan, number, is_plural, &value);

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
	static const char *const joints[] = {"van", "uit", "in", "bij", "door", "tijdens"};
	size_t next = scan_skip_blanks(scan, at), end;

	*of = STR("");
	for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
		size_t word = scan_skip_word(scan, next, joints[i]);
		struct str phrase;

		if (word == next || next == at)
			continue;
		word = scan_skip_blanks(scan, word);
		end = word;
		while (end < scan->text.len && end - word < LONGEST_NAME && !strchr(".,;:()?!\x1F", scan->text.at[end]))
			end++;
		phrase = str_slice(scan->text, word, end);
		if (!means_this(phrase))
			*of = phrase;
		return phrase.len > 0;
	}
	return true;
}

/* 'vraag 5 (Kamerstuk 36 600 X, nr. 5)': the paper that they stand in. */
static bool
is_followed_by_paper(const struct scan *scan, size_t at)
{
	size_t next = scan_skip_blanks(scan, at);

	if (next < scan->text.len && strchr("(,", scan->text.at[next]))
		next = scan_skip_blanks(scan, next + 1);
	return scan_skip_word(scan, next, "kamerstuk") > next || scan_skip_word(scan, next, "kamerstukken") > next;
}

/* Sources that have recommendations of their own. Where a sentence names one, its numbers may be theirs. */
static const char *const other_sources[] = {
	"Rekenkamer",
	"Ombudsman",
	"Onderzoeksraad",
	"Auditdienst",
	"Raad van State",
	"Adviesraad",
	"Visitatiecommissie",
	"Inspecteur-Generaal",
	"ommissie-",
	"AIV",
	"ADR",
	"ARK",
	"OVV",
	"vorige brief",
	"eerdere brief",
	"vorige lijst",
	"eerdere lijst",
	"vorige set",
};

static bool
begins_other_source(struct str rest)
{
	for (size_t i = 0; i < sizeof other_sources / sizeof *other_sources; i++)
		if (rest.at[0] == other_sources[i][0] && str_starts(rest, other_sources[i]))
			return true;
	return false;
}

static bool
names_other_source(struct str sentence)
{
	for (size_t i = 0; i < sentence.len; i++)
		if (strchr("AIORVeov", sentence.at[i]) && begins_other_source(str_slice(sentence, i, sentence.len)))
			return true;
	return false;
}

/* 'Rekenkameraanbeveling' is one word; 'ARK aanbeveling 3' names its source right before it. A capital that begins the sentence is no
 * name. */
static bool
follows_a_name(const struct scan *scan, size_t at, size_t sentence)
{
	size_t end = at, start, first;

	while (end > 0 && utf8_is_space(utf8_before(scan->text, end)))
		end--;
	start = end;
	while (start > 0 && scan_is_word_character(utf8_before(scan->text, start)))
		start--;
	if (start == end)
		return false;
	first = start;
	return start > sentence && utf8_is_upper(utf8_next(scan->text, &first));
}

/* Whether the sentence says 'zie' before offset. */
static bool
says_see(const struct scan *scan, size_t at, size_t sentence)
{
	for (size_t i = sentence; i + 3 <= at; i++)
		if (char_lower(scan->text.at[i]) == 'z' && scan_begins_word(scan, i) && scan_skip_word(scan, i, "zie") > i)
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
		scan_add(scan, like);
	}
}

static void
add_numbers(struct scan *scan, size_t at, const struct number_list *list, enum ref_kind kind, unsigned flags, struct str of)
{
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
		scan_add(scan, reference);
	}
}

/* What follows the word at, from start on: numbers, and what they are numbers of. */
static size_t
scan_numbers(struct scan *scan, size_t at, size_t start, bool is_plural, const char *singular, enum ref_kind kind)
{
	size_t sentence, sentence_end;
	struct number_list list;
	struct str of;
	bool is_see;

	if (!read_numbers(scan, start, is_plural, singular, &list))
		return at;
	sentence_around(scan->text, at, &sentence, &sentence_end);
	if (!read_named(scan, list.end, &of) || is_followed_by_paper(scan, list.end) ||
	    names_other_source(str_slice(scan->text, sentence, sentence_end)) || follows_a_name(scan, at, sentence))
		return list.end;
	is_see = kind == REF_QUESTION && says_see(scan, at, sentence);
	add_numbers(scan, at, &list, kind, is_see ? REF_SEE : 0, of);
	return list.end;
}

size_t
scan_numbered(struct scan *scan, size_t at, const char *singular, const char *plural, enum ref_kind kind)
{
	size_t word = scan_skip_word(scan, at, plural), start;
	bool is_plural = word > at;

	if (!is_plural)
		word = scan_skip_word(scan, at, singular);
	start = scan_skip_blanks(scan, word);
	return word > at && start > word ? scan_numbers(scan, at, start, is_plural, singular, kind) : at;
}
