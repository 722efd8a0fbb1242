/* SPDX-License-Identifier: EUPL-1.2 */
/* tree — the published folder, replaced all at once.
 *
 * Beside out/ stands a second tree whose files are hard links to the same inodes. A build puts only what differs there (a new file, then
 * rename; never writing into a file), syncs it, exchanges the two trees in one step (renameat2, RENAME_EXCHANGE), and repeats the changes
 * in the other tree, so that withdrawn files are gone from both. Killed at any moment, the old portal or the new one is there, whole. The
 * second tree, the files of a build under way, a state file and a lock lie in .<name of out>.opvolging/ beside it, mode 0700.
 *
 * Several threads may put, keep and read at once; all else is for the thread that opened the tree.
 *
 * out/ belongs to this program alone. What others put there or take away is noticed only when the trees are repaired (a foreign file is
 * then refused, never removed). No function returns an error: a failure of the world ends the program with exit 2, out/ untouched. */
#ifndef OPVOLGING_WRITE_TREE_H
#define OPVOLGING_WRITE_TREE_H

#include "../base/arena.h"
#include "../base/buf.h"
#include "manifest.h"

struct tree;

/* Makes the parents of out, out itself and the second tree where they are missing, repairs what a killed build left, and locks the
 * tree against a second build (which waits). Ends the program with a remedy (exit 2) where an exchange is impossible: out is a mount
 * point, or something else than a folder. Those that put take nothing of the arena. */
struct tree *tree_open(struct arena *arena, struct str out);

/* The same where nobody reads while it is written. A file system that cannot exchange two folders (NFS) is fine then: they trade places in steps, and what a
 * build leaves that is killed between them counts as nothing published. */
struct tree *tree_open_unread(struct arena *arena, struct str out);

/* The same for a build that knows what it changes: it puts what is new or may differ, and names what goes; all else stays. It reads next to
 * nothing of the manifest. What lasts is as for tree_keep_longer, which is not called. NULL, and no lock held, where the trees are not equal
 * and whole, or what is kept of the last release is not known: then all is to be put (tree_open). */
struct tree *tree_open_to_patch(struct arena *arena, struct str out, bool (*lasts)(struct str path));

/* Whether something is published there and no build was cut short. Nothing is locked or made; as fast as a few calls of the system. */
bool tree_is_current(struct str out);

/* One file of the new portal. path is relative, '/' between names, no '..', no control character, not manifest.txt, and put once (asserted).
 * Bytes are written, beside the trees, only where they differ from what is published. Every file of the portal is put in every build;
 * what was not put is withdrawn, now or, where tree_keep_longer says so, with the release that follows. False where the bytes are those that
 * are published. */
bool tree_put(struct tree *tree, struct str path, struct str bytes);
/* The same for a file of the world outside (an attachment). */
void tree_put_file(struct tree *tree, struct str path, struct str from);

/* Puts what is published at path once more, without its bytes being made again; false, and nothing is put, where nothing is. */
bool tree_keep(struct tree *tree, struct str path, uint64_t *size);

/* Whether the manifest says that something is published at path; before it is put. */
bool tree_has(struct tree *tree, struct str path);

/* What is published at path, in memory of the arena; before it is put. False where it is not there, cannot be read, or is not as the
 * manifest says. */
bool tree_read(struct tree *tree, struct arena *arena, struct str path, struct str *bytes);
/* The same, mapped, of a file that is not empty; to file_unmap before the tree is published. */
bool tree_map(struct tree *tree, struct str path, struct str *bytes);

/* How many files were put so far; not while threads put. */
size_t tree_count_put(const struct tree *tree);

/* Of a tree that was opened to patch: what a build of all would not put. Fine where it is not published. */
void tree_remove(struct tree *tree, struct str path);

struct tree_changes {
	struct str *added, *changed, *removed;                   /* paths, by bytes */
	size_t added_count, changed_count, removed_count, total; /* total: all that stands in out/, the manifest apart */
};

/* What is no longer put and of which `lasts` holds stays published one release longer, so that a page that was read before the exchange
 * still finds it; a release is a build that changes something. Only for files that say nothing of any record: these go at once. Call it
 * before anything is put. What the state folder remembers of this may be lost: then such files go at once too. */
void tree_keep_longer(struct tree *tree, bool (*lasts)(struct str path));

/* Publishes, once: manifest.txt (a line "<XXH3 128 as xxhsum -H2 writes it>  <path>" for every other file, by path), sync, exchange, repeat.
 * Where nothing differs, nothing is written, and no time stamp moves. */
struct tree_changes tree_publish(struct tree *tree);

/* The hash of the manifest in out/; 0 where there is none. */
struct digest tree_release(const struct tree *tree);

/* The folder beside out/ that is kept from one build to the next, mode 0700. */
struct str tree_state_folder(const struct tree *tree);

/* Gives everything up; out/ stays as it was. Closes the tree. */
void tree_abandon(struct tree *tree);

/* Lets the next build in. Fine after tree_abandon. What was put but not published is given up. */
void tree_close(struct tree *tree);

#endif
