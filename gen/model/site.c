/* SPDX-License-Identifier: EUPL-1.2 */
#include "site.h"

#include <stdlib.h>

#include "../base/file.h"
#include "address.h"

const struct term *
site_term(const struct site *site, enum vocabulary vocabulary, int64_t index)
{
	const struct vocabulary_words *words = &site->settings.vocabularies[vocabulary];

	return index >= 0 && (size_t)index < words->count ? &words->items[index] : NULL;
}

struct str
site_tag(const struct site *site, const struct record *record)
{
	struct str own = record ? record_text(record, KEY_lang) : STR("");

	return own.len ? own : site->language->tag;
}

const struct language *
site_language(const struct site *site, const struct record *record)
{
	struct str tag = site_tag(site, record);

	for (size_t i = 0; i < site->language_count; i++)
		if (str_equal(site->languages[i]->tag, tag))
			return site->languages[i];
	return site->language;
}

const struct record *
site_find(const struct site *site, struct str id)
{
	return table_find(site->by_id, id);
}

void
records_add(struct arena *arena, struct records *records, struct record *record)
{
	records->items = arena_grow(arena, records->items, records->count, &records->cap, sizeof *records->items);
	records->items[records->count++] = record;
}

moment
record_release(const struct site *site, const struct record *record)
{
	const struct value *from = record_value(record, KEY_publish_from);
	moment when;

	if (!from)
		return INT64_MIN;
	when = from->moment.when;
	if (from->moment.is_day && !date_first_moment(from->moment.day, site->settings.timezone, &when))
		return INT64_MAX;
	return when;
}

bool
record_is_embargoed(const struct site *site, const struct record *record)
{
	return record_release(site, record) > site->now;
}

bool
record_is_open(const struct site *site, const struct record *record)
{
	const struct value *visibility = record_value(record, KEY_visibility);

	return !record_is_embargoed(site, record) && (!visibility || visibility->number == VISIBILITY_PUBLIC);
}

const struct map *
recommendation_last_decision(const struct record *record)
{
	const struct value *later = record_value(record, KEY_later_decisions);

	return later && later->count ? later->items[later->count - 1].map : &record->map;
}

static const struct term *
decision_in(const struct site *site, const struct map *map)
{
	const struct value *decision = map_value(map, KEY_decision);

	return decision ? site_term(site, VOCABULARY_DECISIONS, decision->number) : NULL;
}

const struct term *
recommendation_decision(const struct site *site, const struct record *record)
{
	return decision_in(site, recommendation_last_decision(record));
}

static bool
is_decided_before(const struct map *map, struct date day)
{
	const struct value *letter = map_value(map, KEY_decided_in);

	return letter && letter->record && date_order(letter->record->date, day) < 0;
}

const struct term *
recommendation_decision_before(const struct site *site, const struct record *record, struct date day)
{
	const struct value *later = record_value(record, KEY_later_decisions);

	for (size_t i = later ? later->count : 0; i > 0; i--)
		if (is_decided_before(later->items[i - 1].map, day))
			return decision_in(site, later->items[i - 1].map);
	return is_decided_before(&record->map, day) ? decision_in(site, &record->map) : NULL;
}

const struct term *
item_status(const struct site *site, const struct record *item)
{
	const struct record *last = item->last_followup;
	const struct value *status = last ? record_value(last, KEY_status) : NULL;

	return status ? site_term(site, VOCABULARY_STATUSES, status->number) : NULL;
}

/* The one record of a type among the records that a key names; NULL where there is none, or more than one. */
static const struct record *
only_one(const struct record *record, enum key key, enum type type)
{
	const struct value *value = record_value(record, key);
	const struct record *found = NULL;

	for (size_t i = 0; value && i < value->count; i++) {
		const struct record *named = value->items[i].record;

		if (!named || named->type != type || named == found)
			continue;
		if (found)
			return NULL;
		found = named;
	}
	return found;
}

/* The one record of a type that names this one under a key. */
static const struct record *
only_naming(const struct record *record, enum type type, enum key key)
{
	const struct record *found = NULL;

	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		if (link->key != key || link->from->type != type || link->from == found)
			continue;
		if (found)
			return NULL;
		found = link->from;
	}
	return found;
}

static const struct record *
letter_evaluation(const struct record *letter)
{
	const struct record *about = only_one(letter, KEY_about, TYPE_EVALUATION);

	return about || record_value(letter, KEY_about) ? about : only_naming(letter, TYPE_EVALUATION, KEY_offered_in);
}

const struct record *
record_question_set(const struct record *record)
{
	switch (record->type) {
	case TYPE_QUESTION_SET:
		return record;
	case TYPE_QUESTION:
		return record_ref(record, KEY_set);
	case TYPE_LETTER:
		return only_naming(record, TYPE_QUESTION_SET, KEY_answered_in);
	default:
		return NULL;
	}
}

const struct record *
record_evaluation(const struct record *record)
{
	const struct record *other;

	switch (record->type) {
	case TYPE_EVALUATION:
		return record;
	case TYPE_RECOMMENDATION:
	case TYPE_SAVINGS:
		return record_ref(record, KEY_evaluation);
	case TYPE_FOLLOWUP:
		other = record_ref(record, KEY_item);
		return other && other->type != TYPE_FOLLOWUP ? record_evaluation(other) : NULL;
	case TYPE_MEASURE:
		other = record_ref(record, KEY_announced_in);
		return other ? letter_evaluation(other) : NULL;
	case TYPE_LETTER:
		return letter_evaluation(record);
	case TYPE_QUESTION_SET:
		return only_one(record, KEY_about, TYPE_EVALUATION);
	case TYPE_QUESTION:
		other = record_question_set(record);
		return other ? only_one(other, KEY_about, TYPE_EVALUATION) : NULL;
	default:
		return NULL;
	}
}

