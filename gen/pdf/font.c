/* SPDX-License-Identifier: EUPL-1.2 */
#include "font.h"

#include <errno.h>
#include <string.h>

#include "../base/file.h"
#include "../base/sandbox.h"

enum { SOFT_HYPHEN = 0xad };

struct fonts {
	struct face faces[FACE_COUNT]; /* without a name where there is no file */
};

static bool
is_there(const struct face *face)
{
	return face->name.len > 0;
}

/* NULL, or what is wrong. */
static const char *
open_face(struct face *face, struct arena *arena, struct str path)
{
	struct slice file = {0};
	const char *fault;

	file.at = file_map(path, &file.size);
	if (!file.at && errno == EACCES)
		return "it may not be read (Permission denied); put it beside the layout file, or into " SANDBOX_FONT_FOLDERS
		       ", and let everybody read it";
	if (!file.at) {
		file_judge(path);
		return arena_cstring(arena, str_from(strerror(errno)));
	}
	fault = face_open(face, arena, file);
	if (fault) {
		file_unmap(file.at, file.size);
		*face = (struct face){0};
	}
	return fault;
}

/* What every text is made of must be in the regular face, which stands in for all others. */
static const char *
lacks_letters(const struct face *face)
{
	for (uint32_t c = ' '; c <= '~'; c++)
		if (!face_glyph(face, c).id)
			return "has not all letters, digits and marks of ASCII; name a font for Dutch";
	return NULL;
}

struct fonts *
fonts_open(struct arena *arena, const struct str *paths, enum face_id *which, const char **fault)
{
	struct fonts *fonts = arena_alloc(arena, sizeof *fonts);

	for (enum face_id id = 0; id < FACE_COUNT; id++) {
		if (id >= FACE_MONO && paths[id].len == 0)
			continue;
		*fault = open_face(&fonts->faces[id], arena, paths[id]);
		if (*fault) {
			*which = id;
			fonts_close(fonts);
			return NULL;
		}
	}
	*fault = lacks_letters(&fonts->faces[FACE_REGULAR]);
	if (!*fault)
		return fonts;
	*which = FACE_REGULAR;
	fonts_close(fonts);
	return NULL;
}

void
fonts_close(struct fonts *fonts)
{
	for (int i = 0; i < FACE_COUNT; i++)
		if (is_there(&fonts->faces[i]))
			file_unmap(fonts->faces[i].file.at, fonts->faces[i].file.size);
}

struct fonts *
fonts_share(struct arena *arena, const struct fonts *fonts)
{
	struct fonts *shared = arena_alloc(arena, sizeof *shared);

	for (int i = 0; i < FACE_COUNT; i++)
		if (is_there(&fonts->faces[i]))
			face_share(&shared->faces[i], arena, &fonts->faces[i]);
	return shared;
}

const struct face *
fonts_face(const struct fonts *fonts, enum face_id id)
{
	return &fonts->faces[id];
}

/* The glyph, and the face that has it; FACE_COUNT where none does. */
static enum face_id
find_glyph(const struct fonts *fonts, enum face_id wanted, uint32_t character, struct glyph *glyph)
{
	const struct face *face = &fonts->faces[wanted];

	*glyph = is_there(face) ? face_glyph(face, character) : (struct glyph){0, 0};
	if (glyph->id)
		return wanted;
	*glyph = face_glyph(&fonts->faces[FACE_REGULAR], character);
	if (glyph->id)
		return FACE_REGULAR;
	for (enum face_id id = FACE_FALLBACK; id < FACE_COUNT && is_there(&fonts->faces[id]); id++) {
		*glyph = face_glyph(&fonts->faces[id], character);
		if (glyph->id)
			return id;
	}
	return FACE_COUNT;
}

uint32_t
fonts_hyphen(const struct fonts *fonts, enum face_id wanted)
{
	struct glyph glyph;

	return find_glyph(fonts, wanted, SOFT_HYPHEN, &glyph) == FACE_COUNT ? '-' : SOFT_HYPHEN;
}

enum face_id
fonts_face_for(const struct fonts *fonts, enum face_id wanted, uint32_t character)
{
	struct glyph glyph;

	return find_glyph(fonts, wanted, character, &glyph);
}

mpt
fonts_advance(const struct fonts *fonts, enum face_id wanted, mpt size, uint32_t character)
{
	struct glyph glyph;
	enum face_id id = find_glyph(fonts, wanted, character, &glyph);

	return id == FACE_COUNT ? 0 : glyph.advance * size / fonts->faces[id].units_per_em;
}
