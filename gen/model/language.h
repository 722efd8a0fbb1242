/* SPDX-License-Identifier: EUPL-1.2 */
/* language — the words of the portal and the letters, from one file beside the templates (templates/nl.yaml).
 *
 * The file has: words (everything in words.def and what templates use), labels (a name for each key shown to readers), types (one,
 * many and path for each type of record), choices (a name for each word of the format), paths (names of generated pages). */
#ifndef OPVOLGING_MODEL_LANGUAGE_H
#define OPVOLGING_MODEL_LANGUAGE_H

#include "../base/table.h"
#include "date.h"
#include "schema.h"

enum word {
#define WORD(name) WORD_##name,
#include "words.def"
#undef WORD
	WORD_COUNT
};

enum { CHOICE_MOST = 8 };

struct language {
	struct str tag; /* nl: the file's name, and lang of every page */
	struct str words[WORD_COUNT];
	struct table *by_name;        /* struct str *: every word of the file */
	struct str labels[KEY_COUNT]; /* "" where readers never see the key */
	struct type_words {
		struct str one, many, path; /* aanbeveling, aanbevelingen, aanbevelingen */
	} types[TYPE_COUNT];
	struct str choices[CHOICE_ATTACHMENT + 1][CHOICE_MOST];
	struct str months[12];
	struct str path_files;                                             /* bestanden */
	struct str path_search;                                            /* zoeken */
	struct str path_status, path_asker, path_signatory, path_decision; /* _status … */
	struct str path_theme, path_sets;                                  /* whole; path_year: below the list of a type */
	struct str path_unreported;                                        /* below path_status; begins with '_' */
	struct str path_year, path_overdue, path_left_out, path_no_evidence;
	uint64_t digest;
};

const char *word_name(enum word word);

/* "23 april 2026", "juni 2027" or "2027". */
void language_add_date(const struct language *language, struct date date, struct buf *out);
struct str language_date(struct arena *arena, const struct language *language, struct date date);

/* The direction that a language is written in, by its tag: "rtl" or "ltr". */
const char *language_direction(struct str tag);

/* A word that begins with a capital. */
struct str language_capital(struct arena *arena, struct str word);

/* A word with its %s filled in, in order; %% is a percent sign. */
struct str language_fill(struct arena *arena, struct str word, const struct str *values, size_t count);

#endif
