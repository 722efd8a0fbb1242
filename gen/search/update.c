/* SPDX-License-Identifier: EUPL-1.2 */
/* An index that is published, made that of a site in which a few records are others: rows of these come out of files and go into them. */
#include <stdlib.h>

#include "../base/json.h"
#include "../base/table.h"
#include "collect.h"
#include "entry.h"
#include "index.h"
#include "lexicon.h"

/* A term that a record has, has no longer, or has otherwise. */
struct edit {
	struct str name;
	uint32_t file; /* of terms */
	struct posting posting;
	bool is_out, is_in;
};

/* A file that is to be put. */
struct result {
	struct str path, bytes;
};

struct update {
	const struct site *site;
	struct tables tables;
	struct search_published published;
	struct arena *arena;
	struct document *documents; /* those that have changed, in the order of changes */
	struct edit *edits;
	size_t edit_count, edit_cap;
	struct result *results;
	size_t result_count, result_cap;
	struct table *made; /* paths of the files of the rest that a term has now */
	struct posting_list list, after;
};

static struct str
read_file(const struct update *update, const char *path)
{
	return update->published.read(update->published.user, str_from(path));
}

static void
keep(void *user, struct str path, struct str bytes)
{
	struct update *update = user;

	path = arena_str(update->arena, path);
	if (update->made)
		table_set(update->made, path, update);
	if (str_equal(read_file(update, path.at), bytes))
		return;
	update->results =
		arena_grow(update->arena, update->results, update->result_count, &update->result_cap, sizeof *update->results);
	update->results[update->result_count++] = (struct result){path, arena_str(update->arena, bytes)};
}

/* Entries. */

static bool
find_slot(struct update *update, const struct record *record, uint32_t *slot)
{
	struct buf address = {0};
	char path[ENTRY_PATH_MOST];
	struct str rest, line;
	bool is_found = false;

	entry_path(path, slot_home(update->tables, record->id));
	rest = read_file(update, path);
	json_add_string(&address, record->address);
	while (!is_found && entries_read(&rest, slot, &line))
		is_found = str_equal(entry_address(line), buf_str(&address));
	buf_free(&address);
	return is_found && slot_year(update->tables, *slot) == search_year(record) &&
	       slot_group(update->tables, *slot) == slot_home(update->tables, record->id);
}

static const struct document *
find_document(const struct update *update, size_t count, uint32_t slot)
{
	for (size_t i = 0; i < count; i++)
		if (update->documents[i].slot == slot)
			return &update->documents[i];
	return NULL;
}

/* The file of a group, with the lines of those that have changed made anew. */
static bool
update_group(struct update *update, size_t count, uint32_t group)
{
	char path[ENTRY_PATH_MOST];
	struct str rest, line;
	struct buf out = {0};
	struct entry_room room = {0};
	uint32_t slot;

	entry_path(path, group);
	rest = read_file(update, path);
	while (entries_read(&rest, &slot, &line)) {
		const struct document *document = find_document(update, count, slot);

		entries_next(&out);
		if (document)
			entry_add(update->site, *document, &room, &out);
		else
			buf_add(&out, line);
	}
	entries_end(&out);
	if (!rest.len)
		keep(update, str_from(path), buf_str(&out));
	buf_free(&out);
	entry_room_free(&room);
	return !rest.len;
}

/* Terms. */

static void
add_edit(struct update *update, const struct document *document, const struct search_term *out, const struct search_term *in)
{
	struct str name = in ? in->name : out->name;
	unsigned packed = (unsigned)document->record->type << QUALITY_BITS | (in ? in->quality : out->quality);

	update->edits = arena_grow(update->arena, update->edits, update->edit_count, &update->edit_cap, sizeof *update->edits);
	update->edits[update->edit_count++] = (struct edit){
		.name = name,
		.file = term_hash(name) & ((UINT32_C(1) << update->tables.terms) - 1),
		.posting = {document->slot, (uint8_t)packed},
		.is_out = out,
		.is_in = in,
	};
}

static void
compare_terms(struct update *update, const struct document *document, const struct search_terms *before,
              const struct search_terms *now)
{
	for (size_t i = 0, j = 0; i < before->count || j < now->count;) {
		const struct search_term *out = i < before->count ? &before->items[i] : NULL;
		const struct search_term *in = j < now->count ? &now->items[j] : NULL;
		int order = !out ? 1 : !in ? -1 : str_order(out->name, in->name);

		if (order != 0 || out->quality != in->quality)
			add_edit(update, document, order <= 0 ? out : NULL, order >= 0 ? in : NULL);
		i += order <= 0;
		j += order >= 0;
	}
}

