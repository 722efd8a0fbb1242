/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter.h"

enum { MIN_LINES = 3 }; /* that a page must have room for */

/* Of two positions. */
static mpt
lower(mpt a, mpt b)
{
	return a > b ? a : b;
}

/* Adds a paragraph of page 1's frame; returns where it ends. */
static mpt
draw_text(struct document *document, uint32_t sect, struct lettering lettering, mpt x, mpt y, mpt width, struct str text)
{
	if (text.len == 0)
		return y;
	uint32_t element = tag_add(&document->tree, sect, TAG_P);
	struct para *para = flow_para(document, element, lettering, width, text);
	return page_draw_para(document, 0, para, x, y, ARTIFACT_LAYOUT);
}

/* A list of lines as one paragraph. */
static mpt
draw_lines(struct document *document, uint32_t sect, struct lettering lettering, mpt x, mpt y, mpt width,
           const struct value *lines)
{
	if (!lines || lines->count == 0)
		return y;
	uint32_t element = tag_add(&document->tree, sect, TAG_P);
	para_style(&document->maker, style_of(lettering), tag_content(&document->tree, element), 0);
	for (size_t i = 0; i < lines->count; i++) {
		if (i > 0)
			para_break(&document->maker);
		para_add(&document->maker, lines->items[i].text);
	}
	struct para *para = para_made(&document->maker, lettering.leading);
	if (!para)
		return y;
	line_break(document->breaker, document->arena, para, width);
	return page_draw_para(document, 0, para, x, y, ARTIFACT_LAYOUT);
}

static const struct term *
addressee_of(const struct document *document)
{
	const struct value *to = record_value(document->record, KEY_to);
	return site_term(document->site, VOCABULARY_ADDRESSEES, to ? to->number : 0);
}

/* The logo of the sender, as decoration: who sends the letter is said in words. */
static void
draw_logo(struct document *document)
{
	const struct layout *layout = document->layout;
	const struct picture *picture = document->logo;
	if (!picture)
		return;
	page_add_mark(&document->pages[0], (struct mark){.kind = MARK_PICTURE,
	                                                 .x = layout->logo_left,
	                                                 .y = layout->logo_top,
	                                                 .width = layout->logo_width,
	                                                 .height = layout->logo_width * picture->height / picture->width,
	                                                 .picture = document_add_picture(document, *picture)});
}

/* The sender's name at the head of page 1; the block at the right says it again, as text. */
static void
draw_wordmark(struct document *document)
{
	const struct layout *layout = document->layout;
	struct str name = map_text(document->site->settings.organisation, KEY_name);
	mpt width = layout->paper_width - layout->wordmark_left;
	page_draw_para(document, 0, flow_para(document, 0, layout->wordmark, width, name), layout->wordmark_left,
	               layout->wordmark_top, ARTIFACT_LAYOUT);
}

/* Returns where it ends. */
static mpt
draw_address(struct document *document, uint32_t sect)
{
	const struct layout *layout = document->layout;
	struct str from = map_text(document->site->settings.organisation, KEY_return_address);
	const struct term *to = addressee_of(document);
	if (from.len)
		draw_text(document, sect, layout->tiny, layout->addressee_left, layout->return_top, layout->addressee_width,
		          arena_printf(document->arena, "%.*s %.*s", STR_ARG(document_word(document, LETTER_return_address)),
		                       STR_ARG(from)));
	return draw_lines(document, sect, layout->body, layout->addressee_left, layout->addressee_top, layout->addressee_width,
	                  to && to->map ? map_value(to->map, KEY_lines) : NULL);
}

struct para *
letter_label(struct document *document, uint32_t element, struct str text)
{
	struct para *label = flow_para(document, element, document->layout->fact, document->layout->text_width, text);
	if (label)
		label->size = document->layout->body.size;
	return label;
}

/* 'Datum' and 'Betreft' with their values beside them, no higher than above; returns where they end. */
static mpt
draw_subject(struct document *document, uint32_t sect, mpt above)
{
	const struct layout *layout = document->layout;
	mpt x = layout->left + layout->label_width, width = layout->text_width - layout->label_width;
	mpt y = lower(above, layout->subject_top);
	struct str date = language_date(document->arena, document->wording, document->date);
	uint32_t line = tag_add(&document->tree, sect, TAG_P);
	struct para *label = letter_label(document, line, document_word(document, LETTER_date));
	page_draw_para(document, 0, label, layout->left, y, ARTIFACT_LAYOUT);
	y = page_draw_para(document, 0, flow_para(document, line, layout->body, width, date), x, y, ARTIFACT_LAYOUT);

	label = letter_label(document, tag_add(&document->tree, sect, TAG_P), document_word(document, LETTER_subject));
	page_draw_para(document, 0, label, layout->left, y, ARTIFACT_LAYOUT);
	uint32_t heading = tag_add(&document->tree, sect, TAG_H1);
	struct para *subject = flow_para(document, heading, layout->topic, width, document->title);
	uint32_t bookmark = document_add_bookmark(document, 1, document->title);
	document->bookmarks[bookmark - 1].page = 1;
	document->bookmarks[bookmark - 1].y = y;
	return page_draw_para(document, 0, subject, x, y, ARTIFACT_LAYOUT);
}

