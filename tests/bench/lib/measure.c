/* SPDX-License-Identifier: EUPL-1.2 */
/* measure — runs a command several times and writes as JSON what each run took.
 *
 * A program of its own, and small, because a process inherits the peak memory of the one that starts it: Node's is larger than what is
 * measured here. posix_spawn copies nothing of it, so the time to start a process does not depend on it either. */
#include <spawn.h>
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

/* One run, its output among our messages; false where it did not end well. */
static bool
run(char **command, bool is_first)
{
	posix_spawn_file_actions_t actions;
	struct rusage used;
	pid_t child;
	int status, code;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	double start = now_ms();
	code = posix_spawnp(&child, command[0], &actions, NULL, command, environ);
	if (code) {
		fprintf(stderr, "measure: %s: %s\n", command[0], strerror(code));
		return false;
	}
	if (wait4(child, &status, 0, &used) < 0 || !WIFEXITED(status) || WEXITSTATUS(status)) {
		fprintf(stderr, "measure: %s did not end well\n", command[0]);
		return false;
	}
	double wall = now_ms() - start;
	posix_spawn_file_actions_destroy(&actions);
	printf("%s\n{\"wall_ms\": %.3f, \"cpu_ms\": %.3f, \"peak_kb\": %ld}", is_first ? "" : ",", wall,
	       in_ms(used.ru_utime) + in_ms(used.ru_stime), used.ru_maxrss);
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
	for (int i = 0; i < runs; i++)
		if (!run(words + 2, i == 0))
			return 1;
	printf("\n]\n");
	return 0;
}
