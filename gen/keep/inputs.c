/* SPDX-License-Identifier: EUPL-1.2 */
#include "inputs_parts.h"

#include <dirent.h>
#include <errno.h>
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

#define YOUNG_COARSE (2 * (int64_t)BILLION + YOUNG) /* where a file system tells whole seconds, or every other one */

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

static bool
is_young(int64_t time, int64_t seen)
{
	return time > seen - (time % BILLION ? YOUNG : YOUNG_COARSE);
}

uint64_t
input_state(const struct stat *info, int64_t seen)
{
	int64_t parts[] = {info->st_size, (int64_t)info->st_ino, nanoseconds(info->st_mtim), nanoseconds(info->st_ctim)};
	uint64_t state = hash_of((struct str){(const char *)parts, sizeof parts});

	if (is_young(parts[2], seen) || is_young(parts[3], seen))
		return 0;
	return state ? state : 1;
}

/* Looking. */

uint64_t
input_state_at(int at, const char *name, int flags, int64_t seen)
{
	struct stat info = {0};

	if (fstatat(at, name, &info, flags) && errno != ENOENT)
		return 0;
	return S_ISLNK(info.st_mode) ? 0 : input_state(&info, seen);
}

static void
add_file(struct arena *arena, struct input_folder *folder, int at, const char *name, int64_t seen)
{
	struct str path = path_join(arena, folder->path, str_from(name));

	folder->files = arena_grow(arena, folder->files, folder->file_count, &folder->file_cap, sizeof *folder->files);
	folder->files[folder->file_count++] =
		(struct input){path, hash_of(path), input_state_at(at, name, AT_SYMLINK_NOFOLLOW, seen)};
}

static void
add_below(struct arena *arena, struct input_folder *folder, const char *name)
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

/* NULL at the end, where errno tells of a failure. */
static const struct dirent *
next_entry(DIR *list)
{
	errno = 0;
	return readdir(list);
}

/* Its state is taken first: a name that comes while it is read makes it another than what is kept. */
bool
input_folder_look(struct arena *arena, struct input_folder *folder, int64_t seen)
{
	DIR *list = opendir(folder->path.at);
	const struct dirent *entry;
	bool is_read;

	if (!list)
		return errno == ENOENT;
	folder->state = input_state_at(dirfd(list), "", AT_EMPTY_PATH, seen);
	while ((entry = next_entry(list))) {
		if (entry->d_name[0] == '.')
			continue;
		if (is_folder(dirfd(list), entry))
			add_below(arena, folder, entry->d_name);
		else
			add_file(arena, folder, dirfd(list), entry->d_name, seen);
	}
	is_read = errno == 0;
	if (!is_read)
		folder->state = 0;
	closedir(list);
	return is_read;
}

/* Gathering. */

struct round {
	struct inputs *inputs;
	size_t from, to;
};

static void
gather_folder(void *user, unsigned worker, size_t index)
{
	const struct round *round = user;
	struct inputs *inputs = round->inputs;

	input_folder_look(inputs->arenas[worker], &inputs->folders[round->from + index], inputs->seen);
}

static void
add_folder(struct inputs *inputs, struct str path, size_t above)
{
	inputs->folders = arena_grow(inputs->arenas[0], inputs->folders, inputs->count, &inputs->cap, sizeof *inputs->folders);
	inputs->folders[inputs->count++] = (struct input_folder){.path = path, .above = above};
}

/* The folders that the round found. */
static struct round
next_round(struct round round)
{
	struct inputs *inputs = round.inputs;

	for (size_t i = round.from; i < round.to; i++)
		for (size_t k = 0; k < inputs->folders[i].below_count; k++)
			add_folder(inputs, inputs->folders[i].below[k], i);
	return (struct round){inputs, round.to, inputs->count};
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
	struct round round = {.inputs = inputs, .to = count};

	for (size_t i = 0; i < count; i++)
		add_folder(inputs, folders[i], i);
	inputs->given = count;
	for (; round.from < round.to; round = next_round(round))
		work_share(jobs, round.to - round.from, gather_folder, &round);
	return inputs;
}

void
inputs_add(struct inputs *inputs, struct str path)
{
	struct str copy = arena_str(inputs->arenas[0], path);

	inputs->outside = arena_grow(inputs->arenas[0], inputs->outside, inputs->outside_count, &inputs->outside_cap,
	                             sizeof *inputs->outside);
	inputs->outside[inputs->outside_count++] =
		(struct input){copy, hash_of(copy), input_state_at(AT_FDCWD, copy.at, 0, inputs->seen)};
}
