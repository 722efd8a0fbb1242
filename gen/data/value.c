/* SPDX-License-Identifier: EUPL-1.2 */
#include "value.h"

#include "../model/address.h"
#include "plain.h"

static struct str
file_url(const struct data *data, const struct value *value)
{
	return data_url(data, address_of_file(data->arena, data->site->language, value->text));
}

static struct str
choice_id(const struct field *field, const struct value *value)
{
	return str_from(choice_name((enum choice_list)field->detail, (size_t)value->number));
}

static struct str
choice_label(const struct data *data, const struct field *field, const struct value *value)
{
	return data->site->language->choices[field->detail][value->number];
}

static const struct term *
term_of(const struct data *data, const struct field *field, const struct value *value)
{
	return site_term(data->site, (enum vocabulary)field->detail, value->number);
}

/* An addressee has no label, but an address that begins with who it is. */
static struct str
term_label(const struct term *term)
{
	const struct value *lines = map_value(term->map, KEY_lines);

	return term->label.len || !lines ? term->label : lines->items[0].text;
}

void
value_add_reference(struct json *json, const struct data *data, const struct record *record)
{
	json_open(json, '{');
	json_text(json, "id", record->id);
	json_text(json, "url", data_url(data, record->address));
	json_text(json, "title", record->title);
	json_close(json, '}');
}

void
value_add_word(struct json *json, struct str id, struct str label)
{
	json_open(json, '{');
	json_text(json, "id", id);
	json_text(json, "label", label);
	json_close(json, '}');
}

static void
add_paper(struct json *json, const struct data *data, const struct kamerstuk *paper)
{
	json_open(json, '{');
	json_text(json, "text", kamerstuk_text(data->arena, paper));
	json_text(json, "url", kamerstuk_url(data->arena, paper));
	json_close(json, '}');
}

static bool
is_list(const struct pairs *pairs)
{
	return pairs->count && !pairs->items[0].name.len;
}

static void
add_pairs(struct json *json, const struct pairs *pairs)
{
	json_open(json, is_list(pairs) ? '[' : '{');
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];

		if (!is_list(pairs))
			json_name_str(json, pair->name);
		if (pair->inside)
			add_pairs(json, pair->inside);
		else
			json_value(json, pair->text);
	}
	json_close(json, is_list(pairs) ? ']' : '}');
}

static void
add_term(struct json *json, const struct data *data, const struct field *field, const struct value *value)
{
	const struct term *term = term_of(data, field, value);

	value_add_word(json, term ? term->id : value->text, term ? term_label(term) : value->text);
}

static void
add_one(struct json *json, const struct data *data, const struct field *field, const struct value *value)
{
	switch (field->kind) {
	case VALUE_INTEGER:
	case VALUE_YEAR:
		json_value_integer(json, value->number);
		break;
	case VALUE_DECIMAL:
		json_value_thousandths(json, value->number);
		break;
	case VALUE_BOOLEAN:
		json_value_boolean(json, value->number);
		break;
	case VALUE_CHOICE:
		value_add_word(json, choice_id(field, value), choice_label(data, field, value));
		break;
	case VALUE_TERM:
		add_term(json, data, field, value);
		break;
	case VALUE_MARKDOWN:
		json_value(json, plain_text(data->scratch, &value->prose->tape));
		break;
	case VALUE_KAMERSTUK:
		add_paper(json, data, &value->kamerstuk);
		break;
	case VALUE_FILE:
		json_value(json, file_url(data, value));
		break;
	case VALUE_MAP:
		value_add_map(json, data, value->map);
		break;
	case VALUE_FREE:
		add_pairs(json, value->pairs);
		break;
	case VALUE_ID:
	case VALUE_ID_OR_URL:
	case VALUE_ID_OR_TEXT:
	case VALUE_TEXT_OR_ID:
		if (value->record)
			value_add_reference(json, data, value->record);
		else
			json_value(json, value->text);
		break;
	default:
		json_value(json, value->text);
		break;
	}
}

static void
add_value(struct json *json, const struct data *data, const struct field *field, const struct value *value)
{
	if (!(field->flags & MANY) || value->is_text) {
		add_one(json, data, field, value);
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < value->count; i++)
		add_one(json, data, field, &value->items[i]);
	json_close(json, ']');
}

void
value_add_map(struct json *json, const struct data *data, const struct map *map)
{
	json_open(json, '{');
	for (size_t i = 0; i < map->shape->count; i++) {
		const struct field *field = &map->shape->fields[i];
		const struct value *value = map_value(map, field->key);

		if (!value)
			continue;
		json_name(json, field->name);
		add_value(json, data, field, value);
	}
	json_close(json, '}');
}

/* As a cell. */

static void
add_pairs_cell(struct buf *out, const struct pairs *pairs)
{
	struct json json = json_to(out);

	add_pairs(&json, pairs);
	out->len -= out->at[out->len - 1] == '\n';
}

static void
add_number_cell(struct buf *out, const struct field *field, int64_t number)
{
	struct json json = json_to(out);

	if (field->kind == VALUE_DECIMAL)
		json_value_thousandths(&json, number);
	else
		json_value_integer(&json, number);
}

static void
add_term_cell(struct buf *out, const struct term *term, enum value_aspect aspect)
{
	if (term)
		buf_add(out, aspect == VALUE_LABEL ? term_label(term) : term->id);
}

void
value_add_cell(struct buf *out, const struct data *data, const struct field *field, const struct value *value,
               enum value_aspect aspect)
{
	switch (field->kind) {
	case VALUE_INTEGER:
	case VALUE_YEAR:
	case VALUE_DECIMAL:
		add_number_cell(out, field, value->number);
		break;
	case VALUE_BOOLEAN:
		buf_add(out, value->number ? STR("true") : STR("false"));
		break;
	case VALUE_CHOICE:
		buf_add(out, aspect == VALUE_LABEL ? choice_label(data, field, value) : choice_id(field, value));
		break;
	case VALUE_TERM:
		add_term_cell(out, term_of(data, field, value), aspect);
		break;
	case VALUE_MARKDOWN:
		plain_add(out, &value->prose->tape);
		break;
	case VALUE_KAMERSTUK:
		buf_add(out, aspect == VALUE_ADDRESS ? kamerstuk_url(data->arena, &value->kamerstuk)
		                                     : kamerstuk_text(data->arena, &value->kamerstuk));
		break;
	case VALUE_FILE:
		buf_add(out, file_url(data, value));
		break;
	case VALUE_FREE:
		add_pairs_cell(out, value->pairs);
		break;
	default:
		buf_add(out, value->record && field->kind >= VALUE_ID && field->kind <= VALUE_TEXT_OR_ID ? value->record->id
		                                                                                         : value->text);
		break;
	}
}
