/* SPDX-License-Identifier: EUPL-1.2 */
/* Collections: all records of a type without their texts, in parts, as JSON and as CSV; and the index of them. */
#include "../model/address.h"
#include "../model/parts.h"
#include "csv.h"
#include "record.h"
#include "renew.h"

static bool
is_any_said(const struct data_plan *plan, enum type type)
{
	const struct records *records = &plan->site->by_type[type];

	for (size_t i = 0; plan->others && i < records->count; i++)
		if (plan->others->said[records->items[i]->index])
			return true;
	return !plan->others;
}

/* Records by their ids, so that what one record says moves no other. */
void
plan_parts(struct data_plan *plan)
{
	const struct site *site = plan->site;

	for (enum type type = 0; type < TYPE_COUNT; type++) {
		plan->part_counts[type] = is_any_said(plan, type) ? parts_count(&site->by_type[type]) : 0;
		plan->parts[type] = arena_array(plan->arena, plan->part_counts[type], sizeof **plan->parts);
	}
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];
		size_t count = plan->part_counts[record->type];

		if (count)
			records_add(plan->arena, &plan->parts[record->type][parts_of(record->id, count)], record);
	}
}

static void
make_json(struct data *data, enum type type, size_t part)
{
	const struct records *records = &data->plan->parts[type][part];
	struct json json = json_to(&data->out);

	json_open(&json, '{');
	json_text(&json, "type", str_from(type_info(type)->name));
	json_name(&json, "part");
	json_value_integer(&json, (int64_t)part);
	json_name(&json, "parts");
	json_value_integer(&json, (int64_t)data->plan->part_counts[type]);
	json_name(&json, "records");
	json_open(&json, '[');
	for (size_t i = 0; i < records->count; i++)
		record_add_json(&json, data, records->items[i], false);
	json_close(&json, ']');
	json_close(&json, '}');
}

static void
make_csv(struct data *data, const struct columns *columns, const struct records *records)
{
	csv_add_head(&data->out, columns);
	for (size_t i = 0; i < records->count; i++)
		csv_add_record(&data->out, data, columns, records->items[i]);
}

void
make_part(struct data *data, enum type type, size_t part)
{
	struct str address = address_of_data_part(data->arena, type, part, ".json");

	if (!renew_json(data, &data->plan->parts[type][part], address))
		make_json(data, type, part);
	data_put(data, address);
}

void
make_table(struct data *data, enum type type, size_t part)
{
	struct str address = address_of_data_part(data->arena, type, part, ".csv");
	const struct records *records = &data->plan->parts[type][part];
	const struct columns *columns = csv_columns(data->arena, type);

	if (!renew_csv(data, columns, records, address))
		make_csv(data, columns, records);
	data_put(data, address);
}

/* The index. */

static void
add_parts(struct json *json, const struct data *data, enum type type, const char *ending)
{
	size_t count = data->plan->part_counts[type];

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

void
make_index(struct data *data)
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
	data_put(data, address_of_data(data->arena, "index.json"));
}
