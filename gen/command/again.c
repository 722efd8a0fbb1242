/* SPDX-License-Identifier: EUPL-1.2 */
/* A build that follows a few changes: the site of the last build of everything is mapped, the changed records take their places in it, and what
 * shows something of them is rendered. Whatever is not surely the same as a build of everything would make it, is left to that. */
#include <stdlib.h>

#include "../base/file.h"
#include "../check/revise.h"
#include "../data/data.h"
#include "../model/address.h"
#include "../model/group.h"
#include "../model/reach.h"
#include "../pdf/pdf.h"
#include "../read/content.h"
#include "../read/layout.h"
#include "../read/markdown.h"
#include "../read/settings.h"
#include "../search/search.h"
#include "building.h"
#include "kept.h"

struct again {
	struct building building;
	const struct options *options;
	struct site *now; /* settings and the day, before the image is looked at; then all of the site */
	struct kept *kept;
	struct reached reached;
	struct renderer *renderer; /* of the only thread that there is while records change */
	struct records faces;      /* whose faces are others */
	bool is_state_changed;
};

/* The site as the image has it, with what is read anew each time. */
static bool
wake_site(struct again *again)
{
	struct site *site = image_site(again->kept->image), *now = again->now;

	site->arena = now->arena;
	site->diags = now->diags;
	site->jobs = now->jobs;
	site->settings = now->settings;
	site->today = now->today;
	site->now = now->now;
	site->language = language_read(site, again->options->templates, map_text(&site->settings.map, KEY_language));
	if (!site->language)
		return false;
	site->layout = layout_read(site, again->options->templates);
	languages_read(site, again->options->templates);
	again->building.site = site;
	return site->layout && diag_count(site->diags, SEVERITY_ERROR) == 0;
}

/* Records. */

static bool
is_record_path(const struct options *options, struct str path)
{
	return str_starts(path, options->content.at) && str_ends(path, ".md");
}

static struct record *
read_again(struct again *again, struct str path, struct record **old)
{
	struct site *site = again->building.site;
	struct record *anew = is_record_path(again->options, path) ? content_read_one(site, again->options->content, path) : NULL;

	*old = anew ? (struct record *)(uintptr_t)site_find(site, anew->id) : NULL;
	return *old && (*old)->source && str_equal((*old)->source->path, path) ? anew : NULL;
}

static void
add_face(struct again *again, struct record *record)
{
	records_add(again->now->arena, &again->faces, record);
}

/* Of a record its face, and of a follow-up that of its item, which shows the last state. */
struct faces {
	const struct record *records[2];
	uint64_t digests[2];
};

static struct faces
faces_of(struct again *again, const struct record *record)
{
	struct faces faces = {.records = {record, record_ref(record, KEY_item)}};

	for (size_t i = 0; i < 2; i++)
		faces.digests[i] = faces.records[i] ? renderer_face(again->renderer, faces.records[i]) : 0;
	return faces;
}

static void
compare_faces(struct again *again, const struct faces *before)
{
	for (size_t i = 0; i < 2; i++)
		if (before->records[i] && renderer_face(again->renderer, before->records[i]) != before->digests[i])
			add_face(again, (struct record *)(uintptr_t)before->records[i]);
}

static void
reach_targets(struct again *again, const struct record *record)
{
	for (size_t i = 0; i < record->out.count; i++)
		reach_page(&again->reached, record->out.items[i]->to);
}

/* One file that is another. False where that takes a build of everything. */
static bool
follow(struct again *again, struct str path)
{
	struct site *site = again->building.site;
	struct revision revision;
	struct record *record;
	const struct record *anew = read_again(again, path, &record);
	struct faces before;

	if (!anew || !revise_can(site, record, anew))
		return false;
	if (anew->digest == record->digest)
		return true;
	before = faces_of(again, record);
	reach_targets(again, record);
	if (!revise(site, record, anew, again->options->year, &revision))
		return false;
	again->is_state_changed |= revision.is_state_changed;
	reach_text(&again->reached, record);
	reach_targets(again, record);
	compare_faces(again, &before);
	for (size_t i = 0; i < revision.titled.count; i++)
		add_face(again, revision.titled.items[i]);
	return true;
}

