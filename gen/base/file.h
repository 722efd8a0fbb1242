/* SPDX-License-Identifier: EUPL-1.2 */
/* file — folders and files of the world outside: read, list, make. Errors are the caller's to judge (errno), and file_judge tells whose they
 * are. */
#ifndef OPVOLGING_BASE_FILE_H
#define OPVOLGING_BASE_FILE_H

#include "arena.h"

enum file_kind { FILE_ABSENT, FILE_REGULAR, FILE_FOLDER, FILE_SYMLINK, FILE_OTHER };

struct file_entry {
	struct str name;
	enum file_kind kind;
};

/* Comes back where errno tells of something that an author can mend: nothing stands at path, it may not be read, is a folder, is too large.
 * All else is a failure of the world (a disk, a full table of files, memory) and ends the program: "read PATH: …", exit 2. */
void file_judge(struct str path);

/* What stands at path itself, symbolic links not followed. size may be NULL. Ends the program where the disk does not tell. */
enum file_kind file_kind_of(struct str path, uint64_t *size);

/* The entries of a folder in byte order, without . and .. ; false with errno set. */
bool file_list(struct arena *arena, struct str folder, struct file_entry **entries, size_t *count);

/* The whole of a file, malloc'd and NUL-terminated, to free(); NULL with errno set. */
char *file_read(struct str path, size_t *size);
char *file_read_most(struct str path, size_t most, size_t *size); /* EFBIG where it is larger */

/* The same, mapped: only what is touched is read, so the file must not be cut short meanwhile. To file_unmap(); NULL with errno set. */
const uint8_t *file_map(struct str path, size_t *size);
void file_unmap(const uint8_t *at, size_t size);

bool file_write(struct str path, struct str bytes);

/* Makes the folder and its parents, mode 0777 less umask; true where it stands already. */
bool file_make_folders(struct str path);

/* Removes a file or a folder with all that is in it; true where nothing is left. Symbolic links are not followed. Never
 * ends the program. */
bool file_remove(struct str path);

struct str path_join(struct arena *arena, struct str folder, struct str name);
/* A path as the file that names it means it: from its folder, but for one that begins with '/'. */
struct str path_beside(struct arena *arena, struct str file, struct str path);
struct str path_folder(struct str path); /* what stands before the last '/', or "" */
struct str path_name(struct str path);   /* what stands behind it */

#endif
