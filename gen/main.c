/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/version.h"
#include "command/command.h"

static const struct command {
	const char *name;
	const char *argument; /* NULL where it takes none */
	const char *what;
	int (*run)(const struct options *options);
	enum may_write may_write;
} commands[] = {
	{"build", NULL, "content/ and templates/ become out/", command_build, WRITES_PORTAL},
	{"check", NULL, "all rules, nothing written; --year Y asks what the letter of year Y still lacks", command_check,
         WRITES_NOTHING},
	{"merge", "DIR", "the parts in DIR that build --shard made become out/", command_merge, WRITES_PORTAL},
	{"letter", "ID", "one PDF, of a draft too (-o FILE)", command_letter, WRITES_LETTER},
	{"schema", NULL, "JSON Schema of the records", command_schema, WRITES_NOTHING},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

/* Memory is freed and wanted again all the time; what goes back to the system in between comes back page by page, each at a price. But
 * what is larger than LARGE_MEMORY is the system's, which moves it without copying when it grows. */
enum { KEPT_MEMORY = 32 << 20, LARGE_MEMORY = 1 << 19 };

enum option_id {
	OPTION_ANEW = 256,
	OPTION_AS_OF,
	OPTION_COLOR,
	OPTION_COMPRESS,
	OPTION_CONTENT,
	OPTION_FINAL,
	OPTION_FORMAT,
	OPTION_HELP,
	OPTION_JOBS,
	OPTION_MEMORY,
	OPTION_NO_PDF,
	OPTION_NO_SANDBOX,
	OPTION_ONLY,
	OPTION_OUT,
	OPTION_QUIET,
	OPTION_SHARD,
	OPTION_STRICT,
	OPTION_TABLES,
	OPTION_TEMPLATES,
	OPTION_VERSION,
	OPTION_YEAR,
};

static const struct option_info {
	const char *name, *argument, *what;
	enum option_id id;
} options_known[] = {
	{"content", "DIR", "the records (content)", OPTION_CONTENT},
	{"templates", "DIR", "templates, language file and assets (templates)", OPTION_TEMPLATES},
	{"out", "DIR", "the published folder (out)", OPTION_OUT},
	{"as-of", "DATE|TIME", "the day or moment that the site speaks of (today)", OPTION_AS_OF},
	{"year", "Y", "check: what the letter of that year still lacks", OPTION_YEAR},
	{"format", "text|json|sarif", "how messages are written (text)", OPTION_FORMAT},
	{"jobs", "N", "threads, at the most (default: one for each core)", OPTION_JOBS},
	{"memory", "MB", "memory, at the most (4096); 0 is no limit", OPTION_MEMORY},
	{"anew", NULL, "build: everything, whatever the last build left", OPTION_ANEW},
	{"only", "pages", "build: pages and lists, without data and search", OPTION_ONLY},
	{"no-pdf", NULL, "build: no letters", OPTION_NO_PDF},
	{"compress", NULL, "build: gzip and brotli copies for web servers", OPTION_COMPRESS},
	{"final", NULL, "letter: without CONCEPT, though it is not public yet", OPTION_FINAL},
	{"tables", NULL, "schema: as tables of Markdown, with all rules", OPTION_TABLES},
	{"shard", "K/N", "build: the K-th of N parts, for several machines; see merge", OPTION_SHARD},
	{"strict", NULL, "warnings are errors", OPTION_STRICT},
	{"color", NULL, "colours, where output is no terminal too", OPTION_COLOR},
	{"quiet", NULL, "messages alone", OPTION_QUIET},
	{"no-sandbox", NULL, "keep all rights, where a system cannot take them", OPTION_NO_SANDBOX},
	{"help", NULL, "this text", OPTION_HELP},
	{"version", NULL, "the version, and what of the sandbox is active", OPTION_VERSION},
};

enum { OPTIONS = sizeof options_known / sizeof *options_known };

/* Several times what 100,000 short records were seen to take. */
enum { USUAL_MEMORY = 4096 };

/* The end of every run that came so far; what it printed is out, or it failed after all. */
static _Noreturn void
finish(int code)
{
	if (fflush(stdout) || ferror(stdout))
		world_failed("write", STR("standard output"));
	exit(code);
}

static void
print_help(void)
{
	printf("opvolging compiles records of letters, recommendations, follow-ups, questions and answers\n"
	       "into a portal and into the letters themselves.\n\nusage: opvolging COMMAND [options]\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  %-7s %-3s %s\n", commands[i].name, commands[i].argument ? commands[i].argument : "", commands[i].what);
	printf("\noptions:\n  -C DIR                    the folder that content, templates and out lie in\n"
	       "  -o FILE                   letter: where the PDF goes\n");
	for (size_t i = 0; i < OPTIONS; i++) {
		char usage[40];

		snprintf(usage, sizeof usage, "--%s%s%s", options_known[i].name, options_known[i].argument ? " " : "",
		         options_known[i].argument ? options_known[i].argument : "");
		printf("  %-25s %s\n", usage, options_known[i].what);
	}
	printf("\nexit: 0 fine, 1 the content has errors, 2 wrong usage or the world failed\n");
}

/* Enters the sandbox itself, so that it tells what a run would have. */
static void
print_version(void)
{
	struct sandbox sandbox = sandbox_enter(&(struct sandbox_places){0});
	struct buf state = {0};

	sandbox_describe(&sandbox, &state);
	printf("opvolging %s\nsandbox: %s\n", OPVOLGING_VERSION, buf_cstring(&state));
	buf_free(&state);
}

static _Noreturn void
wrong_usage(const char *text, const char *what)
{
	fprintf(stderr, "opvolging: %s%s%s; 'opvolging --help' tells more\n", text, what ? " " : "", what ? what : "");
	exit(2);
}

static int
number_of(const char *text, const char *name)
{
	int64_t number;

	if (!str_to_integer(str_from(text), &number) || number < 1 || number > 9999)
		wrong_usage("a number is asked by", name);
	return (int)number;
}

/* '3/8' is the third of eight. */
static struct share
share_of(const char *argument)
{
	struct str rest = str_from(argument), part;
	int64_t number = 0, parts = 0;

	if (!str_next_part(&rest, '/', &part) || !str_to_integer(part, &number) || !str_to_integer(rest, &parts) || number < 1 ||
	    number > parts || parts > 9999)
		wrong_usage("the third of eight parts is 3/8; so is asked by", "--shard");
	return (struct share){(uint32_t)number - 1, (uint32_t)parts};
}

static size_t
megabytes_of(const char *text)
{
	int64_t number;

	if (!str_to_integer(str_from(text), &number) || number < 0 || number > 1 << 30)
		wrong_usage("a number of megabytes, or 0, is asked by", "--memory");
	return (size_t)number;
}

static enum diag_format
format_of(const char *text)
{
	static const char *const names[] = {[DIAG_TEXT] = "text", [DIAG_JSON] = "json", [DIAG_SARIF] = "sarif"};

	for (enum diag_format i = DIAG_TEXT; i <= DIAG_SARIF; i++)
		if (strcmp(text, names[i]) == 0)
			return i;
	wrong_usage("--format is text, json or sarif, not", text);
}

/* Where the three folders are: what was said, or below -C, or here; the installed templates where there are none. */
struct folders {
	const char *base, *content, *templates, *out;
};

static void
take_option(int id, const char *argument, struct options *options, struct folders *folders)
{
	switch (id) {
	case 'C':
		folders->base = argument;
		break;
	case 'o':
		options->output = str_from(argument);
		break;
	case OPTION_CONTENT:
		folders->content = argument;
		break;
	case OPTION_TEMPLATES:
		folders->templates = argument;
		break;
	case OPTION_OUT:
		folders->out = argument;
		break;
	case OPTION_AS_OF:
		if (!*argument)
			wrong_usage("a day or a moment is asked by", "--as-of");
		options->as_of = str_from(argument);
		break;
	case OPTION_YEAR:
		options->year = number_of(argument, "--year");
		break;
	case OPTION_ANEW:
		options->anew = true;
		break;
	case OPTION_ONLY:
		if (strcmp(argument, "pages"))
			wrong_usage("pages are all that can be asked for by", "--only");
		options->only_pages = true;
		break;
	case OPTION_SHARD:
		options->share = share_of(argument);
		break;
	case OPTION_JOBS:
		options->jobs = number_of(argument, "--jobs");
		break;
	case OPTION_FORMAT:
		options->format = format_of(argument);
		break;
	case OPTION_NO_PDF:
		options->no_pdf = true;
		break;
	case OPTION_COMPRESS:
		options->compress = true;
		break;
	case OPTION_FINAL:
		options->is_final = true;
		break;
	case OPTION_TABLES:
		options->as_tables = true;
		break;
	case OPTION_STRICT:
		options->strict = true;
		break;
	case OPTION_COLOR:
		options->color = true;
		break;
	case OPTION_NO_SANDBOX:
		options->no_sandbox = true;
		break;
	case OPTION_QUIET:
		options->quiet = true;
		break;
	case OPTION_HELP:
		print_help();
		finish(0);
	case OPTION_MEMORY:
		options->memory = megabytes_of(argument);
		break;
	case OPTION_VERSION:
		print_version();
		finish(0);
	default:
		wrong_usage("wrong options", NULL);
	}
}

static void
read_options(int argc, char **argv, struct options *options, struct folders *folders)
{
	struct option known[OPTIONS + 1] = {0};
	int id;

	for (size_t i = 0; i < OPTIONS; i++)
		known[i] = (struct option){options_known[i].name, options_known[i].argument ? required_argument : no_argument,
		                           NULL, (int)options_known[i].id};
	while ((id = getopt_long(argc, argv, "C:o:", known, NULL)) != -1)
		take_option(id, optarg, options, folders);
}

static struct str
folder_of(struct arena *arena, const struct folders *folders, const char *said, const char *name)
{
	if (said)
		return str_from(said);
	return folders->base ? path_join(arena, str_from(folders->base), str_from(name)) : str_from(name);
}

/* Beside the program, as make install lays them: PREFIX/bin/opvolging, PREFIX/share/opvolging/templates. */
static struct str
installed_templates(struct arena *arena)
{
	char *program = realpath("/proc/self/exe", NULL);
	struct str templates;

	if (!program)
		world_failed("find the program at", STR("/proc/self/exe"));
	templates = arena_printf(arena, "%.*s/share/opvolging/templates", STR_ARG(path_folder(path_folder(str_from(program)))));
	free(program);
	return templates;
}

static void
find_folders(struct arena *arena, const struct folders *folders, struct options *options)
{
	options->content = folder_of(arena, folders, folders->content, "content");
	options->templates = folder_of(arena, folders, folders->templates, "templates");
	options->out = folder_of(arena, folders, folders->out, "out");
	if (!folders->templates && file_kind_of(options->templates, NULL) == FILE_ABSENT)
		options->templates = installed_templates(arena);
	/* 'content/' and 'content' are one folder, and messages name it once. */
	while (options->content.len > 1 && str_ends(options->content, "/"))
		options->content.len--;
}

static const struct command *
find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	wrong_usage("there is no command", name);
}

