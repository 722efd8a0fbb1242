/* SPDX-License-Identifier: EUPL-1.2 */
/* yaml — a piece of YAML as nodes with their places.
 *
 * Scalars stay text: what they mean is the schema's to say (YAML 1.1 would make a boolean of 'no' and an octal of '010'). Anchors, aliases,
 * tags and depth are refused here. Nodes live in the arena that they are read into. */
#ifndef OPVOLGING_READ_YAML_H
#define OPVOLGING_READ_YAML_H

#include "../base/diag.h"

enum node_kind { NODE_SCALAR, NODE_LIST, NODE_MAP };

struct node {
	enum node_kind kind;
	struct span span;
	struct str text; /* scalar */
	bool is_quoted;  /* scalar: in quotes */
	bool is_literal; /* scalar: a '|' block */
	struct str key;  /* in a map */
	struct span key_span;
	struct node **items; /* list, map */
	size_t count;
};

/* Reads the text between two offsets of a source, whose text must be loaded. NULL where it is broken (which is reported) or empty
 * (which is not). */
struct node *yaml_read(struct arena *arena, struct diagnostics *diags, const struct source *source, size_t start, size_t end);

/* The value at a key of a map, or NULL. */
const struct node *node_find(const struct node *map, const char *key);

#endif
