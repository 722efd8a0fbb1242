/* SPDX-License-Identifier: EUPL-1.2 */
#include "describe.h"

/* Marks know the face that was asked for, never a fallback. */
static const char *const faces[] = {
	[FACE_REGULAR] = "regular",         [FACE_BOLD] = "bold", [FACE_ITALIC] = "italic",
	[FACE_BOLD_ITALIC] = "bold-italic", [FACE_MONO] = "mono",
};

static const char *const mark_names[] = {
	[MARK_TEXT] = "text", [MARK_RULE] = "rule", [MARK_TINT] = "tint", [MARK_PICTURE] = "picture"};

/* Points with one decimal, right-aligned: enough to see a line move. */
static void
add_points(struct buf *out, mpt length)
{
	buf_printf(out, "%4d.%d", (int)(length / 1000), (int)(length % 1000 / 100));
}

static void
describe_mark(const struct document *document, const struct mark *mark, struct buf *out)
{
	const struct tag_tree *tree = &document->tree;
	add_points(out, mark->x);
	buf_add_char(out, ' ');
	add_points(out, mark->y);
	if (mark->kind != MARK_TEXT) {
		buf_printf(out, "  %s ", mark_names[mark->kind]);
		add_points(out, mark->width);
		buf_add_char(out, ' ');
		add_points(out, mark->height);
		buf_add_char(out, '\n');
		return;
	}
	buf_printf(out, "  %s ", faces[mark->face]);
	add_points(out, mark->size);
	buf_printf(out, " %s ", mark->slot ? tag_name(tag_at(tree, tree->slots[mark->slot].owner)->tag) : "artifact");
	buf_add_char(out, '|');
	buf_add(out, mark->text);
	buf_add_cstring(out, mark->ending == ENDS_HYPHENATED ? "-|\n" : "|\n");
}

static void
describe_page(const struct document *document, size_t index, struct buf *out)
{
	const struct page *page = &document->pages[index];
	buf_printf(out, "page %zu\n", index + 1);
	if (page->background)
		describe_mark(document, page->background, out);
	for (size_t i = 0; i < page->mark_count; i++)
		describe_mark(document, &page->marks[i], out);
	for (size_t i = 0; i < page->link_count; i++) {
		const struct page_link *place = &page->links[i];
		const struct document_link *link = &document->links[place->link - 1];
		add_points(out, place->x);
		buf_add_char(out, ' ');
		add_points(out, place->y);
		if (link->url.len)
			buf_printf(out, "  link %.*s\n", STR_ARG(link->url));
		else if (link->bookmark)
			buf_printf(out, "  link bookmark %u\n", (unsigned)link->bookmark);
		else
			buf_printf(out, "  link note %u\n", (unsigned)link->note);
	}
}

static void
describe_bookmarks(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->bookmark_count; i++) {
		const struct bookmark *bookmark = &document->bookmarks[i];
		if (!bookmark->page)
			continue;
		buf_printf(out, "bookmark %d page %u ", bookmark->level, (unsigned)bookmark->page);
		buf_add(out, bookmark->title);
		buf_add_char(out, '\n');
	}
}

static void
describe_element(const struct tag_tree *tree, uint32_t which, int depth, struct buf *out)
{
	const struct tag_element *element = tag_at(tree, which);
	const struct tag_extra *extra = tag_extra(tree, which);
	buf_printf(out, "%*s%s", 2 * depth, "", tag_name(element->tag));
	if (element->has_id)
		buf_printf(out, " id=%u", (unsigned)which);
	if (element->columns > 1)
		buf_printf(out, " columns=%u", element->columns);
	for (size_t i = 0; i < element->head_count; i++)
		buf_printf(out, " header=%u", (unsigned)tree->heads[element->first_head + i]);
	if (extra->language.len)
		buf_printf(out, " lang=%.*s", STR_ARG(extra->language));
	if (extra->alt.len)
		buf_printf(out, " alt=%.*s", STR_ARG(extra->alt));
	buf_add_char(out, '\n');
}

/* Where a slot was drawn: page.number of each piece. */
static void
describe_slot(const struct tag_tree *tree, uint32_t slot, int depth, struct buf *out)
{
	buf_printf(out, "%*s-", 2 * depth, "");
	for (uint32_t i = tree->slots[slot].first; i; i = tree->marks[i].next)
		buf_printf(out, " %u.%u", (unsigned)tree->marks[i].page + 1, (unsigned)tree->marks[i].number);
	buf_add_char(out, '\n');
}

/* Without recursion: a tree can be as deep as a text is nested. */
static void
describe_structure(struct arena *arena, const struct tag_tree *tree, uint32_t root, struct buf *out)
{
	uint32_t *kids = NULL; /* to be visited next, at each depth */
	size_t depth = 0, cap = 0;
	describe_element(tree, root, 0, out);
	kids = arena_grow(arena, kids, depth, &cap, sizeof *kids);
	kids[depth++] = tag_at(tree, root)->first_kid;
	while (depth) {
		uint32_t kid = kids[depth - 1];
		if (!kid) {
			depth--;
			continue;
		}
		kids[depth - 1] = tree->kids[kid].next;
		if (tree->kids[kid].kind == KID_SLOT) {
			describe_slot(tree, tree->kids[kid].which, (int)depth, out);
		} else if (tree->kids[kid].kind == KID_ANNOTATION) {
			buf_printf(out, "%*s@ %u\n", 2 * (int)depth, "", (unsigned)tree->kids[kid].which);
		} else {
			describe_element(tree, tree->kids[kid].which, (int)depth, out);
			kids = arena_grow(arena, kids, depth, &cap, sizeof *kids);
			kids[depth++] = tag_at(tree, tree->kids[kid].which)->first_kid;
		}
	}
}

void
describe_document(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->page_count; i++)
		describe_page(document, i, out);
	describe_bookmarks(document, out);
	buf_add_cstring(out, "structure\n");
	describe_structure(document->kept, &document->tree, document->root, out);
}
