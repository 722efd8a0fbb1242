/* SPDX-License-Identifier: EUPL-1.2 */
/* Collections: all records of a type without their texts, in parts, as JSON and as CSV; and the index of them. */
#include "../model/address.h"
#include "../model/parts.h"
#include "csv.h"
#include "record.h"

/* The records of a type by their ids, so that what one record says moves no other. */
static struct records
records_of(struct arena *arena, const struct site *site, enum type type)
{
	struct records found = {0};

	for (size_t i = 0; i < site->records.count; i++)
		if (site->records.items[i]->type == type)
			records_add(arena, &found, site->records.items[i]);
	return found;
}

static struct records *
split(struct arena *arena, const struct records *records, size_t count)
{
	struct records *parts = arena_array(arena, count, sizeof *parts);

	for (size_t i = 0; i < records->count; i++)
		records_add(arena, &parts[parts_of(records->items[i]->id, count)], records->items[i]);
	return parts;
}

struct part {
	enum type type;
	size_t number, count;
	const struct records *records;
};

static void
render_json(struct data *data, const struct part *part)
{
	struct json json = json_to(&data->out);

	json_open(&json, '{');
	json_text(&json, "type", str_from(type_info(part->type)->name));
	json_name(&json, "part");
	json_value_integer(&json, (int64_t)part->number);
	json_name(&json, "parts");
	json_value_integer(&json, (int64_t)part->count);
	json_name(&json, "records");
	json_open(&json, '[');
	for (size_t i = 0; i < part->records->count; i++)
		record_add_json(&json, data, part->records->items[i], false);
	json_close(&json, ']');
	json_close(&json, '}');
	data_put(data, address_of_data_part(data->site->arena, part->type, part->number, ".json"));
}

static void
render_csv(struct data *data, const struct part *part)
{
	const struct columns *columns = csv_columns(data->arena, part->type);

	csv_add_head(&data->out, columns);
	for (size_t i = 0; i < part->records->count; i++)
		csv_add_record(&data->out, data, columns, part->records->items[i]);
	data_put(data, address_of_data_part(data->site->arena, part->type, part->number, ".csv"));
}

static void
render_type(struct data *data, enum type type)
{
	struct arena *arena = arena_new();
	struct records records = records_of(arena, data->site, type);
	size_t count = parts_count(&records);
	struct records *parts = split(arena, &records, count);

	for (size_t i = 0; i < count; i++) {
		struct part part = {type, i, count, &parts[i]};

		render_json(data, &part);
		render_csv(data, &part);
	}
	arena_free(arena);
}

/* The index. */

static void
add_parts(struct json *json, const struct data *data, enum type type, const char *ending)
{
	size_t count = parts_count(&data->site->by_type[type]);

	json_open(json, '[');
	for (size_t i = 0; i < count; i++)
		json_value(json, data_url(data, address_of_data_part(data->arena, type, i, ending)));
	json_close(json, ']');
}

static void
add_collection(struct json *json, const struct data *data, enum type type)
{
	json_open(json, '{');
	json_text(json, "type", str_from(type_info(type)->name));
	json_text(json, "label", data->site->language->types[type].many);
	json_name(json, "count");
	json_value_integer(json, (int64_t)data->site->by_type[type].count);
	json_name(json, "json");
	add_parts(json, data, type, ".json");
	json_name(json, "csv");
	add_parts(json, data, type, ".csv");
	json_close(json, '}');
}

static void
render_index(struct data *data)
{
	const struct site *site = data->site;
	struct json json = json_to(&data->out);

	json_open(&json, '{');
	json_text(&json, "title", site->settings.title);
	json_text(&json, "url", site->settings.base_url);
	json_text(&json, "organisation", map_text(site->settings.organisation, KEY_name));
	json_text_if(&json, "identifier", map_text(site->settings.organisation, KEY_identifier));
	json_text_if(&json, "notice", site->settings.notice);
	json_text(&json, "lang", site->language->tag);
	json_text(&json, "documentation", data_url(data, address_of_data(data->arena, "index.html")));
	json_text(&json, "schema", data_url(data, address_of_data(data->arena, "schema.json")));
	json_text(&json, "feed", data_url(data, address_of_feed(data->arena, NULL)));
	json_text(&json, "sitemap", data_url(data, STR("sitemap.xml")));
	json_name(&json, "collections");
	json_open(&json, '[');
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (site->by_type[type].count)
			add_collection(&json, data, type);
	json_close(&json, ']');
	json_close(&json, '}');
	data_put(data, address_of_data(site->arena, "index.json"));
}

void
render_collections(struct data *data)
{
	for (enum type type = 0; type < TYPE_COUNT; type++)
		render_type(data, type);
	render_index(data);
}
