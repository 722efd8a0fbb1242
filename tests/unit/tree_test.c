/* SPDX-License-Identifier: EUPL-1.2 */
// LINK: -Wl,--wrap=renameat2,--wrap=renameat,--wrap=linkat,--wrap=unlinkat,--wrap=mkdirat,--wrap=write,--wrap=fsync,--wrap=syncfs,--wrap=flock
/* tree — portals published, withdrawn, given up, killed and failed at every call.
 *
 * A portal is written down as lines "path=text", in the order of its paths; build() publishes such a text and contents() reads it back
 * from a folder. The calls that change the world are wrapped, so that a child can be killed, or failed once, at its n-th call. */
#include "check.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../gen/base/file.h"
#include "../../gen/base/work.h"
#include "../../gen/write/manifest.h"
#include "../../gen/write/tree.h"

#define STATE ".out.opvolging"
#define SECOND STATE "/tree"

static struct arena *arena; /* of the whole test */

/* ---- blows ---- */

/* What strikes the n-th wrapped call of a child; n counts down, and 0 is none. */
static struct blow {
	size_t at;
	const char *call; /* only this one; NULL: any */
	int reason;       /* errno; 0: the process dies */
} blow;

enum { KILLED = 9, SURVIVED = 3, SKIPPED = 77 }; /* exit statuses of children, beside 0 and 2 */

static bool
is_struck(const char *call)
{
	if (blow.at == 0 || (blow.call && strcmp(blow.call, call) != 0) || --blow.at > 0)
		return false;
	if (blow.reason == 0)
		_exit(KILLED);
	errno = blow.reason;
	return true;
}

#define WRAP(type, name, parameters, arguments)                                                                                  \
	type __real_##name parameters;                                                                                           \
	type __wrap_##name parameters;                                                                                           \
	type __wrap_##name parameters                                                                                            \
	{                                                                                                                        \
		return is_struck(#name) ? -1 : __real_##name arguments;                                                          \
	}

WRAP(int, renameat2, (int from, const char *a, int to, const char *b, unsigned flags), (from, a, to, b, flags))
WRAP(int, renameat, (int from, const char *a, int to, const char *b), (from, a, to, b))
WRAP(int, linkat, (int from, const char *a, int to, const char *b, int flags), (from, a, to, b, flags))
WRAP(int, unlinkat, (int root, const char *path, int flags), (root, path, flags))
WRAP(int, mkdirat, (int root, const char *path, mode_t mode), (root, path, mode))
WRAP(ssize_t, write, (int file, const void *bytes, size_t count), (file, bytes, count))
WRAP(int, fsync, (int file), (file))
WRAP(int, syncfs, (int file), (file))
WRAP(int, flock, (int file, int operation), (file, operation))

/* ---- portals as text ---- */

static void
put_portal(struct tree *tree, const char *portal)
{
	struct str rest = str_from(portal), line;

	while (str_next_line(&rest, &line)) {
		size_t equals = str_find_char(line, '=');

		tree_put(tree, str_slice(line, 0, equals), str_slice(line, equals + 1, line.len));
	}
}

static bool keeps; /* what lies in assets/ stays one release longer */

static bool
is_asset(struct str path)
{
	return str_starts(path, "assets/");
}

static struct tree_changes
build(const char *portal)
{
	struct tree *tree = tree_open(arena, STR("out"));
	struct tree_changes changes;

	if (keeps)
		tree_keep_longer(tree, is_asset);
	put_portal(tree, portal);
	changes = tree_publish(tree);
	tree_close(tree);
	return changes;
}

typedef void add_file(struct buf *text, struct str path, struct str name);

static void
add_folder(struct buf *text, struct str folder, struct str prefix, add_file *add)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(arena, folder, &entries, &count))
		return;
	if (count == 0 && prefix.len)
		buf_printf(text, "%.*s=(empty folder)\n", STR_ARG(prefix));
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(arena, folder, entries[i].name), name = path_join(arena, prefix, entries[i].name);

		if (entries[i].kind == FILE_FOLDER)
			add_folder(text, path, name, add);
		else
			add(text, path, name);
	}
}

