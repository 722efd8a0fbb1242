/* SPDX-License-Identifier: EUPL-1.2 */
/* site.yaml. */
#include "../../gen/read/settings.h"
#include "../../gen/base/file.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct site *site = fuzz_site();

	site->settings = (struct settings){0};
	if (!file_write(path_join(site->arena, fuzz_folder(), STR("site.yaml")), (struct str){(const char *)data, size}))
		abort();
	settings_read(site, fuzz_folder(), STR("2026-11-01"));
	fuzz_site_free(site);
	return 0;
}
