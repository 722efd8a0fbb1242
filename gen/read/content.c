/* SPDX-License-Identifier: EUPL-1.2 */
#include "content.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/unseen.h"
#include "../base/utf8.h"
#include "../base/work.h"
#include "markdown.h"
#include "text.h"
#include "typing.h"

/* Where front matter and body lie in a file. */
struct parts {
	size_t yaml_start, yaml_end;
	size_t body_start;
};

/* A file that was found. A term's body waits until all terms are known: terms speak of each other. */
struct unread {
	struct record *record;
	struct parts parts;
	bool is_waiting;
};

/* What a worker reads with. */
struct reader {
	const struct site *site;
	struct arena *arena; /* of what it reads */
	struct arena *nodes; /* reset behind each file */
	struct diagnostics *diags;
	struct markdown_reader markdown;
};

struct reading {
	struct site *site;
	struct str folder;
	struct arena *scratch; /* of what is found, until it is read */
	struct reference_terms *terms;
	struct unread *files; /* terms come first */
	size_t count, cap;
	struct reader readers[WORK_MOST_JOBS];
};

static void
report_file(struct reading *reading, enum rule rule, struct str path, const char *text)
{
	diag_report(reading->site->diags, rule, text_span_of_file(reading->site->arena, path), "%s", text);
}

/* A folder that cannot be read (errno). */
static void
report_folder(struct reading *reading, struct str folder)
{
	file_judge(folder);
	report_file(reading, RULE_FILE_READ, folder, strerror(errno));
}

/* Front matter. */

static bool
is_fence(struct str line)
{
	return str_is(str_trim(line), "---") && str_starts(line, "---");
}

/* Where front matter and body lie; false where they do not, which is reported. */
static bool
find_parts(struct diagnostics *diags, struct source *source, struct parts *parts)
{
	struct str rest = source->text, line;

	if (!str_next_line(&rest, &line)) {
		diag_report(diags, RULE_FRONT_MISSING, span_of(source, 0, 0),
		            "the file is empty; begin with a line '---', the keys, and a line '---'");
		return false;
	}
	if (!is_fence(line)) {
		diag_report(diags, RULE_FRONT_MISSING, span_of(source, 0, line.len),
		            "no front matter; begin with a line '---', the keys, and a line '---'");
		return false;
	}
	parts->yaml_start = (size_t)(rest.at - source->text.at);
	for (;;) {
		parts->yaml_end = source->text.len - rest.len;
		if (!str_next_line(&rest, &line))
			break;
		if (is_fence(line)) {
			parts->body_start = source->text.len - rest.len;
			return true;
		}
	}
	diag_report(diags, RULE_FRONT_OPEN, span_of(source, 0, 3),
	            "the front matter that begins here does not end; put a line '---' behind its last key");
	return false;
}

/* One record. */

static void
reader_open(struct reader *reader, const struct site *site, struct arena *arena, struct arena *texts, struct diagnostics *diags,
            const struct reference_terms *terms)
{
	*reader = (struct reader){
		.site = site,
		.arena = arena,
		.nodes = arena_new(),
		.diags = diags,
		.markdown = markdown_open(arena, texts, diags, terms),
	};
}

static void
reader_close(struct reader *reader)
{
	markdown_close(&reader->markdown);
	arena_free(reader->nodes);
}

static struct record *
record_new(struct arena *arena, enum type type, struct str id, struct str path)
{
	struct record *record = arena_alloc(arena, sizeof *record);
	static struct prose nothing;

	record->type = type;
	record->id = arena_str(arena, id);
	record->source = source_new(arena, path, path);
	record->map.shape = type_info(type)->shape;
	record->body = &nothing;
	record->front = span_of(record->source, 0, 0);
	record->is_public = true;
	record->is_broken = true;
	return record;
}

/* False where something in it is wrong. */
static bool
read_front(struct reader *reader, struct record *record, const struct parts *parts)
{
	struct typing typing = {
		.arena = reader->arena,
		.diags = reader->diags,
		.settings = &reader->site->settings,
		.markdown = &reader->markdown,
		.owner = record,
	};
	size_t errors = diag_count(reader->diags, SEVERITY_ERROR);
	const struct node *node = yaml_read(reader->nodes, reader->diags, record->source, parts->yaml_start, parts->yaml_end);

	/* Broken YAML is one mistake: that its keys are missing then is none. */
	if (node || diag_count(reader->diags, SEVERITY_ERROR) == errors)
		typing_map(&typing, record->map.shape, node, record->front, &record->map);
	return diag_count(reader->diags, SEVERITY_ERROR) == errors;
}

