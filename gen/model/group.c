/* SPDX-License-Identifier: EUPL-1.2 */
#include "group.h"

#include <stdlib.h>

#include "../base/file.h"
#include "address.h"
#include "attention.h"

enum { MOST_THEMES = 8 }; /* one within the other */

struct making {
	const struct site *site;
	struct arena *arena;
	const struct language *language;
	struct table *by_address;
	struct groups *groups;
	struct reporting reporting;
	struct {
		int year;
		struct group *group;
	} last_year[GROUP_KINDS]; /* records of a year come together */
};

static struct group *
group_at(struct making *making, enum group_kind kind, struct str address, struct str name)
{
	struct groups *groups = making->groups;
	struct group *group = table_find(making->by_address, address);

	if (group)
		return group;
	group = arena_alloc(making->arena, sizeof *group);
	*group = (struct group){.kind = kind, .address = address, .name = name};
	table_set(making->by_address, address, group);
	groups->items = arena_grow(making->arena, groups->items, groups->count, &groups->cap, sizeof *groups->items);
	groups->items[groups->count++] = group;
	return group;
}

static void
add_to(struct making *making, struct group *group, struct record *record)
{
	if (!group->records.count || group->records.items[group->records.count - 1] != record)
		records_add(making->arena, &group->records, record);
}

static struct group *
status_group(struct making *making, const struct term *status)
{
	return group_at(making, GROUP_STATUS, address_of_status(making->arena, making->language, status), status->label);
}

static struct group *
decision_group(struct making *making, const struct term *decision)
{
	return group_at(making, GROUP_DECISION, address_of_decision(making->arena, making->language, decision), decision->label);
}

static struct group *
unreported_group(struct making *making)
{
	return group_at(making, GROUP_UNREPORTED, address_of_unreported(making->arena, making->language), STR(""));
}

static struct group *
attention_group(struct making *making, enum attention attention)
{
	return group_at(making, GROUP_OVERDUE + attention, address_of_attention(making->arena, making->language, attention),
	                STR(""));
}

/* What has a page even where nothing is on it. */
static void
make_fixed_groups(struct making *making)
{
	const struct vocabulary_words *words = making->site->settings.vocabularies;

	for (size_t i = 0; i < words[VOCABULARY_STATUSES].count; i++)
		status_group(making, &words[VOCABULARY_STATUSES].items[i]);
	unreported_group(making);
	for (size_t i = 0; i < words[VOCABULARY_DECISIONS].count; i++)
		decision_group(making, &words[VOCABULARY_DECISIONS].items[i]);
	for (enum attention attention = 0; attention < ATTENTION_KINDS; attention++)
		attention_group(making, attention);
}

static void
gather_followup(struct making *making, struct record *followup)
{
	struct str year = path_name(record_parent_id(followup));

	add_to(making, group_at(making, GROUP_YEAR, address_of_year(making->arena, making->language, year), year), followup);
}

static void
gather_by_date(struct making *making, enum group_kind kind, enum type list, struct record *record)
{
	struct str year;

	if (!date_is_set(record->date))
		return;
	if (making->last_year[kind].year != record->date.year) {
		year = arena_printf(making->arena, "%04d", record->date.year);
		making->last_year[kind].group =
			group_at(making, kind, address_of_type_year(making->arena, making->language, list, year), year);
		making->last_year[kind].year = record->date.year;
	}
	add_to(making, making->last_year[kind].group, record);
}

/* Of its theme, and of those that this is part of. */
static void
gather_by_theme(struct making *making, struct record *recommendation)
{
	const struct record *theme = record_theme(recommendation);

	for (int steps = 0; theme && steps < MOST_THEMES; steps++, theme = record_ref(theme, KEY_parent)) {
		struct str address = address_of_theme(making->arena, making->language, theme);
		struct group *group = group_at(making, GROUP_THEME, address, theme->title);

		group->theme = theme;
		add_to(making, group, recommendation);
	}
}

static void
gather_item(struct making *making, struct record *item)
{
	const struct site *site = making->site;
	const struct term *status = item_status(site, item);
	const struct term *decision = item->type == TYPE_RECOMMENDATION ? recommendation_decision(site, item) : NULL;

	if (status)
		add_to(making, status_group(making, status), item);
	if (decision)
		add_to(making, decision_group(making, decision), item);
	if (item->type == TYPE_RECOMMENDATION && !status)
		add_to(making, unreported_group(making), item);
	if (item->type == TYPE_RECOMMENDATION)
		gather_by_theme(making, item);
	for (enum attention attention = 0; attention < ATTENTION_KINDS; attention++)
		if (item_needs(site, item, attention, making->reporting))
			add_to(making, attention_group(making, attention), item);
}

