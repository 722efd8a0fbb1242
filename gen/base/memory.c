/* SPDX-License-Identifier: EUPL-1.2 */
#include "memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "work.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define IS_SANITIZED 1
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED 0
#endif

static size_t limit; /* in MB; 0: none, or the system's own is lower */
static bool is_published;
static _Thread_local struct str file;

void
memory_limit(size_t megabytes)
{
	rlim_t bytes = (rlim_t)megabytes << 20;
	struct rlimit data, addresses;

	if (IS_SANITIZED || megabytes == 0 || getrlimit(RLIMIT_DATA, &data) || getrlimit(RLIMIT_AS, &addresses))
		return;
	if (data.rlim_cur <= bytes || addresses.rlim_cur <= bytes)
		return;
	data.rlim_cur = bytes;
	if (setrlimit(RLIMIT_DATA, &data) == 0)
		limit = megabytes;
}

size_t
memory_most(void)
{
	return limit ? limit << 20 : SIZE_MAX;
}

void
memory_at(struct str path)
{
	file = path;
}

void
memory_published(void)
{
	is_published = true;
}

/* Without memory there is no buffer that could show a path's control characters. */
static void
print_path(struct str path)
{
	for (size_t i = 0; i < path.len; i++)
		fputc((unsigned char)path.at[i] < ' ' || path.at[i] == 0x7f ? '?' : path.at[i], stderr);
}

void
die_out_of_memory(void)
{
	work_end();
	fprintf(stderr, "opvolging: %sout of memory", is_published ? "published, but " : "");
	if (file.len) {
		fputs(" at ", stderr);
		print_path(file);
	}
	if (limit)
		fprintf(stderr,
		        ": the limit is %zu MB; give --memory a larger number, or look for a record that is unusually large",
		        limit);
	fputc('\n', stderr);
	work_exit(is_published ? 0 : 2);
}

void
memory_touch(void *at, size_t size)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), from = ((uintptr_t)at + page - 1) / page * page;
	uintptr_t to = ((uintptr_t)at + size) / page * page;

	if (from < to)
		madvise((char *)at + (from - (uintptr_t)at), to - from, MADV_POPULATE_WRITE);
}

static void *
never_null(void *at, size_t size)
{
	if (!at && size)
		die_out_of_memory();
	return at;
}

void *
memory_take(size_t size)
{
	return never_null(malloc(size), size);
}

void *
memory_take_zeroed(size_t count, size_t size)
{
	return never_null(calloc(count, size), count ? size : 0);
}

void *
memory_take_more(void *at, size_t size)
{
	return never_null(realloc(at, size), size);
}

enum { CACHE_LINE = 64, LARGE_PAGE = 2 << 20 };

void *
memory_take_table(size_t count, size_t size)
{
	size_t bytes = count * size, alignment = bytes % LARGE_PAGE ? CACHE_LINE : LARGE_PAGE;
	void *at = never_null(aligned_alloc(alignment, bytes), bytes);

	if (alignment == LARGE_PAGE)
		madvise(at, bytes, MADV_HUGEPAGE); /* a wish */
	return memset(at, 0, bytes);
}
