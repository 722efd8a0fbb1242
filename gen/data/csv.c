/* SPDX-License-Identifier: EUPL-1.2 */
#include "csv.h"

#include <string.h>

#include "../base/sixteen.h"
#include "value.h"

/* Columns that come from the record as a whole. */

static void
add_id(const struct data *data, const struct record *record, struct buf *out)
{
	(void)data;
	buf_add(out, record->id);
}

static void
add_url(const struct data *data, const struct record *record, struct buf *out)
{
	buf_add(out, data_url(data, record->address));
}

static void
add_title(const struct data *data, const struct record *record, struct buf *out)
{
	(void)data;
	buf_add(out, record->title);
}

static void
add_date(const struct data *data, const struct record *record, struct buf *out)
{
	(void)data;
	date_add_iso(out, record->date);
}

static void
add_lang(const struct data *data, const struct record *record, struct buf *out)
{
	buf_add(out, site_tag(data->site, record));
}

static const struct term *
current_decision(const struct data *data, const struct record *record)
{
	return record->type == TYPE_RECOMMENDATION ? record_decision(data->site, record) : NULL;
}

static const struct term *
current_status(const struct data *data, const struct record *record)
{
	return record->type == TYPE_FOLLOWUP ? NULL : record_status(data->site, record);
}

static void
add_decision(const struct data *data, const struct record *record, struct buf *out)
{
	const struct term *term = current_decision(data, record);

	buf_add(out, term ? term->id : STR(""));
}

static void
add_decision_label(const struct data *data, const struct record *record, struct buf *out)
{
	const struct term *term = current_decision(data, record);

	buf_add(out, term ? term->label : STR(""));
}

static void
add_status(const struct data *data, const struct record *record, struct buf *out)
{
	const struct term *term = current_status(data, record);

	buf_add(out, term ? term->id : STR(""));
}

static void
add_status_label(const struct data *data, const struct record *record, struct buf *out)
{
	const struct term *term = current_status(data, record);

	buf_add(out, term ? term->label : STR(""));
}

static void
add_followup(const struct data *data, const struct record *record, struct buf *out)
{
	const struct record *last = record->type == TYPE_FOLLOWUP ? NULL : record->last_followup;

	(void)data;
	buf_add(out, last ? last->id : STR(""));
}

enum { TO_ITEMS = TO_RECOMMENDATION | TO_MEASURE | TO_MOTION | TO_COMMITMENT };

/* title, date and lang are also keys: what is derived where the key is not set stands in the same column. */
static const struct derived {
	const char *name;
	enum key key; /* whose column this is too; KEY_NONE */
	unsigned types;
	void (*add)(const struct data *data, const struct record *record, struct buf *out);
} derived[] = {
	{"id", KEY_NONE, TO_ANY, add_id},
	{"url", KEY_NONE, TO_ANY, add_url},
	{"title", KEY_title, TO_ANY, add_title},
	{"date", KEY_date, TO_ANY, add_date},
	{"lang", KEY_lang, TO_ANY, add_lang},
	{"current.decision", KEY_NONE, TO_RECOMMENDATION, add_decision},
	{"current.decision.label", KEY_NONE, TO_RECOMMENDATION, add_decision_label},
	{"current.status", KEY_NONE, TO_ITEMS, add_status},
	{"current.status.label", KEY_NONE, TO_ITEMS, add_status_label},
	{"current.followup", KEY_NONE, TO_ITEMS, add_followup},
};

/* Columns that come from a key. */

struct column {
	struct str name;
	const struct derived *derived; /* NULL: from a key */
	const struct field *field;     /* of the record */
	const struct field *inside;    /* of the map that field holds; NULL: the value itself */
	enum value_aspect aspect;
};

struct columns {
	struct column *items;
	size_t count, cap;
	struct arena *arena;
};

static void
add_column(struct columns *columns, struct column column)
{
	columns->items = arena_grow(columns->arena, columns->items, columns->count, &columns->cap, sizeof *columns->items);
	columns->items[columns->count++] = column;
}

/* What a value has beside itself. */
static void
add_aspects(struct columns *columns, struct column column)
{
	enum value_kind kind = column.inside ? column.inside->kind : column.field->kind;
	struct str name = column.name;

	add_column(columns, column);
	if (kind == VALUE_CHOICE || kind == VALUE_TERM) {
		column.name = arena_printf(columns->arena, "%.*s.label", STR_ARG(name));
		column.aspect = VALUE_LABEL;
		add_column(columns, column);
	} else if (kind == VALUE_KAMERSTUK) {
		column.name = arena_printf(columns->arena, "%.*s.url", STR_ARG(name));
		column.aspect = VALUE_ADDRESS;
		add_column(columns, column);
	}
}

