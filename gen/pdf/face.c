/* SPDX-License-Identifier: EUPL-1.2 */
#include "face.h"

#include <string.h>

enum { LONGEST_NAME = 63 }; /* of a PostScript name */

/* Of fsType: what the maker of the font allows. The least restrictive of the first three counts. */
enum { FOR_NOBODY = 0x2, FOR_READING = 0x4, FOR_EDITING = 0x8, WHOLE_ONLY = 0x100, BITMAPS_ONLY = 0x200 };

/* Tables that must be there, and how much of them is read without asking. */
static const struct table_need {
	const char *tag;
	size_t least;
} needs[] = {
	{"head", 54}, {"hhea", 36}, {"maxp", 6},  {"hmtx", 4}, {"loca", 2},
	{"glyf", 1},  {"cmap", 4},  {"OS/2", 78}, {"post", 8}, {"name", 6},
};

static struct slice
slice_of(struct slice whole, size_t offset, size_t size)
{
	if (offset > whole.size || size > whole.size - offset)
		return (struct slice){NULL, 0};
	return (struct slice){whole.at + offset, size};
}

/* A table by its tag; empty where it is not there or lies outside the file. */
static struct slice
find_table(struct slice file, const char *tag)
{
	size_t count = font_u16(file.at + 4);
	for (size_t i = 0; i < count && 12 + 16 * (i + 1) <= file.size; i++) {
		const uint8_t *entry = file.at + 12 + 16 * i;
		if (memcmp(entry, tag, 4) == 0)
			return slice_of(file, font_u32(entry + 8), font_u32(entry + 12));
	}
	return (struct slice){NULL, 0};
}

static const char *
check_tables(struct arena *arena, struct slice file)
{
	if (file.size < 12 || (font_u32(file.at) != 0x00010000 && memcmp(file.at, "true", 4) != 0))
		return "is not a TrueType font (.ttf)";
	for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
		if (find_table(file, needs[i].tag).size < needs[i].least)
			return arena_printf(arena, "is not a TrueType font that can be used: its table '%s' is missing or broken",
			                    needs[i].tag)
			        .at;
	return NULL;
}

static void
take_tables(struct face *face)
{
	face->head = find_table(face->file, "head");
	face->hhea = find_table(face->file, "hhea");
	face->maxp = find_table(face->file, "maxp");
	face->hmtx = find_table(face->file, "hmtx");
	face->loca = find_table(face->file, "loca");
	face->glyf = find_table(face->file, "glyf");
	face->cvt = find_table(face->file, "cvt ");
	face->fpgm = find_table(face->file, "fpgm");
	face->prep = find_table(face->file, "prep");
}

static int
clamp(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static void
take_metrics(struct face *face)
{
	struct slice os2 = find_table(face->file, "OS/2"), post = find_table(face->file, "post");
	face->units_per_em = (int)font_u16(face->head.at + 18);
	face->loca_is_long = font_i16(face->head.at + 50) != 0;
	for (int i = 0; i < 4; i++)
		face->box[i] = font_i16(face->head.at + 36 + 2 * i);
	face->ascent = font_i16(face->hhea.at + 4);
	face->descent = font_i16(face->hhea.at + 6);
	face->advance_count = (uint16_t)font_u16(face->hhea.at + 34);
	face->glyph_count = (uint16_t)font_u16(face->maxp.at + 4);
	face->weight = clamp((int)font_u16(os2.at + 4), 1, 1000);
	face->cap_height = os2.size >= 90 ? font_i16(os2.at + 88) : face->ascent * 2 / 3;
	face->italic_angle = font_i16(post.at + 4);
}

static const char *
check_metrics(const struct face *face)
{
	size_t loca = (face->glyph_count + 1u) * (face->loca_is_long ? 4u : 2u);
	if (face->units_per_em < 16 || face->units_per_em > 16384)
		return "is not a TrueType font that can be used: its units per em are none";
	if (face->advance_count == 0 || face->advance_count > face->glyph_count || face->hmtx.size < 4u * face->advance_count ||
	    face->loca.size < loca)
		return "is not a TrueType font that can be used: its tables do not agree on the number of glyphs";
	return NULL;
}

static const char *
check_permission(struct slice file)
{
	uint32_t type = font_u16(find_table(file, "OS/2").at + 8);
	if ((type & FOR_NOBODY) && !(type & (FOR_READING | FOR_EDITING)))
		return "is a font that its maker does not allow to be embedded";
	if (type & (WHOLE_ONLY | BITMAPS_ONLY))
		return "is a font that its maker does not allow to be embedded in part";
	return NULL;
}

/* What the PDF may say as a name without escapes. */
static bool
is_name(struct str name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] <= ' ' || name.at[i] >= 0x7f || strchr("()[]{}<>/%#", name.at[i]))
			return false;
	return name.len > 0 && name.len <= LONGEST_NAME;
}

