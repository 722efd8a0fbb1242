/* SPDX-License-Identifier: EUPL-1.2 */
#include "place.h"

#include <string.h>

enum { CHAIN_MOST = 100 }; /* boxes; a longer chain would be a page of headings */

size_t
chain_end(const struct flow *flow, size_t index)
{
	size_t end = index + 1;
	while (end < flow->count && flow->items[end - 1].keeps && flow->items[end].kind != BOX_BREAK && end - index < CHAIN_MOST)
		end++;
	return end;
}

struct cursor
cursor_keep(struct arena *arena, const struct flow *flow, struct cursor cursor)
{
	const struct row *row = cursor.cells ? flow->items[cursor.index].row : NULL;
	if (!row)
		return cursor;
	struct cursor *kept = arena_array(arena, row->count, sizeof *kept);
	for (size_t i = 0; i < row->count; i++)
		kept[i] = cursor_keep(arena, &row->cells[i].flow, cursor.cells[i]);
	cursor.cells = kept;
	return cursor;
}

/* Where a box would begin below what stands. */
static mpt
box_top(const struct part *part, const struct box *box, mpt clear)
{
	bool is_at_top = part->count == 0 || part->items[part->count - 1].is_repeated;
	mpt y = part->height + (is_at_top ? 0 : box->gap);
	return box->clears && y < clear ? clear : y;
}

/* What stood before stays valid: the part that a trial began from has the same items, and may be gone back to. */
static void
add_placed(struct arena *arena, struct part *part, struct placed placed)
{
	if (part->count == part->cap) {
		struct placed *larger = arena_array(arena, part->cap ? 2 * part->cap : 8, sizeof placed);
		if (part->count)
			memcpy(larger, part->items, part->count * sizeof placed);
		part->items = larger;
		part->cap = part->cap ? 2 * part->cap : 8;
	}
	part->items[part->count++] = placed;
	part->height = placed.y + placed.height;
}

struct part *
place_cells(struct arena *arena, const struct row *row)
{
	static const struct part nothing;
	struct part *cells = arena_array(arena, row->count, sizeof *cells);
	for (size_t i = 0; i < row->count; i++) {
		const struct flow *flow = &row->cells[i].flow;
		cells[i] = place_whole(arena, flow, 0, flow->count, &nothing, 0, INT64_MAX);
	}
	return cells;
}

/* At the top of a page, the column headings that speak about a row are said again. */
static void
repeat_heads(struct arena *arena, struct part *part, const struct box *box, mpt clear)
{
	const struct row *row = box->row;
	for (size_t i = 0; row && part->count == i && i < row->head_count; i++) {
		const struct box *head = &row->heads[i];
		add_placed(arena, part,
		           (struct placed){
				   .box = head, .y = box_top(part, head, clear), .height = head->height, .is_repeated = true});
	}
}

struct part
place_whole(struct arena *arena, const struct flow *flow, size_t index, size_t end, const struct part *before, mpt clear,
            mpt limit)
{
	struct part part = *before;
	for (size_t i = index; i < end && part.height <= limit; i++) {
		const struct box *box = &flow->items[i];
		repeat_heads(arena, &part, box, clear);
		add_placed(arena, &part, (struct placed){.box = box, .y = box_top(&part, box, clear), .height = box->height});
	}
	return part;
}

/* A row that is being broken. */
struct broken {
	const struct row *row;
	struct cursor *cursors;
	struct part *cells;
	bool is_done;
};

static struct cursor *
copy_cursors(struct arena *arena, const struct row *row, const struct cursor *cells)
{
	struct cursor *copy = arena_array(arena, row->count, sizeof *copy);
	if (cells)
		memcpy(copy, cells, row->count * sizeof *copy);
	return copy;
}

/* Fills each cell up to a height. False where nothing fits, or a cell that has text cannot even begin. */
static bool
break_cells(struct arena *arena, struct broken *broken, const struct cursor *from, mpt limit, bool is_forced, mpt whole_row)
{
	const struct row *row = broken->row;
	bool progress = false, is_stuck = false;
	broken->cursors = copy_cursors(arena, row, from);
	broken->cells = arena_array(arena, row->count, sizeof *broken->cells);
	broken->is_done = true;
	for (size_t i = 0; i < row->count; i++) {
		struct cursor *cursor = &broken->cursors[i];
		const struct flow *flow = &row->cells[i].flow;
		bool begins = cursor->index == 0 && !cursor->cells;
		broken->cells[i] = place_flow(arena, flow, cursor, limit, is_forced, whole_row);
		progress |= broken->cells[i].count > 0;
		is_stuck |= begins && broken->cells[i].count == 0 && flow->count > 0;
		broken->is_done &= cursor->index >= flow->count;
	}
	return progress && !is_stuck;
}

static mpt
broken_height(const struct broken *broken)
{
	mpt height = 0;
	for (size_t i = 0; i < broken->row->count; i++)
		if (broken->cells[i].height > height)
			height = broken->cells[i].height;
	return height + 2 * broken->row->padding;
}

