/* SPDX-License-Identifier: EUPL-1.2 */
/* All letters of a site, each set by one of several threads. */
#include <stdlib.h>

#include "../base/work.h"
#include "../model/address.h"
#include "pdf.h"

struct letter {
	const struct record *record;
	size_t weight;
	struct str path;
	uint64_t digest;
	size_t size;               /* of its PDF */
	struct diagnostics *diags; /* what was wrong with it; NULL */
};

/* What one thread sets with. */
struct setter {
	struct arena *arena;
	struct pdf_kit *kit;
	struct diagnostics *diags; /* nothing is wrong yet */
	struct buf bytes;
};

struct pdf_letters {
	struct arena *arena;
	const struct site *site;
	struct pdf_wanted wanted;
	struct output output;
	uint64_t common;
	struct letter *items; /* in the order of the records */
	size_t count;
	struct letter **order; /* those that are set, the longest first: no thread is left with one when the others are done */
	size_t order_count;
	struct setter setters[WORK_MOST_JOBS];
};

/* Grows with the text that is to be set. */
static size_t
weight_of(const struct record *record)
{
	size_t weight = record->body->tape.pool_size;

	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		if (link->key == KEY_set || link->key == KEY_letter)
			weight += link->from->body->tape.pool_size;
	}
	return weight;
}

static int
longest_first(const void *a, const void *b)
{
	const struct letter *x = *(struct letter *const *)a, *y = *(struct letter *const *)b;

	return x->weight == y->weight ? (x > y) - (x < y) : x->weight < y->weight ? 1 : -1;
}

static void
find_letters(struct pdf_letters *letters)
{
	const struct records *records = letters->wanted.records ? letters->wanted.records : &letters->site->records;
	size_t cap = 0;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (!pdf_has(record) || !share_has(letters->wanted.share, record->index))
			continue;
		letters->items = arena_grow(letters->arena, letters->items, letters->count, &cap, sizeof *letters->items);
		letters->items[letters->count++] = (struct letter){.record = record,
		                                                   .weight = weight_of(record),
		                                                   .path = address_with(letters->arena, record->address, ".pdf")};
	}
}

/* A letter that there was something to tell of has no digest: it is set each time, and told of. */
static void
keep_letter(void *user, unsigned worker, size_t index)
{
	struct pdf_letters *letters = user;
	struct letter *letter = &letters->items[index];

	(void)worker;
	letter->digest = pdf_digest(letters->site, letters->common, letter->record);
	if (!letters->wanted.keep || !letter->digest ||
	    !letters->wanted.keep(letters->output.user, letter->path, letter->digest, &letter->size))
		letter->size = 0;
}

/* Those that are not kept. */
static void
order_letters(struct pdf_letters *letters)
{
	letters->order = arena_array(letters->arena, letters->count, sizeof(struct letter *));
	for (size_t i = 0; i < letters->count; i++)
		if (!letters->items[i].size)
			letters->order[letters->order_count++] = &letters->items[i];
	if (letters->order_count)
		qsort(letters->order, letters->order_count, sizeof *letters->order, longest_first);
}

static void
set_letter(void *user, unsigned worker, size_t index)
{
	struct pdf_letters *letters = user;
	struct setter *setter = &letters->setters[worker];
	struct letter *letter = letters->order[index];

	buf_clear(&setter->bytes);
	pdf_set(setter->kit, letters->site, letter->record, false, setter->diags, &setter->bytes);
	letter->size = setter->bytes.len;
	if (diag_count(setter->diags, SEVERITY_ERROR) + diag_count(setter->diags, SEVERITY_WARNING)) {
		letter->digest = 0;
		letter->diags = setter->diags;
		setter->diags = diag_new_part(setter->arena);
	}
	letters->output.put(letters->output.user, letter->path, buf_str(&setter->bytes));
}

static void
set_all(struct pdf_letters *letters, struct pdf_kit *kit)
{
	unsigned jobs = letters->site->jobs;

	for (unsigned i = 0; i < jobs; i++) {
		struct setter *setter = &letters->setters[i];

		setter->arena = arena_new();
		setter->kit = i == 0 ? kit : pdf_kit_share(kit);
		setter->diags = diag_new_part(setter->arena);
	}
	work_share(jobs, letters->order_count, set_letter, letters);
	for (unsigned i = jobs; i-- > 0;) {
		pdf_kit_close(letters->setters[i].kit);
		buf_free(&letters->setters[i].bytes);
	}
}

struct pdf_letters *
pdf_render(const struct site *site, struct pdf_wanted wanted, struct output output)
{
	struct arena *arena = arena_new();
	struct pdf_letters *letters = arena_alloc(arena, sizeof *letters);
	struct pdf_kit *kit = NULL;

	*letters = (struct pdf_letters){.arena = arena, .site = site, .wanted = wanted, .output = output};
	find_letters(letters);
	if (letters->count)
		letters->common = pdf_common_digest(site);
	work_share(site->jobs, letters->count, keep_letter, letters);
	order_letters(letters);
	if (letters->order_count)
		kit = pdf_kit_open(site);
	if (kit)
		set_all(letters, kit);
	return letters;
}

void
pdf_letters_tell(struct pdf_letters *letters, pdf_made *made)
{
	for (size_t i = 0; i < letters->count; i++) {
		const struct letter *letter = &letters->items[i];

		if (letter->diags)
			diag_retell(letters->site->diags, letter->diags);
		made(letters->output.user, letter->record, letter->path, letter->size, letter->digest);
	}
	for (size_t i = 0; i < WORK_MOST_JOBS; i++)
		arena_free(letters->setters[i].arena);
	arena_free(letters->arena);
}
