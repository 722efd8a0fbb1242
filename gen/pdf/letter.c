/* SPDX-License-Identifier: EUPL-1.2 */
#include "letter.h"

#include "../model/fill.h"

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

/* The sender's name at the head of page 1; the block at the right says it again, as text. */
static void
draw_wordmark(struct document *document)
{
	const struct look *look = document->look;
	struct str name = map_text(document->site->settings.organisation, KEY_name);
	page_draw_para(document, 0, flow_para(document, 0, look->wordmark, look->text_width, name), look->left,
	               look->wordmark_top, ARTIFACT_LAYOUT);
}

static void
draw_address(struct document *document, uint32_t sect)
{
	const struct look *look = document->look;
	struct str from = map_text(document->site->settings.organisation, KEY_return_address);
	const struct term *to = addressee_of(document);
	if (from.len)
		draw_text(document, sect, look->tiny, look->left, look->return_top, look->text_width,
		          arena_printf(document->arena, "%.*s %.*s", STR_ARG(document_word(document, WORD_return_address)),
		                       STR_ARG(from)));
	if (to)
		draw_lines(document, sect, look->body, look->left, look->addressee_top, look->text_width,
		           to->map ? map_value(to->map, KEY_lines) : NULL);
}

/* A small label shares the base line of the text beside it. */
static struct para *
make_label(struct document *document, uint32_t element, mpt width, struct str text)
{
	struct para *label = flow_para(document, element, document->look->label, width, text);
	if (label)
		label->size = document->look->body.size;
	return label;
}

/* 'Datum' and 'Betreft' with their values beside them; returns where they end. */
static mpt
draw_subject(struct document *document, uint32_t sect)
{
	const struct look *look = document->look;
	mpt x = look->left + look->label_width, y = look->subject_top, width = look->text_width - look->label_width;
	struct str date = language_date(document->arena, document->site->language, document->date);
	uint32_t line = tag_add(&document->tree, sect, TAG_P);
	struct para *label = make_label(document, line, look->label_width, document_word(document, WORD_date));
	page_draw_para(document, 0, label, look->left, y, ARTIFACT_LAYOUT);
	y = page_draw_para(document, 0, flow_para(document, line, look->body, width, date), x, y, ARTIFACT_LAYOUT);

	label = make_label(document, tag_add(&document->tree, sect, TAG_P), look->label_width,
	                   document_word(document, WORD_subject));
	page_draw_para(document, 0, label, look->left, y, ARTIFACT_LAYOUT);
	uint32_t heading = tag_add(&document->tree, sect, TAG_H1);
	struct para *subject = flow_para(document, heading, look->subject, width, document->title);
	uint32_t bookmark = document_add_bookmark(document, 1, document->title);
	document->bookmarks[bookmark - 1].page = 1;
	document->bookmarks[bookmark - 1].y = y;
	return page_draw_para(document, 0, subject, x, y, ARTIFACT_LAYOUT);
}

/* The block at the right of page 1; returns where it ends. */
static mpt
draw_sender(struct document *document, uint32_t sect)
{
	const struct look *look = document->look;
	const struct map *organisation = document->site->settings.organisation;
	const struct value *references = record_value(document->record, KEY_references);
	mpt x = look->sender_left, y = look->sender_top, width = look->sender_width;

	y = draw_text(document, sect, look->name, x, y, width, map_text(organisation, KEY_name));
	y = draw_lines(document, sect, look->small, x, y, width, map_value(organisation, KEY_letterhead));
	if (!references || references->count == 0)
		return y;
	y += look->small.leading;
	y = draw_text(document, sect, look->name, x, y, width, document_word(document, WORD_our_reference));
	y = draw_lines(document, sect, look->small, x, y, width, references);
	y += look->small.leading;
	return draw_text(document, sect, look->hint, x, y, width, document_word(document, WORD_reference_hint));
}

static struct flow_place
text_place(struct document *document, struct flow *flow, uint32_t element)
{
	const struct look *look = document->look;
	return (struct flow_place){.flow = flow,
	                           .element = element,
	                           .width = look->text_width,
	                           .full_width = look->full_width,
	                           .lettering = look->body,
	                           .gap = look->paragraph_gap};
}

