/* SPDX-License-Identifier: EUPL-1.2 */
#include "page.h"

#include "place.h"

/* The page that is being filled. */
struct sheet {
	struct document *document;
	const struct flow *flow;
	struct cursor cursor; /* in the flow */
	struct page_frame frame;
	size_t page;
	mpt top, bottom;
	struct part text; /* placed so far, from top */
	/* The foot. */
	struct part *notes; /* placed so far */
	uint32_t *note_numbers;
	size_t note_count, note_cap, number_cap;
	mpt note_height; /* with the gap above */
	/* Notes that go on on the next page. */
	struct carried {
		uint32_t note;
		struct cursor cursor;
	} * carried;
	size_t carried_count, carried_cap;
	bool is_full;
};

enum { LINES_BESIDE_NOTES = 3, NOTE_LINES = 2, HALVINGS = 12 };

static mpt
clear_of(const struct sheet *sheet)
{
	return sheet->page == 0 ? sheet->frame.clear - sheet->top : 0;
}

static mpt
room(const struct sheet *sheet)
{
	return sheet->bottom - sheet->top - sheet->note_height;
}

/* Footnotes */

static const struct flow *
note_flow(const struct sheet *sheet, uint32_t note)
{
	return &sheet->document->notes[note - 1].flow;
}

static mpt
note_gap(const struct sheet *sheet, size_t placed)
{
	return placed == 0 ? sheet->document->layout->note_gap : sheet->document->layout->item_gap;
}

/* The height of notes that join those on the page. */
static mpt
notes_height(const struct sheet *sheet, const struct note_list *list)
{
	mpt height = 0;
	for (size_t i = 0; i < list->count; i++)
		height += note_gap(sheet, sheet->note_count + i) + note_flow(sheet, list->items[i])->height;
	return height;
}

/* The same, with no more than the first lines of the last note. */
static mpt
least_notes_height(const struct sheet *sheet, const struct note_list *list)
{
	const struct flow *last = note_flow(sheet, list->items[list->count - 1]);
	mpt least = NOTE_LINES * sheet->document->layout->note.leading;
	mpt height = notes_height(sheet, list);
	return last->height > least ? height - last->height + least : height;
}

static void
carry(struct sheet *sheet, uint32_t note, struct cursor cursor)
{
	struct arena *arena = sheet->document->arena;
	sheet->carried = arena_grow(arena, sheet->carried, sheet->carried_count, &sheet->carried_cap, sizeof *sheet->carried);
	sheet->carried[sheet->carried_count++] = (struct carried){note, cursor_keep(arena, note_flow(sheet, note), cursor)};
	sheet->is_full = true;
}

/* Places a note from cursor on, or as much of it as there is room for. */
static void
place_note(struct sheet *sheet, uint32_t number, struct cursor cursor, mpt limit, bool is_forced)
{
	struct arena *arena = sheet->document->scratch;
	const struct flow *flow = note_flow(sheet, number);
	mpt gap = note_gap(sheet, sheet->note_count);
	struct part part = {0};

	if (sheet->carried_count == 0 || is_forced)
		part = place_flow(arena, flow, &cursor, limit - gap, is_forced, sheet->document->layout->whole_row);
	if (part.count) {
		sheet->notes = arena_grow(arena, sheet->notes, sheet->note_count, &sheet->note_cap, sizeof *sheet->notes);
		sheet->note_numbers =
			arena_grow(arena, sheet->note_numbers, sheet->note_count, &sheet->number_cap, sizeof(uint32_t));
		sheet->notes[sheet->note_count] = part;
		sheet->note_numbers[sheet->note_count++] = number;
		sheet->note_height += gap + part.height;
	}
	if (cursor.index < flow->count)
		carry(sheet, number, cursor);
}

/* Places the notes of what was just placed; what does not fit is carried. */
static void
place_notes(struct sheet *sheet, const struct note_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		sheet->document->notes[list->items[i] - 1].is_placed = true;
		place_note(sheet, list->items[i], (struct cursor){0}, room(sheet) - sheet->text.height, false);
	}
}

/* Notes that the page before could not end come first, and leave a few lines for the text. */
static void
place_carried(struct sheet *sheet)
{
	struct carried *carried = sheet->carried;
	size_t count = sheet->carried_count;
	bool has_text = sheet->cursor.index < sheet->flow->count;
	mpt kept = has_text ? LINES_BESIDE_NOTES * sheet->document->layout->body.leading : 0;

	sheet->carried = NULL;
	sheet->carried_count = sheet->carried_cap = 0;
	for (size_t i = 0; i < count; i++)
		place_note(sheet, carried[i].note, carried[i].cursor, room(sheet) - kept, i == 0);
	sheet->is_full = false;
}

/* Text */

