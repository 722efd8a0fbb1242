/* SPDX-License-Identifier: EUPL-1.2 */
/* What is on a page, as a content stream. */
#include "../base/utf8.h"
#include "writer.h"

enum { NOTHING = -1, ARTIFACTS = -2 };

struct painter {
	struct writer *writer;
	struct buf *out;
	int64_t open; /* number of the marked content that is open, NOTHING, or ARTIFACTS less the kind */
	bool in_text;
	int colour; /* -1: not set yet */
	int face;   /* within a text object */
	mpt size;
};

static const char *const artifacts[] = {
	[ARTIFACT_LAYOUT] = "/Artifact<</Type/Layout>>BDC\n",
	[ARTIFACT_HEADER] = "/Artifact<</Type/Pagination/Subtype/Header>>BDC\n",
	[ARTIFACT_FOOTER] = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n",
	[ARTIFACT_PAGINATION] = "/Artifact<</Type/Pagination>>BDC\n",
	[ARTIFACT_WATERMARK] = "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n",
};

static void
end_text(struct painter *painter)
{
	if (painter->in_text)
		buf_add_cstring(painter->out, "ET\n");
	painter->in_text = false;
}

static void
end_content(struct painter *painter)
{
	end_text(painter);
	if (painter->open != NOTHING)
		buf_add_cstring(painter->out, "EMC\n");
	painter->open = NOTHING;
}

static void
begin_content(struct painter *painter, const struct mark *mark)
{
	const struct tag_tree *tree = &painter->writer->document->tree;
	int64_t wanted = mark->slot ? (int64_t)mark->number : ARTIFACTS - (int64_t)mark->artifact;
	if (painter->open == wanted)
		return;
	end_content(painter);
	painter->open = wanted;
	if (!mark->slot) {
		buf_add_cstring(painter->out, artifacts[mark->artifact]);
		return;
	}
	buf_add_char(painter->out, '/');
	buf_add_cstring(painter->out, tag_name(tag_at(tree, tree->slots[mark->slot].owner)->tag));
	buf_add_cstring(painter->out, "<</MCID ");
	buf_add_integer(painter->out, mark->number);
	buf_add_cstring(painter->out, ">>BDC\n");
}

/* A part of a colour: of 255, as a number from 0 to 1. */
static void
add_share(struct buf *out, uint8_t share)
{
	add_thousandths(out, (share * 1000 + 127) / 255);
}

static void
use_colour(struct painter *painter, enum colour colour)
{
	const struct layout *layout = painter->writer->document->layout;
	if (painter->colour == (int)colour)
		return;
	painter->colour = (int)colour;
	add_share(painter->out, layout->colours[colour].red);
	buf_add_char(painter->out, ' ');
	add_share(painter->out, layout->colours[colour].green);
	buf_add_char(painter->out, ' ');
	add_share(painter->out, layout->colours[colour].blue);
	buf_add_cstring(painter->out, " rg\n");
}

static struct subset *
subset_for(struct writer *writer, enum face_id face)
{
	if (!writer->subsets[face]) {
		writer->subsets[face] = arena_alloc(writer->arena, sizeof(struct subset));
		subset_init(writer->subsets[face], writer->arena, fonts_face(writer->document->fonts, face));
	}
	return writer->subsets[face];
}

static void
use_face(struct painter *painter, enum face_id face, mpt size)
{
	if (painter->face == (int)face && painter->size == size)
		return;
	painter->face = (int)face;
	painter->size = size;
	buf_add_cstring(painter->out, "/F");
	buf_add_integer(painter->out, face);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, size);
	buf_add_cstring(painter->out, " Tf\n");
}

/* A byte of a string in brackets. Half as long as the same in hexadecimal, and packed three times as fast. */
static void
add_string_byte(struct buf *out, uint32_t byte)
{
	char c = (char)byte;
	if (c == '(' || c == ')' || c == '\\' || c == '\r')
		buf_add_char(out, '\\');
	buf_add_char(out, c == '\r' ? 'r' : c);
}

