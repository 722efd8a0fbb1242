/* SPDX-License-Identifier: EUPL-1.2 */
#include "work.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

struct work {
	work_step *step;
	void *user;
	size_t count, at_once; /* steps; how many a worker takes in one go */
	atomic_size_t next;
};

struct worker {
	struct work *work;
	unsigned number;
	pthread_t thread;
};

/* Enough pieces that no worker waits long for the last one, few enough that taking one costs nothing. */
enum { PIECES_EACH = 64 };

static void *
do_steps(void *user)
{
	struct worker *worker = user;
	struct work *work = worker->work;

	for (;;) {
		size_t from = atomic_fetch_add_explicit(&work->next, work->at_once, memory_order_relaxed);

		if (from >= work->count)
			return NULL;
		for (size_t i = from; i < from + work->at_once && i < work->count; i++)
			work->step(work->user, worker->number, i);
	}
}

void
work_share(unsigned jobs, size_t count, work_step *step, void *user)
{
	struct work work = {.step = step, .user = user, .count = count, .at_once = 1};
	struct worker workers[WORK_MOST_JOBS];
	unsigned started = 1;

	if (jobs > WORK_MOST_JOBS)
		jobs = WORK_MOST_JOBS;
	if (jobs > count)
		jobs = (unsigned)count;
	if (jobs > 1 && count / jobs > PIECES_EACH)
		work.at_once = count / jobs / PIECES_EACH;
	workers[0] = (struct worker){.work = &work};
	for (; started < jobs; started++) {
		workers[started] = (struct worker){.work = &work, .number = started};
		if (pthread_create(&workers[started].thread, NULL, do_steps, &workers[started]))
			break;
	}
	do_steps(&workers[0]);
	for (unsigned i = 1; i < started; i++)
		pthread_join(workers[i].thread, NULL);
}

void
work_end(void)
{
	static pthread_mutex_t once = PTHREAD_MUTEX_INITIALIZER;
	static _Thread_local bool is_first;

	if (!is_first)
		pthread_mutex_lock(&once);
	is_first = true;
}

_Noreturn void
work_exit(int code)
{
	work_end();
	exit(code);
}
