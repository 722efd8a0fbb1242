/* SPDX-License-Identifier: EUPL-1.2 */
#include "index.h"

#include <stdio.h>
#include <stdlib.h>

#include "../base/table.h"
#include "../base/work.h"
#include "collect.h"
#include "entry.h"
#include "runs.h"
#include "stream.h"

/* Where a term's postings go: its portion, and its number in it; and how many there are. */
struct place {
	uint32_t local : 25, portion : PORTION_BITS_MOST;
	uint32_t count;
};

enum { AHEAD = 12 }; /* terms whose places are on their way from memory */

/* A term of the record under way. */
struct going {
	uint32_t portion, value;
};

struct worker {
	struct collector *collector;
	struct place *places; /* by term */
	size_t place_count, place_cap;
	struct going *going;
	size_t going_cap;
	struct local {
		uint32_t *terms; /* by their number in the portion */
		size_t count, cap;
	} locals[PORTIONS_MOST];
	struct stream streams[PORTIONS_MOST]; /* for each record: how many terms, and each with its quality */
	struct gathered gathered;
	uint32_t *ranks[WORK_MOST_JOBS]; /* of a portion: of each worker's terms, by number */
	struct term_writer writer;
};

struct index {
	const struct site *site;
	struct arena *arena;
	struct tables tables;
	struct share share;
	struct document *documents;
	uint8_t *owners; /* who read each record: a worker, plus 1; 0 where it is not in the share */
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

static void
add_place(const struct index *index, struct worker *worker)
{
	uint32_t next = (uint32_t)worker->place_count;
	uint32_t portion = lexicon_hash(collector_lexicon(worker->collector), next) & (index->portions - 1);
	struct local *local = &worker->locals[portion];

	worker->places = heap_grow(worker->places, next, &worker->place_cap, sizeof *worker->places);
	worker->places[worker->place_count++] =
		(struct place){.local = (uint32_t)local->count & ((1u << 25) - 1), .portion = portion & (PORTIONS_MOST - 1)};
	local->terms = heap_grow(local->terms, local->count, &local->cap, sizeof *local->terms);
	local->terms[local->count++] = next;
}

/* Writes the terms of a record down: in each portion how many there are, then the terms. */
static void
write_down(struct index *index, struct worker *worker, const struct collected *terms, size_t count)
{
	uint32_t counts[PORTIONS_MOST] = {0};

	while (worker->place_count < lexicon_count(collector_lexicon(worker->collector)))
		add_place(index, worker);
	if (count > worker->going_cap) {
		worker->going_cap = count * 2;
		worker->going = memory_take_more(worker->going, worker->going_cap * sizeof *worker->going);
	}
	for (size_t i = 0; i < count; i++) {
		struct place *place = &worker->places[terms[i].term];

		if (i + AHEAD < count)
			__builtin_prefetch(&worker->places[terms[i + AHEAD].term]);
		place->count++;
		counts[place->portion]++;
		worker->going[i] = (struct going){place->portion, (uint32_t)place->local << QUALITY_BITS | terms[i].quality};
	}
	for (uint32_t portion = 0; portion < index->portions; portion++)
		stream_add(&worker->streams[portion], counts[portion]);
	for (size_t i = 0; i < count; i++)
		stream_add(&worker->streams[worker->going[i].portion], worker->going[i].value);
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
	index->owners[i] = (uint8_t)(number + 1);
	count = collector_read(worker->collector, index->site, index->documents[i].record, &terms);
	write_down(index, worker, terms, count);
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
	index->owners = arena_array(arena, site->records.count + 1, sizeof *index->owners);
	index->portions = portions_of(tables);
	index->jobs = site->jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : site->jobs ? site->jobs : 1;
	index->workers = arena_array(arena, index->jobs, sizeof *index->workers);
	work_share(index->jobs, site->records.count, read_document, index);
	return index;
}

static void
free_worker(struct worker *worker)
{
	if (worker->collector)
		collector_free(worker->collector);
	free(worker->places);
	free(worker->going);
	for (size_t i = 0; i < PORTIONS_MOST; i++) {
		free(worker->locals[i].terms);
		stream_free(&worker->streams[i]);
	}
	for (size_t i = 0; i < WORK_MOST_JOBS; i++)
		free(worker->ranks[i]);
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
gather_terms(const struct index *index, struct worker *own, uint32_t portion)
{
	uint32_t files = UINT32_C(1) << index->tables.terms;

	for (uint32_t i = 0; i < index->jobs; i++) {
		const struct worker *worker = &index->workers[i];
		const struct local *local = &worker->locals[portion];

		for (uint32_t j = 0; j < local->count; j++) {
			const struct lexicon *lexicon = collector_lexicon(worker->collector);

			*gathered_add_term(&own->gathered) = (struct gathered_term){
				.name = lexicon_name(lexicon, local->terms[j]),
				.file = lexicon_hash(lexicon, local->terms[j]) & (files - 1),
				.worker = i,
				.local = j,
			};
		}
	}
	gathered_sort_terms(&own->gathered);
}

static void
look_up_ranks(const struct index *index, struct worker *own, uint32_t portion)
{
	for (uint32_t i = 0; i < index->jobs; i++)
		own->ranks[i] =
			memory_take_more(own->ranks[i], (index->workers[i].locals[portion].count + 1) * sizeof *own->ranks[i]);
	for (size_t i = 0; i < own->gathered.term_count; i++) {
		const struct gathered_term *term = &own->gathered.terms[i];
		const struct worker *worker = &index->workers[term->worker];

		own->ranks[term->worker][term->local] = term->rank;
		gathered_expect(&own->gathered, term->rank, worker->places[worker->locals[portion].terms[term->local]].count);
	}
	gathered_open(&own->gathered);
}

/* What workers wrote down, each in the order of slots: so taking turns as records were dealt out gives that order. */
static void
gather_postings(const struct index *index, struct worker *own, uint32_t portion)
{
	struct stream_reader readers[WORK_MOST_JOBS];

	for (unsigned i = 0; i < index->jobs; i++)
		readers[i] = stream_read(&index->workers[i].streams[portion]);
	for (size_t i = 0; i < index->site->records.count; i++) {
		const struct document *document = &index->documents[i];
		unsigned worker = index->owners[i] - 1u;
		uint8_t type = (uint8_t)(document->type << QUALITY_BITS);

		if (!index->owners[i])
			continue;
		for (uint32_t left = stream_next(&readers[worker]); left > 0; left--) {
			uint32_t value = stream_next(&readers[worker]);
			uint8_t quality = value & ((1u << QUALITY_BITS) - 1);

			gathered_add(&own->gathered, own->ranks[worker][value >> QUALITY_BITS],
			             (struct posting){document->slot, type | quality});
		}
	}
	for (unsigned i = 0; i < index->jobs; i++)
		stream_free(&index->workers[i].streams[portion]);
}

static void
gather(const struct index *index, struct worker *own, uint32_t portion)
{
	gathered_clear(&own->gathered);
	gather_terms(index, own, portion);
	look_up_ranks(index, own, portion);
	gather_postings(index, own, portion);
}

static void
put_portion(void *user, unsigned number, size_t portion)
{
	struct index *index = user;
	struct worker *own = &index->workers[number];

	gather(index, own, (uint32_t)portion);
	gathered_put(&own->gathered, &own->writer);
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

	gather(index, own, (uint32_t)portion);
	gathered_add_run(&own->gathered, &index->runs[portion]);
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
