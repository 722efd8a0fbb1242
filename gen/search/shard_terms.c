/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "../base/table.h"
#include "shard.h"

enum {
	FIRST_MOST = 2048,            /* postings of a term that are loaded at once */
	REST_BYTES = 32 * 1024,       /* of a file of the rest */
	POSTING_BYTES = 6,            /* what one takes, about */
	POSITIONS_MOST = 16 * 1024,   /* of one term; very common words have more */
	HAS_PASSAGE = 8,              /* beside the quality */
	PATH_MOST = 64 + 3 * 64 + 16, /* a term's name, its bytes written with three characters */
};

/* Postings. */

void
encode_postings(const struct document *documents, const struct posting *const *postings, size_t count, struct buf *out)
{
	uint32_t next = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t slot = documents[postings[i]->document].slot;

		varint_add(out, slot - next);
		next = slot + 1;
	}
	for (size_t i = 0; i < count; i++)
		buf_add_char(out, (char)((int)postings[i]->quality | (postings[i]->passage ? HAS_PASSAGE : 0)));
	for (size_t i = 0; i < count; i++)
		buf_add_char(out, (char)documents[postings[i]->document].record->type);
	for (size_t i = 0; i < count; i++)
		buf_add_char(out, (char)documents[postings[i]->document].year);
	for (size_t i = 0; i < count; i++)
		buf_add_char(out, (char)documents[postings[i]->document].status);
	for (size_t i = 0; i < count; i++)
		if (postings[i]->passage)
			varint_add(out, postings[i]->passage);
}

void
encode_positions(const struct posting *const *postings, size_t count, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		buf_add_bytes(out, postings[i]->positions, postings[i]->positions_length);
		buf_add_char(out, '\0');
	}
}

/* A term with its files. */

struct entry {
	uint32_t term, file;
	struct str name;
};

struct writing {
	const struct index *index;
	struct output output;
	struct posting_list list;
	const struct posting **ranked, **rest; /* the best, the others; each in the order of slots */
	size_t ranked_cap, rest_cap;
	struct buf head, postings, positions, bytes; /* of the file under way */
	struct buf term_positions;
	uint32_t term_count;
};

static void
put(struct writing *writing, const char *path, const struct buf *bytes)
{
	writing->output.put(writing->output.user, str_from(path), buf_str(bytes), hash_of(buf_str(bytes)));
}

/* One number by which to rank: quality, year, and of equals the lower slot. */
static uint64_t
rank_of(const struct document *documents, const struct posting *posting)
{
	const struct document *document = &documents[posting->document];

	return (uint64_t)posting->quality << 40 | (uint64_t)document->year << 32 | (UINT32_MAX - document->slot);
}

static int
descending(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x > *y ? -1 : *x < *y;
}

/* The rank that the last of the best has. */
static uint64_t
find_border(const struct document *documents, const struct posting_list *list)
{
	uint64_t *ranks, border;

	if (list->count <= FIRST_MOST)
		return 0;
	ranks = malloc(list->count * sizeof *ranks);
	if (!ranks)
		die_out_of_memory();
	for (size_t i = 0; i < list->count; i++)
		ranks[i] = rank_of(documents, &list->items[i]);
	qsort(ranks, list->count, sizeof *ranks, descending);
	border = ranks[FIRST_MOST - 1];
	free(ranks);
	return border;
}

/* The best first; returns how many they are, and *rest_count of the others. */
static size_t
divide(struct writing *writing, size_t *rest_count)
{
	const struct document *documents = index_documents(writing->index);
	uint64_t border = find_border(documents, &writing->list);
	size_t count = 0;

	*rest_count = 0;
	for (size_t i = 0; i < writing->list.count; i++) {
		const struct posting *posting = &writing->list.items[i];

		if (rank_of(documents, posting) >= border) {
			writing->ranked = heap_grow(writing->ranked, count, &writing->ranked_cap, sizeof *writing->ranked);
			writing->ranked[count++] = posting;
		} else {
			writing->rest = heap_grow(writing->rest, *rest_count, &writing->rest_cap, sizeof *writing->rest);
			writing->rest[(*rest_count)++] = posting;
		}
	}
	return count;
}

/* aanbevel; _c3_a9 for what is no letter of the alphabet and no digit. */
static void
add_file_name(struct str term, char path[PATH_MOST])
{
	char *at = path + strlen(path);

	for (size_t i = 0; i < term.len; i++) {
		char c = term.at[i];

		if (char_is_alpha(c) || char_is_digit(c))
			*at++ = c;
		else
			at += sprintf(at, "_%02x", (unsigned char)c);
	}
	*at = '\0';
}

