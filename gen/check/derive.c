/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/utf8.h"
#include "../model/address.h"
#include "check.h"

/* Titles. Records come in the order of their ids, not of who depends on whom: a title is derived where it is first asked for. */

static struct str title_of(struct site *site, struct record *record);

static struct str
title_of_ref(struct site *site, const struct record *record, enum key key)
{
	const struct record *other = record_ref(record, key);

	return other ? title_of(site, (struct record *)(uintptr_t)other) : record_text(record, key);
}

/* 'Aanbeveling 3, PR Veiligheid'. */
static struct str
recommendation_title(struct site *site, struct record *record)
{
	const struct record *evaluation = record_ref(record, KEY_evaluation);
	struct str name = evaluation ? record_text(evaluation, KEY_short) : STR("");

	if (!name.len)
		name = title_of_ref(site, record, KEY_evaluation);
	return arena_printf(site->arena, "%.*s %lld, %.*s",
	                    STR_ARG(language_capital(site->arena, site->language->types[TYPE_RECOMMENDATION].one)),
	                    (long long)record_number(record, KEY_number), STR_ARG(name));
}

/* 'Opvolging 2026: Aanbeveling 3, PR Veiligheid'. */
static struct str
followup_title(struct site *site, struct record *record)
{
	struct str parts[2] = {record_parent_id(record), title_of_ref(site, record, KEY_item)};

	parts[0] = str_slice(parts[0], sizeof "followups/" - 1, parts[0].len);
	return language_fill(site->arena, site->language->words[WORD_followup_of], parts, 2);
}

/* 'Vraag 3, Nota …', with its asker where numbers restart. */
static struct str
question_title(struct site *site, struct record *record)
{
	const struct record *set = record_ref(record, KEY_set);
	struct str asker = set && set->numbers_restart ? record_text(record, KEY_asker) : STR("");

	return arena_printf(site->arena, "%.*s %lld%s%.*s%s, %.*s", STR_ARG(site->language->words[WORD_question]),
	                    (long long)record_number(record, KEY_number), asker.len ? " (" : "", STR_ARG(asker),
	                    asker.len ? ")" : "", STR_ARG(title_of_ref(site, record, KEY_set)));
}

static struct str
title_of(struct site *site, struct record *record)
{
	if (record->title.len)
		return record->title;
	record->title = record_text(record, KEY_title);
	if (record->title.len)
		return record->title;
	record->title = record->id; /* and no circle can come back here */
	if (record->type == TYPE_RECOMMENDATION)
		record->title = recommendation_title(site, record);
	else if (record->type == TYPE_FOLLOWUP)
		record->title = followup_title(site, record);
	else if (record->type == TYPE_QUESTION)
		record->title = question_title(site, record);
	return record->title;
}

struct str
derive_title(struct site *site, struct record *record)
{
	record->title = STR("");
	return title_of(site, record);
}

/* Dates: whose date a record has where it has none of its own. */
static const struct {
	enum type type;
	enum key key;
} date_sources[] = {
	{TYPE_FOLLOWUP, KEY_letter},       {TYPE_QUESTION, KEY_set},         {TYPE_RECOMMENDATION, KEY_decided_in},
	{TYPE_EVALUATION, KEY_offered_in}, {TYPE_MEASURE, KEY_announced_in}, {TYPE_SAVINGS, KEY_decided_in},
};

static struct date
date_of(const struct record *record)
{
	const struct value *own = record_value(record, KEY_date);

	if (own)
		return own->date;
	for (size_t i = 0; i < sizeof date_sources / sizeof *date_sources; i++) {
		const struct record *source;

		if (date_sources[i].type != record->type)
			continue;
		source = record_ref(record, date_sources[i].key);
		if (source)
			return record_date(source, KEY_date);
	}
	return (struct date){.year = (int16_t)record_number(record, KEY_completed)};
}

/* Questions: do the numbers of a set restart, and which asker comes first? */

/* Spellings of one name are one asker: 'SP', 'sp'. */
static struct str
asker_identity(struct arena *arena, const struct record *question)
{
	return utf8_slug(arena, record_text(question, KEY_asker));
}

static struct str
set_number_key(struct arena *arena, const struct record *question)
{
	return arena_printf(arena, "%.*s#%lld", STR_ARG(record_text(question, KEY_set)),
	                    (long long)record_number(question, KEY_number));
}