/* The block at the right of page 1; returns where it ends. */
static mpt
draw_sender(struct document *document, uint32_t sect)
{
	const struct layout *layout = document->layout;
	const struct map *organisation = document->site->settings.organisation;
	const struct value *references = record_value(document->record, KEY_references);
	mpt x = layout->sender_left, y = layout->sender_top, width = layout->sender_width;

	y = draw_text(document, sect, layout->name, x, y, width, map_text(organisation, KEY_name));
	y = draw_lines(document, sect, layout->small, x, y, width, map_value(organisation, KEY_letterhead));
	if (!references || references->count == 0)
		return y;
	y += layout->small.leading;
	y = draw_text(document, sect, layout->name, x, y, width, document_word(document, LETTER_our_reference));
	y = draw_lines(document, sect, layout->small, x, y, width, references);
	y += layout->small.leading;
	return draw_text(document, sect, layout->hint, x, y, width, document_word(document, LETTER_reference_hint));
}

struct flow_place
letter_place(struct document *document, struct flow *flow, uint32_t element)
{
	const struct layout *layout = document->layout;
	return (struct flow_place){.flow = flow,
	                           .element = element,
	                           .width = layout->text_width,
	                           .full_width = layout->full_width,
	                           .lettering = layout->body,
	                           .gap = layout->paragraph_gap};
}

/* Each annex begins a page, after all that belongs to the letter itself. */
static void
add_annexes(struct document *document, struct flow *flow, struct text *text, uint32_t first)
{
	const struct tape *tape = &text->prose->tape;
	while (first < tape->event_count && tape->events[first].kind == TAPE_HEADING) {
		uint32_t next = flow_annex(tape, tape->events[first].peer + 1);
		struct flow_place place = letter_place(document, flow, tag_add(&document->tree, document->root, TAG_SECT));
		place.heading_shift = 1;
		flow_add(document->arena, flow, (struct box){.kind = BOX_BREAK});
		flow_prose(document, place, text, first, next);
		first = next;
	}
}

static struct str
salutation_of(const struct document *document)
{
	struct str own = record_text(document->record, KEY_salutation);
	const struct term *to = addressee_of(document);
	return own.len || !to || !to->map ? own : map_text(to->map, KEY_salutation);
}

static struct str
closing_of(const struct document *document)
{
	struct str own = record_text(document->record, KEY_closing);
	return own.len ? own : document->site->settings.closing;
}

void
letter_fill_pages(struct document *document, const struct flow *flow, const struct foot *foot, mpt first_top, mpt clear)
{
	const struct layout *layout = document->layout;
	struct page_frame frame = {.first_top = first_top, .top = layout->top, .clear = clear};
	frame.bottom = foot->top - layout->foot_gap < layout->bottom ? foot->top - layout->foot_gap : layout->bottom;
	frame.first_bottom =
		foot->first_top - layout->foot_gap < layout->bottom ? foot->first_top - layout->foot_gap : layout->bottom;
	mpt room = MIN_LINES * layout->body.leading;
	if (lower(first_top, clear) + room > frame.first_bottom || layout->top + room > frame.bottom)
		diag_report(document->diags, RULE_LETTER_FRAME, document->record->front,
		            "no text has room on the first page; shorten the subject, the references, the address, or the "
		            "letterhead and "
		            "notice in site.yaml");
	flow_notes(document);
	page_fill(document, flow, frame);
}

static void
set_letter(struct document *document)
{
	const struct layout *layout = document->layout;
	uint32_t sect = tag_add(&document->tree, document->root, TAG_SECT);
	struct flow flow = {0};
	struct text *text = text_new(document, document->record->body);
	uint32_t annexes = flow_annex(&text->prose->tape, 0);

	draw_logo(document);
	draw_wordmark(document);
	mpt above = draw_address(document, sect), clear = 0;
	bool is_beside = layout->sender_left >= layout->left + layout->text_width ||
	                 layout->sender_left + layout->sender_width <= layout->left;
	if (!is_beside)
		above = lower(above, draw_sender(document, sect));
	mpt top = draw_subject(document, sect, above + layout->body.leading) + 2 * layout->body.leading;
	if (is_beside)
		clear = draw_sender(document, sect) + layout->body.leading;
	struct foot foot = frame_make_foot(document, sect);
	struct flow_place place = letter_place(document, &flow, sect);
	flow_text(document, place, TAG_P, salutation_of(document));
	flow_keep(&flow, 0);
	flow_gap(&flow, layout->body.leading);
	flow_prose(document, place, text, 0, annexes);
	frame_add_signatures(document, place, closing_of(document));
	frame_add_attachments(document, place);
	add_annexes(document, &flow, text, annexes);
	letter_fill_pages(document, &flow, &foot, top, clear);
	frame_draw_all(document, &foot);
	page_finish(document);
}

static void
take_facts(struct document *document)
{
	const struct record *record = document->record;
	document->title = record->title;
	document->name = document->title;
	document->author = map_text(document->site->settings.organisation, KEY_name);
	document->subject = record_text(record, KEY_summary);
	document->language = site_tag(document->site, record);
	document->wording = site_language(document->site, record);
	document->maker.is_foreign = !hyphen_knows(document->language);
	document->date = record->date;
	document->words = layout_words(document->layout, document->language);
	if (!document->words)
		document->words = layout_words(document->layout, document->site->language->tag);
	/* What stands on each page is an artifact, which is not read aloud. */
	if (document->is_draft)
		document->name = arena_printf(document->kept, "%.*s: %.*s", STR_ARG(document_word(document, LETTER_draft)),
		                              STR_ARG(document->title));
}

void
letter_set(struct document *document)
{
	take_facts(document);
	document_add_page(document);
	if (document->record->type == TYPE_LETTER)
		set_letter(document);
	else
		questions_set(document);
	document_end_layout(document);
}
