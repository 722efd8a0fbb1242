/* SPDX-License-Identifier: EUPL-1.2 */
/* compress — packed copies made, kept and withdrawn with what they are of. */
#include "check.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../gen/base/file.h"
#include "../../gen/write/compress.h"

static struct arena *arena;

static ino_t
inode_of(const char *path)
{
	struct stat info;

	return lstat(path, &info) == 0 ? info.st_ino : 0;
}

static bool
holds(const char *path, struct str bytes)
{
	size_t size = 0;
	char *read = file_read(str_from(path), &size);
	bool is_equal = read && str_equal((struct str){read, size}, bytes);

	free(read);
	return is_equal;
}

static struct str
bytes_of(const char *path)
{
	size_t size = 0;
	char *read = file_read(str_from(path), &size);
	struct str bytes = arena_str(arena, (struct str){read, size});

	free(read);
	return bytes;
}

static void
put(struct tree *tree, const char *text, bool may_keep)
{
	bool differs = tree_put(tree, STR("a.html"), str_from(text));

	compress_put(tree, STR("a.html"), str_from(text), may_keep && !differs);
}

static void
build(const char *text, bool may_keep)
{
	struct tree *tree = tree_open(arena, STR("out"));

	put(tree, text, may_keep);
	tree_publish(tree);
	tree_close(tree);
}

static bool
lasts(struct str path)
{
	(void)path;
	return false;
}

static struct tree *
open_patch(void)
{
	struct tree *tree = tree_open_to_patch(arena, STR("out"), lasts);

	CHECK(tree != NULL);
	return tree;
}

static void
test_copies(void)
{
	struct str gzip, brotli;

	build("one", false);
	gzip = bytes_of("out/a.html.gz");
	brotli = bytes_of("out/a.html.br");
	CHECK(gzip.len > 0 && brotli.len > 0);
	build("two", true);
	CHECK(!holds("out/a.html.gz", gzip) && !holds("out/a.html.br", brotli));
	build("one", true);
	CHECK(holds("out/a.html.gz", gzip) && holds("out/a.html.br", brotli));
}

static void
replace(const char *path, const char *in_second)
{
	CHECK(unlink(path) == 0 && file_write(str_from(path), STR("other")));
	CHECK(unlink(in_second) == 0 && link(path, in_second) == 0);
}

/* A copy that may be kept is not looked at; one that may not is made again. */
static void
test_kept(void)
{
	ino_t inode;

	build("one", false);
	replace("out/a.html.gz", ".out.opvolging/tree/a.html.gz");
	inode = inode_of("out/a.html.gz");
	build("one", true);
	CHECK(inode_of("out/a.html.gz") == inode && holds("out/a.html.gz", STR("other")));
}

static void
test_patch(void)
{
	struct tree *tree = tree_open(arena, STR("out"));

	tree_keep_longer(tree, lasts);
	put(tree, "three", false);
	tree_publish(tree);
	tree_close(tree);
	tree = open_patch();
	put(tree, "", true);
	tree_publish(tree);
	tree_close(tree);
	CHECK(inode_of("out/a.html") && !inode_of("out/a.html.gz") && !inode_of("out/a.html.br"));
	tree = open_patch();
	put(tree, "four", true);
	tree_publish(tree);
	tree_close(tree);
	CHECK(inode_of("out/a.html.gz") && inode_of("out/a.html.br"));
	tree = open_patch();
	tree_remove(tree, STR("a.html"));
	compress_remove(tree, STR("a.html"));
	CHECK(tree_publish(tree).total == 0);
	tree_close(tree);
}

int
main(void)
{
	const char *base = getenv("TMPDIR");
	char *folder;

	arena = arena_new();
	folder = arena_cstring(arena, arena_printf(arena, "%s/compress_test.XXXXXX", base ? base : "/tmp"));
	if (!mkdtemp(folder) || chdir(folder)) {
		perror(folder);
		return 1;
	}
	CHECK(compress_suits(STR("a.html")) && !compress_suits(STR("a.pdf")));
	test_copies();
	test_kept();
	test_patch();
	CHECK(chdir("/") == 0 && file_remove(str_from(folder)));
	arena_free(arena);
	return check_done();
}
