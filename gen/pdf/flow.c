/* SPDX-License-Identifier: EUPL-1.2 */
#include "flow.h"

#include <assert.h>
#include <string.h>

#include "../model/fill.h"
#include "grid.h"

enum { FILLS_DEEP = 3 }; /* a block's text may hold a block; no further */

/* An open block. */
struct level {
	enum tape_kind kind;
	struct flow_place place;
	struct grid *grid;  /* table */
	mpt table_x;
	uint32_t number;    /* list: of the next item */
	bool is_ordered, is_tight;
	bool in_quote, in_heading;
	enum align align;
	uint32_t list, item; /* elements */
};

struct walker {
	struct document *document;
	const struct prose *prose;
	struct level *levels;
	size_t depth, cap;
	struct text *text;   /* what of prose was set before */
	int fills;           /* blocks around this one */
	int last_heading;

	/* The paragraph that is open. */
	bool in_paragraph;
	uint32_t paragraph;  /* its element */
	uint32_t owner;      /* of the text now: the paragraph, a link, code */
	uint32_t slot, link; /* slot 0: owner has none yet */
	int strong, emphasis, heading;
	const struct record *about; /* the heading: the record that it links to */
	struct lettering lettering;
	struct label *labels; /* of list items, to stand beside the next line */
};

static void walk(struct walker *walker, uint32_t first, uint32_t last);

static struct level *top(struct walker *walker)
{
	return &walker->levels[walker->depth - 1];
}

static struct tag_tree *tree_of(struct walker *walker)
{
	return &walker->document->tree;
}

static struct level *push(struct walker *walker, enum tape_kind kind)
{
	walker->levels = arena_grow(walker->document->arena, walker->levels, walker->depth, &walker->cap, sizeof *walker->levels);
	struct level level = walker->depth ? *top(walker) : (struct level){0};
	level.kind = kind;
	walker->levels[walker->depth++] = level;
	return top(walker);
}

/* Text */

/* The face for what is open around the text. */
static struct style text_style(const struct walker *walker)
{
	struct style style = style_of(walker->lettering);
	bool is_bold = style.face == FACE_BOLD || style.face == FACE_BOLD_ITALIC || walker->strong > 0;
	bool is_italic = style.face == FACE_ITALIC || style.face == FACE_BOLD_ITALIC || walker->emphasis > 0;
	if (style.face != FACE_MONO)
		style.face = is_bold ? is_italic ? FACE_BOLD_ITALIC : FACE_BOLD : is_italic ? FACE_ITALIC : FACE_REGULAR;
	if (walker->link)
		style.colour = COLOUR_LINK;
	return style;
}

static void set_owner(struct walker *walker, uint32_t owner)
{
	walker->owner = owner;
	walker->slot = 0;
}

static void use_style(struct walker *walker, struct style style)
{
	if (!walker->slot)
		walker->slot = tag_content(tree_of(walker), walker->owner);
	para_style(&walker->document->maker, style, walker->slot, walker->link);
}

static bool is_inline(enum tape_kind kind)
{
	switch (kind) {
	case TAPE_EMPHASIS:
	case TAPE_STRONG:
	case TAPE_LINK:
	case TAPE_TEXT:
	case TAPE_CODE:
	case TAPE_SOFT_BREAK:
	case TAPE_HARD_BREAK:
	case TAPE_IMAGE:
	case TAPE_NOTE_REF:
		return true;
	default:
		return false;
	}
}

static void begin_paragraph(struct walker *walker, uint32_t element, struct lettering lettering)
{
	walker->in_paragraph = true;
	walker->paragraph = element;
	walker->lettering = lettering;
	set_owner(walker, element);
}

/* Text without a paragraph of its own: in a tight item, in a cell of a table. */
static void begin_implicit(struct walker *walker)
{
	struct level *level = top(walker);
	bool is_holder = level->kind == TAPE_ITEM || level->kind == TAPE_CELL;
	uint32_t element = is_holder ? level->place.element : tag_add(tree_of(walker), level->place.element, TAG_P);
	begin_paragraph(walker, element, level->place.lettering);
}

