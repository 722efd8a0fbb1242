/* SPDX-License-Identifier: EUPL-1.2 */
#include "index.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/table.h"
#include "../base/work.h"
#include "chain.h"
#include "collect.h"
#include "entry.h"
#include "runs.h"

enum { AHEAD = 12 }; /* terms whose chains are on their way from memory */

struct worker {
	struct collector *collector;
	struct chains chains;
	uint32_t *terms;              /* those that records have, by portion */
	uint32_t ends[PORTIONS_MOST]; /* of portions among them */
	struct gathered gathered;
	struct term_writer writer;
};

struct index {
	const struct site *site;
	struct arena *arena;
	struct tables tables;
	struct share share;
	struct document *documents;
	uint32_t portions;
	unsigned jobs;
	struct worker *workers;
	struct buf *runs; /* by portion */
};

static bool
is_mine(const struct index *index, const struct document *document)
{
	return slot_group(index->tables, document->slot) % index->share.parts == index->share.part;
}

/* Reading. */

/* Writes down that the document has these terms. */
static void
write_down(struct worker *worker, uint32_t document, const struct collected *terms, size_t count)
{
	struct chains *chains = &worker->chains;

	chains_reserve(chains, lexicon_count(collector_lexicon(worker->collector)));
	for (size_t i = 0; i < count; i++) {
		if (i + 2 * AHEAD < count)
			__builtin_prefetch(&chains->items[terms[i + 2 * AHEAD].term]);
		if (i + AHEAD < count)
			__builtin_prefetch(chains->items[terms[i + AHEAD].term].at, 1);
		chain_add(chains, terms[i].term, document, terms[i].quality);
	}
}

static void
read_document(void *user, unsigned number, size_t i)
{
	struct index *index = user;
	struct worker *worker = &index->workers[number];
	const struct collected *terms;
	size_t count;

	if (!is_mine(index, &index->documents[i]))
		return;
	if (!worker->collector)
		worker->collector = collector_new();
	count = collector_read(worker->collector, index->site, index->documents[i].record, &terms);
	write_down(worker, (uint32_t)i, terms, count);
}

static uint32_t
portion_of(const struct index *index, const struct worker *worker, uint32_t term)
{
	return lexicon_hash(collector_lexicon(worker->collector), term) & (index->portions - 1);
}

/* Brings the terms of a worker that records have into the order of portions. */
static void
divide(const struct index *index, struct worker *worker)
{
	uint32_t count = worker->collector ? lexicon_count(collector_lexicon(worker->collector)) : 0, start = 0;

	worker->terms = memory_take_more(NULL, (count + 1) * sizeof *worker->terms);
	chains_reserve(&worker->chains, count);
	for (uint32_t term = 0; term < count; term++)
		worker->ends[portion_of(index, worker, term)] += worker->chains.items[term].count > 0;
	for (uint32_t i = 0; i < index->portions; i++) {
		uint32_t here = worker->ends[i];

		worker->ends[i] = start;
		start += here;
	}
	for (uint32_t term = 0; term < count; term++)
		if (worker->chains.items[term].count)
			worker->terms[worker->ends[portion_of(index, worker, term)]++] = term;
}

struct index *
index_new(const struct site *site, struct tables tables, struct share share)
{
	struct arena *arena = arena_new();
	struct index *index = arena_alloc(arena, sizeof *index);

	index->site = site;
	index->arena = arena;
	index->tables = tables;
	index->share = share;
	index->documents = slots_give(arena, site, tables);
	index->portions = portions_of(tables);
	index->jobs = site->jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : site->jobs ? site->jobs : 1;
	index->workers = arena_array(arena, index->jobs, sizeof *index->workers);
	work_share(index->jobs, site->records.count, read_document, index);
	for (unsigned i = 0; i < index->jobs; i++)
		divide(index, &index->workers[i]);
	return index;
}

static void
free_worker(struct worker *worker)
{
	if (worker->collector)
		collector_free(worker->collector);
	chains_free(&worker->chains);
	free(worker->terms);
	gathered_free(&worker->gathered);
	term_writer_free(&worker->writer);
}

void
index_free(struct index *index)
{
	for (unsigned i = 0; i < index->jobs; i++)
		free_worker(&index->workers[i]);
	arena_free(index->arena);
}

/* Putting a portion together. */

static void
gather_terms(const struct index *index, struct gathered *gathered, uint32_t portion)
{
	uint32_t files = UINT32_C(1) << index->tables.terms;

	gathered_clear(gathered);
	for (uint32_t i = 0; i < index->jobs; i++) {
		const struct worker *worker = &index->workers[i];

		for (uint32_t j = portion ? worker->ends[portion - 1] : 0; j < worker->ends[portion]; j++) {
			const struct lexicon *lexicon = collector_lexicon(worker->collector);
			uint32_t term = worker->terms[j];

			*gathered_add_term(gathered) = (struct gathered_term){
				.name = lexicon_name(lexicon, term),
				.file = lexicon_hash(lexicon, term) & (files - 1),
				.worker = i,
				.term = term,
			};
		}
	}
	gathered_sort_terms(gathered);
}

