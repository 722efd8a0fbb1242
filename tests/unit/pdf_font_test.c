/* SPDX-License-Identifier: EUPL-1.2 */
/* Faces: widths, other faces for missing characters; and the subset that goes into a letter. */
#include <stdlib.h>

#include "../../gen/base/file.h"
#include "../../gen/pdf/font.h"
#include "../../gen/pdf/subset.h"
#include "check.h"
#include "fonts.h"

static struct arena *arena;
static struct fonts *fonts;
static enum face_id which;
static const char *fault;

static void
test_faces(void)
{
	const struct face *regular = fonts_face(fonts, FACE_REGULAR);
	CHECK_STR(regular->name, STR("NotoSans-Regular"));
	CHECK_STR(fonts_face(fonts, FACE_MONO)->name, STR("NotoSansMono-Regular"));
	CHECK(regular->units_per_em == 1000);
	CHECK(face_glyph(regular, 'a').advance == 561);
	CHECK(face_glyph(regular, 0x1f600).id == 0);
	CHECK(face_glyph(regular, 0x10ffff).id == 0);
	CHECK(fonts_advance(fonts, FACE_REGULAR, PT(10), 'a') == 5610);
	CHECK(fonts_advance(fonts, FACE_MONO, PT(10), 'i') == fonts_advance(fonts, FACE_MONO, PT(10), 'W'));
}

/* A font file whose bytes may be changed; from the heap, so that reading beyond its end is seen. */
static struct slice
copy_of(struct slice font, size_t size)
{
	uint8_t *copy = malloc(size ? size : 1);
	if (size)
		memcpy(copy, font.at, size);
	return (struct slice){copy, size};
}

static uint8_t *
bytes_of(struct slice font)
{
	return (uint8_t *)(uintptr_t)font.at;
}

/* Where a table's place and size stand. */
static size_t
entry_of(struct slice font, const char *tag)
{
	size_t i = 12;
	while (memcmp(font.at + i, tag, 4) != 0)
		i += 16;
	return i + 8;
}

static size_t
table_at(struct slice font, const char *tag)
{
	return font_u32(font.at + entry_of(font, tag));
}

static struct str
fault_of(struct slice font)
{
	struct face face;
	const char *said = face_open(&face, arena, font);
	return said ? str_from(said) : STR("");
}

/* Fonts that cannot be used say why, and which they are. */
static void
test_faults(void)
{
	struct str files[FACE_COUNT];
	memcpy(files, test_fonts, sizeof files);
	files[FACE_BOLD] = STR("tests/no-such-font.ttf");
	CHECK(fonts_open(arena, files, &which, &fault) == NULL && which == FACE_BOLD);
	CHECK_STR(str_from(fault), STR("No such file or directory"));
	memcpy(files, test_fonts, sizeof files);
	files[FACE_FALLBACK + 2] = STR("/dev/null");
	CHECK(fonts_open(arena, files, &which, &fault) == NULL && which == FACE_FALLBACK + 2);
	CHECK_STR(str_from(fault), STR("is not a TrueType font (.ttf)"));

	struct slice font = copy_of(fonts_face(fonts, FACE_REGULAR)->file, fonts_face(fonts, FACE_REGULAR)->file.size);
	uint8_t *type = bytes_of(font) + table_at(font, "OS/2") + 9;
	CHECK_STR(fault_of(font), STR(""));
	*type = 2;
	CHECK_STR(fault_of(font), STR("is a font that its maker does not allow to be embedded"));
	*type = 4;
	CHECK_STR(fault_of(font), STR(""));
	type[-1] = 1;
	CHECK_STR(fault_of(font), STR("is a font that its maker does not allow to be embedded in part"));
	memcpy(bytes_of(font), "OTTO", 4);
	CHECK_STR(fault_of(font), STR("is not a TrueType font (.ttf)"));
	free(bytes_of(font));
}

/* Without a monospaced face, code is set in the regular one; without fallbacks, a character is missing. */
static void
test_few_files(void)
{
	struct str files[FACE_COUNT];
	memcpy(files, test_fonts, sizeof files);
	for (int i = FACE_MONO; i < FACE_COUNT; i++)
		files[i] = STR("");
	struct fonts *few = fonts_open(arena, files, &which, &fault);
	CHECK(few != NULL);
	CHECK(fonts_face_for(few, FACE_MONO, 'a') == FACE_REGULAR);
	CHECK(fonts_face_for(few, FACE_MONO, 0x2713) == FACE_COUNT);
	fonts_close(few);
}

static void
test_fallbacks(void)
{
	CHECK(fonts_face_for(fonts, FACE_BOLD, 'a') == FACE_BOLD);
	CHECK(fonts_face_for(fonts, FACE_REGULAR, 0x2713) >= FACE_FALLBACK);
	CHECK(fonts_face_for(fonts, FACE_REGULAR, 0x2211) != FACE_COUNT);
	CHECK(fonts_face_for(fonts, FACE_REGULAR, 0x65e5) == FACE_COUNT);
	CHECK(fonts_advance(fonts, FACE_REGULAR, PT(10), 0x65e5) == 0);
}

