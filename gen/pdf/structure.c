/* SPDX-License-Identifier: EUPL-1.2 */
/* The structure tree as objects: elements, the way back from pages and annotations, and the names of elements that others refer to. */
#include <hpdf_doc.h>

#include "writer.h"

/* The keys of annotations in the parent tree come behind those of the pages. */
uint32_t
structure_annotation_key(const struct writer *writer, size_t annotation)
{
	return (uint32_t)(writer->document->page_count + annotation);
}

/* What the objects are made from while the file is written. */
struct elements {
	struct writer *writer;
	HPDF_Dict root;
	uint32_t first;  /* number of the object of element 1 */
	uint32_t *pages; /* of annotations */
};

static void
add_element_ref(struct buf *buf, const struct elements *elements, uint32_t which)
{
	add_ref_to(buf, elements->first + which - 1);
}

/* Of equal length, so that the order of the elements is that of the names. */
static void
add_id(struct buf *buf, uint32_t element)
{
	buf_printf(buf, "(e%08u)", (unsigned)element);
}

static void
add_figure_box(struct buf *buf, const struct layout *layout, const int64_t *box)
{
	buf_add_cstring(buf, "/A<</O/Layout/Placement/Block/BBox[");
	add_length(buf, box[0]);
	buf_add_char(buf, ' ');
	add_length(buf, layout->paper_height - box[3]);
	buf_add_char(buf, ' ');
	add_length(buf, box[2]);
	buf_add_char(buf, ' ');
	add_length(buf, layout->paper_height - box[1]);
	buf_add_cstring(buf, "]>>");
}

static void
add_cell_attributes(struct buf *buf, const struct tag_tree *tree, const struct tag_element *element)
{
	buf_add_cstring(buf, "/A<</O/Table");
	if (element->tag == TAG_TH)
		buf_add_cstring(buf, "/Scope/Column");
	if (element->columns > 1)
		buf_printf(buf, "/ColSpan %u", element->columns);
	if (element->head_count) {
		buf_add_cstring(buf, "/Headers[");
		for (size_t i = 0; i < element->head_count; i++)
			add_id(buf, tree->heads[element->first_head + i]);
		buf_add_char(buf, ']');
	}
	buf_add_cstring(buf, ">>");
}

static void
add_attributes(struct buf *buf, const struct document *document, uint32_t which)
{
	const struct tag_element *element = tag_at(&document->tree, which);
	const struct tag_extra *extra = tag_extra(&document->tree, which);
	if (element->tag == TAG_L)
		buf_add_cstring(buf,
		                element->is_ordered ? "/A<</O/List/ListNumbering/Decimal>>" : "/A<</O/List/ListNumbering/Disc>>");
	else if (element->tag == TAG_TH || element->tag == TAG_TD)
		add_cell_attributes(buf, &document->tree, element);
	else if (element->tag == TAG_FIGURE)
		add_figure_box(buf, document->layout, extra->box);
	if (extra->language.len) {
		buf_add_cstring(buf, "/Lang");
		add_text(buf, extra->language);
	}
	if (extra->alt.len) {
		buf_add_cstring(buf, "/Alt");
		add_text(buf, extra->alt);
	}
}

/* The page that most of the element's content is taken to be on: that of its first. */
static uint32_t
first_page(const struct tag_tree *tree, const struct tag_element *element)
{
	for (uint32_t kid = element->first_kid; kid; kid = tree->kids[kid].next)
		if (tree->kids[kid].kind == KID_SLOT && tree->slots[tree->kids[kid].which].first)
			return tree->marks[tree->slots[tree->kids[kid].which].first].page + 1;
	return 0;
}

static void
add_slot(struct writer *writer, struct buf *buf, uint32_t slot, uint32_t page)
{
	const struct tag_tree *tree = &writer->document->tree;
	for (uint32_t i = tree->slots[slot].first; i; i = tree->marks[i].next) {
		const struct tag_mark *mark = &tree->marks[i];
		if (mark->page + 1 == page) {
			buf_add_integer(buf, mark->number);
			buf_add_char(buf, ' ');
			continue;
		}
		buf_add_cstring(buf, "<</Type/MCR/Pg ");
		add_ref(buf, writer->pages[mark->page]);
		buf_add_cstring(buf, "/MCID ");
		buf_add_integer(buf, mark->number);
		buf_add_cstring(buf, ">>");
	}
}

static void
add_annotation(struct writer *writer, struct buf *buf, const uint32_t *pages, uint32_t annotation)
{
	buf_add_cstring(buf, "<</Type/OBJR/Pg ");
	add_ref(buf, writer->pages[pages[annotation]]);
	buf_add_cstring(buf, "/Obj ");
	add_ref(buf, writer->annotations[annotation]);
	buf_add_cstring(buf, ">>");
}