/* Adds what fits of a row; false where that is not worth it. */
static bool
add_broken(struct arena *arena, struct part *part, const struct box *box, struct cursor *cursor, mpt clear, mpt limit,
           bool is_forced, mpt whole_row)
{
	const struct row *row = box->row;
	bool is_continued = cursor->cells != NULL;
	if (box->kind != BOX_ROW || (!is_continued && !is_forced && (row->is_unbroken || box->height <= whole_row)))
		return false;

	struct part trial = *part;
	struct broken broken = {.row = row};
	repeat_heads(arena, &trial, box, clear);
	mpt top = box_top(&trial, box, clear), within = limit - top - 2 * row->padding;
	/* The row itself may fit where what keeps with it does not. */
	if (!is_continued && !is_forced && box->height - 2 * row->padding <= within)
		within = box->height - 2 * row->padding - 1;
	if (!break_cells(arena, &broken, cursor->cells, within, is_forced, whole_row))
		return false;

	add_placed(arena, &trial, (struct placed){.box = box, .y = top, .height = broken_height(&broken), .cells = broken.cells});
	*part = trial;
	*cursor = broken.is_done ? (struct cursor){.index = cursor->index + 1} : (struct cursor){cursor->index, broken.cursors};
	return true;
}

struct part
place_broken(struct arena *arena, const struct flow *flow, struct cursor *cursor, size_t end, const struct part *before,
             mpt clear, mpt limit, bool is_forced, mpt whole_row)
{
	struct part part = *before;
	struct cursor at = *cursor;
	for (; at.index < end && part.height <= limit; at = (struct cursor){.index = at.index + 1}) {
		const struct box *box = &flow->items[at.index];
		bool is_first = part.count == before->count,
		     fits = !at.cells && box_top(&part, box, clear) + box->height <= limit;
		/* By force, what fits stays whole, and what does not fit below it lets go of it. */
		if (!(is_forced && fits) && add_broken(arena, &part, box, &at, clear, limit, is_forced && is_first, whole_row)) {
			*cursor = at;
			return part;
		}
		if (is_forced && !fits && !is_first) {
			*cursor = at;
			return part;
		}
		if (at.cells)
			break;
		part = place_whole(arena, flow, at.index, at.index + 1, &part, clear, limit);
	}
	if (!is_forced || at.index < end || part.height > limit)
		return *before;
	*cursor = at;
	return part;
}

struct part
place_flow(struct arena *arena, const struct flow *flow, struct cursor *cursor, mpt limit, bool is_forced, mpt whole_row)
{
	struct part part = {0};
	while (cursor->index < flow->count) {
		size_t end = chain_end(flow, cursor->index);
		struct part trial = part;
		if (!cursor->cells) {
			trial = place_whole(arena, flow, cursor->index, end, &part, 0, limit);
			if (trial.height <= limit) {
				part = trial;
				cursor->index = end;
				continue;
			}
		}
		trial = place_broken(arena, flow, cursor, end, &part, 0, limit, false, whole_row);
		if (trial.count == part.count && part.count == 0 && is_forced) {
			trial = place_broken(arena, flow, cursor, cursor->index + 1, &part, 0, limit, true, whole_row);
			if (trial.count == 0) {
				trial = place_whole(arena, flow, cursor->index, cursor->index + 1, &part, 0, INT64_MAX);
				*cursor = (struct cursor){.index = cursor->index + 1};
			}
		}
		if (trial.count == part.count)
			break;
		part = trial;
		if (cursor->cells)
			break;
	}
	return part;
}

/* Footnotes */

static void
add_note(struct note_list *list, uint32_t note)
{
	if (list->document->notes[note - 1].is_placed)
		return;
	list->items = arena_grow(list->document->scratch, list->items, list->count, &list->cap, sizeof *list->items);
	list->items[list->count++] = note;
}

static void
add_line_notes(struct note_list *list, const struct box *box)
{
	const struct para *para = box->para;
	if (!para || para->note_count == 0)
		return;
	const struct line *line = &para->lines[box->line];
	for (size_t i = 0; i < para->note_count; i++)
		if (para->notes[i].at > line->start && para->notes[i].at <= line->end)
			add_note(list, para->notes[i].note);
}

static void
add_flow_notes(struct note_list *list, const struct flow *flow)
{
	for (size_t i = 0; i < flow->count; i++) {
		add_line_notes(list, &flow->items[i]);
		for (size_t k = 0; flow->items[i].row && k < flow->items[i].row->count; k++)
			add_flow_notes(list, &flow->items[i].row->cells[k].flow);
	}
}

static void
add_part_notes(struct note_list *list, const struct part *part, size_t from)
{
	for (size_t i = from; i < part->count; i++) {
		const struct placed *placed = &part->items[i];
		if (placed->is_repeated)
			continue;
		add_line_notes(list, placed->box);
		for (size_t k = 0; placed->box->row && k < placed->box->row->count; k++)
			if (placed->cells)
				add_part_notes(list, &placed->cells[k], 0);
			else
				add_flow_notes(list, &placed->box->row->cells[k].flow);
	}
}

void
note_list_add_part(struct note_list *list, const struct part *part, size_t from)
{
	add_part_notes(list, part, from);
	for (size_t i = 0; i < list->count; i++)
		add_flow_notes(list, &list->document->notes[list->items[i] - 1].flow);
}
