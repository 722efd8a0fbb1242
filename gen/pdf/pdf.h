/* SPDX-License-Identifier: EUPL-1.2 */
/* pdf — letters and question sets as tagged PDF (PDF/A-2a and PDF/UA-1 in one file).
 *
 * The kit holds what all letters share: fonts and the colour profile. Same site, same bytes. */
#ifndef OPVOLGING_PDF_PDF_H
#define OPVOLGING_PDF_PDF_H

#include "../base/buf.h"
#include "../model/site.h"

struct pdf_kit;

/* NULL where a font or the logo of the site's layout cannot be used, which is reported at its place. Ends the program (exit 2) where the
 * colour profile is not there, naming the package that holds it. */
struct pdf_kit *pdf_kit_open(const struct site *site);
void pdf_kit_close(struct pdf_kit *kit); /* may be NULL */

/* Whether a record has a PDF: letters and question sets. */
bool pdf_has(const struct record *record);

/* Sets a letter or a question set; is_draft puts CONCEPT (the language's word 'draft') on each page. A character that no font has
 * is reported to the site's diagnostics. */
void pdf_set(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out);

/* The same as text, for tests: each page with its placed lines (position in points, font, text), then the structure tree. */
void pdf_describe(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out);

#endif
