/* SPDX-License-Identifier: EUPL-1.2 */
/* digests, lines — what one build remembers for the next: found, patched, damaged. */
#include "check.h"

#include <stdlib.h>
#include <unistd.h>

#include "../../gen/base/arena.h"
#include "../../gen/base/file.h"
#include "../../gen/write/digests.h"
#include "../../gen/write/lines.h"

static struct arena *arena;
static const struct digest first = {1, 2}, second = {1, 3};

static struct str
text_of(const char *path)
{
	size_t size = 0;
	char *bytes = file_read(str_from(path), &size);
	struct str copy = arena_str(arena, (struct str){bytes, size});

	free(bytes);
	return copy;
}

/* ---- lines ---- */

#define LIST                                                                                                                     \
	"1111111111111111  a\n"                                                                                                  \
	"2222222222222222  a/b\n"                                                                                                \
	"3333333333333333  a0\n"                                                                                                 \
	"4444444444444444  b\n"

static void
check_line(const char *path, size_t from, size_t to)
{
	struct lines_place place = lines_find(STR(LIST), 16, str_from(path));

	CHECK(place.from == from && place.to == to);
}

static void
test_lines_are_found(void)
{
	check_line("a", 0, 20);
	check_line("a/b", 20, 42);
	check_line("a0", 42, 63);
	check_line("b", 63, 83);
	check_line("", 0, 0);
	check_line("a/a", 20, 20);
	check_line("a/b/c", 42, 42);
	check_line("c", 83, 83);
	CHECK(lines_count(STR(LIST)) == 4 && lines_count(STR("")) == 0);
}

/* What is no list leads nowhere outside. */
static void
test_lines_of_rubbish(void)
{
	static const char *const texts[] = {"", "\n", "\n\n\n", "x", "no line end", "short\nb\n\n", "1111111111111111  a"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str text = arena_str(arena, str_from(texts[i]));
		struct lines_place place = lines_find(text, 16, STR("a"));

		CHECK(place.from <= place.to && place.to <= text.len);
	}
}

/* ---- digests ---- */

static void
write_three(void)
{
	struct digests *digests = digests_new();

	digests_add(digests, STR("c.html"), 3);
	digests_add(digests, STR("a.html"), 0xfedcba9876543210);
	digests_add(digests, STR("b/b.html"), 2);
	digests_write(digests, STR("."), first);
	digests_close(digests);
}

static void
test_found_as_written(void)
{
	struct digests *digests;
	uint64_t digest = 0;

	write_three();
	digests = digests_open(STR("."), first);
	CHECK(digests != NULL);
	CHECK(digests_find(digests, STR("a.html"), &digest) && digest == 0xfedcba9876543210);
	CHECK(digests_find(digests, STR("b/b.html"), &digest) && digest == 2);
	CHECK(digests_find(digests, STR("c.html"), &digest) && digest == 3);
	CHECK(!digests_find(digests, STR("b"), &digest) && !digests_find(digests, STR("d"), &digest));
	digests_close(digests);
	CHECK(!digests_open(STR("."), second) && !digests_open(STR("nowhere"), first));
}

/* Without the first one. */
static struct str
lines_of(const char *path)
{
	struct str text = text_of(path), line;

	str_next_line(&text, &line);
	return text;
}

static void
test_patched(void)
{
	struct digests *digests;
	uint64_t digest;

	write_three();
	digests = digests_open(STR("."), first);
	digests_add(digests, STR("d.html"), 4);
	digests_add(digests, STR("a.html"), 1);
	CHECK(digests_find(digests, STR("a.html"), &digest) && digest == 0xfedcba9876543210);
	digests_write(digests, STR("."), second);
	digests_close(digests);
	CHECK_STR(lines_of("digests"), STR("0000000000000001  a.html\n"
	                                   "0000000000000002  b/b.html\n"
	                                   "0000000000000003  c.html\n"
	                                   "0000000000000004  d.html\n"));
	digests = digests_open(STR("."), second);
	CHECK(digests && digests_find(digests, STR("d.html"), &digest) && digest == 4);
	digests_close(digests);
}

/* Whatever the order in which they are added. */
static struct str
written_in_steps_of(size_t step)
{
	struct digests *digests = digests_new();
	char path[32];

	for (size_t i = 0; i < 5000; i++) {
		snprintf(path, sizeof path, "%zu", i * step % 5000);
		digests_add(digests, str_from(path), i * step % 5000);
	}
	digests_write(digests, STR("."), first);
	digests_close(digests);
	return text_of("digests");
}

static void
test_many_add(void)
{
	CHECK_STR(written_in_steps_of(1), written_in_steps_of(7919));
}

static void
check_refused(struct str text)
{
	struct digests *digests;

	CHECK(file_write(STR("digests"), text));
	digests = digests_open(STR("."), first);
	CHECK(digests == NULL);
	digests_close(digests);
}

/* Each bit turned, and cut short everywhere. */
static void
test_damage_is_noticed(void)
{
	struct str text;
	char *bytes;

	write_three();
	text = text_of("digests");
	bytes = arena_cstring(arena, text);
	for (size_t i = 0; i < text.len; i++) {
		check_refused(str_slice(text, 0, i));
		for (int bit = 0; bit < 8; bit++) {
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
			check_refused((struct str){bytes, text.len});
			bytes[i] = (char)(bytes[i] ^ 1 << bit);
		}
	}
	check_refused(arena_printf(arena, "%.*s%s", STR_ARG(text), "0000000000000001  z\n"));
	CHECK(file_remove(STR("digests")) && file_make_folders(STR("digests")) && !digests_open(STR("."), first));
	write_three();
	CHECK_STR(text_of("digests"), text);
}

int
main(void)
{
	const char *base = getenv("TMPDIR");
	char *folder;

	arena = arena_new();
	folder = arena_cstring(arena, arena_printf(arena, "%s/digests_test.XXXXXX", base ? base : "/tmp"));
	if (!mkdtemp(folder) || chdir(folder)) {
		perror(folder);
		return 1;
	}
	test_lines_are_found();
	test_lines_of_rubbish();
	test_found_as_written();
	test_patched();
	test_many_add();
	test_damage_is_noticed();
	CHECK(chdir("/") == 0 && file_remove(str_from(folder)));
	arena_free(arena);
	return check_done();
}