/* Ends the paragraph and gives its lines to the flow. */
static void end_paragraph(struct walker *walker)
{
	struct document *document = walker->document;
	struct flow_place *place = &top(walker)->place;
	struct para *para = para_made(&document->maker, walker->lettering.leading);
	size_t first = place->flow->count;

	walker->in_paragraph = false;
	walker->slot = 0;
	if (!para)
		return;
	para->align = top(walker)->align;
	para->is_title = walker->heading || top(walker)->in_heading;
	line_break(document->breaker, document->arena, para, place->width);
	flow_add_para(document->arena, place->flow, para, place->x, walker->labels);
	walker->labels = NULL;
	for (size_t i = first; i < place->flow->count; i++)
		place->flow->items[i].has_bar = top(walker)->in_quote;
}

static void end_any_paragraph(struct walker *walker)
{
	if (walker->in_paragraph)
		end_paragraph(walker);
}

/* Labels whose item has no line of its own. */
static void flush_labels(struct walker *walker)
{
	struct flow_place *place = &top(walker)->place;
	for (struct label *label = walker->labels; label; label = label->next)
		flow_add_para(walker->document->arena, place->flow, label->para, label->x, NULL);
	walker->labels = NULL;
}

/* Blocks */

static void open_paragraph(struct walker *walker)
{
	struct flow_place *place = &top(walker)->place;
	flow_gap(place->flow, place->gap);
	begin_paragraph(walker, tag_add(tree_of(walker), place->element, TAG_P), place->lettering);
}

/* Levels are relative to what the text stands in, and none is skipped. */
static int heading_level(struct walker *walker, const struct tape_event *event)
{
	int level = event->level + top(walker)->place.heading_shift;
	if (level > walker->last_heading + 1)
		level = walker->last_heading + 1;
	level = level < 2 ? 2 : level > 6 ? 6 : level;
	walker->last_heading = level;
	return level;
}

static void open_heading(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	const struct look *look = walker->document->look;
	struct flow_place *place = &top(walker)->place;
	bool is_flat = place->flattens || top(walker)->kind == TAPE_ITEM || top(walker)->in_quote;
	struct lettering lettering = place->lettering;

	walker->heading = is_flat ? 0 : heading_level(walker, event);
	flow_gap(place->flow, is_flat ? place->gap : look->heading_gap);
	if (is_flat)
		lettering.face = FACE_BOLD;
	else
		lettering = look->heading[walker->heading];
	uint32_t element = tag_add(tree_of(walker), place->element, is_flat ? TAG_P : tag_heading(walker->heading));
	begin_paragraph(walker, element, lettering);
}

/* A heading stays with what follows, and leads there from the outline. */
static void close_heading(struct walker *walker, uint32_t at)
{
	struct document *document = walker->document;
	struct flow *flow = top(walker)->place.flow;
	size_t first = flow->count;
	end_paragraph(walker);
	flow_keep(flow, first);
	if (walker->heading && flow->count > first) {
		const struct tape *tape = &walker->prose->tape;
		struct str title = tape_plain(document->arena, tape, tape->events[at].peer, at);
		uint32_t bookmark = document_add_bookmark(document, walker->heading, title);
		flow->items[first].bookmark = bookmark;
		if (walker->about)
			document_add_anchor(document, walker->about, bookmark);
	}
	walker->about = NULL;
	flow_tie(flow, walker->heading == 2 ? PT(3) : PT(1.5));
	walker->heading = 0;
}

static void indent(struct walker *walker, struct flow_place *place)
{
	const struct look *look = walker->document->look;
	if (place->width - look->indent < look->least_width)
		return;
	place->x += look->indent;
	place->width -= look->indent;
	place->full_width = place->width;
}

