/* SPDX-License-Identifier: EUPL-1.2 */
/* The fonts that tests measure with: Debian's Noto Sans, whatever the layout file says. */
#ifndef OPVOLGING_TESTS_FONTS_H
#define OPVOLGING_TESTS_FONTS_H

#include "../../gen/pdf/font.h"

#define NOTO "/usr/share/fonts/truetype/noto/NotoSans"

static const struct str test_fonts[FACE_COUNT] = {
	[FACE_REGULAR] = STR(NOTO "-Regular.ttf"),
	[FACE_BOLD] = STR(NOTO "-Bold.ttf"),
	[FACE_ITALIC] = STR(NOTO "-Italic.ttf"),
	[FACE_BOLD_ITALIC] = STR(NOTO "-BoldItalic.ttf"),
	[FACE_MONO] = STR(NOTO "Mono-Regular.ttf"),
	[FACE_FALLBACK] = STR(NOTO "Symbols-Regular.ttf"),
	[FACE_FALLBACK + 1] = STR(NOTO "Symbols2-Regular.ttf"),
	[FACE_FALLBACK + 2] = STR(NOTO "Math-Regular.ttf"),
};

#endif
