/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/table.h"
#include "../base/work.h"
#include "lexicon.h"
#include "runs.h"
#include "word.h"

static const char magic[] = "opvolging search runs 2\n";

void
runs_path(char path[RUNS_PATH_MOST], uint32_t part)
{
	snprintf(path, RUNS_PATH_MOST, SEARCH_PART "%u", part);
}

void
runs_begin(struct buf *out, struct tables tables, struct share share)
{
	buf_add_cstring(out, magic);
	varint_add(out, tables.groups);
	varint_add(out, tables.terms);
	varint_add(out, share.part);
	varint_add(out, share.parts);
}

struct merger {
	struct gathered gathered;
	struct term_writer writer;
};

struct merge {
	const struct site *site;
	struct tables tables;
	struct str *portions; /* of each part in turn: the bytes of its portions */
	uint32_t portion_count;
	size_t parts;
	struct merger mergers[WORK_MOST_JOBS];
	atomic_bool is_damaged;
};

/* A term of a run; its postings are passed over. */
static void
read_term(struct reading *reading, struct str *name, uint32_t *count, struct str *postings)
{
	*name = bytes_read(reading, varint_read(reading));
	*count = varint_read(reading);
	*postings = bytes_read(reading, varint_read(reading));
	if (!name->len || name->len > WORD_LONGEST || !*count)
		reading->is_damaged = true;
}

/* Finds where the portions of a part begin and end. */
static bool
find_portions(struct merge *merge, size_t part, struct str file)
{
	struct reading reading = reading_of(file);
	struct str name, postings;
	uint32_t count;

	if (!str_equal(bytes_read(&reading, sizeof magic - 1), STR(magic)) || varint_read(&reading) != merge->tables.groups ||
	    varint_read(&reading) != merge->tables.terms || varint_read(&reading) != part ||
	    varint_read(&reading) != merge->parts)
		return false;
	for (uint32_t i = 0; i < merge->portion_count && !reading.is_damaged; i++) {
		const char *start = (const char *)reading.at;

		for (uint32_t left = varint_read(&reading); left > 0 && !reading.is_damaged; left--)
			read_term(&reading, &name, &count, &postings);
		merge->portions[part * merge->portion_count + i] =
			(struct str){start, (size_t)((const char *)reading.at - start)};
	}
	return reading_is_done(&reading);
}

static void
gather_terms(struct merge *merge, struct gathered *gathered, uint32_t portion)
{
	for (size_t part = 0; part < merge->parts; part++) {
		struct reading reading = reading_of(merge->portions[part * merge->portion_count + portion]);

		for (uint32_t left = varint_read(&reading); left > 0; left--) {
			struct gathered_term term = {0};

			read_term(&reading, &term.name, &term.count, &term.run);
			term.file = term_hash(term.name) & ((UINT32_C(1) << merge->tables.terms) - 1);
			if ((term.file & (merge->portion_count - 1)) != portion)
				atomic_store(&merge->is_damaged, true);
			gathered_add_term(gathered, term);
		}
	}
	gathered_sort_terms(gathered);
}

static void
read_postings(void *user, const struct gathered_term *term, struct posting_list *list)
{
	struct merge *merge = user;
	struct reading reading = reading_of(term->run);

	postings_read(&reading, term->count, list);
	if (!reading_is_done(&reading))
		atomic_store(&merge->is_damaged, true);
}

static void
merge_portion(void *user, unsigned number, size_t portion)
{
	struct merge *merge = user;
	struct merger *merger = &merge->mergers[number];
	struct gathered_source source = {merge, read_postings};

	gathered_clear(&merger->gathered);
	gather_terms(merge, &merger->gathered, (uint32_t)portion);
	gathered_put(&merger->gathered, source, &merger->writer);
	if (merger->gathered.is_damaged)
		atomic_store(&merge->is_damaged, true);
}

static void
merge_all(struct merge *merge, struct output output)
{
	unsigned jobs = merge->site->jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : merge->site->jobs ? merge->site->jobs : 1;

	for (unsigned i = 0; i < jobs; i++)
		merge->mergers[i].writer = (struct term_writer){.tables = merge->tables, .output = output};
	work_share(jobs, merge->portion_count, merge_portion, merge);
	for (unsigned i = 0; i < jobs; i++) {
		gathered_free(&merge->mergers[i].gathered);
		term_writer_free(&merge->mergers[i].writer);
	}
}

bool
search_merge(const struct site *site, const struct str *runs, size_t count, struct output output)
{
	struct arena *arena = arena_new();
	struct merge *merge = arena_alloc(arena, sizeof *merge);
	bool is_sound = count > 0;

	merge->site = site;
	merge->tables = tables_of_site(site);
	merge->portion_count = portions_of(merge->tables);
	merge->parts = count;
	merge->portions = arena_array(arena, count * merge->portion_count, sizeof *merge->portions);
	for (size_t i = 0; i < count && is_sound; i++)
		is_sound = find_portions(merge, i, runs[i]);
	if (is_sound) {
		merge_all(merge, output);
		root_put(site, merge->tables, output);
		is_sound = !atomic_load(&merge->is_damaged);
	}
	arena_free(arena);
	return is_sound;
}
