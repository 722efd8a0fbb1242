/* SPDX-License-Identifier: EUPL-1.2 */
/* markdown_parts — what markdown.c, inline.c and fill_read.c share. */
#ifndef OPVOLGING_READ_MARKDOWN_PARTS_H
#define OPVOLGING_READ_MARKDOWN_PARTS_H

#define CMARK_NO_SHORT_NAMES
#include <cmark-gfm.h>
#include <cmark-gfm/node.h>

#include "markdown.h"

/* The table extension exports its node types but its header is not installed. */
extern cmark_node_type CMARK_NODE_TABLE, CMARK_NODE_TABLE_ROW, CMARK_NODE_TABLE_CELL;

/* Every node of a tree in document order, twice: entered, and left behind what is inside it. Looks into the nodes, of which a body has hundreds:
 * a call of the library for each step and each property is a tenth of all reading. Begins with node NULL. */
struct node_walk {
	cmark_node *root, *node;
	bool is_enter; /* set to false, what is inside node is passed over, and that node is left */
};

static inline bool
node_walk_next(struct node_walk *walk)
{
	bool was_enter = walk->is_enter;
	cmark_node *node = walk->node;

	walk->is_enter = true;
	if (!node)
		walk->node = walk->root;
	else if (was_enter && node->first_child)
		walk->node = node->first_child;
	else if (was_enter)
		walk->is_enter = false;
	else if (node == walk->root)
		return false;
	else if (node->next)
		walk->node = node->next;
	else {
		walk->node = node->parent;
		walk->is_enter = false;
	}
	return true;
}

static inline cmark_node_type
node_type(const cmark_node *node)
{
	return (cmark_node_type)node->type;
}

struct parsing {
	struct markdown_reader *reader;
	struct markdown_text text;
	const struct record *owner;
	bool is_body;
	bool has_entities; /* it may */
	struct tape_maker *tape;
	uint8_t heading_level; /* of the last heading */
	uint8_t heading_shift; /* where the text uses level 1 without starting annexes */
	struct table *anchors;
	uint32_t note_count;
};

/* The place of a line and a column (both from 1, the column in bytes) of the text, in the source. */
size_t markdown_offset(const struct parsing *parsing, int line, int column);
/* Offset of the first '[^' from at on, or text.len. */
size_t markdown_find_note(struct str text, size_t at);

/* The place of a node, as far as cmark tells it. */
struct span markdown_span(const struct parsing *parsing, cmark_node *node);

/* Writes what is inside a paragraph, heading or cell, with the references that it holds. */
void inline_write(struct parsing *parsing, cmark_node *container);
/* The plain text of a container. */
struct str inline_plain(struct parsing *parsing, cmark_node *container);

/* A fenced block whose info string names a fill; false where it is a block of code. */
bool fill_read(struct parsing *parsing, cmark_node *block);

#endif
