/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/file.h"
#include "check.h"

enum { MOST_SUGGESTIONS = 200 };

/* The nearest id of a type that fits. */
static const struct record *
nearest_id(const struct site *site, struct str id, unsigned types)
{
	size_t least = 4;
	const struct record *nearest = NULL;

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];
		size_t distance = types & 1u << record->type ? str_distance(id, record->id, least) : least;

		if (distance < least) {
			least = distance;
			nearest = record;
		}
	}
	return nearest;
}

/* Somebody who gave the name alone, or another folder, meant this record. */
static const struct record *
same_name(const struct site *site, struct str id, unsigned types)
{
	struct str name = path_name(id);

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		if ((types & 1u << record->type) && str_equal(record_slug(record), name) && name.len > 3)
			return record;
	}
	return NULL;
}

static void
report_unknown(struct site *site, enum rule rule, struct span span, struct str id, unsigned types)
{
	const struct record *meant = NULL;
	bool is_set = type_of_id(id) == TYPE_QUESTION_SET;

	/* Each suggestion looks at every record; who has that many mistakes has another one. */
	if (diag_count(site->diags, SEVERITY_ERROR) < MOST_SUGGESTIONS) {
		meant = nearest_id(site, id, types);
		meant = meant ? meant : same_name(site, id, types);
	}
	if (meant)
		diag_report(site->diags, rule, span, "there is no record '%.*s'; did you mean '%.*s'?", STR_ARG(id),
		            STR_ARG(meant->id));
	else if (type_of_id(id) == TYPE_NONE)
		diag_report(site->diags, rule, span, "there is no record '%.*s', and no type lies there; write the id of one",
		            STR_ARG(id));
	else
		diag_report(site->diags, rule, span,
		            "there is no record '%.*s'; write the id of one, or add it as content/%.*s%s.md", STR_ARG(id),
		            STR_ARG(id), is_set ? "/index" : "");
}

static const struct record *
resolve(struct site *site, struct str id, unsigned types, enum rule rule, struct span span)
{
	const struct record *record = site_find(site, id);

	if (!record) {
		report_unknown(site, rule, span, id, types);
		return NULL;
	}
	if (types & 1u << record->type)
		return record;
	diag_report(site->diags, RULE_ID_TYPE, span, "'%.*s' is %.*s, and this asks for %.*s; write another id", STR_ARG(id),
	            STR_ARG(types_text(site->arena, 1u << record->type)), STR_ARG(types_text(site->arena, types)));
	return NULL;
}

static bool
holds_id(const struct field *field, const struct value *value)
{
	switch (field->kind) {
	case VALUE_ID:
		return !(field->flags & DERIVED);
	case VALUE_ID_OR_URL:
		return !str_contains(value->text, "://");
	case VALUE_ID_OR_TEXT:
		return !value->is_text;
	case VALUE_TEXT_OR_ID:
		return is_like_id(value->text);
	default:
		return false;
	}
}

/* What browsers or servers run, by the parts behind a point: some servers look at each of them. */
static const char *const active_endings[] = {
	"asp",  "aspx",  "cgi", "css", "hta",   "htc", "htm",  "html", "js",   "jsp", "mht",   "mhtml", "mjs", "php",
	"phar", "phtml", "pl",  "py",  "shtml", "svg", "svgz", "swf",  "wasm", "xht", "xhtml", "xml",   "xsl", "xslt",
};

static bool
is_active(struct str name)
{
	struct str rest = path_name(name), part;
	bool is_first = true;

	while (str_next_part(&rest, '.', &part)) {
		for (size_t i = 0; !is_first && i < sizeof active_endings / sizeof *active_endings; i++)
			if (str_equal_folded(part, str_from(active_endings[i])))
				return true;
		is_first = false;
	}
	return false;
}

