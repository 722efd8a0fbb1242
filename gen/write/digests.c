/* SPDX-License-Identifier: EUPL-1.2 */
#include "digests.h"

#include <stdlib.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/file.h"
#include "../base/program.h"
#include "lines.h"

#define NAME "digests"

#define BEGINNING "opvolging "
#define MIDDLE " digests"

enum {
	DIGITS = 16,
	SUM = sizeof BEGINNING - 1 + 2 * PROGRAM_ID + sizeof MIDDLE - 1 + 1 + MANIFEST_DIGITS, /* where the sum begins */
	HEAD = SUM + 1 + MANIFEST_DIGITS + 1
};

struct change {
	struct str path;
	uint64_t digest;
};

struct digests {
	struct arena *arena;
	const uint8_t *file; /* as it was opened, mapped; or NULL */
	size_t size;
	struct str lines;       /* of the file, the first one apart */
	struct change *changes; /* on the heap */
	size_t count, cap;
};

struct digests *
digests_new(void)
{
	struct arena *arena = arena_new();
	struct digests *digests = arena_alloc(arena, sizeof *digests);

	digests->arena = arena;
	return digests;
}

void
digests_close(struct digests *digests)
{
	if (!digests)
		return;
	if (digests->file)
		file_unmap(digests->file, digests->size);
	free(digests->changes);
	arena_free(digests->arena);
}

static void
add_digest(struct buf *text, struct digest digest)
{
	buf_add_char(text, ' ');
	lines_add_hash(text, digest.high);
	lines_add_hash(text, digest.low);
}

/* What the first line is where the list is whole, and of this release and program: always as long. */
static void
write_head(struct buf *head, struct digest release, struct digest sum)
{
	char id[PROGRAM_ID];

	program_id(id);
	buf_add(head, STR(BEGINNING));
	for (size_t i = 0; i < PROGRAM_ID; i++)
		buf_printf(head, "%02x", (unsigned char)id[i]);
	buf_add(head, STR(MIDDLE));
	add_digest(head, release);
	add_digest(head, sum);
	buf_add_char(head, '\n');
}

static bool
is_of_release(struct digests *digests, struct digest release)
{
	struct str text = {(const char *)digests->file, digests->size};
	struct buf head = {0};
	char id[PROGRAM_ID];
	bool is_head;

	if (!program_id(id))
		return false;
	digests->lines = str_slice(text, HEAD, text.len);
	write_head(&head, release, (struct digest){0});
	is_head = str_equal(str_slice(text, 0, SUM), str_slice(buf_str(&head), 0, SUM));
	buf_clear(&head);
	/* The sum is asked of nothing else: what lies here may be of any size. */
	if (is_head) {
		write_head(&head, release, manifest_digest(digests->lines));
		is_head = str_equal(str_slice(text, 0, HEAD), buf_str(&head));
	}
	buf_free(&head);
	return is_head;
}

struct digests *
digests_open(struct str folder, struct digest release)
{
	struct digests *digests = digests_new();
	struct str path = path_join(digests->arena, folder, STR(NAME));

	if (file_kind_of(path, NULL) == FILE_REGULAR)
		digests->file = file_map(path, &digests->size);
	if (digests->file && is_of_release(digests, release))
		return digests;
	digests_close(digests);
	return NULL;
}

bool
digests_find(const struct digests *digests, struct str path, uint64_t *digest)
{
	struct lines_place place = lines_find(digests->lines, DIGITS, path);

	return place.from < place.to && lines_read_hash(str_slice(digests->lines, place.from, place.from + DIGITS), digest);
}

void
digests_add(struct digests *digests, struct str path, uint64_t digest)
{
	digests->changes = heap_grow(digests->changes, digests->count, &digests->cap, sizeof *digests->changes);
	digests->changes[digests->count++] = (struct change){arena_str(digests->arena, path), digest};
}

static int
path_order(const void *a, const void *b)
{
	return str_order(((const struct change *)a)->path, ((const struct change *)b)->path);
}

/* The list as it was opened, with the changes. */
static void
write_lines(struct digests *digests, struct buf *text)
{
	size_t at = 0;

	if (digests->count)
		qsort(digests->changes, digests->count, sizeof *digests->changes, path_order);
	buf_reserve(text, digests->lines.len);
	for (size_t i = 0; i < digests->count; i++) {
		const struct change *what = &digests->changes[i];
		struct lines_place place = lines_find(digests->lines, DIGITS, what->path);

		buf_add(text, str_slice(digests->lines, at, place.from));
		at = place.to;
		lines_add_hash(text, what->digest);
		lines_add_path(text, what->path);
	}
	buf_add(text, str_slice(digests->lines, at, digests->lines.len));
}

void
digests_write(struct digests *digests, struct str folder, struct digest release)
{
	struct str path = path_join(digests->arena, folder, STR(NAME));
	struct buf text = {0}, head = {0};

	write_head(&text, release, (struct digest){0});
	write_lines(digests, &text);
	write_head(&head, release, manifest_digest(str_slice(buf_str(&text), HEAD, text.len)));
	memcpy(text.at, head.at, head.len);
	if (file_remove(path))
		file_write(path, buf_str(&text));
	buf_free(&head);
	buf_free(&text);
}
