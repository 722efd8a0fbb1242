/* SPDX-License-Identifier: EUPL-1.2 */
/* faults — runs the program again and again, and each time one call of the system fails (tests/fault/fault.c).
 *
 *     faults PROGRAM LIBRARY FOLDER spread|all io|memory [SCENARIO…]
 *
 * FOLDER holds the contents old/ and new/, templates/, and edited/ with the files first/ and second/, which are to take their places in it one after
 * the other. After each run: a line that says what failed and exit 2, or exit 0 and the result that a run without a fault has; out/ is the old
 * portal or, where it is published, the new one, to the byte; a second run mends what the first left. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "../../gen/base/buf.h"
#include "../../gen/base/file.h"
#include "../../gen/base/table.h"
#include "../../gen/write/manifest.h"

/* What is tried of each class, and with which reasons: in turn, or all of them. */
static const struct class
{
	const char *name;
	int reasons[4];
	size_t spread; /* so many of all n, in the short form */
} classes[] = {
	{"open", {EMFILE, EIO, EACCES}, 20},
	{"opendir", {ENOMEM, EACCES, EMFILE}, 8},
	{"readdir", {EIO}, 8},
	{"read", {EIO, EINTR}, 12},
	{"write", {ENOSPC, EIO, EINTR}, 10},
	{"close", {EIO}, 10},
	{"rename", {EIO, ENOSPC}, 8},
	{"link", {EIO, ENOSPC}, 8},
	{"unlink", {EIO, EACCES}, 7},
	{"mkdir", {ENOSPC, EACCES}, 7},
	{"sync", {EIO, ENOSPC}, 6},
	{"stat", {EIO, ENOMEM}, 14},
	{"mmap", {ENOMEM, EACCES}, 4},
	{"lock", {ENOLCK}, 4},
	{"room", {ENOSPC, EIO, EOPNOTSUPP}, 4},
	{"thread", {EAGAIN}, 20},
	{"memory", {ENOMEM}, 60},
};

enum { CLASSES = sizeof classes / sizeof *classes, MEMORY = CLASSES - 1, THREAD = MEMORY - 1, ROOM = THREAD - 1 };

