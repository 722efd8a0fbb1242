/* SPDX-License-Identifier: EUPL-1.2 */
#include "document.h"

#include <math.h>
#include <stdlib.h>

#include "../base/utf8.h"

/* Where a source holds a character; false where it does not, or says it in another way: as an entity, decomposed. Read by itself, since
 * another letter may look into the same source at this moment. */
static bool
find_character(const struct source *source, struct str character, struct span *span)
{
	struct source read = {.path = source ? source->path : STR("")};
	if (!source || !source_load(&read))
		return false;
	size_t at = str_find(read.text, character);
	*span = span_of(source, at, at + character.len);
	bool is_there = at < read.text.len;
	source_unload(&read);
	return is_there;
}

/* The text that was being set; a value of the letter itself; a text of site.yaml; a word of the layout. */
static struct span
place_of(const struct document *document, uint32_t character)
{
	struct buf bytes = {0};
	struct span span;
	utf8_add(&bytes, character);
	struct str wanted = buf_str(&bytes);
	if (!(document->origin && find_character(document->origin->source, wanted, &span)) &&
	    !find_character(document->record->source, wanted, &span) &&
	    !find_character(document->site->settings.source, wanted, &span) &&
	    !find_character(document->layout->source, wanted, &span))
		span = document->origin ? document->origin->front : document->record->front;
	buf_free(&bytes);
	return span;
}

static void
report_missing(void *context, uint32_t character)
{
	struct document *document = context;
	for (size_t i = 0; i < document->missing_count; i++)
		if (document->missing[i].character == character && document->missing[i].origin == document->origin)
			return;
	document->missing = arena_grow(document->kept, document->missing, document->missing_count, &document->missing_cap,
	                               sizeof *document->missing);
	document->missing[document->missing_count++] = (struct missing){character, document->origin};
	diag_report(
		document->diags, RULE_CHARACTER_MISSING, place_of(document, character),
		"no font has the character U+%04X, which the PDF needs; write it in another way, or name a font that has it in "
		"layout.yaml",
		(unsigned)character);
}

void
document_init(struct document *document, const struct site *site, const struct record *record, struct diagnostics *diags)
{
	*document = (struct document){.arena = arena_new(),
	                              .scratch = arena_new(),
	                              .kept = arena_new(),
	                              .layout = site->layout,
	                              .site = site,
	                              .diags = diags,
	                              .record = record};
	double across = (double)site->layout->paper_width, up = (double)site->layout->paper_height,
	       slope = sqrt(across * across + up * up);
	document->slope_across = (int)(1000 * across / slope);
	document->slope_up = (int)(1000 * up / slope);
	document->maker = (struct para_maker){
		.arena = document->arena, .texts = document->kept, .missing = report_missing, .context = document};
	document->anchors = table_new(document->kept);
	tag_init(&document->tree);
	document->root = tag_add(&document->tree, 0, TAG_DOCUMENT);
}

void
document_end_layout(struct document *document)
{
	arena_free(document->arena);
	arena_free(document->scratch);
	document->arena = document->scratch = NULL;
}

void
document_free(struct document *document)
{
	document_end_layout(document);
	for (size_t i = 0; i < document->page_count; i++)
		page_drop(&document->pages[i]);
	tag_free(&document->tree);
	buf_free(&document->maker.text);
	arena_free(document->kept);
}

uint32_t
document_add_link(struct document *document, struct document_link link)
{
	document->links = arena_grow(document->kept, document->links, document->link_count, &document->link_cap, sizeof link);
	document->links[document->link_count++] = link;
	return (uint32_t)document->link_count;
}

uint32_t
document_add_note(struct document *document, struct note note)
{
	document->notes = arena_grow(document->kept, document->notes, document->note_count, &document->note_cap, sizeof note);
	document->notes[document->note_count++] = note;
	return (uint32_t)document->note_count;
}

uint32_t
document_add_picture(struct document *document, struct picture picture)
{
	document->pictures =
		arena_grow(document->kept, document->pictures, document->picture_count, &document->picture_cap, sizeof picture);
	document->pictures[document->picture_count++] = picture;
	return (uint32_t)document->picture_count;
}

uint32_t
document_add_bookmark(struct document *document, int level, struct str title)
{
	document->bookmarks = arena_grow(document->kept, document->bookmarks, document->bookmark_count, &document->bookmark_cap,
	                                 sizeof *document->bookmarks);
	document->bookmarks[document->bookmark_count++] = (struct bookmark){.level = level, .title = title};
	return (uint32_t)document->bookmark_count;
}

void
document_add_anchor(struct document *document, const struct record *record, uint32_t bookmark)
{
	uint32_t *number = arena_alloc(document->kept, sizeof *number);
	*number = bookmark;
	table_add(document->anchors, record->id, number);
}

const struct bookmark *
document_anchor(const struct document *document, const struct record *record)
{
	const uint32_t *number = record ? table_find(document->anchors, record->id) : NULL;
	return number ? &document->bookmarks[*number - 1] : NULL;
}

struct page *
document_add_page(struct document *document)
{
	document->pages =
		arena_grow(document->kept, document->pages, document->page_count, &document->page_cap, sizeof *document->pages);
	document->pages[document->page_count] = (struct page){0};
	return &document->pages[document->page_count++];
}

struct mark *
page_add_mark(struct page *page, struct mark mark)
{
	page->marks = heap_grow(page->marks, page->mark_count, &page->mark_cap, sizeof mark);
	page->marks[page->mark_count] = mark;
	return &page->marks[page->mark_count++];
}

void
page_add_link(struct page *page, struct page_link link)
{
	page->links = heap_grow(page->links, page->link_count, &page->link_cap, sizeof link);
	page->links[page->link_count++] = link;
}

struct str
document_word(const struct document *document, enum letter_word word)
{
	return document->words->texts[word];
}

struct style
style_of(struct lettering lettering)
{
	return (struct style){.face = lettering.face, .colour = lettering.colour, .size = lettering.size};
}

void
page_drop_marks(struct page *page)
{
	free(page->marks);
	page->marks = NULL;
	page->mark_count = page->mark_cap = 0;
}

void
page_drop(struct page *page)
{
	page_drop_marks(page);
	free(page->links);
	page->links = NULL;
	page->link_count = page->link_cap = 0;
}
