/* SPDX-License-Identifier: EUPL-1.2 */
/* Question sets: title and facts, introduction, signatures, contents where the set is long, questions with their answers. */
#include "../model/fill.h"
#include "letter.h"

enum { CONTENTS_BEYOND = 4 }; /* pages */

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
	const struct layout *layout = document->layout;
	uint32_t element;
	if (value.len == 0)
		return;
	element = tag_add(&document->tree, place.element, TAG_P);
	struct label *label = arena_alloc(document->arena, sizeof *label);
	label->para = letter_label(document, element, name);
	struct para *para = flow_para(document, element, layout->body, place.width - layout->fact_width, value);
	if (para)
		flow_add_para(document->arena, place.flow, para, layout->fact_width, label);
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
	const struct layout *layout = document->layout;
	const struct language *language = document->wording;
	struct flow_place above = place;
	above.lettering = layout->name;
	flow_text(document, above, TAG_P, map_text(document->site->settings.organisation, KEY_name));
	flow_gap(place.flow, layout->body.leading);
	above.lettering = layout_heading(layout, 1);
	size_t first = place.flow->count;
	flow_text(document, above, TAG_H1, document->title);
	flow_keep(place.flow, first);
	if (place.flow->count > first)
		place.flow->items[first].bookmark = document_add_bookmark(document, 1, document->title);
	flow_gap(place.flow, layout->body.leading);
	add_fact(document, place, language->labels[KEY_kind], record_text(document->record, KEY_kind));
	add_fact(document, place, document_word(document, LETTER_date), language_date(document->arena, language, document->date));
	add_fact(document, place, language->labels[KEY_committee], record_text(document->record, KEY_committee));
	add_fact(document, place, language->labels[KEY_about], about_text(document));
}

struct tape
questions_block(struct arena *arena, const struct record *set)
{
	struct tape tape = {.pool = arena_cstring(arena, set->id), .pool_size = (uint32_t)set->id.len, .fill_count = 1};
	tape.fills = arena_alloc(arena, sizeof *tape.fills);
	*tape.fills = (struct tape_fill){
		.kind = FILL_QUESTION_LIST, .about = TYPE_QUESTION_SET, .id = 0, .id_length = (uint32_t)set->id.len};
	return tape;
}

bool
questions_are_placed(const struct tape *tape)
{
	uint32_t list = question_list(tape);
	return list < tape->event_count && tape->events[list].kind == TAPE_FILL;
}

static void
add_all_questions(struct document *document, struct flow_place place)
{
	struct tape tape = questions_block(document->arena, document->record);
	const struct prose *prose = fill_block(document->arena, document->site, document->record, &tape, tape.fills);
	flow_prose(document, place, text_new(document, prose), 0, prose->tape.event_count);
}

/* The block of questions where the introduction places it, else behind its text. */
static void
add_questions(struct document *document, struct flow_place place, struct text *text, uint32_t list)
{
	const struct tape *tape = &text->prose->tape;
	if (questions_are_placed(tape))
		flow_prose(document, place, text, list, tape->event_count);
	else
		add_all_questions(document, place);
	frame_add_attachments(document, place);
}

void
questions_set(struct document *document)
{
	const struct layout *layout = document->layout;
	uint32_t front = tag_add(&document->tree, document->root, TAG_SECT);
	struct flow flow = {0};
	struct text *text = text_new(document, document->record->body);
	uint32_t list = question_list(&text->prose->tape);

	struct flow_place place = letter_place(document, &flow, front);
	add_title(document, place);
	struct foot foot = frame_make_foot(document, front);
	flow_gap(&flow, 2 * layout->body.leading);
	flow_prose(document, place, text, 0, list);
	frame_add_signatures(document, place, STR(""));
	flow_gap(&flow, 2 * layout->body.leading);
	size_t at = flow.count;
	uint32_t contents = document_add_bookmark(document, 2, document_word(document, LETTER_contents));
	/* A section of their own: the contents come before it, when it is known how long the set is. */
	bool is_empty = records_naming(document->arena, document->record, TYPE_QUESTION, KEY_set).count == 0;
	uint32_t sect = is_empty ? front : tag_add(&document->tree, document->root, TAG_SECT);
	add_questions(document, letter_place(document, &flow, sect), text, list);

	letter_fill_pages(document, &flow, &foot, layout->top, 0);
	if (document->page_count > CONTENTS_BEYOND && document->bookmark_count > contents) {
		contents_insert(document, place, at, contents);
		page_clear(document);
		letter_fill_pages(document, &flow, &foot, layout->top, 0);
	}
	frame_draw_all(document, &foot);
	page_finish(document);
}
