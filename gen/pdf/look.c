/* SPDX-License-Identifier: EUPL-1.2 */
#include "font.h"

#define PATH(literal)                                                                                                            \
	{                                                                                                                        \
		(literal), sizeof(literal) - 1                                                                                   \
	}
#define NOTO(name) PATH("/usr/share/fonts/truetype/noto/" name ".ttf")

const struct font_files look_fonts = {{
	[FACE_REGULAR] = NOTO("NotoSans-Regular"),
	[FACE_BOLD] = NOTO("NotoSans-Bold"),
	[FACE_ITALIC] = NOTO("NotoSans-Italic"),
	[FACE_BOLD_ITALIC] = NOTO("NotoSans-BoldItalic"),
	[FACE_MONO] = NOTO("NotoSansMono-Regular"),
	[FACE_FALLBACK] = NOTO("NotoSansSymbols-Regular"),
	[FACE_FALLBACK + 1] = NOTO("NotoSansSymbols2-Regular"),
	[FACE_FALLBACK + 2] = NOTO("NotoSansMath-Regular"),
}};

#define BODY PT(9.5)
#define BODY_LEADING PT(13)

const struct look look_letter = {
	.colours =
		{
			[COLOUR_TEXT] = {0, 0, 0},
			[COLOUR_ACCENT] = {82, 271, 420},
			[COLOUR_SOFT] = {330, 330, 330},
			[COLOUR_LINE] = {640, 665, 690},
			[COLOUR_TINT] = {925, 942, 957},
			[COLOUR_LINK] = {82, 271, 420},
			[COLOUR_DRAFT] = {640, 110, 90},
			[COLOUR_WATERMARK] = {925, 925, 925},
		},
	.page_width = 595276,
	.page_height = 841890,
	.left = MM(28),
	.text_width = MM(122),
	.full_width = MM(164),
	.top = MM(32),
	.bottom = MM(272),
	.foot_top = MM(279),
	.foot_bottom = MM(289),
	.foot_gap = MM(6),
	.head_top = MM(16),

	.sender_left = MM(157),
	.sender_width = MM(40),
	.sender_top = MM(50),
	.return_top = MM(50),
	.addressee_top = MM(55),
	.subject_top = MM(92),
	.wordmark_top = MM(20),
	.label_width = MM(19),
	.fact_width = MM(32),
	.office_size = PT(8.5),
	.signature_room = PT(38),

	.body = {FACE_REGULAR, COLOUR_TEXT, BODY, BODY_LEADING},
	.small = {FACE_REGULAR, COLOUR_TEXT, PT(7.5), PT(10.5)},
	.tiny = {FACE_REGULAR, COLOUR_SOFT, PT(7), PT(9.5)},
	.hint = {FACE_ITALIC, COLOUR_TEXT, PT(7), PT(9.5)},
	.cell = {FACE_REGULAR, COLOUR_TEXT, PT(8.5), PT(11.5)},
	.note = {FACE_REGULAR, COLOUR_TEXT, PT(7.5), PT(10)},
	.code = {FACE_MONO, COLOUR_TEXT, PT(8.5), PT(11.5)},
	.label = {FACE_REGULAR, COLOUR_SOFT, PT(7.5), BODY_LEADING},
	.name = {FACE_BOLD, COLOUR_ACCENT, PT(7.5), PT(10.5)},
	.wordmark = {FACE_BOLD, COLOUR_ACCENT, PT(13), PT(16)},
	.heading =
		{
			{FACE_BOLD, COLOUR_ACCENT, PT(15), PT(20)},
			{FACE_BOLD, COLOUR_ACCENT, PT(15), PT(20)},
			{FACE_BOLD, COLOUR_ACCENT, PT(11), PT(15)},
			{FACE_BOLD, COLOUR_TEXT, BODY, BODY_LEADING},
			{FACE_BOLD_ITALIC, COLOUR_TEXT, BODY, BODY_LEADING},
			{FACE_ITALIC, COLOUR_TEXT, BODY, BODY_LEADING},
			{FACE_ITALIC, COLOUR_TEXT, BODY, BODY_LEADING},
		},
	.subject = {FACE_REGULAR, COLOUR_TEXT, BODY, BODY_LEADING},
	.banner = {FACE_BOLD, COLOUR_DRAFT, PT(11), PT(14)},
	.watermark = {FACE_BOLD, COLOUR_WATERMARK, PT(110), PT(110)},

	.slope_across = 577,
	.slope_up = 816,

	.paragraph_gap = PT(7),
	.heading_gap = PT(14),
	.item_gap = PT(2.5),
	.table_gap = PT(11),
	.cell_gap = PT(5),
	.indent = PT(18),
	.least_width = PT(72),
	.padding = PT(4.5),
	.padding_tall = PT(3.5),
	.pixel = PT(0.75),
	.rule = PT(0.5),
	.whole_row = MM(50),
	.note_gap = PT(12),
	.note_indent = PT(12),
	.left_share = 40,
};