static struct str
list(const char *folder, add_file *add)
{
	struct buf text = {0};
	struct str copy;

	add_folder(&text, str_from(folder), (struct str){0}, add);
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

static struct str
text_of(struct str path)
{
	size_t size = 0;
	char *bytes = file_read(path, &size);
	struct str copy = arena_str(arena, (struct str){bytes, size});

	free(bytes);
	return copy;
}

static void
add_text(struct buf *text, struct str path, struct str name)
{
	if (!str_is(name, MANIFEST_NAME))
		buf_printf(text, "%.*s=%.*s\n", STR_ARG(name), STR_ARG(text_of(path)));
}

static void
add_inode(struct buf *text, struct str path, struct str name)
{
	struct stat info;

	CHECK(lstat(path.at, &info) == 0);
	buf_printf(text, "%.*s %ju %jd.%09ld\n", STR_ARG(name), (uintmax_t)info.st_ino, (intmax_t)info.st_mtim.tv_sec,
	           info.st_mtim.tv_nsec);
}

static void
add_digest(struct buf *text, struct str path, struct str name)
{
	if (!str_is(name, MANIFEST_NAME))
		manifest_add(text, manifest_digest(text_of(path)), name);
}

static struct str
contents(const char *folder)
{
	return list(folder, add_text);
}

/* Inodes and times. */
static struct str
inodes(const char *folder)
{
	return list(folder, add_inode);
}

static struct str
names_in(const char *folder)
{
	struct buf text = {0};
	struct file_entry *entries;
	size_t count;
	struct str copy;

	file_list(arena, str_from(folder), &entries, &count);
	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s ", entries[i].name.at);
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

static bool
is_portal(const char *folder, const char *portal)
{
	return str_is(contents(folder), portal);
}

/* What `xxhsum -H2 -c manifest.txt` proves, and that no file is missing from the list. */
static bool
is_whole(const char *folder)
{
	return str_equal(list(folder, add_digest), text_of(path_join(arena, str_from(folder), STR(MANIFEST_NAME))));
}

/* Published whole, the same inodes in both trees, and nothing left of the work. */
static void
check_published(const char *portal)
{
	CHECK_STR(contents("out"), str_from(portal));
	CHECK(is_whole("out"));
	CHECK_STR(inodes(SECOND), inodes("out"));
	CHECK_STR(names_in(STATE), keeps ? STR("kept lock state tree ") : STR("lock state tree "));
	CHECK_STR(text_of(STR(STATE "/state")), STR("clean\n"));
}

static void
start_afresh(void)
{
	CHECK(file_remove(STR("out")) && file_remove(STR(STATE)) && file_remove(STR("away")));
}

/* ---- children ---- */

static int
status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static pid_t
start_child(void)
{
	pid_t child;

	fflush(stdout);
	child = fork();
	if (child == 0 && dup2(open("stderr", O_WRONLY | O_CREAT | O_TRUNC, 0644), STDERR_FILENO) < 0)
		_exit(1);
	return child;
}

/* The exit status of a build; SURVIVED where it ended well although it was struck. */
static int
build_in_child(const char *portal, struct blow struck)
{
	pid_t child = start_child();

	if (child)
		return status_of(child);
	blow = struck;
	build(portal);
	_exit(struck.at && blow.at == 0 ? SURVIVED : 0);
}

static int
open_in_child(struct blow struck)
{
	pid_t child = start_child();

	if (child)
		return status_of(child);
	blow = struck;
	tree_abandon(tree_open(arena, STR("out")));
	_exit(0);
}

static bool
says(const char *text)
{
	return str_contains(text_of(STR("stderr")), text);
}

static int
build_plainly(const char *portal)
{
	return build_in_child(portal, (struct blow){0});
}

/* ---- publishing ---- */

#define OLD "index.html=old\nlists/a.html=a\nlists/b.html=b\nmoved=file\nsame/deep/page.html=same\nturned/x.html=x\n"
#define NEW                                                                                                                      \
	"added/deep/page.html=added\nindex.html=new\nlists/a.html=a\nmoved/page.html=folder\nsame/deep/"                         \
	"page.html=same\nturned=file\n"

static void
test_first_publish(void)
{
	struct tree_changes changes;
	struct stat info;

	start_afresh();
	changes = build("b/c.html=two\na.html=one\n");
	CHECK(changes.added_count == 2 && changes.changed_count == 0 && changes.removed_count == 0 && changes.total == 2);
	CHECK_STR(changes.added[0], STR("a.html"));
	CHECK_STR(changes.added[1], STR("b/c.html"));
	check_published("a.html=one\nb/c.html=two\n");
	CHECK(stat("out", &info) == 0 && (info.st_mode & 07777) == 0755);
	CHECK(stat("out/b", &info) == 0 && (info.st_mode & 07777) == 0755);
	CHECK(stat("out/b/c.html", &info) == 0 && (info.st_mode & 07777) == 0644);
	CHECK(stat(STATE, &info) == 0 && (info.st_mode & 07777) == 0700);
}

static void
test_manifest_is_as_xxhsum_writes_it(void)
{
	start_afresh();
	build("empty=\nfolder/abc=abc\n");
	CHECK_STR(text_of(STR("out/manifest.txt")), STR("99aa06d3014798d86001c324468d497f  empty\n"
	                                                "06b05ab6733a618578af5f94892f3950  folder/abc\n"));
}

static void
test_unchanged_moves_nothing(void)
{
	struct tree_changes changes;
	struct str before;
	struct stat out, again;

	start_afresh();
	build(OLD);
	before = inodes("out");
	CHECK(stat("out", &out) == 0);
	changes = build(OLD);
	CHECK(changes.added_count + changes.changed_count + changes.removed_count == 0 && changes.total == 6);
	CHECK_STR(inodes("out"), before);
	CHECK(stat("out", &again) == 0 && again.st_ino == out.st_ino && again.st_mtim.tv_nsec == out.st_mtim.tv_nsec);
	check_published(OLD);
}

static void
test_changes_and_removals(void)
{
	struct tree_changes changes;
	struct stat before, after;

	start_afresh();
	build(OLD);
	CHECK(stat("out/lists/a.html", &before) == 0);
	changes = build(NEW);
	CHECK(changes.added_count == 3 && changes.changed_count == 1 && changes.removed_count == 3 && changes.total == 6);
	CHECK_STR(changes.changed[0], STR("index.html"));
	CHECK_STR(changes.removed[0], STR("lists/b.html"));
	CHECK(stat("out/lists/a.html", &after) == 0 && after.st_ino == before.st_ino);
	check_published(NEW);
	build(OLD); /* files become folders and folders files, the other way round */
	check_published(OLD);
}

static void
test_empty_folders_go(void)
{
	start_afresh();
	build("a/b/c/d.html=deep\na/e.html=e\n");
	build("a/e.html=e\n");
	check_published("a/e.html=e\n");
	build("");
	check_published("");
	CHECK_STR(text_of(STR("out/manifest.txt")), STR(""));
}

static void
test_put_file(void)
{
	struct tree *tree;

	start_afresh();
	CHECK(file_write(STR("away"), STR("attachment")));
	tree = tree_open(arena, STR("out"));
	tree_put_file(tree, STR("bestanden/x.csv"), STR("away"));
	tree_publish(tree);
	tree_close(tree);
	check_published("bestanden/x.csv=attachment\n");
}

/* Over 64 changes the whole file system is synced. */
static void
test_many_changes(void)
{
	struct buf portal = {0};

	start_afresh();
	build(OLD);
	for (int i = 0; i < 500; i++)
		buf_printf(&portal, "list-%d/page-%03d.html=%d\n", i / 100, i, i);
	build(buf_cstring(&portal));
	check_published(buf_cstring(&portal));
	build(OLD);
	check_published(OLD);
	buf_free(&portal);
}

#define FIRST "assets/1=a\nindex.html=1\n"
#define SECOND_RELEASE "assets/2=b\nindex.html=2\n"
#define THIRD "assets/3=c\nindex.html=3\n"
#define FIRST_KEPT "assets/1=a\nassets/2=b\nindex.html=2\n"
#define SECOND_KEPT "assets/2=b\nassets/3=c\nindex.html=3\n"

static void
test_assets_stay_one_release(void)
{
	struct str before;

	keeps = true;
	start_afresh();
	build(FIRST);
	check_published(FIRST);
	CHECK(build(SECOND_RELEASE).total == 3);
	check_published(FIRST_KEPT);
	before = inodes("out");
	build(SECOND_RELEASE);
	CHECK_STR(inodes("out"), before);
	CHECK(build(THIRD).removed_count == 1);
	check_published(SECOND_KEPT);
	build(SECOND_RELEASE); /* what is put again is not kept any more, so it stays longer once it goes */
	check_published("assets/2=b\nassets/3=c\nindex.html=2\n");
	build(THIRD);
	check_published(SECOND_KEPT);
	build("index.html=3\n"); /* nothing but an asset goes */
	check_published("assets/3=c\nindex.html=3\n");
	build("");
	check_published("");
	keeps = false;
}

/* What stays and is taken away by somebody is no longer in the manifest. */
static void
test_kept_file_taken_away(void)
{
	keeps = true;
	start_afresh();
	build(FIRST);
	build(SECOND_RELEASE);
	CHECK(file_remove(STR("out/assets/1")) && file_remove(STR(STATE "/state")));
	build(SECOND_RELEASE);
	check_published(SECOND_RELEASE);
	keeps = false;
}

static void
test_abandon(void)
{
	struct tree *tree;
	struct str before;

	start_afresh();
	build(OLD);
	before = inodes("out");
	tree = tree_open(arena, STR("out"));
	put_portal(tree, NEW);
	tree_abandon(tree);
	tree_close(tree);
	CHECK_STR(inodes("out"), before);
	check_published(OLD);
}

static void
test_abandoned_first_build(void)
{
	struct tree *tree;

	start_afresh();
	tree = tree_open(arena, STR("out"));
	put_portal(tree, NEW);
	CHECK_STR(contents("out"), STR(""));
	tree_abandon(tree);
	tree_close(tree);
	CHECK_STR(contents("out"), STR(""));
	CHECK_STR(contents(SECOND), STR(""));
	CHECK_STR(names_in(STATE), STR("lock state tree "));
	build(OLD);
	check_published(OLD);
}

static void
test_out_may_lie_deep(void)
{
	struct tree *tree = tree_open(arena, STR("away/not/yet/there/"));

	put_portal(tree, OLD);
	tree_publish(tree);
	tree_close(tree);
	CHECK(is_portal("away/not/yet/there", OLD) && is_whole("away/not/yet/there"));
	CHECK_STR(names_in("away/not/yet"), STR(".there.opvolging there "));
}

/* ---- several threads ---- */

enum { MANY = 3000 };

static int edition; /* every third page tells it */

static void
put_one(void *user, unsigned worker, size_t index)
{
	struct tree *tree = user;
	char path[64], text[64];

	(void)worker;
	snprintf(path, sizeof path, "folder-%zu/%zu/page-%05zu.html", index % 7, index % 91, index);
	snprintf(text, sizeof text, "%zu %d", index, index % 3 ? 0 : edition);
	tree_put(tree, str_from(path), str_from(text));
}

static void
build_at_once(unsigned jobs, int which)
{
	struct tree *tree = tree_open(arena, STR("out"));

	edition = which;
	work_share(jobs, MANY, put_one, tree);
	CHECK(tree_publish(tree).total == MANY);
	tree_close(tree);
}

static void
test_put_at_once(void)
{
	struct str first, second;

	start_afresh();
	build_at_once(1, 1);
	first = contents("out");
	build_at_once(1, 2);
	second = contents("out");
	start_afresh();
	build_at_once(8, 1);
	check_published(first.at);
	build_at_once(8, 2);
	check_published(second.at);
}

/* ---- patches ---- */

/* A portal of few names, some of which stand in the way of others; "" is none. Files below assets/ stay one release longer. */
static const char *const slots[] = {"a",        "a/b",    "a/c/d",    "assets/1", "assets/2",    "assets/3",   "assets/deep/4",
                                    "assets/5", "b.html", "c/d.html", "c/e.html", "c/e.html.gz", "index.html", "z"};

enum { SLOTS = sizeof slots / sizeof *slots, STEPS = 300 };

struct portal {
	int text[SLOTS]; /* 0: not there */
};

static unsigned seed = 4711;

static unsigned
chance(unsigned among)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 16) % among;
}

