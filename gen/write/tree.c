/* SPDX-License-Identifier: EUPL-1.2 */
#include "tree.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/diag.h"
#include "../base/diag_print.h"
#include "../base/file.h"
#include "../base/work.h"
#include "folder.h"
#include "tree_parts.h"

void
tree_say(struct str path, const char *what)
{
	struct buf line = {0};

	buf_add(&line, STR("opvolging: write "));
	diag_write_plain(&line, path);
	buf_printf(&line, ": %s\n", what);
	fflush(stdout);
	fwrite(line.at, 1, line.len, stderr);
	buf_free(&line);
}

void
tree_refuse(struct str path, const char *what)
{
	tree_say(path, what);
	work_exit(2);
}

struct tree_file *
tree_file_at(struct tree *tree, struct str path)
{
	struct tree_file *file = table_find(tree->by_path, path);

	if (file)
		return file;
	file = arena_alloc(tree->arena, sizeof *file);
	file->path = arena_str(tree->arena, path);
	table_add(tree->by_path, file->path, file);
	tree->files = arena_grow(tree->arena, tree->files, tree->count, &tree->cap, sizeof *tree->files);
	tree->files[tree->count++] = file;
	return file;
}

/* A state that is cut short, or not there, counts as dirty; so it need not be replaced in one step. */
static bool
write_state(struct tree *tree, struct str word)
{
	return folder_remove(tree->state, STATE_NAME) && folder_write(tree->state, STATE_NAME, word);
}

bool
tree_mark_clean(struct tree *tree)
{
	return write_state(tree, CLEAN);
}

bool
tree_mark_dirty(struct tree *tree)
{
	return write_state(tree, DIRTY) && folder_sync(tree->state, STATE_NAME) && folder_sync(tree->state, ".");
}

static bool
cannot_exchange(int reason)
{
	return reason == EINVAL || reason == EXDEV || reason == ENOSYS || reason == EBUSY || reason == EOPNOTSUPP;
}

void
tree_exchange(struct tree *tree)
{
	int published = tree->published;

	if (renameat2(tree->parent, tree->name.at, tree->state, SECOND_NAME, RENAME_EXCHANGE)) {
		if (cannot_exchange(errno))
			tree_refuse(tree->out,
			            "two folders cannot be exchanged here (a mount point, a lower layer of an overlay, or a "
			            "file system without RENAME_EXCHANGE); choose an --out elsewhere");
		world_failed("exchange", tree->out);
	}
	tree->published = tree->second;
	tree->second = published;
}

struct str
tree_shown_path(struct tree *tree, const struct tree_file *file)
{
	return path_join(tree->arena, tree->out, file->path);
}

struct tree_staged_name
tree_staged_name(const struct tree_file *file)
{
	struct tree_staged_name name;

	snprintf(name.at, sizeof name.at, "%s/%zu", NEW_NAME, file->staged);
	return name;
}

void
tree_stage(struct tree *tree, struct tree_file *file, struct str bytes)
{
	if (tree->staged_count == 0 && mkdirat(tree->state, NEW_NAME, 0700))
		world_failed("write", tree_shown_path(tree, file));
	file->staged = ++tree->staged_count;
	if (!folder_write(tree->state, tree_staged_name(file).at, bytes))
		world_failed("write", tree_shown_path(tree, file));
}

void
tree_put(struct tree *tree, struct str path, struct str bytes)
{
	struct tree_file *file;
	struct digest digest = manifest_digest(bytes);

	assert(manifest_is_path(path));
	file = tree_file_at(tree, path);
	assert(!file->is_put);
	file->is_put = true;
	if (file->is_published && manifest_digest_equal(file->digest, digest))
		return;
	file->digest = digest;
	tree_stage(tree, file, bytes);
}

void
tree_put_file(struct tree *tree, struct str path, struct str from)
{
	size_t size;
	char *bytes;

	memory_at(from);
	bytes = file_read(from, &size);
	if (!bytes)
		world_failed("read", from);
	tree_put(tree, path, (struct str){bytes, size});
	free(bytes);
	memory_at(STR(""));
}

void
tree_abandon(struct tree *tree)
{
	tree_close(tree);
}

static void
close_once(int *file)
{
	if (*file >= 0)
		close(*file);
	*file = -1;
}

/* What is left in new/ was never published. Should removing it fail, the next build does it. */
void
tree_close(struct tree *tree)
{
	if (tree->state >= 0)
		folder_remove(tree->state, NEW_NAME);
	close_once(&tree->published);
	close_once(&tree->second);
	close_once(&tree->state);
	close_once(&tree->parent);
	close_once(&tree->lock); /* last: it lets the next build in */
}

struct str
tree_state_folder(const struct tree *tree)
{
	struct str folder = path_folder(tree->out);

	return folder.len ? path_join(tree->arena, folder, tree->beside) : tree->beside;
}
