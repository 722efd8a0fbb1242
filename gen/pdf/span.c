/* SPDX-License-Identifier: EUPL-1.2 */
/* What stands within a paragraph: text and its faces, links, code, marks of footnotes. */
#include "walker.h"

#include <assert.h>

/* The face for what is open around the text. */
static struct style
text_style(const struct walker *walker)
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

void
span_set_owner(struct walker *walker, uint32_t owner)
{
	walker->owner = owner;
	walker->slot = 0;
}

static void
use_style(struct walker *walker, struct style style)
{
	if (!walker->slot)
		walker->slot = tag_content(walker_tree(walker), walker->owner);
	para_style(&walker->document->maker, style, walker->slot, walker->link);
}

bool
span_is(enum tape_kind kind)
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

const struct link *
span_link(const struct prose *prose, uint32_t ref)
{
	const struct link *link = prose->links && ref < prose->tape.ref_count ? prose->links[ref] : NULL;
	return link && link->ref_kind != REF_TERM && !(link->flags & REF_PORTAL) ? link : NULL;
}

static struct str
link_contents(struct walker *walker, uint32_t at)
{
	const struct tape *tape = &walker->prose->tape;
	return tape_plain(walker->document->kept, tape, at + 1, tape->events[at].peer);
}

static struct str
link_url(struct walker *walker, const struct link *link)
{
	struct document *document = walker->document;
	if (!link->to)
		return link->url;
	struct str url = site_url(document->kept, document->site, link->to->address);
	if (link->fragment.len == 0)
		return url;
	return arena_printf(document->kept, "%.*s#%.*s", STR_ARG(url), STR_ARG(link->fragment));
}

static void
open_link(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	const struct link *link = span_link(walker->prose, event->value);
	struct str url = link ? link_url(walker, link) : STR("");
	struct str contents = link_contents(walker, at);
	/* Of a range, the numbers between its ends have a link without text; so may an author's. */
	if (url.len == 0 || walker->link || str_trim(contents).len == 0)
		return;
	uint32_t element = tag_add(walker_tree(walker), walker->paragraph, TAG_LINK);
	struct document_link made = {.element = element, .url = url, .contents = contents, .to = link->to};
	if (walker->heading) {
		/* A heading that names its record leads out; what names the record elsewhere leads here. */
		walker->about = link->to;
		made.to = NULL;
	}
	walker->link = document_add_link(walker->document, made);
	span_set_owner(walker, element);
}

static void
close_link(struct walker *walker)
{
	walker->link = 0;
	span_set_owner(walker, walker->paragraph);
}

static void
add_code_span(struct walker *walker, const struct tape_event *event)
{
	uint32_t around = walker->owner;
	struct style style = text_style(walker);
	style.face = FACE_MONO;
	span_set_owner(walker, tag_add(walker_tree(walker), around, TAG_CODE));
	use_style(walker, style);
	para_add(&walker->document->maker, tape_text(&walker->prose->tape, event));
	span_set_owner(walker, around);
}

/* The number of a picture in the document; 0 where there is none that can be shown. */
static uint32_t
find_picture(struct walker *walker, const struct tape_ref *ref)
{
	struct document *document = walker->document;
	const struct record *owner = walker->prose->owner;
	const struct str *path = table_find(document->site->files, ref_name(&walker->prose->tape, ref));
	struct picture picture;
	if (!path)
		return 0;
	for (size_t i = 0; i < document->picture_count; i++)
		if (str_equal(document->pictures[i].path, *path))
			return (uint32_t)i + 1;
	const char *fault = picture_read(document->kept, *path, &picture);
	if (!fault)
		return document_add_picture(document, picture);
	diag_report(document->diags, RULE_IMAGE_FORMAT, span_of(owner->source, ref->start, ref->end),
	            "the picture 'files/%.*s' %s", STR_ARG(ref_name(&walker->prose->tape, ref)), fault);
	return 0;
}

