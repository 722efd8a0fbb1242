/* SPDX-License-Identifier: EUPL-1.2 */
/* inputs_parts — what looking (inputs.c), keeping (inputs_keep.c) and comparing (inputs_compare.c) share. Private to keep/. */
#ifndef OPVOLGING_KEEP_INPUTS_PARTS_H
#define OPVOLGING_KEEP_INPUTS_PARTS_H

#include "../base/work.h"
#include "inputs.h"

/* A folder and what it holds. */
struct input_folder {
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
	struct input_folder *folders; /* each behind the one that it is in */
	size_t count, cap;
	size_t given; /* the first so many are nobody's */
	struct input *outside;
	size_t outside_count, outside_cap;
	int64_t seen;                         /* when it was begun to look, in nanoseconds */
	struct arena *arenas[WORK_MOST_JOBS]; /* where they live; NULL behind the last */
};

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

/* The order of folders and of files: whatever begins with its name. */
int kept_name_order(const void *a, const void *b);

/* What state a file has, flags as fstatat takes them. That nothing is there is a state as well; what nobody can tell is none. */
uint64_t input_state_at(int at, const char *name, int flags, int64_t seen);

/* What the folder holds. False, and it has no state, where it is there and not all of it was read. */
bool input_folder_look(struct arena *arena, struct input_folder *folder, int64_t seen);

#endif
