/* SPDX-License-Identifier: EUPL-1.2 */
#include "flow.h"

#include <assert.h>

#include "../base/utf8.h"
#include "../model/fill.h"
#include "walker.h"

enum { FILLS_DEEP = 3 }; /* a block's text may hold a block; no further */

static void walk(struct walker *walker, uint32_t first, uint32_t last);

struct level *
walker_top(struct walker *walker)
{
	return &walker->levels[walker->depth - 1];
}

struct tag_tree *
walker_tree(struct walker *walker)
{
	return &walker->document->tree;
}

struct level *
walker_push(struct walker *walker, enum tape_kind kind)
{
	walker->levels = arena_grow(walker->document->arena, walker->levels, walker->depth, &walker->cap, sizeof *walker->levels);
	struct level level = walker->depth ? *walker_top(walker) : (struct level){0};
	level.kind = kind;
	walker->levels[walker->depth++] = level;
	return walker_top(walker);
}

static void
add_fill(struct walker *walker, const struct tape_event *event)
{
	struct document *document = walker->document;
	const struct tape *tape = &walker->prose->tape;
	if (walker->fills >= FILLS_DEEP || event->value >= tape->fill_count)
		return;
	const struct prose *filled =
		fill_block(document->arena, document->site, walker->prose->owner, tape, &tape->fills[event->value]);
	struct walker inner = {.document = document,
	                       .prose = filled,
	                       .text = text_new(document, filled),
	                       .fills = walker->fills + 1,
	                       .last_heading = walker->last_heading};
	block_flush_labels(walker);
	*walker_push(&inner, TAPE_PARAGRAPH) = *walker_top(walker);
	walk(&inner, 0, filled->tape.event_count);
	walker->last_heading = inner.last_heading;
}

static void
add_leaf(struct walker *walker, const struct tape_event *event)
{
	switch ((enum tape_kind)event->kind) {
	case TAPE_RULE:
		block_add_rule(walker);
		break;
	case TAPE_CODE_BLOCK:
		block_add_code(walker, event);
		break;
	case TAPE_FILL:
		add_fill(walker, event);
		break;
	default:
		assert(false && "a span among blocks");
	}
}

static void
walk_copy(struct walker *walker, const struct tape_event *event)
{
	if (event->step == TAPE_OPEN)
		copy_open(walker, event);
	else
		copy_close(walker, event);
}

static void
walk(struct walker *walker, uint32_t first, uint32_t last)
{
	const struct tape *tape = &walker->prose->tape;
	for (uint32_t i = first; i < last; i++) {
		const struct tape_event *event = &tape->events[i];
		if (event->kind == TAPE_NOTE)
			i = event->step == TAPE_OPEN ? event->peer : i;
		else if (span_is(event->kind))
			span_add(walker, i);
		else if (event->kind == TAPE_COPY)
			walk_copy(walker, event);
		else if (event->kind == TAPE_HEADING && event->step == TAPE_CLOSE)
			block_close_heading(walker, i);
		else {
			block_end_paragraph(walker);
			if (event->step == TAPE_OPEN)
				block_open(walker, i);
			else if (event->step == TAPE_CLOSE)
				block_close(walker, i);
			else
				add_leaf(walker, event);
		}
	}
	block_end_paragraph(walker);
	block_flush_labels(walker);
}

/* The level that a text stands in. */
static void
begin_text(struct walker *walker, enum tape_kind kind, struct flow_place place)
{
	struct level *level = walker_push(walker, kind);
	level->place = place;
	level->language = walker->document->language;
	level->origin = walker->document->origin = walker->prose->owner;
}

struct text *
text_new(struct document *document, const struct prose *prose)
{
	const struct tape *tape = &prose->tape;
	struct text *text = arena_alloc(document->arena, sizeof *text);
	text->prose = prose;
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_NOTE && tape->events[i].value >= text->note_count &&
		    tape->events[i].value <= tape->event_count)
			text->note_count = tape->events[i].value + 1;
	text->notes = arena_array(document->arena, text->note_count, sizeof *text->notes);
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_NOTE && tape->events[i].step == TAPE_OPEN &&
		    tape->events[i].value < text->note_count)
			text->notes[tape->events[i].value].event = i;
	return text;
}

