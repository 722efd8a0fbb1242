/* SPDX-License-Identifier: EUPL-1.2 */
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
	ALIGNMENT = alignof(max_align_t),
	FIRST_BLOCK = 4096,
	LARGEST_BLOCK = 1 << 20,
};

struct block {
	struct block *next;
	size_t size; /* of data */
	size_t used;
	alignas(max_align_t) char data[];
};

struct arena {
	struct block *first;
	struct block *now; /* blocks behind it are empty */
};

void
die_out_of_memory(void)
{
	static const char message[] = "opvolging: out of memory\n";

	fwrite(message, 1, sizeof message - 1, stderr);
	exit(2);
}

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		die_out_of_memory();
	return arena;
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	for (struct block *block = arena->first, *next; block; block = next) {
		next = block->next;
		ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
		free(block);
	}
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	for (struct block *block = arena->first; block; block = block->next) {
		ASAN_POISON_MEMORY_REGION(block->data, block->size);
		block->used = 0;
	}
	arena->now = arena->first;
}

static struct block *
block_new(struct arena *arena, size_t least)
{
	size_t size = arena->now ? arena->now->size * 2 : FIRST_BLOCK;
	struct block *block;

	if (size > LARGEST_BLOCK)
		size = LARGEST_BLOCK;
	if (size < least)
		size = least;
	if (size > SIZE_MAX - sizeof *block)
		die_out_of_memory();
	block = malloc(sizeof *block + size);
	if (!block)
		die_out_of_memory();
	block->next = NULL;
	block->size = size;
	block->used = 0;
	ASAN_POISON_MEMORY_REGION(block->data, size);
	return block;
}

/* Moves on to a block with room: an empty one behind this, or a new one put right behind it. */
static void
next_block(struct arena *arena, size_t size)
{
	struct block *block = arena->now ? arena->now->next : arena->first;

	if (!block || block->size < size) {
		struct block *made = block_new(arena, size);

		made->next = block;
		if (arena->now)
			arena->now->next = made;
		else
			arena->first = made;
		block = made;
	}
	arena->now = block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	char *at;

	if (size > SIZE_MAX - ALIGNMENT)
		die_out_of_memory();
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	if (!arena->now || arena->now->size - arena->now->used < size)
		next_block(arena, size);
	at = arena->now->data + arena->now->used;
	arena->now->used += size;
	ASAN_UNPOISON_MEMORY_REGION(at, size);
	if (size)
		memset(at, 0, size);
	return at;
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die_out_of_memory();
	return arena_alloc(arena, count * size);
}

void *
arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size)
{
	void *larger;

	if (count < *cap)
		return items;
	*cap = *cap ? *cap * 2 : 8;
	larger = arena_array(arena, *cap, size);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}

void *
heap_grow(void *items, size_t count, size_t *cap, size_t size)
{
	void *larger;

	if (count < *cap)
		return items;
	*cap = *cap < 16 ? 16 : *cap + *cap / 2;
	if (*cap > SIZE_MAX / size)
		die_out_of_memory();
	larger = realloc(items, *cap * size);
	if (!larger)
		die_out_of_memory();
	return larger;
}

char *
arena_cstring(struct arena *arena, struct str s)
{
	char *copy = arena_alloc(arena, s.len + 1);

	if (s.len)
		memcpy(copy, s.at, s.len);
	return copy;
}

struct str
arena_str(struct arena *arena, struct str s)
{
	return (struct str){arena_cstring(arena, s), s.len};
}

struct str
arena_printf(struct arena *arena, const char *format, ...)
{
	char usual[256]; /* room for most, so that they are formatted once */
	va_list args;
	int len;
	char *text;

	va_start(args, format);
	len = vsnprintf(usual, sizeof usual, format, args);
	va_end(args);
	if (len < 0)
		die_out_of_memory();
	if ((size_t)len < sizeof usual)
		return arena_str(arena, (struct str){usual, (size_t)len});
	text = arena_alloc(arena, (size_t)len + 1);
	va_start(args, format);
	vsnprintf(text, (size_t)len + 1, format, args);
	va_end(args);
	return (struct str){text, (size_t)len};
}
