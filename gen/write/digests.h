/* SPDX-License-Identifier: EUPL-1.2 */
/* digests — of each page what its bytes depend on, kept beside the output from one build to the next.
 *
 * Equal digests promise equal bytes; the promise is held by a test over random edits, and a later build may lean on it. */
#ifndef OPVOLGING_WRITE_DIGESTS_H
#define OPVOLGING_WRITE_DIGESTS_H

#include "../base/arena.h"

struct digests;

struct digests *digests_new(struct arena *arena);
void digests_add(struct digests *digests, struct str path, uint64_t digest);

/* Writes 'digests' into a folder, a line "<16 hex digits>  <path>" each, by path. What cannot be written is left out: the next build only
 * has to do more. */
void digests_write(struct digests *digests, struct str folder);

#endif
