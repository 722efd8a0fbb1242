/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check/link.h"
#include "../data/data.h"
#include "../model/address.h"
#include "../pdf/pdf.h"
#include "../search/search.h"
#include "building.h"
#include "kept.h"
#include "part.h"

static void
add_file(struct building *building, struct str path)
{
	const struct str *from = table_find(building->site->files, path);
	struct str address = address_of_file(building->site->arena, building->site->language, path);
	struct file *file;

	if (!from || table_find(building->files_by_address, address))
		return;
	building->files = arena_grow(building->site->arena, building->files, building->file_count, &building->file_cap,
	                             sizeof *building->files);
	file = &building->files[building->file_count++];
	*file = (struct file){address, *from};
	table_add(building->files_by_address, address, (void *)(uintptr_t)from);
}

static void
add_attachment(void *user, const struct record *record, const struct field *field, struct value *value)
{
	(void)record;
	if (field->kind == VALUE_FILE)
		add_file(user, value->text);
}

/* Files are published only when a public record refers to one. */
static void
find_files(struct building *building)
{
	building->files_by_address = table_new(building->site->arena);
	for (size_t i = 0; i < building->site->records.count; i++) {
		struct record *record = building->site->records.items[i];

		record_visit(record, add_attachment, building);
		for (size_t j = 0; j < record->prose_count; j++) {
			const struct tape *tape = &record->proses[j]->tape;

			for (uint32_t k = 0; k < tape->ref_count; k++)
				if (tape->refs[k].kind == REF_FILE)
					add_file(building, ref_name(tape, &tape->refs[k]));
		}
	}
}

static void
put_files(struct building *building)
{
	for (size_t i = 0; i < building->file_count; i++)
		if (share_has(building->options->share, i))
			tree_put_file(building->tree, building->files[i].address, building->files[i].from);
}

/* The PDFs come before the pages, which tell their size. A share renders what is its own; the terms of its records stay apart until all are merged. */
static bool
make_share(struct building *building)
{
	const struct options *options = building->options;
	struct share share = options->share;
	struct output output = building_output(building);

	if (share.parts > 1)
		part_require_place(building);
	if (!options->no_pdf)
		pdf_letters_tell(pdf_render(building->site, (struct pdf_wanted){.share = share, .keep = building_keep}, output),
		                 building_note_letter);
	portal_render(building->portal, share, output);
	if (!options->only_pages) {
		data_render(building->site, !options->no_pdf, share, output);
		if (share.parts > 1)
			search_render_part(building->site, share, output);
		else
			search_render(building->site, output);
	}
	put_files(building);
	if (share.parts > 1)
		part_put_mark(building);
	return true;
}

static void
open_tree(struct building *building)
{
	const struct options *options = building->options;

	if (options->share.parts > 1) {
		/* Nobody is a reader of a part, and what a portal keeps of the release before would be no file of it. */
		building->tree = tree_open_unread(building->site->arena, options->out);
	} else {
		building->tree = tree_open(building->site->arena, options->out);
		tree_keep_longer(building->tree, page_is_asset);
	}
}

/* Everything is made before anything is published: a mistake that only a PDF shows stops it all. */
static void
publish(struct building *building, struct keeping *keeping, building_maker *make)
{
	struct tree_changes changes;
	struct str folder;

	tree_place_require(building->options->place);
	open_tree(building);
	folder = tree_state_folder(building->tree);
	building->digests = digests_new();
	building->before = digests_open(folder, tree_release(building->tree));
	if (keeping)
		keeping_image(keeping, building->site, folder);
	if (!make(building) || site_is_refused(building->site, building->options)) {
		tree_abandon(building->tree);
		return;
	}
	changes = tree_publish(building->tree);
	digests_write(building->digests, folder, tree_release(building->tree));
	if (keeping)
		keeping_finish(keeping, tree_release(building->tree));
	tree_close(building->tree);
	report_changes(building->options, &changes);
}

int
build_with(const struct options *options, building_maker *make)
{
	struct building building = {.options = options};
	/* A share is no portal. */
	struct keeping *keeping = options->share.parts == 1 ? keeping_begin(options) : NULL;
	bool is_refused;

	building.site = site_read(options);
	if (!site_is_refused(building.site, options)) {
		cut_to_public(building.site);
		link_site(building.site);
		building.portal = portal_open(building.site, options->templates);
		find_files(&building);
	}
	if (building.portal)
		publish(&building, keeping, make);
	digests_close(building.digests);
	digests_close(building.before);
	keeping_free(keeping);
	portal_close(building.portal);
	is_refused = site_is_refused(building.site, options);
	site_report(building.site, options, stderr);
	site_free(building.site);
	return is_refused ? 1 : 0;
}

int
command_build(const struct options *options)
{
	if (!options->anew && options->share.parts == 1 && build_again(options))
		return 0;
	return build_with(options, make_share);
}