/* As large as it was made for a screen, as far as there is room. */
static void
set_picture_size(const struct document *document, const struct picture *picture, mpt most, struct box *box)
{
	mpt tallest = (document->layout->bottom - document->layout->top) * 2 / 3;
	box->width = (mpt)picture->width * document->layout->pixel;
	box->height = (mpt)picture->height * document->layout->pixel;
	if (box->width > most) {
		box->height = box->height * most / box->width;
		box->width = most;
	}
	if (box->height > tallest) {
		box->width = box->width * tallest / box->height;
		box->height = tallest;
	}
	/* Of a picture a thousand times as long as it is high, something is there. */
	box->width = box->width > 0 ? box->width : 1;
	box->height = box->height > 0 ? box->height : 1;
}

/* A picture stands by itself, between the lines before and behind it. Where it cannot be shown, its text stands for it. */
static void
add_image(struct walker *walker, const struct tape_event *event)
{
	const struct tape *tape = &walker->prose->tape;
	struct document *document = walker->document;
	struct flow_place *place = &walker_top(walker)->place;
	struct str alt = tape_text(tape, event);
	uint32_t number = event->value < tape->ref_count ? find_picture(walker, &tape->refs[event->value]) : 0;
	if (!number) {
		struct style style = text_style(walker);
		style.face = FACE_ITALIC;
		use_style(walker, style);
		para_add(&document->maker, alt);
		return;
	}
	uint32_t figure = tag_add(walker_tree(walker), walker->owner, TAG_FIGURE);
	struct box box = {.kind = BOX_PICTURE,
	                  .x = place->x,
	                  .picture = number,
	                  .link = walker->link,
	                  .slot = tag_content(walker_tree(walker), figure)};
	tag_add_extra(walker_tree(walker), figure)->alt =
		arena_str(document->kept, alt.len ? alt : document->pictures[number - 1].path);
	set_picture_size(document, &document->pictures[number - 1], place->width, &box);
	block_flush_text(walker);
	block_flush_labels(walker);
	flow_gap(place->flow, place->gap);
	flow_add(document->arena, place->flow, box);
	flow_gap(place->flow, place->gap);
}

/* The number of a note in the document; new on its first reference. */
static uint32_t
note_number(struct walker *walker, struct text_note *note, bool *is_new)
{
	*is_new = note->number == 0;
	if (*is_new)
		note->number = document_add_note(walker->document, (struct note){.text = walker->text, .event = note->event});
	return note->number;
}

static void
add_note_ref(struct walker *walker, const struct tape_event *event)
{
	struct document *document = walker->document;
	struct text_note *local = event->value < walker->text->note_count ? &walker->text->notes[event->value] : NULL;
	bool is_new;
	if (!local || !local->event)
		return;
	uint32_t number = note_number(walker, local, &is_new);
	struct str shown = arena_printf(document->arena, "%u", (unsigned)number);
	struct str spoken = language_fill(document->kept, document->wording->words[WORD_footnote], &shown, 1);
	uint32_t reference = tag_add(walker_tree(walker), walker->paragraph, TAG_REFERENCE);
	uint32_t element = tag_add(walker_tree(walker), reference, TAG_LINK);
	uint32_t around = walker->owner, outer_link = walker->link;
	struct style style = text_style(walker);

	style.rise = style.size * 36 / 100;
	style.size = style.size * 65 / 100;
	style.colour = COLOUR_LINK;
	walker->link =
		document_add_link(document, (struct document_link){.element = element, .note = number, .contents = spoken});
	span_set_owner(walker, element);
	use_style(walker, style);
	para_add(&document->maker, shown);
	if (is_new) {
		para_note(&document->maker, number);
		uint32_t note = tag_add(walker_tree(walker), walker->paragraph, TAG_NOTE);
		tag_at(walker_tree(walker), note)->has_id = true;
		document->notes[number - 1].element = note;
	}
	walker->link = outer_link;
	span_set_owner(walker, around);
}

void
span_add(struct walker *walker, uint32_t at)
{
	const struct tape_event *event = &walker->prose->tape.events[at];
	int step = event->step == TAPE_CLOSE ? -1 : 1;
	if (!walker->in_paragraph)
		block_begin_implicit(walker);
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
