/* SPDX-License-Identifier: EUPL-1.2 */
/* The contents of a long question set. */
#include "letter.h"

enum {
	ENTRIES_MOST = 48, /* of more, questions share a line */
	ENTRIES_JOINED = 10,
	LEVELS = 3 /* title, asker, question */
};

/* One line of the contents: the headings from first to last. */
struct entry {
	size_t first, last;
};

static size_t
count_entries(const struct document *document, size_t first)
{
	size_t count = 0;
	for (size_t i = first; i < document->bookmark_count; i++)
		count += document->bookmarks[i].level <= LEVELS;
	return count;
}

/* 'Vraag 1 – Vraag 10', or the heading with what it asks. */
static struct str
entry_text(struct document *document, struct entry entry)
{
	const struct bookmark *first = &document->bookmarks[entry.first], *last = &document->bookmarks[entry.last];
	const struct prose *question = first->about ? record_prose(first->about, KEY_question) : NULL;
	if (entry.last > entry.first)
		return arena_printf(document->arena, "%.*s – %.*s", STR_ARG(first->title), STR_ARG(last->title));
	if (!question)
		return first->title;
	struct str asked = tape_plain(document->arena, &question->tape, 0, question->tape.event_count);
	return arena_printf(document->arena, "%.*s: %.*s", STR_ARG(first->title), STR_ARG(asked));
}

/* A line that leads to its heading, the number of the page at its right end. */
static void
add_entry(struct document *document, struct flow_place place, uint32_t list, struct entry entry)
{
	const struct layout *layout = document->layout;
	struct tag_tree *tree = &document->tree;
	mpt indent = (document->bookmarks[entry.first].level - 2) * layout->indent;
	mpt width = place.width - indent - 2 * layout->indent;
	struct str text = flow_fitted(document, style_of(place.lettering), entry_text(document, entry), width);
	uint32_t item = tag_add(tree, tag_add(tree, list, TAG_TOCI), TAG_REFERENCE), element = tag_add(tree, item, TAG_LINK);
	uint32_t bookmark = (uint32_t)entry.first + 1;
	uint32_t link = document_add_link(
		document,
		(struct document_link){.element = element, .bookmark = bookmark, .contents = arena_str(document->kept, text)});

	para_style(&document->maker, style_of(place.lettering), tag_content(tree, element), link);
	para_add(&document->maker, text);
	struct para *para = para_made(&document->maker, place.lettering.leading);
	if (!para)
		return;
	line_break(document->breaker, document->arena, para, width);
	size_t first = place.flow->count;
	flow_add_para(document->arena, place.flow, para, place.x + indent, NULL);
	struct box *box = &place.flow->items[first];
	box->width = place.width - indent;
	box->page_of = bookmark;
	box->slot = tag_content(tree, element);
}

/* Questions in a row share a line where there are many of them. */
static struct entry
entry_from(const struct document *document, size_t first, bool joins)
{
	const struct bookmark *bookmarks = document->bookmarks;
	struct entry entry = {first, first};
	while (joins && bookmarks[first].about && entry.last - first + 1 < ENTRIES_JOINED &&
	       entry.last + 1 < document->bookmark_count && bookmarks[entry.last + 1].about &&
	       bookmarks[entry.last + 1].level == bookmarks[first].level)
		entry.last++;
	return entry;
}

void
contents_insert(struct document *document, struct flow_place place, size_t at, uint32_t heading)
{
	size_t first = heading; /* the bookmark behind it: they are counted from 1 */
	struct flow contents = {0}, *whole = place.flow;
	uint32_t list;
	bool joins = count_entries(document, first) > ENTRIES_MOST;

	place.flow = &contents;
	struct flow_place above = place;
	above.lettering = layout_heading(document->layout, 2);
	flow_gap(&contents, document->layout->heading_gap);
	flow_text(document, above, TAG_H2, document->bookmarks[heading - 1].title);
	if (contents.count)
		contents.items[0].bookmark = heading;
	flow_keep(&contents, 0);
	flow_tie(&contents, document->layout->item_gap);
	list = tag_add(&document->tree, place.element, TAG_TOC);
	for (size_t i = first; i < document->bookmark_count; i++) {
		if (document->bookmarks[i].level > LEVELS)
			continue;
		struct entry entry = entry_from(document, i, joins);
		add_entry(document, place, list, entry);
		i = entry.last;
	}
	flow_insert(document->arena, whole, at, &contents);
}
