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
		if (whole->fields[i].kind == VALUE_MAP && whole->fields[i].detail == shape && layout->map.values[i].is_set)
			return layout->map.values[i].map;
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
	layout->signatories_beside = frame ? (int)map_number(frame, KEY_signatories_beside) : 0;
	layout->left_share = spacing ? (int)map_number(spacing, KEY_left_share) : 0;
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

#define LEAST_SIZE PT(4)
#define MOST_SIZE PT(200)
#define LEAST_TEXT PT(144)

static void
check_letterings(struct diagnostics *diags, struct layout *layout)
{
	for (size_t i = 0; i < LETTERING_COUNT; i++) {
		const struct lettering *lettering = lettering_at(layout, i);

		if (lettering->size < LEAST_SIZE || lettering->size > MOST_SIZE)
			report_impossible(diags, layout, SHAPE_LETTERINGS, letterings[i].key,
			                  "letters of this size cannot be read; write a size between 4 and 200 pt");
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
	if (2 * layout->label_width > layout->text_width)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_label_width, "this leaves no room for what stands beside it");
	if (2 * layout->fact_width > layout->text_width)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_fact_width, "this leaves no room for what stands beside it");
	if (layout->left_share < 10 || layout->left_share > 90)
		report_impossible(diags, layout, SHAPE_SPACING, KEY_left_share, "one of the columns has no room; write 10 to 90");
	if (layout->signatories_beside < 1 || layout->signatories_beside > 4)
		report_impossible(diags, layout, SHAPE_FRAME, KEY_signatories_beside, "signatories stand 1 to 4 in a row");
	if (4 * layout->padding > layout->least_width)
		report_impossible(diags, layout, SHAPE_SPACING, KEY_padding, "this leaves no room in a narrow cell; write less");
}

static void
check_heights(struct diagnostics *diags, const struct layout *layout)
{
	mpt room = 8 * layout->body.leading;

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

	if (words && !layout_words(layout, site->language->tag))
		diag_report(site->diags, RULE_LANGUAGE_WORD, words->span,
		            "the words of the site's language, '%.*s', are missing; add them", STR_ARG(site->language->tag));
}

/* A file in which single values are wrong says nothing reliable about the whole. */
static bool
is_sound(struct site *site, struct layout *layout, size_t errors)
{
	if (diag_count(site->diags, SEVERITY_ERROR) == errors) {
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
