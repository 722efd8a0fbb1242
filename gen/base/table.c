/* SPDX-License-Identifier: EUPL-1.2 */
#include "table.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

struct entry {
	uint64_t hash;
	struct str key;
	void *value; /* NULL: free */
};

struct table {
	struct arena *arena;
	struct entry *entries; /* a power of two of them, at most three quarters in use */
	size_t cap;
	size_t count;
};

uint64_t
hash_of(struct str s)
{
	return XXH3_64bits(s.at ? s.at : "", s.len);
}

uint64_t
hash_mix(uint64_t hash, uint64_t more)
{
	uint64_t pair[2] = {hash, more};

	return hash_of((struct str){(const char *)pair, sizeof pair});
}

uint64_t
hash_text(uint64_t hash, struct str text)
{
	return hash_mix(hash, hash_of(text));
}

struct table *
table_new(struct arena *arena)
{
	struct table *table = arena_alloc(arena, sizeof *table);

	table->arena = arena;
	return table;
}

void
table_drop(struct table *table)
{
	if (!table)
		return;
	arena_drop(table->arena, table->entries, table->cap * sizeof *table->entries);
	table->entries = NULL;
	table->cap = table->count = 0;
}

/* The entry of the key, or the free one where it would go. */
static struct entry *
place_of(struct entry *entries, size_t cap, uint64_t hash, struct str key)
{
	size_t at = hash & (cap - 1);

	while (entries[at].value && !(entries[at].hash == hash && str_equal(entries[at].key, key)))
		at = (at + 1) & (cap - 1);
	return &entries[at];
}

static void
grow(struct table *table)
{
	size_t cap = table->cap ? table->cap * 2 : 16;
	struct entry *entries = arena_array(table->arena, cap, sizeof *entries);

	for (size_t i = 0; i < table->cap; i++)
		if (table->entries[i].value)
			*place_of(entries, cap, table->entries[i].hash, table->entries[i].key) = table->entries[i];
	arena_drop(table->arena, table->entries, table->cap * sizeof *entries);
	table->entries = entries;
	table->cap = cap;
}

void *
table_find(const struct table *table, struct str key)
{
	if (!table || table->count == 0)
		return NULL;
	return place_of(table->entries, table->cap, hash_of(key), key)->value;
}

static struct entry *
make_place(struct table *table, struct str key)
{
	uint64_t hash = hash_of(key);
	struct entry *entry;

	if (table->count + 1 > table->cap / 4 * 3)
		grow(table);
	entry = place_of(table->entries, table->cap, hash, key);
	if (!entry->value) {
		entry->hash = hash;
		entry->key = key;
	}
	return entry;
}

void *
table_add(struct table *table, struct str key, void *value)
{
	struct entry *entry = make_place(table, key);

	if (entry->value)
		return entry->value;
	entry->value = value;
	table->count++;
	return NULL;
}

void
table_set(struct table *table, struct str key, void *value)
{
	struct entry *entry = make_place(table, key);

	if (!entry->value)
		table->count++;
	entry->value = value;
}

size_t
table_count(const struct table *table)
{
	return table ? table->count : 0;
}

struct table *
table_copy(const struct table *table, struct table_copier copier)
{
	struct table *copy = copier.take(copier.user, sizeof *copy);

	copy->cap = table->cap;
	copy->count = table->count;
	copy->entries = copier.take(copier.user, table->cap * sizeof *copy->entries);
	for (size_t i = 0; i < table->cap; i++) {
		const struct entry *entry = &table->entries[i];

		if (entry->value)
			copy->entries[i] = (struct entry){entry->hash, copier.key(copier.user, entry->key),
			                                  copier.value(copier.user, entry->value)};
	}
	return copy;
}