static void
resolve_file(struct site *site, enum rule missing, struct span span, struct str name)
{
	if (!table_find(site->files, name))
		diag_report(site->diags, missing, span, "there is no file 'files/%.*s'; add it, or correct the name",
		            STR_ARG(name));
	else if (is_active(name))
		diag_report(site->diags, RULE_FILE_ACTIVE, span,
		            "'files/%.*s' may be run by browsers or servers; offer it as PDF, PNG, text or in a ZIP archive",
		            STR_ARG(name));
}

static void
resolve_value(void *user, const struct record *record, const struct field *field, struct value *value)
{
	struct site *site = user;

	if (field->flags & DERIVED) {
		value->record = site_find(site, value->text);
		if (!value->record)
			diag_report(site->diags, RULE_ID_UNKNOWN, record->front,
			            "the folder of this question is no set; add content/%.*s/index.md", STR_ARG(value->text));
	} else if (holds_id(field, value)) {
		value->record = resolve(site, value->text, field->detail, RULE_ID_UNKNOWN, value->span);
	} else if (field->kind == VALUE_FILE) {
		resolve_file(site, RULE_FILE_UNKNOWN, value->span, value->text);
	}
}

static void
resolve_fragment(struct site *site, const struct record *to, struct str fragment, struct span span)
{
	if (!fragment.len || tape_has_anchor(&to->body->tape, fragment))
		return;
	diag_report(site->diags, RULE_LINK_BROKEN, span, "'%.*s' has no heading '#%.*s'; write another, or none", STR_ARG(to->id),
	            STR_ARG(fragment));
}

static void
resolve_ref(struct site *site, const struct prose *prose, const struct tape_ref *ref)
{
	struct span span = {prose->owner->source, ref->start, ref->end};
	struct str name = ref_name(&prose->tape, ref), fragment = ref_fragment(&prose->tape, ref);
	const struct record *to;

	if (ref->flags & REF_RECOGNISED)
		return;
	if (ref->kind == REF_ID && name.len) {
		to = resolve(site, name, TO_ANY, RULE_LINK_BROKEN, span);
		if (to)
			resolve_fragment(site, to, fragment, span);
	} else if (ref->kind == REF_FRAGMENT) {
		resolve_fragment(site, prose->owner, fragment, span);
	} else if (ref->kind == REF_FILE) {
		resolve_file(site, RULE_LINK_BROKEN, span, name);
	}
}

static void
resolve_fill(struct site *site, const struct prose *prose, const struct tape_fill *fill)
{
	struct span span = {prose->owner->source, fill->start, fill->end};

	if (fill->about != TYPE_NONE)
		resolve(site, fill_id(&prose->tape, fill), 1u << fill->about, RULE_ID_UNKNOWN, span);
}

static void
add_prose(void *user, const struct record *record, const struct field *field, struct value *value)
{
	struct site *site = user;
	struct record *owner = (struct record *)(uintptr_t)record;
	size_t cap = owner->prose_count;

	if (field->kind != VALUE_MARKDOWN)
		return;
	owner->proses = arena_grow(site->arena, owner->proses, owner->prose_count, &cap, sizeof *owner->proses);
	owner->proses[owner->prose_count++] = value->prose;
}

static void
gather_proses(struct site *site, struct record *record)
{
	record->proses = arena_array(site->arena, 1, sizeof *record->proses);
	record->proses[0] = record->body;
	record->prose_count = 1;
	record_visit(record, add_prose, site);
}

void
resolve_record(struct site *site, struct record *record)
{
	record_visit(record, resolve_value, site);
	gather_proses(site, record);
	for (size_t j = 0; j < record->prose_count; j++) {
		const struct prose *prose = record->proses[j];

		for (uint32_t k = 0; k < prose->tape.ref_count; k++)
			resolve_ref(site, prose, &prose->tape.refs[k]);
		for (uint32_t k = 0; k < prose->tape.fill_count; k++)
			resolve_fill(site, prose, &prose->tape.fills[k]);
	}
}

void
resolve_ids(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		resolve_record(site, site->records.items[i]);
}
