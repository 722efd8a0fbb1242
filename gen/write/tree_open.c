/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/diag.h"
#include "../base/file.h"
#include "folder.h"
#include "tree_parts.h"

/* out/ is split into the folder that holds it and its name there: an exchange is a change of the former. */
static void
name_tree(struct tree *tree, struct str out)
{
	while (out.len > 1 && out.at[out.len - 1] == '/')
		out.len--;
	tree->out = arena_str(tree->arena, out);
	tree->name = path_name(tree->out);
	if (tree->name.len == 0 || str_is(tree->name, ".") || str_is(tree->name, ".."))
		tree_refuse(out, "this is no folder with a name of its own; choose another --out");
	tree->beside = arena_printf(tree->arena, ".%s.opvolging", tree->name.at);
}

static struct str
parent_of(struct str out)
{
	struct str parent = path_folder(out);

	if (parent.len)
		return parent;
	return str_starts(out, "/") ? STR("/") : STR(".");
}

static void
open_parent(struct tree *tree)
{
	struct str parent = parent_of(tree->out);
	const char *path = arena_cstring(tree->arena, parent);

	tree->parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent < 0 && errno == ENOENT && file_make_folders(parent))
		tree->parent = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent < 0 && str_is(parent, "."))
		world_failed("open the folder of", tree->out);
	if (tree->parent < 0)
		world_failed("make", parent);
}

/* A bind mount has the device of its parent, a subvolume is no mount: each of the two tests sees what the other misses. */
static bool
is_another_file_system(struct tree *tree, const char *name, const struct stat *info)
{
	struct stat parent;
	struct statx extended;

	if (fstat(tree->parent, &parent) == 0 && parent.st_dev != info->st_dev)
		return true;
	return statx(tree->parent, name, AT_SYMLINK_NOFOLLOW, 0, &extended) == 0 &&
	       (extended.stx_attributes & extended.stx_attributes_mask & STATX_ATTR_MOUNT_ROOT);
}

static bool
is_empty(struct tree *tree)
{
	bool is_empty;

	if (!folder_is_empty(tree->parent, tree->name.at, &is_empty))
		world_failed("read", tree->out);
	return is_empty;
}

static bool
has_manifest(struct tree *tree)
{
	struct str path = path_join(tree->arena, tree->name, STR(MANIFEST_NAME));
	struct stat info;

	if (fstatat(tree->parent, path.at, &info, AT_SYMLINK_NOFOLLOW) == 0)
		return true;
	if (errno != ENOENT)
		world_failed("read", path_join(tree->arena, tree->out, STR(MANIFEST_NAME)));
	return false;
}

/* A path beside out, as a message names it. */
static struct str
shown_beside(struct tree *tree, struct str name)
{
	struct str parent = path_folder(tree->out);

	return parent.len ? path_join(tree->arena, parent, name) : name;
}

/* A folder of ours, if it is there. */
static void
check_own_folder(struct tree *tree, struct str name)
{
	struct stat info;

	if (fstatat(tree->parent, name.at, &info, AT_SYMLINK_NOFOLLOW)) {
		if (errno != ENOENT && errno != ENOTDIR)
			world_failed("read", shown_beside(tree, name));
		return;
	}
	if (!S_ISDIR(info.st_mode))
		tree_refuse(shown_beside(tree, name), "this is no folder, but the builder keeps its work there; remove it");
	if (is_another_file_system(tree, name.at, &info))
		tree_refuse(shown_beside(tree, name), "this is a mount point, which cannot be exchanged; unmount it");
}

/* An exchange changes the folders that the two trees stand in, and either tree, as each gets another parent. */
static void
check_right(struct tree *tree, struct str name)
{
	if (faccessat(tree->parent, name.at, W_OK | X_OK, AT_EACCESS) == 0 || errno == ENOENT)
		return;
	tree_refuse(shown_beside(tree, name),
	            arena_printf(tree->arena,
	                         "%s; the user who builds must be able to change this folder: give the right, or choose another "
	                         "--out",
	                         strerror(errno))
	                    .at);
}

