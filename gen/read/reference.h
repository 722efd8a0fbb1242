/* SPDX-License-Identifier: EUPL-1.2 */
/* reference — the references that people write without mark-up: 'Kamerstuk 31 516, nr. 48', 'vraag 6 en 7', 'aanbeveling 1',
 * 'TZ202307-053', 'motie-Van Eijk', https addresses, and the terms that have a record.
 *
 * What is found is only what the words say; whether there is such a thing is decided when the site is linked. Precision before
 * recall: where the words name another source (aanbeveling 3 van de Rekenkamer), nothing is found. */
#ifndef OPVOLGING_READ_REFERENCE_H
#define OPVOLGING_READ_REFERENCE_H

#include "../base/table.h"
#include "../model/tape.h"

struct reference {
	size_t start, end; /* in the text; equal for one that covers no text */
	enum ref_kind kind;
	unsigned flags;  /* REF_RECOGNISED, REF_SEE, REF_SILENT */
	struct str name; /* see enum ref_kind */
	struct str of;   /* whom or what the words name with it, or "" */
};

/* Bytes of an address that leads anywhere: what is longer no browser takes. */
enum { ADDRESS_LONGEST = 2000 };

struct references {
	struct reference *items; /* by start, without overlap */
	size_t count, cap;
};

struct reference_terms;

/* What references begin with, which every text is searched for: the words of scan.h, and the terms that are added. */
struct reference_terms *reference_terms_new(struct arena *arena);
/* A text that leads to the term id. is_exact: an abbreviation, as it stands; else its first letter may be a capital. A text of two terms
 * leads to none. */
void reference_terms_add(struct reference_terms *terms, struct str text, struct str id, bool is_exact);

/* Everything found in a text of one paragraph. Bytes 0x1F stand for what must not be looked at (code, links), and '\n' for a line
 * break. Results are slices of text or the arena's. Linear in the text. */
struct references references_find(struct arena *arena, struct str text, const struct reference_terms *terms);

/* Where the sentence around offset begins and ends. */
void sentence_around(struct str text, size_t offset, size_t *start, size_t *end);

#endif
