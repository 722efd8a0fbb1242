/* SPDX-License-Identifier: EUPL-1.2 */
/* object — PDF objects of prepared bytes, numbered and written by libharu.
 *
 * libharu's dictionaries cost a hundred bytes an entry, print reals in their own way, and its own calls for PDF/A and UTF-8 fonts write
 * files that no validator accepts. So its documents, cross references and pages are used, and what stands in an object is ours: an
 * empty dictionary whose writing function puts the prepared bytes between << and >>. */
#ifndef OPVOLGING_PDF_OBJECT_H
#define OPVOLGING_PDF_OBJECT_H

#include <hpdf.h>

#include "../base/buf.h"
#include "../model/layout.h"

struct arena;
struct libdeflate_compressor;

/* An indirect object to be filled later: its number is known at once. */
HPDF_Dict object_new(HPDF_Doc pdf);

/* Objects in a row whose bytes are made only when the file is written, one after another: a large letter has hundreds of thousands of
 * elements, and libharu's own dictionaries would cost more than the letter. make puts what stands between << and >> of the object at
 * index (from 0) into out, which is empty. Returns the number of the first object. */
typedef void object_maker(void *context, size_t index, struct buf *out);
uint32_t object_series(HPDF_Doc pdf, struct arena *arena, size_t count, object_maker *make, void *context);

/* To be called before HPDF_Free, which would free each object of a series. */
void object_series_end(HPDF_Doc pdf);

/* What stands between << and >>; bytes are copied into arena, which must outlive the document. */
void object_fill(HPDF_Dict object, struct arena *arena, const struct buf *bytes);

/* A dictionary that stands inside another. bytes is a literal. */
HPDF_Dict object_direct(HPDF_Doc pdf, struct arena *arena, const char *bytes);

/* What streams are compressed with; libdeflate_free_compressor frees it. */
struct libdeflate_compressor *object_packer_new(void);

/* A stream, with entries for its dictionary; packer NULL: of bytes that stay as they are. */
HPDF_Dict object_stream(HPDF_Doc pdf, struct arena *arena, const char *entries, struct str bytes,
                        struct libdeflate_compressor *packer);

/* Bytes as such a stream holds them, for one that says /Filter/FlateDecode itself. */
struct str object_deflated(struct arena *arena, struct libdeflate_compressor *packer, struct str bytes);

/* The same as object_stream, into one that libharu made. */
void object_fill_stream(HPDF_Dict stream, struct arena *arena, const char *entries, struct str bytes,
                        struct libdeflate_compressor *packer);

/* Writing into such bytes. */
void add_ref(struct buf *buf, HPDF_Dict object);      /* 12 0 R and a blank */
void add_ref_to(struct buf *buf, uint32_t number);    /* the same by the number of the object */
void add_length(struct buf *buf, mpt length);         /* points, up to three decimals, no locale */
void add_thousandths(struct buf *buf, int64_t value); /* the same for any number */
void add_text(struct buf *buf, struct str text);      /* a text string: UTF-16, in hexadecimal */
void add_uri(struct buf *buf, struct str uri);        /* a string of ASCII; other bytes as %XX */
void add_hex(struct buf *buf, uint32_t value);        /* four digits */

#endif
