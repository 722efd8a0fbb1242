/* SPDX-License-Identifier: EUPL-1.2 */
/* Memory that is a file without a name: it is all there, nothing of it is seen in the folder, and what has no room lies in plain memory. */
#include "../../gen/base/spill.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../gen/base/arena.h"
#include "../../gen/base/work.h"
#include "check.h"

static char folder[] = "/tmp/spill-XXXXXX";

static size_t
entry_count(void)
{
	DIR *list = opendir(folder);
	size_t count = 0;

	while (list && readdir(list))
		count++;
	if (list)
		closedir(list);
	return count;
}

static bool
is_all(const char *at, size_t size, char c)
{
	for (size_t i = 0; i < size; i++)
		if (at[i] != c)
			return false;
	return true;
}

static void
test_taking(struct spill *spill)
{
	enum { COUNT = 60, SIZE = 300000 };
	char *taken[COUNT];

	for (int i = 0; i < COUNT; i++) {
		taken[i] = spill_take(spill, SIZE);
		CHECK(taken[i] && is_all(taken[i], SIZE, 0));
		if (taken[i])
			memset(taken[i], 'a' + i % 26, SIZE);
	}
	for (int i = 0; i < COUNT; i++)
		CHECK(taken[i] && is_all(taken[i], SIZE, (char)('a' + i % 26)));
	CHECK(entry_count() == 2);
}

static void
take_step(void *user, unsigned worker, size_t index)
{
	char **taken = user;

	(void)worker;
	taken[index] = spill_take((void *)taken[-1], 70000);
	if (taken[index])
		memset(taken[index], (int)(index % 100), 70000);
}

static void
test_threads(struct spill *spill)
{
	enum { COUNT = 200 };
	char *taken[COUNT + 1] = {(void *)spill};

	work_share(8, COUNT, take_step, taken + 1);
	for (size_t i = 0; i < COUNT; i++)
		CHECK(taken[i + 1] && is_all(taken[i + 1], 70000, (char)(i % 100)));
}

/* Lists grow in it, small and large, among other things, and behind its end. */
static void
test_arena(size_t most)
{
	struct spill *spill = spill_open(folder, most);
	struct arena *arena = arena_new_spilled(spill), *other = arena_new_spilled(spill);
	struct str *texts = NULL;
	size_t *numbers = NULL;
	size_t cap = 0, text_cap = 0;

	for (size_t i = 0; i < 100000; i++) {
		numbers = arena_grow(arena, numbers, i, &cap, sizeof *numbers);
		numbers[i] = i;
		texts = arena_grow(other, texts, i, &text_cap, sizeof *texts);
		texts[i] = arena_printf(i % 2 ? arena : other, "text %zu", i);
	}
	arena_join(arena, other);
	for (size_t i = 0; i < 100000; i += 99) {
		char expected[32];

		snprintf(expected, sizeof expected, "text %zu", i);
		CHECK(numbers[i] == i);
		CHECK_STR(texts[i], str_from(expected));
	}
	arena_drop(arena, numbers, cap * sizeof *numbers);
	texts = arena_reserve(arena, texts, 100000, 500000, &text_cap, sizeof *texts);
	CHECK_STR(texts[99999], STR("text 99999"));
	arena_free(arena);
	spill_close(spill);
}

int
main(void)
{
	struct spill *spill;

	if (!mkdtemp(folder))
		abort();
	spill = spill_open(folder, SIZE_MAX);
	CHECK(spill);
	if (spill) {
		test_taking(spill);
		test_threads(spill);
		CHECK(!spill_take(spill, SIZE_MAX));
	}
	spill_close(spill);
	spill = spill_open(folder, 1 << 20);
	CHECK(spill && spill_take(spill, 500000) && !spill_take(spill, 1 << 20) && spill_take(spill, 100000));
	spill_close(spill);
	test_arena(SIZE_MAX);
	test_arena(3 << 20);
	test_arena(0);
	CHECK(!spill_open("/tmp/no/such/folder", SIZE_MAX));
	CHECK(rmdir(folder) == 0);
	return check_done();
}
