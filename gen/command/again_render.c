/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/file.h"
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

/* All there is to do, of which any thread does any. */
struct rendering {
	struct again *again;
	struct render_job *pages;
	size_t page_count, letter_page_count; /* the last ones tell the size of their letters */
	struct data_job *data;
	size_t data_count;
	struct data_plan *plan; /* NULL: pages alone */
	struct data_others others;
	struct data_published published;
	struct renderer *renderers[WORK_MOST_JOBS];
	struct data *makers[WORK_MOST_JOBS];
	struct pdf_letters *letters; /* NULL: none are wanted */
	struct arena *search_arena;  /* of the step that updates the index */
	bool is_search_updated;
	size_t done; /* steps before those that are being shared */
};

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

/* The page about data lists the feeds. */
static bool
has_feed_face(const struct again *again)
{
	for (size_t i = 0; i < again->reached.records.count; i++)
		if (record_has_feed(again->reached.records.items[i]) &&
		    has_mark(again, again->reached.records.items[i], FACE_ANEW))
			return true;
	return false;
}

static void
list_records(struct rendering *rendering, bool with_letters)
{
	const struct again *again = rendering->again;

	for (size_t i = 0; i < again->reached.records.count; i++) {
		const struct record *record = again->reached.records.items[i];

		if ((!again->options->no_pdf && pdf_has(record)) == with_letters)
			rendering->pages[rendering->page_count++] = (struct render_job){.kind = RENDER_RECORD, .record = record};
	}
}

