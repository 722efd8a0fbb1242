/* SPDX-License-Identifier: EUPL-1.2 */
#include "image_file.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/memory.h"
#include "../base/work.h"
#include "../base/xxh3.h"
#include "inputs.h"

/* An address that neither program, libraries, heap nor stacks are given on the machines that Debian knows; where it is taken all the same, there is
 * no image. ThreadSanitizer keeps its own tables there. */
#define PLACE ((char *)0x200000000000)
#if defined(__SANITIZE_THREAD__)
#define HAS_PLACE 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HAS_PLACE 0
#endif
#endif
#ifndef HAS_PLACE
#define HAS_PLACE 1
#endif

#define MOST ((size_t)1 << 36) /* of addresses: room for tens of millions of records */
#define MAGIC "opvolg1"

enum { STEP = 8 << 20 }; /* by which the file grows, from a piece on */

static_assert(sizeof(struct image_head) < IMAGE_PIECE, "the head lies in the first piece");

struct image_file {
	const char *path;
	int file;
	size_t used, room;     /* room: what the file has */
	XXH128_hash_t *checks; /* of the pieces that were put; the first of them is the file's second */
	size_t check_count;
	bool has_failed; /* told by any thread */
};

static void
tell_failure(struct image_file *file)
{
	__atomic_store_n(&file->has_failed, true, __ATOMIC_RELAXED);
}

static bool
has_failed(const struct image_file *file)
{
	return __atomic_load_n(&file->has_failed, __ATOMIC_RELAXED);
}

static bool
reserve(int file, size_t size, int flags)
{
	return HAS_PLACE &&
	       mmap(PLACE, size, PROT_READ | PROT_WRITE, flags | MAP_FIXED_NOREPLACE | MAP_NORESERVE, file, 0) == PLACE;
}

static uint64_t
head_check_of(const struct image_head *head)
{
	return XXH3_64bits(head, offsetof(struct image_head, head_check));
}

