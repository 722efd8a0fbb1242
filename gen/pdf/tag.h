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
	uint8_t tag;         /* enum tag */
	bool has_id;         /* TH, Note */
	bool is_ordered;     /* L */
	uint16_t columns;    /* TH, TD: columns that it spans */
	uint16_t head_count; /* TD: the TH that speak about it */
	uint32_t first_head; /* index into heads */
	uint32_t parent;
	uint32_t first_kid, last_kid;
	uint32_t extra; /* index into extras; 0: none */
};

/* What few elements have. */
struct tag_extra {
	int64_t box[4];      /* Figure: left, top, right, bottom on its page, in thousandths of a point */
	struct str alt;      /* Figure */
	struct str language; /* where it changes; "" */
};

/* A large letter has hundreds of thousands of these: each list has the heap to itself. */
struct tag_tree {
	struct tag_element *elements;
	struct tag_extra *extras;
	struct tag_kid *kids;
	struct tag_mark *marks;
	uint32_t *heads;
	struct tag_slot {
		uint32_t owner;
		uint32_t first, last;
	} * slots;
	size_t element_count, element_cap, extra_count, extra_cap, kid_count, kid_cap, mark_count, mark_cap, head_count, head_cap;
	size_t slot_count, slot_cap;
};

void tag_init(struct tag_tree *tree);
void tag_free(struct tag_tree *tree);

/* parent 0: the root. */
uint32_t tag_add(struct tag_tree *tree, uint32_t parent, enum tag tag);
struct tag_element *tag_at(const struct tag_tree *tree, uint32_t which); /* borrowed until the next tag_add */

/* What an element has besides: for reading (nothing where it has none), and to be filled in. Borrowed until the next. */
const struct tag_extra *tag_extra(const struct tag_tree *tree, uint32_t which);
struct tag_extra *tag_add_extra(struct tag_tree *tree, uint32_t which);

/* Says which TH speak about a cell, one after another. */
void tag_add_head(struct tag_tree *tree, uint32_t cell, uint32_t head);

/* A stretch of content behind what the element has already. */
uint32_t tag_content(struct tag_tree *tree, uint32_t owner);

/* Says that a slot was drawn. */
void tag_drawn(struct tag_tree *tree, uint32_t which, uint32_t page, uint32_t number);

void tag_annotation(struct tag_tree *tree, uint32_t owner, uint32_t annotation);

const char *tag_name(enum tag tag);
enum tag tag_heading(int level); /* 1–6; more is 6 */

#endif
