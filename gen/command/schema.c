/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON Schema (draft 2020-12) of the front matter of every type of record, for editors; made from the schema's table. */
#include "../base/diag_print.h"
#include "command.h"
#include "reference.h"

static void add_shape(struct buf *out, const struct shape *shape);

static const char slug_pattern[] = "^[a-z0-9][a-z0-9._-]*$";
static const char id_pattern[] = "^[a-z]+(/[a-z0-9][a-z0-9._-]*)+$";

static void
add_choices(struct buf *out, enum choice_list list)
{
	buf_add_cstring(out, "{\"enum\":[");
	for (size_t i = 0; i < choice_count(list); i++)
		buf_printf(out, "%s\"%s\"", i ? "," : "", choice_name(list, i));
	buf_add_cstring(out, "]}");
}

/* What a value looks like, where it does not depend on the field. */
static const char *const kinds[] = {
	[VALUE_TEXT] = "{\"type\":[\"string\",\"number\"]}",
	[VALUE_MARKDOWN] = "{\"type\":\"string\",\"contentMediaType\":\"text/markdown\"}",
	[VALUE_INTEGER] = "{\"type\":\"integer\",\"minimum\":0}",
	[VALUE_DECIMAL] = "{\"type\":\"number\",\"minimum\":0}",
	[VALUE_BOOLEAN] = "{\"type\":\"boolean\"}",
	[VALUE_YEAR] = "{\"type\":\"integer\",\"minimum\":1800,\"maximum\":2200}",
	[VALUE_DATE] = "{\"type\":[\"string\",\"integer\"],\"pattern\":\"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$\"}",
	[VALUE_MOMENT] = "{\"type\":\"string\",\"pattern\":\"^[0-9]{4}-[0-9]{2}-[0-9]{2}\"}",
	[VALUE_URL] = "{\"type\":\"string\",\"format\":\"uri\",\"pattern\":\"^https://\"}",
	[VALUE_LANGUAGE] = "{\"type\":\"string\",\"pattern\":\"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$\"}",
	[VALUE_KAMERSTUK] = "{\"type\":\"string\"}",
	[VALUE_DOSSIER] = "{\"type\":[\"string\",\"integer\"],\"pattern\":\"^[0-9]{5}(-[0-9]{2})?(-[A-Z]+)?$\"}",
	[VALUE_FILE] = "{\"type\":\"string\"}",
	[VALUE_TERM] = "{\"type\":\"string\"}",
	[VALUE_FREE] = "{\"type\":\"object\"}",
	[VALUE_LENGTH] = "{\"type\":\"string\",\"pattern\":\"^[0-9]+([.][0-9]{1,3})? *(mm|pt)$\"}",
	[VALUE_COLOUR] = "{\"type\":[\"string\",\"integer\"],\"pattern\":\"^#?[0-9A-Fa-f]{6}$\"}",
	[VALUE_FONT] = "{\"type\":\"string\"}",
};

static void
add_one(struct buf *out, const struct field *field)
{
	switch (field->kind) {
	case VALUE_CHOICE:
		add_choices(out, (enum choice_list)field->detail);
		break;
	case VALUE_MAP:
		add_shape(out, shape_of((enum shape_id)field->detail));
		break;
	case VALUE_WORD:
		buf_printf(out, "{\"type\":\"string\",\"pattern\":\"%s\"}", slug_pattern);
		break;
	case VALUE_ID:
	case VALUE_ALIAS:
	case VALUE_ID_OR_TEXT:
		buf_printf(out, "{\"type\":\"string\",\"pattern\":\"%s\"}", id_pattern);
		break;
	case VALUE_ID_OR_URL:
		buf_printf(out, "{\"type\":\"string\",\"pattern\":\"^https://|%s\"}", id_pattern);
		break;
	case VALUE_TEXT_OR_ID:
		buf_add_cstring(out, kinds[VALUE_TEXT]);
		break;
	default:
		buf_add_cstring(out, kinds[field->kind]);
		break;
	}
}

static void
add_described(struct buf *out, const struct field *field)
{
	buf_add_cstring(out, "{\"description\":");
	json_add_string(out, str_from(field->en));
	buf_add_cstring(out, ",\"allOf\":[");
	if (field->flags & MANY) {
		if (field->kind == VALUE_ID_OR_TEXT)
			buf_add_cstring(out, "{\"anyOf\":[{\"type\":\"string\"},");
		buf_printf(out, "{\"type\":\"array\",%s\"items\":", field->flags & REQUIRED ? "\"minItems\":1," : "");
		add_one(out, field);
		buf_add_cstring(out, field->kind == VALUE_ID_OR_TEXT ? "}]}" : "}");
	} else {
		add_one(out, field);
	}
	buf_add_cstring(out, "]}");
}

static void
add_required(struct buf *out, const struct shape *shape)
{
	bool is_first = true;

	buf_add_cstring(out, "\"required\":[");
	for (size_t i = 0; i < shape->count; i++) {
		if (!(shape->fields[i].flags & REQUIRED))
			continue;
		buf_printf(out, "%s\"%s\"", is_first ? "" : ",", shape->fields[i].name);
		is_first = false;
	}
	buf_add_char(out, ']');
}

static void
add_shape(struct buf *out, const struct shape *shape)
{
	bool is_first = true;

	buf_add_cstring(out, "{\"type\":\"object\",\"additionalProperties\":false,");
	add_required(out, shape);
	buf_add_cstring(out, ",\"properties\":{");
	for (size_t i = 0; i < shape->count; i++) {
		if (shape->fields[i].flags & DERIVED)
			continue;
		buf_printf(out, "%s\n\"%s\":", is_first ? "" : ",", shape->fields[i].name);
		add_described(out, &shape->fields[i]);
		is_first = false;
	}
	buf_add_cstring(out, "}}");
}

static void
add_definition(struct buf *out, const char *name, const struct shape *shape)
{
	buf_printf(out, "%s\n\"%s\":", out->at[out->len - 1] == '{' ? "" : ",", name);
	add_shape(out, shape);
}

static void
add_json_schema(struct buf *out)
{
	buf_add_cstring(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\n"
	                     "\"title\":\"Records of opvolging, format version 1\",\n\"$defs\":{");
	add_definition(out, "site", shape_of(SHAPE_SETTINGS));
	add_definition(out, "layout", shape_of(SHAPE_LAYOUT));
	for (enum type type = 0; type < TYPE_COUNT; type++)
		add_definition(out, type_info(type)->name, type_info(type)->shape);
	buf_add_cstring(out, "},\n\"anyOf\":[");
	for (enum type type = 0; type < TYPE_COUNT; type++)
		buf_printf(out, "%s{\"$ref\":\"#/$defs/%s\"}", type ? "," : "", type_info(type)->name);
	buf_add_cstring(out, "]}\n");
}

int
command_schema(const struct options *options)
{
	struct buf out = {0};

	if (options->as_tables)
		reference_write(&out);
	else
		add_json_schema(&out);
	world_print(buf_str(&out));
	buf_free(&out);
	return 0;
}
