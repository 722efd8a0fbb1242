/* SPDX-License-Identifier: EUPL-1.2 */
/* writer — a finished document becomes a PDF that is both PDF/A-2a and PDF/UA-1.
 *
 * The parts: embed (fonts), structure (the tree), metadata (XMP and Info), paint (what is on the pages). */
#ifndef OPVOLGING_PDF_WRITER_H
#define OPVOLGING_PDF_WRITER_H

#include "document.h"
#include "object.h"
#include "subset.h"

struct writer {
	HPDF_Doc pdf;
	struct arena *arena;
	struct libdeflate_compressor *packer; /* of streams */
	struct document *document;
	struct subset *subsets[FACE_COUNT]; /* NULL where a face is not used */
	HPDF_Dict *pages;
	HPDF_Dict *annotations; /* of all pages, in order */
	size_t annotation_count;
};

/* packer: see object.h; icc: the colour profile, deflated. */
void writer_write(struct document *document, struct libdeflate_compressor *packer, struct str icc, struct buf *out);

/* /Dest of a place; page from 1, 0: not drawn, which leads to the first. */
void writer_add_destination(struct writer *writer, struct buf *buf, uint32_t page, mpt y);

/* The content stream of a page (paint.c). */
void paint_page(struct writer *writer, const struct page *page, struct buf *out);

/* The fonts and pictures that were used; adds their entries of the pages' resources (embed.c). */
void embed_fonts(struct writer *writer, struct buf *resources);
void embed_pictures(struct writer *writer, struct buf *resources);

/* Catalog entries for the structure (structure.c). */
void structure_write(struct writer *writer);
uint32_t structure_annotation_key(const struct writer *writer, size_t annotation);

/* XMP, Info and the file's identifier (metadata.c). seed: a hash of the content. */
void metadata_write(struct writer *writer, const uint8_t seed[16]);

/* The outline (outline.c). */
void outline_write(struct writer *writer);

#endif
