/* SPDX-License-Identifier: EUPL-1.2 */
/* inputs — the files that a build is made from, and which of them are others by now.
 *
 * A file is taken for the same while its size, its inode and both its times stay (the rule of git's index). A time that lies within a few ticks of
 * the clock of the moment at which it was looked at proves nothing, since the file may have been written to again within the tick: such a file
 * counts as changed, and is compared by what it says. So does a symbolic link below the folders: what it leads to may change where nobody looks.
 *
 * What is kept names no file: names of records that are withheld must not be found beside the portal, so that a file is known by the hash of its
 * path. */
#ifndef OPVOLGING_KEEP_INPUTS_H
#define OPVOLGING_KEEP_INPUTS_H

#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/work.h"

/* Hash of size, inode and times of a file; 0: too young to be believed by who looked at the moment seen, in nanoseconds. */
struct stat;
uint64_t input_state(const struct stat *info, int64_t seen);
int64_t input_now(void);

struct input {
	struct str path; /* as it was reached: content/letters/x.md */
	uint64_t name;   /* hash of the path */
	uint64_t state;  /* see input_state; 0 also: a link */
};

struct inputs {
	struct input *items; /* by folder */
	size_t count, cap;
	int64_t seen;                         /* when it was begun to look, in nanoseconds */
	struct arena *arenas[WORK_MOST_JOBS]; /* where they live; NULL behind the last */
};

/* Every file below the folders, but what begins with '.', as they stand now. Folders that cannot be read have no files: who reads them says so.
 * To inputs_free. */
struct inputs *inputs_gather(const struct str *folders, size_t count, unsigned jobs);
/* One more, wherever links lead; path is borrowed. */
void inputs_add(struct inputs *inputs, struct str path);
void inputs_free(struct inputs *inputs);

/* To be kept, and looked into where it lies: 8-aligned. */
void inputs_keep(const struct inputs *inputs, struct buf *out);

enum { INPUTS_MOST_CHANGED = 24 };

/* Whether the same files are there as when kept was made, whatever is in them; the places of those that are not surely the same go into
 * changed, at most INPUTS_MOST_CHANGED. False also where there are more. */
bool inputs_compare(const struct inputs *inputs, struct str kept, size_t changed[static INPUTS_MOST_CHANGED], size_t *count);

#endif
