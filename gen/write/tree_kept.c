/* SPDX-License-Identifier: EUPL-1.2 */
/* The list of what stays one release longer, in the file kept: for each of two releases a line like one of the manifest, with the hash of the
 * release's manifest and a number, then so many paths. It is written before the exchange, so it has the release that stands and the one that
 * comes, and whichever a killed build leaves finds its own. */
#include <stdio.h>
#include <stdlib.h>

#include "../base/diag.h"
#include "../base/file.h"
#include "folder.h"
#include "tree_parts.h"

enum { KEPT_MOST = 16 << 20 }; /* bytes: assets are few */

/* False where nothing of that name can be kept: then the list is none of ours. */
static bool
mark_kept(struct tree *tree, struct str path)
{
	struct tree_file *file = tree_find(tree, path);

	if (!file || !file->is_published || !tree->lasts(path))
		return false;
	file->was_kept = true;
	file->is_put = false;
	return true;
}

/* The paths of one release. */
static bool
read_release(struct tree *tree, struct str *rest, int64_t count, bool is_published)
{
	struct str path;

	for (int64_t i = 0; i < count; i++) {
		if (!str_next_line(rest, &path))
			return false;
		if (is_published && !mark_kept(tree, path))
			return false;
	}
	return true;
}

/* Whether the list tells of the release that stands in out/. */
static bool
read_list(struct tree *tree, struct str rest)
{
	struct str line, number;
	struct digest release;
	int64_t count;

	while (str_next_line(&rest, &line)) {
		bool is_published;

		if (!manifest_read_line(line, &release, &number) || !str_to_integer(number, &count))
			return false;
		is_published = manifest_digest_equal(release, tree->release);
		if (!read_release(tree, &rest, count, is_published))
			return false;
		if (is_published)
			return true;
	}
	return false;
}

bool
tree_read_kept(struct tree *tree)
{
	struct str path = path_join(tree->arena, tree_state_folder(tree), STR(KEPT_NAME));
	size_t size;
	char *text = file_kind_of(path, NULL) == FILE_REGULAR ? file_read_most(path, KEPT_MOST, &size) : NULL;

	tree->knows_kept = text && tree->manifest.is_published && read_list(tree, (struct str){text, size});
	free(text);
	return tree->knows_kept;
}

void
tree_keep_longer(struct tree *tree, bool (*lasts)(struct str path))
{
	tree->lasts = lasts;
	tree_read_kept(tree);
}

static bool
is_leaving(const struct tree_file *file)
{
	return file->is_published && !file->is_put;
}

/* The manifest has it, but somebody took it away. */
static bool
is_missed(const struct tree_file *file)
{
	return !file->is_published && !file->is_put;
}

/* Whether what was put differs from what was put for the release that stands. */
static bool
is_release(const struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_file *file = tree->files[i];
		bool stays = tree->knows_kept && file->was_kept;

		if (file->is_staged || is_missed(file) || is_leaving(file) != stays)
			return true;
	}
	return false;
}

bool
tree_settle_kept(struct tree *tree)
{
	bool is_new = is_release(tree);

	for (size_t i = 0; tree->knows_kept && i < tree->count; i++) {
		struct tree_file *file = tree->files[i];

		file->is_kept = is_leaving(file) && tree->lasts(file->path) && (!is_new || !file->was_kept);
	}
	return is_new;
}

static bool
was_kept(const struct tree_file *file)
{
	return file->was_kept;
}

static bool
is_kept(const struct tree_file *file)
{
	return file->is_kept;
}

static void
add_release(const struct tree *tree, struct buf *text, struct digest release, bool (*is_meant)(const struct tree_file *))
{
	struct buf paths = {0};
	size_t count = 0;
	char number[24];

	for (size_t i = 0; i < tree->count; i++) {
		if (!is_meant(tree->files[i]))
			continue;
		buf_add(&paths, tree->files[i]->path);
		buf_add_char(&paths, '\n');
		count++;
	}
	snprintf(number, sizeof number, "%zu", count);
	manifest_add(text, release, str_from(number));
	buf_add(text, buf_str(&paths));
	buf_free(&paths);
}

/* Not synced: without it the next build withdraws at once what it would have kept, which is right too. */
bool
tree_write_kept(struct tree *tree, struct digest release)
{
	struct buf text = {0};
	bool is_folder, is_written;

	if (!tree->lasts)
		return true;
	add_release(tree, &text, release, is_kept);
	if (tree->knows_kept)
		add_release(tree, &text, tree->release, was_kept);
	is_written = (!folder_look(tree->state, KEPT_NAME, &is_folder) || !is_folder || folder_remove(tree->state, KEPT_NAME)) &&
	             folder_write(tree->state, NEW_NAME "/" KEPT_NAME, buf_str(&text)) &&
	             renameat(tree->state, NEW_NAME "/" KEPT_NAME, tree->state, KEPT_NAME) == 0;
	buf_free(&text);
	return is_written;
}
