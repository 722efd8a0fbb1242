/* SPDX-License-Identifier: EUPL-1.2 */
/* The table cmap: characters to glyphs. Of its formats two are read: 4, in segments of the first 65,536 characters, and 12, in groups of
 * any. Both are in the order of characters, so that a block is found by halving. */
#include "face.h"

enum { SEGMENTS = 4, GROUPS = 12 };

/* Format 4: a head, then an array each of last characters, first characters, what is added, and offsets into glyphs that follow. */
enum { ENDS_AT = 14, PADDING = 2 };

/* Format 12: a head, then three numbers a group. */
enum { GROUPS_AT = 16, GROUP_SIZE = 12 };

static size_t
segment_count(struct slice map)
{
	return font_u16(map.at + 6) / 2;
}

static size_t
group_count(struct slice map)
{
	return font_u32(map.at + 12);
}

static bool
is_sound(struct slice map)
{
	switch (font_u16(map.at)) {
	case SEGMENTS:
		return map.size >= ENDS_AT + PADDING && segment_count(map) <= (map.size - ENDS_AT - PADDING) / 8;
	case GROUPS:
		return map.size >= GROUPS_AT && group_count(map) <= (map.size - GROUPS_AT) / GROUP_SIZE;
	default:
		return false;
	}
}

bool
face_choose_map(struct face *face, struct slice cmap)
{
	size_t count = font_u16(cmap.at + 2);

	for (size_t i = 0; i < count && 12 + 8 * i <= cmap.size && !face->map_is_groups; i++) {
		size_t offset = font_u32(cmap.at + 8 + 8 * i);
		if (offset + 2 > cmap.size)
			continue;
		struct slice map = {cmap.at + offset, cmap.size - offset};
		if (!is_sound(map))
			continue;
		face->map = map;
		face->map_is_groups = font_u16(map.at) == GROUPS;
	}
	return face->map.at != NULL;
}

/* A stretch of characters with glyphs of their own. */
struct stretch {
	uint32_t first, last;
	uint32_t glyph; /* of the first; segments: what is added, modulo 65,536 */
	size_t glyphs;  /* segments: where in the map the first one's glyph stands; 0: nowhere, the character is its glyph */
};

static struct stretch
group_at(struct slice map, size_t index)
{
	const uint8_t *at = map.at + GROUPS_AT + GROUP_SIZE * index;
	return (struct stretch){.first = font_u32(at), .last = font_u32(at + 4), .glyph = font_u32(at + 8)};
}

static struct stretch
segment_at(struct slice map, size_t index)
{
	size_t array = 2 * segment_count(map), end = ENDS_AT + 2 * index, start = end + array + PADDING;
	size_t delta = start + array, place = delta + array;
	uint32_t offset = font_u16(map.at + place);
	return (struct stretch){.first = font_u16(map.at + start),
	                        .last = font_u16(map.at + end),
	                        .glyph = font_u16(map.at + delta),
	                        .glyphs = offset ? place + offset : 0};
}

static struct stretch
stretch_at(const struct face *face, size_t index)
{
	return face->map_is_groups ? group_at(face->map, index) : segment_at(face->map, index);
}

/* 0 where there is none. */
static uint32_t
glyph_in(const struct face *face, const struct stretch *stretch, uint32_t character)
{
	struct slice map = face->map;
	if (face->map_is_groups)
		return stretch->glyph + (character - stretch->first);
	if (!stretch->glyphs)
		return (character + stretch->glyph) & 0xffff;
	size_t at = stretch->glyphs + 2 * (size_t)(character - stretch->first);
	uint32_t glyph = at + 2 <= map.size ? font_u16(map.at + at) : 0;
	return glyph ? (glyph + stretch->glyph) & 0xffff : 0;
}

/* The first stretch that does not end before a character. */
static size_t
find_stretch(const struct face *face, size_t count, uint32_t character)
{
	size_t from = 0, to = count;
	while (from < to) {
		size_t middle = (from + to) / 2;
		if (stretch_at(face, middle).last < character)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

void
face_read_block(const struct face *face, uint32_t block, struct glyph *glyphs)
{
	size_t count = face->map_is_groups ? group_count(face->map) : segment_count(face->map);
	uint32_t first = block << 8, last = first + 0xff;

	for (size_t i = find_stretch(face, count, first); i < count; i++) {
		struct stretch stretch = stretch_at(face, i);
		if (stretch.first > last)
			break;
		for (uint32_t c = stretch.first < first ? first : stretch.first; c <= stretch.last && c <= last; c++) {
			uint32_t glyph = glyph_in(face, &stretch, c);
			if (glyph && glyph < face->glyph_count)
				glyphs[c & 0xff] = (struct glyph){(uint16_t)glyph, face_advance(face, glyph)};
		}
	}
}
