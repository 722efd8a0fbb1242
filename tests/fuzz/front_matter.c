/* SPDX-License-Identifier: EUPL-1.2 */
/* Front matter to values. The first byte chooses the type of the record. */
#include "../../gen/read/typing.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct site *site = fuzz_site();
	struct source *source = size ? fuzz_source(site, data + 1, size - 1) : NULL;

	if (source) {
		struct arena *scratch = arena_new();
		struct markdown_reader markdown =
			markdown_open(site->arena, site->arena, site->diags, reference_terms_new(site->arena));
		struct record owner = {.type = data[0] % TYPE_COUNT, .id = STR("letters/a"), .source = source};
		struct typing typing = {site->arena, site->diags, &site->settings, &markdown, &owner};
		const struct node *node = yaml_read(scratch, site->diags, source, 0, source->text.len);

		owner.map.shape = type_info(owner.type)->shape;
		typing_map(&typing, owner.map.shape, node, span_of(source, 0, 0), &owner.map);
		markdown_close(&markdown);
		arena_free(scratch);
	}
	fuzz_site_free(site);
	return 0;
}