static void open_quote(struct walker *walker)
{
	struct level *level = push(walker, TAPE_QUOTE);
	level->in_quote = true;
	level->place.element = tag_add(tree_of(walker), level->place.element, TAG_BLOCK_QUOTE);
	flow_gap(level->place.flow, level->place.gap);
	indent(walker, &level->place);
}

static void open_list(struct walker *walker, const struct tape_event *event)
{
	struct level *level = push(walker, TAPE_LIST);
	level->is_ordered = event->flags & TAPE_ORDERED;
	level->is_tight = event->flags & TAPE_TIGHT;
	level->number = event->value;
	level->list = tag_add(tree_of(walker), level->place.element, TAG_L);
	tag_at(tree_of(walker), level->list)->is_ordered = level->is_ordered;
	flow_gap(level->place.flow, level->place.gap);
	if (level->is_tight)
		level->place.gap = walker->document->look->item_gap;
}

static struct str item_label(struct walker *walker, struct level *list)
{
	static const char *const bullets[] = {"•", "–", "◦"};
	size_t depth = 0;
	if (list->is_ordered)
		return arena_printf(walker->document->arena, "%u.", (unsigned)list->number++);
	for (size_t i = 0; i < walker->depth; i++)
		depth += walker->levels[i].kind == TAPE_LIST && !walker->levels[i].is_ordered;
	return str_from(bullets[(depth - 1) % 3]);
}

static void open_item(struct walker *walker)
{
	struct document *document = walker->document;
	struct level *list = top(walker);
	uint32_t item = tag_add(tree_of(walker), list->list, TAG_LI);
	uint32_t mark = tag_add(tree_of(walker), item, TAG_LBL);
	struct str text = item_label(walker, list);
	struct label *label = arena_alloc(document->arena, sizeof *label);
	label->para = flow_para(document, mark, list->place.lettering, list->place.width, text);
	label->x = list->place.x;
	label->next = walker->labels;
	walker->labels = label;

	struct level *level = push(walker, TAPE_ITEM);
	level->place.element = tag_add(tree_of(walker), item, TAG_LBODY);
	flow_gap(level->place.flow, level->place.gap);
	indent(walker, &level->place);
}

/* Code keeps its lines and blanks; long lines are broken. */
static void add_code(struct walker *walker, const struct tape_event *event)
{
	struct document *document = walker->document;
	struct flow_place *place = &top(walker)->place;
	uint32_t code = tag_add(tree_of(walker), tag_add(tree_of(walker), place->element, TAG_P), TAG_CODE);
	struct str rest = tape_text(&walker->prose->tape, event), line;
	struct lettering lettering = document->look->code;

	flow_gap(place->flow, place->gap);
	document->maker.keeps_blanks = true;
	while (str_next_line(&rest, &line)) {
		para_style(&document->maker, style_of(lettering), tag_content(tree_of(walker), code), 0);
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
			         (struct box){.kind = BOX_LINE, .height = lettering.leading, .x = place->x, .width = place->width, .is_tinted = true});
		}
	}
	document->maker.keeps_blanks = false;
}

static void add_rule(struct walker *walker)
{
	struct flow_place *place = &top(walker)->place;
	flow_gap(place->flow, place->gap);
	flow_add(walker->document->arena, place->flow,
	         (struct box){.kind = BOX_RULE, .height = PT(6), .x = place->x, .width = place->width});
}

/* Tables */

static void open_table(struct walker *walker, uint32_t at)
{
	struct document *document = walker->document;
	const struct tape *tape = &walker->prose->tape;
	flush_labels(walker);
	struct level *level = push(walker, TAPE_TABLE);
	struct flow_place *place = &level->place;
	struct lettering lettering = place->lettering.size < document->look->cell.size ? place->lettering : document->look->cell;
	struct grid *grid = grid_new(document, tape, at, lettering, place->width, place->full_width);
	grid->table = tag_add(tree_of(walker), place->element, TAG_TABLE);
	level->grid = grid;
	level->table_x = place->x;

	flow_gap(place->flow, place->flattens ? place->gap : document->look->table_gap);
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
	place->gap = document->look->cell_gap;
}

