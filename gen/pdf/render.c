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

struct rendering {
	const struct site *site;
	struct pdf_wanted wanted;
	struct output output;
	uint64_t common;
	struct letter *letters; /* in the order of the records */
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
find_letters(struct rendering *rendering, struct arena *arena)
{
	const struct records *records = rendering->wanted.records ? rendering->wanted.records : &rendering->site->records;
	size_t cap = 0;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (!pdf_has(record) || !share_has(rendering->wanted.share, record->index))
			continue;
		rendering->letters = arena_grow(arena, rendering->letters, rendering->count, &cap, sizeof *rendering->letters);
		rendering->letters[rendering->count++] = (struct letter){
			.record = record, .weight = weight_of(record), .path = address_with(arena, record->address, ".pdf")};
	}
}

/* A letter that there was something to tell of has no digest: it is set each time, and told of. */
static void
keep_letter(void *user, unsigned worker, size_t index)
{
	struct rendering *rendering = user;
	struct letter *letter = &rendering->letters[index];

	(void)worker;
	letter->digest = pdf_digest(rendering->site, rendering->common, letter->record);
	if (!rendering->wanted.keep || !letter->digest ||
	    !rendering->wanted.keep(rendering->output.user, letter->path, letter->digest, &letter->size))
		letter->size = 0;
}

/* Those that are not kept. */
static void
order_letters(struct rendering *rendering, struct arena *arena)
{
	rendering->order = arena_array(arena, rendering->count, sizeof(struct letter *));
	for (size_t i = 0; i < rendering->count; i++)
		if (!rendering->letters[i].size)
			rendering->order[rendering->order_count++] = &rendering->letters[i];
	if (rendering->order_count)
		qsort(rendering->order, rendering->order_count, sizeof *rendering->order, longest_first);
}

static void
set_letter(void *user, unsigned worker, size_t index)
{
	struct rendering *rendering = user;
	struct setter *setter = &rendering->setters[worker];
	struct letter *letter = rendering->order[index];

	buf_clear(&setter->bytes);
	pdf_set(setter->kit, rendering->site, letter->record, false, setter->diags, &setter->bytes);
	letter->size = setter->bytes.len;
	if (diag_count(setter->diags, SEVERITY_ERROR) + diag_count(setter->diags, SEVERITY_WARNING)) {
		letter->digest = 0;
		letter->diags = setter->diags;
		setter->diags = diag_new_part(setter->arena);
	}
	rendering->output.put(rendering->output.user, letter->path, buf_str(&setter->bytes));
}

static void
set_all(struct rendering *rendering, struct pdf_kit *kit)
{
	unsigned jobs = rendering->site->jobs;

	for (unsigned i = 0; i < jobs; i++) {
		struct setter *setter = &rendering->setters[i];

		setter->arena = arena_new();
		setter->kit = i == 0 ? kit : pdf_kit_share(kit);
		setter->diags = diag_new_part(setter->arena);
	}
	work_share(jobs, rendering->order_count, set_letter, rendering);
	for (size_t i = 0; i < rendering->count; i++)
		if (rendering->letters[i].diags)
			diag_retell(rendering->site->diags, rendering->letters[i].diags);
	for (unsigned i = jobs; i-- > 0;) {
		pdf_kit_close(rendering->setters[i].kit);
		buf_free(&rendering->setters[i].bytes);
		arena_free(rendering->setters[i].arena);
	}
}

void
pdf_render(const struct site *site, struct pdf_wanted wanted, struct output output, pdf_made *made)
{
	struct arena *arena = arena_new();
	struct rendering rendering = {.site = site, .wanted = wanted, .output = output};
	struct pdf_kit *kit = NULL;

	find_letters(&rendering, arena);
	if (rendering.count)
		rendering.common = pdf_common_digest(site);
	work_share(site->jobs, rendering.count, keep_letter, &rendering);
	order_letters(&rendering, arena);
	if (rendering.order_count)
		kit = pdf_kit_open(site);
	if (kit)
		set_all(&rendering, kit);
	for (size_t i = 0; i < rendering.count; i++) {
		const struct letter *letter = &rendering.letters[i];

		made(output.user, letter->record, letter->path, letter->size, letter->digest);
	}
	arena_free(arena);
}
