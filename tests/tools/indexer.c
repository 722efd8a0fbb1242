/* SPDX-License-Identifier: EUPL-1.2 */
/* Makes the search index alone: indexer CONTENT TEMPLATES OUT. Prints what that took beside reading the records, as JSON. OUT '-': written nowhere. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "../../gen/base/file.h"
#include "../../gen/check/link.h"
#include "../../gen/command/command.h"
#include "../../gen/search/search.h"

struct writing {
	struct str out;
	struct arena *arena;
	size_t files, bytes, largest;
};

static double
cpu_ms(const struct rusage *used)
{
	return (double)(used->ru_utime.tv_sec + used->ru_stime.tv_sec) * 1e3 +
	       (double)(used->ru_utime.tv_usec + used->ru_stime.tv_usec) / 1e3;
}

static void
put(void *user, struct str path, struct str bytes)
{
	struct writing *writing = user;

	writing->files++;
	writing->bytes += bytes.len;
	writing->largest = bytes.len > writing->largest ? bytes.len : writing->largest;
	if (str_is(writing->out, "-"))
		return;
	arena_reset(writing->arena);
	path = path_join(writing->arena, writing->out, path);
	if (!file_write(path, bytes) && !(file_make_folders(path_folder(path)) && file_write(path, bytes))) {
		perror("indexer");
		exit(2);
	}
}

int
main(int argc, char **argv)
{
	struct options options = {.as_of = STR("2026-11-01"), .quiet = true, .jobs = 1};
	struct writing writing = {0};
	struct rusage before, after;
	struct site *site;

	if (argc != 4)
		return 2;
	options.content = str_from(argv[1]);
	options.templates = str_from(argv[2]);
	site = site_read(&options);
	if (site_is_refused(site, &options)) {
		site_report(site, &options, stderr);
		return 1;
	}
	cut_to_public(site);
	link_site(site);
	writing.out = str_from(argv[3]);
	writing.arena = arena_new();
	getrusage(RUSAGE_SELF, &before);
	search_render(site, (struct output){put, &writing});
	getrusage(RUSAGE_SELF, &after);
	printf("{\"records\": %zu, \"cpu_ms\": %.1f, \"read_cpu_ms\": %.1f, \"peak_kb\": %ld, \"read_peak_kb\": %ld, \"files\": "
	       "%zu, \"bytes\": %zu, "
	       "\"largest\": %zu}\n",
	       site->records.count, cpu_ms(&after) - cpu_ms(&before), cpu_ms(&before), after.ru_maxrss, before.ru_maxrss,
	       writing.files, writing.bytes, writing.largest);
	arena_free(writing.arena);
	site_free(site);
	return 0;
}