static void close_table(struct walker *walker)
{
	struct level *level = top(walker);
	struct flow_place *place = &level->place;
	mpt gap = place->flattens ? place->gap : walker->document->look->table_gap;
	if (place->flow->count)
		place->flow->items[place->flow->count - 1].keeps = false;
	walker->depth--;
	flow_gap(top(walker)->place.flow, gap);
}

static void open_row(struct walker *walker, const struct tape_event *event)
{
	struct level *level = push(walker, TAPE_ROW);
	grid_open_row(walker->document, level->grid, event);
}

static void close_row(struct walker *walker)
{
	struct level *level = top(walker);
	bool is_outer = !level->place.flattens;
	grid_close_row(walker->document, level->grid, level->place.flow, level->table_x, is_outer);
	walker->depth--;
}

static void open_cell(struct walker *walker, const struct tape_event *event)
{
	struct level *level = push(walker, TAPE_CELL);
	struct flow_place *place = &level->place;
	struct cell *cell = grid_add_cell(walker->document, level->grid, event, level->table_x, &place->element);
	place->flow = &cell->flow;
	place->x = 0;
	place->width = place->full_width = cell->width;
	place->flattens = true;
	level->in_heading = level->grid->row->is_heading || event->flags & TAPE_HEADER;
	if (level->in_heading)
		place->lettering.face = FACE_BOLD;
	level->align = event->flags & TAPE_ALIGN_RIGHT ? ALIGN_RIGHT : event->flags & TAPE_ALIGN_CENTER ? ALIGN_CENTER : ALIGN_LEFT;
	level->in_quote = false;
}

/* Spans */

static struct str link_contents(struct walker *walker, uint32_t at)
{
	const struct tape *tape = &walker->prose->tape;
	return tape_plain(walker->document->arena, tape, at + 1, tape->events[at].peer);
}

static struct str link_url(struct walker *walker, const struct link *link)
{
	struct document *document = walker->document;
	if (!link->to)
		return link->url;
	struct str url = site_url(document->arena, document->site, link->to->address);
	if (link->fragment.len == 0)
		return url;
	return arena_printf(document->arena, "%.*s#%.*s", STR_ARG(url), STR_ARG(link->fragment));
}

static void open_link(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	bool is_known = walker->prose->links && event->value < walker->prose->tape.ref_count;
	const struct link *link = is_known ? walker->prose->links[event->value] : NULL;
	struct str url = link && link->ref_kind != REF_TERM ? link_url(walker, link) : STR("");
	if (url.len == 0 || walker->link)
		return;
	uint32_t element = tag_add(tree_of(walker), walker->paragraph, TAG_LINK);
	struct document_link made = {.element = element, .url = url, .contents = link_contents(walker, at), .to = link->to};
	if (walker->heading) {
		/* A heading that names its record leads out; what names the record elsewhere leads here. */
		walker->about = link->to;
		made.to = NULL;
	}
	walker->link = document_add_link(walker->document, made);
	set_owner(walker, element);
}

static void close_link(struct walker *walker)
{
	walker->link = 0;
	set_owner(walker, walker->paragraph);
}

static void add_code_span(struct walker *walker, const struct tape_event *event)
{
	uint32_t around = walker->owner;
	struct style style = text_style(walker);
	style.face = FACE_MONO;
	set_owner(walker, tag_add(tree_of(walker), around, TAG_CODE));
	use_style(walker, style);
	para_add(&walker->document->maker, tape_text(&walker->prose->tape, event));
	set_owner(walker, around);
}

/* Until pictures are drawn, their text stands for them. */
static void add_image(struct walker *walker, const struct tape_event *event)
{
	struct str alt = tape_text(&walker->prose->tape, event);
	if (alt.len == 0)
		return;
	struct style style = text_style(walker);
	style.face = FACE_ITALIC;
	use_style(walker, style);
	para_add(&walker->document->maker, alt);
}