struct image_file *
image_file_new(struct str path)
{
	struct image_file *file = memory_take_zeroed(1, sizeof *file);

	file->path = path.at;
	file->file = open(path.at, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (file->file < 0 || !reserve(file->file, MOST, MAP_SHARED)) {
		if (file->file >= 0) {
			close(file->file);
			unlink(file->path);
		}
		free(file);
		return NULL;
	}
	if (!program_id(((struct image_head *)image_file_take(file, sizeof(struct image_head)))->program))
		tell_failure(file);
	return file;
}

/* Room is taken before it is written to: a full disk would end the program in the middle of a store. Where there is none, what is still to come goes into plain
 * memory, and is dropped in the end. */
static void
make_room(struct image_file *file, size_t size)
{
	size_t step = file->room < IMAGE_PIECE ? IMAGE_PIECE : file->room < STEP ? file->room : STEP;
	size_t more = (size + step - 1) / step * step;

	if (has_failed(file) || posix_fallocate(file->file, (off_t)file->room, (off_t)more) != 0)
		tell_failure(file);
	if (has_failed(file) &&
	    mmap(PLACE + file->room, more, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
		die_out_of_memory();
	madvise(PLACE + file->room, more, MADV_POPULATE_WRITE); /* at once: page by page, each takes a fault */
	file->room += more;
}

void *
image_file_take(struct image_file *file, size_t size)
{
	char *at = PLACE + file->used;

	size = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
	if (size > MOST - file->used)
		die_out_of_memory();
	if (size > file->room - file->used)
		make_room(file, size - (file->room - file->used));
	file->used += size;
	return at;
}

struct image_head *
image_file_head(struct image_file *file)
{
	(void)file;
	return (struct image_head *)(void *)PLACE;
}

void
image_file_fail(struct image_file *file)
{
	tell_failure(file);
}

char *
image_file_reserve(struct image_file *file, size_t size)
{
	file->check_count = (size + IMAGE_PIECE - 1) / IMAGE_PIECE;
	file->checks = memory_take_zeroed(file->check_count + 1, sizeof *file->checks);
	if (file->check_count + 1 > MOST / IMAGE_PIECE)
		die_out_of_memory();
	file->used = file->room = (file->check_count + 1) * IMAGE_PIECE;
	return PLACE + IMAGE_PIECE;
}

static bool
write_at(int file, const char *bytes, size_t size, off_t at)
{
	while (size) {
		ssize_t written = pwrite(file, bytes, size, at);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		at += written;
		size -= (size_t)written;
	}
	return true;
}

void
image_file_put(struct image_file *file, const char *at, const char *piece)
{
	size_t place = (size_t)(at - PLACE);

	file->checks[place / IMAGE_PIECE - 1] = XXH3_128bits(piece, IMAGE_PIECE);
	if (!has_failed(file) && !write_at(file->file, piece, IMAGE_PIECE, (off_t)place))
		tell_failure(file);
}

/* A checksum of the checksums of its pieces, so that several cores can look. */
struct checking {
	const char *place;
	size_t end;            /* of the last piece */
	XXH128_hash_t *checks; /* of all pieces */
	size_t known;          /* of those behind the first */
};

static void
check_piece(void *user, unsigned worker, size_t index)
{
	const struct checking *checking = user;
	size_t from = index ? index * IMAGE_PIECE : sizeof(struct image_head), end = (index + 1) * IMAGE_PIECE;

	(void)worker;
	if (index == 0 || index > checking->known)
		checking->checks[index] =
			XXH3_128bits(checking->place + from, (end < checking->end ? end : checking->end) - from);
}

/* Of everything between the head and what the caller puts behind the site. known: of the pieces that were put. */
static XXH128_hash_t
check_of(const struct image_head *head, const XXH128_hash_t *known, size_t known_count, unsigned jobs)
{
	struct checking checking = {.place = (const char *)head, .end = head->more, .known = known_count};
	size_t count = (checking.end + IMAGE_PIECE - 1) / IMAGE_PIECE;
	XXH128_hash_t check;

	checking.checks = memory_take_zeroed(count, sizeof *checking.checks);
	if (known_count)
		memcpy(checking.checks + 1, known, known_count * sizeof *known);
	work_share(jobs, count, check_piece, &checking);
	check = XXH3_128bits(checking.checks, count * sizeof *checking.checks);
	free(checking.checks);
	return check;
}

bool
image_file_finish(struct image_file *file, struct str more, unsigned jobs)
{
	struct image_head *head = image_file_head(file);
	char *copy = image_file_take(file, more.len);
	XXH128_hash_t check;
	bool is_whole;

	if (more.len)
		memcpy(copy, more.at, more.len);
	memcpy(head->magic, MAGIC, sizeof head->magic);
	head->more = (uint64_t)(copy - PLACE);
	head->more_size = more.len;
	head->more_check = XXH3_64bits(copy, more.len);
	head->size = file->used;
	check = check_of(head, file->checks, file->check_count, jobs);
	head->check_low = check.low64;
	head->check_high = check.high64;
	head->head_check = head_check_of(head);
	munmap(PLACE, MOST);
	is_whole = !has_failed(file) && ftruncate(file->file, (off_t)file->used) == 0;
	is_whole = close(file->file) == 0 && is_whole;
	if (!is_whole)
		unlink(file->path);
	free(file->checks);
	free(file);
	return is_whole;
}

static bool
is_ours(const struct image_head *head, size_t size)
{
	char program[PROGRAM_ID];

	return program_id(program) && memcmp(head->magic, MAGIC, sizeof head->magic) == 0 &&
	       memcmp(head->program, program, sizeof program) == 0 && head->head_check == head_check_of(head) &&
	       head->size == size;
}

static void
fill_in_shapes(struct image_head *head)
{
	for (enum shape_id id = 0; id < SHAPE_COUNT; id++)
		head->shapes[id] = *shape_of(id);
}

struct image_head *
image_file_map(struct str path, uint64_t *state)
{
	struct image_head *head = (struct image_head *)(void *)PLACE;
	int file = open(path.at, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat info;
	bool is_mapped;

	if (file < 0)
		return NULL;
	is_mapped = fstat(file, &info) == 0 && (size_t)info.st_size > sizeof *head && (size_t)info.st_size < MOST &&
	            reserve(file, (size_t)info.st_size, MAP_PRIVATE);
	close(file);
	if (!is_mapped)
		return NULL;
	*state = input_state(&info, input_now());
	if (is_ours(head, (size_t)info.st_size)) {
		fill_in_shapes(head);
		return head;
	}
	munmap(head, (size_t)info.st_size);
	return NULL;
}

void
image_file_unmap(struct image_head *head)
{
	munmap(head, head->size);
}

bool
image_file_is_whole(const struct image_head *head, unsigned jobs)
{
	XXH128_hash_t check = check_of(head, NULL, 0, jobs);

	return check.low64 == head->check_low && check.high64 == head->check_high;
}
