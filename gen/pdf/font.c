/* SPDX-License-Identifier: EUPL-1.2 */
#include "font.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/diag.h"
#include "../base/file.h"

struct fonts {
	struct arena *arena;
	struct face *faces[FACE_COUNT]; /* NULL until asked for */
	const struct str *paths;
};

uint32_t
font_u16(const uint8_t *at)
{
	return (uint32_t)at[0] << 8 | at[1];
}

uint32_t
font_u32(const uint8_t *at)
{
	return font_u16(at) << 16 | font_u16(at + 2);
}

int
font_i16(const uint8_t *at)
{
	return (int16_t)font_u16(at);
}

static _Noreturn void
font_failed(const char *path)
{
	fprintf(stderr, "opvolging: read %s: not a TrueType font that can be used; it is in the package fonts-noto-core\n", path);
	exit(2);
}

/* A table by its tag, at least `least` bytes long. A table of least 0 may be missing. */
static struct font_slice
find_table(const struct face *face, const char *tag, size_t least)
{
	const uint8_t *file = face->file.at;
	size_t count = face->file.size >= 12 ? font_u16(file + 4) : 0;
	if (12 + 16 * count > face->file.size)
		font_failed(face->path);
	for (size_t i = 0; i < count; i++) {
		const uint8_t *entry = file + 12 + 16 * i;
		size_t offset = font_u32(entry + 8), size = font_u32(entry + 12);
		if (memcmp(entry, tag, 4) != 0)
			continue;
		if (size < least || offset > face->file.size || size > face->file.size - offset)
			font_failed(face->path);
		return (struct font_slice){file + offset, size};
	}
	if (least)
		font_failed(face->path);
	return (struct font_slice){NULL, 0};
}

static uint16_t
advance_of(const struct face *face, uint32_t glyph)
{
	uint32_t entry = glyph < face->advance_count ? glyph : face->advance_count - 1u;
	return (uint16_t)font_u16(face->hmtx.at + 4 * (size_t)entry);
}

static void
set_glyph(struct arena *arena, struct face *face, uint32_t character, uint32_t glyph)
{
	if (character > FONT_LAST || glyph == 0 || glyph >= face->glyph_count)
		return;
	struct glyph **plane = &face->planes[character >> 8];
	if (!*plane)
		*plane = arena_array(arena, 256, sizeof **plane);
	(*plane)[character & 0xff] = (struct glyph){(uint16_t)glyph, advance_of(face, glyph)};
}

/* cmap format 4: segments of the first 65,536 characters. */
static void
read_segments(struct arena *arena, struct face *face, struct font_slice map)
{
	if (map.size < 16)
		font_failed(face->path);
	size_t count = font_u16(map.at + 6) / 2;
	if (16 + 8 * count > map.size)
		font_failed(face->path);
	const uint8_t *ends = map.at + 14, *starts = ends + 2 * count + 2;
	const uint8_t *deltas = starts + 2 * count, *offsets = deltas + 2 * count;
	for (size_t i = 0; i < count; i++) {
		uint32_t start = font_u16(starts + 2 * i), end = font_u16(ends + 2 * i);
		uint32_t delta = font_u16(deltas + 2 * i), offset = font_u16(offsets + 2 * i);
		for (uint32_t c = start; c <= end && c < 0xffff; c++) {
			uint32_t glyph = c;
			if (offset) {
				const uint8_t *at = offsets + 2 * i + offset + 2 * (size_t)(c - start);
				if (at + 2 > map.at + map.size)
					break;
				glyph = font_u16(at);
				if (glyph == 0)
					continue;
			}
			set_glyph(arena, face, c, (glyph + delta) & 0xffff);
		}
	}
}

/* cmap format 12: groups of any characters. */
static void
read_groups(struct arena *arena, struct face *face, struct font_slice map)
{
	size_t count = map.size >= 16 ? font_u32(map.at + 12) : 0;
	if (count > map.size / 12)
		font_failed(face->path);
	for (size_t i = 0; i < count && 28 + 12 * i <= map.size; i++) {
		const uint8_t *group = map.at + 16 + 12 * i;
		uint32_t start = font_u32(group), end = font_u32(group + 4), glyph = font_u32(group + 8);
		for (uint32_t c = start; c <= end && c <= FONT_LAST; c++)
			set_glyph(arena, face, c, glyph + (c - start));
	}
}

static void
read_characters(struct arena *arena, struct face *face)
{
	struct font_slice cmap = find_table(face, "cmap", 4);
	size_t count = font_u16(cmap.at + 2);
	struct font_slice segments = {NULL, 0}, groups = {NULL, 0};
	for (size_t i = 0; i < count && 12 + 8 * i <= cmap.size; i++) {
		size_t offset = font_u32(cmap.at + 8 + 8 * i);
		if (offset + 4 > cmap.size)
			continue;
		struct font_slice map = {cmap.at + offset, cmap.size - offset};
		if (font_u16(map.at) == 4)
			segments = map;
		else if (font_u16(map.at) == 12)
			groups = map;
	}
	if (groups.at)
		read_groups(arena, face, groups);
	else if (segments.at)
		read_segments(arena, face, segments);
	else
		font_failed(face->path);
}

