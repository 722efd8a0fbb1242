/* SPDX-License-Identifier: EUPL-1.2 */
#include "term_file.h"

#include <stdio.h>
#include <string.h>

#include "../base/table.h"
#include "collect.h"
#include "word.h"

enum {
	WHOLE_MOST = 4096,     /* postings of a term that stand together */
	BEST_MOST = 2048,      /* of a term with more, those that are loaded at once */
	CLASS_BITS = 7,        /* records of a year that go together to the best or to the rest */
	REST_MOST = 16 * 1024, /* postings in a file of the rest */
	REST_PARTS_MOST_LOG = 10
};

void
term_path(char path[TERM_PATH_MOST], uint32_t file)
{
	snprintf(path, TERM_PATH_MOST, "_search/t/%u.bin", file);
}

/* aanbevel; _c3_a9 for what is no letter of the alphabet and no digit. */
void
rest_path(char path[TERM_PATH_MOST], struct str name, uint32_t part)
{
	char *at = stpcpy(path, "_search/r/");

	for (size_t i = 0; i < name.len && i < WORD_LONGEST; i++) {
		if (char_is_alpha(name.at[i]) || char_is_digit(name.at[i]))
			*at++ = name.at[i];
		else
			at += sprintf(at, "_%02x", (unsigned char)name.at[i]);
	}
	sprintf(at, "-%u.bin", part);
}

static void
put(const struct output *output, const char *path, const struct buf *bytes)
{
	output->put(output->user, str_from(path), buf_str(bytes));
}

static unsigned
exponent(size_t count)
{
	unsigned bits = 0;

	while (count >> bits > 1)
		bits++;
	return bits;
}

/* How common a term is, in steps of a fifth: so that a posting more seldom changes it. */
static uint32_t
scale_of(size_t count)
{
	unsigned bits = exponent(count);

	return (uint32_t)(4 * bits + (count >> (bits - 2) & 3));
}

static unsigned
rest_parts_log(uint32_t scale)
{
	uint64_t most = (UINT64_C(5) + scale % 4) << (scale / 4 - 2);
	unsigned bits = 0;

	while (bits < REST_PARTS_MOST_LOG && most >> bits > REST_MOST)
		bits++;
	return bits;
}

/* Where the best end: those of a better quality are among them, and those of this one in classes before this. A class is a part of a year's slots, so
 * that a posting more seldom moves others. */
struct border {
	unsigned quality, shift;
	uint32_t class;
};

static unsigned
quality_of(const struct posting *posting)
{
	return posting->packed & ((1u << QUALITY_BITS) - 1);
}

static bool
is_best(struct border border, const struct posting *posting)
{
	unsigned quality = quality_of(posting);

	return quality > border.quality || (quality == border.quality && posting->slot >> border.shift < border.class);
}

static struct border
find_border(struct tables tables, const struct posting *postings, size_t count)
{
	unsigned year_bits = tables.groups + PLACE_BITS, bits = exponent(count) - CLASS_BITS, quality = QUALITY_NUMBER;
	size_t counts[QUALITY_NUMBER + 1] = {0}, room = BEST_MOST, at = 0;

	for (size_t i = 0; i < count; i++)
		counts[quality_of(&postings[i])]++;
	for (; counts[quality] <= room; quality--)
		room -= counts[quality];
	for (;; at++)
		if (quality_of(&postings[at]) == quality && !room--)
			break;
	bits = bits < year_bits ? bits : year_bits;
	return (struct border){quality, year_bits - bits, postings[at].slot >> (year_bits - bits)};
}

static void
put_rest_file(struct term_writer *writer, struct str name, uint32_t part, const struct posting *postings, size_t count)
{
	char path[TERM_PATH_MOST];

	if (!count)
		return;
	buf_clear(&writer->bytes);
	varint_add(&writer->bytes, (uint32_t)count);
	postings_add(&writer->bytes, postings, count);
	rest_path(path, name, part);
	put(&writer->output, path, &writer->bytes);
}

static uint32_t
part_of(const struct term_writer *writer, const struct posting *posting, uint32_t parts)
{
	return slot_group(writer->tables, posting->slot) & (parts - 1);
}