/* A file and a folder of one name do not stand together. */
static bool
is_possible(const struct portal *portal)
{
	return !portal->text[0] || (!portal->text[1] && !portal->text[2]);
}

static struct portal
changed_portal(const struct portal *portal)
{
	struct portal changed = *portal;

	do {
		for (unsigned i = chance(4); i > 0; i--)
			changed.text[chance(SLOTS)] = (int)chance(3);
	} while (!is_possible(&changed));
	return changed;
}

static void
put_slot(struct tree *tree, const struct portal *portal, size_t slot)
{
	tree_put(tree, str_from(slots[slot]), arena_printf(arena, "%d", portal->text[slot]));
}

static struct tree_changes
publish_all(const char *out, const struct portal *portal)
{
	struct tree *tree = tree_open(arena, str_from(out));
	struct tree_changes changes;

	tree_keep_longer(tree, is_asset);
	for (size_t i = 0; i < SLOTS; i++)
		if (portal->text[i])
			put_slot(tree, portal, i);
	changes = tree_publish(tree);
	tree_close(tree);
	return changes;
}

/* Only what differs between the portals, and some of what does not. */
static struct tree_changes
publish_patch(const struct portal *before, const struct portal *after)
{
	struct tree *tree = tree_open_to_patch(arena, STR("out"), is_asset);
	struct tree_changes changes = {0};

	CHECK(tree != NULL);
	if (!tree)
		return changes;
	for (size_t i = 0; i < SLOTS; i++) {
		if (after->text[i] && (after->text[i] != before->text[i] || chance(4) == 0))
			put_slot(tree, after, i);
		else if (!after->text[i] && (before->text[i] || chance(4) == 0))
			tree_remove(tree, str_from(slots[i]));
	}
	changes = tree_publish(tree);
	tree_close(tree);
	return changes;
}