static void
read_body(struct reader *reader, struct record *record, const struct parts *parts)
{
	struct source *source = record->source;
	struct markdown_text text = {
		.text = str_slice(source->text, parts->body_start, source->text.len),
		.source = source,
		.start = parts->body_start,
		.is_whole = true,
		.span = record->front,
	};

	placeholder_check(reader->diags, source, text.text, text.start);
	record->body = markdown_read(&reader->markdown, text, record, true);
}

/* Whatever its front matter says, a question belongs to its folder's set. */
static void
add_derived_values(struct arena *arena, struct record *record)
{
	struct value *set;

	if (record->type != TYPE_QUESTION)
		return;
	set = map_add(arena, &record->map, KEY_set);
	set->is_set = true;
	set->text = record_parent_id(record);
	set->span = record->front;
}

/* The source stays loaded where it is true. */
static bool
load_parts(struct reader *reader, struct source *source, struct parts *parts)
{
	if (!text_load(reader->arena, reader->diags, source, RULE_FILE_READ))
		return false;
	if (find_parts(reader->diags, source, parts))
		return true;
	source_unload(source);
	return false;
}

static void
read_first_part(struct reader *reader, struct unread *file)
{
	struct record *record = file->record;

	memory_at(record->source->path);
	file->is_waiting = load_parts(reader, record->source, &file->parts);
	if (file->is_waiting)
		record->is_broken = !read_front(reader, record, &file->parts);
	if (!file->is_waiting)
		return;
	add_derived_values(reader->arena, record);
	arena_reset(reader->nodes);
	record->digest = hash_of(record->source->text);
}

static void
read_last_part(struct reader *reader, struct unread *file)
{
	if (!file->is_waiting)
		return;
	memory_at(file->record->source->path);
	read_body(reader, file->record, &file->parts);
	source_unload(file->record->source);
	file->is_waiting = false;
}

static void
read_term_front(void *user, unsigned worker, size_t index)
{
	struct reading *reading = user;

	read_first_part(&reading->readers[worker], &reading->files[index]);
}

static void
read_rest(void *user, unsigned worker, size_t index)
{
	struct reading *reading = user;
	struct reader *reader = &reading->readers[worker];
	struct unread *file = &reading->files[index];

	if (file->record->type != TYPE_TERM)
		read_first_part(reader, file);
	read_last_part(reader, file);
}

/* The files, by name and place. */

static void
add_file(struct reading *reading, enum type type, struct str id, struct str path)
{
	struct site *site = reading->site;
	struct record *record = record_new(site->arena, type, id, path), *other = table_add(site->by_id, record->id, record);

	if (other) {
		diag_report(site->diags, RULE_ADDRESS_CLASH, record->front,
		            "'%.*s' is the id of two files; rename one of the two", STR_ARG(id));
		diag_note(site->diags, other->front, "this is the other");
		return;
	}
	records_add(site->arena, &site->records, record);
	reading->files = arena_grow(reading->scratch, reading->files, reading->count, &reading->cap, sizeof *reading->files);
	reading->files[reading->count++] = (struct unread){.record = record};
}

static struct str
id_of_path(struct reading *reading, struct str path)
{
	return str_slice(path, reading->folder.len + 1, path.len);
}

/* The id that a file of records has; "" where it has no place, which is reported. */
static struct str
record_id(struct reading *reading, struct str path, enum type *type)
{
	struct str relative = id_of_path(reading, path), id = str_slice(relative, 0, relative.len - 3);
	struct str slug = path_name(id);
	bool is_set = str_is(slug, "index") && str_starts(id, "questions/");

	if (!is_slug(slug) || (str_is(slug, "index") && !is_set) || str_is(slug, "404")) {
		report_file(reading, RULE_FILE_NAME, path,
		            "this name cannot be an address; use a-z, 0-9, '.', '_' and '-', and neither 'index' nor '404'");
		return STR("");
	}
	if (is_set)
		id = path_folder(id);
	*type = type_of_id(id);
	/* questions/x.md would be a set, which is questions/x/index.md. */
	if (*type == TYPE_NONE || (*type == TYPE_QUESTION_SET) != is_set) {
		report_file(reading, RULE_FILE_PLACE, path,
		            "no record has its place here; see 'Files' in the manual for where each type lies");
		return STR("");
	}
	return id;
}

