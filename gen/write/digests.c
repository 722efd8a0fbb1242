/* SPDX-License-Identifier: EUPL-1.2 */
#include "digests.h"

#include <stdlib.h>

#include "../base/buf.h"
#include "../base/file.h"

struct line {
	struct str path;
	uint64_t digest;
};

struct digests {
	struct arena *arena;
	struct line *lines;
	size_t count, cap;
};

struct digests *
digests_new(struct arena *arena)
{
	struct digests *digests = arena_alloc(arena, sizeof *digests);

	digests->arena = arena;
	return digests;
}

void
digests_add(struct digests *digests, struct str path, uint64_t digest)
{
	digests->lines = arena_grow(digests->arena, digests->lines, digests->count, &digests->cap, sizeof *digests->lines);
	digests->lines[digests->count++] = (struct line){arena_str(digests->arena, path), digest};
}

static int
path_order(const void *a, const void *b)
{
	return str_order(((const struct line *)a)->path, ((const struct line *)b)->path);
}

void
digests_write(struct digests *digests, struct str folder)
{
	struct str path = path_join(digests->arena, folder, STR("digests"));
	struct buf text = {0};

	if (digests->count)
		qsort(digests->lines, digests->count, sizeof *digests->lines, path_order);
	for (size_t i = 0; i < digests->count; i++)
		buf_printf(&text, "%016llx  %.*s\n", (unsigned long long)digests->lines[i].digest,
		           STR_ARG(digests->lines[i].path));
	if (file_remove(path))
		file_write(path, buf_str(&text));
	buf_free(&text);
}