static int
edit_order(const void *a, const void *b)
{
	const struct edit *x = a, *y = b;
	int order;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	order = str_order(x->name, y->name);
	return order ? order : x->posting.slot < y->posting.slot ? -1 : x->posting.slot > y->posting.slot;
}

static int
slot_order(const void *a, const void *b)
{
	const struct posting *x = a, *y = b;

	return x->slot < y->slot ? -1 : x->slot > y->slot;
}

static bool
read_rest(struct update *update, struct str name, uint32_t part)
{
	char path[TERM_PATH_MOST];
	struct reading reading;
	struct str bytes;

	rest_path(path, name, part);
	bytes = read_file(update, path);
	reading = reading_of(bytes);
	if (bytes.len)
		postings_read(&reading, varint_read(&reading), &update->list);
	return reading_is_done(&reading);
}

/* All postings of a term as they are published. */
static bool
read_term(struct update *update, const struct term_row *row)
{
	struct reading reading = reading_of(row->body);

	update->list.count = 0;
	postings_read(&reading, row->count, &update->list);
	if (!reading_is_done(&reading))
		return false;
	for (uint32_t part = 0; part < row->rest_parts; part++)
		if (!read_rest(update, row->name, part))
			return false;
	if (row->rest_parts)
		qsort(update->list.items, update->list.count, sizeof *update->list.items, slot_order);
	return true;
}

/* The postings after the edits, which are of one term. False where what is to go is not there, or what is to come is. */
static bool
apply(struct update *update, const struct edit *edits, size_t count)
{
	const struct posting_list *list = &update->list;
	size_t i = 0;

	update->after.count = 0;
	for (size_t j = 0; j < count; j++) {
		const struct edit *edit = &edits[j];
		bool is_there;

		for (; i < list->count && list->items[i].slot < edit->posting.slot; i++)
			*posting_list_add(&update->after) = list->items[i];
		is_there = i < list->count && list->items[i].slot == edit->posting.slot;
		if (is_there != edit->is_out)
			return false;
		i += is_there;
		if (edit->is_in)
			*posting_list_add(&update->after) = edit->posting;
	}
	for (; i < list->count; i++)
		*posting_list_add(&update->after) = list->items[i];
	return true;
}

/* Files of the rest that a term has no longer. A path without bytes: to be withdrawn. */
static void
withdraw_rest(struct update *update, const struct term_row *row)
{
	for (uint32_t part = 0; part < row->rest_parts; part++) {
		char path[TERM_PATH_MOST];

		rest_path(path, row->name, part);
		if (!table_find(update->made, str_from(path)) && read_file(update, path).len) {
			struct table *made = update->made;

			update->made = NULL;
			keep(update, str_from(path), STR(""));
			update->made = made;
		}
	}
}

static bool
update_term(struct update *update, struct term_writer *writer, const struct term_row *row, const struct edit *edits, size_t count)
{
	static const struct term_row none = {0};

	if (!row)
		row = &none;
	if (!read_term(update, row) || !apply(update, edits, count))
		return false;
	update->made = table_new(update->arena);
	if (update->after.count)
		term_writer_add(writer, edits->name, update->after.items, update->after.count);
	withdraw_rest(update, row);
	update->made = NULL;
	return true;
}

static size_t
count_same_term(const struct edit *edits, size_t count)
{
	size_t same = 1;

	while (same < count && str_equal(edits[same].name, edits->name))
		same++;
	return same;
}

/* One file of terms, with the edits that fall into it. */
static bool
update_file(struct update *update, struct term_writer *writer, const struct edit *edits, size_t count)
{
	struct term_row *rows;
	size_t row_count, i = 0;
	char path[TERM_PATH_MOST];
	struct str bytes;

	term_path(path, edits->file);
	bytes = read_file(update, path);
	if (!term_file_read(update->arena, bytes, &rows, &row_count))
		return false;
	for (size_t j = 0, same; j < count; j += same) {
		const struct term_row *row = NULL;

		same = count_same_term(edits + j, count - j);
		while (i < row_count && str_order(rows[i].name, edits[j].name) < 0)
			term_writer_copy(writer, &rows[i++]);
		if (i < row_count && str_equal(rows[i].name, edits[j].name))
			row = &rows[i++];
		if (!update_term(update, writer, row, edits + j, same))
			return false;
	}
	while (i < row_count)
		term_writer_copy(writer, &rows[i++]);
	if (!writer->count && bytes.len)
		keep(update, str_from(path), STR(""));
	term_writer_put(writer, edits->file);
	return true;
}

