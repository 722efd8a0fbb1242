/* SPDX-License-Identifier: EUPL-1.2 */
/* lines — lists of paths as text, a line "<hash>  <path>" each, in the order of the paths: the manifest, and the digests.
 *
 * A build that changes little looks up a few lines of a hundred thousand and copies the others as they stand, so nothing reads the whole list.
 * Hashes are of one width, in hexadecimal digits. A text that is no such list gives places of no meaning, but inside the text. */
#ifndef OPVOLGING_WRITE_LINES_H
#define OPVOLGING_WRITE_LINES_H

#include "../base/buf.h"

/* Where a line stands in the text, its end included; from == to: it does not, and belongs there. */
struct lines_place {
	size_t from, to;
};

struct lines_place lines_find(struct str text, size_t digits, struct str path);

size_t lines_count(struct str text);

/* One line, with its end. */
void lines_add_hash(struct buf *text, uint64_t half);
void lines_add_path(struct buf *text, struct str path);

/* 16 digits. */
bool lines_read_hash(struct str digits, uint64_t *half);

#endif