/* A reader of the output who leaves, and a limit on the size of files, are failures like others, with a message. And no file of ours takes the
 * number of a standard one that is closed, or messages would go there. */
static void
prepare_world(void)
{
	int file;

	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	do
		file = open("/dev/null", O_RDONLY | O_CLOEXEC);
	while (file >= 0 && file <= STDERR_FILENO);
	close(file);
}

/* Those that this process may use. */
static int
cores(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
}

int
main(int argc, char **argv)
{
	struct options options = {.share = {0, 1}, .jobs = cores(), .memory = USUAL_MEMORY};
	struct folders folders = {0};
	const struct command *command;
	struct arena *arena = arena_new();
	int result;

	prepare_world();
	mallopt(M_TRIM_THRESHOLD, KEPT_MEMORY);
	mallopt(M_MMAP_THRESHOLD, LARGE_MEMORY);
	read_options(argc, argv, &options, &folders);
	if (optind == argc)
		wrong_usage("a command is missing", NULL);
	command = find_command(argv[optind++]);
	if (command->argument) {
		if (optind == argc)
			wrong_usage(str_is(str_from(command->argument), "ID") ? "an id is missing behind"
			                                                      : "a folder is missing behind",
			            command->name);
		options.argument = str_from(argv[optind++]);
	}
	if (optind < argc)
		wrong_usage("too many words:", argv[optind]);
	find_folders(arena, &folders, &options);
	memory_limit(options.memory);
	confine(&options, command->may_write);
	result = command->run(&options);
	arena_free(arena);
	finish(result);
}