static void
read_metrics(struct face *face)
{
	struct font_slice os2 = find_table(face, "OS/2", 78), post = find_table(face, "post", 8);
	face->units_per_em = (int)font_u16(face->head.at + 18);
	face->loca_is_long = font_i16(face->head.at + 50) != 0;
	for (int i = 0; i < 4; i++)
		face->box[i] = font_i16(face->head.at + 36 + 2 * i);
	face->ascent = font_i16(face->hhea.at + 4);
	face->descent = font_i16(face->hhea.at + 6);
	face->advance_count = (uint16_t)font_u16(face->hhea.at + 34);
	face->glyph_count = (uint16_t)font_u16(face->maxp.at + 4);
	face->weight = (int)font_u16(os2.at + 4);
	face->cap_height = os2.size >= 90 ? font_i16(os2.at + 88) : face->ascent * 2 / 3;
	face->italic_angle = font_i16(post.at + 4);
	size_t loca = (face->glyph_count + 1u) * (face->loca_is_long ? 4u : 2u);
	if (face->units_per_em == 0 || face->advance_count == 0 || face->advance_count > face->glyph_count ||
	    face->hmtx.size < 4u * face->advance_count || face->loca.size < loca)
		font_failed(face->path);
}

/* The name of the file is the PostScript name of these fonts. */
static struct str
name_of(const char *path)
{
	struct str name = path_name(str_from(path));
	return str_ends(name, ".ttf") ? str_slice(name, 0, name.len - 4) : name;
}

static struct face *
read_face(struct arena *arena, const char *path)
{
	size_t size;
	char *bytes = file_read(str_from(path), &size);
	if (!bytes) {
		fprintf(stderr, "opvolging: read %s: %s; install the package fonts-noto-core\n", path, strerror(errno));
		exit(2);
	}
	struct face *face = arena_alloc(arena, sizeof *face);
	face->path = path;
	face->name = name_of(path);
	face->file = (struct font_slice){(const uint8_t *)bytes, size};
	face->head = find_table(face, "head", 54);
	face->hhea = find_table(face, "hhea", 36);
	face->maxp = find_table(face, "maxp", 6);
	face->hmtx = find_table(face, "hmtx", 4);
	face->loca = find_table(face, "loca", 2);
	face->glyf = find_table(face, "glyf", 1);
	face->cvt = find_table(face, "cvt ", 0);
	face->fpgm = find_table(face, "fpgm", 0);
	face->prep = find_table(face, "prep", 0);
	read_metrics(face);
	read_characters(arena, face);
	return face;
}

struct fonts *
fonts_open(struct arena *arena, const struct str *paths, enum face_id *which, const char **fault)
{
	struct fonts *fonts = arena_alloc(arena, sizeof *fonts);
	(void)which;
	(void)fault;
	fonts->arena = arena;
	fonts->paths = paths;
	for (int i = FACE_REGULAR; i <= FACE_BOLD_ITALIC; i++)
		fonts->faces[i] = read_face(arena, arena_cstring(arena, paths[i]));
	return fonts;
}

void
fonts_close(struct fonts *fonts)
{
	for (int i = 0; i < FACE_COUNT; i++)
		if (fonts->faces[i])
			free((void *)(uintptr_t)fonts->faces[i]->file.at);
}

const struct face *
fonts_face(struct fonts *fonts, enum face_id id)
{
	if (!fonts->faces[id])
		fonts->faces[id] = read_face(fonts->arena, arena_cstring(fonts->arena, fonts->paths[id]));
	return fonts->faces[id];
}

struct glyph
face_glyph(const struct face *face, uint32_t character)
{
	if (character > FONT_LAST || !face->planes[character >> 8])
		return (struct glyph){0, 0};
	return face->planes[character >> 8][character & 0xff];
}

enum face_id
fonts_face_for(struct fonts *fonts, enum face_id wanted, uint32_t character)
{
	if (face_glyph(fonts_face(fonts, wanted), character).id)
		return wanted;
	if (face_glyph(fonts_face(fonts, FACE_REGULAR), character).id)
		return FACE_REGULAR;
	for (enum face_id i = FACE_FALLBACK; i < FACE_COUNT && fonts->paths[i].len; i++)
		if (face_glyph(fonts_face(fonts, i), character).id)
			return i;
	return FACE_COUNT;
}

mpt
fonts_advance(struct fonts *fonts, enum face_id wanted, mpt size, uint32_t character)
{
	enum face_id id = fonts_face_for(fonts, wanted, character);
	if (id == FACE_COUNT)
		return 0;
	const struct face *face = fonts_face(fonts, id);
	return face_glyph(face, character).advance * size / face->units_per_em;
}

struct font_slice
face_outline(const struct face *face, uint32_t glyph)
{
	size_t from, to;
	if (face->loca_is_long) {
		from = font_u32(face->loca.at + 4 * (size_t)glyph);
		to = font_u32(face->loca.at + 4 * (size_t)glyph + 4);
	} else {
		from = 2 * font_u16(face->loca.at + 2 * (size_t)glyph);
		to = 2 * font_u16(face->loca.at + 2 * (size_t)glyph + 2);
	}
	if (from >= to || to > face->glyf.size)
		return (struct font_slice){NULL, 0};
	return (struct font_slice){face->glyf.at + from, to - from};
}
