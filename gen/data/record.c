/* SPDX-License-Identifier: EUPL-1.2 */
#include "record.h"

#include "../model/address.h"
#include "plain.h"

static void
add_word_of(struct json *json, const char *name, const struct term *term)
{
	if (!term)
		return;
	json_name(json, name);
	value_add_word(json, term->id, term->label);
}

/* What counts now, where keys tell only a part: the last decision, the last status that was reported. */
static void
add_current(struct json *json, const struct data *data, const struct record *record)
{
	const struct record *last = record->type == TYPE_FOLLOWUP ? NULL : record->last_followup;
	const struct term *decision = record->type == TYPE_RECOMMENDATION ? record_decision(data->site, record) : NULL;

	if (!last && !decision)
		return;
	json_name(json, "current");
	json_open(json, '{');
	add_word_of(json, "decision", decision);
	add_word_of(json, "status", last ? record_status(data->site, record) : NULL);
	if (last) {
		json_name(json, "followup");
		value_add_reference(json, data, last);
	}
	json_close(json, '}');
}

/* Another record that names this one: under which keys, in which sentences. */
struct naming {
	const struct record *record;
	const char **keys;
	struct str *sentences;
	size_t key_count, key_cap, sentence_count, sentence_cap;
};

struct namings {
	struct naming **items;
	size_t count, cap;
	struct table *by_id;
};

static struct naming *
naming_of(struct arena *arena, struct namings *namings, const struct record *record)
{
	struct naming *naming = table_find(namings->by_id, record->id);

	if (naming)
		return naming;
	naming = arena_alloc(arena, sizeof *naming);
	naming->record = record;
	table_set(namings->by_id, record->id, naming);
	namings->items = arena_grow(arena, namings->items, namings->count, &namings->cap, sizeof *namings->items);
	namings->items[namings->count++] = naming;
	return naming;
}

static void
add_key(struct arena *arena, struct naming *naming, enum key key)
{
	const char *name = key_name(key);

	for (size_t i = 0; i < naming->key_count; i++)
		if (naming->keys[i] == name)
			return;
	naming->keys = arena_grow(arena, naming->keys, naming->key_count, &naming->key_cap, sizeof *naming->keys);
	naming->keys[naming->key_count++] = name;
}

static void
add_sentence(struct arena *arena, struct naming *naming, struct str sentence)
{
	for (size_t i = 0; i < naming->sentence_count; i++)
		if (str_equal(naming->sentences[i], sentence))
			return;
	naming->sentences =
		arena_grow(arena, naming->sentences, naming->sentence_count, &naming->sentence_cap, sizeof *naming->sentences);
	naming->sentences[naming->sentence_count++] = sentence;
}

static void
gather(struct arena *arena, struct namings *namings, const struct links *in)
{
	for (size_t i = 0; i < in->count; i++) {
		const struct link *link = in->items[i];
		struct naming *naming = naming_of(arena, namings, link->from);

		if (link->key != KEY_NONE)
			add_key(arena, naming, link->key);
		if (link->sentence.len)
			add_sentence(arena, naming, link->sentence);
	}
}

static void
add_naming(struct json *json, const struct data *data, const struct naming *naming)
{
	json_open(json, '{');
	json_name(json, "record");
	value_add_reference(json, data, naming->record);
	json_name(json, "keys");
	json_open(json, '[');
	for (size_t i = 0; i < naming->key_count; i++)
		json_value(json, str_from(naming->keys[i]));
	json_close(json, ']');
	json_name(json, "sentences");
	json_open(json, '[');
	for (size_t i = 0; i < naming->sentence_count; i++)
		json_value(json, naming->sentences[i]);
	json_close(json, ']');
	json_close(json, '}');
}

/* Incoming links are grouped by the type of who names: a list for each. */
static void
add_related(struct json *json, const struct data *data, const struct record *record)
{
	struct namings namings = {.by_id = table_new(data->arena)};
	enum type type = TYPE_NONE;

	gather(data->arena, &namings, &record->in);
	json_name(json, "related");
	json_open(json, '{');
	for (size_t i = 0; i < namings.count; i++) {
		if (namings.items[i]->record->type != type) {
			if (type != TYPE_NONE)
				json_close(json, ']');
			type = namings.items[i]->record->type;
			json_name(json, type_info(type)->name);
			json_open(json, '[');
		}
		add_naming(json, data, namings.items[i]);
	}
	if (type != TYPE_NONE)
		json_close(json, ']');
	json_close(json, '}');
}

static void
add_addresses(struct json *json, const struct data *data, const struct record *record)
{
	json_text(json, "url", data_url(data, record->address));
	json_text(json, "json", data_url(data, address_with(data->arena, record->address, ".json")));
	if (data->has_letters && record_has_letter(record))
		json_text(json, "pdf", data_url(data, address_with(data->arena, record->address, ".pdf")));
	if (record_has_feed(record))
		json_text(json, "feed", data_url(data, address_of_feed(data->arena, record)));
	json_text_if(json, "official", record_official(data->arena, record));
}

static void
add_date(struct json *json, const struct data *data, struct date date)
{
	buf_clear(data->scratch);
	date_add_iso(data->scratch, date);
	json_text_if(json, "date", buf_str(data->scratch));
}

void
record_add_json(struct json *json, const struct data *data, const struct record *record, bool is_whole)
{
	json_open(json, '{');
	json_text(json, "id", record->id);
	json_text(json, "type", str_from(type_info(record->type)->name));
	add_addresses(json, data, record);
	json_text(json, "title", record->title);
	add_date(json, data, record->date);
	json_text(json, "lang", site_tag(data->site, record));
	add_current(json, data, record);
	json_name(json, "keys");
	value_add_map(json, data, &record->map);
	if (is_whole) {
		json_text(json, "body", plain_text(data->scratch, &record->body->tape));
		add_related(json, data, record);
	}
	json_close(json, '}');
}

void
make_record(struct data *data, const struct record *record)
{
	struct json json = json_to(&data->out);

	record_add_json(&json, data, record, true);
	data_put(data, address_with(data->arena, record->address, ".json"));
}
