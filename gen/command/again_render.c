/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/work.h"
#include "../data/data.h"
#include "../pdf/pdf.h"
#include "again.h"

static bool
has_mark(const struct again *again, const struct record *record, unsigned marks)
{
	return again->marks[record->index] & marks;
}

static bool *
new_places(struct again *again)
{
	return arena_array(again->site->arena, again->site->records.count, sizeof(bool));
}

/* Pages. */

/* A row shows its record, and of its item, its evaluation or its set the title; a follow-up what was reported before it. */
static void
mark_rows(bool *rows, const struct record *record)
{
	const struct record *item = record_ref(record, KEY_item);

	rows[record->index] = true;
	for (size_t i = 0; i < record->in.count; i++)
		if (record->in.items[i]->key != KEY_NONE)
			rows[record->in.items[i]->from->index] = true;
	for (size_t i = 0; item && i < item->in.count; i++)
		if (item->in.items[i]->key == KEY_item)
			rows[item->in.items[i]->from->index] = true;
}

struct rendering {
	struct again *again;
	struct renderer *renderers[WORK_MOST_JOBS];
	struct render_job *jobs;
	size_t count;
};

static void
do_job(void *user, unsigned worker, size_t index)
{
	struct rendering *rendering = user;
	struct renderer **renderer = &rendering->renderers[worker];

	if (!*renderer)
		*renderer = renderer_open(rendering->again->building.portal, building_output(&rendering->again->building));
	renderer_do(*renderer, &rendering->jobs[index]);
}

/* Lists, and what sums all up; nothing where no row of any has changed. */
static size_t
list_others(struct again *again, const struct render_job **lists)
{
	struct list_changes changes = {.rows = NULL, .former = again->restated.count ? again->former_groups : NULL};
	bool *rows = new_places(again), is_any = changes.former;

	for (size_t i = 0; i < again->reached.records.count; i++) {
		const struct record *record = again->reached.records.items[i];

		if (!has_mark(again, record, FACE_ANEW))
			continue;
		mark_rows(rows, record);
		is_any = true;
	}
	changes.rows = rows;
	return is_any ? portal_list_jobs(again->building.portal, &changes, lists) : 0;
}

static void
list_jobs(struct rendering *rendering)
{
	struct again *again = rendering->again;
	const struct records *records = &again->reached.records;
	const struct render_job *lists = NULL;
	size_t list_count = list_others(again, &lists);

	rendering->jobs = arena_array(again->site->arena, records->count + list_count + 2, sizeof *rendering->jobs);
	for (size_t i = 0; i < records->count; i++)
		rendering->jobs[rendering->count++] = (struct render_job){.kind = RENDER_RECORD, .record = records->items[i]};
	for (size_t i = 0; i < list_count; i++)
		rendering->jobs[rendering->count++] = lists[i];
	if (!list_count)
		return;
	rendering->jobs[rendering->count++] = (struct render_job){.kind = RENDER_HOME};
	rendering->jobs[rendering->count++] = (struct render_job){.kind = RENDER_DATA};
}

static void
render_pages(struct again *again)
{
	struct rendering rendering = {.again = again};

	list_jobs(&rendering);
	work_share(again->site->jobs, rendering.count, do_job, &rendering);
	for (size_t i = 0; i < WORK_MOST_JOBS; i++)
		if (rendering.renderers[i])
			renderer_close(rendering.renderers[i]);
}

/* Data. */

/* Whose keys say something else, or what they name is called otherwise; an item's data names its last follow-up. */
static bool *
records_said_anew(struct again *again, bool *is_any)
{
	bool *said = new_places(again);

	*is_any = false;
	for (size_t i = 0; i < again->reached.records.count; i++) {
		const struct record *record = again->reached.records.items[i], *item = record_ref(record, KEY_item);

		if (!has_mark(again, record, SAID_ANEW | FACE_ANEW))
			continue;
		*is_any = said[record->index] = true;
		if (item)
			said[item->index] = true;
		for (size_t k = 0; k < record->in.count; k++)
			if (record->in.items[k]->key != KEY_NONE)
				said[record->in.items[k]->from->index] = true;
	}
	return said;
}

