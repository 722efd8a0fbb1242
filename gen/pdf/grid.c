/* SPDX-License-Identifier: EUPL-1.2 */
#include "grid.h"

#include <string.h>

#include "../base/utf8.h"

/* The prescribed table: five columns, whose rows of two span these. */
enum { PRESCRIBED_COLUMNS = 5, PRESCRIBED_LEFT = 2 };

enum {
	WORD_MOST = 110000, /* a longer word does not widen its column: it is divided */
	CELL_LEAST = 1000,
	SHORT_MOST = 70000 /* texts no wider than this stay on one line where the table has room */
};

static size_t
columns_of(const struct tape_event *cell)
{
	return cell->value ? cell->value : 1;
}

static void
widen(mpt *width, mpt wanted)
{
	if (wanted > *width)
		*width = wanted;
}

/* How wide a cell's words and lines are. */
static void
measure_cell(struct document *document, const struct tape *tape, uint32_t open, struct style style, mpt *least, mpt *most)
{
	mpt word = 0, line = 0;
	for (uint32_t i = open + 1; i < tape->events[open].peer; i++) {
		const struct tape_event *event = &tape->events[i];
		struct str text = event->kind == TAPE_TEXT || event->kind == TAPE_CODE ? tape_text(tape, event) : STR("");
		bool is_blank = event->kind == TAPE_SOFT_BREAK;
		bool is_break = event->kind == TAPE_HARD_BREAK || (event->kind <= TAPE_CELL && event->step != TAPE_LEAF);
		for (size_t at = 0; at < text.len;) {
			uint32_t c = utf8_next(text, &at);
			mpt width = fonts_advance(document->fonts, style.face, style.size, c);
			line += width;
			word = c == ' ' && line_bond(text, at) != BOND_FIRM ? 0 : word + width;
			widen(least, word);
		}
		if (event->kind == TAPE_IMAGE) {
			widen(least, WORD_MOST / 2);
			widen(most, WORD_MOST);
		}
		if (is_blank || is_break)
			word = 0;
		if (is_break)
			line = 0;
		widen(most, line);
	}
}

struct measures {
	mpt *least, *most;
	bool is_prescribed;
};

static void
measure_row(struct document *document, const struct tape *tape, uint32_t open, struct lettering lettering, size_t columns,
            struct measures *measures)
{
	size_t column = 0;
	for (uint32_t i = open + 1; i < tape->events[open].peer; i++) {
		const struct tape_event *event = &tape->events[i];
		if (event->kind != TAPE_CELL || event->step != TAPE_OPEN)
			continue;
		size_t span = columns_of(event);
		bool is_heading = (event->flags | tape->events[open].flags) & TAPE_HEADER;
		struct style style = style_of(lettering);
		if (is_heading)
			style.face = FACE_BOLD;
		if (span == 1 && column < columns) {
			mpt least = 0, most = 0, sides = 2 * document->layout->padding;
			measure_cell(document, tape, i, style, &least, &most);
			mpt shortest = most <= SHORT_MOST ? most : least < WORD_MOST ? least : WORD_MOST;
			widen(&measures->least[column], shortest + sides);
			widen(&measures->most[column], most + sides);
		}
		measures->is_prescribed |= columns == PRESCRIBED_COLUMNS && column == 0 && span == PRESCRIBED_LEFT;
		column += span;
		i = event->peer;
	}
}

static mpt
sum_of(const mpt *widths, size_t count)
{
	mpt sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += widths[i];
	return sum;
}

void
grid_divide(const mpt *least, const mpt *most, size_t count, mpt total, mpt *widths)
{
	mpt needed = sum_of(least, count), wanted = sum_of(most, count), given = 0;
	for (size_t i = 0; i < count; i++) {
		if (needed == 0)
			widths[i] = total / (mpt)count;
		else if (needed >= total)
			widths[i] = total * least[i] / needed;
		else if (wanted <= total)
			widths[i] = most[i] + (total - wanted) * most[i] / wanted;
		else
			widths[i] = least[i] + (total - needed) * (most[i] - least[i]) / (wanted - needed);
		given += widths[i];
	}
	widths[count - 1] += total - given;
}

