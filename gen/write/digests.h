/* SPDX-License-Identifier: EUPL-1.2 */
/* digests — of each letter what its bytes depend on, kept beside the output from one build to the next.
 *
 * Equal digests promise equal bytes; the promise is held by a test over random edits, and a build leans on it: what has the digest that it had
 * is not made again. So the list says which release it is of, by the hash of its manifest, and which program wrote it, and has a sum over all:
 * one that is of another, stale, cut short or damaged counts as none. */
#ifndef OPVOLGING_WRITE_DIGESTS_H
#define OPVOLGING_WRITE_DIGESTS_H

#include "manifest.h"

struct digests;

/* An empty list, for a build of everything. */
struct digests *digests_new(void);

/* What the build wrote whose release stands (tree_release), kept in this folder; NULL where there is no such list. A patch of that release
 * adds what differs and writes it again. */
struct digests *digests_open(struct str folder, struct digest release);

/* NULL is fine. */
void digests_close(struct digests *digests);

/* In the list as it was opened. Several threads may find. */
bool digests_find(const struct digests *digests, struct str path, uint64_t *digest);

/* Adds, or replaces what was there when the list was opened; a path once. */
void digests_add(struct digests *digests, struct str path, uint64_t digest);

/* Writes 'digests' into a folder: a line "opvolging <build id> digests <manifest> <sum>", then "<16 hex digits>  <path>" each, by path. What
 * cannot be written is left out: the next build only has to do more. */
void digests_write(struct digests *digests, struct str folder, struct digest release);

#endif