static void
list_pages(struct rendering *rendering)
{
	struct again *again = rendering->again;
	const struct records *records = &again->reached.records;
	const struct render_job *lists = NULL;
	size_t list_count = list_others(again, &lists);

	rendering->pages = arena_array(again->site->arena, records->count + list_count + 2, sizeof *rendering->pages);
	if (list_count)
		rendering->pages[rendering->page_count++] = (struct render_job){.kind = RENDER_HOME};
	if (has_feed_face(again))
		rendering->pages[rendering->page_count++] = (struct render_job){.kind = RENDER_DATA};
	for (size_t i = 0; i < list_count; i++)
		rendering->pages[rendering->page_count++] = lists[i];
	list_records(rendering, false);
	rendering->letter_page_count = rendering->page_count;
	list_records(rendering, true);
	rendering->letter_page_count = rendering->page_count - rendering->letter_page_count;
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

static bool
map_published(void *user, struct str address, struct str *bytes)
{
	struct again *again = user;

	return tree_map(again->building.tree, address, bytes);
}

static void
unmap_published(void *user, struct str bytes)
{
	(void)user;
	file_unmap((const uint8_t *)bytes.at, bytes.len);
}

static void
list_data(struct rendering *rendering)
{
	struct again *again = rendering->again;
	const struct records *records = &again->reached.records;
	bool is_said, is_shown;
	const struct data_job *jobs;
	size_t count;

	rendering->others.said = records_said_anew(again, &is_said);
	rendering->others.shown = records_in_feeds(again, &is_shown);
	rendering->plan = data_plan_make(again->site, !again->options->no_pdf,
	                                 is_said << DATA_PART | is_said << DATA_TABLE | is_said << DATA_WOO |
	                                         is_shown << DATA_FEED | again->has_other_dates << DATA_SITEMAP,
	                                 &rendering->others);
	count = data_jobs(rendering->plan, &jobs);
	rendering->data = arena_array(again->site->arena, records->count + count, sizeof *rendering->data);
	for (size_t i = 0; i < count; i++)
		if (data_job_shows(rendering->plan, &jobs[i]))
			rendering->data[rendering->data_count++] = jobs[i];
	for (size_t i = 0; i < records->count; i++)
		rendering->data[rendering->data_count++] = (struct data_job){.kind = DATA_RECORD, .record = records->items[i]};
}

/* Search. */

static struct str
read_published(void *user, struct str path)
{
	struct rendering *rendering = user;
	struct again *again = rendering->again;
	struct str bytes;

	if (tree_read(again->building.tree, rendering->search_arena, path, &bytes))
		return bytes;
	if (tree_has(again->building.tree, path))
		again->is_index_damaged = true;
	return STR("");
}

static void
withdraw(void *user, struct str path)
{
	struct rendering *rendering = user;

	tree_remove(rendering->again->building.tree, path);
}

static bool
update_search(struct rendering *rendering)
{
	struct again *again = rendering->again;
	const struct site *site = again->site;
	struct search_change *changes = arena_array(rendering->search_arena, site->records.count, sizeof *changes);
	struct search_published published = {read_published, withdraw, rendering};
	size_t count = 0;

	for (size_t i = 0; i < site->records.count; i++)
		if (again->published_terms[i])
			changes[count++] = (struct search_change){site->records.items[i], again->published_terms[i]};
	return search_update(site, again->weight, changes, count, published, building_output(&again->building)) &&
	       !again->is_index_damaged;
}

/* All of it. */

static void
do_page(struct rendering *rendering, unsigned worker, const struct render_job *job)
{
	struct renderer **renderer = &rendering->renderers[worker];

	if (!*renderer)
		*renderer = renderer_open(rendering->again->building.portal, building_output(&rendering->again->building));
	renderer_do(*renderer, job);
}

static void
make_data(struct rendering *rendering, unsigned worker, const struct data_job *job)
{
	struct data **maker = &rendering->makers[worker];

	if (!*maker)
		*maker = data_open(rendering->plan, &rendering->published, building_output(&rendering->again->building));
	data_do(*maker, job);
}

static void
set_letters(struct rendering *rendering)
{
	struct again *again = rendering->again;

	rendering->letters = pdf_render(again->site, (struct pdf_wanted){&again->reached.records, {0, 1}, building_keep},
	                                building_output(&again->building));
}

/* What takes longest comes first: letters, parts of collections, the index, pages. */
static void
do_step(void *user, unsigned worker, size_t index)
{
	struct rendering *rendering = user;
	size_t step = rendering->done + index, search = 1 + rendering->data_count;

	if (step == 0)
		set_letters(rendering);
	else if (step < search)
		make_data(rendering, worker, &rendering->data[step - 1]);
	else if (step == search)
		rendering->is_search_updated = !rendering->plan || update_search(rendering);
	else
		do_page(rendering, worker, &rendering->pages[step - search - 1]);
}

static void
do_steps_until(struct rendering *rendering, size_t end)
{
	work_share(rendering->again->site->jobs, end - rendering->done, do_step, rendering);
	rendering->done = end;
}

/* Pages that tell the size of letters come when these are set. */
static void
do_all(struct rendering *rendering)
{
	size_t all = 1 + rendering->data_count + 1 + rendering->page_count;

	rendering->done = rendering->again->options->no_pdf ? 1 : 0;
	do_steps_until(rendering, all - rendering->letter_page_count);
	if (rendering->letters)
		pdf_letters_tell(rendering->letters, building_note_letter);
	do_steps_until(rendering, all);
}

static void
close_workers(struct rendering *rendering)
{
	for (size_t i = 0; i < WORK_MOST_JOBS; i++) {
		if (rendering->renderers[i])
			renderer_close(rendering->renderers[i]);
		if (rendering->makers[i])
			data_close(rendering->makers[i]);
	}
	if (rendering->plan)
		data_plan_free(rendering->plan);
}

bool
render_again(struct again *again)
{
	struct rendering rendering = {
		.again = again, .published = {map_published, unmap_published, again}, .search_arena = arena_new()};

	list_pages(&rendering);
	if (!again->options->only_pages)
		list_data(&rendering);
	do_all(&rendering);
	close_workers(&rendering);
	arena_free(rendering.search_arena);
	return rendering.is_search_updated;
}