static bool
update_files(struct update *update)
{
	struct term_writer writer = {.tables = update->tables, .output = {keep, update}};
	bool is_sound = true;

	if (update->edit_count)
		qsort(update->edits, update->edit_count, sizeof *update->edits, edit_order);
	for (size_t i = 0, end; i < update->edit_count && is_sound; i = end) {
		for (end = i; end < update->edit_count && update->edits[end].file == update->edits[i].file;)
			end++;
		is_sound = update_file(update, &writer, update->edits + i, end - i);
	}
	term_writer_free(&writer);
	return is_sound;
}

/* The whole. */

static bool
has_same_root(const struct update *update)
{
	struct buf root = {0};
	bool is_same;

	root_add(update->site, update->tables, &root);
	is_same = str_equal(buf_str(&root), read_file(update, SEARCH_ROOT));
	buf_free(&root);
	return is_same;
}

static bool
make(struct update *update, const struct search_change *changes, size_t count)
{
	update->documents = arena_array(update->arena, count + 1, sizeof *update->documents);
	if (!has_same_root(update))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct document *document = &update->documents[i];

		document->record = changes[i].record;
		if (!find_slot(update, document->record, &document->slot) || find_document(update, i, document->slot))
			return false;
		compare_terms(update, document, changes[i].before,
		              search_terms_of(update->arena, update->site, document->record));
	}
	for (size_t i = 0; i < count; i++) {
		uint32_t group = slot_group(update->tables, update->documents[i].slot);
		size_t first = 0;

		while (slot_group(update->tables, update->documents[first].slot) != group)
			first++;
		if (first == i && !update_group(update, count, group))
			return false;
	}
	return update_files(update);
}

bool
search_update(const struct site *site, uint64_t weight, const struct search_change *changes, size_t count,
              struct search_published published, struct output output)
{
	struct update update = {.site = site, .published = published, .arena = arena_new()};
	bool is_made;

	update.tables = tables_for(site->records.count, weight);
	is_made = make(&update, changes, count);
	for (size_t i = 0; i < update.result_count && is_made; i++) {
		const struct result *result = &update.results[i];

		if (result->bytes.len)
			output.put(output.user, result->path, result->bytes);
		else
			published.withdraw(published.user, result->path);
	}
	posting_list_free(&update.list);
	posting_list_free(&update.after);
	arena_free(update.arena);
	return is_made;
}

static int
name_order(const void *a, const void *b)
{
	const struct search_term *x = a, *y = b;

	return str_order(x->name, y->name);
}

static int
term_order(const void *a, const void *b)
{
	const struct collected *x = a, *y = b;

	return x->term < y->term ? -1 : x->term > y->term;
}

/* Each term once. Returns how many. */
static size_t
join_scores(struct collected *terms, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(terms, count, sizeof *terms, term_order);
	for (size_t i = 0; i < count; i++)
		if (kept && terms[kept - 1].term == terms[i].term)
			terms[kept - 1].score = score_add(terms[kept - 1].score, terms[i].score);
		else
			terms[kept++] = terms[i];
	return kept;
}

struct search_terms *
search_terms_of(struct arena *arena, const struct site *site, const struct record *record)
{
	struct collector *collector = collector_new(0);
	struct search_terms *terms = arena_alloc(arena, sizeof *terms);
	struct collected *collected;

	terms->count = collector_read(collector, site, record, &collected);
	terms->count = join_scores(collected, terms->count);
	terms->items = arena_array(arena, terms->count + 1, sizeof *terms->items);
	for (size_t i = 0; i < terms->count; i++) {
		struct str name = lexicon_name(collector_lexicon(collector), collected[i].term);

		terms->items[i] = (struct search_term){arena_str(arena, name), score_quality(collected[i].score)};
	}
	qsort(terms->items, terms->count, sizeof *terms->items, name_order);
	collector_free(collector);
	return terms;
}