static bool
are_equal_paths(const struct str *a, size_t a_count, const struct str *b, size_t b_count)
{
	for (size_t i = 0; a_count == b_count && i < a_count; i++)
		if (!str_equal(a[i], b[i]))
			return false;
	return a_count == b_count;
}

/* The portal, the manifest, what is remembered, and what is told of it are those of builds of everything. */
static void
check_like_twin(const struct tree_changes *changes, const struct tree_changes *wanted)
{
	CHECK_STR(contents("out"), contents("twin"));
	CHECK(is_whole("out"));
	CHECK_STR(text_of(STR(STATE "/kept")), text_of(STR(".twin.opvolging/kept")));
	CHECK_STR(inodes(SECOND), inodes("out"));
	CHECK_STR(names_in(STATE), STR("kept lock state tree "));
	CHECK_STR(text_of(STR(STATE "/state")), STR("clean\n"));
	CHECK(changes->total == wanted->total);
	CHECK(are_equal_paths(changes->added, changes->added_count, wanted->added, wanted->added_count));
	CHECK(are_equal_paths(changes->changed, changes->changed_count, wanted->changed, wanted->changed_count));
	CHECK(are_equal_paths(changes->removed, changes->removed_count, wanted->removed, wanted->removed_count));
}

static void
start_twins_afresh(void)
{
	start_afresh();
	CHECK(file_remove(STR("twin")) && file_remove(STR(".twin.opvolging")));
}

static void
test_patches_are_builds(void)
{
	struct portal portal = {0};

	for (int i = 0; i < STEPS; i++) {
		struct portal after = changed_portal(&portal);
		struct tree_changes changes, wanted;

		if (i % 50 == 0)
			start_twins_afresh();
		wanted = publish_all("twin", &after);
		changes = i % 50 == 0 || chance(4) == 0 ? publish_all("out", &after) : publish_patch(&portal, &after);
		check_like_twin(&changes, &wanted);
		portal = after;
	}
	start_twins_afresh();
}

