/* SPDX-License-Identifier: EUPL-1.2 */
#include "tag.h"

#include <assert.h>

static const char *const names[TAG_COUNT] = {
#define TAG(id, name) name,
#include "tag.def"
#undef TAG
};

void
tag_init(struct tag_tree *tree, struct arena *arena)
{
	*tree = (struct tag_tree){.arena = arena};
	/* The first of each stays unused, so that 0 can say none. */
	tree->elements = arena_grow(arena, NULL, 0, &tree->element_cap, sizeof *tree->elements);
	tree->kids = arena_grow(arena, NULL, 0, &tree->kid_cap, sizeof *tree->kids);
	tree->marks = arena_grow(arena, NULL, 0, &tree->mark_cap, sizeof *tree->marks);
	tree->slots = arena_grow(arena, NULL, 0, &tree->slot_cap, sizeof *tree->slots);
	tree->element_count = tree->kid_count = tree->mark_count = tree->slot_count = 1;
}

struct tag_element *
tag_at(const struct tag_tree *tree, uint32_t which)
{
	assert(which > 0 && which < tree->element_count);
	return &tree->elements[which];
}

static void
add_kid(struct tag_tree *tree, uint32_t parent, struct tag_kid kid)
{
	tree->kids = arena_grow(tree->arena, tree->kids, tree->kid_count, &tree->kid_cap, sizeof *tree->kids);
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
	tree->elements = arena_grow(tree->arena, tree->elements, tree->element_count, &tree->element_cap, sizeof *tree->elements);
	uint32_t made = (uint32_t)tree->element_count++;
	tree->elements[made] = (struct tag_element){.tag = tag, .parent = parent, .columns = 1};
	if (parent)
		add_kid(tree, parent, (struct tag_kid){.kind = KID_ELEMENT, .which = made});
	return made;
}

uint32_t
tag_content(struct tag_tree *tree, uint32_t owner)
{
	if (!owner)
		return 0;
	tree->slots = arena_grow(tree->arena, tree->slots, tree->slot_count, &tree->slot_cap, sizeof *tree->slots);
	uint32_t made = (uint32_t)tree->slot_count++;
	tree->slots[made] = (struct tag_slot){.owner = owner};
	add_kid(tree, owner, (struct tag_kid){.kind = KID_SLOT, .which = made});
	return made;
}

void
tag_drawn(struct tag_tree *tree, uint32_t which, uint32_t page, uint32_t number)
{
	assert(which > 0 && which < tree->slot_count);
	tree->marks = arena_grow(tree->arena, tree->marks, tree->mark_count, &tree->mark_cap, sizeof *tree->marks);
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
