/* SPDX-License-Identifier: EUPL-1.2 */
/* measure — runs a command several times and writes as JSON what each run took.
 *
 * A program of its own, and small, because a process inherits the peak memory of the one that starts it: Node's is larger than what is
 * measured here. posix_spawn copies nothing of it, so the time to start a process does not depend on it either.
 *
 * peak_kb is what the kernel tells of a process that has ended, with all files that it had mapped. anon_kb is the most of its own memory, without
 * those: it is looked at every few milliseconds, so that a short run has none. */
#include <pthread.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double
now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double
in_ms(struct timeval time)
{
	return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

/* Memory of its own. */

struct sampling {
	pid_t process;
	long most_kb;
	atomic_bool is_over;
};

static long
own_kb(pid_t process)
{
	char path[64], line[256];
	long kb = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", (int)process);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof line, file) && sscanf(line, "RssAnon: %ld", &kb) != 1)
		;
	if (file)
		fclose(file);
	return kb;
}

static void *
sample(void *of)
{
	struct sampling *sampling = of;
	const struct timespec pause = {.tv_nsec = 10 * 1000 * 1000};

	while (!atomic_load(&sampling->is_over)) {
		long kb = own_kb(sampling->process);

		sampling->most_kb = kb > sampling->most_kb ? kb : sampling->most_kb;
		nanosleep(&pause, NULL);
	}
	return NULL;
}

static void
print_run(double wall_ms, const struct rusage *used, long anon_kb)
{
	printf("{\"wall_ms\": %.3f, \"cpu_ms\": %.3f, \"sys_ms\": %.3f, \"peak_kb\": %ld, \"anon_kb\": %ld}", wall_ms,
	       in_ms(used->ru_utime) + in_ms(used->ru_stime), in_ms(used->ru_stime), used->ru_maxrss, anon_kb);
}

/* Its output goes among our messages. */
static bool
start(char **command, pid_t *child)
{
	posix_spawn_file_actions_t actions;
	int code;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	code = posix_spawnp(child, command[0], &actions, NULL, command, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (code)
		fprintf(stderr, "measure: %s: %s\n", command[0], strerror(code));
	return code == 0;
}

/* One run; false where it did not end well. */
static bool
run(char **command)
{
	struct sampling sampling = {0};
	struct rusage used;
	pthread_t sampler;
	int status;
	double begun = now_ms(), wall;

	if (!start(command, &sampling.process))
		return false;
	if (pthread_create(&sampler, NULL, sample, &sampling)) {
		perror("measure");
		return false;
	}
	if (wait4(sampling.process, &status, 0, &used) < 0 || !WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "measure: %s did not end well\n", command[0]);
		return false;
	}
	wall = now_ms() - begun;
	atomic_store(&sampling.is_over, true);
	pthread_join(sampler, NULL);
	print_run(wall, &used, sampling.most_kb);
	return true;
}

int
main(int count, char **words)
{
	int runs = count > 2 ? atoi(words[1]) : 0;

	if (runs < 1) {
		fprintf(stderr, "usage: measure RUNS COMMAND [ARGUMENT ...]\n");
		return 2;
	}
	printf("[");
	for (int i = 0; i < runs; i++) {
		printf(i ? ",\n" : "\n");
		if (!run(words + 2))
			return 1;
	}
	printf("\n]\n");
	return 0;
}
