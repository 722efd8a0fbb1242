/* SPDX-License-Identifier: EUPL-1.2 */
/* work — one thing done many times, on as many cores as are given.
 *
 * Steps run in any order and at the same time, so what a step makes must not depend on another step of the same work; results are put in order
 * by who asked for them. */
#ifndef OPVOLGING_BASE_WORK_H
#define OPVOLGING_BASE_WORK_H

#include <stddef.h>

enum { WORK_MOST_JOBS = 64 };

/* One of the steps, by its index. worker is below the number of jobs: no two steps with the same worker run at once, so each worker can have
 * an arena and buffers of its own; and a worker's steps come in rising order. */
typedef void work_step(void *user, unsigned worker, size_t index);

/* Runs steps 0 to count - 1 with at most so many threads, the caller's among them; returns when all are done. Where the system gives no more
 * threads, fewer do it. A step may share work of its own, for which there are as many threads again. */
void work_share(unsigned jobs, size_t count, work_step *step, void *user);

/* For failures that two threads may meet at once: the first one to come here says what failed and ends the program, any other waits for the
 * end. */
void work_end(void);
/* work_end and exit. */
_Noreturn void work_exit(int code);

#endif
