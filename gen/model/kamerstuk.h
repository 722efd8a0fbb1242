/* SPDX-License-Identifier: EUPL-1.2 */
/* kamerstuk — the number of a parliamentary paper.
 *
 * A paper is known by its dossier (31516, 21501-02), with the chapter of the budget where there is one (36800-X), and a
 * number: digits for the Tweede Kamer, capitals for the Eerste Kamer. See "Kamerstuk" in the manual for the spellings. */
#ifndef OPVOLGING_MODEL_KAMERSTUK_H
#define OPVOLGING_MODEL_KAMERSTUK_H

#include "../base/arena.h"
#include "../base/buf.h"

struct kamerstuk {
	char dossier[12]; /* 31516, 21501-02 */
	char chapter[8];  /* X, XVII, B; "" where there is none */
	char number[8];   /* 50, G; "" where the whole dossier is meant */
};

/* Reads one number as any usual spelling writes it, from offset on: '31 516, nr. 48', '33763-165', '36 800 X, G',
 * '35 000 X nr. 13', '21501-02, nr. 3174', '36800-X'. Blanks may be no-break or a line break. Returns the offset behind it, or
 * offset where none stands there. *is_bare tells that nothing but digits and a hyphen stood there ('33763-165', '31516'),
 * which only means a paper where a word says so. */
size_t kamerstuk_read(struct str text, size_t offset, struct kamerstuk *kamerstuk, bool *is_bare);

/* Reads a text that is one number and nothing else, with or without 'Kamerstuk' before it. */
bool kamerstuk_is_number(struct str text, struct kamerstuk *kamerstuk);
/* The same for the number of a dossier alone: 31516, 21501-02, 36800-X, 36410-B. */
bool kamerstuk_is_dossier(struct str text, struct kamerstuk *kamerstuk);

/* A chapter of the budget: X, XVII, IXB, IIA. */
bool kamerstuk_is_roman(struct str text);

/* What follows a dossier in a list: 'nr. 3', 'nrs. 3'. Returns where the number begins, or offset. */
size_t kamerstuk_skip_number_word(struct str text, size_t offset, bool *is_plural);
/* A number, digits or capitals, that ends as a word does. Returns the offset behind it, or offset. */
size_t kamerstuk_read_number(struct str text, size_t offset, char number[8]);

/* dossier/chapter/number, each maybe empty: unique, which the official '21501-20' (paper 20, or dossier 21501-20?) is not. */
struct str kamerstuk_key(struct arena *arena, const struct kamerstuk *kamerstuk);
struct kamerstuk kamerstuk_of_key(struct str key);
/* 31516 or 36800-X: the dossier alone, as a dossier record's number. */
struct str kamerstuk_dossier_key(struct arena *arena, const struct kamerstuk *kamerstuk);
/* 'Kamerstuk 31 516, nr. 50', as Parliament prints it. */
struct str kamerstuk_text(struct arena *arena, const struct kamerstuk *kamerstuk);
/* https://zoek.officielebekendmakingen.nl/kst-31865-267.html, or the dossier's page. */
struct str kamerstuk_url(struct arena *arena, const struct kamerstuk *kamerstuk);

#endif
