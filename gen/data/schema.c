/* SPDX-License-Identifier: EUPL-1.2 */
/* The JSON Schema (draft 2020-12) of everything that is offered as JSON, made from the table that the records are written by. */
#include "../base/json.h"
#include "../model/address.h"
#include "data_parts.h"

static void
add_pair(struct json *json, const char *name, const char *text)
{
	json_text(json, name, str_from(text));
}

static void
add_typed(struct json *json, const char *type)
{
	json_open(json, '{');
	add_pair(json, "type", type);
	json_close(json, '}');
}

static void
add_to(struct json *json, const char *definition)
{
	struct str way = STR("#/$defs/");
	struct buf text = {0};

	buf_add(&text, way);
	buf_add_cstring(&text, definition);
	json_open(json, '{');
	json_text(json, "$ref", buf_str(&text));
	json_close(json, '}');
	buf_free(&text);
}

/* Objects are closed: what the schema does not name is not there. */

static void
open_object(struct json *json)
{
	json_open(json, '{');
	add_pair(json, "type", "object");
	json_name(json, "additionalProperties");
	json_value_boolean(json, false);
}

static void
add_required(struct json *json, const char *names)
{
	struct str rest = str_from(names), name;

	json_name(json, "required");
	json_open(json, '[');
	while (str_next_part(&rest, ' ', &name))
		json_value(json, name);
	json_close(json, ']');
}

static void
open_list(struct json *json)
{
	json_open(json, '{');
	add_pair(json, "type", "array");
	json_name(json, "items");
}

/* Keys. */

static void add_shape(struct json *json, const struct shape *shape);

/* What each kind of value becomes: the name of a definition, or of a type of JSON. */
static const struct {
	const char *definition, *type;
} kinds[] = {
	[VALUE_TEXT] = {.type = "string"},
	[VALUE_MARKDOWN] = {.type = "string"},
	[VALUE_INTEGER] = {.type = "integer"},
	[VALUE_DECIMAL] = {.type = "number"},
	[VALUE_BOOLEAN] = {.type = "boolean"},
	[VALUE_YEAR] = {.type = "integer"},
	[VALUE_DATE] = {.definition = "date"},
	[VALUE_MOMENT] = {.type = "string"},
	[VALUE_URL] = {.definition = "url"},
	[VALUE_LANGUAGE] = {.type = "string"},
	[VALUE_WORD] = {.type = "string"},
	[VALUE_ID] = {.definition = "reference"},
	[VALUE_ALIAS] = {.type = "string"},
	[VALUE_ID_OR_URL] = {.definition = "either"},
	[VALUE_ID_OR_TEXT] = {.definition = "either"},
	[VALUE_TEXT_OR_ID] = {.definition = "either"},
	[VALUE_KAMERSTUK] = {.definition = "paper"},
	[VALUE_DOSSIER] = {.type = "string"},
	[VALUE_FILE] = {.definition = "url"},
	[VALUE_CHOICE] = {.definition = "word"},
	[VALUE_TERM] = {.definition = "word"},
	[VALUE_FREE] = {.type = "object"},
};

static void
add_one(struct json *json, const struct field *field)
{
	if (field->kind == VALUE_MAP)
		add_shape(json, shape_of((enum shape_id)field->detail));
	else if (kinds[field->kind].definition)
		add_to(json, kinds[field->kind].definition);
	else
		add_typed(json, kinds[field->kind].type);
}

static void
add_many(struct json *json, const struct field *field)
{
	open_list(json);
	add_one(json, field);
	json_close(json, '}');
}

