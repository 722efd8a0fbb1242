/* SPDX-License-Identifier: EUPL-1.2 */
/* Prints a letter's placed lines and its structure tree: describe CONTENT TEMPLATES ID. What golden files hold in place of PDF bytes. */
#include <stdio.h>

#include "../../gen/check/link.h"
#include "../../gen/command/command.h"
#include "../../gen/pdf/pdf.h"

int
main(int argc, char **argv)
{
	struct options options = {.as_of = STR("2026-11-01"), .jobs = 1, .quiet = true};
	struct pdf_kit *kit;
	struct site *site;
	const struct record *record;
	struct buf out = {0};

	if (argc != 4)
		return 2;
	options.content = str_from(argv[1]);
	options.templates = str_from(argv[2]);
	site = site_read(&options);
	record = site->by_id ? site_find(site, str_from(argv[3])) : NULL;
	if (!record || site_is_refused(site, &options)) {
		site_report(site, &options, stderr);
		return 1;
	}
	link_site(site);
	kit = pdf_kit_open(site);
	if (!kit) {
		site_report(site, &options, stderr);
		return 1;
	}
	pdf_describe(kit, site, record, !record->is_public, &out);
	pdf_kit_close(kit);
	fwrite(out.at, 1, out.len, stdout);
	buf_free(&out);
	site_free(site);
	return 0;
}