static const struct portal some = {{0, 1, 1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1}},
			   other = {{1, 0, 0, 0, 1, 0, 1, 0, 2, 0, 1, 1, 2, 1}};

static bool
can_patch(void)
{
	struct tree *tree = tree_open_to_patch(arena, STR("out"), is_asset);

	if (tree)
		tree_close(tree);
	return tree != NULL;
}

/* Whatever is not as the last build left it wants a build of everything, and after that one patches go on. */
static void
test_patches_want_a_whole_tree(void)
{
	static const struct damage {
		const char *command;
		bool is_current; /* for one that only looks whether a build was cut short */
	} damages[] = {
		{"rm -r out", false},
		{"rm -r " STATE, false},
		{"echo dirty > " STATE "/state", false},
		{"rm " STATE "/state", false},
		{"rm -r " SECOND, false},
		{"mv out away && cp -r away out", false},
		{"rm " STATE "/kept", true},
		{"echo > " STATE "/kept", true},
		{"mkdir " STATE "/new", true},
		{"true", true},
	};

	start_afresh();
	CHECK(!can_patch() && !tree_is_current(STR("out")));
	for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
		start_twins_afresh();
		publish_all("out", &some);
		publish_all("twin", &some);
		CHECK(can_patch() && tree_is_current(STR("out")) && tree_is_current(STR("./out/")));
		CHECK(system(damages[i].command) == 0);
		CHECK(tree_is_current(STR("out")) == damages[i].is_current);
		CHECK(can_patch() == (i >= 8));
		publish_all("out", &some);
		CHECK(can_patch() && tree_is_current(STR("out")));
		CHECK_STR(text_of(STR(STATE "/kept")), text_of(STR(".twin.opvolging/kept")));
	}
	start_twins_afresh();
}

/* A manifest that was written into is no longer the one that the list of kept files is of. */
static void
test_patches_want_their_manifest(void)
{
	start_afresh();
	publish_all("out", &some);
	CHECK(system("sed -i 's/^./f/' out/manifest.txt && ln -f out/manifest.txt " SECOND) == 0);
	CHECK(tree_is_current(STR("out")) && !can_patch());
}

static int
patch_in_child(struct blow struck)
{
	pid_t child = start_child();

	if (child)
		return status_of(child);
	blow = struck;
	publish_patch(&some, &other);
	_exit(struck.at && blow.at == 0 ? SURVIVED : 0);
}

static void
check_struck_patches(int reason)
{
	struct str before, after;
	int status = 1;

	start_twins_afresh();
	publish_all("twin", &some);
	before = contents("twin");
	publish_all("twin", &other);
	after = contents("twin");
	for (size_t n = 1; status; n++) {
		start_afresh();
		publish_all("out", &some);
		status = patch_in_child((struct blow){n, NULL, reason});
		CHECK(status == 0 || status == (reason ? 2 : KILLED) || status == SURVIVED);
		CHECK(is_whole("out") && (str_equal(contents("out"), before) || str_equal(contents("out"), after)));
		CHECK(!reason || str_equal(contents("out"), status == 2 ? before : after));
		publish_all("out", &other);
		CHECK_STR(contents("out"), after);
		CHECK_STR(text_of(STR(STATE "/kept")), text_of(STR(".twin.opvolging/kept")));
		CHECK_STR(inodes(SECOND), inodes("out"));
	}
	start_twins_afresh();
}

static void
test_patches_struck_at_every_call(void)
{
	check_struck_patches(0);
	check_struck_patches(ENOSPC);
}

static void
check_kept_and_read(struct tree *tree)
{
	struct str bytes;
	uint64_t size = 0;

	CHECK(tree_read(tree, arena, STR("lists/a.html"), &bytes) && str_is(bytes, "a"));
	CHECK(!tree_read(tree, arena, STR("lists/b.html"), &bytes)); /* another text than the manifest says */
	CHECK(!tree_read(tree, arena, STR("lists"), &bytes) && !tree_read(tree, arena, STR("none"), &bytes));
	CHECK(tree_has(tree, STR("lists/b.html")) && !tree_has(tree, STR("lists")) && !tree_has(tree, STR("none")));
	CHECK(!tree_keep(tree, STR("none"), &size) && !tree_keep(tree, STR("moved"), &size));
	CHECK(tree_keep(tree, STR("same/deep/page.html"), &size) && size == 4);
}

static void
test_keep_and_read(void)
{
	struct tree *tree;

	start_afresh();
	keeps = true;
	build(OLD);
	keeps = false;
	CHECK(system("echo -n x > out/lists/b.html && rm out/moved") == 0);
	tree = tree_open_to_patch(arena, STR("out"), is_asset);
	CHECK(tree != NULL);
	check_kept_and_read(tree);
	tree_close(tree);
	tree = tree_open(arena, STR("out"));
	check_kept_and_read(tree);
	tree_publish(tree);
	tree_close(tree);
	keeps = true;
	check_published("same/deep/page.html=same\n");
	keeps = false;
}

/* ---- refusals ---- */

static void
check_refused(const char *reason)
{
	CHECK(build_plainly(NEW) == 2);
	CHECK(says(reason) && says("--out"));
}