/* A way to run the program, in the folder site/. */
static const struct scenario {
	const char *name;
	const char *arguments[8];
	const char *content;
	const char *begins; /* the place that it begins with; NULL: nothing */
	bool is_build;
	bool follows;                          /* it makes again what is changed, and leaves what is kept as it is */
	unsigned io_per_cent, memory_per_cent; /* of the spread, in the short form */
	unsigned long most_io, most_memory;    /* of a class, in the long form */
	bool hides_kinds;                      /* folders do not tell what their entries are */
} scenarios[] = {
	{.name = "first build",
         .arguments = {"build", "--jobs", "1", "--out", "out"},
         .content = "../new",
         .is_build = true,
         .io_per_cent = 100,
         .memory_per_cent = 100,
         .most_io = ULONG_MAX,
         .most_memory = ULONG_MAX},
	{.name = "next build",
         .arguments = {"build", "--jobs", "1", "--out", "out"},
         .content = "../new",
         .begins = "../old-portal",
         .is_build = true,
         .io_per_cent = 100,
         .memory_per_cent = 50,
         .most_io = ULONG_MAX,
         .most_memory = 1200},
	/* Of the image, and of what the build between has made again. */
	{.name = "short build",
         .arguments = {"build", "--jobs", "1", "--out", "out"},
         .content = "../edited",
         .begins = "../edited-once",
         .is_build = true,
         .follows = true,
         .io_per_cent = 100,
         .memory_per_cent = 50,
         .most_io = ULONG_MAX,
         .most_memory = ULONG_MAX},
	{.name = "nothing changed",
         .arguments = {"build", "--jobs", "1", "--out", "out"},
         .content = "../edited",
         .begins = "../edited-twice",
         .is_build = true,
         .follows = true,
         .io_per_cent = 25,
         .memory_per_cent = 10,
         .most_io = ULONG_MAX,
         .most_memory = ULONG_MAX},
	/* Which call is the n-th, is another each time. */
	{.name = "two workers",
         .arguments = {"build", "--jobs", "2", "--out", "out"},
         .content = "../new",
         .begins = "../old-portal",
         .is_build = true,
         .io_per_cent = 20,
         .memory_per_cent = 20,
         .most_io = 60,
         .most_memory = 400},
	{.name = "short build, two workers",
         .arguments = {"build", "--jobs", "2", "--out", "out"},
         .content = "../edited",
         .begins = "../edited-once",
         .is_build = true,
         .follows = true,
         .io_per_cent = 20,
         .memory_per_cent = 10,
         .most_io = 60,
         .most_memory = 400},
	{.name = "part",
         .arguments = {"build", "--jobs", "1", "--shard", "1/2", "--out", "out"},
         .content = "../new",
         .is_build = true,
         .io_per_cent = 20,
         .memory_per_cent = 10,
         .most_io = ULONG_MAX,
         .most_memory = 600},
	{.name = "merge",
         .arguments = {"merge", "../parts", "--jobs", "1", "--out", "out"},
         .content = "../new",
         .begins = "../old-portal",
         .is_build = true,
         .io_per_cent = 40,
         .memory_per_cent = 10,
         .most_io = ULONG_MAX,
         .most_memory = 1200},
	/* What it adds is memory for the compressors, and it takes long. */
	{.name = "compressed",
         .arguments = {"build", "--jobs", "1", "--out", "out", "--compress"},
         .content = "../new",
         .is_build = true,
         .memory_per_cent = 5,
         .most_io = 8,
         .most_memory = 250},
	{.name = "check",
         .arguments = {"check", "--jobs", "1"},
         .content = "../new",
         .io_per_cent = 25,
         .memory_per_cent = 25,
         .most_io = ULONG_MAX,
         .most_memory = 1200},
	{.name = "check, no kinds",
         .arguments = {"check", "--jobs", "1"},
         .content = "../new",
         .hides_kinds = true,
         .io_per_cent = 25,
         .most_io = ULONG_MAX},
	{.name = "letter",
         .arguments = {"letter", "--jobs", "1", "letters/brief", "-o", "brief.pdf"},
         .content = "../new",
         .io_per_cent = 25,
         .memory_per_cent = 25,
         .most_io = ULONG_MAX,
         .most_memory = 1200},
	{.name = "schema", .arguments = {"schema"}, .memory_per_cent = 100, .most_memory = ULONG_MAX},
};

enum { SCENARIOS = sizeof scenarios / sizeof *scenarios };

#define STATE ".out.opvolging"
#define MOST_SHOWN 12

static const char *program, *library;
static bool does_all, has_memory;
static struct arena *arena; /* of one case */
static size_t passed, failed;
static size_t tried_of[CLASSES], noticed_of[CLASSES]; /* so many were told: the faults do strike */

/* What a scenario should come to. */
static struct expectation {
	struct buf before, after; /* out/: what stood there, and what should */
	struct buf result;        /* what it prints, and the letter */
} expected;

/* ---- files ---- */

/* Path, kind, and either what it holds or who it is. */
static void
add_entry(struct buf *text, struct str path, enum file_kind kind, bool has_bytes)
{
	struct stat info;
	size_t size;
	char *bytes;

	if (!has_bytes && stat(arena_cstring(arena, path), &info) == 0) {
		buf_printf(text, "%llu %lld %lld.%09ld %lld.%09ld\n", (unsigned long long)info.st_ino, (long long)info.st_size,
		           (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec, (long long)info.st_ctim.tv_sec,
		           info.st_ctim.tv_nsec);
		return;
	}
	bytes = kind == FILE_REGULAR ? file_read(path, &size) : NULL;
	buf_printf(text, "%016llx\n", bytes ? (unsigned long long)manifest_digest((struct str){bytes, size}).low : 0);
	free(bytes);
}

/* Paths are told from root on. */
static void
add_folder(struct buf *text, struct str root, struct str folder, bool has_bytes)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(arena, folder, &entries, &count))
		return;
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(arena, folder, entries[i].name);

		buf_printf(text, "%.*s %d ", STR_ARG(str_slice(path, root.len, path.len)), (int)entries[i].kind);
		add_entry(text, path, entries[i].kind, has_bytes);
		if (entries[i].kind == FILE_FOLDER)
			add_folder(text, root, path, has_bytes);
	}
}