static bool *
records_in_feeds(struct again *again, bool *is_any)
{
	bool *shown = new_places(again);

	*is_any = false;
	for (size_t i = 0; i < again->reached.records.count; i++)
		if (has_mark(again, again->reached.records.items[i], SAID_ANEW | FACE_ANEW | LEAD_ANEW))
			*is_any = shown[again->reached.records.items[i]->index] = true;
	return shown;
}

struct making {
	struct data *data[WORK_MOST_JOBS];
	struct data_job *jobs;
	size_t count;
};

static void
make_data(void *user, unsigned worker, size_t index)
{
	const struct making *making = user;

	data_do(making->data[worker], &making->jobs[index]);
}

static struct str
read_for_data(void *user, struct arena *arena, struct str path)
{
	struct again *again = user;
	struct str bytes;

	return tree_read(again->building.tree, arena, path, &bytes) ? bytes : STR("");
}

static void
render_data(struct again *again)
{
	bool is_said, is_shown;
	const bool *said = records_said_anew(again, &is_said), *shown = records_in_feeds(again, &is_shown);
	int kinds = is_said << DATA_PART | is_said << DATA_WOO | is_shown << DATA_FEED | again->has_other_dates << DATA_SITEMAP;
	struct data_plan *plan = data_plan_make(again->site, !again->options->no_pdf, kinds);
	struct data_published published = {said, read_for_data, again};
	struct making making = {.jobs = NULL};
	const struct data_job *jobs;
	size_t count = data_jobs(plan, &jobs);

	making.jobs = arena_array(again->site->arena, again->reached.records.count + count, sizeof *making.jobs);
	for (size_t i = 0; i < count; i++)
		if (data_job_shows(plan, &jobs[i], jobs[i].kind == DATA_FEED ? shown : said))
			making.jobs[making.count++] = jobs[i];
	for (size_t i = 0; i < again->reached.records.count; i++)
		making.jobs[making.count++] = (struct data_job){.kind = DATA_RECORD, .record = again->reached.records.items[i]};
	for (unsigned i = 0; i < again->site->jobs; i++)
		making.data[i] = data_open(plan, &published, building_output(&again->building));
	work_share(again->site->jobs, making.count, make_data, &making);
	for (unsigned i = 0; i < again->site->jobs; i++)
		data_close(making.data[i]);
	data_plan_free(plan);
}

/* Search. */

static struct str
read_published(void *user, struct str path)
{
	struct again *again = user;
	struct str bytes;

	return tree_read(again->building.tree, again->site->arena, path, &bytes) ? bytes : STR("");
}

static void
withdraw(void *user, struct str path)
{
	struct again *again = user;

	tree_remove(again->building.tree, path);
	if (again->building.digests)
		digests_remove(again->building.digests, path);
}

static bool
update_search(struct again *again)
{
	struct site *site = again->site;
	struct search_change *changes = arena_array(site->arena, site->records.count, sizeof *changes);
	struct search_published published = {read_published, withdraw, again};
	size_t count = 0;

	for (size_t i = 0; i < site->records.count; i++)
		if (again->published_terms[i])
			changes[count++] = (struct search_change){site->records.items[i], again->published_terms[i]};
	return search_update(site, again->weight, changes, count, published, building_output(&again->building));
}

bool
render_again(struct again *again)
{
	/* Pages tell the size of letters. */
	if (!again->options->no_pdf)
		pdf_render(again->site, (struct pdf_wanted){&again->reached.records, {0, 1}, building_keep},
		           building_output(&again->building), building_set_size);
	render_pages(again);
	if (again->options->only_pages)
		return true;
	render_data(again);
	return update_search(again);
}