/* Places a whole chain and its notes, where there is room for them. */
static bool
place_chain(struct sheet *sheet, size_t end)
{
	struct note_list list = {.document = sheet->document};
	struct part part = place_whole(sheet->document->scratch, sheet->flow, sheet->cursor.index, end, &sheet->text,
	                               clear_of(sheet), room(sheet));
	if (part.height > room(sheet))
		return false;
	note_list_add_part(&list, &part, sheet->text.count);
	if (list.count) {
		bool takes_more = sheet->carried_count == 0;
		if (!takes_more || part.height + least_notes_height(sheet, &list) > room(sheet))
			return false;
	}
	sheet->text = part;
	sheet->cursor = (struct cursor){.index = end};
	place_notes(sheet, &list);
	return true;
}

/* What a height takes of a chain whose row is broken, and the notes of that. */
struct attempt {
	struct part part;
	struct cursor cursor;
	struct note_list notes;
};

/* False where not even one line goes in. */
static bool
attempt_break(struct sheet *sheet, size_t end, mpt limit, bool is_forced, struct attempt *attempt)
{
	struct document *document = sheet->document;
	*attempt = (struct attempt){.cursor = sheet->cursor, .notes = {.document = document}};
	attempt->part = place_broken(document->scratch, sheet->flow, &attempt->cursor, end, &sheet->text, clear_of(sheet), limit,
	                             is_forced, document->layout->whole_row);
	note_list_add_part(&attempt->notes, &attempt->part, sheet->text.count);
	return attempt->part.count > sheet->text.count;
}

/* Whether the notes go on the page too, the last at least in part. */
static bool
notes_fit(const struct sheet *sheet, const struct attempt *attempt)
{
	const struct note_list *notes = &attempt->notes;
	if (notes->count == 0)
		return attempt->part.height <= room(sheet);
	return sheet->carried_count == 0 && attempt->part.height + least_notes_height(sheet, notes) <= room(sheet);
}

static void
take_attempt(struct sheet *sheet, const struct attempt *attempt)
{
	sheet->text = attempt->part;
	sheet->cursor = attempt->cursor;
	place_notes(sheet, &attempt->notes);
}

/* Breaks a row of the chain, so that its lines and their notes fit: the notes of fewer lines are fewer, and the most that goes with its
 * notes is found by halving. By force, what goes without them: they follow on the next pages. */
static bool
break_chain(struct sheet *sheet, size_t end, bool is_forced)
{
	struct attempt attempt, best;
	bool has_best = false;
	mpt low = 0, high = room(sheet);
	if (!attempt_break(sheet, end, high, is_forced, &attempt))
		return false;
	if (notes_fit(sheet, &attempt)) {
		take_attempt(sheet, &attempt);
		return true;
	}
	for (int step = 0; step < HALVINGS; step++) {
		mpt middle = (low + high) / 2;
		struct attempt trial;
		bool takes_some = attempt_break(sheet, end, middle, is_forced, &trial);
		if (takes_some && !notes_fit(sheet, &trial)) {
			high = middle;
			continue;
		}
		low = middle;
		if (takes_some) {
			best = trial;
			has_best = true;
		}
	}
	if (!has_best && !is_forced)
		return false;
	take_attempt(sheet, has_best ? &best : &attempt);
	return true;
}

/* What an empty page cannot take as it should be: a row is broken by force, else as many boxes as fit stand apart from the rest of their
 * chain; a single box that is higher than the page goes over its edge. */
static void
force_chain(struct sheet *sheet)
{
	size_t chain = chain_end(sheet->flow, sheet->cursor.index), end = sheet->cursor.index + 1;
	struct note_list list = {.document = sheet->document};
	if (break_chain(sheet, chain, true) || break_chain(sheet, end, true))
		return;
	struct part part = place_whole(sheet->document->scratch, sheet->flow, sheet->cursor.index, end, &sheet->text,
	                               clear_of(sheet), INT64_MAX);
	while (end < chain) {
		struct part more =
			place_whole(sheet->document->scratch, sheet->flow, end, end + 1, &part, clear_of(sheet), INT64_MAX);
		if (more.height > room(sheet))
			break;
		part = more;
		end++;
	}
	sheet->text = part;
	sheet->cursor = (struct cursor){.index = end};
	note_list_add_part(&list, &sheet->text, 0);
	place_notes(sheet, &list);
}

static void
fill_text(struct sheet *sheet)
{
	const struct flow *flow = sheet->flow;
	while (!sheet->is_full && sheet->cursor.index < flow->count) {
		size_t at = sheet->cursor.index;
		if (flow->items[at].kind == BOX_BREAK) {
			sheet->cursor.index++;
			break;
		}
		size_t end = chain_end(flow, at);
		if (!sheet->cursor.cells && place_chain(sheet, end))
			continue;
		if (break_chain(sheet, end, false)) {
			if (sheet->cursor.cells)
				break;
			continue;
		}
		if (sheet->text.count)
			break;
		force_chain(sheet);
		if (sheet->cursor.cells)
			break;
	}
}

