/* SPDX-License-Identifier: EUPL-1.2 */
/* pdf — letters and question sets as tagged PDF (PDF/A-2a and PDF/UA-1 in one file).
 *
 * The kit holds what all letters share: fonts and the colour profile. Same site, same bytes. */
#ifndef OPVOLGING_PDF_PDF_H
#define OPVOLGING_PDF_PDF_H

#include "../base/buf.h"
#include "../model/output.h"
#include "../model/site.h"

struct pdf_kit;

/* The colours of all letters. */
#define PDF_PROFILE "/usr/share/color/icc/sRGB.icc"

/* NULL where a font or the logo of the site's layout cannot be used, which is reported at its place. Ends the program (exit 2) where the
 * colour profile is not there, naming the package that holds it. */
struct pdf_kit *pdf_kit_open(const struct site *site);
void pdf_kit_close(struct pdf_kit *kit); /* may be NULL */

/* A kit for another thread: no two letters are set with one kit at once. It uses the files of the first, which is closed last; made before
 * the threads are. */
struct pdf_kit *pdf_kit_share(const struct pdf_kit *kit);

/* Whether a record has a PDF: letters and question sets. */
bool pdf_has(const struct record *record);

/* Sets a letter or a question set; is_draft puts CONCEPT (the language's word 'draft') on each page. A character that no font has
 * is reported to diags: the site's, or a part of them that is to be told again. */
void pdf_set(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct diagnostics *diags,
             struct buf *out);

/* Told of a PDF that was put: its size in bytes, and its digest; 0: none, for there was something to report. */
typedef void pdf_made(void *user, const struct record *record, struct str path, size_t size, uint64_t digest);

/* Which letters are wanted, and which of them need not be set again. */
struct pdf_wanted {
	const struct records *records; /* the letters among these; NULL: all of the site */
	struct share share;            /* of the site's records */
	/* Takes over what is published at path, where its digest is this one, and tells its size; false where it is not. Several threads may ask.
	 * NULL: all are set. */
	bool (*keep)(void *user, struct str path, uint64_t digest, size_t *size);
};

/* Sets letters and question sets, on as many threads as the site has jobs, and puts them beside their pages. user of output is that of keep and made
 * too. */
struct pdf_letters;
struct pdf_letters *pdf_render(const struct site *site, struct pdf_wanted wanted, struct output output);

/* Tells made of each in the order of the records, reports what is wrong as if they had been set in that order, and frees them. */
void pdf_letters_tell(struct pdf_letters *letters, pdf_made *made);

/* All that the bytes of a letter depend on, as build sets it: equal digests, equal bytes, and nothing to report. common is what it shares
 * with all others, pdf_common_digest: 0 with errno set where one of the files cannot be read, so that no letter can be set. A letter's costs some
 * thousandth of what setting it does. */
uint64_t pdf_common_digest(const struct site *site);
uint64_t pdf_digest(const struct site *site, uint64_t common, const struct record *record);

/* The same as text, for tests: each page with its placed lines (position in points, font, text), then the structure tree. */
void pdf_describe(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out);

#endif
