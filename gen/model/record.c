/* SPDX-License-Identifier: EUPL-1.2 */
#include "record.h"

#include "../base/file.h"

const struct value *
map_value(const struct map *map, enum key key)
{
	uint8_t slot = map->shape->slot[key];

	return slot && map->values[slot - 1].is_set ? &map->values[slot - 1] : NULL;
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

void
links_add(struct arena *arena, struct links *links, const struct link *link)
{
	links->items = arena_grow(arena, links->items, links->count, &links->cap, sizeof *links->items);
	links->items[links->count++] = link;
}