/* The rest of a common term, in files of equal ranges of slots. Returns how many. */
static uint32_t
put_rest(struct writing *writing, struct str term, size_t count)
{
	const struct document *documents = index_documents(writing->index);
	struct tables tables = index_tables(writing->index);
	unsigned bits = 0;
	size_t from = 0;

	while (count && bits < tables.slots && (count * POSTING_BYTES) >> bits > REST_BYTES)
		bits++;
	for (uint32_t file = 0; count && file >> bits == 0; file++) {
		char path[PATH_MOST] = "_search/r/";
		size_t to = from;

		while (to < count && documents[writing->rest[to]->document].slot >> (tables.slots - bits) == file)
			to++;
		add_file_name(term, path);
		sprintf(path + strlen(path), "-%u.bin", file);
		buf_clear(&writing->bytes);
		varint_add(&writing->bytes, (uint32_t)(to - from));
		encode_postings(documents, writing->rest + from, to - from, &writing->bytes);
		put(writing, path, &writing->bytes);
		from = to;
	}
	return count ? 1u << bits : 0;
}

static void
add_term(struct writing *writing, const struct entry *entry)
{
	size_t rest_count, count, start = writing->postings.len;
	uint32_t files;

	postings_read(index_postings(writing->index), entry->term, &writing->list);
	count = divide(writing, &rest_count);
	files = put_rest(writing, entry->name, rest_count);
	encode_postings(index_documents(writing->index), writing->ranked, count, &writing->postings);
	buf_clear(&writing->term_positions);
	encode_positions(writing->ranked, count, &writing->term_positions);
	if (writing->term_positions.len > POSITIONS_MOST)
		buf_clear(&writing->term_positions);
	buf_add(&writing->positions, buf_str(&writing->term_positions));
	varint_add(&writing->head, (uint32_t)entry->name.len);
	buf_add(&writing->head, entry->name);
	varint_add(&writing->head, (uint32_t)writing->list.count);
	varint_add(&writing->head, (uint32_t)count);
	varint_add(&writing->head, (uint32_t)(writing->postings.len - start));
	varint_add(&writing->head, (uint32_t)writing->term_positions.len);
	varint_add(&writing->head, files);
	writing->term_count++;
}

static void
finish(struct writing *writing, uint32_t number)
{
	char path[PATH_MOST];

	buf_clear(&writing->bytes);
	varint_add(&writing->bytes, writing->term_count);
	buf_add(&writing->bytes, buf_str(&writing->head));
	buf_add(&writing->bytes, buf_str(&writing->postings));
	snprintf(path, sizeof path, "_search/t/%u.bin", number);
	put(writing, path, &writing->bytes);
	snprintf(path, sizeof path, "_search/p/%u.bin", number);
	put(writing, path, &writing->positions);
	buf_clear(&writing->head);
	buf_clear(&writing->postings);
	buf_clear(&writing->positions);
	writing->term_count = 0;
}

static int
entry_order(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->file != y->file ? (x->file < y->file ? -1 : 1) : str_order(x->name, y->name);
}

/* All terms, by file and name. To free. */
static struct entry *
sort_terms(const struct index *index)
{
	const struct postings *postings = index_postings(index);
	uint32_t count = postings_count(postings);
	struct entry *entries = malloc((count + 1) * sizeof *entries);

	if (!entries)
		die_out_of_memory();
	for (uint32_t i = 0; i < count; i++) {
		struct str name = postings_name(postings, i);
		uint32_t file = term_hash(name) & ((UINT32_C(1) << index_tables(index).terms) - 1);

		entries[i] = (struct entry){i, file, name};
	}
	qsort(entries, count, sizeof *entries, entry_order);
	return entries;
}

void
write_terms(const struct index *index, struct output output)
{
	struct writing writing = {.index = index, .output = output};
	struct entry *entries = sort_terms(index);
	size_t next = 0;

	/* A file for every hash, be it empty: who asks for a word that nobody uses gets an answer. */
	for (uint32_t file = 0; file >> index_tables(index).terms == 0; file++) {
		for (; next < postings_count(index_postings(index)) && entries[next].file == file; next++)
			add_term(&writing, &entries[next]);
		finish(&writing, file);
	}
	free(entries);
	posting_list_free(&writing.list);
	free(writing.ranked);
	free(writing.rest);
	buf_free(&writing.head);
	buf_free(&writing.postings);
	buf_free(&writing.positions);
	buf_free(&writing.bytes);
	buf_free(&writing.term_positions);
}
