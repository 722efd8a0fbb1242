/* SPDX-License-Identifier: EUPL-1.2 */
/* tree_place — the folders that a portal is published in, made before anything is read.
 *
 * A run gives up the right to write anywhere else before it reads the content (base/sandbox.h), and such rights are about folders that are
 * there. So the parents of out, .out.opvolging/ with its second tree, and out come first, in silence: what could not be made is complained
 * about only when it is needed, after the content's own mistakes. What the run made and nothing was published in goes when it ends,
 * however it ends but for a crash, which leaves empty folders to the next build.
 *
 * One at a time: the end of the program knows it. */
#ifndef OPVOLGING_WRITE_TREE_PLACE_H
#define OPVOLGING_WRITE_TREE_PLACE_H

#include "../base/sandbox.h"

struct tree_place;

/* The place lives as long as the program. Where out is no folder, nothing is made. */
struct tree_place *tree_place_make(struct str out);

/* The rights that publishing there needs. They are of the folders that stand there now, whatever names these get. */
void tree_place_allow(const struct tree_place *place, struct sandbox_places *places);

/* The folder beside out in which nothing is published, with a NUL behind its name: .out.opvolging. */
struct str tree_place_state(const struct tree_place *place);

/* Ends the program (exit 2) where the folders could not be made and tree_open, with the rights that are left, would give another reason.
 * To be called before tree_open. */
void tree_place_require(const struct tree_place *place);

#endif
