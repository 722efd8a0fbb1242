/* SPDX-License-Identifier: EUPL-1.2 */
#include "layout.h"

#include "../base/file.h"
#include "text.h"
#include "typing.h"

/* Where each value goes: the key of the part that it stands in, its own, and the member of struct layout. */
static const struct slot {
	enum shape_id shape;
	enum key key;
	size_t offset;
} lengths[] = {
#define LENGTH(part, key, flags, nl, en) {SHAPE_##part, KEY_##key, offsetof(struct layout, key)},
#include "../model/layout.def"
};

static const struct slot letterings[] = {
#define LETTERING(key, nl, en) {SHAPE_LETTERINGS, KEY_##key, offsetof(struct layout, key)},
#include "../model/layout.def"
};

static const enum key face_keys[] = {
#define FACE(id, key, flags, nl, en) KEY_##key,
#include "../model/layout.def"
};

static const enum key colour_keys[] = {
#define COLOUR(id, key, nl, en) KEY_##key,
#include "../model/layout.def"
};

static const struct letter_text {
	enum key key;
	size_t blanks;
} letter_texts[] = {
#define LETTER_WORD(key, blanks, nl, en) {KEY_##key, blanks},
#include "../model/layout.def"
};

enum { LENGTH_COUNT = sizeof lengths / sizeof *lengths, LETTERING_COUNT = sizeof letterings / sizeof *letterings };

/* The part of the file that has a shape; NULL where it is not there, which was reported. */
static const struct map *
part_of(const struct layout *layout, enum shape_id shape)
{
	const struct shape *whole = layout->map.shape;

	for (size_t i = 0; i < whole->count; i++)
		if (whole->fields[i].kind == VALUE_MAP && whole->fields[i].detail == shape && map_at(&layout->map, i)->is_set)
			return map_at(&layout->map, i)->map;
	return NULL;
}

static const struct value *
value_of(const struct layout *layout, struct slot slot)
{
	const struct map *part = part_of(layout, slot.shape);

	return part ? map_value(part, slot.key) : NULL;
}

static mpt *
length_at(struct layout *layout, size_t index)
{
	return (mpt *)(void *)((char *)layout + lengths[index].offset);
}

static struct lettering *
lettering_at(struct layout *layout, size_t index)
{
	return (struct lettering *)(void *)((char *)layout + letterings[index].offset);
}

static void
take_font(struct layout *layout, enum face_id face, const struct value *value)
{
	if (!value)
		return;
	layout->fonts[face] = value->text;
	layout->font_spans[face] = value->span;
}

static void
take_fonts(struct diagnostics *diags, struct layout *layout)
{
	const struct value *fallback = value_of(layout, (struct slot){SHAPE_FONTS, KEY_fallback, 0});

	for (size_t i = 0; i < FACE_FALLBACK; i++)
		take_font(layout, (enum face_id)i, value_of(layout, (struct slot){SHAPE_FONTS, face_keys[i], 0}));
	for (size_t i = 0; fallback && i < fallback->count && i < FALLBACK_MOST; i++)
		take_font(layout, (enum face_id)(FACE_FALLBACK + i), &fallback->items[i]);
	if (fallback && fallback->count > FALLBACK_MOST)
		diag_report(diags, RULE_LAYOUT_IMPOSSIBLE, fallback->items[FALLBACK_MOST].span,
		            "one font too many; leave at most %d under 'fallback'", FALLBACK_MOST);
}

static void
take_colours(struct layout *layout)
{
	for (size_t i = 0; i < COLOUR_COUNT; i++) {
		const struct value *value = value_of(layout, (struct slot){SHAPE_COLOURS, colour_keys[i], 0});
		int64_t colour = value ? value->number : 0;

		layout->colours[i].red = (uint8_t)(colour >> 16 & 0xff);
		layout->colours[i].green = (uint8_t)(colour >> 8 & 0xff);
		layout->colours[i].blue = (uint8_t)(colour & 0xff);
	}
}

static void
take_lettering(struct lettering *lettering, const struct map *map)
{
	*lettering = (struct lettering){.face = (enum face_id)map_number(map, KEY_face),
	                                .colour = (enum colour)map_number(map, KEY_colour),
	                                .size = map_number(map, KEY_size),
	                                .leading = map_number(map, KEY_leading)};
}

static size_t
count_blanks(struct str text)
{
	size_t count = 0;

	for (size_t i = 0; i + 1 < text.len; i++)
		count += text.at[i] == '%' && text.at[i + 1] == 's';
	return count;
}

