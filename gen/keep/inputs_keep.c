/* SPDX-License-Identifier: EUPL-1.2 */
/* What is kept of inputs: folders, their files and their names, as inputs_parts.h has them, where public records name them. */
#include <stdlib.h>

#include "../base/file.h"
#include "../base/table.h"
#include "../model/site.h"
#include "inputs_parts.h"

struct keeper {
	struct inputs *inputs;
	uint64_t *shown; /* names of files, in order */
	size_t shown_count;
	struct kept_folder *folders;
	struct kept_file *files;
	struct kept_inputs head;
	struct buf texts;
};

int
kept_name_order(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
learn_shown(struct keeper *keeper, const struct records *shown)
{
	keeper->shown = memory_take_zeroed(shown->count + 1, sizeof *keeper->shown);
	for (size_t i = 0; i < shown->count; i++)
		if (shown->items[i]->source)
			keeper->shown[keeper->shown_count++] = hash_of(shown->items[i]->source->path);
	qsort(keeper->shown, keeper->shown_count, sizeof *keeper->shown, kept_name_order);
}

static bool
is_shown(const struct keeper *keeper, uint64_t name)
{
	return bsearch(&name, keeper->shown, keeper->shown_count, sizeof *keeper->shown, kept_name_order) != NULL;
}

static uint64_t
keep_text(struct keeper *keeper, struct str text)
{
	uint64_t at = keeper->texts.len;

	buf_add(&keeper->texts, text);
	buf_add_char(&keeper->texts, '\0');
	return at;
}

static void
keep_files(struct keeper *keeper, struct input_folder *folder)
{
	struct kept_file *files = &keeper->files[keeper->head.files];

	for (size_t i = 0; i < folder->file_count; i++) {
		const struct input *input = &folder->files[i];
		bool may_name = is_shown(keeper, input->name);

		files[i] = (struct kept_file){input->name, input->state, 0};
		if (may_name)
			files[i].text = keep_text(keeper, path_name(input->path));
		folder->holds_shown |= may_name;
		folder->holds_hidden |= !may_name;
	}
	if (folder->file_count)
		qsort(files, folder->file_count, sizeof *files, kept_name_order);
	keeper->head.files += folder->file_count;
}

/* After the folders in it. */
static void
keep_folder(struct keeper *keeper, size_t place)
{
	struct input_folder *folder = &keeper->inputs->folders[place], *above = &keeper->inputs->folders[folder->above];
	struct kept_folder *kept = &keeper->folders[keeper->head.folders++];
	bool is_given = place < keeper->inputs->given;

	*kept = (struct kept_folder){.name = hash_of(folder->path), .first = keeper->head.files, .count = folder->file_count};
	keep_files(keeper, folder);
	kept->state = folder->holds_hidden ? 0 : folder->state;
	if (is_given)
		return;
	if (folder->holds_shown)
		kept->path = keep_text(keeper, folder->path);
	above->holds_shown |= folder->holds_shown;
	above->holds_hidden |= !folder->holds_shown;
}

static void
keep_outside(struct keeper *keeper, const struct input *input)
{
	keeper->files[keeper->head.files + keeper->head.outside++] =
		(struct kept_file){input->name, input->state, keep_text(keeper, input->path)};
}

static void
keep_all(struct keeper *keeper)
{
	const struct inputs *inputs = keeper->inputs;

	buf_add_char(&keeper->texts, '\0');
	for (size_t i = inputs->count; i-- > 0;)
		keep_folder(keeper, i);
	qsort(keeper->folders, inputs->count, sizeof *keeper->folders, kept_name_order);
	for (size_t i = 0; i < inputs->outside_count; i++)
		keep_outside(keeper, &inputs->outside[i]);
	keeper->head.texts = keeper->texts.len;
}

static size_t
count_files(const struct inputs *inputs)
{
	size_t count = inputs->outside_count;

	for (size_t i = 0; i < inputs->count; i++)
		count += inputs->folders[i].file_count;
	return count;
}

void
inputs_keep(struct inputs *inputs, const struct records *shown, struct buf *out)
{
	size_t files = count_files(inputs);
	struct keeper keeper = {
		.inputs = inputs,
		.folders = memory_take_zeroed(inputs->count + 1, sizeof *keeper.folders),
		.files = memory_take_zeroed(files + 1, sizeof *keeper.files),
	};

	learn_shown(&keeper, shown);
	keep_all(&keeper);
	buf_add_bytes(out, &keeper.head, sizeof keeper.head);
	buf_add_bytes(out, keeper.folders, inputs->count * sizeof *keeper.folders);
	buf_add_bytes(out, keeper.files, files * sizeof *keeper.files);
	buf_add(out, buf_str(&keeper.texts));
	buf_free(&keeper.texts);
	free(keeper.files);
	free(keeper.folders);
	free(keeper.shown);
}
