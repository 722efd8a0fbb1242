/* SPDX-License-Identifier: EUPL-1.2 */
/* Paragraphs, headings, quotes, lists, code and tables: each opens a level, and what it holds ends up in a flow. */
#include "walker.h"

#include <assert.h>

#include "grid.h"

enum { LABEL_LINES = 10 }; /* a bold paragraph no longer than this stays with what follows */

void
block_begin(struct walker *walker, uint32_t element, struct lettering lettering)
{
	walker->in_paragraph = true;
	walker->paragraph = element;
	walker->lettering = lettering;
	span_set_owner(walker, element);
}

/* Text without a paragraph of its own: in a tight item, in a cell of a table. */
void
block_begin_implicit(struct walker *walker)
{
	struct level *level = walker_top(walker);
	bool is_holder = level->kind == TAPE_ITEM || level->kind == TAPE_CELL;
	uint32_t element = is_holder ? level->place.element : tag_add(walker_tree(walker), level->place.element, TAG_P);
	block_begin(walker, element, level->place.lettering);
}

/* A question, or a heading that was flattened: it announces what follows. */
static bool
is_all_bold(const struct para *para)
{
	for (size_t i = 0; i < para->run_count; i++)
		if (para->runs[i].style.face != FACE_BOLD && para->runs[i].style.face != FACE_BOLD_ITALIC)
			return false;
	return para->line_count <= LABEL_LINES;
}

void
block_flush_text(struct walker *walker)
{
	struct document *document = walker->document;
	struct flow_place *place = &walker_top(walker)->place;
	struct para *para = para_made(&document->maker, walker->lettering.leading);
	size_t first = place->flow->count;

	walker->slot = 0;
	if (!para)
		return;
	para->align = walker_top(walker)->align;
	para->is_title = walker->heading || walker_top(walker)->in_heading;
	line_break(document->breaker, document->arena, para, place->width);
	flow_add_para(document->arena, place->flow, para, place->x, walker->labels);
	walker->labels = NULL;
	bool announces = is_all_bold(para) && !walker_top(walker)->in_heading && walker_top(walker)->kind != TAPE_ITEM;
	if (announces)
		flow_keep(place->flow, first);
	else if (str_ends(para->text, ":") && place->flow->count > first)
		place->flow->items[place->flow->count - 1].keeps = true;
}

void
block_end_paragraph(struct walker *walker)
{
	if (!walker->in_paragraph)
		return;
	block_flush_text(walker);
	walker->in_paragraph = false;
	walker->document->maker.is_foreign = !hyphen_knows(walker_top(walker)->language);
}

/* Labels whose item has no line of its own. */
void
block_flush_labels(struct walker *walker)
{
	struct flow_place *place = &walker_top(walker)->place;
	for (struct label *label = walker->labels; label; label = label->next)
		flow_add_para(walker->document->arena, place->flow, label->para, label->x, NULL);
	walker->labels = NULL;
}

static void
open_paragraph(struct walker *walker)
{
	struct flow_place *place = &walker_top(walker)->place;
	flow_gap(place->flow, place->gap);
	block_begin(walker, tag_add(walker_tree(walker), place->element, TAG_P), place->lettering);
}

/* Levels are relative to what the text stands in, and none is skipped. */
static int
heading_level(struct walker *walker, const struct tape_event *event)
{
	int level = event->level + walker_top(walker)->place.heading_shift;
	if (level > walker->last_heading + 1)
		level = walker->last_heading + 1;
	level = level < 2 ? 2 : level > 6 ? 6 : level;
	walker->last_heading = level;
	return level;
}