/* What a folder holds, as text. To free. */
static struct buf
contents_of(const char *folder)
{
	struct buf text = {0};

	add_folder(&text, str_from(folder), str_from(folder), true);
	return text;
}

/* Changes when anything is touched. To free. */
static struct buf
identity_of_all(void)
{
	struct buf text = {0};

	add_folder(&text, STR("."), STR("."), false);
	return text;
}

static bool
is_same(const struct buf *a, const struct buf *b)
{
	return str_equal(buf_str(a), buf_str(b));
}

static struct str
text_of(const char *path)
{
	size_t size;
	char *bytes = file_read(str_from(path), &size);
	struct str text = bytes ? arena_str(arena, (struct str){bytes, size}) : STR("");

	free(bytes);
	return text;
}

/* ---- the program ---- */

static _Noreturn void
become(const struct scenario *scenario, const char *fault)
{
	const char *arguments[20] = {program};
	size_t count = 1;
	int out = open("../says", O_WRONLY | O_CREAT | O_TRUNC, 0600),
	    err = open("../errors", O_WRONLY | O_CREAT | O_TRUNC, 0600);

	for (size_t i = 0; i < 8 && scenario->arguments[i]; i++)
		arguments[count++] = scenario->arguments[i];
	if (scenario->content) {
		arguments[count++] = "--content";
		arguments[count++] = scenario->content;
	}
	arguments[count++] = "--quiet";
	arguments[count++] = "--as-of=2026-05-01";
	arguments[count++] = "--templates=../templates";
	dup2(out, 1);
	dup2(err, 2);
	if (fault)
		setenv("FAULT", fault, 1);
	else
		setenv("FAULT_COUNTS", "../counts", 1);
	if (scenario->hides_kinds)
		setenv("FAULT_KINDS", "hidden", 1);
	setenv("LD_PRELOAD", library, 1);
	setrlimit(RLIMIT_CORE, &(struct rlimit){0});
	alarm(120);
	execv(program, (char **)(uintptr_t)arguments);
	_exit(127);
}

/* How it ended: an exit code, or 128 and the signal. */
static int
run(const struct scenario *scenario, const char *fault)
{
	pid_t child;
	int status;

	fflush(stdout);
	child = fork();
	if (child == 0)
		become(scenario, fault);
	if (child < 0 || waitpid(child, &status, 0) != child)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static struct buf
result_of(const struct scenario *scenario)
{
	struct buf result = {0};

	buf_add(&result, text_of("../says"));
	if (!scenario->is_build)
		buf_add(&result, text_of("brief.pdf"));
	return result;
}

static unsigned long
calls_of(const struct class *class)
{
	struct str rest = text_of("../counts"), line;

	while (str_next_line(&rest, &line)) {
		size_t blank = str_find_char(line, ' ');

		if (str_is(str_slice(line, 0, blank), class->name))
			return strtoul(line.at + blank, NULL, 10);
	}
	return 0;
}

/* ---- the place ---- */

static void
link_folder(struct str from, struct str to)
{
	struct file_entry *entries;
	size_t count;

	file_make_folders(to);
	file_list(arena, from, &entries, &count);
	for (size_t i = 0; i < count; i++) {
		struct str a = path_join(arena, from, entries[i].name), b = path_join(arena, to, entries[i].name);

		if (entries[i].kind == FILE_FOLDER)
			link_folder(a, b);
		else if (link(arena_cstring(arena, a), arena_cstring(arena, b)))
			exit(2);
	}
}

static void
clear_place(void)
{
	file_remove(STR("out"));
	file_remove(STR(STATE));
	file_remove(STR("brief.pdf"));
}

/* The program never writes into a file of the trees, so that they may be links. What it keeps beside them it may write into. */
static void
copy_place(struct str from, struct str to)
{
	static const char *const beside[] = {"lock", "state", "digests", "kept", "image", "changes"};
	struct str state = path_join(arena, to, STR(STATE));

	link_folder(path_join(arena, from, STR("out")), path_join(arena, to, STR("out")));
	link_folder(path_join(arena, from, STR(STATE "/tree")), path_join(arena, state, STR("tree")));
	chmod(state.at, 0700);
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
		struct str path = path_join(arena, path_join(arena, from, STR(STATE)), str_from(beside[i]));

		if (file_kind_of(path, NULL) == FILE_REGULAR)
			file_write(path_join(arena, state, str_from(beside[i])), text_of(path.at));
	}
}

