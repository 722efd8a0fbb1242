/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/diag_print.h"
#include "../base/file.h"
#include "../base/program.h"
#include "../base/work.h"
#include "../pdf/pdf.h"
#include "../search/search.h"
#include "../write/manifest.h"
#include "part.h"

#define MARK "_part"
#define RUN "_search/part-"

/* Which part it is, and the digest of what it is a part of. */

static uint64_t
digest_of(const struct building *building)
{
	const struct options *options = building->options;
	const struct site *site = building->site;
	char id[PROGRAM_ID];
	uint64_t digest = portal_digest(building->portal);

	program_id(id);
	digest = hash_text(digest, (struct str){id, sizeof id});
	digest = hash_mix(digest, (uint64_t)options->no_pdf << 2 | (uint64_t)options->only_pages << 1 | options->compress);
	digest =
		hash_mix(digest, (uint64_t)site->today.year << 16 | (uint64_t)site->today.month << 8 | (uint64_t)site->today.day);
	for (size_t i = 0; i < site->records.count; i++)
		digest = hash_mix(hash_text(digest, site->records.items[i]->id), site->records.items[i]->digest);
	return options->no_pdf ? digest : hash_mix(digest, pdf_common_digest(site));
}

static void
write_mark(struct share share, uint64_t digest, struct buf *out)
{
	buf_printf(out, "opvolging part %u of %u of %016llx\n", share.part + 1, share.parts, (unsigned long long)digest);
}

void
part_put_mark(struct building *building)
{
	struct buf mark = {0};

	write_mark(building->options->share, digest_of(building), &mark);
	tree_put(building->tree, STR(MARK), buf_str(&mark));
	buf_free(&mark);
}

/* Parts. */

/* A file of a part. */
struct piece {
	struct str from, path;
	struct digest digest;
};

struct merging {
	struct building *building;
	struct arena *arena;
	uint64_t digest;     /* of what the parts are to be of */
	struct str *folders; /* of the parts, by number */
	size_t count;
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct table *paths;
	struct str *runs; /* by part: its terms; malloc'd */
};

static _Noreturn void
refuse(struct str path, const char *what)
{
	struct buf line = {0};

	buf_add(&line, STR("opvolging: merge "));
	diag_write_plain(&line, path);
	buf_printf(&line, ": %s\n", what);
	fwrite(line.at, 1, line.len, stderr);
	work_exit(2);
}

/* Ends the program where the file cannot be read. */
static struct str
read_file(struct str path)
{
	struct str text;

	text.at = file_read(path, &text.len);
	if (!text.at)
		world_failed("read", path);
	return text;
}

/* The number of a part among so many, from its mark; all of a line but the number is known. */
static size_t
number_of(struct merging *merging, struct str folder, size_t parts)
{
	struct str path = path_join(merging->arena, folder, STR(MARK));
	struct str said;
	struct buf mark = {0};
	size_t number = 0;

	if (file_kind_of(path, NULL) != FILE_REGULAR)
		refuse(folder, "this is no part; give the folder that the parts of 'build --shard' lie in, and nothing else");
	said = read_file(path);
	while (number < parts) {
		buf_clear(&mark);
		write_mark((struct share){(uint32_t)number, (uint32_t)parts}, merging->digest, &mark);
		if (str_equal(said, buf_str(&mark)))
			break;
		number++;
	}
	buf_free(&mark);
	free((void *)(uintptr_t)said.at);
	if (number == parts)
		refuse(folder, "this part is of other content or templates, was made with other options, of another day or by "
		               "another program, or "
		               "parts are missing; build it again");
	return number;
}

static void
find_parts(struct merging *merging, struct str folder)
{
	struct file_entry *entries;
	size_t count, parts = 0;

	if (!file_list(merging->arena, folder, &entries, &count))
		world_failed("read", folder);
	for (size_t i = 0; i < count; i++)
		parts += !str_starts(entries[i].name, ".");
	merging->folders = arena_array(merging->arena, parts, sizeof *merging->folders);
	merging->runs = arena_array(merging->arena, parts, sizeof *merging->runs);
	merging->count = parts;
	for (size_t i = 0; i < count; i++) {
		struct str part = path_join(merging->arena, folder, entries[i].name);
		size_t number;

		if (str_starts(entries[i].name, "."))
			continue;
		number = number_of(merging, part, parts);
		if (merging->folders[number].len)
			refuse(part, "another folder holds the same part; remove one of them");
		merging->folders[number] = part;
	}
	if (!parts)
		refuse(folder, "no part is here; 'build --shard 1/2 --out' a folder in it makes the first of two");
}

static void
add_piece(struct merging *merging, size_t part, struct str path, struct digest digest)
{
	struct piece piece = {path_join(merging->arena, merging->folders[part], path), arena_str(merging->arena, path), digest};

	if (str_is(path, MARK))
		return;
	if (str_starts(path, RUN)) {
		merging->runs[part] = read_file(piece.from);
		return;
	}
	if (table_add(merging->paths, piece.path, merging))
		refuse(piece.from, "two parts hold this file; build them again");
	merging->pieces =
		arena_grow(merging->arena, merging->pieces, merging->piece_count, &merging->piece_cap, sizeof *merging->pieces);
	merging->pieces[merging->piece_count++] = piece;
}

static void
list_pieces(struct merging *merging, size_t part)
{
	struct str path = path_join(merging->arena, merging->folders[part], STR(MANIFEST_NAME));
	struct str text = read_file(path), rest = text, line, name;
	struct digest digest;

	while (str_next_line(&rest, &line)) {
		if (!manifest_read_line(line, &digest, &name))
			refuse(path, "this is no manifest; build the part again");
		add_piece(merging, part, name, digest);
	}
	free((void *)(uintptr_t)text.at);
}

static void
put_piece(void *user, unsigned worker, size_t index)
{
	const struct merging *merging = user;
	const struct piece *piece = &merging->pieces[index];
	struct str bytes = read_file(piece->from);

	(void)worker;
	if (!manifest_digest_equal(manifest_digest(bytes), piece->digest))
		refuse(piece->from, "this file is another than its part's manifest says; build the part again");
	tree_put(merging->building->tree, piece->path, bytes);
	free((void *)(uintptr_t)bytes.at);
}

static bool
join_parts(struct building *building)
{
	struct merging merging = {.building = building, .arena = arena_new(), .digest = digest_of(building)};
	bool is_whole = true;

	merging.paths = table_new(merging.arena);
	find_parts(&merging, building->options->argument);
	for (size_t i = 0; i < merging.count; i++)
		list_pieces(&merging, i);
	work_share(building->site->jobs, merging.piece_count, put_piece, &merging);
	if (!building->options->only_pages)
		is_whole = search_merge(building->site, merging.runs, merging.count, building_output(building));
	if (!is_whole)
		refuse(building->options->argument, "the terms of a part are damaged; build the parts again");
	for (size_t i = 0; i < merging.count; i++)
		free((void *)(uintptr_t)merging.runs[i].at);
	arena_free(merging.arena);
	return true;
}

int
command_merge(const struct options *options)
{
	return build_with(options, join_parts);
}
