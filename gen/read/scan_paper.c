/* SPDX-License-Identifier: EUPL-1.2 */
/* Kamerstukken: the numbers of parliamentary papers. */
#include <string.h>

#include "../model/kamerstuk.h"
#include "scan.h"

static void
add_kamerstuk(struct scan *scan, size_t start, size_t end, const struct kamerstuk *kamerstuk)
{
	scan_add(scan, (struct reference){
			       .start = start, .end = end, .kind = REF_KAMERSTUK, .name = kamerstuk_key(scan->arena, kamerstuk)});
}

/* 'I' or 'II' and the session, as the official style writes them: Kamerstukken II 2023/24, 36 470, nr. 6. */
static size_t
skip_chamber_and_session(const struct scan *scan, size_t at)
{
	struct str rest = scan_rest(scan, at);
	size_t chamber = str_starts(rest, "II ") ? 3 : str_starts(rest, "I ") ? 2 : 0, digits = 0, start = at + chamber;

	if (!chamber)
		return at;
	while (start + digits < scan->text.len && strchr("0123456789/-", scan->text.at[start + digits]))
		digits++;
	if (digits && start + digits < scan->text.len && scan->text.at[start + digits] == ',')
		return scan_skip_blanks(scan, start + digits + 1);
	return start;
}

/* What stands between two papers of one phrase: ';', ',', 'en'. */
static size_t
skip_separator(const struct scan *scan, size_t at)
{
	size_t next = scan_skip_blanks(scan, at), word;

	if (next < scan->text.len && (scan->text.at[next] == ';' || scan->text.at[next] == ','))
		next = scan_skip_blanks(scan, next + 1);
	word = scan_skip_word(scan, next, "en");
	if (word == next && next < scan->text.len && scan->text.at[next] == '&')
		word = next + 1;
	return word > next ? scan_skip_blanks(scan, word) : next > at ? next : at;
}

/* A number without 'nr.' goes on a list only where it counts nothing: 'en 295 van', not 'en 3 moties'. */
static bool
is_bare_number(const struct scan *scan, size_t at)
{
	static const char *const words[] = {"en", "van", "over", "uit", "die", "dat", "is", "zijn"};
	size_t next = scan_skip_blanks(scan, at), first = next;

	if (scan_is_amount(scan, at))
		return false;
	if (next == at || next >= scan->text.len || !utf8_is_letter(utf8_next(scan->text, &first)))
		return true;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (scan_skip_word(scan, next, words[i]) > next)
			return true;
	return false;
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
	if (number == at && !is_bare_number(scan, end))
		return at;
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

size_t
scan_papers(struct scan *scan, size_t at)
{
	size_t word = scan_skip_word(scan, at, "kamerstukken"), start, end;
	bool is_listed = word > at, is_bare;
	struct kamerstuk kamerstuk;

	if (!is_listed)
		word = scan_skip_word(scan, at, "kamerstuk");
	start = scan_skip_blanks(scan, word);
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
size_t
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
