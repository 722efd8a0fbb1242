/* SPDX-License-Identifier: EUPL-1.2 */
#include "content.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/unseen.h"
#include "../base/utf8.h"
#include "markdown.h"
#include "text.h"
#include "typing.h"

/* Where front matter and body lie in a file. */
struct parts {
	size_t yaml_start, yaml_end;
	size_t body_start;
};

/* A term whose body waits until all terms are known: terms speak of each other. */
struct waiting {
	struct record *record;
	struct parts parts;
};

struct reading {
	struct site *site;
	struct str folder;
	struct arena *scratch; /* nodes; reset behind each file */
	struct markdown_reader markdown;
	struct reference_terms *terms;
	struct waiting *waiting;
	size_t waiting_count, waiting_cap;
};

static struct source *
new_source(struct reading *reading, struct str path)
{
	return source_new(reading->site->arena, path, path);
}

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
find_parts(struct reading *reading, struct source *source, struct parts *parts)
{
	struct diagnostics *diags = reading->site->diags;
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

static struct record *
record_new(struct reading *reading, enum type type, struct str id, struct source *source)
{
	struct site *site = reading->site;
	struct record *record = arena_alloc(site->arena, sizeof *record);
	static struct prose nothing;

	record->type = type;
	record->id = arena_str(site->arena, id);
	record->source = source;
	record->map.shape = type_info(type)->shape;
	record->map.values = arena_array(site->arena, record->map.shape->count, sizeof *record->map.values);
	record->body = &nothing;
	record->front = span_of(source, 0, 0);
	record->is_public = true;
	return record;
}

/* False where something in it is wrong. */
static bool
read_front(struct reading *reading, struct record *record, const struct parts *parts)
{
	struct site *site = reading->site;
	struct typing typing = {
		.arena = site->arena,
		.diags = site->diags,
		.settings = &site->settings,
		.markdown = &reading->markdown,
		.owner = record,
	};
	size_t errors = diag_count(site->diags, SEVERITY_ERROR);
	const struct node *node = yaml_read(reading->scratch, site->diags, record->source, parts->yaml_start, parts->yaml_end);

	/* Broken YAML is one mistake: that its keys are missing then is none. */
	if (node || diag_count(site->diags, SEVERITY_ERROR) == errors)
		typing_map(&typing, record->map.shape, node, record->front, &record->map);
	return diag_count(site->diags, SEVERITY_ERROR) == errors;
}

static void
read_body(struct reading *reading, struct record *record, const struct parts *parts)
{
	struct source *source = record->source;
	struct markdown_text text = {
		.text = str_slice(source->text, parts->body_start, source->text.len),
		.source = source,
		.start = parts->body_start,
		.is_whole = true,
		.span = record->front,
	};

	placeholder_check(reading->site->diags, source, text.text, text.start);
	record->body = markdown_read(&reading->markdown, text, record, true);
}

/* Whatever its front matter says, a question belongs to its folder's set. */
static void
add_derived_values(struct record *record)
{
	struct value *set;

	if (record->type != TYPE_QUESTION)
		return;
	set = &record->map.values[record->map.shape->slot[KEY_set] - 1];
	set->is_set = true;
	set->text = record_parent_id(record);
	set->span = record->front;
}

static void
read_record(struct reading *reading, enum type type, struct str id, struct str path)
{
	struct site *site = reading->site;
	struct source *source = new_source(reading, path);
	struct record *record = record_new(reading, type, id, source), *other;
	struct parts parts;

	other = table_add(site->by_id, record->id, record);
	if (other) {
		diag_report(site->diags, RULE_ADDRESS_CLASH, record->front,
		            "'%.*s' is the id of two files; rename one of the two", STR_ARG(id));
		diag_note(site->diags, other->front, "this is the other");
		return;
	}
	records_add(site->arena, &site->records, record);
	record->is_broken = true;
	memory_at(source->path);
	if (!text_load(site->arena, site->diags, source, RULE_FILE_READ) || !find_parts(reading, source, &parts)) {
		source_unload(source);
		return;
	}
	record->is_broken = !read_front(reading, record, &parts);
	add_derived_values(record);
	arena_reset(reading->scratch);
	record->digest = hash_of(source->text);
	if (type == TYPE_TERM) {
		reading->waiting = arena_grow(site->arena, reading->waiting, reading->waiting_count, &reading->waiting_cap,
		                              sizeof *reading->waiting);
		reading->waiting[reading->waiting_count++] = (struct waiting){record, parts};
		return;
	}
	read_body(reading, record, &parts);
	source_unload(source);
}

/* The folder. */

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
read_file(struct reading *reading, struct str path)
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
		read_record(reading, type, id, path);
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

	if (!file_list(reading->site->arena, folder, &entries, &count))
		report_folder(reading, folder);
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(reading->site->arena, folder, entries[i].name);

		if (is_skipped(entries[i].name))
			continue;
		if (entries[i].kind == FILE_SYMLINK)
			report_file(reading, RULE_FILE_LINK, path, "a symbolic link; put the file itself here");
		else if (entries[i].kind == FILE_FOLDER && visit == read_file && !is_slug(entries[i].name))
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
	struct str *copy = arena_alloc(reading->site->arena, sizeof *copy);

	if (!is_file_name(path)) {
		report_file(reading, RULE_FILE_NAME, path,
		            "a name with a character that nobody sees, a backslash, or bytes that are no UTF-8; rename the file");
		return;
	}
	*copy = path;
	table_set(reading->site->files, str_slice(path, reading->folder.len + sizeof "/files/" - 1, path.len), copy);
}

