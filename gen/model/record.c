/* SPDX-License-Identifier: EUPL-1.2 */
#include "record.h"

#include <string.h>

#include "../base/file.h"

static uint32_t
bit_of(size_t field)
{
	return UINT32_C(1) << field;
}

/* Where the value of a field lies, or would: behind those of the fields before it. */
static size_t
place_of(const struct map *map, size_t field)
{
	return (size_t)__builtin_popcount(map->held & (bit_of(field) - 1));
}

size_t
map_count(const struct map *map)
{
	return (size_t)__builtin_popcount(map->held);
}

/* NULL where it is not held. */
static struct value *
find_held(const struct map *map, size_t field)
{
	return map->held & bit_of(field) ? &map->values[place_of(map, field)] : NULL;
}

const struct value *
map_at(const struct map *map, size_t field)
{
	static const struct value nothing;
	const struct value *held = find_held(map, field);

	return held ? held : &nothing;
}

struct value *
map_add(struct arena *arena, struct map *map, enum key key)
{
	size_t field = map->shape->slot[key] - 1u, count = map_count(map), place = place_of(map, field);
	struct value *values = find_held(map, field);

	if (values)
		return values;
	values = arena_array(arena, count + 1, sizeof *values);
	if (count) {
		memcpy(values, map->values, place * sizeof *values);
		memcpy(values + place + 1, map->values + place, (count - place) * sizeof *values);
	}
	map->values = values;
	map->held |= bit_of(field);
	return &values[place];
}

struct map
map_of(struct arena *arena, const struct shape *shape, const struct value *all)
{
	struct map map = {.shape = shape};
	size_t count = 0;

	for (size_t i = 0; i < shape->count; i++)
		if (all[i].is_set || all[i].is_written || shape->fields[i].flags & DERIVED)
			map.held |= bit_of(i);
	map.values = arena_array(arena, map_count(&map), sizeof *map.values);
	for (size_t i = 0; i < shape->count; i++)
		if (map.held & bit_of(i))
			map.values[count++] = all[i];
	return map;
}

const struct value *
map_value(const struct map *map, enum key key)
{
	uint8_t slot = map->shape->slot[key];
	const struct value *value = slot ? find_held(map, slot - 1u) : NULL;

	return value && value->is_set ? value : NULL;
}

bool
record_says(const struct record *record, enum key key)
{
	uint8_t slot = record->map.shape->slot[key];

	return slot && map_at(&record->map, slot - 1u)->is_written;
}

const struct value *
record_value(const struct record *record, enum key key)
{
	return map_value(&record->map, key);
}

const struct record *
record_ref(const struct record *record, enum key key)
{
	const struct value *value = record_value(record, key);

	return value ? value->record : NULL;
}

struct str
map_text(const struct map *map, enum key key)
{
	const struct value *value = map_value(map, key);

	return value ? value->text : (struct str){0};
}

int64_t
map_number(const struct map *map, enum key key)
{
	const struct value *value = map_value(map, key);

	return value ? value->number : 0;
}

struct str
record_text(const struct record *record, enum key key)
{
	return map_text(&record->map, key);
}

int64_t
record_number(const struct record *record, enum key key)
{
	return map_number(&record->map, key);
}

struct date
record_date(const struct record *record, enum key key)
{
	const struct value *value = record_value(record, key);

	return value ? value->date : (struct date){0};
}

const struct prose *
record_prose(const struct record *record, enum key key)
{
	const struct value *value = record_value(record, key);

	return value ? value->prose : NULL;
}

struct str
record_slug(const struct record *record)
{
	return path_name(record->id);
}

struct str
record_parent_id(const struct record *record)
{
	return path_folder(record->id);
}

static void visit_map(struct record *record, const struct map *map, value_visitor *visit, void *user);

static void
visit_value(struct record *record, const struct field *field, struct value *value, value_visitor *visit, void *user)
{
	if (!value->is_set)
		return;
	if (field->kind == VALUE_MAP && value->map)
		visit_map(record, value->map, visit, user);
	else if (field->kind != VALUE_MAP)
		visit(user, record, field, value);
}

/* Maps inside records are one level deep. */
static void
visit_map(struct record *record, const struct map *map, value_visitor *visit, void *user)
{
	struct value *value = map->values;

	for (size_t i = 0; i < map->shape->count; i++) {
		const struct field *field = &map->shape->fields[i];

		if (!(map->held & bit_of(i)))
			continue;
		if (!value->items)
			visit_value(record, field, value, visit, user);
		for (size_t j = 0; value->items && j < value->count; j++)
			visit_value(record, field, &value->items[j], visit, user);
		value++;
	}
}

void
record_visit(struct record *record, value_visitor *visit, void *user)
{
	visit_map(record, &record->map, visit, user);
}

void
links_add(struct arena *arena, struct links *links, const struct link *link)
{
	/* A list that was made whole elsewhere has no room. */
	if (links->cap < links->count) {
		const struct link **items = arena_array(arena, links->count + 1, sizeof *items);

		memcpy(items, links->items, links->count * sizeof *items);
		*links = (struct links){items, links->count, links->count + 1};
	}
	links->items = arena_grow(arena, links->items, links->count, &links->cap, sizeof *links->items);
	links->items[links->count++] = link;
}