static void
take_words(struct diagnostics *diags, struct letter_words *words, const struct map *map)
{
	words->language = map_text(map, KEY_language);
	for (size_t i = 0; i < LETTER_WORD_COUNT; i++) {
		const struct value *value = map_value(map, letter_texts[i].key);

		words->texts[i] = value ? value->text : STR("");
		if (value && count_blanks(value->text) != letter_texts[i].blanks)
			diag_report(diags, RULE_LANGUAGE_WORD, value->span,
			            "'%s' must hold %%s %zu times, where something is filled in; it holds it %zu times",
			            key_name(letter_texts[i].key), letter_texts[i].blanks, count_blanks(value->text));
	}
}

/* A path from the folder of the layout file. */
static void
take_logo(struct arena *arena, struct layout *layout, const struct value *value)
{
	if (!value)
		return;
	layout->logo = path_beside(arena, value->span.source->path, value->text);
	layout->logo_span = value->span;
}

/* What is larger than any number that goes is one that does not. */
static int
small_number(const struct map *map, enum key key)
{
	int64_t number = map ? map_number(map, key) : 0;

	return number > 1000 ? 1000 : (int)number;
}

static void
take_all(struct site *site, struct layout *layout)
{
	const struct value *words = map_value(&layout->map, KEY_words), *value;
	const struct map *frame = part_of(layout, SHAPE_FRAME), *spacing = part_of(layout, SHAPE_SPACING);

	take_fonts(site->diags, layout);
	take_colours(layout);
	for (size_t i = 0; i < LENGTH_COUNT; i++)
		if ((value = value_of(layout, lengths[i])))
			*length_at(layout, i) = value->number;
	for (size_t i = 0; i < LETTERING_COUNT; i++)
		if ((value = value_of(layout, letterings[i])))
			take_lettering(lettering_at(layout, i), value->map);
	take_logo(site->arena, layout, frame ? map_value(frame, KEY_logo) : NULL);
	layout->signatories_beside = small_number(frame, KEY_signatories_beside);
	layout->left_share = small_number(spacing, KEY_left_share);
	layout->word_count = words ? words->count : 0;
	layout->words = arena_array(site->arena, layout->word_count, sizeof *layout->words);
	for (size_t i = 0; i < layout->word_count; i++)
		take_words(site->diags, &layout->words[i], words->items[i].map);
}

/* What goes together. */

static void
report_impossible(struct diagnostics *diags, const struct layout *layout, enum shape_id shape, enum key key, const char *what)
{
	const struct value *value = value_of(layout, (struct slot){shape, key, 0});

	if (value)
		diag_report(diags, RULE_LAYOUT_IMPOSSIBLE, value->span, "%s", what);
}

#define MM(millimetres) ((mpt)((millimetres)*360000 / 127))
#define LEAST_SIZE PT(4)
#define MOST_SIZE PT(200)
#define MOST_READ PT(36) /* of letters that stand in columns */
#define LEAST_TEXT PT(144)

/* Between what a length must lie for letters to be set at all. */
static const struct {
	enum shape_id shape;
	enum key key;
	mpt least, most;
} ranges[] = {
	{SHAPE_PAPER, KEY_paper_width, MM(70), MM(1000)},
	{SHAPE_PAPER, KEY_paper_height, MM(70), MM(1500)},
	{SHAPE_PAPER, KEY_number_width, MM(15), MM(1000)},
	{SHAPE_PAPER, KEY_foot_gap, 0, MM(50)},
	{SHAPE_FRAME, KEY_sender_width, MM(15), MM(1000)},
	{SHAPE_FRAME, KEY_addressee_width, MM(30), MM(1000)},
	{SHAPE_FRAME, KEY_label_width, MM(10), MM(1000)},
	{SHAPE_FRAME, KEY_fact_width, MM(15), MM(1000)},
	{SHAPE_FRAME, KEY_signature_room, 0, MM(80)},
	{SHAPE_SPACING, KEY_paragraph_gap, 0, MM(30)},
	{SHAPE_SPACING, KEY_heading_gap, 0, MM(50)},
	{SHAPE_SPACING, KEY_item_gap, 0, MM(30)},
	{SHAPE_SPACING, KEY_table_gap, 0, MM(50)},
	{SHAPE_SPACING, KEY_cell_gap, 0, MM(30)},
	{SHAPE_SPACING, KEY_note_gap, 0, MM(30)},
	{SHAPE_SPACING, KEY_note_indent, 0, MM(20)},
	{SHAPE_SPACING, KEY_indent, 0, MM(20)},
	{SHAPE_SPACING, KEY_least_width, PT(30), MM(60)},
	{SHAPE_SPACING, KEY_padding, 0, MM(10)},
	{SHAPE_SPACING, KEY_padding_tall, 0, MM(10)},
	{SHAPE_SPACING, KEY_whole_row, 0, MM(1500)},
	{SHAPE_SPACING, KEY_rule, 0, MM(2)},
	{SHAPE_SPACING, KEY_pixel, PT(0.05), PT(5)},
};

