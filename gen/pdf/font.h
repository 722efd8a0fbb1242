/* SPDX-License-Identifier: EUPL-1.2 */
/* font — TrueType faces: which glyph a character has, and how wide it is.
 *
 * Read here and not by libharu, because layout must not need a PDF: its fonts belong to one document, know 65,536 characters only,
 * and are loaded anew for each letter. A face is read once for a run, its metrics are exact font units, and the subset that goes into
 * a letter is cut out of the same bytes (subset.h). */
#ifndef OPVOLGING_PDF_FONT_H
#define OPVOLGING_PDF_FONT_H

#include "../base/arena.h"
#include "../model/layout.h"

enum { FONT_PLANES = 0x200, FONT_LAST = FONT_PLANES * 256 - 1 }; /* U+0000 … U+1FFFF */

struct glyph {
	uint16_t id;      /* 0: the face does not have the character */
	uint16_t advance; /* in font units */
};

struct font_slice {
	const uint8_t *at;
	size_t size;
};

struct face {
	const char *path;
	struct str name; /* PostScript name: NotoSans-Bold */
	struct font_slice file;
	struct font_slice glyf, loca, hmtx, head, hhea, maxp, cvt, fpgm, prep;
	int units_per_em;
	int ascent, descent, cap_height, box[4], italic_angle, weight;
	uint16_t glyph_count, advance_count;
	bool loca_is_long;
	struct glyph *planes[FONT_PLANES]; /* by the upper bits of the character; NULL where the face has none of the 256 */
};

struct fonts;

/* Reads the faces of the text; those for symbols are read when first asked for. Ends the program where one is not there. */
struct fonts *fonts_open(struct arena *arena, const struct str *paths, enum face_id *which, const char **fault);
void fonts_close(struct fonts *fonts);

const struct face *fonts_face(struct fonts *fonts, enum face_id id);

/* The glyph of a character in a face; id 0 where it has none. */
struct glyph face_glyph(const struct face *face, uint32_t character);

/* The face that shows a character where wanted is asked for: itself, or one for symbols; FACE_COUNT where none does. */
enum face_id fonts_face_for(struct fonts *fonts, enum face_id wanted, uint32_t character);

/* The width of a character at a size. */
mpt fonts_advance(struct fonts *fonts, enum face_id face, mpt size, uint32_t character);

/* Numbers in a font are big-endian. at must lie within the slice, which was checked when the face was read. */
uint32_t font_u16(const uint8_t *at);
uint32_t font_u32(const uint8_t *at);
int font_i16(const uint8_t *at);

/* Where a glyph's outline lies in glyf; empty where it has none. */
struct font_slice face_outline(const struct face *face, uint32_t glyph);

#endif
