/* SPDX-License-Identifier: EUPL-1.2 */
#include "subset.h"

#include <assert.h>
#include <string.h>

/* Flags of a composite glyph's parts. */
enum { PART_WORDS = 0x1, PART_SCALE = 0x8, PART_MORE = 0x20, PART_SCALE_XY = 0x40, PART_MATRIX = 0x80 };

enum { TABLES = 9, MOST_TABLES = 16 };

enum { MOST_GLYPHS = 0xffff };

static uint32_t
add_glyph(struct subset *subset, uint32_t character, uint16_t glyph)
{
	subset->glyphs = arena_grow(subset->arena, subset->glyphs, subset->count, &subset->cap, sizeof *subset->glyphs);
	subset->glyphs[subset->count] = (struct subset_glyph){character, glyph};
	assert(subset->count < MOST_GLYPHS);
	return (uint32_t)subset->count++;
}

void
subset_init(struct subset *subset, struct arena *arena, const struct face *face)
{
	*subset = (struct subset){.arena = arena, .face = face};
	add_glyph(subset, 0, 0);
}

uint32_t
subset_use(struct subset *subset, uint32_t character)
{
	struct glyph glyph = face_glyph(subset->face, character);
	assert(glyph.id);
	uint16_t **block = &subset->blocks[character >> 8];
	if (!*block)
		*block = arena_array(subset->arena, 256, sizeof **block);
	uint16_t *number = &(*block)[character & 0xff];
	if (!*number)
		*number = (uint16_t)add_glyph(subset, character, glyph.id);
	return *number;
}

int
subset_advance(const struct subset *subset, size_t number)
{
	return face_advance(subset->face, subset->glyphs[number].glyph);
}

static int
side_bearing(const struct subset *subset, size_t number)
{
	const struct face *face = subset->face;
	uint32_t glyph = subset->glyphs[number].glyph;
	size_t at = glyph < face->advance_count ? 4 * (size_t)glyph + 2
	                                        : 4 * (size_t)face->advance_count + 2 * (size_t)(glyph - face->advance_count);
	return at + 2 <= face->hmtx.size ? font_i16(face->hmtx.at + at) : 0;
}

static void
add_number(struct buf *buf, uint32_t value, int bytes)
{
	while (bytes--)
		buf_add_char(buf, (char)(value >> (8 * bytes)));
}

static void
put_number(struct buf *buf, size_t at, uint32_t value, int bytes)
{
	while (bytes--)
		buf->at[at++] = (char)(value >> (8 * bytes));
}

static void
pad(struct buf *buf)
{
	while (buf->len % 4)
		buf_add_char(buf, 0);
}

/* The number that stands for a part: parts come behind the characters and are shared. A broken font may name more than there can be. */
static uint32_t
part_number(struct subset *subset, uint16_t glyph)
{
	if (glyph >= subset->face->glyph_count || subset->count == MOST_GLYPHS)
		return 0;
	for (size_t i = 0; i < subset->count; i++)
		if (subset->glyphs[i].glyph == glyph)
			return (uint32_t)i;
	return add_glyph(subset, 0, glyph);
}

/* Renumbers the parts of the composite glyph that begins at start of glyf. */
static void
renumber_parts(struct subset *subset, struct buf *glyf, size_t start)
{
	size_t at = start + 10;
	uint32_t flags;
	do {
		if (at + 4 > glyf->len)
			return;
		flags = font_u16((const uint8_t *)glyf->at + at);
		uint16_t part = (uint16_t)font_u16((const uint8_t *)glyf->at + at + 2);
		put_number(glyf, at + 2, part_number(subset, part), 2);
		at += flags & PART_WORDS ? 8 : 6;
		at += flags & PART_SCALE ? 2 : flags & PART_SCALE_XY ? 4 : flags & PART_MATRIX ? 8 : 0;
	} while (flags & PART_MORE);
}

