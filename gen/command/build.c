/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check/link.h"
#include "../data/data.h"
#include "../model/address.h"
#include "../pdf/pdf.h"
#include "../search/search.h"
#include "building.h"
#include "kept.h"

static void
put_file(struct building *building, struct str path)
{
	const struct str *from = table_find(building->site->files, path);
	struct str address = address_of_file(building->site->arena, building->site->language, path);

	if (from && !table_add(building->files, address, (void *)(uintptr_t)from))
		tree_put_file(building->tree, address, *from);
}

static void
put_attachment(void *user, const struct record *record, const struct field *field, struct value *value)
{
	(void)record;
	if (field->kind == VALUE_FILE)
		put_file(user, value->text);
}

/* Files are published only when a public record refers to one. */
static void
build_files(struct building *building)
{
	building->files = table_new(building->site->arena);
	for (size_t i = 0; i < building->site->records.count; i++) {
		struct record *record = building->site->records.items[i];

		record_visit(record, put_attachment, building);
		for (size_t j = 0; j < record->prose_count; j++) {
			const struct tape *tape = &record->proses[j]->tape;

			for (uint32_t k = 0; k < tape->ref_count; k++)
				if (tape->refs[k].kind == REF_FILE)
					put_file(building, ref_name(tape, &tape->refs[k]));
		}
	}
}

/* Everything is rendered before anything is published: a mistake that only a PDF shows stops it all. The PDFs come before the pages, which
 * tell their size. */
static void
build_all(struct building *building, struct keeping *keeping)
{
	struct output output = building_output(building);
	struct tree_changes changes;

	tree_place_require(building->options->place);
	building->tree = tree_open(building->site->arena, building->options->out);
	tree_keep_longer(building->tree, page_is_asset);
	building->digests = digests_new();
	building->before = digests_open(tree_state_folder(building->tree), tree_release(building->tree));
	keeping_image(keeping, building->site, tree_state_folder(building->tree));
	if (!building->options->no_pdf)
		pdf_render(building->site, (struct pdf_wanted){.keep = building_keep}, output, building_set_size);
	portal_render(building->portal, output);
	if (!building->options->only_pages) {
		data_render(building->site, output, !building->options->no_pdf);
		search_render(building->site, output);
	}
	build_files(building);
	if (site_is_refused(building->site, building->options)) {
		tree_abandon(building->tree);
		return;
	}
	changes = tree_publish(building->tree);
	digests_write(building->digests, tree_state_folder(building->tree), tree_release(building->tree));
	keeping_finish(keeping, tree_release(building->tree));
	tree_close(building->tree);
	report_changes(building->options, &changes);
}

int
command_build(const struct options *options)
{
	struct building building = {.options = options};
	struct keeping *keeping;
	bool is_refused;

	if (!options->anew && build_again(options))
		return 0;
	keeping = keeping_begin(options);
	building.site = site_read(options);
	if (!site_is_refused(building.site, options)) {
		cut_to_public(building.site);
		link_site(building.site);
		building.portal = portal_open(building.site, options->templates);
	}
	if (building.portal)
		build_all(&building, keeping);
	digests_close(building.digests);
	digests_close(building.before);
	keeping_free(keeping);
	portal_close(building.portal);
	is_refused = site_is_refused(building.site, options);
	site_report(building.site, options, stderr);
	site_free(building.site);
	return is_refused ? 1 : 0;
}
