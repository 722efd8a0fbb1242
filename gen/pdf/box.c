/* SPDX-License-Identifier: EUPL-1.2 */
#include "box.h"

#include <string.h>

void
flow_gap(struct flow *flow, mpt gap)
{
	if (!flow->is_tied && gap > flow->gap)
		flow->gap = gap;
}

void
flow_tie(struct flow *flow, mpt gap)
{
	flow->gap = gap;
	flow->is_tied = true;
}

struct box *
flow_add(struct arena *arena, struct flow *flow, struct box box)
{
	/* Most flows are cells of a line or two. */
	if (!flow->cap) {
		flow->cap = 2;
		flow->items = arena_array(arena, flow->cap, sizeof *flow->items);
	}
	flow->items = arena_grow(arena, flow->items, flow->count, &flow->cap, sizeof *flow->items);
	box.gap = flow->gap;
	flow->height += box.height + (flow->count ? box.gap : 0);
	flow->gap = 0;
	flow->is_tied = false;
	flow->items[flow->count] = box;
	return &flow->items[flow->count++];
}

void
flow_add_para(struct arena *arena, struct flow *flow, struct para *para, mpt x, struct label *labels)
{
	for (size_t i = 0; i < para->line_count; i++) {
		bool is_first = i == 0, is_last_but_one = i + 2 == para->line_count;
		/* No page ends in the middle of a word; in a row of such lines, only the first asks for it. */
		bool is_divided = para->lines[i].is_hyphenated && (is_first || !para->lines[i - 1].is_hyphenated);
		flow_add(arena, flow,
		         (struct box){.kind = BOX_LINE,
		                      .keeps = para->line_count > 1 && (is_first || is_last_but_one || is_divided),
		                      .height = para->leading,
		                      .x = x,
		                      .width = para->width,
		                      .para = para,
		                      .line = (uint32_t)i,
		                      .labels = is_first ? labels : NULL});
	}
}

void
flow_keep(struct flow *flow, size_t from)
{
	for (size_t i = from; i < flow->count; i++)
		flow->items[i].keeps = true;
}

struct box *
flow_add_row(struct arena *arena, struct flow *flow, struct row *row)
{
	mpt height = 0;
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].flow.height > height)
			height = row->cells[i].flow.height;
	return flow_add(arena, flow, (struct box){.kind = BOX_ROW, .height = height + 2 * row->padding, .row = row});
}

void
flow_insert(struct arena *arena, struct flow *flow, size_t at, const struct flow *other)
{
	struct flow whole = {.gap = flow->gap, .is_tied = flow->is_tied};
	whole.cap = whole.count = flow->count + other->count;
	whole.height = flow->height + other->height;
	whole.items = arena_array(arena, whole.cap, sizeof *whole.items);
	memcpy(whole.items, flow->items, at * sizeof *whole.items);
	memcpy(whole.items + at, other->items, other->count * sizeof *whole.items);
	memcpy(whole.items + at + other->count, flow->items + at, (flow->count - at) * sizeof *whole.items);
	*flow = whole;
}