static bool
follow_all(struct again *again)
{
	bool is_followed = true;

	markdown_start();
	for (size_t i = 0; is_followed && i < again->kept->changed_count; i++)
		is_followed = follow(again, again->kept->inputs->items[again->kept->changed[i]].path);
	markdown_stop();
	for (size_t i = 0; i < again->faces.count; i++)
		reach_face(&again->reached, again->faces.items[i]);
	return is_followed;
}

/* Rows of lists. */

static void
mark_row(bool *rows, const struct record *record)
{
	if (record)
		rows[record->place] = true;
}

/* A row shows its record, and of its item, its evaluation or its set the title; a follow-up what was reported before it. */
static bool *
rows_of(struct again *again)
{
	bool *rows = arena_array(again->now->arena, again->building.site->records.count, sizeof *rows);

	for (size_t i = 0; i < again->faces.count; i++) {
		const struct record *record = again->faces.items[i], *item = record_ref(record, KEY_item);

		mark_row(rows, record);
		for (size_t k = 0; k < record->in.count; k++)
			if (record->in.items[k]->key != KEY_NONE)
				mark_row(rows, record->in.items[k]->from);
		for (size_t k = 0; item && k < item->in.count; k++)
			if (item->in.items[k]->key == KEY_item)
				mark_row(rows, item->in.items[k]->from);
	}
	return rows;
}

/* A list that gets another part gets another address. */
static bool
has_same_addresses(const struct groups *before, const struct groups *now)
{
	if (before->count != now->count)
		return false;
	for (size_t i = 0; i < now->count; i++)
		if (!str_equal(before->items[i]->address, now->items[i]->address) ||
		    list_parts(before->items[i]->records.count) != list_parts(now->items[i]->records.count))
			return false;
	return true;
}

static const struct groups *
gather_again(struct again *again)
{
	struct site *site = again->building.site;
	const struct groups *before = site->groups;

	if (again->is_state_changed)
		site->groups = groups_make(site);
	return before;
}

/* Rendering. */

struct rendering {
	struct again *again;
	struct renderer **renderers;
	const struct render_job *jobs;
};

static void
do_job(void *user, unsigned worker, size_t index)
{
	const struct rendering *rendering = user;
	struct renderer **renderer = &rendering->renderers[worker];

	if (!*renderer)
		*renderer = renderer_open(rendering->again->building.portal, building_output(&rendering->again->building));
	renderer_do(*renderer, &rendering->jobs[index]);
}

static size_t
list_jobs(struct again *again, const struct groups *before, struct render_job **jobs)
{
	const struct records *records = &again->reached.records;
	const struct render_job *lists;
	bool has_faces = again->faces.count || again->is_state_changed;
	size_t list_count = has_faces ? portal_list_jobs(again->building.portal, rows_of(again),
	                                                 again->is_state_changed ? before : NULL, &lists)
	                              : 0;
	size_t count = 0;

	*jobs = arena_array(again->now->arena, records->count + list_count + 2, sizeof **jobs);
	for (size_t i = 0; i < records->count; i++)
		(*jobs)[count++] = (struct render_job){.kind = RENDER_RECORD, .record = records->items[i]};
	for (size_t i = 0; i < list_count; i++)
		(*jobs)[count++] = lists[i];
	if (has_faces) {
		(*jobs)[count++] = (struct render_job){.kind = RENDER_HOME};
		(*jobs)[count++] = (struct render_job){.kind = RENDER_DATA};
	}
	return count;
}

static void
render_pages(struct again *again, const struct groups *before)
{
	struct renderer *renderers[WORK_MOST_JOBS] = {again->renderer};
	struct rendering rendering = {again, renderers, NULL};
	struct render_job *jobs;
	size_t count = list_jobs(again, before, &jobs);

	rendering.jobs = jobs;
	work_share(again->now->jobs, count, do_job, &rendering);
	for (size_t i = 1; i < WORK_MOST_JOBS; i++)
		if (renderers[i])
			renderer_close(renderers[i]);
}

