/* SPDX-License-Identifier: EUPL-1.2 */
/* What there is to render, and doing it. */
#include <string.h>

#include "../base/file.h"
#include "../base/work.h"
#include "../model/address.h"
#include "home.h"
#include "view.h"

/* The jobs. */

static void
add_job(struct portal *portal, struct render_job job)
{
	portal->jobs = arena_grow(portal->arena, portal->jobs, portal->job_count, &portal->job_cap, sizeof *portal->jobs);
	portal->jobs[portal->job_count++] = job;
}

static void
add_lists(struct portal *portal)
{
	const struct lists *lists = lists_make(portal->arena, portal->site);

	for (size_t i = 0; i < lists->count; i++)
		for (size_t part = 0; part <= lists->items[i].parts; part++)
			add_job(portal, (struct render_job){.kind = RENDER_LIST, .list = &lists->items[i], .part = part});
}

size_t
portal_jobs(struct portal *portal, const struct render_job **jobs)
{
	static const enum render_kind single[] = {RENDER_DATA, RENDER_SEARCH, RENDER_MISSING, RENDER_MOVED, RENDER_ASSETS};
	const struct records *records = &portal->site->records;

	if (!portal->job_count) {
		for (size_t i = 0; i < records->count; i++)
			add_job(portal, (struct render_job){.kind = RENDER_RECORD, .record = records->items[i]});
		add_job(portal, (struct render_job){.kind = RENDER_HOME});
		add_lists(portal);
		for (size_t i = 0; i < sizeof single / sizeof *single; i++)
			add_job(portal, (struct render_job){.kind = single[i]});
	}
	*jobs = portal->jobs;
	return portal->job_count;
}

/* Rows are counted from the oldest, which stand last; part 0 holds those that fill no part. */
static size_t
part_of_row(const struct list *list, size_t row)
{
	size_t own = list->rows.count - list->parts * PART_ROWS;

	return row < own ? 0 : list->parts - (row - own) / PART_ROWS;
}

static void
add_part(struct portal *portal, const struct list *list, size_t part)
{
	add_job(portal, (struct render_job){.kind = RENDER_LIST, .list = list, .part = part});
}

static void
add_parts_with(struct portal *portal, const struct list *list, const bool *rows, size_t last)
{
	for (size_t i = 0; i < list->rows.count; i++) {
		size_t part = rows[list->rows.items[i]->index] ? part_of_row(list, i) : last;

		if (part != last)
			add_part(portal, list, part);
		last = part;
	}
}

static bool
has_row(struct records page, const bool *rows)
{
	for (size_t i = 0; i < page.count; i++)
		if (rows[page.items[i]->index])
			return true;
	return false;
}

static bool
is_same_list(const struct records *a, const struct records *b)
{
	return a->count == b->count && (!a->count || memcmp(a->items, b->items, a->count * sizeof *a->items) == 0);
}

/* Whether a page of a group has the rows that it had. */
static bool
has_same_rows(const struct list *list, const struct records *former, size_t part)
{
	struct list before = {.rows = *former, .parts = list->parts};
	struct records was = list_page(&before, part), now = list_page(list, part);

	return is_same_list(&was, &now);
}

static void
add_other_parts(struct portal *portal, const struct list *list, const struct records *former, const bool *rows)
{
	for (size_t part = 0; part <= list->parts; part++)
		if (!has_same_rows(list, former, part) || has_row(list_page(list, part), rows))
			add_part(portal, list, part);
}

/* The questions' own page leads to the newest sets by their titles. */
static bool
is_any_set(const struct site *site, const bool *rows)
{
	const struct records *sets = &site->by_type[TYPE_QUESTION_SET];

	for (size_t i = 0; i < sets->count; i++)
		if (rows[sets->items[i]->index])
			return true;
	return false;
}

/* Of a group with the records that it had; NULL: those that it has. */
static void
add_group_again(struct portal *portal, const struct list *list, const struct records *former, const bool *rows)
{
	if (former)
		add_other_parts(portal, list, former, rows);
	else
		add_parts_with(portal, list, rows, SIZE_MAX);
}

/* is_way_changed: the own page of a type tells how many each of its groups has. */
static void
add_type_again(struct portal *portal, const struct list *list, bool is_way_changed, const bool *rows)
{
	bool is_own_page = is_way_changed || (list->type == TYPE_QUESTION && is_any_set(portal->site, rows));

	if (is_own_page)
		add_part(portal, list, 0);
	add_parts_with(portal, list, rows, is_own_page ? 0 : SIZE_MAX);
}

/* Types of which a group has other records. */
static unsigned
types_with_other_ways(const struct lists *lists, const struct groups *former)
{
	unsigned types = 0;
	size_t groups = 0;

	for (size_t i = 0; former && i < lists->count; i++)
		if (lists->items[i].group && !is_same_list(&former->items[groups++]->records, &lists->items[i].rows))
			types |= 1U << lists->items[i].type;
	return types;
}

size_t
portal_list_jobs(struct portal *portal, const struct list_changes *changes, const struct render_job **jobs)
{
	const struct lists *lists = lists_make(portal->arena, portal->site);
	unsigned types = types_with_other_ways(lists, changes->former);
	size_t groups = 0;

	portal->job_count = 0;
	for (size_t i = 0; i < lists->count; i++) {
		const struct list *list = &lists->items[i];

		if (list->group)
			add_group_again(portal, list, changes->former ? &changes->former->items[groups++]->records : NULL,
			                changes->rows);
		else
			add_type_again(portal, list, types >> list->type & 1, changes->rows);
	}
	*jobs = portal->jobs;
	return portal->job_count;
}