/* The number of a note in the document; new on its first reference. */
static uint32_t note_number(struct walker *walker, struct text_note *note, bool *is_new)
{
	*is_new = note->number == 0;
	if (*is_new)
		note->number = document_add_note(walker->document, (struct note){.text = walker->text, .event = note->event});
	return note->number;
}

static void add_note_ref(struct walker *walker, const struct tape_event *event)
{
	struct document *document = walker->document;
	struct text_note *local = event->value < walker->text->note_count ? &walker->text->notes[event->value] : NULL;
	bool is_new;
	if (!local || !local->event)
		return;
	uint32_t number = note_number(walker, local, &is_new);
	struct str shown = arena_printf(document->arena, "%u", (unsigned)number);
	struct str spoken = language_fill(document->arena, document_word(document, WORD_footnote), &shown, 1);
	uint32_t reference = tag_add(tree_of(walker), walker->paragraph, TAG_REFERENCE);
	uint32_t element = tag_add(tree_of(walker), reference, TAG_LINK);
	uint32_t around = walker->owner, outer_link = walker->link;
	struct style style = text_style(walker);

	style.rise = style.size * 36 / 100;
	style.size = style.size * 65 / 100;
	style.colour = COLOUR_LINK;
	walker->link = document_add_link(document, (struct document_link){.element = element, .note = number, .contents = spoken});
	set_owner(walker, element);
	use_style(walker, style);
	para_add(&document->maker, shown);
	if (is_new) {
		para_note(&document->maker, number);
		uint32_t note = tag_add(tree_of(walker), walker->paragraph, TAG_NOTE);
		tag_at(tree_of(walker), note)->has_id = true;
		document->notes[number - 1].element = note;
	}
	walker->link = outer_link;
	set_owner(walker, around);
}

static void add_inline(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	int step = event->step == TAPE_CLOSE ? -1 : 1;
	if (!walker->in_paragraph)
		begin_implicit(walker);
	switch ((enum tape_kind)event->kind) {
	case TAPE_EMPHASIS:
		walker->emphasis += step;
		break;
	case TAPE_STRONG:
		walker->strong += step;
		break;
	case TAPE_LINK:
		if (event->step == TAPE_OPEN)
			open_link(walker, at);
		else if (walker->link)
			close_link(walker);
		break;
	case TAPE_TEXT:
		use_style(walker, text_style(walker));
		para_add(&walker->document->maker, tape_text(&walker->prose->tape, event));
		break;
	case TAPE_CODE:
		add_code_span(walker, event);
		break;
	case TAPE_SOFT_BREAK:
		use_style(walker, text_style(walker));
		para_add(&walker->document->maker, STR(" "));
		break;
	case TAPE_HARD_BREAK:
		para_break(&walker->document->maker);
		break;
	case TAPE_IMAGE:
		add_image(walker, event);
		break;
	case TAPE_NOTE_REF:
		add_note_ref(walker, event);
		break;
	default:
		assert(false && "a block among spans");
	}
}

/* Walking */

static void add_fill(struct walker *walker, const struct tape_event *event)
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
	flush_labels(walker);
	*push(&inner, TAPE_PARAGRAPH) = *top(walker);
	walk(&inner, 0, filled->tape.event_count);
	walker->last_heading = inner.last_heading;
}

static void open_block(struct walker *walker, uint32_t at)
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
		open_list(walker, event);
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

static void close_block(struct walker *walker, uint32_t at)
{
	switch ((enum tape_kind)walker->prose->tape.events[at].kind) {
	case TAPE_PARAGRAPH:
		break;
	case TAPE_HEADING:
		break;
	case TAPE_TABLE:
		close_table(walker);
		break;
	case TAPE_ROW:
		close_row(walker);
		break;
	default:
		flush_labels(walker);
		walker->depth--;
	}
}