static void
check_ranges(struct diagnostics *diags, const struct layout *layout)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		const struct value *value = value_of(layout, (struct slot){ranges[i].shape, ranges[i].key, 0});

		if (value && (value->number < ranges[i].least || value->number > ranges[i].most))
			diag_report(diags, RULE_LAYOUT_IMPOSSIBLE, value->span, "write a length between %lld and %lld pt here",
			            (long long)(ranges[i].least / 1000), (long long)(ranges[i].most / 1000));
	}
}

/* Where something begins on page 1 or at the head of all pages: some lines of it are on the paper. */
static const struct {
	enum shape_id shape;
	enum key key;
	size_t top;
} tops[] = {
#define TOP(shape, key)                                                                                                          \
	{                                                                                                                        \
		SHAPE_##shape, KEY_##key, offsetof(struct layout, key)                                                           \
	}
	TOP(PAPER, head_top),   TOP(PAPER, foot_top),      TOP(FRAME, wordmark_top), TOP(FRAME, logo_top),
	TOP(FRAME, sender_top), TOP(FRAME, addressee_top), TOP(FRAME, return_top),   TOP(FRAME, subject_top),
#undef TOP
};

static void
check_letterings(struct diagnostics *diags, struct layout *layout)
{
	for (size_t i = 0; i < LETTERING_COUNT; i++) {
		const struct lettering *lettering = lettering_at(layout, i);

		if (lettering->size < LEAST_SIZE || lettering->size > MOST_SIZE)
			report_impossible(diags, layout, SHAPE_LETTERINGS, letterings[i].key,
			                  "letters of this size cannot be read; write a size between 4 and 200 pt");
		else if (lettering->size > MOST_READ && letterings[i].key != KEY_watermark)
			report_impossible(diags, layout, SHAPE_LETTERINGS, letterings[i].key,
			                  "letters of this size leave no room for a line of words; write at most 36 pt");
		else if (lettering->leading < lettering->size * 9 / 10 || lettering->leading > 4 * lettering->size)
			report_impossible(diags, layout, SHAPE_LETTERINGS, letterings[i].key,
			                  "the lines would overlap or lie far apart; write a leading of 1 to 4 times the size");
	}
}

/* A block that must lie on the paper: where it begins and how wide it is. */
static const struct {
	enum shape_id shape;
	enum key key;
	size_t left, width;
} blocks[] = {
#define BLOCK(shape, left, width) {SHAPE_##shape, KEY_##width, offsetof(struct layout, left), offsetof(struct layout, width)},
	BLOCK(PAPER, left, text_width) BLOCK(PAPER, left, full_width) BLOCK(PAPER, number_left, number_width)
		BLOCK(FRAME, sender_left, sender_width) BLOCK(FRAME, addressee_left, addressee_width)
			BLOCK(FRAME, logo_left, logo_width)
#undef BLOCK
};

static mpt
member(const struct layout *layout, size_t offset)
{
	return *(const mpt *)(const void *)((const char *)layout + offset);
}

static void
check_widths(struct diagnostics *diags, const struct layout *layout)
{
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
		if (member(layout, blocks[i].left) + member(layout, blocks[i].width) > layout->paper_width)
			report_impossible(
				diags, layout, blocks[i].shape, blocks[i].key,
				"this is wider than the paper, from where it begins; make it narrower, or begin further left");
	if (layout->text_width < LEAST_TEXT)
		report_impossible(diags, layout, SHAPE_PAPER, KEY_text_width,
		                  "no text can be set as narrow as this; write 51 mm or more");
	if (layout->full_width < layout->text_width)
		report_impossible(diags, layout, SHAPE_PAPER, KEY_full_width,
		                  "tables would be narrower than the text; write at least text_width");
	if (layout->wordmark_left + MM(15) > layout->paper_width)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_wordmark_left, "this begins beside the paper");
	if (layout->logo.len && !layout->logo_width)
		diag_report(diags, RULE_LAYOUT_IMPOSSIBLE, layout->logo_span,
		            "a logo needs logo_left, logo_top and logo_width; add them");
	if (2 * layout->label_width > layout->text_width)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_label_width, "this leaves no room for what stands beside it");
	if (2 * layout->fact_width > layout->text_width)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_fact_width, "this leaves no room for what stands beside it");
	if (layout->left_share < 20 || layout->left_share > 80)
		report_impossible(diags, layout, SHAPE_SPACING, KEY_left_share, "one of the columns has no room; write 20 to 80");
	if (layout->signatories_beside < 1 || layout->signatories_beside > 4)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_signatories_beside, "signatories stand 1 to 4 in a row");
	if (4 * layout->padding > layout->least_width)
		report_impossible(diags, layout, SHAPE_SPACING, KEY_padding, "this leaves no room in a narrow cell; write less");
}