static void
add_character(struct painter *painter, enum face_id face, uint32_t c)
{
	uint32_t number = subset_use(subset_for(painter->writer, face), c);
	add_string_byte(painter->out, number >> 8);
	add_string_byte(painter->out, number & 0xff);
}

/* Characters of one face in a row are one string. */
static void
show_text(struct painter *painter, const struct mark *mark)
{
	struct fonts *fonts = painter->writer->document->fonts;
	enum face_id shown = FACE_COUNT;
	bool needs_ending = mark->ending != ENDS_PLAIN;
	for (size_t at = 0; at < mark->text.len || needs_ending;) {
		uint32_t c = mark->ending == ENDS_BLANK ? ' ' : fonts_hyphen(fonts, mark->face);
		if (at < mark->text.len)
			c = utf8_next(mark->text, &at);
		else
			needs_ending = false;
		enum face_id face = fonts_face_for(fonts, mark->face, c);
		if (face == FACE_COUNT)
			continue;
		if (face != shown) {
			if (shown != FACE_COUNT)
				buf_add_cstring(painter->out, ")Tj\n");
			use_face(painter, face, mark->size);
			buf_add_char(painter->out, '(');
			shown = face;
		}
		add_character(painter, face, c);
	}
	if (shown != FACE_COUNT)
		buf_add_cstring(painter->out, ")Tj\n");
}

static void
paint_text(struct painter *painter, const struct mark *mark)
{
	const struct document *document = painter->writer->document;
	if (!painter->in_text) {
		buf_add_cstring(painter->out, "BT\n");
		painter->in_text = true;
		painter->face = NOTHING;
	}
	if (mark->is_diagonal) {
		add_thousandths(painter->out, document->slope_across);
		buf_add_char(painter->out, ' ');
		add_thousandths(painter->out, document->slope_up);
		buf_add_char(painter->out, ' ');
		add_thousandths(painter->out, -document->slope_up);
		buf_add_char(painter->out, ' ');
		add_thousandths(painter->out, document->slope_across);
		buf_add_char(painter->out, ' ');
	} else {
		buf_add_cstring(painter->out, "1 0 0 1 ");
	}
	add_length(painter->out, mark->x);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, document->layout->paper_height - mark->y);
	buf_add_cstring(painter->out, " Tm\n");
	show_text(painter, mark);
}

static void
paint_rectangle(struct painter *painter, const struct mark *mark)
{
	const struct layout *layout = painter->writer->document->layout;
	end_text(painter);
	add_length(painter->out, mark->x);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, layout->paper_height - mark->y - mark->height);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, mark->width);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, mark->height);
	buf_add_cstring(painter->out, " re f\n");
}

static void
paint_picture(struct painter *painter, const struct mark *mark)
{
	const struct layout *layout = painter->writer->document->layout;
	end_text(painter);
	buf_add_cstring(painter->out, "q ");
	add_length(painter->out, mark->width);
	buf_add_cstring(painter->out, " 0 0 ");
	add_length(painter->out, mark->height);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, mark->x);
	buf_add_char(painter->out, ' ');
	add_length(painter->out, layout->paper_height - mark->y - mark->height);
	buf_printf(painter->out, " cm /I%u Do Q\n", (unsigned)mark->picture);
}

static void
paint_mark(struct painter *painter, const struct mark *mark)
{
	begin_content(painter, mark);
	if (mark->kind == MARK_PICTURE) {
		paint_picture(painter, mark);
		return;
	}
	use_colour(painter, mark->colour);
	if (mark->kind == MARK_TEXT)
		paint_text(painter, mark);
	else
		paint_rectangle(painter, mark);
}

void
paint_page(struct writer *writer, const struct page *page, struct buf *out)
{
	struct painter painter = {.writer = writer, .out = out, .open = NOTHING, .colour = -1};
	if (page->background)
		paint_mark(&painter, page->background);
	for (size_t i = 0; i < page->mark_count; i++)
		paint_mark(&painter, &page->marks[i]);
	end_content(&painter);
}
