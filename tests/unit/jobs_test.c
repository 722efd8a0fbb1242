/* SPDX-License-Identifier: EUPL-1.2 */
/* What is rendered job by job, in any order and by anyone, is what is rendered at once: the files of content/, each in one job alone. */
#include <pthread.h>

#include "../../gen/base/table.h"
#include "../../gen/check/link.h"
#include "../../gen/command/command.h"
#include "../../gen/data/data.h"
#include "../../gen/html/page.h"
#include "check.h"

/* The files that were put: path → what they say and depend on. */
struct files {
	pthread_mutex_t turn;
	struct arena *arena;
	struct table *by_path;
	size_t count, twice;
};

struct file {
	uint64_t bytes, digest;
};

static struct files
files_new(struct arena *arena)
{
	return (struct files){.turn = PTHREAD_MUTEX_INITIALIZER, .arena = arena, .by_path = table_new(arena)};
}

static void
put(void *user, struct str path, struct str bytes, uint64_t digest)
{
	struct files *files = user;
	struct file *file;

	pthread_mutex_lock(&files->turn);
	file = arena_alloc(files->arena, sizeof *file);
	*file = (struct file){hash_of(bytes), digest};
	files->twice += table_add(files->by_path, arena_str(files->arena, path), file) != NULL;
	files->count++;
	pthread_mutex_unlock(&files->turn);
}

/* Puts what must have been put before, with the same bytes and digest. */
struct comparison {
	const struct files *with;
	size_t same, other;
};

static void
compare(void *user, struct str path, struct str bytes, uint64_t digest)
{
	struct comparison *comparison = user;
	const struct file *file = table_find(comparison->with->by_path, path);

	if (file && file->bytes == hash_of(bytes) && file->digest == digest)
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
	arena_free(arena);
	site_free(site);
	return check_done();
}
