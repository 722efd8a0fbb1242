/* SPDX-License-Identifier: EUPL-1.2 */
#include "tag.h"

#include <assert.h>
#include <stdlib.h>

static const char *const names[TAG_COUNT] = {
#define TAG(id, name) name,
#include "tag.def"
#undef TAG
};

void
tag_init(struct tag_tree *tree)
{
	*tree = (struct tag_tree){0};
	/* The first of each stays unused, so that 0 can say none. */
	tree->elements = heap_grow(NULL, 0, &tree->element_cap, sizeof *tree->elements);
	tree->extras = heap_grow(NULL, 0, &tree->extra_cap, sizeof *tree->extras);
	tree->kids = heap_grow(NULL, 0, &tree->kid_cap, sizeof *tree->kids);
	tree->marks = heap_grow(NULL, 0, &tree->mark_cap, sizeof *tree->marks);
	tree->slots = heap_grow(NULL, 0, &tree->slot_cap, sizeof *tree->slots);
	tree->element_count = tree->extra_count = tree->kid_count = tree->mark_count = tree->slot_count = 1;
	tree->extras[0] = (struct tag_extra){0};
}

void
tag_free(struct tag_tree *tree)
{
	free(tree->elements);
	free(tree->extras);
	free(tree->kids);
	free(tree->marks);
	free(tree->heads);
	free(tree->slots);
}

struct tag_element *
tag_at(const struct tag_tree *tree, uint32_t which)
{
	assert(which > 0 && which < tree->element_count);
	return &tree->elements[which];
}

const struct tag_extra *
tag_extra(const struct tag_tree *tree, uint32_t which)
{
	return &tree->extras[tag_at(tree, which)->extra];
}

struct tag_extra *
tag_add_extra(struct tag_tree *tree, uint32_t which)
{
	struct tag_element *element = tag_at(tree, which);
	if (!element->extra) {
		tree->extras = heap_grow(tree->extras, tree->extra_count, &tree->extra_cap, sizeof *tree->extras);
		element->extra = (uint32_t)tree->extra_count;
		tree->extras[tree->extra_count++] = (struct tag_extra){0};
	}
	return &tree->extras[element->extra];
}

void
tag_add_head(struct tag_tree *tree, uint32_t cell, uint32_t head)
{
	struct tag_element *element = tag_at(tree, cell);
	assert(!element->head_count || element->first_head + element->head_count == tree->head_count);
	tree->heads = heap_grow(tree->heads, tree->head_count, &tree->head_cap, sizeof *tree->heads);
	if (!element->head_count++)
		element->first_head = (uint32_t)tree->head_count;
	tree->heads[tree->head_count++] = head;
}

static void
add_kid(struct tag_tree *tree, uint32_t parent, struct tag_kid kid)
{
	tree->kids = heap_grow(tree->kids, tree->kid_count, &tree->kid_cap, sizeof *tree->kids);
	uint32_t index = (uint32_t)tree->kid_count++;
	tree->kids[index] = kid;
	struct tag_element *owner = tag_at(tree, parent);
	if (owner->last_kid)
		tree->kids[owner->last_kid].next = index;
	else
		owner->first_kid = index;
	owner->last_kid = index;
}

uint32_t
tag_add(struct tag_tree *tree, uint32_t parent, enum tag tag)
{
	tree->elements = heap_grow(tree->elements, tree->element_count, &tree->element_cap, sizeof *tree->elements);
	uint32_t made = (uint32_t)tree->element_count++;
	tree->elements[made] = (struct tag_element){.tag = (uint8_t)tag, .parent = parent, .columns = 1};
	if (parent)
		add_kid(tree, parent, (struct tag_kid){.kind = KID_ELEMENT, .which = made});
	return made;
}

uint32_t
tag_content(struct tag_tree *tree, uint32_t owner)
{
	if (!owner)
		return 0;
	tree->slots = heap_grow(tree->slots, tree->slot_count, &tree->slot_cap, sizeof *tree->slots);
	uint32_t made = (uint32_t)tree->slot_count++;
	tree->slots[made] = (struct tag_slot){.owner = owner};
	add_kid(tree, owner, (struct tag_kid){.kind = KID_SLOT, .which = made});
	return made;
}

void
tag_drawn(struct tag_tree *tree, uint32_t which, uint32_t page, uint32_t number)
{
	assert(which > 0 && which < tree->slot_count);
	tree->marks = heap_grow(tree->marks, tree->mark_count, &tree->mark_cap, sizeof *tree->marks);
	uint32_t index = (uint32_t)tree->mark_count++;
	tree->marks[index] = (struct tag_mark){.page = page, .number = number};
	struct tag_slot *filled = &tree->slots[which];
	if (filled->last)
		tree->marks[filled->last].next = index;
	else
		filled->first = index;
	filled->last = index;
}

void
tag_annotation(struct tag_tree *tree, uint32_t owner, uint32_t annotation)
{
	add_kid(tree, owner, (struct tag_kid){.kind = KID_ANNOTATION, .which = annotation});
}

const char *
tag_name(enum tag tag)
{
	return names[tag];
}

enum tag
tag_heading(int level)
{
	return (enum tag)(TAG_H1 + (level < 1 ? 0 : level > 6 ? 5 : level - 1));
}
