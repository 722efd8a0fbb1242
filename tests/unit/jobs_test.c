/* SPDX-License-Identifier: EUPL-1.2 */
/* What is rendered job by job, in any order and by anyone, is what is rendered at once: the files of content/, each in one job alone. */
#include <pthread.h>

#include "../../gen/base/table.h"
#include "../../gen/check/link.h"
#include "../../gen/command/command.h"
#include "../../gen/data/data_parts.h"
#include "../../gen/html/page.h"
#include "check.h"

/* The files that were put: path → struct str *. */
struct files {
	pthread_mutex_t turn;
	struct arena *arena;
	struct table *by_path;
	size_t count, twice;
};

static struct files
files_new(struct arena *arena)
{
	return (struct files){.turn = PTHREAD_MUTEX_INITIALIZER, .arena = arena, .by_path = table_new(arena)};
}

static void
put(void *user, struct str path, struct str bytes)
{
	struct files *files = user;
	struct str *file;

	pthread_mutex_lock(&files->turn);
	file = arena_alloc(files->arena, sizeof *file);
	*file = arena_str(files->arena, bytes);
	files->twice += table_add(files->by_path, arena_str(files->arena, path), file) != NULL;
	files->count++;
	pthread_mutex_unlock(&files->turn);
}

/* Puts what must have been put before, with the same bytes. */
struct comparison {
	const struct files *with;
	size_t same, other;
};

static void
compare(void *user, struct str path, struct str bytes)
{
	struct comparison *comparison = user;
	const struct str *file = table_find(comparison->with->by_path, path);

	if (file && str_equal(*file, bytes))
		comparison->same++;
	else
		comparison->other++;
}

static void
render_all(struct site *site, unsigned jobs, struct files *files)
{
	struct portal *portal = portal_open(site, STR("templates"));

	site->jobs = jobs;
	portal_render(portal, (struct share){0, 1}, (struct output){put, files});
	data_render(site, true, (struct share){0, 1}, (struct output){put, files});
	portal_close(portal);
}

/* The last job first, each by a renderer of its own, of a portal that has rendered nothing else. */
static void
test_pages_alone(const struct site *site, const struct files *all, struct comparison *comparison)
{
	struct portal *portal = portal_open(site, STR("templates"));
	const struct render_job *jobs;
	size_t count = portal_jobs(portal, &jobs);

	comparison->with = all;
	for (size_t i = count; i > 0; i--) {
		struct renderer *renderer = renderer_open(portal, (struct output){compare, comparison});

		renderer_do(renderer, &jobs[i - 1]);
		renderer_close(renderer);
	}
	portal_close(portal);
}

static void
test_data_alone(const struct site *site, struct comparison *comparison)
{
	struct data_plan *plan = data_plan_make(site, true, DATA_ALL, NULL);
	const struct data_job *jobs;

	for (size_t i = data_jobs(plan, &jobs); i > 0; i--) {
		struct data *data = data_open(plan, NULL, (struct output){compare, comparison});

		data_do(data, &jobs[i - 1]);
		data_close(data);
	}
	data_plan_free(plan);
}

/* What is published: as it was put, or cut short. */
struct publication {
	const struct files *files;
	size_t most; /* bytes of each file */
};

static bool
read_published(void *user, struct str address, struct str *bytes)
{
	const struct publication *publication = user;
	const struct str *file = table_find(publication->files->by_path, address);

	if (file)
		*bytes = str_slice(*file, 0, publication->most < file->len ? publication->most : file->len);
	return file && bytes->len;
}

static void
let_go(void *user, struct str bytes)
{
	(void)user;
	(void)bytes;
}

static size_t
feeds_showing(const struct data_plan *all, const struct record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < all->feeds.count; i++) {
		const struct feed *feed = &all->feeds.items[i];
		bool is_in = feed->about == record;

		for (size_t k = 0; k < feed->records.count && !is_in; k++)
			is_in = feed->records.items[k] == record;
		count += is_in;
	}
	return count;
}

/* Parts and feeds that one record is in, where all else is published. */
static size_t
make_data_of(const struct site *site, const bool *others, struct publication *publication, struct comparison *comparison)
{
	const struct data_others changed = {others, others};
	const struct data_published published = {read_published, let_go, publication};
	struct data_plan *plan = data_plan_make(site, true, 1 << DATA_PART | 1 << DATA_TABLE | 1 << DATA_FEED, &changed);
	struct data *data = data_open(plan, &published, (struct output){compare, comparison});
	const struct data_job *jobs;
	size_t count = data_jobs(plan, &jobs), feeds = 0;

	for (size_t i = 0; i < count; i++) {
		if (!data_job_shows(plan, &jobs[i]))
			continue;
		feeds += jobs[i].kind == DATA_FEED;
		data_do(data, &jobs[i]);
	}
	data_close(data);
	data_plan_free(plan);
	return feeds;
}

static void
test_data_again(const struct site *site, const struct files *all)
{
	struct data_plan *plan = data_plan_make(site, true, DATA_ALL, NULL);
	struct comparison comparison = {.with = all};
	struct publication whole = {all, SIZE_MAX}, cut = {all, 100};
	bool *others = arena_array(site->arena, site->records.count, sizeof *others);

	for (size_t i = 0; i < site->records.count; i++) {
		others[i] = true;
		CHECK(make_data_of(site, others, i % 5 ? &whole : &cut, &comparison) ==
		      feeds_showing(plan, site->records.items[i]));
		others[i] = false;
	}
	CHECK(comparison.same > 2 * site->records.count && comparison.other == 0);
	data_plan_free(plan);
}

int
main(void)
{
	struct options options = {
		.content = STR("content"), .templates = STR("templates"), .as_of = STR("2026-11-01"), .jobs = 1};
	struct site *site = site_read(&options);
	struct arena *arena = arena_new();
	struct files one = files_new(arena), three = files_new(arena);
	struct comparison alone = {0};

	cut_to_public(site);
	link_site(site);
	render_all(site, 1, &one);
	render_all(site, 3, &three);
	CHECK(one.count > 300);
	CHECK(one.twice == 0 && three.twice == 0);
	CHECK(one.count == three.count);
	test_pages_alone(site, &three, &alone);
	test_data_alone(site, &alone);
	CHECK(alone.other == 0);
	CHECK(alone.same == one.count);
	alone = (struct comparison){.with = &one};
	test_pages_alone(site, &one, &alone);
	test_data_alone(site, &alone);
	CHECK(alone.other == 0);
	test_data_again(site, &one);
	arena_free(arena);
	site_free(site);
	return check_done();
}
