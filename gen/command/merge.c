/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
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

#define MARK_NAME "_part"

static _Noreturn void refuse(struct str path, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The threads that read parts may meet several damaged files at once. */
static _Noreturn void
refuse(struct str path, const char *format, ...)
{
	struct buf line = {0};
	va_list args;

	work_end();
	buf_add(&line, STR("opvolging: merge "));
	diag_write_plain(&line, path);
	buf_add(&line, STR(": "));
	va_start(args, format);
	buf_vprintf(&line, format, args);
	va_end(args);
	buf_add_char(&line, '\n');
	fwrite(line.at, 1, line.len, stderr);
	buf_free(&line);
	work_exit(2);
}

/* What parts are of. */

static uint64_t
add_file(uint64_t digest, const struct file *file)
{
	size_t size;
	const uint8_t *bytes = file_map(file->from, &size);

	if (!bytes)
		world_failed("read", file->from);
	digest = hash_text(hash_text(digest, file->address), (struct str){(const char *)bytes, size});
	file_unmap(bytes, size);
	return digest;
}

/* What cannot be read the letters of this part have told of, if it has any. */
static uint64_t
digest_of_letters(const struct building *building)
{
	uint64_t digest = pdf_common_digest(building->site);

	if (!digest && !site_is_refused(building->site, building->options))
		world_failed("read fonts, logo or colours for the letters of", building->options->content);
	return digest;
}

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
	for (size_t i = 0; i < building->file_count; i++)
		digest = add_file(digest, &building->files[i]);
	return options->no_pdf ? digest : hash_mix(digest, digest_of_letters(building));
}

/* The mark. */

struct mark {
	struct share share;
	uint64_t digest; /* of what it is a part of */
	size_t files;    /* in its manifest, itself apart: a manifest that lost a line is known by it */
};

enum { MARK_MOST = 100 };

static void
write_mark(const struct mark *mark, struct buf *out)
{
	buf_printf(out, "opvolging part %u of %u of %016llx, %zu files\n", mark->share.part + 1, mark->share.parts,
	           (unsigned long long)mark->digest, mark->files);
}

/* text has a NUL behind it. False where write_mark would not write it. */
static bool
read_mark(struct str text, struct mark *mark)
{
	struct buf again = {0};
	unsigned long long digest;
	bool is_mark = false;

	if (sscanf(text.at, "opvolging part %5u of %5u of %16llx, %15zu files", &mark->share.part, &mark->share.parts, &digest,
	           &mark->files) == 4) {
		mark->share.part--;
		mark->digest = digest;
		write_mark(mark, &again);
		is_mark = str_equal(text, buf_str(&again)) && mark->share.part < mark->share.parts;
	}
	buf_free(&again);
	return is_mark;
}

static bool
is_part(struct building *building)
{
	struct str text;

	return tree_read(building->tree, building->site->arena, STR(MARK_NAME), &text);
}

void
part_require_place(struct building *building)
{
	struct digest none = {0};

	if (manifest_digest_equal(tree_release(building->tree), none) || is_part(building))
		return;
	fprintf(stderr,
	        "opvolging: write %.*s: a whole portal stands here, which a part would take the place of; choose another "
	        "--out for the part, or remove the folder\n",
	        STR_ARG(building->options->out));
	work_exit(2);
}

void
part_put_mark(struct building *building)
{
	struct mark mark = {building->options->share, digest_of(building), tree_count_put(building->tree)};
	struct buf text = {0};

	write_mark(&mark, &text);
	tree_put(building->tree, STR(MARK_NAME), buf_str(&text));
	buf_free(&text);
}

/* Parts. */

struct part {
	struct str folder;
	struct mark mark;
	struct digest mark_digest; /* of its bytes */
	char *manifest;            /* malloc'd; pieces borrow their paths from it */
	struct str terms;          /* its file for the search index, mapped */
};

/* A file of the portal that a part has. */
struct piece {
	struct str path;
	struct digest digest;
	const struct part *part;
};

struct merging {
	struct building *building;
	struct arena *arena;
	uint64_t digest; /* of what the parts are to be of */
	struct part *parts;
	size_t count;
	struct piece *pieces;
	size_t piece_count, piece_cap;
	struct table *paths; /* of all files of all parts: to the part */
	struct buf names[WORK_MOST_JOBS];
};

