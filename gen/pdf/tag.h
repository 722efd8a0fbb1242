/* SPDX-License-Identifier: EUPL-1.2 */
/* tag — the structure tree: what each piece of a letter is, in reading order.
 *
 * Elements are made while the text becomes boxes, so their order is that of the text and not that of the pages: a footnote belongs to
 * its sentence although it is drawn at the foot. What is drawn is tied to them by slots: a slot is a stretch of text in an element, and
 * learns only when its lines are drawn on which pages, under which numbers, it ended up. What has no slot is an artifact.
 *
 * Elements and slots are numbers from 1; 0 is none. */
#ifndef OPVOLGING_PDF_TAG_H
#define OPVOLGING_PDF_TAG_H

#include "../base/arena.h"

enum tag {
#define TAG(id, name) TAG_##id,
#include "tag.def"
#undef TAG
	TAG_COUNT
};

/* A child: an element, a stretch of content, or an annotation. */
struct tag_kid {
	enum { KID_ELEMENT, KID_SLOT, KID_ANNOTATION } kind;
	uint32_t which; /* element, slot, annotation */
	uint32_t next;  /* index into kids; 0: the last */
};

/* A stretch of content as it was drawn on one page. */
struct tag_mark {
	uint32_t page;
	uint32_t number; /* MCID */
	uint32_t next;   /* index into marks; 0: the last */
};

struct tag_element {
	enum tag tag;
	uint32_t parent;
	uint32_t first_kid, last_kid;
	uint16_t columns; /* TH, TD: columns that it spans */
	uint16_t header_count;
	bool has_id;             /* TH, Note */
	bool is_ordered;         /* L */
	const uint32_t *headers; /* TD: the TH that speak about it */
	int64_t box[4];          /* Figure: left, top, right, bottom on its page, in thousandths of a point */
	struct str alt;          /* Figure */
	struct str language;     /* where it changes; "" */
};

struct tag_tree {
	struct arena *arena;
	struct tag_element *elements;
	struct tag_kid *kids;
	struct tag_mark *marks;
	struct tag_slot {
		uint32_t owner;
		uint32_t first, last;
	} * slots;
	size_t element_count, element_cap, kid_count, kid_cap, mark_count, mark_cap, slot_count, slot_cap;
};

void tag_init(struct tag_tree *tree, struct arena *arena);

/* parent 0: the root. */
uint32_t tag_add(struct tag_tree *tree, uint32_t parent, enum tag tag);
struct tag_element *tag_at(const struct tag_tree *tree, uint32_t which); /* borrowed until the next tag_add */

/* A stretch of content behind what the element has already. */
uint32_t tag_content(struct tag_tree *tree, uint32_t owner);

/* Says that a slot was drawn. */
void tag_drawn(struct tag_tree *tree, uint32_t which, uint32_t page, uint32_t number);

void tag_annotation(struct tag_tree *tree, uint32_t owner, uint32_t annotation);

const char *tag_name(enum tag tag);
enum tag tag_heading(int level); /* 1–6; more is 6 */

#endif
