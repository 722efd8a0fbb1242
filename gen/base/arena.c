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
	FIRST_BLOCK = 4096, /* with what stands before its data */
	LARGEST_BLOCK = 1 << 20,
	FIRST_SPILLED_BLOCK = 1 << 16,
	LARGE = LARGEST_BLOCK / 16, /* what is larger has a block of its own */
};

struct block {
	struct block *next;
	size_t size; /* of data */
	size_t used; /* what lies behind is zero */
	bool is_spilled;
	alignas(max_align_t) char data[];
};

struct arena {
	struct block *first;
	struct block *now;   /* blocks behind it are empty */
	struct block *large; /* of one item each, so that a list that grows long can move and leave nothing behind */
	struct spill *spill; /* NULL */
};

struct arena *
arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		die_out_of_memory();
	return arena;
}

struct arena *
arena_new_spilled(struct spill *spill)
{
	struct arena *arena = arena_new();

	arena->spill = spill;
	return arena;
}

static void
free_block(struct block *block)
{
	ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
	if (!block->is_spilled)
		free(block);
}

static void
free_blocks(struct block *block)
{
	for (struct block *next; block; block = next) {
		next = block->next;
		free_block(block);
	}
}

void
arena_free(struct arena *arena)
{
	if (!arena)
		return;
	free_blocks(arena->first);
	free_blocks(arena->large);
	free(arena);
}

void
arena_reset(struct arena *arena)
{
	for (struct block *block = arena->first; block; block = block->next) {
		ASAN_UNPOISON_MEMORY_REGION(block->data, block->size);
		memset(block->data, 0, block->used);
		ASAN_POISON_MEMORY_REGION(block->data, block->size);
		block->used = 0;
	}
	arena->now = arena->first;
	free_blocks(arena->large);
	arena->large = NULL;
}

/* Zeroed, at once: of what the system gives zeroed, nothing is written twice. */
static struct block *
block_new(struct arena *arena, size_t size)
{
	struct block *block;

	if (size > SIZE_MAX - sizeof *block)
		die_out_of_memory();
	block = arena->spill ? spill_take(arena->spill, sizeof *block + size) : NULL;
	if (block) {
		block->is_spilled = true;
	} else {
		block = calloc(1, sizeof *block + size);
		if (!block)
			die_out_of_memory();
	}
	block->size = size;
	return block;
}

/* Moves on to the next block, or to a new one. */
static void
next_block(struct arena *arena)
{
	struct block **next = arena->now ? &arena->now->next : &arena->first;

	if (!*next) {
		size_t first = arena->spill ? FIRST_SPILLED_BLOCK : FIRST_BLOCK;
		size_t whole = arena->now ? 2 * (sizeof *arena->now + arena->now->size) : first;

		*next = block_new(arena, (whole < LARGEST_BLOCK ? whole : LARGEST_BLOCK) - sizeof **next);
		ASAN_POISON_MEMORY_REGION((*next)->data, (*next)->size);
	}
	arena->now = *next;
}

static void *
alloc_large(struct arena *arena, size_t size)
{
	struct block *block = block_new(arena, size);

	block->next = arena->large;
	block->used = size;
	arena->large = block;
	return block->data;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	struct block *block;
	size_t from;

	if (size > LARGE)
		return alloc_large(arena, size);
	size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	while (!arena->now || arena->now->size - arena->now->used < size)
		next_block(arena);
	block = arena->now;
	from = block->used;
	block->used += size;
	ASAN_UNPOISON_MEMORY_REGION(block->data + from, size);
	return block->data + from;
}

/* Where the block of a large item hangs. */
static struct block **
find_large(struct arena *arena, const void *at)
{
	struct block **block = &arena->large;

	while ((*block)->data != (const char *)at)
		block = &(*block)->next;
	return block;
}

void
arena_drop(struct arena *arena, void *at, size_t size)
{
	struct block **hanging, *block;

	if (size <= LARGE) {
		ASAN_POISON_MEMORY_REGION(at, size);
		return;
	}
	hanging = find_large(arena, at);
	block = *hanging;
	*hanging = block->next;
	free_block(block);
}

static void
put_before(struct block **blocks, struct block *more)
{
	struct block **end = &more;

	while (*end)
		end = &(*end)->next;
	*end = *blocks;
	*blocks = more;
}

void
arena_join(struct arena *arena, struct arena *other)
{
	put_before(&arena->first, other->first);
	put_before(&arena->large, other->large);
	free(other);
}

void *
arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		die_out_of_memory();
	return arena_alloc(arena, count * size);
}

/* Items that have a block of their own move with it. */
static void *
move_large(struct arena *arena, void *items, size_t old_size, size_t new_size)
{
	struct block **at = find_large(arena, items), *block;

	if ((*at)->is_spilled)
		return memcpy(alloc_large(arena, new_size), items, old_size);
	block = realloc(*at, sizeof *block + new_size);
	if (!block)
		die_out_of_memory();
	*at = block;
	block->size = block->used = new_size;
	memset(block->data + old_size, 0, new_size - old_size);
	return block->data;
}

void *
arena_enlarge(struct arena *arena, void *items, size_t count, size_t more, size_t *cap, size_t size)
{
	size_t old_size = *cap * size;
	void *larger;

	if (*cap == 0)
		*cap = 4;
	while (*cap - count < more) {
		if (*cap > SIZE_MAX / 2 / size)
			die_out_of_memory();
		*cap += old_size > LARGE ? *cap / 2 : *cap;
	}
	if (old_size > LARGE)
		return move_large(arena, items, old_size, *cap * size);
	larger = arena_array(arena, *cap, size);
	if (count)
		memcpy(larger, items, count * size);
	if (items)
		arena_drop(arena, items, old_size);
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
