/* SPDX-License-Identifier: EUPL-1.2 */
/* picture — PNG and JPEG files: how large they are, and what a PDF needs of them.
 *
 * A JPEG goes into the PDF as it is; a PNG is decoded onto white, since paper has no transparency. Dimensions are read from the head of
 * the file and bounded before anything is decoded. CMYK is refused: the letter's colours are sRGB. */
#ifndef OPVOLGING_PDF_PICTURE_H
#define OPVOLGING_PDF_PICTURE_H

#include "../base/arena.h"
#include "../base/buf.h"

enum picture_kind { PICTURE_PNG, PICTURE_JPEG };

struct picture {
	struct str path;
	struct str file; /* its bytes */
	enum picture_kind kind;
	uint32_t width, height; /* pixels */
	int components;         /* JPEG: 1 or 3 */
};

/* Reads a file into *picture, its bytes in arena. NULL, or what is wrong with it: a clause for a message. */
const char *picture_read(struct arena *arena, struct str path, struct picture *picture);

/* The pixels of a PNG: three bytes each, row by row. False where the file is broken. */
bool picture_decode(const struct picture *picture, struct buf *pixels);

#endif
