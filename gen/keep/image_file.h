/* SPDX-License-Identifier: EUPL-1.2 */
/* image_file — memory that is a file: grows while it is written, at the one address that every run gives it. Private to keep/. */
#ifndef OPVOLGING_KEEP_IMAGE_FILE_H
#define OPVOLGING_KEEP_IMAGE_FILE_H

#include "../base/program.h"
#include "../model/schema.h"

/* What the file begins with. */
struct image_head {
	char magic[8];
	char program[PROGRAM_ID]; /* that wrote it */
	uint64_t size;            /* of the file, the head included */
	uint64_t more, more_size; /* the caller's bytes, from the start of the file; behind the site */
	uint64_t more_check;
	void *site;
	uint64_t check_low, check_high; /* of everything between the head and more */
	uint64_t head_check;            /* of the head up to here */
	/* What maps point at. The tables of the schema lie elsewhere in each run, so that these are filled in after mapping. */
	struct shape shapes[SHAPE_COUNT];
};

struct image_file;

enum { IMAGE_PIECE = 1 << 17 }; /* of the file: what is checked, and put, at once */

/* A new file; NULL where that is impossible. */
struct image_file *image_file_new(struct str path);
/* Once, before anything is taken: addresses for that many bytes which never lie in memory, but are put into the file. All of them must be. */
char *image_file_reserve(struct image_file *file, size_t size);
/* The piece at such an address, whole. Several threads may put at once. */
void image_file_put(struct image_file *file, const char *at, const char *piece);
/* Zeroed, for any type. Never fails: what finds no room shows at the end. */
void *image_file_take(struct image_file *file, size_t size);
struct image_head *image_file_head(struct image_file *file);
/* What is in it is not wanted any more. */
void image_file_fail(struct image_file *file);
/* Puts more behind it, checks and closes it. False, and the file is gone, where anything failed on the way. */
bool image_file_finish(struct image_file *file, struct str more, unsigned jobs);

/* An existing file, to be changed in memory alone; NULL where it is not there or not ours. state: see input_state. */
struct image_head *image_file_map(struct str path, uint64_t *state);
void image_file_unmap(struct image_head *head);
bool image_file_is_whole(const struct image_head *head, unsigned jobs);

#endif
