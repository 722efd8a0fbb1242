/* SPDX-License-Identifier: EUPL-1.2 */
/* inputs — the files that a build is made from, and which of them are others by now.
 *
 * A file is taken for the same while its size, its inode and both its times stay (the rule of git's index). A time that lies within a few ticks of
 * the clock of the moment at which it was looked at proves nothing, since the file may have been written to again within the tick: such a file
 * counts as changed, and is compared by what it says. So does a symbolic link below the folders: what it leads to may change where nobody looks.
 * While a folder is the same by this rule, so are the names in it, and it is not read.
 *
 * What is kept names only files that the portal is made from: names of records that are withheld must not be found beside it, so that such a
 * file is known by the hash of its path, and the folder that it is in is read each time. */
#ifndef OPVOLGING_KEEP_INPUTS_H
#define OPVOLGING_KEEP_INPUTS_H

#include "../base/arena.h"
#include "../base/buf.h"

/* Hash of size, inode and times of a file; 0: too young to be believed by who looked at the moment seen, in nanoseconds. */
struct stat;
uint64_t input_state(const struct stat *info, int64_t seen);
int64_t input_now(void);

struct input {
	struct str path; /* as it was reached: content/letters/x.md */
	uint64_t name;   /* hash of the path */
	uint64_t state;  /* see input_state; 0 also: a link */
};

struct inputs;
struct records;

/* Every file below the folders, but what begins with '.', as they stand now. Folders that cannot be read have no files: who reads them says so.
 * folders are borrowed. To inputs_free. */
struct inputs *inputs_gather(const struct str *folders, size_t count, unsigned jobs);
/* One more, wherever links lead. */
void inputs_add(struct inputs *inputs, struct str path);
void inputs_free(struct inputs *inputs);

/* To be kept, and looked into where it lies: 8-aligned. shown: the records whose files may be named. */
void inputs_keep(struct inputs *inputs, const struct records *shown, struct buf *out);

enum { INPUTS_MOST_CHANGED = 24 };

/* Whether the same files stand below the same folders, and the same were added, as when kept was made, whatever is in them. Those that are not
 * surely the same are put into changed, at most INPUTS_MOST_CHANGED, by path, which the arena has. False also where there are more, and where kept is
 * nothing that was kept. */
bool inputs_compare(struct arena *arena, struct str kept, const struct str *folders, size_t count, unsigned jobs,
                    struct input changed[static INPUTS_MOST_CHANGED], size_t *changed_count);

#endif
