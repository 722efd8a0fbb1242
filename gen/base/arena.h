/* SPDX-License-Identifier: EUPL-1.2 */
/* arena — memory that is freed all at once.
 *
 * There is an arena for each lifetime: the site, a page or a letter, scratch. A function that takes an arena
 * returns memory of it; any other returns a borrowed pointer. Running out of memory ends the program here
 * (exit 2), so no caller has an error branch for it. Under AddressSanitizer, memory of a reset arena is poisoned. */
#ifndef OPVOLGING_BASE_ARENA_H
#define OPVOLGING_BASE_ARENA_H

#include "memory.h"
#include "spill.h"
#include "str.h"

struct arena;

struct arena *arena_new(void);
/* What it gives lies in a spill that lives longer, as long as there is room in it. NULL: an arena as any other. */
struct arena *arena_new_spilled(struct spill *spill);
void arena_free(struct arena *arena); /* NULL is fine */

/* Gives everything back but keeps the blocks for the next round. */
void arena_reset(struct arena *arena);

/* Everything of another arena becomes this one's, and the other is gone. What it holds stays where it is. */
void arena_join(struct arena *arena, struct arena *other);

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Of memory of the arena that nobody looks at any more: what is large goes back at once, all else when the arena does. */
void arena_drop(struct arena *arena, void *at, size_t size);

/* Makes room for one more item: returns items, or a larger copy of it, and then pointers to items are gone. *cap is in items.
 *
 *     list->items = arena_grow(arena, list->items, list->count, &list->cap, sizeof *list->items);
 *     list->items[list->count++] = item;
 */
static inline void *arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size);

/* The same for more than one. */
static inline void *arena_reserve(struct arena *arena, void *items, size_t count, size_t more, size_t *cap, size_t size);

/* What both come to where there is no room. */
void *arena_enlarge(struct arena *arena, void *items, size_t count, size_t more, size_t *cap, size_t size);

static inline void *
arena_reserve(struct arena *arena, void *items, size_t count, size_t more, size_t *cap, size_t size)
{
	return more <= *cap - count ? items : arena_enlarge(arena, items, count, more, cap, size);
}

static inline void *
arena_grow(struct arena *arena, void *items, size_t count, size_t *cap, size_t size)
{
	return arena_reserve(arena, items, count, 1, cap, size);
}

/* The same for a list that lives on the heap by itself: nothing is left behind when it grows. Its owner frees it. */
void *heap_grow(void *items, size_t count, size_t *cap, size_t size);

struct str arena_str(struct arena *arena, struct str s); /* a copy, NUL after it */
char *arena_cstring(struct arena *arena, struct str s);  /* the same, as a C string */
struct str arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
