/* SPDX-License-Identifier: EUPL-1.2 */
/* Commitments and motions. */
#include "../model/kamerstuk.h"
#include "scan.h"

enum { LONGEST_BRACKET = 120 };

/* TZ202307-053. */
size_t
scan_commitment(struct scan *scan, size_t at)
{
	struct str rest = scan_rest(scan, at);
	static const char pattern[] = "TZ000000-000";

	if (rest.len < sizeof pattern - 1)
		return at;
	for (size_t i = 0; pattern[i]; i++)
		if (pattern[i] == '0' ? !char_is_digit(rest.at[i]) : rest.at[i] != pattern[i])
			return at;
	if (!scan_ends_word(scan, at + sizeof pattern - 1))
		return at;
	scan_add(scan, (struct reference){.start = at,
	                                  .end = at + sizeof pattern - 1,
	                                  .kind = REF_COMMITMENT,
	                                  .name = str_slice(rest, 0, sizeof pattern - 1)});
	return at + sizeof pattern - 1;
}

/* The small words of surnames. */
static size_t
skip_particle(const struct scan *scan, size_t at)
{
	static const char *const particles[] = {"van", "de", "den", "der", "ter", "ten", "te", "el", "von", "la", "le"};

	for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
		size_t word = scan_skip_word(scan, at, particles[i]);

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
		start = scan_skip_blanks(scan, next);
		if (start == next)
			return at;
	}
	first = start;
	if (start >= scan->text.len || !utf8_is_upper(utf8_next(scan->text, &first)))
		return at;
	while (start < scan->text.len) {
		next = start;
		uint32_t c = utf8_next(scan->text, &next);

		if (!scan_is_word_character(c) && c != 0x2019 && c != '\'' && !scan_is_hyphen(c))
			break;
		start = next;
	}
	return start;
}

/* The paper in brackets behind a motion's name, '(19 december 2023; kamerstuk 36470, nr. 6)': its key, or "". */
static struct str
paper_behind(struct scan *scan, size_t at)
{
	size_t start = scan_skip_blanks(scan, at), end;
	struct kamerstuk paper;
	bool is_bare;

	if (start >= scan->text.len || scan->text.at[start] != '(')
		return STR("");
	end = start + str_find_char(str_slice(scan->text, start, start + LONGEST_BRACKET), ')');
	for (size_t i = start; i < end; i++)
		if (char_is_digit(scan->text.at[i]) && scan_begins_word(scan, i) &&
		    kamerstuk_read(scan->text, i, &paper, &is_bare) > i && paper.number[0])
			return kamerstuk_key(scan->arena, &paper);
	return STR("");
}

/* 'motie-Van Eijk', 'motie-Van Vroonhoven/Vermeer', with a blank for the hyphen too. */
size_t
scan_motion(struct scan *scan, size_t at)
{
	size_t start = at + sizeof "motie" - 1, end, next;
	struct str rest = scan_rest(scan, at);

	if (!(str_starts(rest, "motie") || str_starts(rest, "Motie")) || start >= scan->text.len)
		return at;
	next = start;
	if (scan_is_hyphen(utf8_next(scan->text, &next)))
		start = next;
	else if (scan_skip_blanks(scan, start) > start)
		start = scan_skip_blanks(scan, start);
	else
		return at;
	end = skip_surname(scan, start);
	while (end > start && end < scan->text.len && scan->text.at[end] == '/') {
		next = skip_surname(scan, end + 1);
		if (next == end + 1)
			break;
		end = next;
	}
	if (end == start || !scan_ends_word(scan, end))
		return at;
	scan_add(scan, (struct reference){.start = at,
	                                  .end = end,
	                                  .kind = REF_MOTION,
	                                  .name = str_slice(scan->text, start, end),
	                                  .of = paper_behind(scan, end)});
	return end;
}