static void
restore(const struct scenario *scenario)
{
	clear_place();
	if (scenario->begins)
		copy_place(str_from(scenario->begins), STR("."));
}

/* Who the image is: one of its own for each build of everything. */
static ino_t
image_now(void)
{
	struct stat info;

	return stat(STATE "/image", &info) == 0 ? info.st_ino : 0;
}

/* The names in a folder, each with a blank behind it. */
static struct str
names_in(const char *folder)
{
	struct file_entry *entries;
	size_t count;
	struct str names = STR("");

	file_list(arena, str_from(folder), &entries, &count);
	for (size_t i = 0; i < count; i++)
		names = arena_printf(arena, "%.*s%.*s ", STR_ARG(names), STR_ARG(entries[i].name));
	return names;
}

/* What is kept for the next build may be lost; what a build works with may not stay. */
static bool
is_settled(void)
{
	static const char *const kept[] = {"changes", "digests", "image", "kept", "seen"}, *const lasting[] = {"lock", "state", "tree"};
	struct file_entry *entries;
	size_t count, found = 0, lasting_found = 0;

	file_list(arena, STR(STATE), &entries, &count);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < sizeof kept / sizeof *kept; k++)
			found += str_is(entries[i].name, kept[k]);
		for (size_t k = 0; k < sizeof lasting / sizeof *lasting; k++)
			lasting_found += str_is(entries[i].name, lasting[k]);
	}
	return found + lasting_found == count && lasting_found == sizeof lasting / sizeof *lasting;
}

static bool
is_litter_free(void)
{
	struct buf tree = contents_of(STATE "/tree"), out = contents_of("out");
	bool is_free = is_same(&tree, &out) && str_is(names_in("."), STATE " out ") && is_settled();

	buf_free(&tree);
	buf_free(&out);
	return is_free;
}

/* ---- judging ---- */

struct fault {
	const struct scenario *scenario;
	const struct class *class;
	unsigned long n;
	int reason;
	char text[64];
};

static void
wrong(const struct fault *fault, const char *what, int code)
{
	struct str says = text_of("../errors");

	failed++;
	if (failed > MOST_SHOWN)
		return;
	printf("FAILED: %s, %s %lu fails (%s): %s; exit %d, it says: %.*s\n", fault->scenario->name, fault->class->name, fault->n,
	       strerror(fault->reason), what, code, STR_ARG(str_slice(says, 0, 600)));
}

static bool
is_one_line(struct str text)
{
	return str_starts(text, "opvolging: ") && str_find_char(text, '\n') == text.len - 1;
}

/* A path, and what the system said of it; memory may run out anywhere. */
static bool
names_reason(struct str line, int reason)
{
	if (reason == ENOMEM && str_contains(line, "opvolging: out of memory"))
		return true;
	/* A folder that may not be opened gets no rule in the sandbox, which then refuses the exchange. */
	if (reason == EACCES && str_contains(line, "opvolging: write out: two folders cannot be exchanged here"))
		return true;
	return str_contains(line, strerror(reason)) && (str_contains(line, "/") || str_contains(line, " .: ") ||
	                                                str_contains(line, "out") || str_contains(line, "brief.pdf"));
}

/* What it says, and how it ends: NULL, or what is wrong with that. */
static const char *
judge_end(const struct fault *fault, int code)
{
	struct str errors = text_of("../errors");

	if (code == 2 && !is_one_line(errors))
		return "exit 2 without a line that tells why";
	if (code == 2)
		return names_reason(errors, fault->reason) ? NULL : "exit 2, but another reason";
	if (code == 0)
		return errors.len == 0 || (is_one_line(errors) && str_contains(errors, ": published, but "))
		               ? NULL
		               : "exit 0, but not silent";
	if (code == 1 && fault->reason == EACCES && fault->class != &classes[MEMORY])
		return str_contains(errors, "Permission denied") || str_contains(text_of("../says"), "Permission denied")
		               ? NULL
		               : "a mistake of the content that does not say what cannot be read";
	return "it ends otherwise than with 0 or 2";
}