static void
add_field(struct columns *columns, const struct field *field)
{
	struct column column = {.name = str_from(field->name), .field = field};
	const struct shape *shape = field->kind == VALUE_MAP ? shape_of((enum shape_id)field->detail) : NULL;

	if (!shape)
		add_aspects(columns, column);
	for (size_t i = 0; shape && i < shape->count; i++) {
		column.inside = &shape->fields[i];
		column.name = arena_printf(columns->arena, "%s.%s", field->name, column.inside->name);
		add_aspects(columns, column);
	}
}

static bool
is_derived(enum key key)
{
	for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
		if (derived[i].key == key)
			return true;
	return false;
}

struct columns *
csv_columns(struct arena *arena, enum type type)
{
	struct columns *columns = arena_alloc(arena, sizeof *columns);
	const struct shape *shape = type_info(type)->shape;

	columns->arena = arena;
	for (size_t i = 0; i < sizeof derived / sizeof *derived; i++)
		if (derived[i].types & (1U << type))
			add_column(columns, (struct column){.name = str_from(derived[i].name), .derived = &derived[i]});
	for (size_t i = 0; i < shape->count; i++)
		if (!is_derived(shape->fields[i].key))
			add_field(columns, &shape->fields[i]);
	return columns;
}

/* Spreadsheets of East Asia take the wide forms too, which begin with U+FF. */
static bool
is_formula(struct str cell)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};

	if (!cell.len || !memchr("=+-@\t\r\xEF", cell.at[0], 7))
		return false;
	if (cell.at[0] != '\xEF')
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		if (str_starts(cell, wide[i]))
			return true;
	return false;
}

static bool
needs_quotes(struct str cell)
{
	size_t i = 0;

	for (; cell.len - i >= sizeof(sixteen); i += sizeof(sixteen)) {
		sixteen bytes = sixteen_at(cell.at + i);

		if (sixteen_any((bytes == ',') | (bytes == '"') | (bytes == '\r') | (bytes == '\n')))
			return true;
	}
	for (; i < cell.len; i++)
		if (memchr(",\"\r\n", cell.at[i], 4))
			return true;
	return false;
}

/* Between quotation marks where that is needed, those inside doubled. */
static void
add_cell(struct buf *out, struct str cell)
{
	bool is_quoted = needs_quotes(cell);

	if (is_quoted)
		buf_add_char(out, '"');
	if (is_formula(cell))
		buf_add_char(out, '\'');
	for (size_t at = 0; at < cell.len;) {
		size_t mark = at + str_find_char(str_slice(cell, at, cell.len), '"');

		buf_add(out, str_slice(cell, at, mark));
		if (mark < cell.len)
			buf_add_cstring(out, "\"\"");
		at = mark + 1;
	}
	if (is_quoted)
		buf_add_char(out, '"');
}

static void
add_inside(struct buf *out, const struct data *data, const struct column *column, const struct value *value)
{
	const struct value *inside = column->inside ? map_value(value->map, column->inside->key) : value;

	if (inside)
		value_add_cell(out, data, column->inside ? column->inside : column->field, inside, column->aspect);
}

static void
add_values(struct buf *out, const struct data *data, const struct column *column, const struct record *record)
{
	const struct value *value = record_value(record, column->field->key);

	if (!value)
		return;
	if (!(column->field->flags & MANY) || value->is_text) {
		add_inside(out, data, column, value);
		return;
	}
	for (size_t i = 0; i < value->count; i++) {
		if (i)
			buf_add_char(out, '\n');
		add_inside(out, data, column, &value->items[i]);
	}
}

void
csv_add_head(struct buf *out, const struct columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		if (i)
			buf_add_char(out, ',');
		add_cell(out, columns->items[i].name);
	}
	buf_add_cstring(out, "\r\n");
}

void
csv_add_record(struct buf *out, const struct data *data, const struct columns *columns, const struct record *record)
{
	struct buf cell = {0};

	for (size_t i = 0; i < columns->count; i++) {
		const struct column *column = &columns->items[i];

		buf_clear(&cell);
		if (column->derived)
			column->derived->add(data, record, &cell);
		else
			add_values(&cell, data, column, record);
		if (i)
			buf_add_char(out, ',');
		add_cell(out, buf_str(&cell));
	}
	buf_add_cstring(out, "\r\n");
	buf_free(&cell);
}
