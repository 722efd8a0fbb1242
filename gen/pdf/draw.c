/* SPDX-License-Identifier: EUPL-1.2 */
/* Placed boxes become marks: text, rules, tints at positions of a page. */
#include <string.h>

#include "place.h"

/* Where things are drawn, and as what. */
struct pen {
	struct document *document;
	size_t page;
	bool is_artifact;
	enum artifact artifact;
};

static struct page *
page_of(struct pen *pen)
{
	return &pen->document->pages[pen->page];
}

static void
add_mark(struct pen *pen, struct mark mark)
{
	mark.artifact = pen->artifact;
	if (pen->is_artifact)
		mark.slot = 0;
	page_add_mark(page_of(pen), mark);
}

static void
add_rule(struct pen *pen, mpt x, mpt y, mpt width)
{
	mpt thickness = pen->document->layout->rule;
	page_add_mark(page_of(pen), (struct mark){.kind = MARK_RULE,
	                                          .colour = COLOUR_LINE,
	                                          .x = x,
	                                          .y = y - thickness / 2,
	                                          .width = width,
	                                          .height = thickness});
}

static void
add_tint(struct pen *pen, enum colour colour, mpt x, mpt y, mpt width, mpt height)
{
	page_add_mark(page_of(pen),
	              (struct mark){.kind = MARK_TINT, .colour = colour, .x = x, .y = y, .width = width, .height = height});
}

/* The rectangle of a link; pieces that meet are one. */
static void
add_link(struct pen *pen, uint32_t link, mpt size, mpt x, mpt base, mpt width)
{
	struct page *page = page_of(pen);
	mpt y = base - size, height = size * 5 / 4;
	struct page_link *last = page->link_count ? &page->links[page->link_count - 1] : NULL;
	if (!link || pen->is_artifact)
		return;
	if (last && last->link == link && last->y == y && last->x + last->width == x)
		last->width += width;
	else
		page_add_link(page, (struct page_link){.link = link, .x = x, .y = y, .width = width, .height = height});
}

static enum ending
line_ending(const struct para *para, const struct line *line)
{
	if (line->is_hyphenated)
		return ENDS_HYPHENATED;
	return line->end < para->text.len && strchr(" \n", para->text.at[line->end]) ? ENDS_BLANK : ENDS_PLAIN;
}

/* Capitals stand in the middle of their line. */
static mpt
base_line(const struct para *para, mpt y)
{
	return y + para->leading / 2 + para->size * 357 / 1000;
}

static void
draw_line(struct pen *pen, const struct para *para, size_t index, mpt x, mpt y)
{
	const struct line *line = &para->lines[index];
	mpt base = base_line(para, y);
	if (para->align == ALIGN_RIGHT)
		x += para->width - line->width;
	else if (para->align == ALIGN_CENTER)
		x += (para->width - line->width) / 2;
	for (size_t i = 0; i < para->run_count; i++) {
		const struct run *run = &para->runs[i];
		size_t end = i + 1 < para->run_count ? para->runs[i + 1].start : para->text.len;
		size_t from = run->start > line->start ? run->start : line->start;
		size_t to = end < line->end ? end : line->end;
		if (from >= to)
			continue;
		struct str text = str_slice(para->text, from, to);
		enum ending ending = to == line->end ? line_ending(para, line) : ENDS_PLAIN;
		mpt width = line_width(pen->document->fonts, run->style, text);
		add_mark(pen, (struct mark){.kind = MARK_TEXT,
		                            .colour = run->style.colour,
		                            .face = run->style.face,
		                            .size = run->style.size,
		                            .x = x,
		                            .y = base - run->style.rise,
		                            .width = width,
		                            .text = text,
		                            .slot = run->slot,
		                            .ending = ending});
		add_link(pen, run->link, run->style.size, x, base - run->style.rise, width);
		x += width;
	}
}

/* The number of a heading's page, at the right end of a line: its text is filled in when all pages are there. */
static void
draw_page_of(struct pen *pen, const struct box *box, mpt right, mpt y)
{
	struct style style = box->para->runs[0].style;
	add_mark(pen, (struct mark){.kind = MARK_TEXT,
	                            .colour = style.colour,
	                            .face = style.face,
	                            .size = style.size,
	                            .x = right,
	                            .y = base_line(box->para, y),
	                            .slot = box->slot,
	                            .page_of = box->page_of});
}

