/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>

#include "../base/unseen.h"
#include "scan.h"

size_t
scan_skip_blanks(const struct scan *scan, size_t at)
{
	while (at < scan->text.len) {
		size_t next = at;

		if (!utf8_is_space(utf8_next(scan->text, &next)))
			break;
		at = next;
	}
	return at;
}

bool
scan_begins_word(const struct scan *scan, size_t at)
{
	uint32_t before = utf8_before(scan->text, at);

	return !scan_is_word_character(before) && !scan_is_hyphen(before) && before != '/' && before != '_' && before != '.';
}

/* 'SEA' in 'SEA-thema' is no word of its own. */
bool
scan_ends_word(const struct scan *scan, size_t at)
{
	size_t next = at;
	uint32_t c;

	if (at >= scan->text.len)
		return true;
	c = utf8_next(scan->text, &next);
	if (scan_is_word_character(c) || c == '_')
		return false;
	if (c == '/' && next < scan->text.len && char_is_digit(scan->text.at[next]))
		return false;
	if (!scan_is_hyphen(c) || next >= scan->text.len)
		return true;
	return !scan_is_word_character(utf8_next(scan->text, &next));
}

size_t
scan_skip_word(const struct scan *scan, size_t at, const char *word)
{
	struct str rest = scan_rest(scan, at);
	size_t len = strlen(word);

	if (rest.len < len || char_lower(rest.at[0]) != word[0] || memcmp(rest.at + 1, word + 1, len - 1) != 0)
		return at;
	return scan_ends_word(scan, at + len) ? at + len : at;
}

void
scan_add(struct scan *scan, struct reference reference)
{
	struct references *found = &scan->found;

	reference.flags |= REF_RECOGNISED;
	found->items = arena_grow(scan->arena, found->items, found->count, &found->cap, sizeof *found->items);
	found->items[found->count++] = reference;
}

/* Addresses. A longer one is none: it stays text. */

size_t
scan_address(struct scan *scan, size_t at)
{
	size_t end = at + sizeof "https://" - 1;
	int depth = 0;

	if (!str_starts(scan_rest(scan, at), "https://"))
		return at;
	while (end < scan->text.len) {
		size_t next = end;
		uint32_t c = utf8_next(scan->text, &next);

		if (utf8_is_space(c) || unseen_hides(c) || strchr("<>\"`{}|\\^", (int)(c < 0x80 ? c : ' ')))
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
	if (end - at > ADDRESS_LONGEST)
		return end;
	scan_add(scan, (struct reference){.start = at, .end = end, .kind = REF_URL, .name = str_slice(scan->text, at, end)});
	return end;
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
	case '1':
	case '2':
	case '3':
	case '4':
		end = scan_bare_paper(scan, at);
		break;
	default:
		break;
	}
	return end > at ? end : scan_term(scan, at);
}

/* The next offset where anything may begin; most of a text is passed over here, four bytes at a time. */
static size_t
next_start(struct str text, size_t at, const uint8_t *starts)
{
	for (; text.len - at > 4; at += 4) {
		const char *here = text.at + at;

		if (starts[scan_pair(here)] + starts[scan_pair(here + 1)] + starts[scan_pair(here + 2)] +
		    starts[scan_pair(here + 3)])
			break;
	}
	while (at + 1 < text.len && !starts[scan_pair(text.at + at)])
		at++;
	return at;
}

struct references
references_find(struct arena *arena, struct str text, const struct reference_terms *terms)
{
	struct scan scan = {.arena = arena, .text = text, .terms = terms};

	for (size_t at = next_start(text, 0, terms->starts); at < text.len;) {
		size_t end = scan_begins_word(&scan, at) ? scan_word(&scan, at) : at;

		at = next_start(text, end > at ? end : at + 1, terms->starts);
	}
	return scan.found;
}