static void add_block_leaf(struct walker *walker, const struct tape_event *event)
{
	switch ((enum tape_kind)event->kind) {
	case TAPE_RULE:
		add_rule(walker);
		break;
	case TAPE_CODE_BLOCK:
		add_code(walker, event);
		break;
	case TAPE_FILL:
		add_fill(walker, event);
		break;
	default:
		assert(false && "a span among blocks");
	}
}

static void walk(struct walker *walker, uint32_t first, uint32_t last)
{
	const struct tape *tape = &walker->prose->tape;
	for (uint32_t i = first; i < last; i++) {
		const struct tape_event *event = &tape->events[i];
		if (event->kind == TAPE_NOTE)
			i = event->step == TAPE_OPEN ? event->peer : i;
		else if (is_inline(event->kind))
			add_inline(walker, i);
		else if (event->kind == TAPE_HEADING && event->step == TAPE_CLOSE)
			close_heading(walker, i);
		else {
			end_any_paragraph(walker);
			if (event->step == TAPE_OPEN)
				open_block(walker, i);
			else if (event->step == TAPE_CLOSE)
				close_block(walker, i);
			else
				add_block_leaf(walker, event);
		}
	}
	end_any_paragraph(walker);
	flush_labels(walker);
}

struct text *text_new(struct document *document, const struct prose *prose)
{
	const struct tape *tape = &prose->tape;
	struct text *text = arena_alloc(document->arena, sizeof *text);
	text->prose = prose;
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_NOTE && tape->events[i].value >= text->note_count && tape->events[i].value <= tape->event_count)
			text->note_count = tape->events[i].value + 1;
	text->notes = arena_array(document->arena, text->note_count, sizeof *text->notes);
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_NOTE && tape->events[i].step == TAPE_OPEN && tape->events[i].value < text->note_count)
			text->notes[tape->events[i].value].event = i;
	return text;
}

void flow_prose(struct document *document, struct flow_place place, struct text *text, uint32_t first, uint32_t last)
{
	struct walker walker = {.document = document, .prose = text->prose, .text = text, .last_heading = 1 + place.heading_shift};
	push(&walker, TAPE_PARAGRAPH)->place = place;
	walk(&walker, first, last);
}

uint32_t flow_annex(const struct tape *tape, uint32_t first)
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

struct para *flow_para(struct document *document, uint32_t element, struct lettering lettering, mpt width, struct str text)
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

void flow_text(struct document *document, struct flow_place place, enum tag tag, struct str text)
{
	if (text.len == 0)
		return;
	struct para *para = flow_para(document, tag_add(&document->tree, place.element, tag), place.lettering, place.width, text);
	if (para)
		flow_add_para(document->arena, place.flow, para, place.x, NULL);
}

/* Sets one note; others may join the list on the way. */
static struct flow flow_note(struct document *document, uint32_t number)
{
	const struct look *look = document->look;
	const struct note *note = &document->notes[number - 1];
	const struct tape *tape = &note->text->prose->tape;
	struct flow flow = {0};
	uint32_t event = note->event;
	struct flow_place place = {.flow = &flow,
	                           .element = note->element,
	                           .x = look->note_indent,
	                           .width = look->text_width - look->note_indent,
	                           .full_width = look->text_width - look->note_indent,
	                           .lettering = look->note,
	                           .gap = look->item_gap,
	                           .flattens = true};
	struct walker walker = {.document = document, .prose = note->text->prose, .text = note->text};
	struct label *mark = arena_alloc(document->arena, sizeof *mark);

	mark->para = flow_para(document, tag_add(&document->tree, note->element, TAG_LBL), look->note, look->note_indent,
	                       arena_printf(document->arena, "%u", (unsigned)number));
	walker.labels = mark;
	push(&walker, TAPE_NOTE)->place = place;
	walk(&walker, event + 1, tape->events[event].peer);
	return flow;
}

void flow_notes(struct document *document)
{
	for (size_t i = document->notes_set; i < document->note_count; i++) {
		struct flow flow = flow_note(document, (uint32_t)i + 1);
		document->notes[i].flow = flow;
	}
	document->notes_set = document->note_count;
}