static void
gather_question(struct making *making, struct record *question)
{
	struct str asker = record_text(question, KEY_asker);

	if (asker.len)
		add_to(making, group_at(making, GROUP_ASKER, address_of_asker(making->arena, making->language, asker), asker),
		       question);
	gather_by_date(making, GROUP_QUESTION_YEAR, TYPE_QUESTION, question);
}

static void
gather_signatories(struct making *making, struct record *record)
{
	const struct value *signatories = record_value(record, KEY_signatories);

	for (size_t i = 0; signatories && i < signatories->count; i++) {
		struct str name = map_text(signatories->items[i].map, KEY_name);

		add_to(making,
		       group_at(making, GROUP_SIGNATORY, address_of_signatory(making->arena, making->language, name), name),
		       record);
	}
}

static void
gather(struct making *making, struct record *record)
{
	switch (record->type) {
	case TYPE_FOLLOWUP:
		gather_followup(making, record);
		break;
	case TYPE_RECOMMENDATION:
	case TYPE_MEASURE:
	case TYPE_MOTION:
	case TYPE_COMMITMENT:
		gather_item(making, record);
		break;
	case TYPE_QUESTION:
		gather_question(making, record);
		break;
	case TYPE_LETTER:
		gather_by_date(making, GROUP_LETTER_YEAR, TYPE_LETTER, record);
		gather_signatories(making, record);
		break;
	case TYPE_QUESTION_SET:
		gather_signatories(making, record);
		break;
	default:
		break;
	}
}

static bool
is_year(enum group_kind kind)
{
	return kind == GROUP_YEAR || kind == GROUP_LETTER_YEAR || kind == GROUP_QUESTION_YEAR;
}

/* Years newest first, names by the alphabet; words of a vocabulary stay in its order. */
static int
group_order(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return is_year(x->kind) ? str_order(y->name, x->name) : str_order(x->name, y->name);
}

static struct making
making_of(const struct site *site)
{
	return (struct making){
		.site = site,
		.arena = site->arena,
		.language = site->language,
		.by_address = table_new(site->arena),
		.groups = arena_alloc(site->arena, sizeof(struct groups)),
		.reporting = site_reporting(site),
	};
}

const struct groups *
groups_make(const struct site *site)
{
	struct making making = making_of(site);
	size_t fixed;

	make_fixed_groups(&making);
	fixed = making.groups->count;
	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < site->by_type[type].count; i++)
			gather(&making, site->by_type[type].items[i]);
	if (making.groups->count > fixed)
		qsort(making.groups->items + fixed, making.groups->count - fixed, sizeof *making.groups->items, group_order);
	return making.groups;
}

/* Some items join and leave. */

static bool
has_record(const struct group *group, const struct record *record)
{
	for (size_t i = 0; group && i < group->records.count; i++)
		if (group->records.items[i] == record)
			return true;
	return false;
}

/* members: by the records' places. */
static struct records
in_list_order(struct making *making, const bool *members)
{
	const struct site *site = making->site;
	struct records records = {0};

	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < site->by_type[type].count; i++)
			if (members[site->by_type[type].items[i]->index])
				records_add(making->arena, &records, site->by_type[type].items[i]);
	return records;
}

/* now: what of the items is in it; NULL: none. */
static struct group *
regroup(struct making *making, struct group *former, const struct group *now, const struct records *items)
{
	struct group *group = former;
	bool *members = NULL;

	for (size_t i = 0; i < items->count; i++) {
		struct record *item = items->items[i];
		bool is_in = has_record(now, item);

		if (is_in == has_record(former, item))
			continue;
		if (!members) {
			members = arena_array(making->arena, making->site->records.count, sizeof *members);
			for (size_t k = 0; k < former->records.count; k++)
				members[former->records.items[k]->index] = true;
		}
		members[item->index] = is_in;
	}
	if (members) {
		group = arena_alloc(making->arena, sizeof *group);
		*group = *former;
		group->records = in_list_order(making, members);
	}
	return group;
}

const struct groups *
groups_regroup(const struct site *site, const struct groups *former, const struct records *items)
{
	struct making making = making_of(site);
	struct groups *groups = arena_alloc(making.arena, sizeof *groups);

	for (size_t i = 0; i < items->count; i++)
		gather_item(&making, items->items[i]);
	groups->items = arena_array(making.arena, former->count, sizeof *groups->items);
	for (; groups->count < former->count; groups->count++) {
		struct group *group = former->items[groups->count];

		groups->items[groups->count] = regroup(&making, group, table_find(making.by_address, group->address), items);
	}
	return groups;
}
