/* SPDX-License-Identifier: EUPL-1.2 */
/* schema — which keys a record may have, and what their values are.
 *
 * Made from schema.def; see there for the columns. The record reader, the checks, the JSON Schema and the pages' lists of facts all
 * look here and nowhere else. */
#ifndef OPVOLGING_MODEL_SCHEMA_H
#define OPVOLGING_MODEL_SCHEMA_H

#include "../base/str.h"

enum key {
	KEY_NONE, /* in links: the running text */
#define KEY(name) KEY_##name,
#include "keys.def"
#undef KEY
	KEY_COUNT
};

enum type {
#define TYPE(id, folder, depth) TYPE_##id,
#include "schema.def"
	TYPE_COUNT,
	TYPE_NONE = 0xff
};

/* Sets of types, for what an id may lead to. */
enum {
#define TYPE(id, folder, depth) TO_##id = 1 << TYPE_##id,
#include "schema.def"
	TO_ANY = (1 << TYPE_COUNT) - 1
};

enum shape_id {
	SHAPE_NONE,
#define SHAPE(id) SHAPE_##id,
#include "schema.def"
	SHAPE_COUNT
};

enum value_kind {
	VALUE_TEXT,
	VALUE_MARKDOWN,
	VALUE_INTEGER,
	VALUE_DECIMAL, /* in thousandths */
	VALUE_BOOLEAN,
	VALUE_YEAR,
	VALUE_DATE,
	VALUE_MOMENT,
	VALUE_URL,      /* https */
	VALUE_LANGUAGE, /* BCP 47 */
	VALUE_WORD,     /* the id of a word of a vocabulary: a slug */
	VALUE_ID,
	VALUE_ALIAS,
	VALUE_ID_OR_URL,
	VALUE_ID_OR_TEXT, /* ids in a list, or one text */
	VALUE_TEXT_OR_ID, /* an id where it begins with a type's folder */
	VALUE_KAMERSTUK,
	VALUE_DOSSIER,
	VALUE_FILE,
	VALUE_CHOICE,
	VALUE_TERM, /* a word of a vocabulary of site.yaml */
	VALUE_MAP,
	VALUE_FREE,
	VALUE_LENGTH, /* in thousandths of a point; written in mm or pt */
	VALUE_COLOUR, /* red, green and blue: 0xrrggbb */
	VALUE_FONT,   /* path of a TrueType file */
};

enum { REQUIRED = 1, MANY = 2, DERIVED = 4 };

enum choice_list {
	CHOICE_NONE,
	CHOICE_VISIBILITY,
	CHOICE_LETTER_KIND,
	CHOICE_OUTCOME,
	CHOICE_COMMITMENT,
	CHOICE_ATTACHMENT,
	CHOICE_FACE,
	CHOICE_COLOUR,
	CHOICE_DOCUMENT,
	CHOICE_TONE
};

enum vocabulary { VOCABULARY_STATUSES, VOCABULARY_DECISIONS, VOCABULARY_CATEGORIES, VOCABULARY_ADDRESSEES, VOCABULARY_COUNT };

/* Indexes into the choices, in the order of schema.def. */
enum { VISIBILITY_PUBLIC, VISIBILITY_DRAFT, VISIBILITY_CONFIDENTIAL };
/* What the sitemaps of the Woo list: the letters themselves, and attachments by their kinds, in the order of these. */
enum { DOCUMENT_LETTER, DOCUMENT_QUESTION_SET, DOCUMENT_ATTACHMENT };
enum { LETTER_CABINET_RESPONSE, LETTER_FOLLOW_UP, LETTER_ANSWERS, LETTER_INFORMATION };

struct field {
	enum key key;
	const char *name;
	enum value_kind kind;
	unsigned flags;  /* REQUIRED, MANY, DERIVED */
	unsigned detail; /* see schema.def */
	const char *nl, *en;
};

enum { SHAPE_MOST_FIELDS = 32 }; /* a map has a bit for each */

struct shape {
	enum shape_id id;
	const char *name;           /* as in schema.def, lower case */
	const struct field *fields; /* for a record: its type's own, then the common ones */
	size_t count;
	uint8_t slot[KEY_COUNT]; /* index into fields, plus one; 0: not here */
};

struct type_info {
	enum type type;
	const char *name;   /* recommendation */
	const char *folder; /* recommendations */
	int depth;
	const struct shape *shape;
};

const struct type_info *type_info(enum type type);
const struct shape *shape_of(enum shape_id id);

/* The field of that name, or NULL. */
const struct field *shape_find(const struct shape *shape, struct str name);
const struct field *shape_field(const struct shape *shape, enum key key);
/* Whether a key of that name is never written, because it follows from the record's place. */
bool shape_is_derived(const struct shape *shape, struct str name);
/* The name that the author may have meant, or NULL. */
const char *shape_suggest(const struct shape *shape, struct str name);

const char *key_name(enum key key);

/* The words of a list; index of a word, or -1. */
size_t choice_count(enum choice_list list);
const char *choice_name(enum choice_list list, size_t index);
int choice_find(enum choice_list list, struct str word);

/* The type of an id by its folder and depth, TYPE_NONE where it has none. */
enum type type_of_id(struct str id);
/* Whether a text begins with a type's folder and '/'. */
bool is_like_id(struct str text);

/* [a-z0-9][a-z0-9._-]*, at most 200 bytes. */
bool is_slug(struct str text);

/* "a letter or an evaluation", for messages. */
struct arena;
struct str types_text(struct arena *arena, unsigned types);

#endif
