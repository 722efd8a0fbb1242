/* SPDX-License-Identifier: EUPL-1.2 */
/* What letters and question sets have in common around their text. */
#include "letter.h"

struct str
frame_join(struct document *document, const struct value *value)
{
	struct str joined = STR("");
	if (!value)
		return joined;
	if (value->count == 0)
		return value->text;
	for (size_t i = 0; i < value->count; i++) {
		struct str next = value->items[i].text;
		joined = i == 0 ? next : arena_printf(document->arena, "%.*s, %.*s", STR_ARG(joined), STR_ARG(next));
	}
	return joined;
}

/* On page 1 the notice is part of the text, and the address in it a link. */
static struct para *
first_notice(struct document *document, uint32_t sect)
{
	const struct layout *layout = document->layout;
	struct str url = record_official(document->kept, document->record);
	struct style style = style_of(layout->tiny);
	uint32_t element = tag_add(&document->tree, sect, TAG_P);

	para_style(&document->maker, style, tag_content(&document->tree, element), 0);
	para_add(&document->maker, document->site->settings.notice);
	if (url.len) {
		para_add(&document->maker,
		         arena_printf(document->arena, " %.*s ", STR_ARG(document_word(document, LETTER_notice_official))));
		uint32_t link = tag_add(&document->tree, element, TAG_LINK);
		uint32_t number =
			document_add_link(document, (struct document_link){.element = link, .url = url, .contents = url});
		style.colour = COLOUR_LINK;
		para_style(&document->maker, style, tag_content(&document->tree, link), number);
		para_add(&document->maker, url);
	}
	struct para *para = para_made(&document->maker, layout->tiny.leading);
	if (para)
		line_break(document->breaker, document->arena, para, layout->text_width);
	return para;
}

static mpt
foot_top(const struct document *document, const struct para *notice)
{
	const struct layout *layout = document->layout;
	mpt height = notice ? (mpt)notice->line_count * notice->leading : 0;
	mpt top = layout->foot_bottom - height;
	return top < layout->foot_top ? top : layout->foot_top;
}

struct foot
frame_make_foot(struct document *document, uint32_t sect)
{
	struct foot foot = {0};
	struct str notice = document->site->settings.notice;
	if (notice.len) {
		foot.first_notice = first_notice(document, sect);
		foot.notice = flow_para(document, 0, document->layout->tiny, document->layout->text_width, notice);
	}
	foot.top = foot_top(document, foot.notice);
	foot.first_top = foot_top(document, foot.first_notice);
	return foot;
}

static void
draw_page_number(struct document *document, size_t page, mpt y)
{
	const struct layout *layout = document->layout;
	struct str values[] = {arena_printf(document->arena, "%zu", page + 1),
	                       arena_printf(document->arena, "%zu", document->page_count)};
	struct str text = language_fill(document->arena, document_word(document, LETTER_page_of), values, 2);
	struct para *para = flow_para(document, 0, layout->tiny, layout->number_width, text);
	page_draw_para(document, page, para, layout->number_left, y, ARTIFACT_FOOTER);
}

/* Date and reference of a continuation page. */
static void
draw_head(struct document *document, size_t page)
{
	const struct layout *layout = document->layout;
	struct str reference = frame_join(document, record_value(document->record, KEY_references));
	struct str date = language_date(document->arena, document->wording, document->date);
	struct str text = reference.len ? arena_printf(document->arena, "%.*s  ·  %.*s %.*s", STR_ARG(date),
	                                               STR_ARG(document_word(document, LETTER_our_reference)), STR_ARG(reference))
	                                : arena_printf(document->arena, "%.*s  ·  %.*s", STR_ARG(date), STR_ARG(document->title));
	text = flow_fitted(document, style_of(layout->tiny), text, layout->text_width);
	struct para *para = flow_para(document, 0, layout->tiny, layout->text_width, text);
	page_draw_para(document, page, para, layout->left, layout->head_top, ARTIFACT_HEADER);
}

/* CONCEPT at the head, and large behind the text. */
static void
draw_draft(struct document *document, size_t page)
{
	const struct layout *layout = document->layout;
	struct str word = document_word(document, LETTER_draft);
	struct para *para = flow_para(document, 0, layout->banner, layout->number_width, word);
	page_draw_para(document, page, para, layout->number_left, layout->head_top - layout->tiny.leading / 4, ARTIFACT_HEADER);

	struct style style = style_of(layout->watermark);
	mpt width = line_width(document->fonts, style, word), half = style.size * 357 / 1000; /* of the height of capitals */
	struct mark *mark = arena_alloc(document->kept, sizeof *mark);
	*mark = (struct mark){
		.kind = MARK_TEXT,
		.colour = style.colour,
		.face = style.face,
		.is_diagonal = true,
		.artifact = ARTIFACT_WATERMARK,
		.size = style.size,
		.x = layout->paper_width / 2 - width * document->slope_across / 2000 + half * document->slope_up / 1000,
		.y = layout->paper_height / 2 + width * document->slope_up / 2000 + half * document->slope_across / 1000,
		.text = word};
	document->pages[page].background = mark;
}

