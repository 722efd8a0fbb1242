/* SPDX-License-Identifier: EUPL-1.2 */
/* compress — copies for web servers that serve them as they are: x.html.gz and x.html.br beside x.html. */
#ifndef OPVOLGING_WRITE_COMPRESS_H
#define OPVOLGING_WRITE_COMPRESS_H

#include "tree.h"

/* Whether a file gets copies: texts do; what is compressed already does not. */
bool compress_suits(struct str path);

/* Puts both copies. The same bytes give the same copies. */
void compress_put(struct tree *tree, struct arena *arena, struct str path, struct str bytes);

#endif
