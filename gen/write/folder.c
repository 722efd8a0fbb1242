/* SPDX-License-Identifier: EUPL-1.2 */
#include "folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* Closes without touching errno, which says why the work before failed. */
static void
close_quietly(int file)
{
	int reason = errno;

	close(file);
	errno = reason;
}

int
folder_open(int root, const char *path)
{
	return openat(root, path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

bool
folder_look(int root, const char *path, bool *is_folder)
{
	struct stat info;

	if (fstatat(root, path, &info, AT_SYMLINK_NOFOLLOW))
		return false;
	*is_folder = S_ISDIR(info.st_mode);
	return true;
}

bool
folder_size(int root, const char *path, uint64_t *size)
{
	struct stat info;

	if (fstatat(root, path, &info, AT_SYMLINK_NOFOLLOW) || !S_ISREG(info.st_mode))
		return false;
	*size = (uint64_t)info.st_size;
	return true;
}

static bool
read_bytes(int file, char *at, size_t count)
{
	while (count) {
		ssize_t got = read(file, at, count);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		at += got;
		count -= (size_t)got;
	}
	return true;
}

bool
folder_read(struct arena *arena, int root, const char *path, struct str *bytes)
{
	int file = openat(root, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat info;
	bool is_read = false;
	char *at;

	if (file < 0)
		return false;
	if (fstat(file, &info) == 0 && S_ISREG(info.st_mode)) {
		at = arena_alloc(arena, (size_t)info.st_size + 1);
		is_read = read_bytes(file, at, (size_t)info.st_size);
		*bytes = (struct str){at, (size_t)info.st_size};
	}
	close_quietly(file);
	return is_read;
}

bool
folder_map(int root, const char *path, struct str *bytes)
{
	int file = openat(root, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat info;
	void *at = MAP_FAILED;

	if (file < 0)
		return false;
	if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size)
		at = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
	close_quietly(file);
	*bytes = (struct str){at, (size_t)info.st_size};
	return at != MAP_FAILED;
}

static bool
read_names(struct arena *arena, DIR *dir, struct str **names, size_t *count)
{
	struct dirent *entry;
	size_t cap = 0;

	*names = NULL;
	*count = 0;
	while (errno = 0, (entry = readdir(dir))) {
		struct str name = str_from(entry->d_name);

		if (str_is(name, ".") || str_is(name, ".."))
			continue;
		*names = arena_grow(arena, *names, *count, &cap, sizeof **names);
		(*names)[(*count)++] = arena_str(arena, name);
	}
	return errno == 0;
}

bool
folder_names(struct arena *arena, int root, struct str **names, size_t *count)
{
	int again = folder_open(root, "."); /* closedir takes its descriptor along */
	DIR *dir;
	bool is_read;
	int reason;

	if (again < 0)
		return false;
	dir = fdopendir(again);
	if (!dir) {
		close_quietly(again);
		return false;
	}
	is_read = read_names(arena, dir, names, count);
	reason = errno;
	closedir(dir);
	errno = reason;
	return is_read;
}

bool
folder_is_empty(int root, const char *path, bool *is_empty)
{
	struct arena *scratch;
	int folder = folder_open(root, path);
	struct str *names;
	size_t count = 0;
	bool is_read;

	if (folder < 0)
		return false;
	scratch = arena_new();
	is_read = folder_names(scratch, folder, &names, &count);
	*is_empty = count == 0;
	close_quietly(folder);
	arena_free(scratch);
	return is_read;
}

/* A copy in which a '/' can become a NUL for a moment. */
static bool
copy_path(char copy[PATH_MAX], const char *path)
{
	size_t len = strlen(path);

	if (len >= PATH_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy(copy, path, len + 1);
	return true;
}

/* Where that is what the last call lacked. */
static bool
make_above(int root, const char *path)
{
	char folder[PATH_MAX];

	if (errno != ENOENT)
		return false;

	if (!copy_path(folder, path))
		return false;
	for (char *slash = strchr(folder, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdirat(root, folder, 0755) < 0 && errno != EEXIST)
			return false;
		*slash = '/';
	}
	return true;
}

static bool
write_bytes(int file, struct str bytes)
{
	while (bytes.len) {
		ssize_t written = write(file, bytes.at, bytes.len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes = str_slice(bytes, (size_t)written, bytes.len);
	}
	return true;
}

static int
create(int root, const char *path)
{
	return openat(root, path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
}

bool
folder_write(int root, const char *path, struct str bytes)
{
	int file = create(root, path);

	if (file < 0 && make_above(root, path))
		file = create(root, path);
	if (file < 0)
		return false;
	if (!write_bytes(file, bytes)) {
		close_quietly(file);
		return false;
	}
	return close(file) == 0;
}

bool
folder_link(int from, const char *path, int to)
{
	return linkat(from, path, to, path, 0) == 0 || (make_above(to, path) && linkat(from, path, to, path, 0) == 0);
}

bool
folder_move(int from, const char *path, int to)
{
	return renameat(from, path, to, path) == 0 || (make_above(to, path) && renameat(from, path, to, path) == 0);
}

bool
folder_move_all(int from, int to)
{
	struct arena *scratch = arena_new();
	struct str *names;
	size_t count;
	bool is_moved = folder_names(scratch, from, &names, &count);

	for (size_t i = 0; is_moved && i < count; i++)
		is_moved = renameat(from, names[i].at, to, names[i].at) == 0;
	arena_free(scratch);
	return is_moved;
}

bool
folder_withdraw(int root, const char *path)
{
	char folder[PATH_MAX];
	char *slash;

	if (!copy_path(folder, path))
		return false;
	if (unlinkat(root, path, 0) < 0 && errno != ENOENT)
		return false;
	while ((slash = strrchr(folder, '/'))) {
		*slash = '\0';
		if (unlinkat(root, folder, AT_REMOVEDIR) < 0)
			return errno == ENOTEMPTY || errno == EEXIST || errno == ENOENT;
	}
	return true;
}

bool
folder_clear(int root)
{
	struct arena *scratch = arena_new();
	struct str *names;
	size_t count;
	bool is_empty = folder_names(scratch, root, &names, &count);

	for (size_t i = 0; is_empty && i < count; i++)
		is_empty = folder_remove(root, names[i].at);
	arena_free(scratch);
	return is_empty;
}

bool
folder_remove(int root, const char *name)
{
	int folder;
	bool is_empty;

	if (unlinkat(root, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR)
		return false;
	folder = folder_open(root, name);
	if (folder < 0)
		return false;
	is_empty = folder_clear(folder);
	close_quietly(folder);
	return is_empty && unlinkat(root, name, AT_REMOVEDIR) == 0;
}

bool
folder_sync(int root, const char *path)
{
	int file = openat(root, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool is_synced;

	if (file < 0)
		return errno == ENOENT || errno == ENOTDIR;
	is_synced = fsync(file) == 0;
	close_quietly(file);
	return is_synced;
}

static bool
is_twin(int from, int to, const char *name)
{
	struct stat a, b;

	if (fstatat(from, name, &a, AT_SYMLINK_NOFOLLOW) || fstatat(to, name, &b, AT_SYMLINK_NOFOLLOW))
		return false;
	if (S_ISDIR(a.st_mode))
		return S_ISDIR(b.st_mode);
	return a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

static bool
remove_strangers(struct arena *scratch, int from, int to)
{
	struct str *names;
	size_t count;

	if (!folder_names(scratch, to, &names, &count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_twin(from, to, names[i].at) && !folder_remove(to, names[i].at))
			return false;
	return true;
}

static bool mirror(struct arena *scratch, int from, int to);

static bool
mirror_below(struct arena *scratch, int from, int to, const char *name)
{
	int from_below, to_below;
	bool is_equal;

	if (mkdirat(to, name, 0755) < 0 && errno != EEXIST)
		return false;
	from_below = folder_open(from, name);
	if (from_below < 0)
		return false;
	to_below = folder_open(to, name);
	is_equal = to_below >= 0 && mirror(scratch, from_below, to_below);
	if (to_below >= 0)
		close_quietly(to_below);
	close_quietly(from_below);
	return is_equal;
}

static bool
link_missing(struct arena *scratch, int from, int to)
{
	struct str *names;
	size_t count;

	if (!folder_names(scratch, from, &names, &count))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *name = names[i].at;
		bool is_folder, is_there;

		if (!folder_look(from, name, &is_folder))
			return false;
		is_there = is_folder ? mirror_below(scratch, from, to, name)
		                     : linkat(from, name, to, name, 0) == 0 || errno == EEXIST;
		if (!is_there)
			return false;
	}
	return true;
}

static bool
mirror(struct arena *scratch, int from, int to)
{
	return remove_strangers(scratch, from, to) && link_missing(scratch, from, to);
}

bool
folder_mirror(int from, int to)
{
	struct arena *scratch = arena_new();
	bool is_equal = mirror(scratch, from, to);

	arena_free(scratch);
	return is_equal;
}
