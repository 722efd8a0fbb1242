/* SPDX-License-Identifier: EUPL-1.2 */
#include "inputs.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "../base/file.h"
#include "../base/table.h"

enum {
	YOUNG = 20000000, /* nanoseconds: more than a tick of the kernel's clock */
	BILLION = 1000000000
};

static int64_t
nanoseconds(struct timespec time)
{
	return (int64_t)time.tv_sec * BILLION + time.tv_nsec;
}

int64_t
input_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_REALTIME, &time);
	return nanoseconds(time);
}

uint64_t
input_state(const struct stat *info, int64_t seen)
{
	int64_t parts[] = {info->st_size, (int64_t)info->st_ino, nanoseconds(info->st_mtim), nanoseconds(info->st_ctim)};
	uint64_t state = hash_of((struct str){(const char *)parts, sizeof parts});

	if (parts[2] > seen - YOUNG || parts[3] > seen - YOUNG)
		return 0;
	return state ? state : 1;
}

/* What one folder holds. */
struct folder {
	struct str path;
	struct input *files;
	size_t file_count, file_cap;
	struct str *below; /* the folders in it */
	size_t below_count, below_cap;
};

struct gathering {
	struct inputs *inputs;
	struct folder *folders;
};

static void
add_file(struct gathering *gathering, struct arena *arena, struct folder *folder, int at, const char *name)
{
	struct str path = path_join(arena, folder->path, str_from(name));
	struct stat info;
	uint64_t state;

	if (fstatat(at, name, &info, AT_SYMLINK_NOFOLLOW))
		memset(&info, 0, sizeof info);
	state = S_ISLNK(info.st_mode) ? 0 : input_state(&info, gathering->inputs->seen);
	folder->files = arena_grow(arena, folder->files, folder->file_count, &folder->file_cap, sizeof *folder->files);
	folder->files[folder->file_count++] = (struct input){path, hash_of(path), state};
}

static void
add_folder(struct arena *arena, struct folder *folder, const char *name)
{
	folder->below = arena_grow(arena, folder->below, folder->below_count, &folder->below_cap, sizeof *folder->below);
	folder->below[folder->below_count++] = path_join(arena, folder->path, str_from(name));
}

static bool
is_folder(int at, const struct dirent *entry)
{
	struct stat info;

	if (entry->d_type != DT_UNKNOWN)
		return entry->d_type == DT_DIR;
	return fstatat(at, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(info.st_mode);
}

static void
look_into(void *user, unsigned worker, size_t index)
{
	struct gathering *gathering = user;
	struct arena *arena = gathering->inputs->arenas[worker];
	struct folder *folder = &gathering->folders[index];
	DIR *list = opendir(folder->path.at);
	const struct dirent *entry;

	while (list && (entry = readdir(list))) {
		if (entry->d_name[0] == '.')
			continue;
		if (is_folder(dirfd(list), entry))
			add_folder(arena, folder, entry->d_name);
		else
			add_file(gathering, arena, folder, dirfd(list), entry->d_name);
	}
	if (list)
		closedir(list);
}

/* The folders that the last round found. */
static struct folder *
next_round(struct arena *arena, const struct folder *folders, size_t *count)
{
	size_t found = 0, at = 0;
	struct folder *next;

	for (size_t i = 0; i < *count; i++)
		found += folders[i].below_count;
	next = arena_array(arena, found, sizeof *next);
	for (size_t i = 0; i < *count; i++)
		for (size_t j = 0; j < folders[i].below_count; j++)
			next[at++].path = folders[i].below[j];
	*count = found;
	return next;
}

static void
add_all(struct inputs *inputs, const struct input *files, size_t count)
{
	if (!count)
		return;
	inputs->items =
		arena_reserve(inputs->arenas[0], inputs->items, inputs->count, count, &inputs->cap, sizeof *inputs->items);
	memcpy(inputs->items + inputs->count, files, count * sizeof *files);
	inputs->count += count;
}

void
inputs_add(struct inputs *inputs, struct str path)
{
	struct input input = {path, hash_of(path), 0};
	struct stat info;

	if (stat(path.at, &info))
		memset(&info, 0, sizeof info);
	input.state = input_state(&info, inputs->seen);
	add_all(inputs, &input, 1);
}

static struct inputs *
inputs_new(unsigned jobs)
{
	struct inputs *inputs = memory_take_zeroed(1, sizeof *inputs);

	inputs->seen = input_now();
	for (unsigned i = 0; i < jobs && i < WORK_MOST_JOBS; i++)
		inputs->arenas[i] = arena_new();
	return inputs;
}

void
inputs_free(struct inputs *inputs)
{
	for (unsigned i = 0; inputs && i < WORK_MOST_JOBS; i++)
		arena_free(inputs->arenas[i]);
	free(inputs);
}

struct inputs *
inputs_gather(const struct str *folders, size_t count, unsigned jobs)
{
	struct inputs *inputs = inputs_new(jobs);
	struct gathering gathering = {.inputs = inputs};

	gathering.folders = arena_array(inputs->arenas[0], count, sizeof *gathering.folders);
	for (size_t i = 0; i < count; i++)
		gathering.folders[i].path = folders[i];
	while (count) {
		work_share(jobs, count, look_into, &gathering);
		for (size_t i = 0; i < count; i++)
			add_all(inputs, gathering.folders[i].files, gathering.folders[i].file_count);
		gathering.folders = next_round(inputs->arenas[0], gathering.folders, &count);
	}
	return inputs;
}

/* What is kept: a table by name, open to the next place where one is taken. */
struct kept {
	uint64_t count, cap; /* cap: a power of two */
	struct kept_input {
		uint64_t name, state; /* name 0: free */
	} items[];
};

void
inputs_keep(const struct inputs *inputs, struct buf *out)
{
	uint64_t cap = 16;
	struct kept *kept;
	size_t size;

	while (cap < 2 * inputs->count)
		cap *= 2;
	size = sizeof *kept + cap * sizeof *kept->items;
	kept = memory_take_zeroed(1, size);
	kept->count = inputs->count;
	kept->cap = cap;
	for (size_t i = 0; i < inputs->count; i++) {
		uint64_t at = inputs->items[i].name & (cap - 1);

		while (kept->items[at].name)
			at = (at + 1) & (cap - 1);
		kept->items[at] = (struct kept_input){inputs->items[i].name, inputs->items[i].state};
	}
	buf_add_bytes(out, (const char *)kept, size);
	free(kept);
}

static const struct kept_input *
find(const struct kept *kept, uint64_t name)
{
	uint64_t at = name & (kept->cap - 1);

	while (kept->items[at].name && kept->items[at].name != name)
		at = (at + 1) & (kept->cap - 1);
	return kept->items[at].name ? &kept->items[at] : NULL;
}

bool
inputs_compare(const struct inputs *inputs, struct str text, size_t changed[static INPUTS_MOST_CHANGED], size_t *count)
{
	const struct kept *kept = (const void *)text.at;

	*count = 0;
	if (kept->count != inputs->count)
		return false;
	for (size_t i = 0; i < inputs->count; i++) {
		const struct kept_input *before = find(kept, inputs->items[i].name);

		if (!before)
			return false;
		if (before->state && before->state == inputs->items[i].state)
			continue;
		if (*count == INPUTS_MOST_CHANGED)
			return false;
		changed[(*count)++] = i;
	}
	return true;
}