static void
test_foreign_folder_is_refused(void)
{
	start_afresh();
	CHECK(mkdir("out", 0755) == 0);
	build(OLD); /* an empty one is fine */
	start_afresh();
	CHECK(mkdir("out", 0755) == 0 && file_write(STR("out/thesis.txt"), STR("the only copy")));
	check_refused("did not write");
	CHECK_STR(contents("out"), STR("thesis.txt=the only copy\n"));
	CHECK(file_kind_of(STR(STATE), NULL) == FILE_ABSENT);
}

/* Among our own files one of somebody else: it is not removed with the repair. */
static void
test_foreign_file_is_kept(void)
{
	start_afresh();
	build(OLD);
	CHECK(file_write(STR("out/lists/thesis.txt"), STR("the only copy")) && file_remove(STR(STATE)));
	check_refused("out/lists/thesis.txt: opvolging did not write this");
	CHECK_STR(text_of(STR("out/lists/thesis.txt")), STR("the only copy"));
	CHECK(file_remove(STR("out/lists/thesis.txt")) && build_plainly(NEW) == 0);
	check_published(NEW);
}

static void
test_symlink_and_file_are_refused(void)
{
	start_afresh();
	CHECK(mkdir("away", 0755) == 0 && symlink("away", "out") == 0);
	check_refused("symbolic link");
	start_afresh();
	CHECK(file_write(STR("out"), STR("a file")));
	check_refused("no folder");
	CHECK(file_kind_of(STR(STATE), NULL) == FILE_ABSENT);
}

static void
test_damaged_manifest_is_refused(void)
{
	start_afresh();
	build(OLD);
	CHECK(file_write(STR("away"), STR("outside")));
	CHECK(file_write(STR("out/manifest.txt"), STR("99aa06d3014798d86001c324468d497f  ../away\n")));
	check_refused("no manifest of opvolging");
	CHECK_STR(text_of(STR("away")), STR("outside"));
}

static void
test_folders_without_a_name_are_refused(void)
{
	static const char *const outs[] = {"", ".", "..", "/", "away/.."};

	for (size_t i = 0; i < sizeof outs / sizeof *outs; i++) {
		pid_t child = start_child();

		if (child == 0) {
			tree_open(arena, str_from(outs[i]));
			_exit(0);
		}
		CHECK(status_of(child) == 2);
		CHECK(says("choose another --out"));
	}
}

static void
test_paths_stay_inside(void)
{
	CHECK(manifest_is_path(STR("a")) && manifest_is_path(STR("a/b.c/..d")) && manifest_is_path(STR("a/manifest.txt")));
	CHECK(!manifest_is_path(STR("")) && !manifest_is_path(STR("/a")) && !manifest_is_path(STR("a/")));
	CHECK(!manifest_is_path(STR("a//b")) && !manifest_is_path(STR("a/./b")) && !manifest_is_path(STR("../a")));
	CHECK(!manifest_is_path(STR("a/..")) && !manifest_is_path(STR("a\nb")) && !manifest_is_path(STR("manifest.txt")));
	CHECK(!manifest_is_path(STR("a\0b")));
}

static void
test_impossible_exchange_is_refused(void)
{
	static const int reasons[] = {EINVAL, EXDEV, ENOSYS, EBUSY};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
		start_afresh();
		CHECK(open_in_child((struct blow){1, "renameat2", reasons[i]}) == 2); /* before any page is made */
		CHECK(says("cannot be exchanged") && says("--out"));
		build(OLD);
		CHECK(build_in_child(NEW, (struct blow){1, "renameat2", reasons[i]}) == 2);
		CHECK(is_portal("out", OLD) && is_whole("out"));
	}
}

/* ---- mounts, where this process may make them ---- */

static void
enter_own_mounts(void)
{
	if (unshare(CLONE_NEWNS) && unshare(CLONE_NEWUSER | CLONE_NEWNS))
		_exit(SKIPPED);
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL))
		_exit(SKIPPED);
}

static void
check_refused_on(void (*make_mount)(void), const char *reason)
{
	pid_t child = start_child();
	int status;

	if (child == 0) {
		enter_own_mounts();
		make_mount();
		build(NEW);
		_exit(0);
	}
	status = status_of(child);
	CHECK(status == SKIPPED || (status == 2 && says(reason) && says("--out")));
	if (status == SKIPPED)
		printf("skipped: no mounts here\n");
}

static void
mount_bound(void)
{
	if (mount("out", "out", NULL, MS_BIND, NULL))
		_exit(SKIPPED);
}

static void
mount_memory(void)
{
	if (mount("none", "out", "tmpfs", 0, NULL))
		_exit(SKIPPED);
}

static void
mount_overlay(void)
{
	if (mount("none", "merged", "overlay", 0, "lowerdir=lower,upperdir=upper,workdir=work") || chdir("merged"))
		_exit(SKIPPED);
}

static void
test_mount_point_is_refused(void)
{
	struct str before;

	start_afresh();
	build(OLD);
	before = inodes("out");
	check_refused_on(mount_bound, "mount point");
	check_refused_on(mount_memory, "mount point");
	CHECK_STR(inodes("out"), before);
}

