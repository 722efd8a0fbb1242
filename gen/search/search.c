/* SPDX-License-Identifier: EUPL-1.2 */
#include "search.h"

#include "index.h"
#include "shard.h"

/* How much text there is for one file of terms, and how many slots for one of documents: so that few hold more than a few kB. */
enum { SLOTS_LEAST = 6, TEXT_BITS = 14, DOCUMENT_BITS = 3 };

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

static unsigned
bits_for(uint64_t count)
{
	unsigned bits = 0;

	while (bits < 31 && UINT64_C(1) << bits < count)
		bits++;
	return bits;
}

/* How large the tables are follows from how much there is, in powers of two: so an edit seldom moves everything. */
static struct tables
tables_for(const struct site *site)
{
	struct tables tables = {.slots = bits_for(site->records.count * 8)};
	uint64_t bytes = 0;

	for (size_t i = 0; i < site->records.count; i++)
		for (size_t j = 0; j < site->records.items[i]->prose_count; j++)
			bytes += site->records.items[i]->proses[j]->tape.pool_size;
	tables.slots = tables.slots < SLOTS_LEAST ? SLOTS_LEAST : tables.slots;
	tables.documents = tables.slots - DOCUMENT_BITS;
	tables.terms = bits_for(bytes >> TEXT_BITS);
	return tables;
}

void
search_render(const struct site *site, struct output output)
{
	struct index *index = index_new(site, tables_for(site));

	write_documents(index, output);
	write_terms(index, output);
	write_root(index, output);
	index_free(index);
}