static void
open_heading(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	const struct layout *layout = walker->document->layout;
	struct flow_place *place = &walker_top(walker)->place;
	bool is_flat = place->flattens || walker_top(walker)->kind == TAPE_ITEM || walker_top(walker)->in_quote;
	struct lettering lettering = place->lettering;

	walker->heading = is_flat ? 0 : heading_level(walker, event);
	flow_gap(place->flow, is_flat ? place->gap : layout->heading_gap);
	if (is_flat)
		lettering.face = FACE_BOLD;
	else
		lettering = layout_heading(layout, walker->heading);
	uint32_t element = tag_add(walker_tree(walker), place->element, is_flat ? TAG_P : tag_heading(walker->heading));
	block_begin(walker, element, lettering);
}

/* A heading stays with what follows, and leads there from the outline. */
void
block_close_heading(struct walker *walker, uint32_t at)
{
	struct document *document = walker->document;
	struct flow *flow = walker_top(walker)->place.flow;
	size_t first = flow->count;
	block_end_paragraph(walker);
	flow_keep(flow, first);
	if (walker->heading && flow->count > first) {
		const struct tape *tape = &walker->prose->tape;
		struct str title = tape_plain(document->kept, tape, tape->events[at].peer, at);
		uint32_t bookmark = document_add_bookmark(document, walker->heading, title);
		flow->items[first].bookmark = bookmark;
		document->bookmarks[bookmark - 1].about = walker->about;
		if (walker->about)
			document_add_anchor(document, walker->about, bookmark);
	}
	walker->about = NULL;
	flow_tie(flow, walker->heading == 2 ? PT(3) : PT(1.5));
	walker->heading = 0;
}

/* False where too little would be left. */
static bool
indent(struct walker *walker, struct flow_place *place, mpt by)
{
	if (place->width - by < walker->document->layout->least_width)
		return false;
	place->x += by;
	place->width -= by;
	place->full_width = place->width;
	return true;
}

static void
open_quote(struct walker *walker)
{
	struct level *level = walker_push(walker, TAPE_QUOTE);
	level->in_quote = true;
	level->place.element = tag_add(walker_tree(walker), level->place.element, TAG_BLOCK_QUOTE);
	flow_gap(level->place.flow, level->place.gap);
	level->quote_first = level->place.flow->count;
	indent(walker, &level->place, walker->document->layout->indent);
}

/* A bar beside all that stands in it, whatever that is. */
static void
close_quote(struct walker *walker)
{
	const struct layout *layout = walker->document->layout;
	const struct level *level = walker_top(walker);
	struct flow *flow = level->place.flow;
	block_flush_labels(walker);
	for (size_t i = level->quote_first; i < flow->count; i++) {
		struct bar *bar = arena_alloc(walker->document->arena, sizeof *bar);
		*bar = (struct bar){.x = level->place.x - layout->indent * 2 / 3, .next = flow->items[i].bars};
		flow->items[i].bars = bar;
	}
	walker->depth--;
}

/* Room for the label of the last item. */
static mpt
item_indent(struct walker *walker, uint32_t at)
{
	const struct tape *tape = &walker->prose->tape;
	uint32_t last = tape->events[at].value;
	for (uint32_t i = at + 1; i < tape->events[at].peer; i = tape->events[i].peer + 1)
		last++;
	return flow_label_room(walker->document, walker_top(walker)->place.lettering, walker->document->layout->indent, last - 1);
}

static void
open_list(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	mpt room = event->flags & TAPE_ORDERED ? item_indent(walker, at) : walker->document->layout->indent;
	struct level *level = walker_push(walker, TAPE_LIST);
	level->item_indent = room;
	level->is_ordered = event->flags & TAPE_ORDERED;
	level->is_tight = event->flags & TAPE_TIGHT;
	level->number = event->value;
	level->list = tag_add(walker_tree(walker), level->place.element, TAG_L);
	tag_at(walker_tree(walker), level->list)->is_ordered = level->is_ordered;
	flow_gap(level->place.flow, level->place.gap);
	if (level->is_tight)
		level->place.gap = walker->document->layout->item_gap;
}