/* A portal of an image's layer: nothing but the exchange itself can tell. */
static void
test_lower_layer_is_refused(void)
{
	static const char *const folders[] = {"lower", "upper", "work", "merged"};

	start_afresh();
	build(OLD);
	for (size_t i = 0; i < 4; i++)
		CHECK(mkdir(folders[i], 0755) == 0);
	CHECK(rename("out", "lower/out") == 0);
	check_refused_on(mount_overlay, "cannot be exchanged");
	CHECK(is_portal("lower/out", OLD) && is_whole("lower/out"));
	for (size_t i = 0; i < 4; i++)
		CHECK(file_remove(str_from(folders[i])));
}

/* ---- what killed, failed and disturbed builds leave ---- */

/* At every call: the portal before, or the one after; and the next build, of whatever portal, makes everything sound. */
static void
check_kills(const char *before, const char *during, const char *next)
{
	int status = KILLED;

	for (size_t n = 1; status == KILLED; n++) {
		start_afresh();
		if (*before)
			build(before);
		status = build_in_child(during, (struct blow){n, NULL, 0});
		CHECK(is_portal("out", before) || (is_portal("out", during) && is_whole("out")));
		CHECK(!*before || is_whole("out"));
		CHECK(build_plainly(next) == 0);
		check_published(next);
	}
	CHECK(status == 0);
}

static void
test_killed_at_every_call(void)
{
	check_kills("", NEW, NEW);
	check_kills(OLD, NEW, NEW);
	check_kills(OLD, NEW, OLD);
}

/* Whichever release a killed build leaves, the next one knows what stays of it. */
static void
test_kept_though_killed(void)
{
	int status = KILLED;

	keeps = true;
	for (size_t n = 1; status == KILLED; n++) {
		start_afresh();
		build(FIRST);
		build(SECOND_RELEASE);
		status = build_in_child(THIRD, (struct blow){n, NULL, 0});
		CHECK(is_whole("out") && (is_portal("out", FIRST_KEPT) || is_portal("out", SECOND_KEPT)));
		CHECK(build_plainly(THIRD) == 0);
		check_published(SECOND_KEPT);
	}
	CHECK(status == 0);
	keeps = false;
}

/* A call that fails is exit 2 and the old portal; behind the exchange it is only a message, since the new portal stands. */
static void
check_failures(const char *before, const char *during, int reason)
{
	int status = 2;

	for (size_t n = 1; status; n++) {
		start_afresh();
		if (*before)
			build(before);
		status = build_in_child(during, (struct blow){n, NULL, reason});
		CHECK(status == 0 || status == 2 || status == SURVIVED);
		CHECK(is_portal("out", status == 2 ? before : during));
		CHECK(status != 2 || says("opvolging: "));
		CHECK(build_plainly(during) == 0);
		check_published(during);
	}
}

static void
test_failed_at_every_call(void)
{
	check_failures("", NEW, EACCES);
	check_failures(OLD, NEW, ENOSPC);
	check_failures(NEW, OLD, EIO);
}

static rlim_t most_handles; /* before a test made them scarce */

static void
set_handles(rlim_t count)
{
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	most_handles = limit.rlim_cur;
	limit.rlim_cur = count;
	setrlimit(RLIMIT_NOFILE, &limit);
}

/* The leak check at exit opens files too. */
static void
give_handles_back(void)
{
	set_handles(most_handles);
}

static void
test_out_of_file_handles(void)
{
	int status = 2;

	for (rlim_t most = 3; status == 2 && most < 64; most++) {
		pid_t child;

		start_afresh();
		build(OLD);
		child = start_child();
		if (child == 0) {
			atexit(give_handles_back);
			set_handles(most);
			build(NEW);
			_exit(0);
		}
		status = status_of(child);
		CHECK(status == 0 || status == 2);
		CHECK(is_portal("out", status ? OLD : NEW) && is_whole("out"));
		CHECK(build_plainly(NEW) == 0);
		check_published(NEW);
	}
	CHECK(status == 0);
}

/* Several threads meet the end of their handles at once, and one line tells. */
static void
test_threads_out_of_file_handles(void)
{
	for (int i = 0; i < 10; i++) {
		pid_t child;

		start_afresh();
		child = start_child();
		if (child == 0) {
			struct tree *tree = tree_open(arena, STR("out"));

			atexit(give_handles_back);
			set_handles((rlim_t)(dup(STDIN_FILENO) + i % 2)); /* none, or one for new/ */
			work_share(16, MANY, put_one, tree);
			_exit(0);
		}
		CHECK(status_of(child) == 2);
		CHECK(says("Too many open files") &&
		      str_find_char(text_of(STR("stderr")), '\n') == text_of(STR("stderr")).len - 1);
		CHECK_STR(contents("out"), STR(""));
		build(NEW);
		check_published(NEW);
	}
}

/* A second tree such as no build leaves it, and builds killed while they repair it. */
static void
disturb_second(void)
{
	CHECK(file_write(STR(STATE "/state"), STR("dirty\n")));
	CHECK(file_remove(STR(SECOND "/index.html")) && file_write(STR(SECOND "/index.html"), STR("another inode")));
	CHECK(file_remove(STR(SECOND "/moved")) && file_make_folders(STR(SECOND "/moved/litter")));
	CHECK(file_remove(STR(SECOND "/same")) && file_write(STR(SECOND "/same"), STR("litter")));
	CHECK(file_make_folders(STR(STATE "/new")) && file_write(STR(STATE "/new/1"), STR("litter")));
}

