/* SPDX-License-Identifier: EUPL-1.2 */
#include "inputs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/table.h"
#include "../base/work.h"
#include "../model/site.h"

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

/* A folder and what it holds. */
struct folder {
	struct str path;
	size_t above; /* the place of the folder that it is in */
	uint64_t state;
	struct input *files;
	size_t file_count, file_cap;
	struct str *below; /* the folders in it */
	size_t below_count, below_cap;
	bool holds_shown, holds_hidden; /* files that may be named, at any depth; files and folders right in it that may not */
};

struct inputs {
	struct folder *folders; /* each behind the one that it is in */
	size_t count, cap;
	size_t given; /* the first so many are nobody's */
	struct input *outside;
	size_t outside_count, outside_cap;
	int64_t seen;                         /* when it was begun to look, in nanoseconds */
	struct arena *arenas[WORK_MOST_JOBS]; /* where they live; NULL behind the last */
};

/* That nothing is there is a state as well; what nobody can tell is none. */
static uint64_t
state_at(int at, const char *name, int flags, int64_t seen)
{
	struct stat info = {0};

	if (fstatat(at, name, &info, flags) && errno != ENOENT)
		return 0;
	return S_ISLNK(info.st_mode) ? 0 : input_state(&info, seen);
}

static void
add_file(struct arena *arena, struct folder *folder, int at, const char *name, int64_t seen)
{
	struct str path = path_join(arena, folder->path, str_from(name));

	folder->files = arena_grow(arena, folder->files, folder->file_count, &folder->file_cap, sizeof *folder->files);
	folder->files[folder->file_count++] = (struct input){path, hash_of(path), state_at(at, name, AT_SYMLINK_NOFOLLOW, seen)};
}

static void
add_below(struct arena *arena, struct folder *folder, const char *name)
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

/* Its state is taken first: a name that comes while it is read makes it another than what is kept. False, and it has no state, where it is there and
 * not all of it was read. */
static bool
look_into(struct arena *arena, struct folder *folder, int64_t seen)
{
	DIR *list = opendir(folder->path.at);
	const struct dirent *entry;
	bool is_read;

	if (!list)
		return errno == ENOENT;
	folder->state = state_at(dirfd(list), "", AT_EMPTY_PATH, seen);
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

	look_into(inputs->arenas[worker], &inputs->folders[round->from + index], inputs->seen);
}

static void
add_folder(struct inputs *inputs, struct str path, size_t above)
{
	inputs->folders = arena_grow(inputs->arenas[0], inputs->folders, inputs->count, &inputs->cap, sizeof *inputs->folders);
	inputs->folders[inputs->count++] = (struct folder){.path = path, .above = above};
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
		(struct input){copy, hash_of(copy), state_at(AT_FDCWD, copy.at, 0, inputs->seen)};
}

/* What is kept: this, then the folders and the files of each by name, those outside, and the texts. */
struct kept_inputs {
	uint64_t folders, files, outside; /* how many */
	uint64_t texts;                   /* bytes; the first and the last are NUL */
};

/* One without a path is found by who reads the folder above: no file in it may be named, or it is one of those that are given. */
struct kept_folder {
	uint64_t name;         /* hash of the path */
	uint64_t path;         /* in the texts, or 0 */
	uint64_t state;        /* 0: it is to be read each time */
	uint64_t first, count; /* its files */
};

struct kept_file {
	uint64_t name, state;
	uint64_t text; /* its name in its folder, outside its path; 0: it may not be named */
};

/* Keeping. */

struct keeper {
	struct inputs *inputs;
	uint64_t *shown; /* names of files, in order */
	size_t shown_count;
	struct kept_folder *folders;
	struct kept_file *files;
	struct kept_inputs head;
	struct buf texts;
};

