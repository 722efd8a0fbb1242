/* SPDX-License-Identifier: EUPL-1.2 */
#include "group.h"

#include "../base/file.h"
#include "../model/address.h"

#include <stdlib.h>

struct making {
	struct context context;
	struct arena *arena;
	struct table *by_address;
	struct groups groups;
};

static struct group *
group_at(struct making *making, enum group_kind kind, struct str address, struct str name)
{
	struct group *group = table_find(making->by_address, address);

	if (group)
		return group;
	group = arena_alloc(making->arena, sizeof *group);
	*group = (struct group){.kind = kind, .address = address, .name = name};
	table_set(making->by_address, address, group);
	making->groups.items = arena_grow(making->arena, making->groups.items, making->groups.count, &making->groups.cap,
	                                  sizeof *making->groups.items);
	making->groups.items[making->groups.count++] = group;
	return group;
}

static void
add_to(struct making *making, struct group *group, struct record *record)
{
	if (!group->records.count || group->records.items[group->records.count - 1] != record)
		records_add(making->arena, &group->records, record);
}

/* A group for each word of a vocabulary, in its order. */
static void
make_vocabulary_groups(struct making *making, enum vocabulary vocabulary, enum group_kind kind)
{
	const struct vocabulary_words *words = &making->context.site->settings.vocabularies[vocabulary];

	for (size_t i = 0; i < words->count; i++) {
		struct str address =
			kind == GROUP_STATUS
				? address_of_status(making->arena, making->context.site->language, &words->items[i])
				: address_of_decision(making->arena, making->context.site->language, &words->items[i]);

		group_at(making, kind, address, words->items[i].label);
	}
}

static void
gather_followup(struct making *making, struct record *followup)
{
	struct str year = path_name(record_parent_id(followup));

	add_to(making, group_at(making, GROUP_YEAR, address_of_year(making->arena, making->context.site->language, year), year),
	       followup);
}

static void
gather_item(struct making *making, struct record *item)
{
	const struct site *site = making->context.site;
	const struct term *status = item_status(site, item);
	const struct term *decision = item->type == TYPE_RECOMMENDATION ? recommendation_decision(site, item) : NULL;

	if (status)
		add_to(making,
		       group_at(making, GROUP_STATUS, address_of_status(making->arena, making->context.site->language, status),
		                status->label),
		       item);
	if (decision)
		add_to(making,
		       group_at(making, GROUP_DECISION,
		                address_of_decision(making->arena, making->context.site->language, decision), decision->label),
		       item);
}

static void
gather_question(struct making *making, struct record *question)
{
	struct str asker = record_text(question, KEY_asker);

	if (asker.len)
		add_to(making,
		       group_at(making, GROUP_ASKER, address_of_asker(making->arena, making->context.site->language, asker),
		                asker),
		       question);
}

static void
gather_signatories(struct making *making, struct record *record)
{
	const struct value *signatories = record_value(record, KEY_signatories);

	for (size_t i = 0; signatories && i < signatories->count; i++) {
		struct str name = map_text(signatories->items[i].map, KEY_name);

		add_to(making,
		       group_at(making, GROUP_SIGNATORY,
		                address_of_signatory(making->arena, making->context.site->language, name), name),
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
	case TYPE_QUESTION_SET:
		gather_signatories(making, record);
		break;
	default:
		break;
	}
}

/* Years newest first, names by the alphabet; words of a vocabulary stay in its order. */
static int
group_order(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return x->kind == GROUP_YEAR ? str_order(y->name, x->name) : str_order(x->name, y->name);
}

struct groups
groups_make(const struct portal *portal)
{
	struct making making = {.context = portal_context(portal, STR("")), .arena = portal->arena};
	size_t fixed;

	making.context.arena = portal->arena;
	making.by_address = table_new(portal->arena);
	make_vocabulary_groups(&making, VOCABULARY_STATUSES, GROUP_STATUS);
	make_vocabulary_groups(&making, VOCABULARY_DECISIONS, GROUP_DECISION);
	fixed = making.groups.count;
	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < portal->site->by_type[type].count; i++)
			gather(&making, portal->site->by_type[type].items[i]);
	if (making.groups.count > fixed)
		qsort(making.groups.items + fixed, making.groups.count - fixed, sizeof *making.groups.items, group_order);
	return making.groups;
}