static void
read_postings(void *user, const struct gathered_term *term, struct posting_list *list)
{
	const struct index *index = user;
	const struct chain *chain = &index->workers[term->worker].chains.items[term->term];
	struct chain_reader reader = chain_read(chain);

	posting_list_reserve(list, chain->count);
	for (uint32_t i = 0; i < chain->count; i++) {
		uint8_t quality;
		const struct document *document = &index->documents[chain_next(&reader, &quality)];

		list->items[list->count++] =
			(struct posting){document->slot, (uint8_t)(document->type << QUALITY_BITS | quality)};
	}
}

static void
put_portion(void *user, unsigned number, size_t portion)
{
	struct index *index = user;
	struct worker *own = &index->workers[number];

	gather_terms(index, &own->gathered, (uint32_t)portion);
	gathered_put(&own->gathered, (struct gathered_source){index, read_postings}, &own->writer);
}

void
index_put_terms(struct index *index, struct output output)
{
	for (unsigned i = 0; i < index->jobs; i++) {
		index->workers[i].writer.tables = index->tables;
		index->workers[i].writer.output = output;
	}
	work_share(index->jobs, index->portions, put_portion, index);
}

static void
put_runs_of(void *user, unsigned number, size_t portion)
{
	struct index *index = user;
	struct worker *own = &index->workers[number];

	gather_terms(index, &own->gathered, (uint32_t)portion);
	gathered_add_run(&own->gathered, (struct gathered_source){index, read_postings}, &index->runs[portion]);
}

void
index_put_runs(struct index *index, struct output output)
{
	struct buf bytes = {0};
	char path[RUNS_PATH_MOST];

	index->runs = arena_array(index->arena, index->portions, sizeof *index->runs);
	work_share(index->jobs, index->portions, put_runs_of, index);
	runs_begin(&bytes, index->tables, index->share);
	for (uint32_t i = 0; i < index->portions; i++) {
		buf_add(&bytes, buf_str(&index->runs[i]));
		buf_free(&index->runs[i]);
	}
	runs_path(path, index->share.part);
	output.put(output.user, str_from(path), buf_str(&bytes), hash_of(buf_str(&bytes)));
	buf_free(&bytes);
}

/* Entries. */

struct entering {
	const struct index *index;
	struct output output;
	const struct document **documents; /* by group, then by slot */
	size_t *ends;                      /* by group */
	struct buf bytes[WORK_MOST_JOBS];
};

static void
put_group(void *user, unsigned number, size_t group)
{
	struct entering *entering = user;
	struct buf *bytes = &entering->bytes[number];
	char path[ENTRY_PATH_MOST];

	entries_begin(bytes);
	for (size_t i = group ? entering->ends[group - 1] : 0; i < entering->ends[group]; i++) {
		if (!is_mine(entering->index, entering->documents[i]))
			return;
		entries_next(bytes);
		entry_add(entering->index->site, *entering->documents[i], bytes);
	}
	entries_end(bytes);
	if (!bytes->len)
		return;
	entry_path(path, (uint32_t)group);
	entering->output.put(entering->output.user, str_from(path), buf_str(bytes), hash_of(buf_str(bytes)));
}

static void
sort_by_group(struct entering *entering, size_t groups)
{
	const struct index *index = entering->index;
	size_t start = 0;

	for (size_t i = 0; i < index->site->records.count; i++)
		entering->ends[slot_group(index->tables, index->documents[i].slot)]++;
	for (size_t i = 0; i < groups; i++) {
		size_t count = entering->ends[i];

		entering->ends[i] = start;
		start += count;
	}
	for (size_t i = 0; i < index->site->records.count; i++)
		entering->documents[entering->ends[slot_group(index->tables, index->documents[i].slot)]++] = &index->documents[i];
}

void
index_put_entries(const struct index *index, struct output output)
{
	size_t groups = (size_t)1 << index->tables.groups;
	struct arena *arena = arena_new();
	struct entering entering = {.index = index, .output = output};

	entering.documents = arena_array(arena, index->site->records.count + 1, sizeof(const struct document *));
	entering.ends = arena_array(arena, groups, sizeof *entering.ends);
	sort_by_group(&entering, groups);
	work_share(index->jobs, groups, put_group, &entering);
	for (size_t i = 0; i < WORK_MOST_JOBS; i++)
		buf_free(&entering.bytes[i]);
	arena_free(arena);
}