static void
check_out(struct tree *tree)
{
	struct stat out;

	if (fstatat(tree->parent, tree->name.at, &out, AT_SYMLINK_NOFOLLOW)) {
		if (errno != ENOENT)
			world_failed("read", tree->out);
		return;
	}
	if (S_ISLNK(out.st_mode))
		tree_refuse(tree->out,
		            "this is a symbolic link, which cannot be exchanged; give the folder that it leads to as --out");
	if (!S_ISDIR(out.st_mode))
		tree_refuse(tree->out, "this is no folder; remove it or choose another --out");
	if (is_another_file_system(tree, tree->name.at, &out))
		tree_refuse(tree->out, "this is a mount point, which cannot be exchanged; choose a folder inside it as --out");
	/* In this order: what another build publishes meanwhile comes with its manifest. */
	if (!is_empty(tree) && !has_manifest(tree))
		tree_refuse(tree->out, "the folder has files that opvolging did not write; remove them or choose another --out");
}

/* Everything that would end in a refusal is looked at before the first change. */
static void
check_place(struct tree *tree)
{
	struct str second = path_join(tree->arena, tree->beside, STR(SECOND_NAME));

	check_out(tree);
	check_own_folder(tree, tree->beside);
	check_right(tree, STR("."));
	check_right(tree, tree->name);
	check_right(tree, tree->beside);
	check_own_folder(tree, second);
	check_right(tree, second);
}

static void
open_state(struct tree *tree)
{
	if (mkdirat(tree->parent, tree->beside.at, 0700) == 0 || errno == EEXIST)
		tree->state = folder_open(tree->parent, tree->beside.at);
	if (tree->state < 0)
		world_failed("make", tree_state_folder(tree));
}

static int
wait_for_lock(struct tree *tree)
{
	int failed = flock(tree->lock, LOCK_EX | LOCK_NB);

	if (!failed || errno != EWOULDBLOCK)
		return failed;
	tree_say(tree->out, "another build is under way; waiting for it");
	do
		failed = flock(tree->lock, LOCK_EX);
	while (failed && errno == EINTR);
	return failed;
}