/* Each annex begins a page, after all that belongs to the letter itself. */
static void
add_annexes(struct document *document, struct flow *flow, struct text *text, uint32_t first)
{
	const struct tape *tape = &text->prose->tape;
	while (first < tape->event_count && tape->events[first].kind == TAPE_HEADING) {
		uint32_t next = flow_annex(tape, tape->events[first].peer + 1);
		struct flow_place place = text_place(document, flow, tag_add(&document->tree, document->root, TAG_SECT));
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

/* Pages, heads, feet, and the ties to the structure. */
static void
finish(struct document *document, const struct flow *flow, const struct foot *foot, mpt first_top, mpt clear)
{
	const struct look *look = document->look;
	struct page_frame frame = {.first_top = first_top, .top = look->top, .clear = clear};
	frame.bottom = foot->top - look->foot_gap < look->bottom ? foot->top - look->foot_gap : look->bottom;
	frame.first_bottom = foot->first_top - look->foot_gap < look->bottom ? foot->first_top - look->foot_gap : look->bottom;
	flow_notes(document);
	page_fill(document, flow, frame);
	frame_draw_all(document, foot);
	page_finish(document);
}

static void
set_letter(struct document *document)
{
	const struct look *look = document->look;
	uint32_t sect = tag_add(&document->tree, document->root, TAG_SECT);
	struct flow flow = {0};
	struct text *text = text_new(document, document->record->body);
	uint32_t annexes = flow_annex(&text->prose->tape, 0);

	draw_wordmark(document);
	draw_address(document, sect);
	mpt top = draw_subject(document, sect) + 2 * look->body.leading;
	mpt clear = draw_sender(document, sect) + look->body.leading;
	struct foot foot = frame_make_foot(document, sect);
	struct flow_place place = text_place(document, &flow, sect);
	flow_text(document, place, TAG_P, salutation_of(document));
	flow_gap(&flow, look->body.leading);
	flow_prose(document, place, text, 0, annexes);
	frame_add_signatures(document, place, closing_of(document));
	frame_add_attachments(document, place);
	add_annexes(document, &flow, text, annexes);
	finish(document, &flow, &foot, top, clear);
}

/* Question sets */

/* The block of questions in an introduction, or where its text ends. */
static uint32_t
question_list(const struct tape *tape)
{
	uint32_t i = 0;
	while (i < tape->event_count && tape->events[i].kind != TAPE_NOTE) {
		const struct tape_event *event = &tape->events[i];
		if (event->kind == TAPE_FILL && tape->fills[event->value].kind == FILL_QUESTION_LIST)
			return i;
		i++;
	}
	return i;
}

/* A label with its value beside it; nothing where the value is empty. */
static void
add_fact(struct document *document, struct flow_place place, struct str name, struct str value)
{
	const struct look *look = document->look;
	uint32_t element;
	if (value.len == 0)
		return;
	element = tag_add(&document->tree, place.element, TAG_P);
	struct label *label = arena_alloc(document->arena, sizeof *label);
	label->para = make_label(document, element, look->fact_width, name);
	struct para *para = flow_para(document, element, look->body, place.width - look->fact_width, value);
	if (para)
		flow_add_para(document->arena, place.flow, para, look->fact_width, label);
}

/* What the questions are about: the titles of records, or a text. */
static struct str
about_text(struct document *document)
{
	const struct value *about = record_value(document->record, KEY_about);
	struct str joined = STR("");
	if (!about || about->count == 0)
		return about ? about->text : joined;
	for (size_t i = 0; i < about->count; i++) {
		struct str next = about->items[i].record ? about->items[i].record->title : about->items[i].text;
		joined = i == 0 ? next : arena_printf(document->arena, "%.*s; %.*s", STR_ARG(joined), STR_ARG(next));
	}
	return joined;
}

static void
add_title(struct document *document, struct flow_place place)
{
	const struct look *look = document->look;
	const struct language *language = document->site->language;
	struct flow_place above = place;
	above.lettering = look->name;
	flow_text(document, above, TAG_P, map_text(document->site->settings.organisation, KEY_name));
	flow_gap(place.flow, look->body.leading);
	above.lettering = look->heading[1];
	size_t first = place.flow->count;
	flow_text(document, above, TAG_H1, document->title);
	flow_keep(place.flow, first);
	if (place.flow->count > first)
		place.flow->items[first].bookmark = document_add_bookmark(document, 1, document->title);
	flow_gap(place.flow, look->body.leading);
	add_fact(document, place, language->labels[KEY_kind], record_text(document->record, KEY_kind));
	add_fact(document, place, document_word(document, WORD_date), language_date(document->arena, language, document->date));
	add_fact(document, place, language->labels[KEY_committee], record_text(document->record, KEY_committee));
	add_fact(document, place, language->labels[KEY_about], about_text(document));
}

/* All questions, for a set whose introduction does not place them. */
static void
add_all_questions(struct document *document, struct flow_place place)
{
	struct str id = document->record->id;
	struct tape tape = {.pool = arena_cstring(document->arena, id), .pool_size = (uint32_t)id.len, .fill_count = 1};
	struct tape_fill fill = {.kind = FILL_QUESTION_LIST, .about = TYPE_QUESTION_SET, .id = 0, .id_length = (uint32_t)id.len};
	tape.fills = &fill;
	const struct prose *prose = fill_block(document->arena, document->site, document->record, &tape, &fill);
	flow_prose(document, place, text_new(document, prose), 0, prose->tape.event_count);
}

static void
set_questions(struct document *document)
{
	const struct look *look = document->look;
	uint32_t sect = tag_add(&document->tree, document->root, TAG_SECT);
	struct flow flow = {0};
	struct text *text = text_new(document, document->record->body);
	const struct tape *tape = &text->prose->tape;
	uint32_t list = question_list(tape), annexes = flow_annex(tape, 0);

	struct foot foot = frame_make_foot(document, sect);
	struct flow_place place = text_place(document, &flow, sect);
	add_title(document, place);
	flow_gap(&flow, 2 * look->body.leading);
	flow_prose(document, place, text, 0, list < annexes ? list : annexes);
	frame_add_signatures(document, place, STR(""));
	flow_gap(&flow, 2 * look->body.leading);
	if (list < annexes)
		flow_prose(document, place, text, list, annexes);
	else if (question_list(tape) >= tape->event_count || tape->events[list].kind != TAPE_FILL)
		add_all_questions(document, place);
	frame_add_attachments(document, place);
	add_annexes(document, &flow, text, annexes);
	finish(document, &flow, &foot, look->top, 0);
}

static void
take_facts(struct document *document)
{
	const struct record *record = document->record;
	struct str language = record_text(record, KEY_lang);
	document->title = record->title;
	document->author = map_text(document->site->settings.organisation, KEY_name);
	document->subject = record_text(record, KEY_summary);
	document->language = language.len ? language : document->site->language->tag;
	document->maker.is_foreign = !hyphen_knows(document->language);
	document->date = record->date;
}

void
letter_set(struct document *document)
{
	take_facts(document);
	document_add_page(document);
	if (document->record->type == TYPE_LETTER)
		set_letter(document);
	else
		set_questions(document);
}