/* A font file is right where its words, the adjustment among them, sum to this. */
static uint32_t
sum_of(struct str file)
{
	uint32_t sum = 0;
	for (size_t i = 0; i + 4 <= file.len; i += 4)
		sum += font_u32((const uint8_t *)file.at + i);
	return sum;
}

static void
test_subset(void)
{
	struct subset subset;
	struct buf file = {0};
	subset_init(&subset, arena, fonts_face(fonts, FACE_REGULAR));
	CHECK(subset_use(&subset, 'b') == 1);
	CHECK(subset_use(&subset, 'a') == 2);
	CHECK(subset_use(&subset, 'b') == 1);
	/* Two characters of one shape keep apart, so that copied text is the text that was written. */
	CHECK(subset_use(&subset, ' ') != subset_use(&subset, 0xa0));
	CHECK(subset_advance(&subset, 2) == 561);

	size_t characters = subset.count;
	subset_use(&subset, 0xf6); /* made of o and a trema */
	subset_write(&subset, &file);
	CHECK(subset.count > characters + 1);
	CHECK(file.len > 1000 && file.len < 20000 && file.len % 4 == 0);
	CHECK(sum_of(buf_str(&file)) == 0xb1b0afbau);
	buf_free(&file);
}

/* All of it that a letter could ask for. */
static void
use_all(struct arena *scratch, const struct face *face)
{
	struct subset subset;
	struct buf file = {0};
	subset_init(&subset, scratch, face);
	for (uint32_t c = 0; c <= FACE_LAST + 1; c++)
		if (face_glyph(face, c).id && (c < 0x180 || c % 64 == 0))
			subset_use(&subset, c);
	subset_write(&subset, &file);
	buf_free(&file);
}

/* Numbers without order that are the same in every run. */
static size_t
next_below(size_t bound)
{
	static uint64_t state = 1;
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(state >> 33) % bound;
}

static const char *const tags[] = {"head", "hhea", "maxp", "cmap", "loca", "OS/2", "name", "glyf", "hmtx"};

/* A place where a byte means much: the list of tables, what begins one, a letter made of others; or any. */
static size_t
place_in(const struct face *face)
{
	struct slice outline = face_outline(face, face_glyph(face, 0xc0 + (uint32_t)next_below(0xc0)).id);
	switch (next_below(4)) {
	case 0:
		return next_below(face->file.size);
	case 1:
		return next_below(256);
	case 2:
		return table_at(face->file, tags[next_below(9)]) + next_below(next_below(2) ? 64 : 4096);
	default:
		return outline.at ? (size_t)(outline.at - face->file.at) + next_below(18) : 0;
	}
}

/* A copy with one table at its end, where reading too far is seen. */
static struct slice
copy_with_last(struct slice font, const char *tag)
{
	size_t entry = entry_of(font, tag), size = font_u32(font.at + entry + 4);
	uint8_t *copy = malloc(font.size + size);
	memcpy(copy, font.at, font.size);
	memcpy(copy + font.size, font.at + table_at(font, tag), size);
	for (size_t i = 0; i < 4; i++)
		copy[entry + i] = (uint8_t)(font.size >> (24 - 8 * i));
	return (struct slice){copy, font.size + size};
}

/* Cut short, or with a few bytes changed. */
static struct slice
broken_copy(const struct face *face)
{
	struct slice font = face->file;
	struct slice copy = next_below(4) ? copy_with_last(font, tags[next_below(9)]) : copy_of(font, next_below(font.size));
	for (size_t i = next_below(8); i > 0 && copy.size; i--)
		bytes_of(copy)[place_in(face) % copy.size] = (uint8_t)next_below(256);
	return copy;
}

/* Broken fonts are refused or show something, and nothing is read beyond their end (make asan). */
static void
test_broken_files(void)
{
	enum { ROUNDS = 2000 };
	struct arena *scratch = arena_new();
	size_t used = 0, refused = 0;

	for (int i = 0; i < ROUNDS; i++) {
		struct slice font = broken_copy(fonts_face(fonts, i % 2 ? FACE_REGULAR : FACE_MONO));
		struct face face;
		if (face_open(&face, scratch, font)) {
			refused++;
		} else {
			use_all(scratch, &face);
			used++;
		}
		free(bytes_of(font));
		arena_reset(scratch);
	}
	CHECK(used > ROUNDS / 4 && refused > ROUNDS / 4);
	arena_free(scratch);
}

int
main(void)
{
	arena = arena_new();
	fonts = fonts_open(arena, test_fonts, &which, &fault);
	CHECK(fonts != NULL);
	if (!fonts)
		return check_done();
	test_faces();
	test_faults();
	test_few_files();
	test_fallbacks();
	test_subset();
	test_broken_files();
	fonts_close(fonts);
	arena_free(arena);
	return check_done();
}
