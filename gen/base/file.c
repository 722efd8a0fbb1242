/* SPDX-License-Identifier: EUPL-1.2 */
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "diag.h"

/* Paths come as slices; the system wants a NUL behind them. To be freed. */
static char *
path_cstring(struct str path)
{
	char *copy = malloc(path.len + 1);

	if (!copy)
		die_out_of_memory();
	if (path.len)
		memcpy(copy, path.at, path.len);
	copy[path.len] = '\0';
	return copy;
}

void
file_judge(struct str path)
{
	static const int mendable[] = {ENOENT, EACCES, EISDIR, ENOTDIR, ELOOP, ENAMETOOLONG, EFBIG};

	for (size_t i = 0; i < sizeof mendable / sizeof *mendable; i++)
		if (errno == mendable[i])
			return;
	world_failed("read", path);
}

static enum file_kind
kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode))
		return FILE_REGULAR;
	if (S_ISDIR(mode))
		return FILE_FOLDER;
	if (S_ISLNK(mode))
		return FILE_SYMLINK;
	return FILE_OTHER;
}

enum file_kind
file_kind_of(struct str path, uint64_t *size)
{
	char *name = path_cstring(path);
	struct stat info;
	int failed = lstat(name, &info);

	free(name);
	if (failed) {
		file_judge(path);
		return FILE_ABSENT;
	}
	if (size)
		*size = (uint64_t)info.st_size;
	return kind_of_mode(info.st_mode);
}

static int
entry_order(const void *a, const void *b)
{
	const struct file_entry *x = a, *y = b;

	return str_order(x->name, y->name);
}

/* Most file systems tell the kind with the name. */
static enum file_kind
entry_kind(struct str folder, DIR *dir, const struct dirent *entry)
{
	struct stat info;

	if (entry->d_type != DT_UNKNOWN)
		return kind_of_mode((mode_t)DTTOIF(entry->d_type));
	if (fstatat(dirfd(dir), entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0)
		return kind_of_mode(info.st_mode);
	file_judge(folder);
	return FILE_ABSENT;
}

bool
file_list(struct arena *arena, struct str folder, struct file_entry **entries, size_t *count)
{
	char *name = path_cstring(folder);
	DIR *dir = opendir(name);
	size_t cap = 0;
	int reason;

	free(name);
	*entries = NULL;
	*count = 0;
	if (!dir)
		return false;
	for (;;) {
		struct dirent *found;

		errno = 0;
		found = readdir(dir);
		if (!found)
			break;
		if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
			continue;
		*entries = arena_grow(arena, *entries, *count, &cap, sizeof **entries);
		(*entries)[(*count)++] = (struct file_entry){
			.name = arena_str(arena, str_from(found->d_name)),
			.kind = entry_kind(folder, dir, found),
		};
	}
	reason = errno;
	closedir(dir);
	if (*count)
		qsort(*entries, *count, sizeof **entries, entry_order);
	errno = reason;
	return reason == 0;
}

/* Reads to the end of a descriptor; the size that stat gave is only a hint. Where less comes than was asked for, a regular file ends. */
static char *
read_all(int file, const struct stat *info, size_t *size)
{
	size_t cap = (size_t)info->st_size + 1, len = 0;
	char *bytes = malloc(cap + 1);
	bool is_regular = S_ISREG(info->st_mode);

	if (!bytes)
		die_out_of_memory();
	for (;;) {
		ssize_t got = read(file, bytes + len, cap - len);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			free(bytes);
			return NULL;
		}
		len += (size_t)got;
		if (got == 0 || (is_regular && len < cap))
			break;
		if (len == cap) {
			cap *= 2;
			bytes = realloc(bytes, cap + 1);
			if (!bytes)
				die_out_of_memory();
		}
	}
	bytes[len] = '\0';
	*size = len;
	return bytes;
}

/* Opens a file for reading; -1 with errno set. */
static int
open_file(struct str path, size_t most, struct stat *info)
{
	char *name = path_cstring(path);
	int file = open(name, O_RDONLY | O_CLOEXEC), fault;

	free(name);
	if (file < 0)
		return -1;
	if (fstat(file, info))
		fault = errno;
	else
		fault = S_ISDIR(info->st_mode) ? EISDIR : (uint64_t)info->st_size > most ? EFBIG : 0;
	if (!fault)
		return file;
	close(file);
	errno = fault;
	return -1;
}