/* One byte of each character: the second where it has two. */
static struct str
name_from(struct arena *arena, struct slice text, bool is_wide)
{
	size_t step = is_wide ? 2 : 1, count = text.size / step;
	char *name = arena_alloc(arena, count + 1);
	for (size_t i = 0; i < count; i++)
		name[i] = is_wide && text.at[2 * i] ? '\0' : (char)text.at[step * i + step - 1];
	return (struct str){name, count};
}

/* The PostScript name; "" where there is none that can be used. */
static struct str
find_name(struct arena *arena, struct slice file)
{
	enum { POSTSCRIPT = 6, MACINTOSH = 1, AT = 6, SIZE = 12 };
	struct slice table = find_table(file, "name");
	size_t count = font_u16(table.at + 2), texts = font_u16(table.at + 4);
	for (size_t i = 0; i < count && AT + SIZE * (i + 1) <= table.size; i++) {
		const uint8_t *record = table.at + AT + SIZE * i;
		struct slice text = slice_of(table, texts + font_u16(record + 10), font_u16(record + 8));
		if (font_u16(record + 6) != POSTSCRIPT || text.size > 2 * LONGEST_NAME)
			continue;
		struct str name = name_from(arena, text, font_u16(record) != MACINTOSH);
		if (is_name(name))
			return name;
	}
	return (struct str){0};
}

const char *
face_open(struct face *face, struct arena *arena, struct slice file)
{
	const char *fault = check_tables(arena, file);
	if (fault)
		return fault;
	*face = (struct face){.arena = arena, .file = file};
	take_tables(face);
	take_metrics(face);
	fault = check_metrics(face);
	if (!fault)
		fault = check_permission(file);
	if (fault)
		return fault;
	if (!face_choose_map(face, find_table(file, "cmap")))
		return "is not a TrueType font that can be used: it does not tell which characters it has";
	face->name = find_name(arena, file);
	if (face->name.len == 0)
		return "is not a TrueType font that can be used: it has no PostScript name";
	face->blocks = arena_array(arena, FACE_BLOCKS, sizeof *face->blocks);
	return NULL;
}

void
face_share(struct face *face, struct arena *arena, const struct face *of)
{
	*face = *of;
	face->arena = arena;
	face->blocks = arena_array(arena, FACE_BLOCKS, sizeof *face->blocks);
}

const struct glyph *
face_block(const struct face *face, uint32_t block)
{
	if (!face->blocks[block]) {
		struct glyph *glyphs = arena_array(face->arena, 256, sizeof *glyphs);
		face_read_block(face, block, glyphs);
		face->blocks[block] = glyphs;
	}
	return face->blocks[block];
}

uint16_t
face_advance(const struct face *face, uint32_t glyph)
{
	uint32_t entry = glyph < face->advance_count ? glyph : face->advance_count - 1u;
	return (uint16_t)font_u16(face->hmtx.at + 4 * (size_t)entry);
}

struct slice
face_outline(const struct face *face, uint32_t glyph)
{
	size_t from, to;
	if (glyph >= face->glyph_count)
		return (struct slice){NULL, 0};
	if (face->loca_is_long) {
		from = font_u32(face->loca.at + 4 * (size_t)glyph);
		to = font_u32(face->loca.at + 4 * (size_t)glyph + 4);
	} else {
		from = 2 * font_u16(face->loca.at + 2 * (size_t)glyph);
		to = 2 * font_u16(face->loca.at + 2 * (size_t)glyph + 2);
	}
	return from < to ? slice_of(face->glyf, from, to - from) : (struct slice){NULL, 0};
}