static bool
is_type_folder(struct str name)
{
	struct arena *scratch = arena_new();
	bool is_type = is_like_id(arena_printf(scratch, "%.*s/", STR_ARG(name)));

	arena_free(scratch);
	return is_type;
}

/* The top level: a folder for each type, files/, and site.yaml. */
static void
visit_top(struct reading *reading, const struct file_entry *entry, bool is_first_round)
{
	struct str path = path_join(reading->site->arena, reading->folder, entry->name);
	bool is_terms = str_is(entry->name, "terms");

	if (is_skipped(entry->name) || is_terms != is_first_round)
		return;
	if (entry->kind == FILE_REGULAR && str_is(entry->name, "site.yaml"))
		return;
	if (entry->kind == FILE_SYMLINK)
		report_file(reading, RULE_FILE_LINK, path, "a symbolic link; put the file itself here");
	else if (entry->kind == FILE_FOLDER && str_is(entry->name, "files"))
		walk(reading, path, note_file, 1);
	else if (entry->kind == FILE_FOLDER && is_type_folder(entry->name))
		walk(reading, path, read_file, 1);
	else
		report_file(reading, RULE_FILE_PLACE, path,
		            "no type of record has this name; begin it with '_' to have it skipped");
}

/* What leads to each term: its title and its abbreviation. One that is withheld must not change how others are found. */
static void
learn_terms(struct reading *reading)
{
	const struct records *records = &reading->site->records;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *term = records->items[i];

		if (!record_is_open(reading->site, term))
			continue;
		if (record_text(term, KEY_title).len)
			reference_terms_add(reading->terms, record_text(term, KEY_title), term->id, false);
		if (record_text(term, KEY_abbreviation).len)
			reference_terms_add(reading->terms, record_text(term, KEY_abbreviation), term->id, true);
	}
}

static void
read_waiting_bodies(struct reading *reading)
{
	for (size_t i = 0; i < reading->waiting_count; i++) {
		struct waiting *waiting = &reading->waiting[i];

		memory_at(waiting->record->source->path);
		read_body(reading, waiting->record, &waiting->parts);
		source_unload(waiting->record->source);
	}
}

static int
id_order(const void *a, const void *b)
{
	return str_order((*(struct record *const *)a)->id, (*(struct record *const *)b)->id);
}

void
content_read(struct site *site, struct str folder)
{
	struct reading reading = {.site = site, .folder = folder, .scratch = arena_new()};
	struct file_entry *entries;
	size_t count;

	site->by_id = table_new(site->arena);
	site->files = table_new(site->arena);
	reading.terms = reference_terms_new(site->arena);
	reading.markdown = (struct markdown_reader){
		.arena = site->arena, .scratch = arena_new(), .diags = site->diags, .terms = reading.terms};
	if (!file_list(site->arena, folder, &entries, &count))
		report_folder(&reading, folder);
	for (size_t i = 0; i < count; i++)
		visit_top(&reading, &entries[i], true);
	learn_terms(&reading);
	read_waiting_bodies(&reading);
	for (size_t i = 0; i < count; i++)
		visit_top(&reading, &entries[i], false);
	memory_at(STR(""));
	if (site->records.count)
		qsort(site->records.items, site->records.count, sizeof *site->records.items, id_order);
	site->read_count = site->records.count;
	arena_free(reading.markdown.scratch);
	arena_free(reading.scratch);
}
