/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>
#include <errno.h>
#include <limits.h>

#include "../base/file.h"
#include "../check/link.h"
#include "../pdf/pdf.h"
#include "command.h"

static _Noreturn void
refuse(const char *format, struct str what)
{
	struct buf line = {0};

	buf_add_cstring(&line, "opvolging: ");
	for (; *format; format++) {
		if (*format == '%')
			buf_add(&line, what);
		else
			buf_add_char(&line, *format);
	}
	fprintf(stderr, "%s\n", buf_cstring(&line));
	buf_free(&line);
	exit(2);
}

/* The real path of a folder, with a slash behind it; false where there is none. */
static bool
real_folder(struct arena *arena, struct str path, struct str *real)
{
	char found[PATH_MAX];

	if (!realpath(path.len ? arena_cstring(arena, path) : ".", found)) {
		file_judge(path);
		return false;
	}
	*real = arena_printf(arena, "%s/", found);
	return true;
}

/* A letter that is not public never lands in the published folder, whatever way leads there. */
static bool
lies_in_out(struct arena *arena, struct str file, struct str out)
{
	struct str folder, root;

	return real_folder(arena, path_folder(file), &folder) && real_folder(arena, out, &root) && folder.len >= root.len &&
	       str_equal(str_slice(folder, 0, root.len), root);
}

static void
set_letter(struct site *site, const struct options *options, const struct record *letter)
{
	struct str file =
		options->output.len ? options->output : arena_printf(site->arena, "%.*s.pdf", STR_ARG(record_slug(letter)));
	bool is_draft = !letter->is_public && !options->is_final;
	struct pdf_kit *kit;
	struct buf bytes = {0};

	if (!letter->is_public && file_kind_of(file, NULL) == FILE_SYMLINK)
		refuse("'%' is a symbolic link, and the letter is not public; choose another place with -o", file);
	if (!letter->is_public && lies_in_out(site->arena, file, options->out))
		refuse("'%' lies in the published folder, and the letter is not public; choose another place with -o", file);
	kit = pdf_kit_open(site);
	if (kit)
		pdf_set(kit, site, letter, is_draft, site->diags, &bytes);
	pdf_kit_close(kit);
	if (!site_is_refused(site, options) && !file_write(file, buf_str(&bytes)))
		world_failed("write", file);
	buf_free(&bytes);
}

/* A public letter is set from what is public, as build sets it; a draft sees the drafts that it is made of. */
int
command_letter(const struct options *options)
{
	struct site *site = site_read(options);
	const struct record *letter = site->by_id ? site_find(site, options->argument) : NULL;
	bool is_refused;

	if (!site_is_refused(site, options)) {
		if (!letter || !pdf_has(letter))
			refuse("'%' is no letter or question set; write its id, as letters/2026-04-23-opvolging",
			       options->argument);
		if (letter->is_public)
			cut_to_public(site);
		link_site(site);
		set_letter(site, options, letter);
	}
	is_refused = site_is_refused(site, options);
	site_report(site, options, stderr);
	site_free(site);
	return is_refused ? 1 : 0;
}