static void
test_repair_killed_at_every_call(void)
{
	int status = KILLED;

	for (size_t n = 1; status == KILLED; n++) {
		start_afresh();
		build(OLD);
		disturb_second();
		status = build_in_child(OLD, (struct blow){n, NULL, 0});
		CHECK(is_portal("out", OLD) && is_whole("out"));
		CHECK(build_plainly(OLD) == 0);
		check_published(OLD);
	}
	CHECK(status == 0);
}

static void
test_trees_taken_away(void)
{
	start_afresh();
	build(OLD);
	CHECK(file_remove(STR("out")));
	build(NEW);
	check_published(NEW);
	CHECK(file_remove(STR(STATE)));
	build(OLD);
	check_published(OLD);
}

/* Marked clean, but out/ is another copy now: its files are other inodes. */
static void
test_out_replaced_by_a_copy(void)
{
	start_afresh();
	build(OLD);
	CHECK(rename("out", "away") == 0 && system("cp -r away out") == 0);
	build(OLD);
	check_published(OLD);
}

/* What the manifest names and a repair does not find is written again. */
static void
test_missing_file_comes_back(void)
{
	start_afresh();
	build(OLD);
	CHECK(file_remove(STR("out/lists/a.html")) && file_remove(STR(STATE)));
	CHECK(build(OLD).added_count == 1);
	check_published(OLD);
}

static void
wait_until_said(const char *text)
{
	for (int i = 0; i < 1000 && !says(text); i++)
		usleep(10000);
	CHECK(says(text));
}

static void
test_two_builds_at_once(void)
{
	struct tree *tree;
	pid_t child;
	int go[2];
	char byte = 0;

	start_afresh();
	build(OLD);
	CHECK(pipe(go) == 0);
	child = start_child();
	if (child == 0) { /* started before the lock is taken: a child shares the locks of its parent */
		if (read(go[0], &byte, 1) == 1)
			build(NEW);
		_exit(0);
	}
	tree = tree_open(arena, STR("out"));
	CHECK(write(go[1], &byte, 1) == 1);
	wait_until_said("another build is under way; waiting for it");
	put_portal(tree, "first.html=first\n");
	tree_publish(tree);
	CHECK(is_portal("out", "first.html=first\n"));
	tree_close(tree);
	CHECK(status_of(child) == 0);
	check_published(NEW);
	close(go[0]);
	close(go[1]);
}

/* Readers that look pages up while the trees trade places find one in each look. */
static void
test_reader_always_finds_the_page(void)
{
	pid_t reader;
	int status;

	start_afresh();
	build(OLD);
	reader = start_child();
	if (reader == 0)
		for (;;)
			if (text_of(STR("out/index.html")).len != 3)
				_exit(1);
	for (int i = 0; i < 100; i++)
		build(i % 2 ? OLD : NEW);
	CHECK(waitpid(reader, &status, WNOHANG) == 0);
	kill(reader, SIGKILL);
	waitpid(reader, &status, 0);
}

int
main(void)
{
	const char *base = getenv("TMPDIR");
	char *folder;

	arena = arena_new();
	folder = arena_cstring(arena, arena_printf(arena, "%s/tree_test.XXXXXX", base ? base : "/tmp"));
	umask(022);
	if (!mkdtemp(folder) || chdir(folder)) {
		perror(folder);
		return 1;
	}
	test_first_publish();
	test_manifest_is_as_xxhsum_writes_it();
	test_unchanged_moves_nothing();
	test_changes_and_removals();
	test_empty_folders_go();
	test_put_file();
	test_many_changes();
	test_assets_stay_one_release();
	test_kept_file_taken_away();
	test_abandon();
	test_abandoned_first_build();
	test_put_at_once();
	test_patches_are_builds();
	test_patches_want_a_whole_tree();
	test_patches_want_their_manifest();
	test_patches_struck_at_every_call();
	test_keep_and_read();
	start_afresh();
	test_out_may_lie_deep();
	test_foreign_folder_is_refused();
	test_foreign_file_is_kept();
	test_symlink_and_file_are_refused();
	test_damaged_manifest_is_refused();
	test_folders_without_a_name_are_refused();
	test_paths_stay_inside();
	test_impossible_exchange_is_refused();
	test_mount_point_is_refused();
	test_lower_layer_is_refused();
	test_killed_at_every_call();
	test_kept_though_killed();
	test_failed_at_every_call();
	test_out_of_file_handles();
	test_threads_out_of_file_handles();
	test_repair_killed_at_every_call();
	test_trees_taken_away();
	test_out_replaced_by_a_copy();
	test_missing_file_comes_back();
	test_two_builds_at_once();
	test_reader_always_finds_the_page();
	CHECK(chdir("/") == 0 && file_remove(str_from(folder)));
	arena_free(arena);
	return check_done();
}
