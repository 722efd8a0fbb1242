/* SPDX-License-Identifier: EUPL-1.2 */
/* A public record refers to public records, by its keys and explicit links. What is recognised in its text is simply not there. */
#include "check.h"

static const char *
why_withheld(const struct record *record)
{
	const struct value *visibility = record_value(record, KEY_visibility);

	if (record->is_withheld_by_embargo)
		return "is under embargo";
	if (visibility && visibility->number == VISIBILITY_DRAFT)
		return "is a draft";
	if (visibility && visibility->number == VISIBILITY_CONFIDENTIAL)
		return "is confidential";
	return "belongs to a record that is not public";
}

static void
report(struct site *site, const struct record *from, const struct record *to, struct span span)
{
	diag_report(site->diags, RULE_NOT_PUBLIC, span,
	            "'%.*s' is public and refers to '%.*s', which %s; remove the reference, or withhold this record too",
	            STR_ARG(from->id), STR_ARG(to->id), why_withheld(to));
	diag_note(site->diags, to->front, "this record %s", why_withheld(to));
}

static void
check_value(void *user, const struct record *record, const struct field *field, struct value *value)
{
	bool leads = field->kind == VALUE_ID || field->kind == VALUE_ID_OR_URL || field->kind == VALUE_ID_OR_TEXT ||
	             field->kind == VALUE_TEXT_OR_ID;

	if (leads && value->record && !value->record->is_public)
		report(user, record, value->record, value->span);
}

static void
check_texts(struct site *site, const struct record *record)
{
	for (size_t i = 0; i < record->prose_count; i++) {
		const struct tape *tape = &record->proses[i]->tape;

		for (uint32_t j = 0; j < tape->ref_count; j++) {
			const struct tape_ref *ref = &tape->refs[j];
			const struct record *to = ref->kind == REF_ID ? site_find(site, ref_name(tape, ref)) : NULL;

			if (to && !to->is_public)
				report(site, record, to, (struct span){record->source, ref->start, ref->end});
		}
		for (uint32_t j = 0; j < tape->fill_count; j++) {
			const struct record *to = site_find(site, fill_id(tape, &tape->fills[j]));

			if (to && !to->is_public)
				report(site, record, to, (struct span){record->source, tape->fills[j].start, tape->fills[j].end});
		}
	}
}

void
check_visibility(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];

		if (!record->is_public)
			continue;
		record_visit(record, check_value, site);
		check_texts(site, record);
	}
}
