/* SPDX-License-Identifier: EUPL-1.2 */
/* Each step once, whatever the number of jobs; no worker twice at once. */
#include "../../gen/base/work.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "check.h"

enum { MOST = 20000 };

struct counting {
	atomic_int times[MOST];
	atomic_int busy[WORK_MOST_JOBS];
	atomic_int clashes;
	atomic_uint highest;
};

static void
count_step(void *user, unsigned worker, size_t index)
{
	struct counting *counting = user;

	if (atomic_fetch_add(&counting->busy[worker], 1))
		atomic_fetch_add(&counting->clashes, 1);
	atomic_fetch_add(&counting->times[index], 1);
	if (worker > atomic_load(&counting->highest))
		atomic_store(&counting->highest, worker);
	atomic_fetch_sub(&counting->busy[worker], 1);
}

static void
test_each_once(unsigned jobs, size_t count)
{
	struct counting *counting = calloc(1, sizeof *counting);
	size_t wrong = 0;

	if (!counting)
		abort();
	work_share(jobs, count, count_step, counting);
	for (size_t i = 0; i < MOST; i++)
		wrong += atomic_load(&counting->times[i]) != (i < count);
	CHECK(wrong == 0);
	CHECK(atomic_load(&counting->clashes) == 0);
	CHECK(atomic_load(&counting->highest) < (jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : jobs));
	free(counting);
}

int
main(void)
{
	static const unsigned jobs[] = {1, 2, 3, 8, 64, 1000};
	static const size_t counts[] = {0, 1, 2, 63, 64, 65, 1000, MOST};

	for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
		for (size_t j = 0; j < sizeof counts / sizeof *counts; j++)
			test_each_once(jobs[i], counts[j]);
	return check_done();
}