static void
check_heights(struct diagnostics *diags, const struct layout *layout)
{
	mpt room = 8 * layout->body.leading;

	for (size_t i = 0; i < sizeof tops / sizeof *tops; i++)
		if (member(layout, tops[i].top) + layout->body.leading > layout->paper_height)
			report_impossible(diags, layout, tops[i].shape, tops[i].key, "this begins below the paper");
	if (layout->foot_bottom > layout->paper_height || layout->foot_top > layout->foot_bottom)
		report_impossible(diags, layout, SHAPE_PAPER, KEY_foot_bottom, "the foot ends below its top and on the paper");
	if (layout->bottom > layout->foot_top)
		report_impossible(diags, layout, SHAPE_PAPER, KEY_bottom,
		                  "the text ends above the foot; write less than foot_top");
	if (layout->top + room > layout->bottom)
		report_impossible(diags, layout, SHAPE_PAPER, KEY_top, "no text has room between here and 'bottom'");
	if (layout->subject_top + room > layout->bottom)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_subject_top, "no text has room between here and 'bottom'");
	if (layout->note_gap + room > layout->bottom - layout->top)
		report_impossible(diags, layout, SHAPE_SPACING, KEY_note_gap, "this leaves no room for notes");
}

static void
check_words(struct site *site, const struct layout *layout)
{
	const struct value *words = map_value(&layout->map, KEY_words);

	for (size_t i = 0; i < layout->word_count; i++)
		for (size_t k = 0; k < i; k++)
			if (str_equal(layout->words[i].language, layout->words[k].language))
				diag_report(site->diags, RULE_WORD_DUPLICATE, words->items[i].span,
				            "the words of '%.*s' stand here twice; keep one of the two",
				            STR_ARG(layout->words[i].language));
	if (words && !layout_words(layout, site->language->tag))
		diag_report(site->diags, RULE_LANGUAGE_WORD, words->span,
		            "the words of the site's language, '%.*s', are missing; add them", STR_ARG(site->language->tag));
}

/* A file in which single values are wrong says nothing reliable about the whole. */
static bool
is_sound(struct site *site, struct layout *layout, size_t errors)
{
	if (diag_count(site->diags, SEVERITY_ERROR) == errors) {
		check_ranges(site->diags, layout);
		check_letterings(site->diags, layout);
		check_widths(site->diags, layout);
		check_heights(site->diags, layout);
		check_words(site, layout);
	}
	return diag_count(site->diags, SEVERITY_ERROR) == errors;
}

const struct layout *
layout_read(struct site *site, struct str templates)
{
	struct str path = path_join(site->arena, templates, STR("layout.yaml"));
	struct source *source = source_new(site->arena, path, path);
	struct typing typing = {.arena = site->arena, .diags = site->diags};
	struct layout *layout = arena_alloc(site->arena, sizeof *layout);
	size_t errors = diag_count(site->diags, SEVERITY_ERROR);
	const struct node *root;
	struct arena *scratch;

	if (!text_load(site->arena, site->diags, source, RULE_TEMPLATE_MISSING))
		return NULL;
	scratch = arena_new();
	layout->source = source;
	layout->digest = hash_of(source->text);
	root = yaml_read(scratch, site->diags, source, 0, source->text.len);
	if (root || diag_count(site->diags, SEVERITY_ERROR) == errors) {
		typing_map(&typing, shape_of(SHAPE_LAYOUT), root, span_of(source, 0, 0), &layout->map);
		take_all(site, layout);
	}
	arena_free(scratch);
	source_unload(source);
	return is_sound(site, layout, errors) ? layout : NULL;
}