static void
divide(struct document *document, const struct measures *measures, size_t columns, mpt total, mpt *widths)
{
	if (measures->is_prescribed) {
		mpt left = total * document->layout->left_share / 100;
		size_t rest = columns - PRESCRIBED_LEFT;
		grid_divide(measures->least, measures->most, PRESCRIBED_LEFT, left, widths);
		grid_divide(measures->least + PRESCRIBED_LEFT, measures->most + PRESCRIBED_LEFT, rest, total - left,
		            widths + PRESCRIBED_LEFT);
	} else {
		grid_divide(measures->least, measures->most, columns, total, widths);
	}
}

static struct measures
measure(struct document *document, const struct tape *tape, uint32_t open, struct lettering lettering, size_t columns)
{
	struct measures measures = {arena_array(document->arena, columns, sizeof(mpt)),
	                            arena_array(document->arena, columns, sizeof(mpt)), false};
	for (uint32_t i = open + 1; i < tape->events[open].peer; i++) {
		if (tape->events[i].kind == TAPE_ROW && tape->events[i].step == TAPE_OPEN) {
			measure_row(document, tape, i, lettering, columns, &measures);
			i = tape->events[i].peer;
		}
	}
	return measures;
}

/* A table of short texts is not stretched over the whole width: the eye would lose its rows. */
static mpt
airy(mpt wanted, mpt natural)
{
	mpt width = wanted * 3 / 2;
	if (width < natural / 2)
		return natural / 2;
	return width < natural ? width : natural;
}

struct grid *
grid_new(struct document *document, const struct tape *tape, uint32_t open, struct lettering lettering, mpt natural, mpt full)
{
	struct grid *grid = arena_alloc(document->arena, sizeof *grid);
	size_t columns = tape->events[open].value ? tape->events[open].value : 1;
	struct measures measures = measure(document, tape, open, lettering, columns);
	if (sum_of(measures.least, columns) > full && lettering.size > document->layout->note.size) {
		lettering = document->layout->note;
		measures = measure(document, tape, open, lettering, columns);
	}
	mpt wanted = sum_of(measures.most, columns);
	bool is_wide = measures.is_prescribed || wanted > natural;
	mpt *widths = arena_array(document->arena, columns, sizeof *widths);
	divide(document, &measures, columns, is_wide ? full : airy(wanted, natural), widths);

	grid->lettering = lettering;
	grid->columns = columns;
	grid->edges = arena_array(document->arena, columns + 1, sizeof *grid->edges);
	grid->headings = arena_array(document->arena, columns, sizeof *grid->headings);
	for (size_t i = 0; i < columns; i++)
		grid->edges[i + 1] = grid->edges[i] + widths[i];
	return grid;
}

mpt
grid_width(const struct grid *grid)
{
	return grid->edges[grid->columns];
}

/* Rows of column headings that begin a table are its head; later ones, and all others, stand in its body. */
static uint32_t
part_of(struct document *document, struct grid *grid, bool is_heading)
{
	bool begins = grid->body == 0;
	if (is_heading && begins) {
		if (!grid->head)
			grid->head = tag_add(&document->tree, grid->table, TAG_THEAD);
		return grid->head;
	}
	if (begins)
		grid->body = tag_add(&document->tree, grid->table, TAG_TBODY);
	return grid->body;
}

void
grid_open_row(struct document *document, struct grid *grid, const struct tape_event *event)
{
	bool is_heading = event->flags & TAPE_HEADER;
	struct row *row = arena_alloc(document->arena, sizeof *row);
	row->cells = arena_array(document->arena, grid->columns, sizeof *row->cells);
	row->padding = document->layout->padding_tall;
	row->is_table = true;
	row->is_heading = row->is_unbroken = is_heading;
	row->width = grid_width(grid);
	if (is_heading && !grid->in_heads) {
		grid->heads = NULL;
		grid->head_count = grid->head_cap = 0;
	}
	grid->in_heads = is_heading;
	grid->row = row;
	grid->row_element = tag_add(&document->tree, part_of(document, grid, is_heading), TAG_TR);
	grid->column = 0;
	grid->row_is_label = false;
}