static void
draw_notes(struct sheet *sheet)
{
	struct document *document = sheet->document;
	const struct layout *layout = document->layout;
	mpt y = sheet->bottom - sheet->note_height;
	if (sheet->note_count == 0)
		return;
	page_add_mark(&document->pages[sheet->page], (struct mark){.kind = MARK_RULE,
	                                                           .colour = COLOUR_LINE,
	                                                           .x = layout->left,
	                                                           .y = y + layout->note_gap / 2,
	                                                           .width = 4 * layout->indent,
	                                                           .height = layout->rule});
	for (size_t i = 0; i < sheet->note_count; i++) {
		y += note_gap(sheet, i);
		struct note *note = &document->notes[sheet->note_numbers[i] - 1];
		if (!note->page) {
			note->page = (uint32_t)sheet->page + 1;
			note->y = y;
		}
		place_draw(document, sheet->page, &sheet->notes[i], layout->left, y);
		y += sheet->notes[i].height;
	}
}

static void
fill_sheet(struct sheet *sheet)
{
	place_carried(sheet);
	fill_text(sheet);
	place_draw(sheet->document, sheet->page, &sheet->text, sheet->document->layout->left, sheet->top);
	draw_notes(sheet);
}

static void
begin_sheet(struct sheet *sheet, size_t page)
{
	sheet->page = page;
	sheet->top = page == 0 ? sheet->frame.first_top : sheet->frame.top;
	sheet->bottom = page == 0 ? sheet->frame.first_bottom : sheet->frame.bottom;
	/* The page before is drawn. */
	sheet->cursor = cursor_keep(sheet->document->arena, sheet->flow, sheet->cursor);
	arena_reset(sheet->document->scratch);
	sheet->text = (struct part){0};
	sheet->notes = NULL;
	sheet->note_numbers = NULL;
	sheet->note_count = sheet->note_cap = sheet->number_cap = 0;
	sheet->note_height = 0;
	sheet->is_full = false;
}

void
page_fill(struct document *document, const struct flow *flow, struct page_frame frame)
{
	struct sheet sheet = {.document = document, .flow = flow, .frame = frame};
	for (size_t page = 0; page == 0 || sheet.cursor.index < flow->count || sheet.carried_count; page++) {
		if (page > 0)
			document_add_page(document);
		begin_sheet(&sheet, page);
		fill_sheet(&sheet);
	}
}

mpt
page_draw_para(struct document *document, size_t page, const struct para *para, mpt x, mpt y, enum artifact artifact)
{
	for (size_t i = 0; para && i < para->line_count; i++) {
		place_draw_line(document, page, para, i, x, y, artifact);
		y += para->leading;
	}
	return y;
}

/* Neighbours of one slot are one piece of content. */
static void
number_marks(struct document *document, size_t index)
{
	struct page *page = &document->pages[index];
	uint32_t slot = 0;
	size_t cap = 0;
	for (size_t i = 0; i < page->mark_count; i++) {
		struct mark *mark = &page->marks[i];
		if (mark->slot && mark->slot != slot) {
			page->owners = arena_grow(document->kept, page->owners, page->owner_count, &cap, sizeof *page->owners);
			page->owners[page->owner_count] = document->tree.slots[mark->slot].owner;
			tag_drawn(&document->tree, mark->slot, (uint32_t)index, (uint32_t)page->owner_count++);
		}
		if (mark->slot)
			mark->number = (uint32_t)page->owner_count - 1;
		slot = mark->slot;
	}
}

static void
fill_in_page(struct document *document, struct mark *mark)
{
	struct style style = {.face = mark->face, .colour = mark->colour, .size = mark->size};
	mark->text = arena_printf(document->kept, "%u", (unsigned)document->bookmarks[mark->page_of - 1].page);
	mark->width = line_width(document->fonts, style, mark->text);
	mark->x -= mark->width;
}

void
page_clear(struct document *document)
{
	for (size_t i = 0; i < document->page_count; i++)
		page_drop(&document->pages[i]);
	document->page_count = 0;
	for (size_t i = 0; i < document->note_count; i++) {
		document->notes[i].is_placed = false;
		document->notes[i].page = 0;
	}
	document_add_page(document);
}

void
page_finish(struct document *document)
{
	uint32_t annotation = 0;
	for (size_t i = 0; i < document->page_count; i++)
		for (size_t k = 0; k < document->pages[i].mark_count; k++)
			if (document->pages[i].marks[k].page_of)
				fill_in_page(document, &document->pages[i].marks[k]);
	for (size_t i = 0; i < document->page_count; i++)
		number_marks(document, i);
	for (size_t i = 0; i < document->page_count; i++)
		for (size_t k = 0; k < document->pages[i].link_count; k++)
			tag_annotation(&document->tree, document->links[document->pages[i].links[k].link - 1].element,
			               annotation++);
}