static void
find_restarts(struct site *site, struct arena *scratch)
{
	struct table *seen = table_new(scratch);

	for (size_t i = 0; i < site->records.count; i++) {
		struct record *question = site->records.items[i], *other;
		struct record *set;

		if (question->type != TYPE_QUESTION)
			continue;
		set = (struct record *)(uintptr_t)record_ref(question, KEY_set);
		other = table_add(seen, set_number_key(scratch, question), question);
		if (set && other && !str_equal(asker_identity(scratch, other), asker_identity(scratch, question)))
			set->numbers_restart = true;
	}
}

/* Askers in the order of their first ids, which is the order of the files. */
static void
group_questions(struct site *site, struct arena *scratch)
{
	struct table *groups = table_new(scratch);

	for (size_t i = 0; i < site->records.count; i++) {
		struct record *question = site->records.items[i], *first;
		const struct record *set = record_ref(question, KEY_set);

		if (question->type != TYPE_QUESTION || !set || !set->numbers_restart)
			continue;
		first = table_add(
			groups, arena_printf(scratch, "%.*s#%.*s", STR_ARG(set->id), STR_ARG(asker_identity(scratch, question))),
			question);
		question->group = first ? first->group : (uint32_t)table_count(groups);
	}
}

/* Visibility: a record is never more public than what it belongs to. */

static const struct {
	enum type type;
	enum key key;
} owners[] = {
	{TYPE_QUESTION, KEY_set},       {TYPE_FOLLOWUP, KEY_item},
	{TYPE_FOLLOWUP, KEY_letter},    {TYPE_RECOMMENDATION, KEY_evaluation},
	{TYPE_SAVINGS, KEY_evaluation},
};

/* Belonging is at most three steps: follow-up, recommendation, evaluation. */
static void
withhold_with_owners(struct site *site)
{
	for (int step = 0; step < 3; step++) {
		for (size_t i = 0; i < site->records.count; i++) {
			struct record *record = site->records.items[i];

			for (size_t j = 0; j < sizeof owners / sizeof *owners; j++) {
				const struct record *owner =
					owners[j].type == record->type ? record_ref(record, owners[j].key) : NULL;

				if (owner && !owner->is_public)
					record->is_public = false;
			}
		}
	}
}

static void
decide_itself(struct site *site, struct record *record)
{
	moment release = record_release(site, record);

	record->is_withheld_by_embargo = release > site->now;
	if (release > site->now && release < site->next_release)
		site->next_release = release;
	record->is_public = record_is_open(site, record);
}

static void
decide_visibility(struct site *site)
{
	site->next_release = INT64_MAX;
	for (size_t i = 0; i < site->records.count; i++)
		decide_itself(site, site->records.items[i]);
	withhold_with_owners(site);
}

/* Every set whose numbers restart. */
static struct table *
restarting_sets(const struct site *site, struct arena *scratch)
{
	struct table *sets = table_new(scratch);

	for (size_t i = 0; i < site->records.count; i++)
		if (site->records.items[i]->numbers_restart)
			table_set(sets, site->records.items[i]->id, site->records.items[i]);
	return sets;
}

/* Where numbers restart, titles of questions tell their askers. Those where they did are made anew too, be the answer the same: what was made for all
 * records goes with the cut. */
static void
retitle_questions(struct site *site, const struct table *restarted)
{
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *question = site->records.items[i];
		const struct record *set = question->type == TYPE_QUESTION ? record_ref(question, KEY_set) : NULL;

		if (set && (set->numbers_restart || table_find(restarted, set->id)) && !record_text(question, KEY_title).len)
			question->title = question_title(site, question);
	}
}

void
derive_sets(struct site *site)
{
	struct arena *scratch = arena_new();
	const struct table *restarted = restarting_sets(site, scratch);

	for (size_t i = 0; i < site->records.count; i++) {
		site->records.items[i]->numbers_restart = false;
		site->records.items[i]->group = 0;
	}
	find_restarts(site, scratch);
	group_questions(site, scratch);
	retitle_questions(site, restarted);
	arena_free(scratch);
}

void
derive_values(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];

		record->date = date_of(record);
		record->address = address_of_id(site->arena, site->language, record->id);
		title_of(site, record);
	}
	decide_visibility(site);
}