static void
lock_tree(struct tree *tree)
{
	tree->lock = openat(tree->state, LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
	if (tree->lock < 0 || wait_for_lock(tree))
		world_failed("lock", tree->out);
}

static void
open_published(struct tree *tree)
{
	if (mkdirat(tree->parent, tree->name.at, 0755) == 0 || errno == EEXIST)
		tree->published = folder_open(tree->parent, tree->name.at);
	if (tree->published < 0)
		world_failed("make", tree->out);
}

static bool
read_lines(struct tree *tree, struct str rest)
{
	struct str line, path;
	struct digest digest;

	while (str_next_line(&rest, &line)) {
		struct tree_file *file;

		if (!manifest_read_line(line, &digest, &path))
			return false;
		file = tree_file_at(tree, path);
		file->digest = digest;
		file->is_published = true;
	}
	return true;
}

static void
read_manifest(struct tree *tree)
{
	struct str path = path_join(tree->arena, tree->out, STR(MANIFEST_NAME));
	size_t size;
	enum file_kind kind = file_kind_of(path, NULL);
	char *text;

	if (kind == FILE_ABSENT && errno == ENOENT)
		return;
	if (kind == FILE_ABSENT)
		world_failed("read", path);
	text = kind == FILE_REGULAR ? file_read(path, &size) : NULL;
	if (!text && kind == FILE_REGULAR)
		world_failed("read", path);
	if (!text || !read_lines(tree, (struct str){text, size}))
		tree_refuse(path, "this is no manifest of opvolging; remove the folder or choose another --out");
	tree->release = manifest_digest((struct str){text, size});
	free(text);
	tree->manifest.is_published = true;
}

static bool
is_marked_clean(const struct tree *tree)
{
	char word[16];
	int file = openat(tree->state, STATE_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	ssize_t len;

	if (file < 0)
		return false;
	len = read(file, word, sizeof word);
	close(file);
	return len > 0 && str_equal((struct str){word, (size_t)len}, CLEAN);
}

/* The mark alone says nothing about an out/ that somebody removed, or replaced by another copy. */
static bool
has_same_manifest(const struct tree *tree)
{
	struct stat ours, theirs;

	return fstatat(tree->published, MANIFEST_NAME, &ours, AT_SYMLINK_NOFOLLOW) == 0 &&
	       fstatat(tree->second, MANIFEST_NAME, &theirs, AT_SYMLINK_NOFOLLOW) == 0 && ours.st_ino == theirs.st_ino;
}

bool
tree_is_whole(const struct tree *tree)
{
	return is_marked_clean(tree) && has_same_manifest(tree);
}

static void find_published(struct tree *tree, int folder, struct str path);

static void
find_one(struct tree *tree, int folder, struct str name, struct str path)
{
	struct tree_file *file = table_find(tree->by_path, path);
	bool is_folder;

	if (!folder_look(folder, name.at, &is_folder))
		world_failed("read", path_join(tree->arena, tree->out, path));
	if (is_folder) {
		int below = folder_open(folder, name.at);

		if (below < 0)
			world_failed("read", path_join(tree->arena, tree->out, path));
		find_published(tree, below, path);
		close(below);
	} else if (file) {
		file->is_published = true;
	} else if (!str_is(path, MANIFEST_NAME)) {
		tree_refuse(path_join(tree->arena, tree->out, path),
		            "opvolging did not write this; remove it or choose another --out");
	}
}

/* What the manifest names and out/ has. A file that nobody vouches for may be the only one of its kind: it is never removed. */
static void
find_published(struct tree *tree, int folder, struct str path)
{
	struct str *names;
	size_t count;

	if (!folder_names(tree->arena, folder, &names, &count))
		world_failed("read", path_join(tree->arena, tree->out, path));
	for (size_t i = 0; i < count; i++)
		find_one(tree, folder, names[i], path_join(tree->arena, path, names[i]));
}

void
tree_open_second(struct tree *tree)
{
	if (mkdirat(tree->state, SECOND_NAME, 0755) == 0 || errno == EEXIST)
		tree->second = folder_open(tree->state, SECOND_NAME);
	if (tree->second < 0)
		world_failed("make the second tree of", tree->out);
	if (!folder_remove(tree->state, NEW_NAME))
		world_failed("remove the unpublished files of", tree->out);
}

/* Makes the trees equal. Then they trade places once, which nobody can see, and which proves that it is possible here. */
static void
repair(struct tree *tree)
{
	for (size_t i = 0; i < tree->count; i++)
		tree->files[i]->is_published = false;
	find_published(tree, tree->published, STR(""));
	if (!tree_mark_dirty(tree) || !folder_mirror(tree->published, tree->second) || syncfs(tree->second))
		world_failed("repair the second tree of", tree->out);
	tree_exchange(tree);
	if (!tree_mark_clean(tree))
		world_failed("repair the second tree of", tree->out);
}

static struct tree *
tree_new(struct arena *arena, struct str out)
{
	struct tree *tree = arena_alloc(arena, sizeof *tree);

	tree->arena = arena;
	tree->own = arena_new();
	tree->by_path = table_new(tree->own);
	pthread_mutex_init(&tree->turn, NULL);
	tree->manifest.path = STR(MANIFEST_NAME);
	tree->parent = tree->state = tree->published = tree->second = tree->staging = tree->lock = -1;
	name_tree(tree, out);
	return tree;
}

struct tree *
tree_begin(struct arena *arena, struct str out)
{
	struct tree *tree = tree_new(arena, out);

	open_parent(tree);
	check_place(tree);
	open_state(tree);
	lock_tree(tree);
	open_published(tree);
	return tree;
}

static struct tree *
open_all(struct arena *arena, struct str out, bool is_unread)
{
	struct tree *tree = tree_begin(arena, out);

	tree->is_unread = is_unread;
	read_manifest(tree);
	tree_open_second(tree);
	if (!tree_is_whole(tree))
		repair(tree);
	tree->is_first = !tree->manifest.is_published && tree->count == 0;
	return tree;
}

struct tree *
tree_open(struct arena *arena, struct str out)
{
	return open_all(arena, out, false);
}

struct tree *
tree_open_unread(struct arena *arena, struct str out)
{
	return open_all(arena, out, true);
}

bool
tree_is_current(struct str out)
{
	struct arena *scratch = arena_new();
	struct tree *tree = tree_new(scratch, out);
	struct str parent = parent_of(tree->out);
	bool is_current = false;

	tree->parent = open(arena_cstring(scratch, parent), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (tree->parent >= 0)
		tree->state = folder_open(tree->parent, tree->beside.at);
	if (tree->state >= 0)
		tree->published = folder_open(tree->parent, tree->name.at);
	if (tree->published >= 0)
		tree->second = folder_open(tree->state, SECOND_NAME);
	if (tree->second >= 0)
		is_current = tree_is_whole(tree);
	tree_let_go(tree);
	arena_free(scratch);
	return is_current;
}
