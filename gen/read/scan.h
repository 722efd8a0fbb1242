/* SPDX-License-Identifier: EUPL-1.2 */
/* scan — the parts of reference.c: each tries what may begin at a word, adds what it finds, and returns the offset behind it, or at where it
 * found nothing. */
#ifndef OPVOLGING_READ_SCAN_H
#define OPVOLGING_READ_SCAN_H

#include "../base/utf8.h"
#include "reference.h"

/* What a term is called, by its first word. */
struct reference_terms {
	struct arena *arena;
	struct table *by_first_word;    /* folded to lower case */
	uint8_t starts[UINT16_MAX + 1]; /* by scan_pair: whether two bytes may begin a reference of any kind */
};

struct scan {
	struct arena *arena;
	struct str text;
	const struct reference_terms *terms;
	struct references found;
};

size_t scan_address(struct scan *scan, size_t at);
size_t scan_papers(struct scan *scan, size_t at);
size_t scan_bare_paper(struct scan *scan, size_t at); /* without the word 'Kamerstuk' */
size_t scan_numbered(struct scan *scan, size_t at, const char *singular, const char *plural, enum ref_kind kind);
size_t scan_commitment(struct scan *scan, size_t at);
size_t scan_motion(struct scan *scan, size_t at);
size_t scan_term(struct scan *scan, size_t at);

/* Two bytes as an index of starts, on any machine. */
static inline uint16_t
scan_pair(const char *at)
{
	uint16_t pair;

	memcpy(&pair, at, sizeof pair);
	return pair;
}

/* What they share. */
static inline struct str
scan_rest(const struct scan *scan, size_t at)
{
	return str_slice(scan->text, at, scan->text.len);
}

size_t scan_skip_blanks(const struct scan *scan, size_t at);

static inline bool
scan_is_word_character(uint32_t c)
{
	return utf8_is_letter(c) || utf8_is_digit(c);
}

static inline bool
scan_is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Nothing before offset that makes it the middle of a word, a compound or a path; the same behind it. */
bool scan_begins_word(const struct scan *scan, size_t at);
bool scan_ends_word(const struct scan *scan, size_t at);
/* The offset behind word, lower case and whole, its first letter maybe a capital; or at. */
size_t scan_skip_word(const struct scan *scan, size_t at, const char *word);
/* 'miljoen', '%', 'januari' behind a number: it counts something. */
bool scan_is_amount(const struct scan *scan, size_t at);
void scan_add(struct scan *scan, struct reference reference);

#endif
