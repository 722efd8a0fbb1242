/* SPDX-License-Identifier: EUPL-1.2 */
/* record — one file of the content: its values, its texts, what it links to.
 *
 * Values are stored by the schema's table, not in a struct per type, so that a new key is one line in schema.def. All of a record
 * lives in the arena of the site. */
#ifndef OPVOLGING_MODEL_RECORD_H
#define OPVOLGING_MODEL_RECORD_H

#include "date.h"
#include "kamerstuk.h"
#include "schema.h"
#include "tape.h"

struct record;
struct link;

/* A text with what its references lead to. */
struct prose {
	struct tape tape;
	const struct link **links; /* one for each of tape.refs; NULL: the text stays text */
	const struct record *owner;
};

/* Of a shape's many fields a map has few, so that only these take room. */
struct map {
	const struct shape *shape;
	struct value *values; /* of the fields that are held, in the order of the schema; see value_kind of each */
	uint32_t held;        /* a bit for each field of the shape: what was written, and what the reader adds to it */
	struct span span;
};

struct value {
	bool is_set;
	bool is_written;  /* the key stands there; where it is not set, its value was wrong, which was reported */
	bool is_text;     /* ID_OR_TEXT: a text in place of the list */
	struct span span; /* the value itself */
	struct str text;  /* as written, blanks trimmed: for every kind but maps and Markdown */
	union {
		int64_t number; /* INTEGER, YEAR, BOOLEAN; DECIMAL in thousandths; CHOICE, TERM: the index, or -1 */
		struct date date;
		struct {
			moment when; /* MOMENT; a bare date until the time zone is known: see is_day */
			struct date day;
			bool is_day;
		} moment;
		const struct record *record; /* ID and its kin, once resolved; NULL: not an id, or not in the site */
		struct kamerstuk kamerstuk;  /* KAMERSTUK, DOSSIER */
		struct prose *prose;         /* MARKDOWN */
		struct map *map;
		struct pairs *pairs; /* FREE */
	};
	struct value *items; /* MANY */
	size_t count;
};

/* A free map: keys and values as written. */
struct pairs {
	struct pair {
		struct str name;
		struct str text;      /* a scalar */
		struct pairs *inside; /* a list (names empty) or a map; NULL for a scalar */
	} * items;
	size_t count;
};

/* What joins two records: a key of the one, or a place in its text. */
struct link {
	const struct record *from;
	const struct record *to; /* NULL: outside the site */
	struct str url;          /* where to is NULL: absolute */
	struct str address;      /* a file of the portal: relative to its root, as url is not */
	struct str fragment;     /* a heading of the page; "" */
	enum key key;            /* KEY_NONE: the running text */
	uint8_t ref_kind;        /* running text: enum ref_kind */
	uint8_t flags;           /* REF_RECOGNISED, REF_SEE, … */
	struct str sentence;     /* running text: where it stands */
	size_t sequence;         /* among the links of from: keys, then texts in their order */
};

struct links {
	const struct link **items;
	size_t count, cap;
};

struct record {
	enum type type;
	struct str id;
	struct source *source;
	struct map map;
	struct prose *body; /* never NULL; may be empty */
	struct span front;  /* the front matter, for messages about the whole */

	/* Derived by the reader and the checks. */
	struct str title;   /* also where the front matter has none */
	struct date date;   /* its own, or what it takes it from; may be unset */
	struct str address; /* of its page, relative to the site's root: brieven/x.html */
	bool is_public;
	bool is_withheld_by_embargo;
	bool is_broken;       /* something in its file is wrong: rules do not ask for what may be there */
	bool numbers_restart; /* a question set: its numbers restart for each asker */
	uint32_t group;       /* a question: which asker of its set, by the first id of each */

	/* Set when the site is linked. */
	struct links out, in;                 /* in: grouped by type and key of the other, in list order */
	const struct record *last_followup;   /* an item: the last to report on it, by date of letter; NULL */
	const struct record *previous, *next; /* of the same evaluation or set */
	struct prose **proses;                /* all its texts, the body among them */
	size_t prose_count;
	uint32_t index;  /* of it among the site's records */
	uint64_t digest; /* of what the file says */
};

const struct record *record_ref(const struct record *record, enum key key); /* a single id, resolved; or NULL */

/* The value of the shape's n-th field, set or not. */
const struct value *map_at(const struct map *map, size_t field);
/* The same, to be written to, and put there where it is not held; then pointers to the map's other values are gone. The shape has the key. */
struct value *map_add(struct arena *arena, struct map *map, enum key key);
/* A map that holds those of all values, one for each field of its shape, that say anything. */
struct map map_of(struct arena *arena, const struct shape *shape, const struct value *all);
size_t map_count(const struct map *map); /* of the values that are held */

/* Whether a key stands there, be its value wrong. */
bool record_says(const struct record *record, enum key key);

/* The value of a key; NULL where it is not set. */
const struct value *map_value(const struct map *map, enum key key);
const struct value *record_value(const struct record *record, enum key key);

/* Shorthands; "", 0 or no date where the key is not set. */
struct str record_text(const struct record *record, enum key key);
int64_t record_number(const struct record *record, enum key key);
struct date record_date(const struct record *record, enum key key);
const struct prose *record_prose(const struct record *record, enum key key);
struct str map_text(const struct map *map, enum key key);
int64_t map_number(const struct map *map, enum key key); /* 0 where it is not set */

/* The last name of the id: 01 of recommendations/pr-veiligheid/01. */
struct str record_slug(const struct record *record);
/* The id of the folder that it lies in: a question's set. */
struct str record_parent_id(const struct record *record);

/* Every value of a record that may lead to other records, those inside its maps too, in the order of the schema. */
typedef void value_visitor(void *user, const struct record *record, const struct field *field, struct value *value);
void record_visit(struct record *record, value_visitor *visit, void *user);

/* Adds a link to a list that lives in arena. */
void links_add(struct arena *arena, struct links *links, const struct link *link);

#endif
