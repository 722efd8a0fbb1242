/* SPDX-License-Identifier: EUPL-1.2 */
#include "gathered.h"

#include <stdlib.h>

#include "../base/arena.h"
#include "lexicon.h"

uint32_t
portions_of(struct tables tables)
{
	return UINT32_C(1) << (tables.terms < PORTION_BITS_MOST ? tables.terms : PORTION_BITS_MOST);
}

void
gathered_clear(struct gathered *gathered)
{
	gathered->term_count = gathered->rank_count = 0;
}

void
gathered_free(struct gathered *gathered)
{
	free(gathered->terms);
	free(gathered->postings);
	free(gathered->ends);
	*gathered = (struct gathered){0};
}

struct gathered_term *
gathered_add_term(struct gathered *gathered)
{
	gathered->terms = heap_grow(gathered->terms, gathered->term_count, &gathered->term_cap, sizeof *gathered->terms);
	return &gathered->terms[gathered->term_count++];
}

static int
term_order(const void *a, const void *b)
{
	const struct gathered_term *x = a, *y = b;

	return x->file != y->file ? (x->file < y->file ? -1 : 1) : str_order(x->name, y->name);
}

static void *
make_room(void *items, size_t count, size_t *cap, size_t size)
{
	if (count <= *cap && items)
		return items;
	*cap = count + count / 4 + 1;
	free(items);
	return memory_take(*cap * size);
}

void
gathered_sort_terms(struct gathered *gathered)
{
	if (gathered->term_count)
		qsort(gathered->terms, gathered->term_count, sizeof *gathered->terms, term_order);
	for (size_t i = 0; i < gathered->term_count; i++) {
		if (!i || term_order(&gathered->terms[i - 1], &gathered->terms[i]) != 0)
			gathered->rank_count++;
		gathered->terms[i].rank = (uint32_t)gathered->rank_count - 1;
	}
	gathered->ends = make_room(gathered->ends, gathered->rank_count, &gathered->end_cap, sizeof *gathered->ends);
	for (size_t i = 0; i < gathered->rank_count; i++)
		gathered->ends[i] = 0;
}

void
gathered_open(struct gathered *gathered)
{
	size_t start = 0;

	for (size_t i = 0; i < gathered->rank_count; i++) {
		size_t count = gathered->ends[i];

		gathered->ends[i] = start;
		start += count;
	}
	gathered->postings = make_room(gathered->postings, start, &gathered->posting_cap, sizeof *gathered->postings);
}

/* The postings of a term, and how many. */
static struct posting *
list_of(const struct gathered *gathered, uint32_t rank, size_t *count)
{
	size_t start = rank ? gathered->ends[rank - 1] : 0;

	*count = gathered->ends[rank] - start;
	return gathered->postings + start;
}

static bool
is_last_of_rank(const struct gathered *gathered, size_t i)
{
	return i + 1 == gathered->term_count || gathered->terms[i + 1].rank != gathered->terms[i].rank;
}

void
gathered_put(const struct gathered *gathered, struct term_writer *writer)
{
	for (size_t i = 0; i < gathered->term_count; i++) {
		const struct gathered_term *term = &gathered->terms[i];
		size_t count;
		const struct posting *postings = list_of(gathered, term->rank, &count);

		if (i && term->file != gathered->terms[i - 1].file)
			term_writer_put(writer, gathered->terms[i - 1].file);
		if (count && is_last_of_rank(gathered, i))
			term_writer_add(writer, term->name, postings, count);
	}
	if (gathered->term_count)
		term_writer_put(writer, gathered->terms[gathered->term_count - 1].file);
}

static size_t
count_used(const struct gathered *gathered)
{
	size_t used = 0, count;

	for (size_t i = 0; i < gathered->rank_count; i++) {
		list_of(gathered, (uint32_t)i, &count);
		used += count > 0;
	}
	return used;
}

void
gathered_add_run(const struct gathered *gathered, struct buf *out)
{
	struct buf body = {0};

	varint_add(out, (uint32_t)count_used(gathered));
	for (size_t i = 0; i < gathered->term_count; i++) {
		const struct gathered_term *term = &gathered->terms[i];
		size_t count;
		const struct posting *postings = list_of(gathered, term->rank, &count);

		if (!count || !is_last_of_rank(gathered, i))
			continue;
		buf_clear(&body);
		postings_add(&body, postings, count);
		varint_add(out, (uint32_t)term->name.len);
		buf_add(out, term->name);
		varint_add(out, (uint32_t)count);
		varint_add(out, (uint32_t)body.len);
		buf_add(out, buf_str(&body));
	}
	buf_free(&body);
}

static int
slot_order(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

bool
gathered_sort_postings(struct gathered *gathered)
{
	for (size_t i = 0; i < gathered->rank_count; i++) {
		size_t count;
		struct posting *postings = list_of(gathered, (uint32_t)i, &count);

		if (count)
			qsort(postings, count, sizeof *postings, slot_order);
		for (size_t j = 1; j < count; j++)
			if (postings[j - 1].slot == postings[j].slot)
				return false;
	}
	return true;
}
