/* SPDX-License-Identifier: EUPL-1.2 */
/* building — what a build of everything (build.c) and one that follows a few changes (again.c) share. Private to command/. */
#ifndef OPVOLGING_COMMAND_BUILDING_H
#define OPVOLGING_COMMAND_BUILDING_H

#include "../html/page.h"
#include "../write/digests.h"
#include "../write/tree.h"
#include "command.h"

/* A file of the content that is published as it is. */
struct file {
	struct str address, from;
};

struct building {
	const struct options *options;
	struct site *site;
	struct portal *portal;
	struct tree *tree;
	struct digests *digests; /* of letters; NULL: not kept */
	struct digests *before;  /* of the release that stands, where this version of the program wrote it; else NULL */
	struct file *files;      /* attachments and pictures, each once, as records refer to them */
	size_t file_count, file_cap;
	struct table *files_by_address;
};

/* Where whatever is rendered goes: into the tree, with its packed copies; safe for several threads. */
struct output building_output(struct building *building);

/* For pdf_render, with what building_output has for user: whether the letter that is published has the digest, and so is the one; and what became of it. */
bool building_keep(void *user, struct str path, uint64_t digest, size_t *size);
void building_note_letter(void *user, const struct record *record, struct str path, size_t size, uint64_t digest);

/* Tells what was published, unless --quiet. */
void report_changes(const struct options *options, const struct tree_changes *changes);

/* Puts all files of the portal. False where that cannot be, which it has told of. */
typedef bool building_maker(struct building *building);

/* Reads and checks the site, has everything made, and publishes it. The exit code. */
int build_with(const struct options *options, building_maker *make);

/* Follows what has changed since the last build, where that is little and leaves everything where it is. False, and nothing is done, where a build
 * of everything is needed. */
bool build_again(const struct options *options);

#endif