/* Doing one. */

struct renderer *
renderer_open(const struct portal *portal, struct output output)
{
	struct arena *own = arena_new();
	struct renderer *renderer = arena_alloc(own, sizeof *renderer);

	*renderer = (struct renderer){
		.portal = portal,
		.output = output,
		.arena = arena_new(),
		.kept = template_kept_new(portal->all_templates),
		.own_arena = own,
		.slugs = table_new(own),
	};
	return renderer;
}

void
renderer_close(struct renderer *renderer)
{
	buf_free(&renderer->out);
	buf_free(&renderer->scratch);
	buf_free(&renderer->folder);
	template_kept_free(renderer->kept);
	arena_free(renderer->arena);
	arena_free(renderer->own_arena);
}

uint64_t
renderer_face(struct renderer *renderer, const struct record *record)
{
	struct context context = renderer_context(renderer, STR(""));
	uint64_t digest = view_face_digest(&context, record);

	arena_reset(renderer->arena);
	return digest;
}

struct context
renderer_context(struct renderer *renderer, struct str address)
{
	return (struct context){
		.site = renderer->portal->site,
		.portal = renderer->portal,
		.renderer = renderer,
		.arena = renderer->arena,
		.address = address,
	};
}

/* What is kept for the pages of that folder; NULL for a page that is like no other. */
static struct template_kept *
kept_for(struct renderer *renderer, const struct context *context)
{
	struct str folder = path_folder(context->address);

	if (context->is_rooted || table_find(renderer->portal->menu, context->address))
		return NULL;
	if (!str_equal(buf_str(&renderer->folder), folder)) {
		template_kept_clear(renderer->kept);
		buf_clear(&renderer->folder);
		buf_add(&renderer->folder, folder);
	}
	return renderer->kept;
}

void
renderer_page(struct renderer *renderer, struct context *context, enum page_kind kind, const void *object)
{
	const struct portal *portal = renderer->portal;

	buf_clear(&renderer->out);
	template_render_kept(portal->templates[kind], object, portal, context, kept_for(renderer, context), &renderer->out);
	renderer->output.put(renderer->output.user, context->address, buf_str(&renderer->out));
	arena_reset(renderer->arena);
}

static void
render_redirect(struct renderer *renderer, const struct record *record, struct str former)
{
	struct str address = address_of_id(renderer->arena, renderer->portal->site->language, former);
	struct context context = renderer_context(renderer, address);

	renderer_page(renderer, &context, PAGE_REDIRECT, record);
}

static void
render_record(struct renderer *renderer, const struct record *record)
{
	const struct value *aliases = record_value(record, KEY_aliases);
	struct context context = renderer_context(renderer, record->address);

	renderer_page(renderer, &context, PAGE_RECORD, record);
	for (size_t i = 0; aliases && i < aliases->count; i++)
		render_redirect(renderer, record, aliases->items[i].text);
}

static void
render_missing(struct renderer *renderer)
{
	struct context context = renderer_context(renderer, STR("404.html"));

	context.is_rooted = true;
	renderer_page(renderer, &context, PAGE_MISSING, renderer->portal);
}

static void
put_assets(const struct renderer *renderer)
{
	const struct portal *portal = renderer->portal;

	for (size_t i = 0; i < portal->asset_count; i++)
		renderer->output.put(renderer->output.user, portal->assets[i].address, portal->assets[i].bytes);
}

void
renderer_do(struct renderer *renderer, const struct render_job *job)
{
	switch (job->kind) {
	case RENDER_RECORD:
		render_record(renderer, job->record);
		break;
	case RENDER_LIST:
		render_list(renderer, job->list, job->part);
		break;
	case RENDER_HOME:
		render_home(renderer);
		break;
	case RENDER_DATA:
		render_data_page(renderer);
		break;
	case RENDER_SEARCH:
		render_search(renderer);
		break;
	case RENDER_MISSING:
		render_missing(renderer);
		break;
	case RENDER_MOVED:
		render_redirect_map(renderer);
		break;
	case RENDER_ASSETS:
		put_assets(renderer);
		break;
	}
}

/* All of them. */

struct rendering {
	struct share share;
	const struct render_job *jobs;
	struct renderer *renderers[WORK_MOST_JOBS]; /* by worker */
};

static void
do_job(void *user, unsigned worker, size_t index)
{
	struct rendering *rendering = user;

	if (share_has(rendering->share, index))
		renderer_do(rendering->renderers[worker], &rendering->jobs[index]);
}

void
portal_render(struct portal *portal, struct share share, struct output output)
{
	struct rendering rendering = {.share = share};
	size_t count = portal_jobs(portal, &rendering.jobs);
	unsigned threads = portal->site->jobs < WORK_MOST_JOBS ? portal->site->jobs : WORK_MOST_JOBS;

	for (unsigned i = 0; i < threads; i++)
		rendering.renderers[i] = renderer_open(portal, output);
	work_share(threads, count, do_job, &rendering);
	for (unsigned i = 0; i < threads; i++)
		renderer_close(rendering.renderers[i]);
}
