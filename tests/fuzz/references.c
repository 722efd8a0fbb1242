/* SPDX-License-Identifier: EUPL-1.2 */
/* References in running text: what is found lies in the text, in order, without overlap; so does the sentence around it. */
#include "fuzz.h"

static void
check(struct str text, const struct references *found)
{
	size_t end = 0;

	for (size_t i = 0; i < found->count; i++) {
		const struct reference *reference = &found->items[i];
		size_t from, to;

		assert(reference->start >= end && reference->start <= reference->end && reference->end <= text.len);
		assert(reference->kind <= REF_TERM);
		sentence_around(text, reference->start, &from, &to);
		assert(from <= reference->start && reference->start <= to && to <= text.len);
		end = reference->end;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct site *site = fuzz_site();
	struct source *source = fuzz_source(site, data, size);

	if (source) {
		struct reference_terms *terms = reference_terms_new(site->arena);
		struct references found;

		reference_terms_add(terms, STR("Strategische Evaluatieagenda"), STR("terms/sea"), false);
		reference_terms_add(terms, STR("SEA"), STR("terms/sea"), true);
		reference_terms_add(terms, STR("beleidstheorie"), STR("terms/theorie"), false);
		found = references_find(site->arena, source->text, terms);
		check(source->text, &found);
	}
	fuzz_site_free(site);
	return 0;
}
