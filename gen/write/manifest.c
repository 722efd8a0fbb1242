/* SPDX-License-Identifier: EUPL-1.2 */
#include "manifest.h"

#include "../base/xxh3.h"
#include "lines.h"

enum {
	HALF = MANIFEST_DIGITS / 2,
	PATH_AT = MANIFEST_DIGITS + 2, /* behind the digits and two spaces */
};

struct digest
manifest_digest(struct str bytes)
{
	XXH128_hash_t hash = XXH3_128bits(bytes.at ? bytes.at : "", bytes.len);

	return (struct digest){hash.high64, hash.low64};
}

bool
manifest_digest_equal(struct digest a, struct digest b)
{
	return a.high == b.high && a.low == b.low;
}

static bool
has_control(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7f)
			return true;
	return false;
}

bool
manifest_is_path(struct str path)
{
	struct str rest = path, part;

	/* str_next_part does not see an empty name at the end. */
	if (path.len == 0 || path.at[path.len - 1] == '/' || has_control(path) || str_is(path, MANIFEST_NAME))
		return false;
	while (str_next_part(&rest, '/', &part))
		if (part.len == 0 || str_is(part, ".") || str_is(part, ".."))
			return false;
	return true;
}

bool
manifest_read_line(struct str line, struct digest *digest, struct str *path)
{
	*path = str_slice(line, PATH_AT, line.len);
	return lines_read_hash(str_slice(line, 0, HALF), &digest->high) &&
	       lines_read_hash(str_slice(line, HALF, 2 * HALF), &digest->low) &&
	       str_is(str_slice(line, 2 * HALF, PATH_AT), "  ") && manifest_is_path(*path);
}

void
manifest_add(struct buf *manifest, struct digest digest, struct str path)
{
	lines_add_hash(manifest, digest.high);
	lines_add_hash(manifest, digest.low);
	lines_add_path(manifest, path);
}
