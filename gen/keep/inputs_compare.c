/* SPDX-License-Identifier: EUPL-1.2 */
/* What is kept of inputs, and what lies there now: folders that are as before are not read. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/file.h"
#include "../base/table.h"
#include "inputs_parts.h"

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

	return bsearch(&name, kept->folders, kept->head.folders, sizeof *kept->folders, kept_name_order);
}

static const struct kept_file *
find_file(const struct kept *kept, const struct kept_folder *folder, uint64_t name)
{
	if (!folder)
		return NULL;
	return bsearch(&name, kept->files + folder->first, folder->count, sizeof *kept->files, kept_name_order);
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
		uint64_t state = input_state_at(at, name, AT_SYMLINK_NOFOLLOW, comparing->seen);

		if (!is_same(files[i].state, state))
			note_changed(comparing, visit->path, str_from(name), &files[i], state);
	}
	comparing->found += to - visit->from;
}

static void
compare_found(struct comparing *comparing, const struct kept_folder *before, const struct input_folder *folder)
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
visit_below(struct comparing *comparing, const struct input_folder *folder)
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
	struct input_folder folder = {.path = visit->path};

	if (!input_folder_look(arena, &folder, comparing->seen))
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
	if (at >= 0 && is_same(visit->folder->state, input_state_at(at, "", AT_EMPTY_PATH, comparing->seen)))
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
		uint64_t state = input_state_at(AT_FDCWD, path, 0, comparing->seen);

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