static void
draw_line_box(struct pen *pen, const struct part *part, size_t index, mpt x, mpt y)
{
	const struct layout *layout = pen->document->layout;
	const struct placed *placed = &part->items[index];
	const struct box *box = placed->box;
	if (box->is_tinted)
		add_tint(pen, COLOUR_TINT, x + box->x - layout->padding, y, box->width + 2 * layout->padding, box->height);
	for (const struct label *label = box->labels; label; label = label->next)
		if (label->para)
			draw_line(pen, label->para, 0, x + label->x, y);
	if (box->para)
		draw_line(pen, box->para, box->line, x + box->x, y);
	if (box->page_of)
		draw_page_of(pen, box, x + box->x + box->width, y);
	if (box->bookmark && !pen->is_artifact) {
		struct bookmark *bookmark = &pen->document->bookmarks[box->bookmark - 1];
		bookmark->page = (uint32_t)pen->page + 1;
		bookmark->y = y;
	}
}

/* The structure wants to know where a figure is. */
static void
draw_picture(struct pen *pen, const struct box *box, mpt x, mpt y)
{
	struct tag_tree *tree = &pen->document->tree;
	int64_t *corners = tag_add_extra(tree, tree->slots[box->slot].owner)->box;
	corners[0] = x;
	corners[1] = y;
	corners[2] = x + box->width;
	corners[3] = y + box->height;
	if (box->link && !pen->is_artifact)
		page_add_link(page_of(pen),
		              (struct page_link){.link = box->link, .x = x, .y = y, .width = box->width, .height = box->height});
	add_mark(pen, (struct mark){.kind = MARK_PICTURE,
	                            .x = x,
	                            .y = y,
	                            .width = box->width,
	                            .height = box->height,
	                            .slot = box->slot,
	                            .picture = box->picture});
}

static void draw_part(struct pen *pen, const struct part *part, mpt x, mpt y);

static void
draw_row(struct pen *pen, const struct part *part, size_t index, mpt x, mpt y)
{
	const struct placed *placed = &part->items[index];
	const struct row *row = placed->box->row;
	bool was_artifact = pen->is_artifact;
	pen->is_artifact |= placed->is_repeated;
	if (row->is_table && row->is_heading)
		add_tint(pen, COLOUR_TINT, x + row->x, y, row->width, placed->height);
	bool is_first = index == 0 || !part->items[index - 1].box->row || part->items[index].box->gap > 0;
	if (row->is_table && is_first)
		add_rule(pen, x + row->x, y, row->width);
	const struct part *cells = placed->cells ? placed->cells : place_cells(pen->document->scratch, row);
	for (size_t i = 0; i < row->count; i++)
		draw_part(pen, &cells[i], x + row->cells[i].x, y + row->padding);
	if (row->is_table)
		add_rule(pen, x + row->x, y + placed->height, row->width);
	pen->is_artifact = was_artifact;
}

static bool
has_bar(const struct box *box, mpt x)
{
	for (const struct bar *bar = box->bars; bar; bar = bar->next)
		if (bar->x == x)
			return true;
	return false;
}

/* The bars of quotes, through the space above where the box before stands in the same quote. */
static void
draw_bars(struct pen *pen, const struct part *part, size_t index, mpt x, mpt y)
{
	const struct placed *placed = &part->items[index], *before = index ? placed - 1 : NULL;
	for (const struct bar *bar = placed->box->bars; bar; bar = bar->next) {
		mpt top = before && has_bar(before->box, bar->x) ? before->y + before->height : placed->y;
		add_tint(pen, COLOUR_LINE, x + bar->x, y + top, 2 * pen->document->layout->rule,
		         placed->y + placed->height - top);
	}
}

static void
draw_part(struct pen *pen, const struct part *part, mpt x, mpt y)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct placed *placed = &part->items[i];
		const struct box *box = placed->box;
		mpt top = y + placed->y;
		draw_bars(pen, part, i, x, y);
		if (box->kind == BOX_LINE)
			draw_line_box(pen, part, i, x, top);
		else if (box->kind == BOX_ROW)
			draw_row(pen, part, i, x, top);
		else if (box->kind == BOX_PICTURE)
			draw_picture(pen, box, x + box->x, top);
		else if (box->kind == BOX_RULE)
			add_rule(pen, x + box->x, top + box->height / 2, box->width);
	}
}

void
place_draw(struct document *document, size_t page, const struct part *part, mpt x, mpt y)
{
	struct pen pen = {.document = document, .page = page, .artifact = ARTIFACT_PAGINATION};
	draw_part(&pen, part, x, y);
}

void
place_draw_line(struct document *document, size_t page, const struct para *para, size_t line, mpt x, mpt y,
                enum artifact artifact)
{
	struct pen pen = {.document = document, .page = page, .artifact = artifact};
	draw_line(&pen, para, line, x, y);
}
