/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../base/diag.h"
#include "../base/file.h"
#include "../base/memory.h"
#include "folder.h"
#include "tree_parts.h"

/* Up to so many changes each file is synced by itself; beyond, the whole file system at once is cheaper. */
enum { SYNC_EACH_UP_TO = 64 };

static int
file_order(const void *a, const void *b)
{
	const struct tree_file *const *x = a, *const *y = b;

	return str_order((*x)->path, (*y)->path);
}

static bool
is_withdrawn(const struct tree_file *file)
{
	return file->is_published && !file->is_put && !file->is_kept;
}

bool
tree_stands(const struct tree_file *file)
{
	return file->is_put || file->is_kept;
}

static bool
is_changed(const struct tree_file *file)
{
	return file->is_published && file->is_staged;
}

static bool
is_added(const struct tree_file *file)
{
	return !file->is_published && file->is_staged;
}

static struct str *
paths_of(struct tree *tree, bool (*is_meant)(const struct tree_file *), size_t *count)
{
	struct str *paths = NULL;
	size_t cap = 0;

	for (size_t i = 0; i < tree->count; i++) {
		if (!is_meant(tree->files[i]))
			continue;
		paths = arena_grow(tree->arena, paths, *count, &cap, sizeof *paths);
		paths[(*count)++] = arena_str(tree->arena, tree->files[i]->path);
	}
	return paths;
}

static size_t
total_of(const struct tree *tree)
{
	size_t total = tree->text.at ? lines_count(tree->text) : 0;

	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_file *file = tree->files[i];

		total += tree_stands(file);
		if (tree->text.at)
			total -= file->is_published;
	}
	return total;
}

static struct tree_changes
list_changes(struct tree *tree)
{
	struct tree_changes changes = {0};

	changes.added = paths_of(tree, is_added, &changes.added_count);
	changes.changed = paths_of(tree, is_changed, &changes.changed_count);
	changes.removed = paths_of(tree, is_withdrawn, &changes.removed_count);
	changes.total = total_of(tree);
	return changes;
}

static void
write_manifest(struct tree *tree, struct buf *text)
{
	for (size_t i = 0; i < tree->count; i++)
		if (tree_stands(tree->files[i]))
			manifest_add(text, tree->files[i]->digest, tree->files[i]->path);
}

/* The digest of the new one. */
static struct digest
stage_manifest(struct tree *tree)
{
	struct buf text = {0};
	struct digest digest;

	if (tree->text.at)
		tree_patch_manifest(tree, &text);
	else
		write_manifest(tree, &text);
	digest = manifest_digest(buf_str(&text));
	tree_stage(tree, &tree->manifest, buf_str(&text));
	if (!tree_write_kept(tree, digest))
		world_failed("write", tree->out);
	buf_free(&text);
	return digest;
}

/* From new/ into the second tree; whatever inode stood there before stays whole in out/. */
static bool
move_in(struct tree *tree, const struct tree_file *file)
{
	return folder_move(tree->staging, file->path.at, tree->second);
}

/* From out/ into the second tree. A request that was under way during the exchange may still look a page up in what is the second
 * tree now; so a page is replaced there in one step too. */
static bool
link_in(struct tree *tree, const struct tree_file *file)
{
	if (!file->is_published)
		return folder_link(tree->published, file->path.at, tree->second);
	return folder_link(tree->published, file->path.at, tree->staging) && move_in(tree, file);
}

/* Brings the changes into the second tree: first what goes, since a file may take the name of a folder that goes, last the manifest.
 * The file at which it failed (errno), or NULL. */
static const struct tree_file *
apply_changes(struct tree *tree, bool (*bring_in)(struct tree *, const struct tree_file *))
{
	for (size_t i = 0; i < tree->count; i++)
		if (is_withdrawn(tree->files[i]) && !folder_withdraw(tree->second, tree->files[i]->path.at))
			return tree->files[i];
	for (size_t i = 0; i < tree->count; i++)
		if (tree->files[i]->is_staged && !bring_in(tree, tree->files[i]))
			return tree->files[i];
	return bring_in(tree, &tree->manifest) ? NULL : &tree->manifest;
}

/* The folders above path up to the root, but for those synced already. */
static bool
sync_folders(struct tree *tree, struct arena *scratch, struct table *synced, struct str path)
{
	do {
		path = path_folder(path);
		if (table_add(synced, path, tree))
			return true;
		if (!folder_sync(tree->second, path.len ? arena_cstring(scratch, path) : "."))
			return false;
	} while (path.len);
	return true;
}

static bool
sync_each(struct tree *tree, struct arena *scratch)
{
	struct table *synced = table_new(scratch);

	for (size_t i = 0; i < tree->count; i++) {
		const struct tree_file *file = tree->files[i];

		if (file->is_staged && !folder_sync(tree->second, file->path.at))
			return false;
		if ((file->is_staged || is_withdrawn(file)) && !sync_folders(tree, scratch, synced, file->path))
			return false;
	}
	return folder_sync(tree->second, MANIFEST_NAME) && folder_sync(tree->second, ".");
}

static bool
sync_changes(struct tree *tree, size_t count)
{
	struct arena *scratch;
	bool is_synced;

	if (count > SYNC_EACH_UP_TO)
		return syncfs(tree->second) == 0;
	scratch = arena_new();
	is_synced = sync_each(tree, scratch);
	arena_free(scratch);
	return is_synced;
}

static void
stage_changes(struct tree *tree, size_t count)
{
	const struct tree_file *failed;

	if (!tree_mark_dirty(tree))
		world_failed("write", tree->out);
	failed = tree->is_first ? NULL : apply_changes(tree, move_in);
	if (failed)
		tree_failed_at(tree, failed);
	if (!sync_changes(tree, count))
		world_failed("sync", tree->out);
}

/* Makes the second tree, which was out/, equal to what is out/ now. */
static bool
follow(struct tree *tree)
{
	return tree->is_first ? folder_move_all(tree->staging, tree->second) : !apply_changes(tree, link_in);
}

/* What follows the exchange cannot fail the build any more, since the new portal is out; the state stays dirty, and the next build
 * repairs. */
static void
repeat_changes(struct tree *tree, size_t count)
{
	bool is_repeated = fsync(tree->parent) == 0 && fsync(tree->state) == 0 && follow(tree) && sync_changes(tree, count) &&
	                   tree_mark_clean(tree);

	if (!is_repeated)
		tree_say(tree->out,
		         arena_printf(tree->arena,
		                      "published, but the second tree could not follow (%s); the next build repairs it",
		                      strerror(errno))
		                 .at);
}

/* A list that was lost, for builds that patch: all that stands was put. Should that fail, they are builds of everything. */
static void
remember_kept(struct tree *tree)
{
	if (tree->lasts && !tree->knows_kept && tree_begin_staging(tree))
		tree_write_kept(tree, tree->release);
}

struct tree_changes
tree_publish(struct tree *tree)
{
	struct tree_changes changes;
	struct digest digest;
	size_t count;
	bool is_release;

	if (tree->count)
		qsort(tree->files, tree->count, sizeof *tree->files, file_order);
	is_release = tree_settle_kept(tree);
	changes = list_changes(tree);
	count = changes.added_count + changes.changed_count + changes.removed_count;
	if (!is_release && tree->manifest.is_published) {
		remember_kept(tree);
		return changes;
	}
	digest = stage_manifest(tree);
	stage_changes(tree, count);
	tree_exchange(tree);
	memory_published();
	repeat_changes(tree, count);
	tree->is_first = false;
	tree->release = digest;
	return changes;
}