/* Into as many files, each by slot. */
static void
put_rest(struct term_writer *writer, struct str name, uint32_t parts)
{
	struct posting_list *rest = &writer->rest, *sorted = &writer->best;
	uint32_t ends[1 << REST_PARTS_MOST_LOG] = {0}, start = 0;

	for (size_t i = 0; i < rest->count; i++)
		ends[part_of(writer, &rest->items[i], parts)]++;
	for (uint32_t part = 0; part < parts; part++) {
		uint32_t count = ends[part];

		ends[part] = start;
		start += count;
	}
	sorted->count = 0;
	posting_list_reserve(sorted, rest->count);
	for (size_t i = 0; i < rest->count; i++)
		sorted->items[ends[part_of(writer, &rest->items[i], parts)]++] = rest->items[i];
	for (uint32_t part = start = 0; part < parts; start = ends[part++])
		put_rest_file(writer, name, part, sorted->items + start, ends[part] - start);
}

static void
divide(struct term_writer *writer, const struct posting *postings, size_t count)
{
	struct border border = find_border(writer->tables, postings, count);

	writer->best.count = writer->rest.count = 0;
	for (size_t i = 0; i < count; i++)
		*posting_list_add(is_best(border, &postings[i]) ? &writer->best : &writer->rest) = postings[i];
}

static void
add_head(struct term_writer *writer, struct str name, size_t count, size_t start, bool has_rest)
{
	varint_add(&writer->head, (uint32_t)name.len);
	buf_add(&writer->head, name);
	varint_add(&writer->head, (uint32_t)(count * 2 + has_rest));
	varint_add(&writer->head, (uint32_t)(writer->body.len - start));
	writer->count++;
}

void
term_writer_add(struct term_writer *writer, struct str name, const struct posting *postings, size_t count)
{
	size_t start = writer->body.len;
	unsigned parts_log;

	if (count <= WHOLE_MOST) {
		postings_add(&writer->body, postings, count);
		add_head(writer, name, count, start, false);
		return;
	}
	divide(writer, postings, count);
	postings_add(&writer->body, writer->best.items, writer->best.count);
	add_head(writer, name, writer->best.count, start, true);
	parts_log = rest_parts_log(scale_of(count));
	varint_add(&writer->head, scale_of(count));
	varint_add(&writer->head, parts_log);
	put_rest(writer, name, UINT32_C(1) << parts_log);
}

void
term_writer_put(struct term_writer *writer, uint32_t file)
{
	char path[TERM_PATH_MOST];

	if (!writer->count)
		return;
	buf_clear(&writer->bytes);
	varint_add(&writer->bytes, writer->count);
	buf_add(&writer->bytes, buf_str(&writer->head));
	buf_add(&writer->bytes, buf_str(&writer->body));
	term_path(path, file);
	put(&writer->output, path, &writer->bytes);
	buf_clear(&writer->head);
	buf_clear(&writer->body);
	writer->count = 0;
}

void
term_writer_free(struct term_writer *writer)
{
	buf_free(&writer->head);
	buf_free(&writer->body);
	buf_free(&writer->bytes);
	posting_list_free(&writer->best);
	posting_list_free(&writer->rest);
}

void
term_writer_copy(struct term_writer *writer, const struct term_row *row)
{
	buf_add(&writer->head, row->head);
	buf_add(&writer->body, row->body);
	writer->count++;
}

static uint32_t
read_row(struct reading *reading, struct term_row *row)
{
	const char *start = (const char *)reading->at;
	uint32_t count, size, parts_log;

	row->name = bytes_read(reading, varint_read(reading));
	count = varint_read(reading);
	size = varint_read(reading);
	row->count = count / 2;
	if (count & 1) {
		varint_read(reading);
		parts_log = varint_read(reading);
		if (parts_log > REST_PARTS_MOST_LOG)
			reading->is_damaged = true;
		else
			row->rest_parts = 1u << parts_log;
	}
	if (!row->name.len || row->name.len > WORD_LONGEST)
		reading->is_damaged = true;
	row->head = (struct str){start, (size_t)((const char *)reading->at - start)};
	return size;
}

bool
term_file_read(struct arena *arena, struct str bytes, struct term_row **rows, size_t *count)
{
	struct reading reading = reading_of(bytes);
	uint32_t *sizes;

	*count = bytes.len ? varint_read(&reading) : 0;
	if (*count > bytes.len)
		return false;
	*rows = arena_array(arena, *count + 1, sizeof **rows);
	sizes = arena_array(arena, *count + 1, sizeof *sizes);
	for (size_t i = 0; i < *count && !reading.is_damaged; i++) {
		sizes[i] = read_row(&reading, &(*rows)[i]);
		if (i && str_order((*rows)[i - 1].name, (*rows)[i].name) >= 0)
			reading.is_damaged = true;
	}
	for (size_t i = 0; i < *count && !reading.is_damaged; i++)
		(*rows)[i].body = bytes_read(&reading, sizes[i]);
	return reading_is_done(&reading);
}