static const char *
judge_result(const struct fault *fault, int code)
{
	struct buf result = result_of(fault->scenario), out = contents_of("out");
	bool is_after = is_same(&out, &expected.after), is_before = is_same(&out, &expected.before);
	bool is_right = is_same(&result, &expected.result);

	buf_free(&result);
	buf_free(&out);
	if (code == 0 && !is_right)
		return "exit 0, but another result";
	if (code == 0 && !is_after)
		return "exit 0, but another portal";
	return code == 0 || is_before ? NULL
	       : is_after             ? "it fails, but has published"
	                              : "neither the old portal nor the new one";
}

/* The run after it. */
static const char *
judge_next(const struct fault *fault)
{
	int code = run(fault->scenario, NULL);
	const char *what;

	if (code != 0)
		return "the next run does not succeed";
	if (text_of("../errors").len)
		return "the next run is not silent";
	what = judge_result(fault, code);
	if (what)
		return "the next run comes to something else";
	return fault->scenario->is_build && !is_litter_free() ? "the next run leaves litter" : NULL;
}

/* Whether the place was touched. */
static bool
try_fault(const struct fault *fault, const struct buf *identity)
{
	int code = run(fault->scenario, fault->text);
	const char *what = judge_end(fault, code);
	size_t class = (size_t)(fault->class - classes);
	struct buf now = identity_of_all();
	bool is_touched = !is_same(identity, &now);

	buf_free(&now);
	tried_of[class]++;
	noticed_of[class] += code != 0 || text_of("../errors").len > 0;
	what = what ? what : judge_result(fault, code);
	if (!what && is_touched)
		what = judge_next(fault);
	if (what)
		wrong(fault, what, code);
	else
		passed++;
	return is_touched;
}

/* ---- all of them ---- */

static int
reason_count(const struct class *class)
{
	int count = 0;

	while (count < 4 && class->reasons[count])
		count++;
	return count;
}

/* Whether the n-th of all calls belongs to the spread of `most`; the first ones are most different from each other. */
static bool
is_meant(unsigned long n, unsigned long calls, unsigned long most)
{
	unsigned long first = does_all ? most / 6 * 5 : most / 2, rest = most - first;

	return calls <= most || n <= first || n * rest / calls != (n - 1) * rest / calls;
}

static unsigned long
most_of(const struct scenario *scenario, const struct class *class)
{
	bool is_memory = class == &classes[MEMORY];

	if (does_all)
		return is_memory ? scenario->most_memory : scenario->most_io;
	return class->spread * (is_memory ? scenario->memory_per_cent : scenario->io_per_cent) / 100;
}

static size_t
try_class(const struct scenario *scenario, const struct class *class, unsigned long calls)
{
	int reasons = reason_count(class);
	bool is_touched = true;
	struct buf identity = {0};
	size_t tried = 0;

	for (unsigned long n = 1; n <= calls; n++) {
		if (!is_meant(n, calls, most_of(scenario, class)))
			continue;
		for (int i = 0; i < (does_all ? reasons : 1); i++) {
			struct fault fault = {scenario, class, n, class->reasons[does_all ? i : (int)(tried % (size_t)reasons)],
			                      ""};

			snprintf(fault.text, sizeof fault.text, "%s:%lu:%d", class->name, n, fault.reason);
			if (is_touched) {
				restore(scenario);
				buf_free(&identity);
				identity = identity_of_all();
			}
			is_touched = try_fault(&fault, &identity);
			tried++;
			arena_reset(arena);
		}
	}
	buf_free(&identity);
	return tried;
}

static void
run_well(const struct scenario *scenario, const char *when)
{
	if (run(scenario, NULL) == 0 && text_of("../errors").len == 0)
		return;
	printf("FAILED: %s %s: %.*s\n", scenario->name, when, STR_ARG(text_of("../errors")));
	failed++;
}

/* What is made again of a portal is what is made at once. */
static void
compare_with_clean(const struct scenario *scenario)
{
	struct buf clean;

	clear_place();
	run_well(scenario, "at once");
	clean = contents_of("out");
	if (!is_same(&clean, &expected.after)) {
		printf("FAILED: %s: another portal than one that is made at once\n", scenario->name);
		failed++;
	}
	buf_free(&clean);
}