char *
file_read_most(struct str path, size_t most, size_t *size)
{
	struct stat info;
	int file = open_file(path, most, &info), reason;
	char *bytes;

	if (file < 0)
		return NULL;
	bytes = read_all(file, &info, size);
	reason = errno;
	close(file);
	errno = reason;
	return bytes;
}

char *
file_read(struct str path, size_t *size)
{
	return file_read_most(path, SIZE_MAX, size);
}

const uint8_t *
file_map(struct str path, size_t *size)
{
	static char nothing[1]; /* an empty file cannot be mapped */
	struct stat info;
	int file = open_file(path, SIZE_MAX, &info), reason;
	void *at;

	if (file < 0)
		return NULL;
	*size = (size_t)info.st_size;
	at = *size ? mmap(NULL, *size, PROT_READ, MAP_PRIVATE, file, 0) : nothing;
	reason = errno;
	close(file);
	errno = reason;
	if (at != MAP_FAILED)
		return at;
	*size = 0;
	return NULL;
}

void
file_unmap(const uint8_t *at, size_t size)
{
	if (size)
		munmap((void *)(uintptr_t)at, size);
}

static bool
write_all(int file, struct str bytes)
{
	while (bytes.len) {
		ssize_t put = write(file, bytes.at, bytes.len);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return false;
		bytes = str_slice(bytes, (size_t)put, bytes.len);
	}
	return true;
}

bool
file_write(struct str path, struct str bytes)
{
	char *name = path_cstring(path);
	int file = open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666), reason;
	bool is_written;

	free(name);
	if (file < 0)
		return false;
	is_written = write_all(file, bytes);
	reason = errno;
	if (close(file) && is_written)
		return false;
	errno = reason;
	return is_written;
}

bool
file_make_folders(struct str path)
{
	char *name = path_cstring(path);
	bool is_made = true;

	for (size_t i = 1; i <= path.len && is_made; i++) {
		if (i < path.len && name[i] != '/')
			continue;
		name[i] = '\0';
		is_made = mkdir(name, 0777) == 0 || errno == EEXIST;
		if (i < path.len)
			name[i] = '/';
	}
	free(name);
	return is_made && (path.len == 0 || file_kind_of(path, NULL) == FILE_FOLDER);
}

static void
remove_all_in(struct str folder)
{
	struct arena *arena = arena_new();
	struct file_entry *entries;
	size_t count;

	file_list(arena, folder, &entries, &count);
	for (size_t i = 0; i < count; i++)
		file_remove(path_join(arena, folder, entries[i].name));
	arena_free(arena);
}

bool
file_remove(struct str path)
{
	char *name = path_cstring(path);
	struct stat info;
	bool is_gone;

	if (lstat(name, &info) == 0 && S_ISDIR(info.st_mode)) {
		remove_all_in(path);
		is_gone = rmdir(name) == 0;
	} else {
		is_gone = unlink(name) == 0 || errno == ENOENT;
	}
	free(name);
	return is_gone;
}

struct str
path_join(struct arena *arena, struct str folder, struct str name)
{
	size_t slash = folder.len && folder.at[folder.len - 1] != '/', len = folder.len + slash + name.len;
	char *path = arena_alloc(arena, len + 1);

	if (folder.len)
		memcpy(path, folder.at, folder.len);
	if (slash)
		path[folder.len] = '/';
	if (name.len)
		memcpy(path + folder.len + slash, name.at, name.len);
	return (struct str){path, len};
}

struct str
path_beside(struct arena *arena, struct str file, struct str path)
{
	return str_starts(path, "/") ? path : path_join(arena, path_folder(file), path);
}

struct str
path_folder(struct str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.at[i - 1] == '/')
			return str_slice(path, 0, i - 1);
	return (struct str){0};
}

struct str
path_name(struct str path)
{
	for (size_t i = path.len; i > 0; i--)
		if (path.at[i - 1] == '/')
			return str_slice(path, i, path.len);
	return path;
}
