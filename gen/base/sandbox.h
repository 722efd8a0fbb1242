/* SPDX-License-Identifier: EUPL-1.2 */
/* sandbox — what a run gives up before it reads what others wrote: the network, other processes, and every file but those it is for.
 *
 * Whoever finds a mistake in a parser of ours by a record of theirs gets no further than this. Two parts of the kernel hold it, each
 * where the kernel has it, and neither can be left again:
 *
 * - Landlock (ABI 2 of Linux 5.19 and later; landlock(7)) knows folders. Reading: the places given and what every run needs
 *   (/usr/share, /usr/local/share, /etc/localtime). Writing: the places given. Starting programs: nowhere. From ABI 4 no TCP, from 5 no
 *   commands to devices, from 6 no signals and no abstract sockets to others. What an ABI does not know is left out. ABI 1 refuses
 *   every move from one folder to another, so that nothing could be published: it counts as none.
 * - seccomp (seccomp(2), call_filter.h) knows calls: a list of those that reading, writing, memory and threads need. All others fail with
 *   ENOSYS, and so do those that Landlock does not see: sockets of every kind, chmod, chown, xattr, other processes, new namespaces,
 *   memory that can be executed. ENOSYS and not death, since a newer C library tries a newer call first and falls back at ENOSYS alone.
 *
 * Landlock sees folders as inodes, so a rule goes along when two folders trade places; and what is allowed in a folder is allowed in
 * all below it, which no second rule can take back. Metadata (stat) and what is open already stay in reach.
 *
 * A program with sanitizers is without seccomp and reads everywhere: their reports attach to the process and start programs. */
#ifndef OPVOLGING_BASE_SANDBOX_H
#define OPVOLGING_BASE_SANDBOX_H

#include "arena.h"
#include "buf.h"

enum sandbox_right {
	SANDBOX_READ, /* files, and lists of names */
	SANDBOX_WRITE, /* the same, and files and folders are made, changed, moved, removed; the folder itself is no symbolic link */
	SANDBOX_FILE, /* one file is written: the place is the file, or where there is none yet its folder, in which files may then be */
	SANDBOX_EXCHANGE, /* folders are listed, made, moved and, empty, removed; files are out of reach */
	SANDBOX_PRUNE,    /* empty folders are removed */
};

enum { SANDBOX_PLACES = 12 };

/* What is added beside what every run needs; {0} is empty. */
struct sandbox_places {
	struct sandbox_place {
		struct str path;
		enum sandbox_right right;
	} at[SANDBOX_PLACES];
	size_t count;
};

/* path is borrowed until the sandbox is entered; "" is the folder that the program runs in. A place that is not there gives no right, and
 * who wants it tells. */
void sandbox_allow(struct sandbox_places *places, struct str path, enum sandbox_right right);

enum sandbox_part {
	PART_ACTIVE,
	PART_ABSENT,    /* the kernel has it not, or it is switched off there */
	PART_TOO_OLD,   /* Landlock before ABI 2 */
	PART_SANITIZED, /* the program's sanitizers need what it would take */
};

struct sandbox {
	int abi; /* of the kernel's Landlock; 0 */
	enum sandbox_part landlock, seccomp;
};

/* For the whole process and for good; to be called while it has one thread. Ends the program (exit 2) where the kernel has a part and
 * refuses it: a run never goes on unprotected in silence. */
struct sandbox sandbox_enter(const struct sandbox_places *places);

/* "Landlock 7, seccomp", or what is missing and why. Tries what must fail now, so that it tells what holds and not what was asked. */
void sandbox_describe(const struct sandbox *sandbox, struct buf *out);

/* The folders of the system that every run may read, as a message names them. */
#define SANDBOX_FONT_FOLDERS "/usr/share or /usr/local/share"

#endif