/* The outlines, and where each begins. Parts that are met on the way join the end of the list. */
static void
write_outlines(struct subset *subset, struct buf *glyf, struct buf *loca)
{
	for (size_t i = 0; i < subset->count; i++) {
		size_t start = glyf->len;
		struct slice outline = face_outline(subset->face, subset->glyphs[i].glyph);
		add_number(loca, (uint32_t)start, 4);
		buf_add_bytes(glyf, outline.at, outline.size);
		pad(glyf);
		if (outline.size >= 10 && font_i16(outline.at) < 0)
			renumber_parts(subset, glyf, start);
	}
	add_number(loca, (uint32_t)glyf->len, 4);
}

static void
write_metrics(const struct subset *subset, struct buf *hmtx)
{
	for (size_t i = 0; i < subset->count; i++) {
		add_number(hmtx, (uint32_t)subset_advance(subset, i), 2);
		add_number(hmtx, (uint32_t)side_bearing(subset, i) & 0xffff, 2);
	}
}

static void
copy_table(struct buf *buf, struct slice slice)
{
	if (slice.size)
		buf_add_bytes(buf, slice.at, slice.size);
}

static uint32_t
checksum(const struct buf *buf)
{
	uint32_t sum = 0;
	for (size_t i = 0; i + 4 <= buf->len; i += 4)
		sum += font_u32((const uint8_t *)buf->at + i);
	return sum;
}

struct part_table {
	const char *tag;
	struct buf bytes;
	size_t size; /* without padding */
};

static void
write_directory(const struct part_table *tables, size_t count, struct buf *out)
{
	uint32_t power = 1, log = 0;
	while (power * 2 <= count)
		power *= 2, log++;
	add_number(out, 0x00010000, 4);
	add_number(out, (uint32_t)count, 2);
	add_number(out, power * 16, 2);
	add_number(out, log, 2);
	add_number(out, (uint32_t)count * 16 - power * 16, 2);
	size_t offset = 12 + 16 * count;
	for (size_t i = 0; i < count; i++) {
		buf_add_bytes(out, tables[i].tag, 4);
		add_number(out, checksum(&tables[i].bytes), 4);
		add_number(out, (uint32_t)offset, 4);
		add_number(out, (uint32_t)tables[i].size, 4);
		offset += tables[i].bytes.len;
	}
}

/* The tables that a font within a PDF needs, in the order that the format asks: by tag. */
static size_t
make_tables(struct subset *subset, struct part_table *tables)
{
	const struct face *face = subset->face;
	enum { CVT, FPGM, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, PREP };
	static const char *const tags[TABLES] = {"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"};
	const struct slice copied[TABLES] = {[CVT] = face->cvt,   [FPGM] = face->fpgm, [HEAD] = face->head,
	                                     [HHEA] = face->hhea, [MAXP] = face->maxp, [PREP] = face->prep};
	size_t count = 0;

	for (int i = 0; i < TABLES; i++) {
		tables[i].tag = tags[i];
		copy_table(&tables[i].bytes, copied[i]);
	}
	write_outlines(subset, &tables[GLYF].bytes, &tables[LOCA].bytes);
	write_metrics(subset, &tables[HMTX].bytes);
	put_number(&tables[HEAD].bytes, 8, 0, 4);  /* the checksum of the whole, filled in at the end */
	put_number(&tables[HEAD].bytes, 50, 1, 2); /* loca in its long form */
	put_number(&tables[HHEA].bytes, 34, (uint32_t)subset->count, 2);
	put_number(&tables[MAXP].bytes, 4, (uint32_t)subset->count, 2);
	for (int i = 0; i < TABLES; i++) {
		tables[i].size = tables[i].bytes.len;
		pad(&tables[i].bytes);
		if (tables[i].size)
			tables[count++] = tables[i];
	}
	return count;
}

void
subset_write(struct subset *subset, struct buf *out)
{
	struct part_table tables[MOST_TABLES] = {{0}};
	size_t count = make_tables(subset, tables), head = 0;
	struct buf font = {0};

	write_directory(tables, count, &font);
	for (size_t i = 0; i < count; i++) {
		if (memcmp(tables[i].tag, "head", 4) == 0)
			head = font.len;
		buf_add(&font, buf_str(&tables[i].bytes));
		buf_free(&tables[i].bytes);
	}
	put_number(&font, head + 8, 0xB1B0AFBAu - checksum(&font), 4);
	buf_add(out, buf_str(&font));
	buf_free(&font);
}