/* Runs it without a fault: what should come out, and how many calls there are. */
static void
expect(const struct scenario *scenario)
{
	ino_t image;

	buf_free(&expected.before);
	buf_free(&expected.after);
	buf_free(&expected.result);
	restore(scenario);
	image = image_now();
	expected.before = contents_of("out");
	run_well(scenario, "without a fault");
	expected.after = contents_of("out");
	expected.result = result_of(scenario);
	if (scenario->follows && (!image || image_now() != image)) {
		printf("FAILED: %s: it makes everything\n", scenario->name);
		failed++;
	}
}

static void
try_scenario(const struct scenario *scenario)
{
	unsigned long calls[CLASSES];

	expect(scenario);
	for (size_t i = 0; i < CLASSES; i++)
		calls[i] = calls_of(&classes[i]);
	if (scenario->follows)
		compare_with_clean(scenario);
	printf("%s:", scenario->name);
	for (size_t i = 0; i < CLASSES; i++)
		if (calls[i] && most_of(scenario, &classes[i]) && (has_memory || i != MEMORY))
			printf(" %s %zu of %lu", classes[i].name, try_class(scenario, &classes[i], calls[i]), calls[i]);
	printf("\n");
}

/* ---- what they begin with ---- */

/* A file that is written to in the same tick of the clock as it is looked at is never taken for unchanged. */
static void
pause_a_little(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
}

static void
make_place(const char *content, const char *name)
{
	struct scenario scenario = scenarios[0];

	scenario.content = content;
	pause_a_little();
	run_well(&scenario, name);
	copy_place(STR("."), path_join(arena, STR(".."), str_from(name)));
}

static void
replace_files(struct str from, struct str to)
{
	struct file_entry *entries;
	size_t count;

	file_list(arena, from, &entries, &count);
	for (size_t i = 0; i < count; i++) {
		struct str a = path_join(arena, from, entries[i].name), b = path_join(arena, to, entries[i].name);

		if (entries[i].kind == FILE_FOLDER)
			replace_files(a, b);
		else if (rename(a.at, b.at))
			exit(2);
	}
}

static void
make_parts(void)
{
	static const char *const shards[][2] = {{"1/2", "../parts/1"}, {"2/2", "../parts/2"}};

	for (size_t i = 0; i < 2; i++)
		run_well(&(struct scenario){.name = "part",
		                            .arguments = {"build", "--shard", shards[i][0], "--out", shards[i][1]},
		                            .content = "../new"},
		         "to merge");
}

static void
make_places(void)
{
	make_place("../old", "old-portal");
	clear_place();
	make_place("../edited", "edited-never");
	replace_files(STR("../first"), STR("../edited"));
	make_place("../edited", "edited-once");
	replace_files(STR("../second"), STR("../edited"));
	make_place("../edited", "edited-twice");
	make_parts();
	arena_reset(arena);
}

/* All are, where none is named. */
static bool
is_asked(const char *name, char **names)
{
	for (size_t i = 0; names[i]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return !names[0];
}

int
main(int argc, char **argv)
{
	if (argc < 6)
		return 2;
	program = argv[1];
	library = argv[2];
	does_all = strcmp(argv[4], "all") == 0;
	has_memory = strcmp(argv[5], "memory") == 0;
	arena = arena_new();
	if (chdir(argv[3]) || mkdir("site", 0700) || chdir("site"))
		return 2;
	make_places();
	for (size_t i = 0; i < SCENARIOS; i++)
		if (is_asked(scenarios[i].name, argv + 6))
			try_scenario(&scenarios[i]);
	for (size_t i = 0; i < CLASSES; i++) {
		printf("%s%s: %zu cases, %zu told", i ? "; " : "", classes[i].name, tried_of[i], noticed_of[i]);
		/* Who gets no thread works alone; who gets no room in a file keeps less. */
		if (argc == 6 && !noticed_of[i] && i != THREAD && i != ROOM && (has_memory || i != MEMORY)) {
			printf(" (FAILED: no fault strikes)");
			failed++;
		}
		if (noticed_of[i] && i == ROOM) {
			printf(" (FAILED: what is kept beside the portal can be done without)");
			failed++;
		}
	}
	printf("\n%zu passed, %zu failed\n", passed, failed);
	return failed > 0;
}