static struct str
item_label(struct walker *walker, struct level *list)
{
	static const char *const bullets[] = {"•", "–", "◦"};
	size_t depth = 0;
	if (list->is_ordered)
		return arena_printf(walker->document->arena, "%u.", (unsigned)list->number++);
	for (size_t i = 0; i < walker->depth; i++)
		depth += walker->levels[i].kind == TAPE_LIST && !walker->levels[i].is_ordered;
	return str_from(bullets[(depth - 1) % 3]);
}

static void
open_item(struct walker *walker)
{
	struct document *document = walker->document;
	struct level *list = walker_top(walker);
	uint32_t item = tag_add(walker_tree(walker), list->list, TAG_LI);
	uint32_t mark = tag_add(walker_tree(walker), item, TAG_LBL);
	struct str text = item_label(walker, list);
	struct label *label = arena_alloc(document->arena, sizeof *label);
	label->para = flow_para(document, mark, list->place.lettering, list->place.width, text);
	label->x = list->place.x;
	label->next = walker->labels;
	walker->labels = label;

	struct level *level = walker_push(walker, TAPE_ITEM);
	level->place.element = tag_add(walker_tree(walker), item, TAG_LBODY);
	flow_gap(level->place.flow, level->place.gap);
	/* Where there is no room to stand behind its label, a text stands below it. */
	if (!indent(walker, &level->place, level->item_indent))
		block_flush_labels(walker);
}

/* As those of a paragraph, the first two lines stay together, and the last two. */
static void
keep_ends(struct flow *flow, size_t first)
{
	if (flow->count < first + 2)
		return;
	flow->items[first].keeps = true;
	flow->items[flow->count - 2].keeps = true;
}

/* Code keeps its lines and blanks; long lines are broken. */
void
block_add_code(struct walker *walker, const struct tape_event *event)
{
	struct document *document = walker->document;
	struct flow_place *place = &walker_top(walker)->place;
	if (str_trim(tape_text(&walker->prose->tape, event)).len == 0)
		return;
	uint32_t code = tag_add(walker_tree(walker), tag_add(walker_tree(walker), place->element, TAG_P), TAG_CODE);
	struct str rest = tape_text(&walker->prose->tape, event), line;
	struct lettering lettering = document->layout->code;

	flow_gap(place->flow, place->gap);
	size_t start = place->flow->count;
	document->maker.keeps_blanks = true;
	while (str_next_line(&rest, &line)) {
		para_style(&document->maker, style_of(lettering), tag_content(walker_tree(walker), code), 0);
		para_add(&document->maker, line);
		struct para *para = para_made(&document->maker, lettering.leading);
		if (para) {
			size_t first = place->flow->count;
			line_break(document->breaker, document->arena, para, place->width);
			flow_add_para(document->arena, place->flow, para, place->x, walker->labels);
			for (size_t i = first; i < place->flow->count; i++)
				place->flow->items[i].is_tinted = true;
			walker->labels = NULL;
		} else {
			flow_add(document->arena, place->flow,
			         (struct box){.kind = BOX_LINE,
			                      .height = lettering.leading,
			                      .x = place->x,
			                      .width = place->width,
			                      .is_tinted = true});
		}
	}
	document->maker.keeps_blanks = false;
	keep_ends(place->flow, start);
}

void
block_add_rule(struct walker *walker)
{
	struct flow_place *place = &walker_top(walker)->place;
	flow_gap(place->flow, place->gap);
	flow_add(walker->document->arena, place->flow,
	         (struct box){.kind = BOX_RULE, .height = PT(6), .x = place->x, .width = place->width});
}

/* Tables */

