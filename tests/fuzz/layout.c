/* SPDX-License-Identifier: EUPL-1.2 */
/* layout.yaml; and the language file, which lies beside it. The first byte chooses. */
#include "../../gen/read/layout.h"
#include "../../gen/base/file.h"
#include "../../gen/read/settings.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct site *site = fuzz_site();
	bool is_language = size && data[0] == 'w';
	struct str name = is_language ? STR("nl.yaml") : STR("layout.yaml");
	struct str text = str_slice((struct str){(const char *)data, size}, 1, size);

	if (!file_write(path_join(site->arena, fuzz_folder(), name), text))
		abort();
	if (is_language)
		language_read(site, fuzz_folder(), STR("nl"));
	else
		layout_read(site, fuzz_folder());
	fuzz_site_free(site);
	return 0;
}
