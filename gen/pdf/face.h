/* SPDX-License-Identifier: EUPL-1.2 */
/* face — one TrueType font: which glyph a character has, how wide it is, where its outline lies.
 *
 * A face is a view of its file's bytes. Opening it finds the tables and checks what is read without asking afterwards, and no more;
 * characters are looked up in blocks of 256, when the first of them is asked for. So opening costs microseconds, and a broken file is
 * told at once or shows wrong glyphs, but never reads beyond its end. */
#ifndef OPVOLGING_PDF_FACE_H
#define OPVOLGING_PDF_FACE_H

#include "../base/arena.h"

enum { FACE_BLOCKS = 0x200, FACE_LAST = FACE_BLOCKS * 256 - 1 }; /* U+0000 … U+1FFFF */

struct glyph {
	uint16_t id;      /* 0: the face does not have the character */
	uint16_t advance; /* in font units */
};

struct slice {
	const uint8_t *at;
	size_t size;
};

struct face {
	struct arena *arena; /* of the blocks */
	struct str name;     /* PostScript name: NotoSans-Bold */
	struct slice file;
	struct slice glyf, loca, hmtx, head, hhea, maxp, cvt, fpgm, prep;
	struct slice map; /* of characters, the part of cmap that is used */
	int units_per_em; /* 16–16,384 */
	int ascent, descent, cap_height, box[4], italic_angle;
	int weight; /* 1–1,000 */
	uint16_t glyph_count, advance_count;
	bool loca_is_long, map_is_groups;
	const struct glyph **blocks; /* by the upper bits of the character; NULL until one of the 256 is asked for */
};

/* Fills in a face whose bytes outlive it. NULL, or what is wrong with them: a clause whose subject is the file. */
const char *face_open(struct face *face, struct arena *arena, struct slice file);

/* Another face of the same bytes, with blocks of its own. */
void face_share(struct face *face, struct arena *arena, const struct face *of);

/* The glyphs of a block, id 0 where it has none. */
const struct glyph *face_block(const struct face *face, uint32_t block);

/* The glyph of a character; id 0 where it has none. */
static inline struct glyph
face_glyph(const struct face *face, uint32_t character)
{
	if (character > FACE_LAST)
		return (struct glyph){0, 0};
	const struct glyph *block = face->blocks[character >> 8];
	return (block ? block : face_block(face, character >> 8))[character & 0xff];
}

/* Reads the glyphs of a block, which are all 0 yet, from the map (face_map.c). */
void face_read_block(const struct face *face, uint32_t block, struct glyph *glyphs);

/* Chooses the map among those that the table cmap has; false where none will do (face_map.c). */
bool face_choose_map(struct face *face, struct slice cmap);

/* The advance of any glyph, in font units. */
uint16_t face_advance(const struct face *face, uint32_t glyph);

/* Where a glyph's outline lies in glyf; empty where it has none. */
struct slice face_outline(const struct face *face, uint32_t glyph);

/* Numbers in a font are big-endian. */
static inline uint32_t
font_u16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t
font_u32(const uint8_t *at)
{
	return font_u16(at) << 16 | font_u16(at + 2);
}

static inline int
font_i16(const uint8_t *at)
{
	return (int16_t)font_u16(at);
}

#endif
