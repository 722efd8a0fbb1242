/* SPDX-License-Identifier: EUPL-1.2 */
/* tree_parts — what tree_open.c (lock, repair), tree.c (put, close), tree_patch.c, tree_kept.c and tree_publish.c share; for them alone.
 *
 *     out/                     what is published
 *     .out.opvolging/          mode 0700
 *         tree/                the second tree: the same inodes as out/
 *         new/tree/            files of this build that differ, until it publishes
 *         former/              what was out/, in the midst of trading places in steps
 *         state                "clean": both trees are equal
 *         kept                 what of out/ stays one release longer, though nobody put it
 *         lock                 held by the build that is under way
 *
 * New files wait in new/ and not in the second tree, because only at the end it is known what goes: so a file can take the name of a
 * folder that goes, an error found late costs nothing, and the trees differ only for the moment of publishing. Only where out/ is empty do
 * they go into the second tree at once, as names of the same inodes: nothing is there that could go, and a first build, which writes all,
 * then has both trees when it has written. */
#ifndef OPVOLGING_WRITE_TREE_PARTS_H
#define OPVOLGING_WRITE_TREE_PARTS_H

#include <pthread.h>

#include "../base/table.h"
#include "lines.h"
#include "manifest.h"
#include "tree.h"

#define SECOND_NAME "tree"
#define NEW_NAME "new"
#define STAGING_NAME NEW_NAME "/tree"
#define FORMER_NAME "former"
#define STATE_NAME "state"
#define KEPT_NAME "kept"
#define LOCK_NAME "lock"

#define CLEAN STR("clean\n")
#define DIRTY STR("dirty\n")

struct tree_file {
	struct str path;         /* NUL behind it */
	struct digest digest;    /* of what is published, then of what was put */
	struct lines_place line; /* of a patch: in the manifest that stands */
	bool is_staged;          /* new/ holds its new bytes */
	bool is_published;       /* stands in out/ */
	bool is_put;             /* in this build; of a patch also what it does not name, unless it was_kept */
	bool is_told;            /* this build put, kept or removed it */
	bool was_kept;           /* stands in out/ one release longer than it was put */
	bool is_kept;            /* stands in the new release, though it was not put */
};

struct tree {
	struct arena *arena;   /* the caller's, for one thread */
	struct arena *own;     /* files and their paths; whoever uses it holds turn */
	pthread_mutex_t turn;  /* several threads may put at once: of files, by_path, own and staging */
	struct str out;        /* as the user wrote it, without '/' behind it */
	struct str name;       /* its last name; NUL behind it */
	struct str beside;     /* .<name>.opvolging, the same */
	int parent;            /* the folder that holds out; descriptors are -1 while closed */
	int state;             /* .out.opvolging/ */
	int published, second; /* the roots of the two trees */
	int staging;           /* new/tree/ */
	int lock;
	struct table *by_path;
	struct tree_file **files; /* all that is published or put; not the manifest */
	size_t count, cap;
	struct tree_file manifest;
	struct digest release;          /* of the manifest in out/, where there is one */
	struct str text;                /* of a patch: that manifest, mapped; files then holds only what this build tells of */
	bool is_unread;                 /* trees may trade places in steps */
	bool is_first;                  /* out/ is empty, and nothing was published yet */
	bool (*lasts)(struct str path); /* what stays one release longer; NULL: nothing */
	bool knows_kept;                /* the files' was_kept is known; else nothing stays */
};

/* The file at path, published or put, or NULL. */
struct tree_file *tree_find(struct tree *tree, struct str path);
/* The same, added where it was not known. */
struct tree_file *tree_file_at(struct tree *tree, struct str path);
struct tree_file *tree_add(struct tree *tree, struct str path);

/* Of a patch: the file as the manifest that stands tells of it, added; NULL where it does not. */
struct tree_file *tree_find_in_manifest(struct tree *tree, struct str path);
/* Of a patch: the manifest of the new release. The files are sorted. */
void tree_patch_manifest(const struct tree *tree, struct buf *text);

/* Whether a file stands in the portal that comes. */
bool tree_stands(const struct tree_file *file);

/* Makes new/ where it is not there. False with errno set. */
bool tree_begin_staging(struct tree *tree);
/* Writes the new bytes of a file into new/. */
void tree_stage(struct tree *tree, struct tree_file *file, struct str bytes);

/* Where a patch begins: what tree_open does before it reads the manifest, and what makes the second tree fit for use. */
struct tree *tree_begin(struct arena *arena, struct str out);
void tree_open_second(struct tree *tree);
/* Gives back memory and descriptors; the last one lets the next build in. */
void tree_let_go(struct tree *tree);
/* Marked clean, and both trees with one manifest. */
bool tree_is_whole(const struct tree *tree);

/* "write out/x.html: …", exit 2. */
_Noreturn void tree_failed_at(struct tree *tree, const struct tree_file *file);

/* "opvolging: write PATH: WHAT" on standard error; refuse then exits with 2. */
void tree_say(struct str path, const char *what);
_Noreturn void tree_refuse(struct str path, const char *what);

/* Writes the state down. Dirty is on the disk before anything follows. False with errno set. */
bool tree_mark_clean(struct tree *tree);
bool tree_mark_dirty(struct tree *tree);

/* Once everything is put: decides what stays one release longer. False where this is the release that stands. */
bool tree_settle_kept(struct tree *tree);
/* Reads what stays of the release that stands. False where that is not known. */
bool tree_read_kept(struct tree *tree);
/* Remembers it, for the release with a manifest of this digest and, should the exchange not come, for the one that stands. new/ is there.
 * False with errno set. */
bool tree_write_kept(struct tree *tree, struct digest release);

/* The two trees trade places in one step, unless nobody reads. Ends the program, nothing changed, where that is impossible. */
void tree_exchange(struct tree *tree);

#endif
