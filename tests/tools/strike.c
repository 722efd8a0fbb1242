/* SPDX-License-Identifier: EUPL-1.2 */
/* strike STATE WHEN MICROSECONDS PROGRAM [ARGUMENT…] — runs a program and kills it so many microseconds of its own work behind a moment of its build:
 *
 *     start        it was started
 *     staging      STATE/new is there: the first file that differs
 *     publishing   STATE/state no longer says clean: the trees begin to differ
 *
 * Exit: 137 where it was killed, else what the program says. With "measure" for a number nobody is killed, and how long that lasts, or
 * the whole program from its start, goes to standard output; nothing where the moment never came. No tracing, so it works everywhere. */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The program lets us pass first, or on a busy machine its short moments would be over before we look. */
enum { LOOK_EVERY_NS = 20000, YIELDING = 5 };

static const char *state; /* the folder */

static bool
has_started(void)
{
	return true;
}

static bool
is_staging(void)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/new", state);
	return access(path, F_OK) == 0;
}

static bool
is_publishing(void)
{
	char path[4096], word[8] = "";
	int file;

	snprintf(path, sizeof path, "%s/state", state);
	file = open(path, O_RDONLY);
	if (file < 0)
		return is_staging();
	if (read(file, word, sizeof word - 1) < 0)
		word[0] = '\0';
	close(file);
	return strcmp(word, "clean\n") != 0;
}

static const struct moment {
	const char *name;
	bool (*has_come)(void);
} moments[] = {
	{"start", has_started},
	{"staging", is_staging},
	{"publishing", is_publishing},
};

static const struct moment *
moment_of(const char *name)
{
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++)
		if (strcmp(moments[i].name, name) == 0)
			return &moments[i];
	fprintf(stderr, "strike: no moment %s\n", name);
	exit(2);
}

/* That a process has worked: how busy the machine is does not show in it. */
static long
microseconds_of(clockid_t clock)
{
	struct timespec now = {0};

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static int
code_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* Follows the child to its end, or to ours. */
static int
follow(pid_t child, const struct moment *moment, long limit)
{
	const struct timespec pause = {0, LOOK_EVERY_NS};
	long since = -1, last = 0, now;
	clockid_t clock;
	int status;

	if (clock_getcpuclockid(child, &clock))
		exit(2);
	while (waitpid(child, &status, WNOHANG) == 0) {
		now = microseconds_of(clock);
		if ((since < 0 || limit < 0) && moment->has_come())
			last = now;
		if (since < 0 && last > 0)
			since = last;
		if (since >= 0 && limit >= 0 && now - since >= limit) {
			kill(child, SIGKILL);
			limit = -1;
		}
		nanosleep(&pause, NULL);
	}
	if (limit < 0 && since >= 0 && WIFEXITED(status))
		printf("%ld\n", last - since);
	return code_of(status);
}

int
main(int argc, char **argv)
{
	const struct moment *moment;
	pid_t child;

	if (argc < 5) {
		fprintf(stderr, "usage: strike STATE start|staging|publishing MICROSECONDS|measure PROGRAM [ARGUMENT…]\n");
		return 2;
	}
	state = argv[1];
	moment = moment_of(argv[2]);
	child = fork();
	if (child == 0) {
		if (nice(YIELDING) < 0)
			_exit(127);
		execv(argv[4], argv + 4);
		_exit(127);
	}
	return follow(child, moment, strcmp(argv[3], "measure") == 0 ? -1 : atol(argv[3]));
}
