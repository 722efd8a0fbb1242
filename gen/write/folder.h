/* SPDX-License-Identifier: EUPL-1.2 */
/* folder — changes below a root folder, and making one root equal to another.
 *
 * A root is a descriptor, so it stays the same folder when the two trees trade names. Paths are relative to it, with a NUL behind
 * them; symbolic links are never followed in the last name. What returns bool returns false with errno set. */
#ifndef OPVOLGING_WRITE_FOLDER_H
#define OPVOLGING_WRITE_FOLDER_H

#include "../base/arena.h"

/* A descriptor to close, or -1. */
int folder_open(int root, const char *path);
/* A regular file, whole. */
bool folder_read(struct arena *arena, int root, const char *path, struct str *bytes);
/* The same, mapped; to file_unmap. */
bool folder_map(int root, const char *path, struct str *bytes);
bool folder_size(int root, const char *path, uint64_t *size);

/* False where it cannot be looked at. */
bool folder_look(int root, const char *path, bool *is_folder);

/* The names in the folder root itself, without . and .. , in no order. */
bool folder_names(struct arena *arena, int root, struct str **names, size_t *count);

bool folder_is_empty(int root, const char *path, bool *is_empty);

/* A new file, 0644 less umask; it is an error where something stands there. These three make the folders that path stands in, 0755 less
 * umask. */
bool folder_write(int root, const char *path, struct str bytes);
/* The same path in `to` becomes another name of the file; it is an error where something stands there. */
bool folder_link(int from, const char *path, int to);
/* The file leaves `from`, and takes the place of a file that stands in `to`. */
bool folder_move(int from, const char *path, int to);

/* Moves all that stands in `from` into `to`, which is empty. */
bool folder_move_all(int from, int to);
/* Removes all that stands in it. */
bool folder_clear(int root);

/* Removes a file and the folders that it leaves empty. Fine where it is gone already. */
bool folder_withdraw(int root, const char *path);

/* Removes a file, or a folder with all that is in it. Fine where it is gone already. */
bool folder_remove(int root, const char *name);

/* Puts one file, or one folder's list of names, on the disk. Fine where it is gone: then the folder above has the news. */
bool folder_sync(int root, const char *path);

/* Makes `to` hold the files of `from`, as hard links: every other inode goes, every missing one comes. */
bool folder_mirror(int from, int to);

#endif
