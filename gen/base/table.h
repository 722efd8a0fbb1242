/* SPDX-License-Identifier: EUPL-1.2 */
/* table — text to pointer, by hash.
 *
 * Lives in an arena; keys are borrowed and must live as long. There is no order: who needs one sorts. */
#ifndef OPVOLGING_BASE_TABLE_H
#define OPVOLGING_BASE_TABLE_H

#include "arena.h"

struct table;

struct table *table_new(struct arena *arena);
/* Nobody looks into it any more: its room goes back where the arena can take it (arena_drop). NULL is fine. */
void table_drop(struct table *table);

/* The value at key, or NULL. table may be NULL. */
void *table_find(const struct table *table, struct str key);

/* Adds value (not NULL) unless key is there already: then nothing changes and the value that stands is returned.
 * NULL where it was added. */
void *table_add(struct table *table, struct str key, void *value);

/* Adds or replaces. */
void table_set(struct table *table, struct str key, void *value);

size_t table_count(const struct table *table);

/* A table as it is, elsewhere and with other values: where it may be looked into, not added to. key and value give what is to stand there. */
struct table_copier {
	void *user;
	void *(*take)(void *user, size_t size); /* zeroed, for any type */
	struct str (*key)(void *user, struct str key);
	void *(*value)(void *user, void *value); /* not NULL */
};
struct table *table_copy(const struct table *table, struct table_copier copier);

/* 64 bits of a text, the same on every machine. */
uint64_t hash_of(struct str s);
/* One hash of two, or of one and a text: order counts. */
uint64_t hash_mix(uint64_t hash, uint64_t more);
uint64_t hash_text(uint64_t hash, struct str text);

#endif
