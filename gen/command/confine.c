/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/file.h"
#include "command.h"

static void
allow_portal(struct options *options, struct sandbox_places *places)
{
	options->place = tree_place_make(options->out);
	tree_place_allow(options->place, places);
	if (options->argument.len)
		sandbox_allow(places, options->argument, SANDBOX_READ); /* parts to merge */
}

/* The file that stands there, wherever a link leads; else its folder, where a new one is made. */
static void
allow_letter(struct options *options, struct sandbox_places *places)
{
	struct str file = options->output, folder = path_folder(file);

	if (folder.len == 0 && str_starts(file, "/"))
		folder = STR("/");
	sandbox_allow(places, file.len && file_kind_of(file, NULL) != FILE_ABSENT ? file : folder, SANDBOX_FILE);
}

static void (*const allow[])(struct options *options, struct sandbox_places *places) = {
	[WRITES_NOTHING] = NULL,
	[WRITES_PORTAL] = allow_portal,
	[WRITES_LETTER] = allow_letter,
};

void
confine(struct options *options, enum may_write may_write)
{
	struct sandbox_places places = {0};

	sandbox_allow(&places, options->content, SANDBOX_READ);
	sandbox_allow(&places, options->templates, SANDBOX_READ);
	if (allow[may_write])
		allow[may_write](options, &places);
	if (!options->no_sandbox)
		sandbox_enter(&places);
}
