/* SPDX-License-Identifier: EUPL-1.2 */
#include "schema.h"

#include <assert.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/buf.h"

static const char *const key_names[] = {
	[KEY_NONE] = "",
#define KEY(name) [KEY_##name] = #name,
#include "keys.def"
#undef KEY
};

/* All fields in the order of schema.def, each with its shape. */
static const struct row {
	enum shape_id shape;
	struct field field;
} rows[] = {
#define FIELD(shape, key, kind, flags, detail, nl, en) {SHAPE_##shape, {KEY_##key, #key, VALUE_##kind, flags, detail, nl, en}},
#include "schema.def"
};

static const char *const shape_names[] = {
	[SHAPE_NONE] = "",
#define SHAPE(id) [SHAPE_##id] = #id,
#include "schema.def"
};

static const struct choice {
	enum choice_list list;
	const char *name;
} choices[] = {
#define CHOICE(list, value) {CHOICE_##list, #value},
#include "schema.def"
};

enum { ROW_COUNT = sizeof rows / sizeof *rows, CHOICE_COUNT_ALL = sizeof choices / sizeof *choices };

static struct shape shapes[SHAPE_COUNT];
static struct field fields[SHAPE_COUNT][SHAPE_MOST_FIELDS];
static char lower_names[SHAPE_COUNT][24];

static struct type_info types[TYPE_COUNT] = {
#define TYPE(id, folder, depth) {TYPE_##id, NULL, folder, depth, NULL},
#include "schema.def"
};

static const enum shape_id type_shapes[TYPE_COUNT] = {
#define TYPE(id, folder, depth) SHAPE_##id,
#include "schema.def"
};

static void
add_fields(struct shape *shape, enum shape_id from)
{
	for (size_t i = 0; i < ROW_COUNT; i++) {
		const struct field *field = &rows[i].field;

		/* What a type says itself about a key comes before what is said of all. */
		if (rows[i].shape != from || shape->slot[field->key])
			continue;
		assert(shape->count < SHAPE_MOST_FIELDS);
		fields[shape->id][shape->count++] = *field;
		shape->slot[field->key] = (uint8_t)shape->count;
	}
}

/* The shapes are put together once, before main: a record's own fields, then the common ones. */
__attribute__((constructor)) static void
build_shapes(void)
{
	for (enum shape_id id = 0; id < SHAPE_COUNT; id++) {
		for (size_t i = 0; shape_names[id][i]; i++)
			lower_names[id][i] = char_lower(shape_names[id][i]);
		shapes[id] = (struct shape){.id = id, .name = lower_names[id], .fields = fields[id]};
		add_fields(&shapes[id], id);
	}
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		struct shape *shape = &shapes[type_shapes[type]];

		add_fields(shape, SHAPE_COMMON);
		types[type].shape = shape;
		types[type].name = shape->name;
	}
}

const struct type_info *
type_info(enum type type)
{
	assert(type < TYPE_COUNT);
	return &types[type];
}

const struct shape *
shape_of(enum shape_id id)
{
	return &shapes[id];
}

const struct field *
shape_find(const struct shape *shape, struct str name)
{
	for (size_t i = 0; i < shape->count; i++)
		if (!(shape->fields[i].flags & DERIVED) && str_is(name, shape->fields[i].name))
			return &shape->fields[i];
	return NULL;
}

bool
shape_is_derived(const struct shape *shape, struct str name)
{
	for (size_t i = 0; i < shape->count; i++)
		if ((shape->fields[i].flags & DERIVED) && str_is(name, shape->fields[i].name))
			return true;
	return false;
}

const struct field *
shape_field(const struct shape *shape, enum key key)
{
	return shape->slot[key] ? &shape->fields[shape->slot[key] - 1] : NULL;
}

const char *
shape_suggest(const struct shape *shape, struct str name)
{
	size_t least = name.len < 4 ? 2 : 3;
	const char *nearest = NULL;

	for (size_t i = 0; i < shape->count; i++) {
		size_t distance = str_distance(name, str_from(shape->fields[i].name), least);

		if (distance < least && !(shape->fields[i].flags & DERIVED)) {
			least = distance;
			nearest = shape->fields[i].name;
		}
	}
	return nearest;
}

const char *
key_name(enum key key)
{
	return key_names[key];
}

size_t
choice_count(enum choice_list list)
{
	size_t count = 0;

	for (size_t i = 0; i < CHOICE_COUNT_ALL; i++)
		count += choices[i].list == list;
	return count;
}

const char *
choice_name(enum choice_list list, size_t index)
{
	for (size_t i = 0; i < CHOICE_COUNT_ALL; i++)
		if (choices[i].list == list && index-- == 0)
			return choices[i].name;
	return NULL;
}

int
choice_find(enum choice_list list, struct str word)
{
	int index = 0;

	for (size_t i = 0; i < CHOICE_COUNT_ALL; i++) {
		if (choices[i].list != list)
			continue;
		if (str_is(word, choices[i].name))
			return index;
		index++;
	}
	return -1;
}

/* The number of names behind the folder of an id. */
static int
depth_of(struct str id)
{
	int depth = 0;

	for (size_t i = 0; i < id.len; i++)
		depth += id.at[i] == '/';
	return depth;
}

enum type
type_of_id(struct str id)
{
	struct str folder = str_slice(id, 0, str_find_char(id, '/'));
	int depth = depth_of(id);

	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (str_is(folder, types[type].folder) && types[type].depth == depth)
			return type;
	return TYPE_NONE;
}

bool
is_like_id(struct str text)
{
	size_t slash = str_find_char(text, '/');

	if (slash == text.len)
		return false;
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (str_is(str_slice(text, 0, slash), types[type].folder))
			return true;
	return false;
}

bool
is_slug(struct str text)
{
	if (text.len == 0 || text.len > 200)
		return false;
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		bool is_name = (c >= 'a' && c <= 'z') || char_is_digit(c);

		if (!is_name && (i == 0 || !(c == '.' || c == '_' || c == '-')))
			return false;
	}
	return true;
}

static const char *
spoken_name(enum type type)
{
	static const char *const spoken[TYPE_COUNT] = {
		[TYPE_FOLLOWUP] = "follow-up", [TYPE_QUESTION_SET] = "question set", [TYPE_SAVINGS] = "savings option"};

	return spoken[type] ? spoken[type] : types[type].name;
}

struct str
types_text(struct arena *arena, unsigned set)
{
	struct buf text = {0};
	struct str copy;
	unsigned left = set;

	if (set == TO_ANY)
		return STR("a record");
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		const char *name = spoken_name(type);

		if (!(set & 1u << type))
			continue;
		left &= ~(1u << type);
		if (text.len)
			buf_add_cstring(&text, left ? ", " : " or ");
		buf_printf(&text, "%s %s", strchr("aeiou", name[0]) ? "an" : "a", name);
	}
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}
