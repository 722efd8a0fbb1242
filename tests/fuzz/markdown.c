/* SPDX-License-Identifier: EUPL-1.2 */
/* Markdown to a text and on to HTML. The first byte chooses whose text it is: that of a letter has annexes, a value of YAML no headings. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct site *site = fuzz_site();
	struct source *source = size ? fuzz_source(site, data + 1, size - 1) : NULL;

	if (source) {
		struct reference_terms *terms = reference_terms_new(site->arena);
		struct markdown_reader reader = markdown_open(site->arena, site->arena, site->diags, terms);
		struct record owner = {.type = data[0] % TYPE_COUNT, .id = STR("letters/a"), .source = source};
		struct markdown_text text = {
			.text = source->text, .source = source, .is_whole = true, .span = span_of(source, 0, 0)};
		struct prose *prose;

		reference_terms_add(terms, STR("Strategische Evaluatieagenda"), STR("terms/sea"), false);
		reference_terms_add(terms, STR("SEA"), STR("terms/sea"), true);
		owner.map.shape = type_info(owner.type)->shape;
		prose = markdown_read(&reader, text, &owner, data[0] & 0x80);
		fuzz_check_tape(&prose->tape);
		tape_plain(site->arena, &prose->tape, 0, prose->tape.event_count);
		fuzz_show(site, prose);
		markdown_close(&reader);
	}
	fuzz_site_free(site);
	return 0;
}
