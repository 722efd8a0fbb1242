/* SPDX-License-Identifier: EUPL-1.2 */
#include "building.h"

#include "../base/diag_print.h"
#include "../write/compress.h"

static void
put(void *user, struct str path, struct str bytes)
{
	struct building *building = user;
	bool differs = tree_put(building->tree, path, bytes);

	if (building->options->compress && compress_suits(path))
		compress_put(building->tree, path, bytes, !differs && building->before);
}

struct output
building_output(struct building *building)
{
	return (struct output){put, building};
}

bool
building_keep(void *user, struct str path, uint64_t digest, size_t *size)
{
	struct building *building = user;
	uint64_t before, bytes;

	if (!building->before || !digests_find(building->before, path, &before) || before != digest ||
	    !tree_keep(building->tree, path, &bytes))
		return false;
	*size = bytes;
	return true;
}

void
building_note_letter(void *user, const struct record *record, struct str path, size_t size, uint64_t digest)
{
	struct building *building = user;

	if (building->digests)
		digests_add(building->digests, path, digest);
	portal_set_pdf_size(building->portal, record, size);
}

enum { MOST_LINES = 20 };

static void
add_changes(struct buf *text, const char *sign, const char *word, const struct str *paths, size_t count)
{
	for (size_t i = 0; i < count && i < MOST_LINES; i++)
		buf_printf(text, "%s %.*s\n", sign, STR_ARG(paths[i]));
	if (count > MOST_LINES)
		buf_printf(text, "%s … and %zu more %s\n", sign, count - MOST_LINES, word);
}

void
report_changes(const struct options *options, const struct tree_changes *changes)
{
	struct buf text = {0};

	if (options->quiet)
		return;
	add_changes(&text, "+", "added", changes->added, changes->added_count);
	add_changes(&text, "~", "changed", changes->changed, changes->changed_count);
	add_changes(&text, "-", "removed", changes->removed, changes->removed_count);
	buf_printf(&text, "%zu added, %zu changed, %zu removed; %zu files in %.*s\n", changes->added_count,
	           changes->changed_count, changes->removed_count, changes->total, STR_ARG(options->out));
	world_print(buf_str(&text));
	buf_free(&text);
}