static void
find_file(struct reading *reading, struct str path)
{
	enum type type;
	struct str id;

	if (!str_ends(path, ".md")) {
		report_file(reading, RULE_FILE_PLACE, path,
		            "a file that is no record; put it under files/, or begin its name with '_' to have it skipped");
		return;
	}
	id = record_id(reading, path, &type);
	if (id.len)
		add_file(reading, type, id, path);
}

/* A folder of records or files, by whom it is walked with. */
typedef void file_visitor(struct reading *reading, struct str path);

static bool
is_skipped(struct str name)
{
	return str_starts(name, ".") || str_starts(name, "_");
}

enum { DEEPEST_FOLDER = 16 };

static void
walk(struct reading *reading, struct str folder, file_visitor *visit, int depth)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(reading->scratch, folder, &entries, &count))
		report_folder(reading, folder);
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(reading->scratch, folder, entries[i].name);

		if (is_skipped(entries[i].name))
			continue;
		if (entries[i].kind == FILE_SYMLINK)
			report_file(reading, RULE_FILE_LINK, path, "a symbolic link; put the file itself here");
		else if (entries[i].kind == FILE_FOLDER && visit == find_file && !is_slug(entries[i].name))
			report_file(reading, RULE_FILE_NAME, path,
			            "the folder's name cannot be part of an address; use a-z, 0-9, '.', '_' and '-', at most 200 "
			            "bytes");
		else if (entries[i].kind == FILE_FOLDER && depth < DEEPEST_FOLDER)
			walk(reading, path, visit, depth + 1);
		else if (entries[i].kind == FILE_REGULAR)
			visit(reading, path);
		else
			report_file(reading, RULE_FILE_PLACE, path, "neither a file nor a folder of records; remove it");
	}
}

/* Names become addresses, and are printed. */
static bool
is_file_name(struct str path)
{
	uint32_t c;

	return utf8_first_invalid(path) == path.len && unseen_find(path, 0, unseen_hides, &c) == path.len &&
	       str_find_char(path, '\\') == path.len;
}

static void
note_file(struct reading *reading, struct str path)
{
	struct str *copy;

	if (!is_file_name(path)) {
		report_file(reading, RULE_FILE_NAME, path,
		            "a name with a character that nobody sees, a backslash, or bytes that are no UTF-8; rename the file");
		return;
	}
	copy = arena_alloc(reading->site->arena, sizeof *copy);
	*copy = arena_str(reading->site->arena, path);
	table_set(reading->site->files, str_slice(*copy, reading->folder.len + sizeof "/files/" - 1, path.len), copy);
}

static bool
is_type_folder(struct arena *scratch, struct str name)
{
	return is_like_id(arena_printf(scratch, "%.*s/", STR_ARG(name)));
}

/* The top level: a folder for each type, files/, and site.yaml. */
static void
visit_top(struct reading *reading, const struct file_entry *entry)
{
	struct str path = path_join(reading->scratch, reading->folder, entry->name);

	if (is_skipped(entry->name))
		return;
	if (entry->kind == FILE_REGULAR && str_is(entry->name, "site.yaml"))
		return;
	if (entry->kind == FILE_SYMLINK)
		report_file(reading, RULE_FILE_LINK, path, "a symbolic link; put the file itself here");
	else if (entry->kind == FILE_FOLDER && str_is(entry->name, "files"))
		walk(reading, path, note_file, 1);
	else if (entry->kind == FILE_FOLDER && is_type_folder(reading->scratch, entry->name))
		walk(reading, path, find_file, 1);
	else
		report_file(reading, RULE_FILE_PLACE, path,
		            "no type of record has this name; begin it with '_' to have it skipped");
}

