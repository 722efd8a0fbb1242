/* SPDX-License-Identifier: EUPL-1.2 */
/* The outline that readers show beside the pages: the headings, nested by level. */
#include <hpdf_doc.h>

#include "writer.h"

struct entry {
	HPDF_Dict object;
	size_t parent, first, last, previous, next; /* indexes from 1; 0: none, and for parent the root */
	size_t below;                               /* entries inside, at any depth */
};

/* Not so the heading of contents that a short set does not have. */
static bool
is_used(const struct document *document, size_t index)
{
	return document->bookmarks[index - 1].page > 0;
}

/* entries[0] is the root. */
static void
nest(const struct document *document, struct entry *entries)
{
	size_t before = 0;
	for (size_t i = 1; i <= document->bookmark_count; i++) {
		size_t parent = before;
		if (!is_used(document, i))
			continue;
		before = i;
		while (parent && document->bookmarks[parent - 1].level >= document->bookmarks[i - 1].level)
			parent = entries[parent].parent;
		entries[i].parent = parent;
		entries[i].previous = entries[parent].last;
		if (entries[parent].last)
			entries[entries[parent].last].next = i;
		else
			entries[parent].first = i;
		entries[parent].last = i;
	}
	for (size_t i = document->bookmark_count; i > 0; i--)
		if (is_used(document, i))
			entries[entries[i].parent].below += entries[i].below + 1;
}

static void
add_link(struct buf *buf, const char *key, const struct entry *entries, size_t index)
{
	if (!index)
		return;
	buf_printf(buf, "/%s ", key);
	add_ref(buf, entries[index].object);
}

static void
write_entry(struct writer *writer, const struct entry *entries, size_t index, struct buf *buf)
{
	const struct document *document = writer->document;
	const struct bookmark *bookmark = &document->bookmarks[index - 1];
	const struct entry *entry = &entries[index];

	buf_clear(buf);
	buf_add_cstring(buf, "/Title");
	add_text(buf, bookmark->title);
	buf_add_cstring(buf, "/Parent ");
	add_ref(buf, entries[entry->parent].object);
	add_link(buf, "Prev", entries, entry->previous);
	add_link(buf, "Next", entries, entry->next);
	add_link(buf, "First", entries, entry->first);
	add_link(buf, "Last", entries, entry->last);
	if (entry->below)
		buf_printf(buf, "/Count %zu", entry->below);
	writer_add_destination(writer, buf, bookmark->page, bookmark->y);
	object_fill(entry->object, writer->arena, buf);
}

void
outline_write(struct writer *writer)
{
	const struct document *document = writer->document;
	size_t count = document->bookmark_count;
	struct entry *entries = arena_array(writer->arena, count + 1, sizeof *entries);
	struct buf buf = {0};
	if (count == 0)
		return;
	for (size_t i = 0; i <= count; i++)
		if (i == 0 || is_used(document, i))
			entries[i].object = object_new(writer->pdf);
	nest(document, entries);
	for (size_t i = 1; i <= count; i++)
		if (is_used(document, i))
			write_entry(writer, entries, i, &buf);

	buf_clear(&buf);
	buf_add_cstring(&buf, "/Type/Outlines");
	add_link(&buf, "First", entries, entries[0].first);
	add_link(&buf, "Last", entries, entries[0].last);
	buf_printf(&buf, "/Count %zu", entries[0].below);
	object_fill(entries[0].object, writer->arena, &buf);
	buf_free(&buf);
	HPDF_Dict_Add(writer->pdf->catalog, "Outlines", entries[0].object);
}
