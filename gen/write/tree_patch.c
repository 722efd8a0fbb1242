/* SPDX-License-Identifier: EUPL-1.2 */
/* A build that knows what it changes: the manifest that stands is mapped, and of its hundred thousand lines only those are read that the build
 * names. Files that it does not name stay as they are, which needs the trees to be equal and the manifest the one that the list of kept files
 * was written for. */
#include <assert.h>

#include "../base/file.h"
#include "folder.h"
#include "tree_parts.h"

/* A line without its end; "" where there is none. */
static struct str
line_at(struct str text, struct lines_place place)
{
	struct str line = str_slice(text, place.from, place.to);

	if (str_ends(line, "\n"))
		line.len--;
	return line;
}

struct tree_file *
tree_find_in_manifest(struct tree *tree, struct str path)
{
	struct lines_place place = lines_find(tree->text, MANIFEST_DIGITS, path);
	struct tree_file *file;
	struct digest digest;
	struct str found;

	if (!manifest_read_line(line_at(tree->text, place), &digest, &found))
		return NULL;
	file = tree_add(tree, path);
	file->line = place;
	file->digest = digest;
	file->is_published = file->is_put = true;
	return file;
}

void
tree_patch_manifest(const struct tree *tree, struct buf *text)
{
	size_t at = 0;

	buf_reserve(text, tree->text.len);
	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_file *file = tree->files[i];
		struct lines_place line = file->is_published ? file->line : lines_find(tree->text, MANIFEST_DIGITS, file->path);

		buf_add(text, str_slice(tree->text, at, line.from));
		if (tree_stands(file))
			manifest_add(text, file->digest, file->path);
		at = line.to;
	}
	buf_add(text, str_slice(tree->text, at, tree->text.len));
}

static bool
map_manifest(struct tree *tree)
{
	struct str path = path_join(tree->arena, tree->out, STR(MANIFEST_NAME));

	tree->text.at = (const char *)file_map(path, &tree->text.len);
	if (!tree->text.at)
		return false;
	tree->release = manifest_digest(tree->text);
	tree->manifest.is_published = true;
	return true;
}

struct tree *
tree_open_to_patch(struct arena *arena, struct str out, bool (*lasts)(struct str path))
{
	struct tree *tree = tree_begin(arena, out);

	tree_open_second(tree);
	tree->lasts = lasts;
	if (tree_is_whole(tree) && map_manifest(tree) && tree_read_kept(tree))
		return tree;
	tree_close(tree);
	return NULL;
}
