/* SPDX-License-Identifier: EUPL-1.2 */
#include "index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "../base/work.h"
#include "collect.h"
#include "entry.h"
#include "runs.h"
#include "stream.h"

/* A term as it is written down: its number in its class, from 1, and how good it is. 0 is a document without terms of the class. */
enum { TERM_SHIFT = 1 + SCORE_BITS /* of what a stream gives */ };

/* Stands before the postings of each term: of no document. */
enum { NO_POSTING = UINT32_MAX };

struct worker {
	struct collector *collector;
	uint32_t *documents; /* that it read */
	size_t document_count, document_cap;
	struct stream streams[TERM_CLASSES]; /* of terms: a row for each document */
	/* The portion that it puts together. */
	struct gathered gathered;
	uint32_t *postings; /* by term: a document, and its score */
	size_t posting_cap;
	size_t *starts, *ends; /* of a class: where the postings of each term are, by its number */
	size_t start_cap, end_cap;
	struct term_writer writer;
};

struct index {
	const struct site *site;
	struct arena *arena;
	struct tables tables;
	struct share share;
	uint64_t weight; /* of what a worker reads, about */
	struct document *documents;
	struct posting *postings; /* what one of each document is, but for the quality: at hand */
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

/* A list whose items need not outlive it. */
static void *
make_room(void *items, size_t count, size_t *cap, size_t size)
{
	if (count <= *cap && items)
		return items;
	*cap = count + count / 2 + 1;
	free(items);
	return memory_take(*cap * size);
}

/* Writes the terms of a document down. */
static void
write_down(struct worker *worker, uint32_t document, const struct collected *terms, size_t count)
{
	worker->documents =
		heap_grow(worker->documents, worker->document_count, &worker->document_cap, sizeof *worker->documents);
	worker->documents[worker->document_count++] = document;
	for (size_t i = 0; i < count; i++)
		stream_add(&worker->streams[terms[i].term & (TERM_CLASSES - 1)],
		           ((terms[i].term >> TERM_CLASS_BITS) + 1) << SCORE_BITS | terms[i].score);
	for (uint32_t i = 0; i < TERM_CLASSES; i++)
		stream_end_row(&worker->streams[i]);
}

static void
read_document(void *user, unsigned number, size_t i)
{
	struct index *index = user;
	struct worker *worker = &index->workers[number];
	struct collected *terms;
	size_t count;

	if (!is_mine(index, &index->documents[i]))
		return;
	if (!worker->collector)
		worker->collector = collector_new(index->weight);
	count = collector_read(worker->collector, index->site, index->documents[i].record, &terms);
	write_down(worker, (uint32_t)i, terms, count);
}

static struct posting *
make_postings(struct arena *arena, const struct document *documents, size_t count)
{
	struct posting *postings = arena_array(arena, count + 1, sizeof *postings);

	for (size_t i = 0; i < count; i++)
		postings[i] = (struct posting){documents[i].slot, (uint8_t)(documents[i].type << QUALITY_BITS)};
	return postings;
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
	index->postings = make_postings(arena, index->documents, site->records.count);
	index->portions = portions_of(tables);
	index->jobs = site->jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : site->jobs ? site->jobs : 1;
	index->weight = search_weight_of_all(site) / share.parts / index->jobs;
	index->workers = arena_array(arena, index->jobs, sizeof *index->workers);
	work_share(index->jobs, site->records.count, read_document, index);
	return index;
}

static void
free_worker(struct worker *worker)
{
	if (worker->collector)
		collector_free(worker->collector);
	free(worker->documents);
	for (size_t i = 0; i < TERM_CLASSES; i++)
		stream_free(&worker->streams[i]);
	free(worker->postings);
	free(worker->starts);
	free(worker->ends);
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

/* Room for the postings that each term of a class may have, behind those of other classes; those of the number 0 are none. Returns where it ends. */
static size_t
find_starts(struct worker *own, const struct worker *from, uint32_t class, size_t start)
{
	struct stream_reader reader = stream_read(&from->streams[class]);
	uint32_t numbers = lexicon_count(collector_lexicon(from->collector), class) + 1;

	own->starts = make_room(own->starts, numbers, &own->start_cap, sizeof *own->starts);
	own->ends = make_room(own->ends, numbers, &own->end_cap, sizeof *own->ends);
	memset(own->ends, 0, numbers * sizeof *own->ends);
	for (size_t left = from->document_count; left > 0;) {
		uint32_t value = stream_next(&reader);

		own->ends[value >> TERM_SHIFT]++;
		left -= value & STREAM_LAST;
	}
	for (uint32_t i = 0; i < numbers; i++) {
		size_t count = own->ends[i];

		own->starts[i] = own->ends[i] = start + 1;
		start += count + 1;
	}
	return start;
}

/* A document and a score at the end of the postings of a term, which may have the document already. Returns where they end then. */
static inline size_t
add_posting(uint32_t *postings, size_t end, uint32_t document, uint32_t score)
{
	uint32_t last = postings[end - 1];

	if (last >> SCORE_BITS == document) {
		postings[end - 1] = document << SCORE_BITS | score_add(last & ((1u << SCORE_BITS) - 1), score);
		return end;
	}
	postings[end] = document << SCORE_BITS | score;
	return end + 1;
}

static void
place_postings(struct worker *own, const struct worker *from, uint32_t class)
{
	struct stream_reader reader = stream_read(&from->streams[class]);

	for (uint32_t i = 0; i <= lexicon_count(collector_lexicon(from->collector), class); i++)
		own->postings[own->starts[i] - 1] = NO_POSTING;
	for (size_t i = 0; i < from->document_count;) {
		uint32_t value = stream_next(&reader), score = value >> 1 & ((1u << SCORE_BITS) - 1);
		size_t *end = &own->ends[value >> TERM_SHIFT];

		*end = add_posting(own->postings, *end, from->documents[i], score);
		i += value & STREAM_LAST;
	}
}

/* Those terms of a class that have postings. */
static void
add_terms(const struct index *index, struct worker *own, const struct worker *from, uint32_t class)
{
	const struct lexicon *lexicon = collector_lexicon(from->collector);
	uint32_t files = UINT32_C(1) << index->tables.terms;

	for (uint32_t i = 0; i < lexicon_count(lexicon, class); i++) {
		uint32_t number = i << TERM_CLASS_BITS | class;
		size_t start = own->starts[i + 1];
		struct gathered_term term = {.count = (uint32_t)(own->ends[i + 1] - start), .start = start};

		if (!term.count)
			continue;
		term.name = lexicon_name(lexicon, number);
		term.file = lexicon_hash(lexicon, number) & (files - 1);
		gathered_add_term(&own->gathered, term);
	}
}

/* The terms of a portion and their postings. What was written down of them is forgotten. */
static void
gather(struct index *index, struct worker *own, uint32_t portion)
{
	size_t start = 0;

	gathered_clear(&own->gathered);
	for (uint32_t i = 0; i < index->jobs; i++) {
		struct worker *from = &index->workers[i];

		for (uint32_t class = portion; from->collector && class < TERM_CLASSES; class += index->portions) {
			size_t end = find_starts(own, from, class, start);

			if (end > own->posting_cap) {
				own->posting_cap = end + end / 4;
				own->postings = memory_take_more(own->postings, own->posting_cap * sizeof *own->postings);
			}
			place_postings(own, from, class);
			add_terms(index, own, from, class);
			stream_free(&from->streams[class]);
			start = end;
		}
	}
	gathered_sort_terms(&own->gathered);
}

/* A worker and the index that it is of. */
struct putting {
	const struct index *index;
	const struct worker *own;
};

static void
read_postings(void *user, const struct gathered_term *term, struct posting_list *list)
{
	const struct putting *putting = user;
	const uint32_t *postings = putting->own->postings + term->start;

	posting_list_reserve(list, term->count);
	for (uint32_t i = 0; i < term->count; i++) {
		struct posting posting = putting->index->postings[postings[i] >> SCORE_BITS];

		posting.packed |= score_quality(postings[i] & ((1u << SCORE_BITS) - 1));
		list->items[list->count++] = posting;
	}
}

static void
put_portion(void *user, unsigned number, size_t portion)
{
	struct index *index = user;
	struct worker *own = &index->workers[number];

	struct putting putting = {index, own};

	gather(index, own, (uint32_t)portion);
	gathered_put(&own->gathered, (struct gathered_source){&putting, read_postings}, &own->writer);
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

	struct putting putting = {index, own};

	gather(index, own, (uint32_t)portion);
	gathered_add_run(&own->gathered, (struct gathered_source){&putting, read_postings}, &index->runs[portion]);
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
	output.put(output.user, str_from(path), buf_str(&bytes));
	buf_free(&bytes);
}

/* Entries. */

struct entering {
	const struct index *index;
	struct output output;
	const struct document **documents; /* by group, then by slot */
	size_t *ends;                      /* by group */
	struct buf bytes[WORK_MOST_JOBS];
	struct entry_room rooms[WORK_MOST_JOBS];
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
		entry_add(entering->index->site, *entering->documents[i], &entering->rooms[number], bytes);
	}
	entries_end(bytes);
	if (!bytes->len)
		return;
	entry_path(path, (uint32_t)group);
	entering->output.put(entering->output.user, str_from(path), buf_str(bytes));
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
	for (size_t i = 0; i < WORK_MOST_JOBS; i++) {
		buf_free(&entering.bytes[i]);
		entry_room_free(&entering.rooms[i]);
	}
	arena_free(arena);
}