static void
find_files(struct reading *reading)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(reading->scratch, reading->folder, &entries, &count))
		report_folder(reading, reading->folder);
	for (int is_terms = 1; is_terms >= 0; is_terms--)
		for (size_t i = 0; i < count; i++)
			if (str_is(entries[i].name, "terms") == is_terms)
				visit_top(reading, &entries[i]);
}

/* What leads to each term: its title and its abbreviation. One that is withheld must not change how others are found. */
static struct reference_terms *
learn_terms(struct arena *arena, const struct site *site, const struct records *among)
{
	struct reference_terms *terms = reference_terms_new(arena);

	for (size_t i = 0; i < among->count; i++) {
		const struct record *term = among->items[i];

		if (term->type != TYPE_TERM || !record_is_open(site, term))
			continue;
		if (record_text(term, KEY_title).len)
			reference_terms_add(terms, record_text(term, KEY_title), term->id, false);
		if (record_text(term, KEY_abbreviation).len)
			reference_terms_add(terms, record_text(term, KEY_abbreviation), term->id, true);
	}
	return terms;
}

static int
id_order(const void *a, const void *b)
{
	return str_order((*(struct record *const *)a)->id, (*(struct record *const *)b)->id);
}

static unsigned
reader_count(const struct reading *reading)
{
	unsigned jobs = reading->site->jobs;

	return jobs < 1 ? 1 : jobs > WORK_MOST_JOBS ? WORK_MOST_JOBS : jobs;
}

/* Reads as many of the first files as are asked for. Which worker read what shows in nothing: messages about a file come from one. */
static void
share(struct reading *reading, size_t count, work_step *step)
{
	struct site *site = reading->site;
	unsigned jobs = reader_count(reading);

	for (unsigned i = 0; i < jobs; i++) {
		struct arena *arena = arena_new();

		reader_open(&reading->readers[i], site, arena, arena_new_spilled(site->spill), diag_new(arena), reading->terms);
	}
	work_share(jobs, count, step, reading);
	memory_at(STR(""));
	for (unsigned i = 0; i < jobs; i++) {
		struct reader *reader = &reading->readers[i];

		reader_close(reader);
		diag_take(site->diags, reader->diags);
		arena_join(site->arena, reader->arena);
		arena_join(site->texts ? site->texts : site->arena, reader->markdown.texts);
	}
}

void
content_read(struct site *site, struct str folder)
{
	struct reading reading = {.site = site, .folder = folder, .scratch = arena_new()};
	size_t term_count = 0;

	site->by_id = table_new(site->arena);
	site->files = table_new(site->arena);
	find_files(&reading);
	while (term_count < reading.count && reading.files[term_count].record->type == TYPE_TERM)
		term_count++;
	if (site->records.count)
		qsort(site->records.items, site->records.count, sizeof *site->records.items, id_order);
	site->read_count = site->records.count;
	if (term_count) {
		/* Nothing is known that their front matter could be searched for. */
		reading.terms = reference_terms_new(reading.scratch);
		share(&reading, term_count, read_term_front);
	}
	reading.terms = learn_terms(reading.scratch, site, &site->records);
	share(&reading, reading.count, read_rest);
	arena_free(reading.scratch);
}

struct record *
content_read_one(struct site *site, struct str folder, struct str path, struct str *text)
{
	struct reading reading = {.site = site, .folder = folder, .scratch = arena_new()};
	struct reader *reader = &reading.readers[0];
	struct unread file = {0};
	enum type type;
	bool is_there = str_ends(path, ".md") && (text->at || file_kind_of(path, NULL) == FILE_REGULAR);
	struct str id = is_there ? record_id(&reading, path, &type) : STR("");

	if (id.len) {
		file.record = record_new(site->arena, type, id, path);
		file.record->source->text = *text;
		reader_open(reader, site, site->arena, site->arena, site->diags,
		            learn_terms(reading.scratch, site, &site->by_type[TYPE_TERM]));
		read_first_part(reader, &file);
		if (file.is_waiting && !text->at)
			*text = arena_str(site->arena, file.record->source->text);
		read_last_part(reader, &file);
		reader_close(reader);
		memory_at(STR(""));
	}
	arena_free(reading.scratch);
	return file.record;
}