static void
open_table(struct walker *walker, uint32_t at)
{
	struct document *document = walker->document;
	const struct tape *tape = &walker->prose->tape;
	block_flush_labels(walker);
	struct level *level = walker_push(walker, TAPE_TABLE);
	struct flow_place *place = &level->place;
	struct lettering lettering =
		place->lettering.size < document->layout->cell.size ? place->lettering : document->layout->cell;
	struct grid *grid = grid_new(document, tape, at, lettering, place->width, place->full_width);
	grid->table = tag_add(walker_tree(walker), place->element, TAG_TABLE);
	level->grid = grid;
	level->table_x = place->x;

	flow_gap(place->flow, place->flattens ? place->gap : document->layout->table_gap);
	struct str caption = tape_text(tape, &tape->events[at]);
	if (caption.len) {
		struct flow_place above = *place;
		size_t first = place->flow->count;
		above.element = grid->table;
		above.lettering.face = FACE_BOLD;
		flow_text(document, above, TAG_CAPTION, caption);
		flow_keep(place->flow, first);
		flow_tie(place->flow, PT(4));
	}
	place->lettering = grid->lettering;
	place->gap = document->layout->cell_gap;
}

static void
close_table(struct walker *walker)
{
	struct level *level = walker_top(walker);
	struct flow_place *place = &level->place;
	mpt gap = place->flattens ? place->gap : walker->document->layout->table_gap;
	if (place->flow->count)
		place->flow->items[place->flow->count - 1].keeps = false;
	/* A head stands before a body (ISO 14289-1, 7.2): alone, it is one. */
	if (level->grid->head && !level->grid->body)
		tag_at(walker_tree(walker), level->grid->head)->tag = TAG_TBODY;
	walker->depth--;
	flow_gap(walker_top(walker)->place.flow, gap);
}

static void
open_row(struct walker *walker, const struct tape_event *event)
{
	struct level *level = walker_push(walker, TAPE_ROW);
	grid_open_row(walker->document, level->grid, event);
}

static void
close_row(struct walker *walker)
{
	struct level *level = walker_top(walker);
	bool is_outer = !level->place.flattens;
	grid_close_row(walker->document, level->grid, level->place.flow, level->table_x, is_outer);
	walker->depth--;
}

static void
open_cell(struct walker *walker, const struct tape_event *event)
{
	struct level *level = walker_push(walker, TAPE_CELL);
	struct flow_place *place = &level->place;
	struct cell *cell = grid_add_cell(walker->document, level->grid, event, level->table_x, &place->element);
	place->flow = &cell->flow;
	place->x = 0;
	place->width = place->full_width = cell->width;
	place->flattens = true;
	level->in_heading = level->grid->row->is_heading || event->flags & TAPE_HEADER;
	if (level->in_heading)
		place->lettering.face = FACE_BOLD;
	level->align = event->flags & TAPE_ALIGN_RIGHT    ? ALIGN_RIGHT
	               : event->flags & TAPE_ALIGN_CENTER ? ALIGN_CENTER
	                                                  : ALIGN_LEFT;
	level->in_quote = false;
}

void
block_open(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	switch ((enum tape_kind)event->kind) {
	case TAPE_PARAGRAPH:
		open_paragraph(walker);
		break;
	case TAPE_HEADING:
		open_heading(walker, at);
		break;
	case TAPE_QUOTE:
		open_quote(walker);
		break;
	case TAPE_LIST:
		open_list(walker, at);
		break;
	case TAPE_ITEM:
		open_item(walker);
		break;
	case TAPE_TABLE:
		open_table(walker, at);
		break;
	case TAPE_ROW:
		open_row(walker, event);
		break;
	case TAPE_CELL:
		open_cell(walker, event);
		break;
	default:
		assert(false && "a leaf that opens");
	}
}

void
block_close(struct walker *walker, uint32_t at)
{
	switch ((enum tape_kind)walker->prose->tape.events[at].kind) {
	case TAPE_PARAGRAPH:
	case TAPE_HEADING:
		break;
	case TAPE_QUOTE:
		close_quote(walker);
		break;
	case TAPE_TABLE:
		close_table(walker);
		break;
	case TAPE_ROW:
		close_row(walker);
		break;
	default:
		block_flush_labels(walker);
		walker->depth--;
	}
}
