/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "../base/file.h"
#include "../base/work.h"
#include "../model/address.h"
#include "data_parts.h"
#include "xml.h"

/* The jobs. */

static bool
is_wanted(const struct data_plan *plan, enum data_kind kind)
{
	return plan->kinds & 1 << kind;
}

static void
add_job(struct data_plan *plan, struct data_job job)
{
	if (!is_wanted(plan, job.kind))
		return;
	plan->jobs = arena_grow(plan->arena, plan->jobs, plan->job_count, &plan->job_cap, sizeof *plan->jobs);
	plan->jobs[plan->job_count++] = job;
}

/* One for each part of number. */
static void
add_jobs(struct data_plan *plan, enum data_kind kind, size_t number, size_t parts)
{
	for (size_t part = 0; part < parts; part++)
		add_job(plan, (struct data_job){.kind = kind, .number = number, .part = part});
}

static void
plan_jobs(struct data_plan *plan)
{
	const struct records *records = &plan->site->records;

	for (size_t i = 0; is_wanted(plan, DATA_RECORD) && i < records->count; i++)
		add_job(plan, (struct data_job){.kind = DATA_RECORD, .record = records->items[i]});
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		add_jobs(plan, DATA_PART, type, plan->part_counts[type]);
		add_jobs(plan, DATA_TABLE, type, plan->part_counts[type]);
	}
	add_job(plan, (struct data_job){.kind = DATA_INDEX});
	add_job(plan, (struct data_job){.kind = DATA_SCHEMA});
	for (size_t i = 0; i < plan->feeds.count; i++)
		add_job(plan, (struct data_job){.kind = DATA_FEED, .number = i});
	if (sitemap_count(plan) > 1)
		add_job(plan, (struct data_job){.kind = DATA_SITEMAPS});
	add_jobs(plan, DATA_SITEMAP, 0, sitemap_count(plan));
	for (size_t i = 0; i < plan->category_count; i++)
		add_jobs(plan, DATA_WOO, i, woo_sitemap_count(&plan->categories[i]));
	if (site_is_at_root(plan->site))
		add_job(plan, (struct data_job){.kind = DATA_ROBOTS});
}

struct data_plan *
data_plan_make(const struct site *site, bool has_letters, int kinds, const struct data_others *others)
{
	struct arena *arena = arena_new();
	struct data_plan *plan = arena_alloc(arena, sizeof *plan);

	*plan = (struct data_plan){.site = site, .arena = arena, .has_letters = has_letters, .kinds = kinds, .others = others};
	if (is_wanted(plan, DATA_PART) || is_wanted(plan, DATA_TABLE) || is_wanted(plan, DATA_INDEX))
		plan_parts(plan);
	if (is_wanted(plan, DATA_FEED))
		plan_feeds(plan);
	if (is_wanted(plan, DATA_SITEMAP) || is_wanted(plan, DATA_SITEMAPS))
		plan_sitemaps(plan);
	if (is_wanted(plan, DATA_WOO) || is_wanted(plan, DATA_ROBOTS))
		plan_woo(plan);
	if (is_wanted(plan, DATA_FEED) || is_wanted(plan, DATA_SITEMAP) || is_wanted(plan, DATA_WOO))
		xml_plan_days(plan);
	plan_jobs(plan);
	return plan;
}

void
data_plan_free(struct data_plan *plan)
{
	arena_free(plan->arena);
}

size_t
data_jobs(const struct data_plan *plan, const struct data_job **jobs)
{
	*jobs = plan->jobs;
	return plan->job_count;
}

static bool
holds_any(const struct records *held, const bool *records)
{
	for (size_t i = 0; i < held->count; i++)
		if (records[held->items[i]->index])
			return true;
	return false;
}

bool
data_job_shows(const struct data_plan *plan, const struct data_job *job)
{
	const struct feed *feed;

	switch (job->kind) {
	case DATA_PART:
	case DATA_TABLE:
		return holds_any(&plan->parts[job->number][job->part], plan->others->said);
	case DATA_FEED:
		feed = &plan->feeds.items[job->number];
		return (feed->about && plan->others->shown[feed->about->index]) || holds_any(&feed->records, plan->others->shown);
	default:
		return true;
	}
}

/* Doing one. */

struct data *
data_open(const struct data_plan *plan, const struct data_published *published, struct output output)
{
	struct data *data = malloc(sizeof *data);

	if (!data)
		die_out_of_memory();
	*data = (struct data){
		.site = plan->site,
		.plan = plan,
		.published = published,
		.output = output,
		.arena = arena_new(),
		.has_letters = plan->has_letters,
	};
	data->scratch = &data->scratch_buf;
	return data;
}

void
data_close(struct data *data)
{
	buf_free(&data->out);
	buf_free(&data->scratch_buf);
	arena_free(data->arena);
	free(data);
}

void
data_put(struct data *data, struct str address)
{
	data->output.put(data->output.user, address, buf_str(&data->out));
	buf_clear(&data->out);
	arena_reset(data->arena);
}

struct str
data_url(const struct data *data, struct str address)
{
	buf_clear(data->scratch);
	buf_add(data->scratch, data->site->settings.base_url);
	if (str_is(path_name(address), "index.html"))
		address.len -= sizeof "index.html" - 1;
	address_add_encoded(data->scratch, address);
	return arena_str(data->arena, buf_str(data->scratch));
}

void
data_do(struct data *data, const struct data_job *job)
{
	const struct data_plan *plan = data->plan;

	switch (job->kind) {
	case DATA_RECORD:
		make_record(data, job->record);
		break;
	case DATA_PART:
		make_part(data, (enum type)job->number, job->part);
		break;
	case DATA_TABLE:
		make_table(data, (enum type)job->number, job->part);
		break;
	case DATA_INDEX:
		make_index(data);
		break;
	case DATA_SCHEMA:
		make_schema(data);
		break;
	case DATA_FEED:
		make_feed(data, &plan->feeds.items[job->number]);
		break;
	case DATA_SITEMAP:
		make_sitemap(data, job->part);
		break;
	case DATA_SITEMAPS:
		make_sitemap_index(data);
		break;
	case DATA_WOO:
		make_woo(data, &plan->categories[job->number], job->part);
		break;
	case DATA_ROBOTS:
		make_robots(data);
		break;
	}
}

/* All of them. */

struct making {
	struct share share;
	const struct data_job *jobs;
	struct data *data[WORK_MOST_JOBS]; /* by worker */
};

static void
do_job(void *user, unsigned worker, size_t index)
{
	struct making *making = user;

	if (share_has(making->share, index))
		data_do(making->data[worker], &making->jobs[index]);
}

void
data_render(const struct site *site, bool has_letters, struct share share, struct output output)
{
	struct data_plan *plan = data_plan_make(site, has_letters, DATA_ALL, NULL);
	struct making making = {.share = share};
	size_t count = data_jobs(plan, &making.jobs);
	unsigned threads = site->jobs < WORK_MOST_JOBS ? site->jobs : WORK_MOST_JOBS;

	for (unsigned i = 0; i < threads; i++)
		making.data[i] = data_open(plan, NULL, output);
	work_share(threads, count, do_job, &making);
	for (unsigned i = 0; i < threads; i++)
		data_close(making.data[i]);
	data_plan_free(plan);
}