/* Telling. */

static void
report(const struct again *again, const struct tree_changes *changes)
{
	const struct site *site = again->building.site ? again->building.site : image_site(again->kept->image);
	size_t warnings = again->kept->facts.warnings;

	if (again->options->quiet)
		return;
	fprintf(stderr, "%zu records: 0 errors, %zu warnings", site->read_count, warnings);
	if (site->unresolved)
		fprintf(stderr, ", %zu references that no record answers", site->unresolved);
	fprintf(stderr, "%s\n", warnings ? "; those of records that are as before were told then, and 'opvolging check' tells all" : "");
	report_changes(again->options, changes);
}

/* All of it. */

static void
publish(struct again *again)
{
	struct tree *tree = again->building.tree;
	struct tree_changes changes = tree_publish(tree);

	if (!again->kept->is_published)
		kept_note(again->kept, tree_state_folder(tree), tree_release(tree));
	report(again, &changes);
}

/* Letters come first: pages tell their size. */
static void
set_letters(struct again *again)
{
	struct site *site = again->building.site;
	struct pdf_kit *kit = NULL;
	struct buf bytes = {0};
	struct output output = building_output(&again->building);

	for (size_t i = 0; i < again->reached.records.count; i++) {
		const struct record *record = again->reached.records.items[i];

		if (!pdf_has(record) || (!kit && !(kit = pdf_kit_open(site))))
			continue;
		buf_clear(&bytes);
		pdf_set(kit, site, record, false, site->diags, &bytes);
		output.put(output.user, address_with(site->arena, record->address, ".pdf"), buf_str(&bytes), 0);
		portal_set_pdf_size(again->building.portal, record, bytes.len);
	}
	buf_free(&bytes);
	pdf_kit_close(kit);
}

static bool
render(struct again *again)
{
	const struct groups *before = gather_again(again);
	struct site *site = again->building.site;

	if (!has_same_addresses(before, site->groups))
		return false;
	if (!again->options->no_pdf)
		set_letters(again);
	render_pages(again, before);
	data_render(site, building_output(&again->building), !again->options->no_pdf);
	search_render(site, building_output(&again->building));
	return diag_count(site->diags, SEVERITY_ERROR) + diag_count(site->diags, SEVERITY_WARNING) == 0;
}

static bool
follow_and_render(struct again *again)
{
	struct site *site;
	bool is_done;

	if (!image_is_whole(again->kept->image, again->now->jobs) || !wake_site(again))
		return false;
	site = again->building.site;
	again->reached = reach_new(site->arena, site);
	again->building.portal = portal_open(site, again->options->templates);
	if (!again->building.portal)
		return false;
	again->renderer = renderer_open(again->building.portal, building_output(&again->building));
	is_done = follow_all(again) && render(again);
	renderer_close(again->renderer);
	return is_done;
}

static bool
run(struct again *again)
{
	struct tree *tree = again->building.tree;

	if (!settings_read(again->now, again->options->content, again->options->as_of))
		return false;
	again->kept = kept_open(again->options, again->now, tree_state_folder(tree), tree_release(tree));
	if (!again->kept)
		return false;
	if (!again->kept->is_published && !follow_and_render(again))
		return false;
	publish(again);
	return true;
}

bool
build_again(const struct options *options)
{
	struct again again = {.options = options, .now = site_new(options)};
	bool is_done = false;

	again.building = (struct building){.options = options};
	tree_place_require(options->place);
	again.building.tree = tree_open_to_patch(again.now->arena, options->out, page_is_asset);
	if (again.building.tree)
		is_done = run(&again);
	portal_close(again.building.portal);
	if (again.building.tree)
		tree_close(again.building.tree);
	kept_close(again.kept);
	site_free(again.now);
	return is_done;
}
