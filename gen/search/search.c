/* SPDX-License-Identifier: EUPL-1.2 */
#include "search.h"

#include "index.h"

uint8_t
search_year(const struct record *record)
{
	int64_t year = (int64_t)record->date.year - 1900;

	return date_is_set(record->date) && year > 0 && year <= UINT8_MAX ? (uint8_t)year : 0;
}

/* Where a follow-up says it, one of the vocabulary; else what the format itself knows of a commitment. */
enum { STATUS_OF_COMMITMENT = 128 };

uint8_t
search_status(const struct site *site, const struct record *record)
{
	const struct record *last = record->last_followup;
	const struct value *status = record_value(last ? last : record, KEY_status);

	(void)site;
	if (!status || status->number < 0 || status->number >= STATUS_OF_COMMITMENT - 1)
		return 0;
	return (uint8_t)(status->number + (!last && record->type == TYPE_COMMITMENT ? STATUS_OF_COMMITMENT : 1));
}

struct str
search_status_label(const struct site *site, unsigned status)
{
	const struct vocabulary_words *words = &site->settings.vocabularies[VOCABULARY_STATUSES];

	if (status >= STATUS_OF_COMMITMENT && status - STATUS_OF_COMMITMENT < choice_count(CHOICE_COMMITMENT))
		return site->language->choices[CHOICE_COMMITMENT][status - STATUS_OF_COMMITMENT];
	return status > 0 && status <= words->count ? words->items[status - 1].label : STR("");
}

struct str
search_status_name(const struct site *site, unsigned status)
{
	const struct vocabulary_words *words = &site->settings.vocabularies[VOCABULARY_STATUSES];

	if (status >= STATUS_OF_COMMITMENT && status - STATUS_OF_COMMITMENT < choice_count(CHOICE_COMMITMENT))
		return str_from(choice_name(CHOICE_COMMITMENT, status - STATUS_OF_COMMITMENT));
	return status > 0 && status <= words->count ? words->items[status - 1].id : STR("");
}

uint64_t
search_weight(const struct record *record)
{
	uint64_t weight = 0;

	for (size_t i = 0; i < record->prose_count; i++)
		weight += record->proses[i]->tape.pool_size;
	return weight;
}

uint64_t
search_weight_of_all(const struct site *site)
{
	uint64_t weight = 0;

	for (size_t i = 0; i < site->records.count; i++)
		weight += search_weight(site->records.items[i]);
	return weight;
}

static const struct share whole = {.part = 0, .parts = 1};

void
search_render(const struct site *site, struct output output)
{
	struct index *index = index_new(site, tables_of_site(site), whole);

	index_put_entries(index, output);
	index_put_terms(index, output);
	root_put(site, tables_of_site(site), output);
	index_free(index);
}

void
search_render_part(const struct site *site, struct share share, struct output output)
{
	struct index *index = index_new(site, tables_of_site(site), share);

	index_put_entries(index, output);
	index_put_runs(index, output);
	index_free(index);
}