const struct record *
record_theme(const struct record *record)
{
	const struct record *own = record_ref(record, KEY_theme), *evaluation = record_ref(record, KEY_evaluation);

	return own || !evaluation ? own : record_ref(evaluation, KEY_theme);
}

static const struct {
	enum type type;
	enum key key;
} parents[] = {
	{TYPE_THEME, KEY_parent},         {TYPE_EVALUATION, KEY_theme}, {TYPE_RECOMMENDATION, KEY_evaluation},
	{TYPE_FOLLOWUP, KEY_item},        {TYPE_QUESTION, KEY_set},     {TYPE_SAVINGS, KEY_evaluation},
	{TYPE_MEASURE, KEY_announced_in},
};

const struct record *
record_parent(const struct record *record)
{
	for (size_t i = 0; i < sizeof parents / sizeof *parents; i++)
		if (parents[i].type == record->type)
			return record_ref(record, parents[i].key);
	return NULL;
}

struct records
records_naming(struct arena *arena, const struct record *record, enum type type, enum key key)
{
	struct records found = {0};

	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		if ((type != TYPE_NONE && link->from->type != type) || (key != KEY_NONE && link->key != key))
			continue;
		if (found.count && found.items[found.count - 1] == link->from)
			continue;
		records_add(arena, &found, (struct record *)(uintptr_t)link->from);
	}
	return found;
}

static int
number_order(const struct record *a, const struct record *b)
{
	int64_t x = record_number(a, KEY_number), y = record_number(b, KEY_number);

	return (x > y) - (x < y);
}

int
record_order(const struct record *a, const struct record *b)
{
	int order = 0;

	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	if (a->type == TYPE_RECOMMENDATION) {
		order = str_order(record_text(a, KEY_evaluation), record_text(b, KEY_evaluation));
		order = order ? order : number_order(a, b);
	} else if (a->type == TYPE_QUESTION) {
		order = str_order(record_parent_id(a), record_parent_id(b));
		order = order ? order : (a->group > b->group) - (a->group < b->group);
		order = order ? order : number_order(a, b);
	} else {
		order = date_order(b->date, a->date);
	}
	return order ? order : str_order(a->id, b->id);
}

static int
list_order(const void *a, const void *b)
{
	return record_order(*(struct record *const *)a, *(struct record *const *)b);
}

void
records_sort(struct records *records)
{
	if (records->count)
		qsort(records->items, records->count, sizeof *records->items, list_order);
}

bool
theme_is_within(const struct record *theme, const struct record *ancestor)
{
	/* A circle of themes is an error, which must not hang what runs before it is reported. */
	for (int steps = 0; theme && steps < 100; steps++) {
		if (theme == ancestor)
			return true;
		theme = record_ref(theme, KEY_parent);
	}
	return false;
}

bool
site_is_at_root(const struct site *site)
{
	struct str rest = str_slice(site->settings.base_url, sizeof "https://" - 1, site->settings.base_url.len);

	return str_find_char(rest, '/') + 1 == rest.len;
}

const struct value *
settings_woo_categories(const struct settings *settings)
{
	const struct value *woo = map_value(&settings->map, KEY_woo);

	return woo ? map_value(woo->map, KEY_categories) : NULL;
}

bool
record_has_letter(const struct record *record)
{
	return record->type == TYPE_LETTER || record->type == TYPE_QUESTION_SET;
}

bool
record_has_feed(const struct record *record)
{
	return record->type == TYPE_THEME || record->type == TYPE_EVALUATION;
}

const struct term *
record_status(const struct site *site, const struct record *record)
{
	const struct value *own = record->type == TYPE_FOLLOWUP ? record_value(record, KEY_status) : NULL;

	if (own)
		return site_term(site, VOCABULARY_STATUSES, own->number);
	if (record->type == TYPE_RECOMMENDATION || record->type == TYPE_MEASURE || record->type == TYPE_MOTION ||
	    record->type == TYPE_COMMITMENT)
		return item_status(site, record);
	return NULL;
}

const struct term *
record_decision(const struct site *site, const struct record *record)
{
	return record->type == TYPE_RECOMMENDATION ? recommendation_decision(site, record) : decision_in(site, &record->map);
}

struct str
record_official(struct arena *arena, const struct record *record)
{
	const struct value *paper = record_value(record, KEY_kamerstuk);
	struct str source = record_text(record, KEY_source);

	return !source.len && paper ? kamerstuk_url(arena, &paper->kamerstuk) : source;
}

struct str
site_url(struct arena *arena, const struct site *site, struct str address)
{
	struct buf url = {0};
	struct str copy;

	if (str_is(path_name(address), "index.html"))
		address.len -= sizeof "index.html" - 1;
	buf_add(&url, site->settings.base_url);
	address_add_encoded(&url, address);
	copy = arena_str(arena, buf_str(&url));
	buf_free(&url);
	return copy;
}

struct date
record_changed(const struct record *record)
{
	struct date last = record->date;

	for (size_t i = 0; i < record->in.count; i++)
		if (date_order(record->in.items[i]->from->date, last) > 0)
			last = record->in.items[i]->from->date;
	return last;
}