void
flow_prose(struct document *document, struct flow_place place, struct text *text, uint32_t first, uint32_t last)
{
	struct walker walker = {
		.document = document, .prose = text->prose, .text = text, .last_heading = 1 + place.heading_shift};
	begin_text(&walker, TAPE_PARAGRAPH, place);
	walk(&walker, first, last);
}

uint32_t
flow_annex(const struct tape *tape, uint32_t first)
{
	uint32_t i = first;
	while (i < tape->event_count && tape->events[i].kind != TAPE_NOTE) {
		const struct tape_event *event = &tape->events[i];
		if (event->kind == TAPE_HEADING && event->step == TAPE_OPEN && event->level == 1)
			return i;
		i = event->step == TAPE_OPEN ? event->peer + 1 : i + 1;
	}
	return i;
}

struct para *
flow_para(struct document *document, uint32_t element, struct lettering lettering, mpt width, struct str text)
{
	para_style(&document->maker, style_of(lettering), tag_content(&document->tree, element), 0);
	para_add(&document->maker, text);
	struct para *para = para_made(&document->maker, lettering.leading);
	if (para) {
		para->is_title = true;
		line_break(document->breaker, document->arena, para, width);
	}
	return para;
}

mpt
flow_label_room(struct document *document, struct lettering lettering, mpt least, uint32_t number)
{
	struct str label = arena_printf(document->arena, "%u. ", (unsigned)number);
	mpt room = line_width(document->fonts, style_of(lettering), label);
	return room > least ? room : least;
}

struct str
flow_fitted(struct document *document, struct style style, struct str text, mpt width)
{
	mpt used = 0, dots = line_width(document->fonts, style, STR(" …"));
	size_t at = 0, fits = 0;
	while (at < text.len && used <= width) {
		if (text.at[at] == ' ' && used + dots <= width)
			fits = at;
		used += fonts_advance(document->fonts, style.face, style.size, utf8_next(text, &at));
	}
	return used <= width ? text : arena_printf(document->arena, "%.*s …", (int)fits, text.at);
}

void
flow_text(struct document *document, struct flow_place place, enum tag tag, struct str text)
{
	if (text.len == 0)
		return;
	struct para *para = flow_para(document, tag_add(&document->tree, place.element, tag), place.lettering, place.width, text);
	if (para)
		flow_add_para(document->arena, place.flow, para, place.x, NULL);
}

/* Sets one note; others may join the list on the way. */
static struct flow
flow_note(struct document *document, uint32_t number)
{
	const struct layout *layout = document->layout;
	const struct note *note = &document->notes[number - 1];
	const struct tape *tape = &note->text->prose->tape;
	struct flow flow = {0};
	uint32_t event = note->event, last = (uint32_t)document->note_count;
	mpt indent = flow_label_room(document, layout->note, layout->note_indent, last);
	struct flow_place place = {.flow = &flow,
	                           .element = note->element,
	                           .x = indent,
	                           .width = layout->text_width - indent,
	                           .full_width = layout->text_width - indent,
	                           .lettering = layout->note,
	                           .gap = layout->item_gap,
	                           .flattens = true};
	struct walker walker = {.document = document, .prose = note->text->prose, .text = note->text};
	struct label *mark = arena_alloc(document->arena, sizeof *mark);

	mark->para = flow_para(document, tag_add(&document->tree, note->element, TAG_LBL), layout->note, layout->text_width,
	                       arena_printf(document->arena, "%u", (unsigned)number));
	walker.labels = mark;
	begin_text(&walker, TAPE_NOTE, place);
	walk(&walker, event + 1, tape->events[event].peer);
	return flow;
}

void
flow_notes(struct document *document)
{
	for (size_t i = document->notes_set; i < document->note_count; i++) {
		struct flow flow = flow_note(document, (uint32_t)i + 1);
		document->notes[i].flow = flow;
	}
	document->notes_set = document->note_count;
}
