/* SPDX-License-Identifier: EUPL-1.2 */
/* woo — the documents that the Wet open overheid wants found, by the categories that site.yaml names.
 *
 * A document is a file to read, never a page about it: the PDF of a letter or of a set of answers, or an attachment. */
#ifndef OPVOLGING_MODEL_WOO_H
#define OPVOLGING_MODEL_WOO_H

#include "site.h"

struct woo_document {
	const struct record *record;  /* the letter or set; of an attachment what it belongs to */
	const struct map *attachment; /* NULL: the letter or set itself */
};

struct woo_documents {
	struct woo_document *items;
	size_t count, cap;
};

enum { WOO_MOST = 50000 }; /* entries of one sitemap */

/* What belongs to a category, by id; has_letters: whether the PDFs are there. */
struct woo_documents woo_documents(struct arena *arena, const struct site *site, const struct map *category, bool has_letters);

/* The file under out/. */
struct str woo_address(struct arena *arena, const struct site *site, const struct woo_document *document);

#endif