static void
make_element(void *context, size_t index, struct buf *buf)
{
	const struct elements *elements = context;
	struct writer *writer = elements->writer;
	const struct tag_tree *tree = &writer->document->tree;
	uint32_t which = (uint32_t)index + 1;
	const struct tag_element *element = tag_at(tree, which);
	uint32_t page = first_page(tree, element);

	buf_add_cstring(buf, "/Type/StructElem/S/");
	buf_add_cstring(buf, tag_name(element->tag));
	buf_add_cstring(buf, "/P ");
	if (element->parent)
		add_element_ref(buf, elements, element->parent);
	else
		add_ref(buf, elements->root);
	if (page) {
		buf_add_cstring(buf, "/Pg ");
		add_ref(buf, writer->pages[page - 1]);
	}
	if (element->has_id) {
		buf_add_cstring(buf, "/ID");
		add_id(buf, which);
	}
	add_attributes(buf, writer->document, which);
	buf_add_cstring(buf, "/K[");
	for (uint32_t kid = element->first_kid; kid; kid = tree->kids[kid].next) {
		uint32_t inside = tree->kids[kid].which;
		if (tree->kids[kid].kind == KID_ELEMENT)
			add_element_ref(buf, elements, inside);
		else if (tree->kids[kid].kind == KID_SLOT)
			add_slot(writer, buf, inside, page);
		else
			add_annotation(writer, buf, elements->pages, inside);
	}
	buf_add_char(buf, ']');
}

/* From the pages' content and the annotations back to the elements. */
static void
make_parents(void *context, size_t index, struct buf *buf)
{
	const struct elements *elements = context;
	const struct writer *writer = elements->writer;
	const struct document *document = writer->document;
	(void)index;
	buf_add_cstring(buf, "/Nums[");
	for (size_t i = 0; i < document->page_count; i++) {
		buf_add_integer(buf, (int64_t)i);
		buf_add_char(buf, '[');
		for (size_t k = 0; k < document->pages[i].owner_count; k++)
			add_element_ref(buf, elements, document->pages[i].owners[k]);
		buf_add_char(buf, ']');
	}
	size_t annotation = 0;
	for (size_t i = 0; i < document->page_count; i++) {
		for (size_t k = 0; k < document->pages[i].link_count; k++, annotation++) {
			buf_add_integer(buf, structure_annotation_key(writer, annotation));
			buf_add_char(buf, ' ');
			add_element_ref(buf, elements, document->links[document->pages[i].links[k].link - 1].element);
		}
	}
	buf_add_char(buf, ']');
}

static bool
has_ids(const struct tag_tree *tree)
{
	for (uint32_t i = 1; i < tree->element_count; i++)
		if (tree->elements[i].has_id)
			return true;
	return false;
}

static void
make_ids(void *context, size_t index, struct buf *buf)
{
	const struct elements *elements = context;
	const struct tag_tree *tree = &elements->writer->document->tree;
	(void)index;
	buf_add_cstring(buf, "/Names[");
	for (uint32_t i = 1; i < tree->element_count; i++) {
		if (!tree->elements[i].has_id)
			continue;
		add_id(buf, i);
		add_element_ref(buf, elements, i);
	}
	buf_add_char(buf, ']');
}

static uint32_t *
annotation_pages(struct writer *writer)
{
	const struct document *document = writer->document;
	uint32_t *pages = arena_array(writer->arena, writer->annotation_count + 1, sizeof *pages);
	size_t annotation = 0;
	for (size_t i = 0; i < document->page_count; i++)
		for (size_t k = 0; k < document->pages[i].link_count; k++)
			pages[annotation++] = (uint32_t)i;
	return pages;
}

void
structure_write(struct writer *writer)
{
	const struct document *document = writer->document;
	const struct tag_tree *tree = &document->tree;
	struct elements *elements = arena_alloc(writer->arena, sizeof *elements);
	struct buf buf = {0};
	*elements = (struct elements){.writer = writer, .root = object_new(writer->pdf), .pages = annotation_pages(writer)};
	elements->first = object_series(writer->pdf, writer->arena, tree->element_count - 1, make_element, elements);

	buf_add_cstring(&buf, "/Type/StructTreeRoot/K[");
	add_element_ref(&buf, elements, document->root);
	buf_add_cstring(&buf, "]/ParentTree ");
	add_ref_to(&buf, object_series(writer->pdf, writer->arena, 1, make_parents, elements));
	buf_add_cstring(&buf, "/ParentTreeNextKey ");
	buf_add_integer(&buf, structure_annotation_key(writer, writer->annotation_count));
	if (has_ids(tree)) {
		buf_add_cstring(&buf, "/IDTree ");
		add_ref_to(&buf, object_series(writer->pdf, writer->arena, 1, make_ids, elements));
	}
	object_fill(elements->root, writer->arena, &buf);
	buf_free(&buf);
	HPDF_Dict_Add(writer->pdf->catalog, "StructTreeRoot", elements->root);
}