static void
add_field(struct json *json, const struct field *field)
{
	json_open(json, '{');
	add_pair(json, "description", field->en);
	json_name(json, field->kind == VALUE_ID_OR_TEXT ? "anyOf" : "allOf");
	json_open(json, '[');
	if (field->flags & MANY)
		add_many(json, field);
	else
		add_one(json, field);
	if (field->kind == VALUE_ID_OR_TEXT)
		add_typed(json, "string");
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_properties(struct json *json, const struct shape *shape)
{
	json_name(json, "properties");
	json_open(json, '{');
	for (size_t i = 0; i < shape->count; i++) {
		json_name(json, shape->fields[i].name);
		add_field(json, &shape->fields[i]);
	}
	json_close(json, '}');
}

static void
add_shape(struct json *json, const struct shape *shape)
{
	open_object(json);
	add_properties(json, shape);
	json_name(json, "required");
	json_open(json, '[');
	for (size_t i = 0; i < shape->count; i++)
		if (shape->fields[i].flags & REQUIRED)
			json_value(json, str_from(shape->fields[i].name));
	json_close(json, ']');
	json_close(json, '}');
}

/* A dossier that is only cited has a page, but no file and so no keys. */
static void
add_keys(struct json *json, const struct type_info *info)
{
	if (info->type != TYPE_DOSSIER) {
		add_shape(json, info->shape);
		return;
	}
	open_object(json);
	add_properties(json, info->shape);
	json_close(json, '}');
}

/* Definitions: an object of named parts, each of a type of JSON, of a definition (behind '#'), or a list of either (behind '*'). */

struct property {
	const char *name, *is;
};

static void
add_property(struct json *json, const struct property *property)
{
	const char *is = property->is + (property->is[0] == '*');

	json_name(json, property->name);
	if (property->is[0] == '*')
		open_list(json);
	if (is[0] == '#')
		add_to(json, is + 1);
	else
		add_typed(json, is);
	if (property->is[0] == '*')
		json_close(json, '}');
}

static void
add_object(struct json *json, const struct property *properties, const char *required)
{
	open_object(json);
	json_name(json, "properties");
	json_open(json, '{');
	for (; properties->name; properties++)
		add_property(json, properties);
	json_close(json, '}');
	add_required(json, required);
	json_close(json, '}');
}

static const struct definition {
	const char *name;
	const struct property *properties;
	const char *required;
} definitions[] = {
	{"reference", (const struct property[]){{"id", "string"}, {"url", "#url"}, {"title", "string"}, {NULL, NULL}},
         "id url title"},
	{"word", (const struct property[]){{"id", "string"}, {"label", "string"}, {NULL, NULL}}, "id label"},
	{"paper", (const struct property[]){{"text", "string"}, {"url", "#url"}, {NULL, NULL}}, "text url"},
	{"current",
         (const struct property[]){{"decision", "#word"}, {"status", "#word"}, {"followup", "#reference"}, {NULL, NULL}}, ""},
	{"naming",
         (const struct property[]){{"record", "#reference"}, {"keys", "*string"}, {"sentences", "*string"}, {NULL, NULL}},
         "record keys sentences"},
	{"part",
         (const struct property[]){
		 {"type", "string"}, {"part", "integer"}, {"parts", "integer"}, {"records", "*#record"}, {NULL, NULL}},
         "type part parts records"},
	{"collection",
         (const struct property[]){{"type", "string"},
                                   {"label", "string"},
                                   {"count", "integer"},
                                   {"json", "*#url"},
                                   {"csv", "*#url"},
                                   {NULL, NULL}},
         "type label count json csv"},
	{"index",
         (const struct property[]){{"title", "string"},
                                   {"url", "#url"},
                                   {"organisation", "string"},
                                   {"identifier", "#url"},
                                   {"notice", "string"},
                                   {"lang", "string"},
                                   {"documentation", "#url"},
                                   {"schema", "#url"},
                                   {"feed", "#url"},
                                   {"sitemap", "#url"},
                                   {"collections", "*#collection"},
                                   {NULL, NULL}},
         "title url organisation lang documentation schema feed sitemap collections"},
};

static void
add_pattern(struct json *json, const char *name, const char *pattern)
{
	json_name(json, name);
	json_open(json, '{');
	add_pair(json, "type", "string");
	add_pair(json, "pattern", pattern);
	json_close(json, '}');
}

/* A record, or a text in its place. */
static void
add_either(struct json *json)
{
	json_name(json, "either");
	json_open(json, '{');
	json_name(json, "anyOf");
	json_open(json, '[');
	add_to(json, "reference");
	add_typed(json, "string");
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_related(struct json *json)
{
	open_object(json);
	json_name(json, "properties");
	json_open(json, '{');
	for (enum type type = 0; type < TYPE_COUNT; type++)
		add_property(json, &(struct property){type_info(type)->name, "*#naming"});
	json_close(json, '}');
	json_close(json, '}');
}

/* What every record has beside its keys. */
static const struct property common[] = {
	{"id", "string"},   {"url", "#url"},         {"json", "#url"},    {"pdf", "#url"},
	{"feed", "#url"},   {"official", "#url"},    {"title", "string"}, {"date", "#date"},
	{"lang", "string"}, {"current", "#current"}, {"body", "string"},
};

static void
add_record(struct json *json, const struct type_info *info)
{
	open_object(json);
	add_pair(json, "title", info->name);
	json_name(json, "properties");
	json_open(json, '{');
	json_name(json, "type");
	json_open(json, '{');
	add_pair(json, "const", info->name);
	json_close(json, '}');
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		add_property(json, &common[i]);
	json_name(json, "keys");
	add_keys(json, info);
	json_name(json, "related");
	add_related(json);
	json_close(json, '}');
	add_required(json, "id type url json title lang keys");
	json_close(json, '}');
}

static void
add_records(struct json *json)
{
	json_name(json, "record");
	json_open(json, '{');
	json_name(json, "oneOf");
	json_open(json, '[');
	for (enum type type = 0; type < TYPE_COUNT; type++)
		add_record(json, type_info(type));
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_definitions(struct json *json)
{
	json_name(json, "$defs");
	json_open(json, '{');
	add_pattern(json, "url", "^(https|http|mailto):");
	add_pattern(json, "date", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
	add_either(json);
	for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++) {
		json_name(json, definitions[i].name);
		add_object(json, definitions[i].properties, definitions[i].required);
	}
	add_records(json);
	json_close(json, '}');
}

void
make_schema(struct data *data)
{
	static const char *const roots[] = {"index", "part", "record"};
	struct json json = json_to(&data->out);
	struct str address = address_of_data(data->arena, "schema.json");

	json_open(&json, '{');
	add_pair(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_text(&json, "$id", data_url(data, address));
	add_pair(&json, "title", "What the portal offers as JSON: the index, a part of a collection, a record");
	json_name(&json, "oneOf");
	json_open(&json, '[');
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
		add_to(&json, roots[i]);
	json_close(&json, ']');
	add_definitions(&json);
	json_close(&json, '}');
	data_put(data, address);
}
