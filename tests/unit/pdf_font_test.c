/* SPDX-License-Identifier: EUPL-1.2 */
/* Faces: widths, other faces for missing characters; and the subset that goes into a letter. */
#include "../../gen/pdf/subset.h"
#include "check.h"
#include "fonts.h"

static struct arena *arena;
static struct fonts *fonts;

static void
test_faces(void)
{
	const struct face *regular = fonts_face(fonts, FACE_REGULAR);
	CHECK_STR(regular->name, STR("NotoSans-Regular"));
	CHECK(regular->units_per_em == 1000);
	CHECK(face_glyph(regular, 'a').advance == 561);
	CHECK(face_glyph(regular, 0x1f600).id == 0);
	CHECK(face_glyph(regular, 0x10ffff).id == 0);
	CHECK(fonts_advance(fonts, FACE_REGULAR, PT(10), 'a') == 5610);
}

static void
test_fallbacks(void)
{
	CHECK(fonts_face_for(fonts, FACE_BOLD, 'a') == FACE_BOLD);
	CHECK(fonts_face_for(fonts, FACE_REGULAR, 0x2713) == FACE_FALLBACK + 1 ||
	      fonts_face_for(fonts, FACE_REGULAR, 0x2713) == FACE_FALLBACK);
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

int
main(void)
{
	arena = arena_new();
	fonts = fonts_open(arena, test_fonts, &(enum face_id){0}, &(const char *){NULL});
	test_faces();
	test_fallbacks();
	test_subset();
	fonts_close(fonts);
	arena_free(arena);
	return check_done();
}