/* To free(). */
static char *
read_file(struct str path, size_t *size)
{
	char *bytes = file_read(path, size);

	if (bytes)
		return bytes;
	file_judge(path);
	refuse(path, "%s; build the part again", strerror(errno));
}

static struct part
read_part(struct merging *merging, struct str folder)
{
	struct str path = path_join(merging->arena, folder, STR(MARK_NAME)), text;
	struct part part = {.folder = folder};

	bool is_file = file_kind_of(path, NULL) == FILE_REGULAR;

	text.at = is_file ? file_read_most(path, MARK_MOST, &text.len) : NULL;
	if (is_file && !text.at && errno != EFBIG) {
		file_judge(path);
		refuse(path, "%s; build the part again", strerror(errno));
	}
	if (!text.at || !read_mark(text, &part.mark))
		refuse(folder, "this is no part, or one that is not finished; merge takes the folder that the parts of 'build "
		               "--shard' lie "
		               "in, and nothing else in it");
	part.mark_digest = manifest_digest(text);
	free((void *)(uintptr_t)text.at);
	if (part.mark.digest != merging->digest)
		refuse(folder, "this part is of other content or templates, of another day, or was made with other options or "
		               "another program; "
		               "build it again (with the same --as-of everywhere)");
	return part;
}

static void
add_part(struct merging *merging, struct str folder)
{
	struct part part = read_part(merging, folder);
	struct share share = part.mark.share;

	if (!merging->parts) {
		merging->count = share.parts;
		merging->parts = arena_array(merging->arena, merging->count, sizeof *merging->parts);
	}
	if (share.parts != merging->count)
		refuse(folder, "this is one of %u parts, others here are of %zu; remove what is left of the former parts",
		       share.parts, merging->count);
	if (merging->parts[share.part].folder.len)
		refuse(folder, "this is part %u of %u, and so is %.*s; remove one of them", share.part + 1, share.parts,
		       STR_ARG(merging->parts[share.part].folder));
	merging->parts[share.part] = part;
}

static void
find_parts(struct merging *merging, struct str folder)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(merging->arena, folder, &entries, &count))
		world_failed("read", folder);
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(merging->arena, folder, entries[i].name);

		if (str_starts(entries[i].name, "."))
			continue;
		if (entries[i].kind != FILE_FOLDER)
			refuse(path, "this is no folder; nothing but parts may lie here, and no links to them");
		add_part(merging, path);
	}
	if (!merging->count)
		refuse(folder, "no part is here; 'build --shard 1/2 --out' a folder in it makes the first of two");
	for (size_t i = 0; i < merging->count; i++)
		if (!merging->parts[i].folder.len)
			refuse(folder, "part %zu of %zu is missing; make it with 'build --shard %zu/%zu --out' a folder here",
			       i + 1, merging->count, i + 1, merging->count);
}

/* Their files. */

static bool
is_terms(const struct part *part, struct str path)
{
	char name[64];

	snprintf(name, sizeof name, SEARCH_PART "%u", part->mark.share.part);
	return str_is(path, name);
}

static _Noreturn void
refuse_bytes(struct str path)
{
	refuse(path, "this file is another than its part's manifest says; build the part again");
}

/* Mapped, since the terms of all parts are needed at once. */
static void
open_terms(struct merging *merging, struct part *part, struct piece piece)
{
	struct str path = path_join(merging->arena, part->folder, piece.path);

	part->terms.at = (const char *)file_map(path, &part->terms.len);
	if (!part->terms.at)
		world_failed("read", path);
	if (!manifest_digest_equal(manifest_digest(part->terms), piece.digest))
		refuse_bytes(path);
}

/* The path stays as long as the pieces. */
static void
add_piece(struct merging *merging, struct part *part, struct piece piece)
{
	if (is_terms(part, piece.path)) {
		open_terms(merging, part, piece);
		return;
	}
	if (table_add(merging->paths, piece.path, part))
		refuse(path_join(merging->arena, part->folder, piece.path), "two parts hold this file; build them again");
	merging->pieces =
		arena_grow(merging->arena, merging->pieces, merging->piece_count, &merging->piece_cap, sizeof *merging->pieces);
	merging->pieces[merging->piece_count++] = piece;
}