void
frame_draw_all(struct document *document, const struct foot *foot)
{
	const struct layout *layout = document->layout;
	for (size_t page = 0; page < document->page_count; page++) {
		if (page > 0)
			draw_head(document, page);
		if (document->is_draft)
			draw_draft(document, page);
		const struct para *notice = page == 0 ? foot->first_notice : foot->notice;
		page_draw_para(document, page, notice, layout->left, page == 0 ? foot->first_top : foot->top, ARTIFACT_FOOTER);
		draw_page_number(document, page, layout->foot_top);
	}
}

static void
add_office(struct document *document, struct cell *cell, uint32_t element, const struct map *signatory)
{
	struct flow_place place = {
		.flow = &cell->flow, .element = element, .width = cell->width, .lettering = document->layout->office};
	flow_text(document, place, TAG_P, map_text(signatory, KEY_office));
}

/* Names stand beside each other, below the longest of the offices. */
static void
add_name(struct document *document, struct cell *cell, uint32_t element, const struct map *signatory, mpt offices)
{
	struct flow_place place = {
		.flow = &cell->flow, .element = element, .width = cell->width, .lettering = document->layout->body};
	flow_gap(&cell->flow, document->layout->signature_room + offices - cell->flow.height);
	flow_text(document, place, TAG_P, map_text(signatory, KEY_name));
}

/* As many signatories as stand side by side. */
static void
add_signature_row(struct document *document, struct flow_place place, const struct value *signatories, size_t first)
{
	size_t beside = (size_t)document->layout->signatories_beside, rest = signatories->count - first,
	       count = rest < beside ? rest : beside;
	struct row *row = arena_alloc(document->arena, sizeof *row);
	mpt width = place.width / (mpt)beside, offices = 0;
	uint32_t *elements = arena_array(document->arena, count, sizeof *elements);
	row->cells = arena_array(document->arena, count, sizeof *row->cells);
	row->count = count;
	row->is_unbroken = true;
	for (size_t i = 0; i < count; i++) {
		row->cells[i].x = place.x + (mpt)i * width;
		row->cells[i].width = width - document->layout->indent;
		elements[i] = tag_add(&document->tree, place.element, TAG_DIV);
		add_office(document, &row->cells[i], elements[i], signatories->items[first + i].map);
		if (row->cells[i].flow.height > offices)
			offices = row->cells[i].flow.height;
	}
	for (size_t i = 0; i < count; i++)
		add_name(document, &row->cells[i], elements[i], signatories->items[first + i].map, offices);
	flow_add_row(document->arena, place.flow, row);
}

void
frame_add_signatures(struct document *document, struct flow_place place, struct str closing)
{
	const struct layout *layout = document->layout;
	const struct value *signatories = record_value(document->record, KEY_signatories);
	size_t count = signatories ? signatories->count : 0;
	/* Two lines of the text stay with the signatures. */
	size_t above = place.flow->count < 2 ? place.flow->count : 2;
	if (count == 0 && closing.len == 0)
		return;
	flow_keep(place.flow, place.flow->count - above);
	size_t first = place.flow->count;
	flow_gap(place.flow, layout->body.leading);
	flow_text(document, place, TAG_P, closing);
	for (size_t i = 0; i < count; i += (size_t)layout->signatories_beside) {
		flow_gap(place.flow, 2 * layout->body.leading);
		add_signature_row(document, place, signatories, i);
	}
	if (place.flow->count > first) {
		flow_keep(place.flow, first);
		place.flow->items[place.flow->count - 1].keeps = false;
	}
}

static void
add_attachment(struct document *document, struct flow_place place, uint32_t list, size_t number, mpt room,
               const struct map *attachment)
{
	const struct layout *layout = document->layout;
	uint32_t item = tag_add(&document->tree, list, TAG_LI);
	struct str mark = arena_printf(document->arena, "%zu.", number);
	struct label *label = arena_alloc(document->arena, sizeof *label);
	label->para = flow_para(document, tag_add(&document->tree, item, TAG_LBL), place.lettering, place.width, mark);
	label->x = place.x;

	uint32_t body = tag_add(&document->tree, item, TAG_LBODY);
	struct para *para = flow_para(document, body, place.lettering, place.width - room, map_text(attachment, KEY_title));
	flow_gap(place.flow, layout->item_gap);
	if (para)
		flow_add_para(document->arena, place.flow, para, place.x + room, label);
}

void
frame_add_attachments(struct document *document, struct flow_place place)
{
	const struct value *attachments = record_value(document->record, KEY_attachments);
	size_t first = place.flow->count;
	if (!attachments || attachments->count == 0)
		return;
	flow_gap(place.flow, 2 * document->layout->body.leading);
	place.lettering.face = FACE_BOLD;
	flow_text(document, place, TAG_P, document_word(document, LETTER_attachments));
	flow_keep(place.flow, first);
	place.lettering.face = FACE_REGULAR;
	uint32_t list = tag_add(&document->tree, place.element, TAG_L);
	tag_at(&document->tree, list)->is_ordered = true;
	mpt room = flow_label_room(document, place.lettering, document->layout->indent, (uint32_t)attachments->count);
	for (size_t i = 0; i < attachments->count; i++)
		add_attachment(document, place, list, i + 1, room, attachments->items[i].map);
}
