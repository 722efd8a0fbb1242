/* SPDX-License-Identifier: EUPL-1.2 */
/* tree_parts — what tree_open.c (lock, repair), tree.c (put, close) and tree_publish.c share; for them alone.
 *
 *     out/                     what is published
 *     .out.opvolging/          mode 0700
 *         tree/                the second tree: the same inodes as out/
 *         new/1, 2, …          files of this build that differ, until it publishes
 *         state                "clean": both trees are equal
 *         lock                 held by the build that is under way
 *
 * New files wait in new/ and not in the second tree, because only at the end it is known what goes: so a file can take the name of a
 * folder that goes, an error found late costs nothing, and the trees differ only for the moment of publishing. */
#ifndef OPVOLGING_WRITE_TREE_PARTS_H
#define OPVOLGING_WRITE_TREE_PARTS_H

#include "../base/table.h"
#include "manifest.h"
#include "tree.h"

#define SECOND_NAME "tree"
#define NEW_NAME "new"
#define STATE_NAME "state"
#define LOCK_NAME "lock"

#define CLEAN STR("clean\n")
#define DIRTY STR("dirty\n")

struct tree_file {
	struct str path;      /* NUL behind it */
	struct digest digest; /* of what is published, then of what was put */
	size_t staged;        /* new/<staged> holds its new bytes; 0: nothing new */
	bool is_published;    /* stands in out/ */
	bool is_put;
};

struct tree {
	struct arena *arena;
	struct str out;        /* as the user wrote it, without '/' behind it */
	struct str name;       /* its last name; NUL behind it */
	int parent;            /* the folder that holds out; descriptors are -1 while closed */
	int state;             /* .out.opvolging/ */
	int published, second; /* the roots of the two trees */
	int lock;
	struct table *by_path;
	struct tree_file **files; /* all that is published or put; not the manifest */
	size_t count, cap;
	struct tree_file manifest;
	size_t staged_count;
};

/* The file at path, added where it was not known. */
struct tree_file *tree_file_at(struct tree *tree, struct str path);

/* new/<staged>, relative to .out.opvolging/. */
struct tree_staged_name {
	char at[sizeof NEW_NAME + 24];
};

struct tree_staged_name tree_staged_name(const struct tree_file *file);

/* Writes the new bytes of a file into new/. */
void tree_stage(struct tree *tree, struct tree_file *file, struct str bytes);

/* As a message names it: out/x.html. */
struct str tree_shown_path(struct tree *tree, const struct tree_file *file);

/* "opvolging: write PATH: WHAT" on standard error; refuse then exits with 2. */
void tree_say(struct str path, const char *what);
_Noreturn void tree_refuse(struct str path, const char *what);

/* Writes the state down. Dirty is on the disk before anything follows. False with errno set. */
bool tree_mark_clean(struct tree *tree);
bool tree_mark_dirty(struct tree *tree);

/* The two trees trade places in one step. Ends the program, nothing changed, where that is impossible. */
void tree_exchange(struct tree *tree);

#endif
