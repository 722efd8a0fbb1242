/* SPDX-License-Identifier: EUPL-1.2 */
/* compress — copies for web servers that serve them as they are: x.html.gz and x.html.br beside x.html. */
#ifndef OPVOLGING_WRITE_COMPRESS_H
#define OPVOLGING_WRITE_COMPRESS_H

#include "tree.h"

/* Whether a file gets copies: texts do; what is compressed already does not. */
bool compress_suits(struct str path);

/* Puts both copies; none of an empty file. The same bytes give the same copies; so where may_keep says that these bytes are published, and by this version of the
 * program, copies that are published too are kept. Several threads may. */
void compress_put(struct tree *tree, struct str path, struct str bytes, bool may_keep);

/* Of a patch: as tree_remove. */
void compress_remove(struct tree *tree, struct str path);

#endif
