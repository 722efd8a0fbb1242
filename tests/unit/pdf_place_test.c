/* SPDX-License-Identifier: EUPL-1.2 */
/* How much of a flow fits: chains that keep together, rows that break, headings that are said again. */
#include "../../gen/pdf/place.h"
#include "check.h"

static struct arena *arena;

enum { LINE = 10, WHOLE_ROW = 30 };

static void
add_lines(struct flow *flow, size_t count)
{
	for (size_t i = 0; i < count; i++)
		flow_add(arena, flow,
		         (struct box){.kind = BOX_LINE, .height = LINE, .keeps = count > 1 && (i == 0 || i + 2 == count)});
}

static struct row *
row_of(size_t left, size_t right)
{
	struct row *row = arena_alloc(arena, sizeof *row);
	row->count = 2;
	row->cells = arena_array(arena, 2, sizeof *row->cells);
	add_lines(&row->cells[0].flow, left);
	add_lines(&row->cells[1].flow, right);
	return row;
}

static void
test_gaps(void)
{
	struct flow flow = {0};
	flow_gap(&flow, 5);
	add_lines(&flow, 1);
	flow_gap(&flow, 3);
	flow_gap(&flow, 7);
	flow_gap(&flow, 4);
	add_lines(&flow, 1);
	flow_tie(&flow, 1);
	flow_gap(&flow, 9);
	add_lines(&flow, 1);
	CHECK(flow.height == 3 * LINE + 7 + 1); /* the first gap does not count; the largest wins; a tie stands */
}

static void
test_chains(void)
{
	struct flow flow = {0};
	struct cursor cursor = {0};
	add_lines(&flow, 5);
	CHECK(chain_end(&flow, 0) == 2);
	CHECK(chain_end(&flow, 2) == 3);
	CHECK(chain_end(&flow, 3) == 5);

	/* Four lines would fit; the last two stay together. */
	struct part part = place_flow(arena, &flow, &cursor, 4 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 3 && cursor.index == 3);
	part = place_flow(arena, &flow, &cursor, 4 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 2 && cursor.index == 5);

	/* No single line before the break. */
	cursor = (struct cursor){0};
	CHECK(place_flow(arena, &flow, &cursor, LINE, false, WHOLE_ROW).count == 0);
	CHECK(place_flow(arena, &flow, &cursor, LINE, true, WHOLE_ROW).count == 1);
	CHECK(place_flow(arena, &flow, &cursor, 0, true, WHOLE_ROW).count == 1);
}

static void
test_rows(void)
{
	struct flow flow = {0};
	struct cursor cursor = {0};
	flow_add_row(arena, &flow, row_of(2, 10));

	struct part part = place_flow(arena, &flow, &cursor, 5 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 1 && part.height == 5 * LINE);
	CHECK(cursor.index == 0 && cursor.cells && cursor.cells[0].index == 2 && cursor.cells[1].index == 5);
	part = place_flow(arena, &flow, &cursor, 50 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 1 && part.height == 5 * LINE);
	CHECK(cursor.index == 1 && !cursor.cells);

	/* A low row stays whole. */
	struct flow low = {0};
	cursor = (struct cursor){0};
	flow_add_row(arena, &low, row_of(1, 3));
	CHECK(place_flow(arena, &low, &cursor, 2 * LINE, false, WHOLE_ROW).count == 0);
	CHECK(place_flow(arena, &low, &cursor, 3 * LINE, false, WHOLE_ROW).count == 1);

	/* Nor is a row broken where one of its cells could not begin. */
	struct flow stuck = {0};
	cursor = (struct cursor){0};
	flow_add_row(arena, &stuck, row_of(3, 10));
	CHECK(place_flow(arena, &stuck, &cursor, 2 * LINE, false, WHOLE_ROW).count == 0);
}

static void
test_heads(void)
{
	struct flow flow = {0};
	struct cursor cursor = {0};
	struct row *head = row_of(1, 1), *body = row_of(2, 10);
	struct box *box = flow_add_row(arena, &flow, head);
	struct box heads[] = {*box};
	box->keeps = true;
	body->heads = heads;
	body->head_count = 1;
	flow_add_row(arena, &flow, body);

	struct part part = place_flow(arena, &flow, &cursor, 5 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 2 && !part.items[0].is_repeated);
	part = place_flow(arena, &flow, &cursor, 20 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 2 && part.items[0].is_repeated && part.items[1].y == LINE);
	CHECK(part.height == LINE + 6 * LINE);
}

/* What keeps with a row that fits takes its last lines along. */
static void
test_row_before_signature(void)
{
	struct flow flow = {0};
	struct cursor cursor = {0};
	flow_add_row(arena, &flow, row_of(2, 10))->keeps = true;
	add_lines(&flow, 1);
	struct part part = place_flow(arena, &flow, &cursor, 10 * LINE, false, WHOLE_ROW);
	CHECK(part.count == 1 && cursor.cells && cursor.cells[1].index == 8);
}

int
main(void)
{
	arena = arena_new();
	test_gaps();
	test_chains();
	test_rows();
	test_heads();
	test_row_before_signature();
	arena_free(arena);
	return check_done();
}
