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
tree_add(struct tree *tree, struct str path)
{
	struct tree_file *file = arena_alloc(tree->own, sizeof *file);

	file->path = arena_str(tree->own, path);
	table_add(tree->by_path, file->path, file);
	tree->files = arena_grow(tree->own, tree->files, tree->count, &tree->cap, sizeof *tree->files);
	tree->files[tree->count++] = file;
	return file;
}

struct tree_file *
tree_find(struct tree *tree, struct str path)
{
	struct tree_file *file = table_find(tree->by_path, path);

	return file || !tree->text.at ? file : tree_find_in_manifest(tree, path);
}

struct tree_file *
tree_file_at(struct tree *tree, struct str path)
{
	struct tree_file *file = tree_find(tree, path);

	return file ? file : tree_add(tree, path);
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

static bool
exchange_at_once(struct tree *tree)
{
	return renameat2(tree->parent, tree->name.at, tree->state, SECOND_NAME, RENAME_EXCHANGE) == 0;
}

static bool
exchange_in_steps(struct tree *tree)
{
	return folder_remove(tree->state, FORMER_NAME) && renameat(tree->parent, tree->name.at, tree->state, FORMER_NAME) == 0 &&
	       renameat(tree->state, SECOND_NAME, tree->parent, tree->name.at) == 0 &&
	       renameat(tree->state, FORMER_NAME, tree->state, SECOND_NAME) == 0;
}

void
tree_exchange(struct tree *tree)
{
	int published = tree->published;
	bool is_done = exchange_at_once(tree);

	if (!is_done && tree->is_unread && cannot_exchange(errno))
		is_done = exchange_in_steps(tree);
	if (!is_done) {
		if (cannot_exchange(errno))
			tree_refuse(tree->out,
			            "two folders cannot be exchanged here (a mount point, a lower layer of an overlay, or a "
			            "file system without RENAME_EXCHANGE); choose an --out elsewhere");
		world_failed("exchange", tree->out);
	}
	tree->published = tree->second;
	tree->second = published;
}

void
tree_failed_at(struct tree *tree, const struct tree_file *file)
{
	pthread_mutex_lock(&tree->turn);
	world_failed("write", path_join(tree->own, tree->out, file->path));
}

static bool
make_once(int root, const char *name, mode_t mode)
{
	return mkdirat(root, name, mode) == 0 || errno == EEXIST;
}

/* Where one thread got so far and no further, the next one is to fail for the same reason. */
bool
tree_begin_staging(struct tree *tree)
{
	if (tree->staging < 0 && make_once(tree->state, NEW_NAME, 0700) && make_once(tree->state, STAGING_NAME, 0755))
		tree->staging = folder_open(tree->state, STAGING_NAME);
	return tree->staging >= 0;
}

void
tree_stage(struct tree *tree, struct tree_file *file, struct str bytes)
{
	bool is_ready;

	pthread_mutex_lock(&tree->turn);
	is_ready = tree_begin_staging(tree);
	pthread_mutex_unlock(&tree->turn);
	if (!is_ready || !folder_write(tree->staging, file->path.at, bytes) ||
	    (tree->is_first && !folder_link(tree->staging, file->path.at, tree->second)))
		tree_failed_at(tree, file);
	file->is_staged = true;
}

/* Nobody else has the file from here on: nothing is put twice. */
static struct tree_file *
tell(struct tree *tree, struct str path)
{
	struct tree_file *file;

	pthread_mutex_lock(&tree->turn);
	file = tree_file_at(tree, path);
	assert(!file->is_told);
	file->is_told = file->is_put = true;
	pthread_mutex_unlock(&tree->turn);
	return file;
}

bool
tree_put(struct tree *tree, struct str path, struct str bytes)
{
	struct digest digest = manifest_digest(bytes);
	struct tree_file *file;

	assert(manifest_is_path(path));
	file = tell(tree, path);
	if (file->is_published && manifest_digest_equal(file->digest, digest))
		return false;
	file->digest = digest;
	tree_stage(tree, file, bytes);
	return true;
}

/* The file at path, if it is published. Its name and digest last while nobody puts it. */
static struct tree_file *
published_at(struct tree *tree, struct str path)
{
	struct tree_file *file;

	pthread_mutex_lock(&tree->turn);
	file = tree_find(tree, path);
	pthread_mutex_unlock(&tree->turn);
	return file && file->is_published ? file : NULL;
}

bool
tree_keep(struct tree *tree, struct str path, uint64_t *size)
{
	struct tree_file *file = published_at(tree, path);

	if (!file || !folder_size(tree->published, file->path.at, size))
		return false;
	tell(tree, path);
	return true;
}

bool
tree_has(struct tree *tree, struct str path)
{
	return published_at(tree, path) != NULL;
}

bool
tree_read(struct tree *tree, struct arena *arena, struct str path, struct str *bytes)
{
	struct tree_file *file = published_at(tree, path);

	return file && folder_read(arena, tree->published, file->path.at, bytes) &&
	       manifest_digest_equal(manifest_digest(*bytes), file->digest);
}

bool
tree_map(struct tree *tree, struct str path, struct str *bytes)
{
	struct tree_file *file = published_at(tree, path);

	if (!file || !folder_map(tree->published, file->path.at, bytes))
		return false;
	if (manifest_digest_equal(manifest_digest(*bytes), file->digest))
		return true;
	file_unmap((const uint8_t *)bytes->at, bytes->len);
	return false;
}

void
tree_remove(struct tree *tree, struct str path)
{
	struct tree_file *file = published_at(tree, path);

	if (!file)
		return;
	assert(!file->is_told);
	file->is_told = true;
	file->is_put = false;
}

size_t
tree_count_put(const struct tree *tree)
{
	size_t count = 0;

	for (size_t i = 0; i < tree->count; i++)
		count += tree->files[i]->is_put;
	return count;
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

void
tree_let_go(struct tree *tree)
{
	if (tree->text.at)
		file_unmap((const uint8_t *)tree->text.at, tree->text.len);
	tree->text = (struct str){0};
	if (tree->own)
		pthread_mutex_destroy(&tree->turn);
	arena_free(tree->own);
	tree->own = NULL;
	close_once(&tree->staging);
	close_once(&tree->published);
	close_once(&tree->second);
	close_once(&tree->state);
	close_once(&tree->parent);
	close_once(&tree->lock); /* last: it lets the next build in */
}

/* What is left in new/, and in the second tree of a first build, was never published. Should removing it fail, the next build does it. */
void
tree_close(struct tree *tree)
{
	if (tree->is_first)
		folder_clear(tree->second);
	if (tree->state >= 0)
		folder_remove(tree->state, NEW_NAME);
	tree->is_first = false;
	tree_let_go(tree);
}

struct digest
tree_release(const struct tree *tree)
{
	return tree->release;
}

struct str
tree_state_folder(const struct tree *tree)
{
	struct str folder = path_folder(tree->out);

	return folder.len ? path_join(tree->arena, folder, tree->beside) : tree->beside;
}