/* Of whatever begins with its name. */
static int
name_order(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
learn_shown(struct keeper *keeper, const struct records *shown)
{
	keeper->shown = memory_take_zeroed(shown->count + 1, sizeof *keeper->shown);
	for (size_t i = 0; i < shown->count; i++)
		if (shown->items[i]->source)
			keeper->shown[keeper->shown_count++] = hash_of(shown->items[i]->source->path);
	qsort(keeper->shown, keeper->shown_count, sizeof *keeper->shown, name_order);
}

static bool
is_shown(const struct keeper *keeper, uint64_t name)
{
	return bsearch(&name, keeper->shown, keeper->shown_count, sizeof *keeper->shown, name_order) != NULL;
}

static uint64_t
keep_text(struct keeper *keeper, struct str text)
{
	uint64_t at = keeper->texts.len;

	buf_add(&keeper->texts, text);
	buf_add_char(&keeper->texts, '\0');
	return at;
}

static void
keep_files(struct keeper *keeper, struct folder *folder)
{
	struct kept_file *files = &keeper->files[keeper->head.files];

	for (size_t i = 0; i < folder->file_count; i++) {
		const struct input *input = &folder->files[i];
		bool may_name = is_shown(keeper, input->name);

		files[i] = (struct kept_file){input->name, input->state, 0};
		if (may_name)
			files[i].text = keep_text(keeper, path_name(input->path));
		folder->holds_shown |= may_name;
		folder->holds_hidden |= !may_name;
	}
	if (folder->file_count)
		qsort(files, folder->file_count, sizeof *files, name_order);
	keeper->head.files += folder->file_count;
}

/* After the folders in it. */
static void
keep_folder(struct keeper *keeper, size_t place)
{
	struct folder *folder = &keeper->inputs->folders[place], *above = &keeper->inputs->folders[folder->above];
	struct kept_folder *kept = &keeper->folders[keeper->head.folders++];
	bool is_given = place < keeper->inputs->given;

	*kept = (struct kept_folder){.name = hash_of(folder->path), .first = keeper->head.files, .count = folder->file_count};
	keep_files(keeper, folder);
	kept->state = folder->holds_hidden ? 0 : folder->state;
	if (is_given)
		return;
	if (folder->holds_shown)
		kept->path = keep_text(keeper, folder->path);
	above->holds_shown |= folder->holds_shown;
	above->holds_hidden |= !folder->holds_shown;
}

static void
keep_outside(struct keeper *keeper, const struct input *input)
{
	keeper->files[keeper->head.files + keeper->head.outside++] =
		(struct kept_file){input->name, input->state, keep_text(keeper, input->path)};
}

static void
keep_all(struct keeper *keeper)
{
	const struct inputs *inputs = keeper->inputs;

	buf_add_char(&keeper->texts, '\0');
	for (size_t i = inputs->count; i-- > 0;)
		keep_folder(keeper, i);
	qsort(keeper->folders, inputs->count, sizeof *keeper->folders, name_order);
	for (size_t i = 0; i < inputs->outside_count; i++)
		keep_outside(keeper, &inputs->outside[i]);
	keeper->head.texts = keeper->texts.len;
}

static size_t
count_files(const struct inputs *inputs)
{
	size_t count = inputs->outside_count;

	for (size_t i = 0; i < inputs->count; i++)
		count += inputs->folders[i].file_count;
	return count;
}

void
inputs_keep(struct inputs *inputs, const struct records *shown, struct buf *out)
{
	size_t files = count_files(inputs);
	struct keeper keeper = {
		.inputs = inputs,
		.folders = memory_take_zeroed(inputs->count + 1, sizeof *keeper.folders),
		.files = memory_take_zeroed(files + 1, sizeof *keeper.files),
	};

	learn_shown(&keeper, shown);
	keep_all(&keeper);
	buf_add_bytes(out, &keeper.head, sizeof keeper.head);
	buf_add_bytes(out, keeper.folders, inputs->count * sizeof *keeper.folders);
	buf_add_bytes(out, keeper.files, files * sizeof *keeper.files);
	buf_add(out, buf_str(&keeper.texts));
	buf_free(&keeper.texts);
	free(keeper.files);
	free(keeper.folders);
	free(keeper.shown);
}

/* Comparing. */

/* Where its parts lie. */
struct kept {
	struct kept_inputs head;
	const struct kept_folder *folders;
	const struct kept_file *files, *outside;
	const char *texts;
};

/* Some of the files of a folder: large ones are shared. */
struct visit {
	struct str path;
	const struct kept_folder *folder; /* NULL: none that was there */
	size_t from;                      /* the first of its files */
};

struct comparing {
	struct kept kept;
	int64_t seen;
	const struct visit *visits; /* of this round */
	atomic_size_t found;        /* files */
	atomic_bool is_other;
	/* By one at a time. */
	pthread_mutex_t lock;
	struct arena *arena, *scratch;
	struct visit *next; /* of the next round */
	size_t next_count, next_cap;
	struct input *changed;
	size_t changed_count;
};

enum { FILES_AT_ONCE = 256 };

/* Whether none of its parts leads out of it. */
static bool
is_within(const struct kept *kept)
{
	const struct kept_inputs *head = &kept->head;

	if (!head->texts || kept->texts[head->texts - 1])
		return false;
	for (size_t i = 0; i < head->folders; i++)
		if (kept->folders[i].path >= head->texts || kept->folders[i].first > head->files ||
		    kept->folders[i].count > head->files - kept->folders[i].first)
			return false;
	for (size_t i = 0; i < head->files + head->outside; i++)
		if (kept->files[i].text >= head->texts)
			return false;
	return true;
}

static bool
open_kept(struct kept *kept, struct str text)
{
	struct kept_inputs *head = &kept->head;

	if (text.len < sizeof *head)
		return false;
	memcpy(head, text.at, sizeof *head);
	if (head->folders > text.len || head->files > text.len || head->outside > text.len || head->texts > text.len)
		return false;
	kept->folders = (const void *)(text.at + sizeof *head);
	kept->files = (const void *)(kept->folders + head->folders);
	kept->outside = kept->files + head->files;
	kept->texts = (const void *)(kept->outside + head->outside);
	return text.len == sizeof *head + head->folders * sizeof *kept->folders +
	                           (head->files + head->outside) * sizeof *kept->files + head->texts &&
	       is_within(kept);
}

static const struct kept_folder *
find_folder(const struct kept *kept, struct str path)
{
	uint64_t name = hash_of(path);

	return bsearch(&name, kept->folders, kept->head.folders, sizeof *kept->folders, name_order);
}

static const struct kept_file *
find_file(const struct kept *kept, const struct kept_folder *folder, uint64_t name)
{
	if (!folder)
		return NULL;
	return bsearch(&name, kept->files + folder->first, folder->count, sizeof *kept->files, name_order);
}

static void
add_visit(struct comparing *comparing, struct visit visit)
{
	comparing->next = arena_grow(comparing->scratch, comparing->next, comparing->next_count, &comparing->next_cap,
	                             sizeof *comparing->next);
	comparing->next[comparing->next_count++] = visit;
}

static void
add_visits(struct comparing *comparing, struct str path, const struct kept_folder *folder)
{
	size_t from = 0;

	do {
		add_visit(comparing, (struct visit){path, folder, from});
		from += FILES_AT_ONCE;
	} while (folder && from < folder->count);
}

static void
note_changed(struct comparing *comparing, struct str folder, struct str name, const struct kept_file *file, uint64_t state)
{
	pthread_mutex_lock(&comparing->lock);
	if (comparing->changed_count == INPUTS_MOST_CHANGED)
		comparing->is_other = true;
	else
		comparing->changed[comparing->changed_count++] =
			(struct input){path_join(comparing->arena, folder, name), file->name, state};
	pthread_mutex_unlock(&comparing->lock);
}

static bool
is_same(uint64_t before, uint64_t now)
{
	return before && before == now;
}

/* The files by their names, which are those of before. */
static void
compare_by_name(struct comparing *comparing, const struct visit *visit, int at)
{
	const struct kept *kept = &comparing->kept;
	const struct kept_file *files = kept->files + visit->folder->first;
	size_t to = visit->from + FILES_AT_ONCE < visit->folder->count ? visit->from + FILES_AT_ONCE : visit->folder->count;

	for (size_t i = visit->from; i < to; i++) {
		const char *name = kept->texts + files[i].text;
		uint64_t state = state_at(at, name, AT_SYMLINK_NOFOLLOW, comparing->seen);

		if (!is_same(files[i].state, state))
			note_changed(comparing, visit->path, str_from(name), &files[i], state);
	}
	comparing->found += to - visit->from;
}

static void
compare_found(struct comparing *comparing, const struct kept_folder *before, const struct folder *folder)
{
	for (size_t i = 0; i < folder->file_count; i++) {
		const struct input *input = &folder->files[i];
		const struct kept_file *file = find_file(&comparing->kept, before, input->name);

		if (!file)
			comparing->is_other = true;
		else if (!is_same(file->state, input->state))
			note_changed(comparing, folder->path, path_name(input->path), file, input->state);
	}
	comparing->found += folder->file_count;
}

/* Those that are named are visited as all are. */
static void
visit_below(struct comparing *comparing, const struct folder *folder)
{
	pthread_mutex_lock(&comparing->lock);
	for (size_t i = 0; i < folder->below_count; i++) {
		const struct kept_folder *below = find_folder(&comparing->kept, folder->below[i]);

		if (!below || !below->path)
			add_visits(comparing, arena_str(comparing->scratch, folder->below[i]), below);
	}
	pthread_mutex_unlock(&comparing->lock);
}

static void
compare_by_list(struct comparing *comparing, const struct visit *visit)
{
	struct arena *arena = arena_new();
	struct folder folder = {.path = visit->path};

	if (!look_into(arena, &folder, comparing->seen))
		comparing->is_other = true;
	compare_found(comparing, visit->folder, &folder);
	visit_below(comparing, &folder);
	arena_free(arena);
}

/* A folder that is not there has no files: their number shows it. */
static void
compare_visit(void *user, unsigned worker, size_t index)
{
	struct comparing *comparing = user;
	const struct visit *visit = &comparing->visits[index];
	bool is_known = visit->folder && visit->folder->state;
	int at = -1;

	(void)worker;
	if (comparing->is_other)
		return;
	if (is_known)
		at = open(visit->path.at, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (at >= 0 && is_same(visit->folder->state, state_at(at, "", AT_EMPTY_PATH, comparing->seen)))
		compare_by_name(comparing, visit, at);
	else if (visit->from == 0)
		compare_by_list(comparing, visit);
	if (at >= 0)
		close(at);
}

static void
compare_round(struct comparing *comparing, unsigned jobs)
{
	size_t count = comparing->next_count;

	comparing->visits = comparing->next;
	comparing->next = NULL;
	comparing->next_count = comparing->next_cap = 0;
	work_share(jobs, count, compare_visit, comparing);
}

static void
compare_outside(struct comparing *comparing)
{
	const struct kept *kept = &comparing->kept;

	for (size_t i = 0; i < kept->head.outside; i++) {
		const struct kept_file *file = &kept->outside[i];
		const char *path = kept->texts + file->text;
		uint64_t state = state_at(AT_FDCWD, path, 0, comparing->seen);

		if (!is_same(file->state, state))
			note_changed(comparing, STR(""), str_from(path), file, state);
	}
}

/* First those that are given, and all that have names. */
static void
compare_all(struct comparing *comparing, const struct str *folders, size_t count, unsigned jobs)
{
	const struct kept *kept = &comparing->kept;

	for (size_t i = 0; i < count; i++)
		add_visits(comparing, folders[i], find_folder(kept, folders[i]));
	for (size_t i = 0; i < kept->head.folders; i++)
		if (kept->folders[i].path)
			add_visits(comparing, str_from(kept->texts + kept->folders[i].path), &kept->folders[i]);
	while (comparing->next_count && !comparing->is_other)
		compare_round(comparing, jobs);
	compare_outside(comparing);
}

static int
path_order(const void *a, const void *b)
{
	const struct input *x = a, *y = b;

	return str_order(x->path, y->path);
}

bool
inputs_compare(struct arena *arena, struct str kept, const struct str *folders, size_t count, unsigned jobs,
               struct input changed[static INPUTS_MOST_CHANGED], size_t *changed_count)
{
	struct comparing comparing = {.seen = input_now(), .arena = arena, .changed = changed};

	*changed_count = 0;
	if (!open_kept(&comparing.kept, kept))
		return false;
	comparing.scratch = arena_new();
	pthread_mutex_init(&comparing.lock, NULL);
	compare_all(&comparing, folders, count, jobs);
	pthread_mutex_destroy(&comparing.lock);
	arena_free(comparing.scratch);
	*changed_count = comparing.changed_count;
	if (*changed_count)
		qsort(changed, *changed_count, sizeof *changed, path_order);
	return !comparing.is_other && comparing.found == comparing.kept.head.files;
}
