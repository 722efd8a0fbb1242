/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check/link.h"
#include "../data/data.h"
#include "../html/page.h"
#include "../model/address.h"
#include "../pdf/pdf.h"
#include "../search/search.h"
#include "../write/compress.h"
#include "../write/digests.h"
#include "../write/tree.h"
#include "command.h"

struct building {
	const struct options *options;
	struct site *site;
	struct tree *tree;
	struct digests *digests;
	struct digests *before; /* of the release that stands, where this version of the program wrote it; else NULL */
	struct table *files;    /* attachments and pictures that were put */
};

static void
put(struct building *building, struct str path, struct str bytes)
{
	bool differs = tree_put(building->tree, path, bytes);

	if (building->options->compress && compress_suits(path))
		compress_put(building->tree, path, bytes, !differs && building->before);
}

static void
put_page(void *user, struct str path, struct str bytes, uint64_t digest)
{
	struct building *building = user;

	put(building, path, bytes);
	digests_add(building->digests, path, digest);
}

/* The PDFs come before the pages, which tell their size. */
static void
build_letters(struct building *building, struct portal *portal)
{
	struct pdf_kit *kit = pdf_kit_open(building->site);
	struct buf bytes = {0};

	for (size_t i = 0; kit && i < building->site->records.count; i++) {
		const struct record *record = building->site->records.items[i];

		if (!pdf_has(record))
			continue;
		buf_clear(&bytes);
		pdf_set(kit, building->site, record, false, &bytes);
		put(building, address_with(building->site->arena, record->address, ".pdf"), buf_str(&bytes));
		portal_set_pdf_size(portal, record, bytes.len);
	}
	buf_free(&bytes);
	pdf_kit_close(kit);
}

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

enum { MOST_LINES = 20 };

static void
add_changes(struct buf *text, const char *sign, const char *word, const struct str *paths, size_t count)
{
	for (size_t i = 0; i < count && i < MOST_LINES; i++)
		buf_printf(text, "%s %.*s\n", sign, STR_ARG(paths[i]));
	if (count > MOST_LINES)
		buf_printf(text, "%s … and %zu more %s\n", sign, count - MOST_LINES, word);
}

static void
report_changes(const struct options *options, const struct tree_changes *changes)
{
	struct buf text = {0};

	if (options->quiet)
		return;
	add_changes(&text, "+", "added", changes->added, changes->added_count);
	add_changes(&text, "~", "changed", changes->changed, changes->changed_count);
	add_changes(&text, "-", "removed", changes->removed, changes->removed_count);
	buf_printf(&text, "%zu added, %zu changed, %zu removed; %zu files in %.*s\n", changes->added_count,
	           changes->changed_count, changes->removed_count, changes->total, STR_ARG(options->out));
	world_print(buf_str(&text));
	buf_free(&text);
}

/* Everything is rendered before anything is published: a mistake that only a PDF shows stops it all. */
static void
build_all(struct building *building, struct portal *portal)
{
	struct tree_changes changes;

	tree_place_require(building->options->place);
	building->tree = tree_open(building->site->arena, building->options->out);
	tree_keep_longer(building->tree, page_is_asset);
	building->digests = digests_new();
	building->before = digests_open(tree_state_folder(building->tree), tree_release(building->tree));
	if (!building->options->no_pdf)
		build_letters(building, portal);
	portal_render(portal, (struct output){put_page, building});
	data_render(building->site, (struct output){put_page, building}, !building->options->no_pdf);
	search_render(building->site, (struct output){put_page, building});
	build_files(building);
	if (site_is_refused(building->site, building->options)) {
		tree_abandon(building->tree);
		return;
	}
	changes = tree_publish(building->tree);
	digests_write(building->digests, tree_state_folder(building->tree), tree_release(building->tree));
	tree_close(building->tree);
	report_changes(building->options, &changes);
}

int
command_build(const struct options *options)
{
	struct building building = {.options = options, .site = site_read(options)};
	struct portal *portal = NULL;
	bool is_refused;

	if (!site_is_refused(building.site, options)) {
		cut_to_public(building.site);
		link_site(building.site);
		portal = portal_open(building.site, options->templates);
	}
	if (portal)
		build_all(&building, portal);
	digests_close(building.digests);
	digests_close(building.before);
	portal_close(portal);
	is_refused = site_is_refused(building.site, options);
	site_report(building.site, options, stderr);
	site_free(building.site);
	return is_refused ? 1 : 0;
}
