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
	gathered->term_count = 0;
}

void
gathered_free(struct gathered *gathered)
{
	free(gathered->terms);
	free(gathered->starts);
	posting_list_free(&gathered->list);
	posting_list_free(&gathered->spare);
	*gathered = (struct gathered){0};
}

static uint64_t
first_bytes(struct str name)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < sizeof bytes; i++)
		bytes = bytes << 8 | (i < name.len ? (unsigned char)name.at[i] : 0);
	return bytes;
}

void
gathered_add_term(struct gathered *gathered, struct gathered_term term)
{
	term.first = first_bytes(term.name);
	gathered->terms = heap_grow(gathered->terms, gathered->term_count, &gathered->term_cap, sizeof *gathered->terms);
	gathered->terms[gathered->term_count++] = term;
}

static int
term_order(const void *a, const void *b)
{
	const struct gathered_term *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return str_order(x->name, y->name);
}

void
gathered_sort_terms(struct gathered *gathered)
{
	if (gathered->term_count)
		qsort(gathered->terms, gathered->term_count, sizeof *gathered->terms, term_order);
}

/* Two stretches of the list, which follow one another, as one that rises. */
static void
merge_two(struct gathered *gathered, size_t first, size_t second, size_t end)
{
	const struct posting *items = gathered->list.items;
	size_t i = first, j = second;

	while (i < second || j < end) {
		bool is_first = j == end || (i < second && items[i].slot < items[j].slot);

		gathered->is_damaged |= i < second && j < end && items[i].slot == items[j].slot;
		*posting_list_add(&gathered->spare) = items[is_first ? i++ : j++];
	}
}

/* What several workers have, two by two. */
static void
merge_all(struct gathered *gathered)
{
	while (gathered->start_count > 1) {
		struct posting_list list = gathered->list;
		size_t count = gathered->start_count;

		gathered->start_count = 0;
		gathered->spare.count = 0;
		for (size_t i = 0; i < count; i += 2) {
			size_t second = i + 1 < count ? gathered->starts[i + 1] : list.count;

			merge_two(gathered, gathered->starts[i], second, i + 2 < count ? gathered->starts[i + 2] : list.count);
			gathered->starts[gathered->start_count++] = gathered->starts[i];
		}
		gathered->list = gathered->spare;
		gathered->spare = list;
	}
}

/* The postings of the term that stands at an index. Returns the index of the next one. */
static size_t
make_list(struct gathered *gathered, struct gathered_source source, size_t at)
{
	const struct gathered_term *first = &gathered->terms[at];

	gathered->list.count = gathered->start_count = 0;
	do {
		gathered->starts =
			heap_grow(gathered->starts, gathered->start_count, &gathered->start_cap, sizeof *gathered->starts);
		gathered->starts[gathered->start_count++] = gathered->list.count;
		source.read(source.user, &gathered->terms[at], &gathered->list);
	} while (++at < gathered->term_count && term_order(first, &gathered->terms[at]) == 0);
	merge_all(gathered);
	return at;
}

void
gathered_put(struct gathered *gathered, struct gathered_source source, struct term_writer *writer)
{
	for (size_t i = 0; i < gathered->term_count;) {
		const struct gathered_term *term = &gathered->terms[i];

		i = make_list(gathered, source, i);
		term_writer_add(writer, term->name, gathered->list.items, gathered->list.count);
		if (i == gathered->term_count || gathered->terms[i].file != term->file)
			term_writer_put(writer, term->file);
	}
}

static size_t
count_different(const struct gathered *gathered)
{
	size_t count = 0;

	for (size_t i = 0; i < gathered->term_count; i++)
		count += !i || term_order(&gathered->terms[i - 1], &gathered->terms[i]) != 0;
	return count;
}

void
gathered_add_run(struct gathered *gathered, struct gathered_source source, struct buf *out)
{
	struct buf body = {0};

	varint_add(out, (uint32_t)count_different(gathered));
	for (size_t i = 0; i < gathered->term_count;) {
		struct str name = gathered->terms[i].name;

		i = make_list(gathered, source, i);
		buf_clear(&body);
		postings_add(&body, gathered->list.items, gathered->list.count);
		varint_add(out, (uint32_t)name.len);
		buf_add(out, name);
		varint_add(out, (uint32_t)gathered->list.count);
		varint_add(out, (uint32_t)body.len);
		buf_add(out, buf_str(&body));
	}
	buf_free(&body);
}
