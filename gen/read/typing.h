/* SPDX-License-Identifier: EUPL-1.2 */
/* typing — nodes of YAML to values, by the schema.
 *
 * Everything that can be judged from one value alone is judged here: its kind, its spelling, its words, its placeholders. What needs
 * other records (does the id exist?) is the business of check/. A value that is wrong is reported and left unset. */
#ifndef OPVOLGING_READ_TYPING_H
#define OPVOLGING_READ_TYPING_H

#include "../model/site.h"
#include "markdown.h"
#include "yaml.h"

struct typing {
	struct arena *arena; /* of the values */
	struct diagnostics *diags;
	const struct settings *settings;  /* vocabularies; NULL while site.yaml itself is read */
	struct markdown_reader *markdown; /* NULL where a shape has no Markdown */
	const struct record *owner;       /* of Markdown values; may be NULL */
};

/* Fills map->values. node may be NULL (an empty front matter): then only the required keys are reported, at where. */
void typing_map(struct typing *typing, const struct shape *shape, const struct node *node, struct span where, struct map *map);

/* Reports '[te starten/lopend/afgerond]', 'TODO', 'xx-xx-20xx' in a text that begins at start in source. */
void placeholder_check(struct diagnostics *diags, const struct source *source, struct str text, size_t start);

#endif