/* Each heading once, in the order of the columns. */
static void
relate(struct document *document, struct grid *grid, uint32_t cell, size_t first, size_t last)
{
	uint32_t before = 0;
	for (size_t i = first; i < last; i++)
		if (grid->headings[i] && grid->headings[i] != before)
			tag_add_head(&document->tree, cell, before = grid->headings[i]);
}

static uint32_t
add_element(struct document *document, struct grid *grid, const struct tape_event *event, size_t first, size_t last)
{
	bool is_heading = grid->row->is_heading || event->flags & TAPE_HEADER;
	uint32_t made = tag_add(&document->tree, grid->row_element, is_heading ? TAG_TH : TAG_TD);
	struct tag_element *element = tag_at(&document->tree, made);
	element->columns = (uint16_t)(last - first);
	element->has_id = is_heading;
	if (is_heading)
		for (size_t i = first; i < last; i++)
			grid->headings[i] = made;
	else if (event->flags & TAPE_LABEL)
		grid->row_is_label = true;
	else
		relate(document, grid, made, first, last);
	return made;
}

struct cell *
grid_add_cell(struct document *document, struct grid *grid, const struct tape_event *event, mpt x, uint32_t *element)
{
	struct row *row = grid->row;
	size_t first = grid->column, last = first + columns_of(event);
	/* What the table has no column for joins the last cell. */
	if (first >= grid->columns) {
		*element = grid->cell_element;
		return &row->cells[row->count - 1];
	}
	if (last > grid->columns)
		last = grid->columns;
	grid->column = last;
	*element = grid->cell_element = add_element(document, grid, event, first, last);

	struct cell *cell = &row->cells[row->count++];
	mpt padding = document->layout->padding, width = grid->edges[last] - grid->edges[first] - 2 * padding;
	cell->x = x + grid->edges[first] + padding;
	cell->width = width > CELL_LEAST ? width : CELL_LEAST;
	return cell;
}

/* The structure wants every row to fill the grid. */
static void
fill_up(struct document *document, struct grid *grid)
{
	if (grid->column >= grid->columns)
		return;
	struct tape_event rest = {.kind = TAPE_CELL, .flags = TAPE_LABEL, .value = (uint32_t)(grid->columns - grid->column)};
	uint32_t element;
	bool is_label = grid->row_is_label;
	grid_add_cell(document, grid, &rest, 0, &element);
	grid->row_is_label = is_label;
}

/* Headings too high to leave room for what they speak about are not said again. */
static void
add_head(struct document *document, struct grid *grid, const struct box *box)
{
	mpt height = box->height;
	for (size_t i = 0; i < grid->head_count; i++)
		height += grid->heads[i].height;
	if (height > document->layout->whole_row) {
		grid->head_count = 0;
		return;
	}
	grid->heads = arena_grow(document->arena, grid->heads, grid->head_count, &grid->head_cap, sizeof *grid->heads);
	grid->heads[grid->head_count] = *box;
	grid->heads[grid->head_count++].gap = 0;
}

void
grid_close_row(struct document *document, struct grid *grid, struct flow *flow, mpt x, bool clears)
{
	struct row *row = grid->row;
	fill_up(document, grid);
	row->x = x;
	if (!row->is_heading && !grid->row_is_label) {
		row->heads = grid->heads;
		row->head_count = grid->head_count;
	}
	struct box *box = flow_add_row(document->arena, flow, row);
	box->clears = clears;
	box->x = x;
	/* A short label announces what follows it. */
	if (row->is_heading)
		add_head(document, grid, box);
	box->keeps = row->is_heading || (grid->row_is_label && box->height < 4 * document->layout->cell.leading);
}
