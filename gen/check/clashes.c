/* SPDX-License-Identifier: EUPL-1.2 */
/* What only one record may have, beside its address: a Kamerstuk number, a number within its evaluation or asker, an item in a letter. */
#include "../base/utf8.h"
#include "check.h"

/* Notes who has a thing; reports where another has it already. */
static void
claim(struct site *site, struct table *table, struct str key, const struct record *record, enum rule rule, struct span span,
      const char *what)
{
	const struct record *other = table_add(table, key, (void *)(uintptr_t)record);

	if (!other)
		return;
	diag_report(site->diags, rule, span, "%s", what);
	diag_note(site->diags, other->front, "the other is '%.*s'", STR_ARG(other->id));
}

static void
claim_kamerstuk(struct site *site, struct table *table, const struct record *record)
{
	const struct value *value = record_value(record, KEY_kamerstuk);

	if (value)
		claim(site, table, kamerstuk_key(site->arena, &value->kamerstuk), record, RULE_KAMERSTUK_CLASH, value->span,
		      "two records have this Kamerstuk number; it belongs to one of them");
}

static void
claim_number(struct site *site, struct table *table, const struct record *record)
{
	const struct value *number = record_value(record, KEY_number);
	struct arena *arena = site->arena;

	if (!number)
		return;
	if (record->type == TYPE_RECOMMENDATION)
		claim(site, table,
		      arena_printf(arena, "r#%.*s#%lld", STR_ARG(record_text(record, KEY_evaluation)), (long long)number->number),
		      record, RULE_NUMBER_CLASH, number->span,
		      "two recommendations of the evaluation have this number; correct one of them");
	else if (record->type == TYPE_QUESTION)
		claim(site, table,
		      arena_printf(arena, "q#%.*s#%.*s#%lld", STR_ARG(record_text(record, KEY_set)),
		                   STR_ARG(utf8_slug(arena, record_text(record, KEY_asker))), (long long)number->number),
		      record, RULE_NUMBER_CLASH, number->span,
		      "two questions of the same asker have this number in the set; correct one of them");
	else if (record->type == TYPE_COMMITMENT)
		claim(site, table, arena_printf(arena, "c#%.*s", STR_ARG(number->text)), record, RULE_NUMBER_CLASH, number->span,
		      "two commitments have this number; correct one of them");
	else if (record->type == TYPE_DOSSIER)
		claim(site, table, arena_printf(arena, "d#%.*s", STR_ARG(number->text)), record, RULE_NUMBER_CLASH, number->span,
		      "two dossiers have this number; remove one of them");
}

static void
claim_followup(struct site *site, struct table *table, const struct record *record)
{
	const struct value *item = record_value(record, KEY_item), *letter = record_value(record, KEY_letter);

	if (record->type == TYPE_FOLLOWUP && item && letter)
		claim(site, table, arena_printf(site->arena, "%.*s#%.*s", STR_ARG(item->text), STR_ARG(letter->text)), record,
		      RULE_FOLLOWUP_TWICE, item->span,
		      "this item has a second follow-up in the same letter; keep one of the two");
}

void
check_clashes(struct site *site)
{
	struct table *papers = table_new(site->arena), *numbers = table_new(site->arena), *followups = table_new(site->arena);

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		claim_kamerstuk(site, papers, record);
		claim_number(site, numbers, record);
		claim_followup(site, followups, record);
	}
}