static void
take_line(struct merging *merging, struct part *part, struct piece piece)
{
	if (!str_is(piece.path, MARK_NAME))
		add_piece(merging, part, piece);
	else if (!manifest_digest_equal(piece.digest, part->mark_digest))
		refuse_bytes(path_join(merging->arena, part->folder, piece.path));
}

static void
list_pieces(struct merging *merging, struct part *part)
{
	struct str path = path_join(merging->arena, part->folder, STR(MANIFEST_NAME)), rest, line;
	struct piece piece = {.part = part};
	size_t count = 0, size;

	part->manifest = read_file(path, &size);
	rest = (struct str){part->manifest, size};
	for (; str_next_line(&rest, &line); count++) {
		if (!manifest_read_line(line, &piece.digest, &piece.path))
			refuse(path, "line %zu is none of a manifest; build the part again", count + 1);
		take_line(merging, part, piece);
	}
	if (count != part->mark.files + 1)
		refuse(path, "%zu files are named instead of %zu; build the part again", count, part->mark.files + 1);
}

/* Counts the files below a folder. What is neither file nor folder leads elsewhere, or nowhere. */
static size_t
count_files(struct str folder)
{
	struct arena *scratch = arena_new();
	struct file_entry *entries;
	size_t count, files = 0;

	if (!file_list(scratch, folder, &entries, &count))
		world_failed("read", folder);
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(scratch, folder, entries[i].name);

		if (entries[i].kind == FILE_FOLDER)
			files += count_files(path);
		else if (entries[i].kind == FILE_REGULAR)
			files++;
		else
			refuse(path, "this is neither file nor folder; build the part again into a new folder");
	}
	arena_free(scratch);
	return files;
}

/* Where each file is a plain one, all that the manifest names are there, and they are as many, no other is. */
static void
check_part(void *user, unsigned worker, size_t index)
{
	const struct merging *merging = user;
	const struct part *part = &merging->parts[index];
	size_t expected = part->mark.files + 2, count = count_files(part->folder);

	(void)worker;
	if (count != expected)
		refuse(part->folder, "%zu files are here instead of %zu; build the part again into a new folder", count,
		       expected);
}

static void
put_piece(void *user, unsigned worker, size_t index)
{
	struct merging *merging = user;
	const struct piece *piece = &merging->pieces[index];
	struct buf *name = &merging->names[worker];
	struct str bytes;

	buf_clear(name);
	buf_add(name, piece->part->folder);
	buf_add_char(name, '/');
	buf_add(name, piece->path);
	bytes.at = read_file(buf_str(name), &bytes.len);
	if (!manifest_digest_equal(manifest_digest(bytes), piece->digest))
		refuse_bytes(buf_str(name));
	tree_put(merging->building->tree, piece->path, bytes);
	free((void *)(uintptr_t)bytes.at);
}

static void
put_terms(struct merging *merging)
{
	struct building *building = merging->building;
	struct str *terms = arena_array(merging->arena, merging->count, sizeof *terms);

	for (size_t i = 0; i < merging->count; i++)
		terms[i] = merging->parts[i].terms;
	if (!search_merge(building->site, terms, merging->count, building_output(building)))
		refuse(building->options->argument, "the terms of a part are damaged; build the parts again");
}

static void
free_merging(struct merging *merging)
{
	for (size_t i = 0; i < merging->count; i++) {
		file_unmap((const uint8_t *)merging->parts[i].terms.at, merging->parts[i].terms.len);
		free(merging->parts[i].manifest);
	}
	for (size_t i = 0; i < WORK_MOST_JOBS; i++)
		buf_free(&merging->names[i]);
	arena_free(merging->arena);
}

static bool
join_parts(struct building *building)
{
	struct merging merging = {.building = building, .arena = arena_new(), .digest = digest_of(building)};
	unsigned jobs = building->site->jobs;

	if (is_part(building))
		refuse(building->options->out, "a part stands here; choose another --out for the portal of all parts");
	merging.paths = table_new(merging.arena);
	find_parts(&merging, building->options->argument);
	work_share(jobs, merging.count, check_part, &merging);
	for (size_t i = 0; i < merging.count; i++)
		list_pieces(&merging, &merging.parts[i]);
	work_share(jobs, merging.piece_count, put_piece, &merging);
	if (!building->options->only_pages)
		put_terms(&merging);
	free_merging(&merging);
	return true;
}

int
command_merge(const struct options *options)
{
	return build_with(options, join_parts);
}
