/* SPDX-License-Identifier: EUPL-1.2 */
/* manifest — the list of a portal's files with the hash of each, as `xxhsum -H2` prints it.
 *
 * It is published as manifest.txt, so that anybody can prove a copy whole (`xxhsum -H2 -c manifest.txt`), and it is what the next
 * build compares with: there is no second list that could disagree. Text only; reading and writing files is tree's. */
#ifndef OPVOLGING_WRITE_MANIFEST_H
#define OPVOLGING_WRITE_MANIFEST_H

#include "../base/buf.h"

#define MANIFEST_NAME "manifest.txt"

enum { MANIFEST_DIGITS = 32 }; /* of a hash, at the beginning of a line (lines.h) */

/* XXH3, 128 bits. */
struct digest {
	uint64_t high, low;
};

struct digest manifest_digest(struct str bytes);
bool manifest_digest_equal(struct digest a, struct digest b);

/* Relative, no empty name, no "." or "..", no control character (a line is one path), and not the manifest itself. What passes
 * cannot lead out of the folder it is relative to. */
bool manifest_is_path(struct str path);

/* One line, without its end. False where it is not a line of manifest_add; path is a slice of it. */
bool manifest_read_line(struct str line, struct digest *digest, struct str *path);
void manifest_add(struct buf *manifest, struct digest digest, struct str path);

#endif
