/* SPDX-License-Identifier: EUPL-1.2 */
#include "revise.h"

#include "../model/kamerstuk.h"
#include "check.h"
#include "link.h"

/* What may differ. */

static bool
may_be_renamed(const struct site *site, const struct record *record)
{
	switch (record->type) {
	case TYPE_EVALUATION:
		/* 'aanbeveling 3 van de PR Veiligheid' finds its evaluation by title. */
		return !site->names_evaluations;
	case TYPE_RECOMMENDATION:
	case TYPE_FOLLOWUP:
	case TYPE_LETTER:
	case TYPE_QUESTION_SET:
	case TYPE_QUESTION:
	case TYPE_COMMITMENT:
	case TYPE_MEASURE:
	case TYPE_SAVINGS:
		return true;
	default:
		return false; /* lists are ordered by them, texts find them by name, or they stand in the menu */
	}
}

/* What a follow-up may report otherwise. */
static bool
is_state(const struct record *record, enum key key)
{
	return record->type == TYPE_FOLLOWUP && (key == KEY_status || key == KEY_expected || key == KEY_evidence);
}

static bool
may_change(const struct site *site, const struct record *record, const struct field *field)
{
	return field->kind == VALUE_MARKDOWN || field->key == KEY_summary || is_state(record, field->key) ||
	       (field->key == KEY_title && may_be_renamed(site, record));
}

static bool is_same_map(const struct map *a, const struct map *b);

static bool
is_same_pairs(const struct pairs *a, const struct pairs *b)
{
	if (!a || !b || a->count != b->count)
		return a == b;
	for (size_t i = 0; i < a->count; i++) {
		const struct pair *x = &a->items[i], *y = &b->items[i];

		if (!str_equal(x->name, y->name) || !str_equal(x->text, y->text) || !is_same_pairs(x->inside, y->inside))
			return false;
	}
	return true;
}

/* Texts apart: whether both are set, and say the same. */
static bool
is_same_value(const struct field *field, const struct value *a, const struct value *b)
{
	if (a->is_set != b->is_set || a->is_written != b->is_written)
		return false;
	if (!a->is_set || field->kind == VALUE_MARKDOWN)
		return true;
	if (a->is_text != b->is_text || !a->items != !b->items || a->count != b->count || !str_equal(a->text, b->text))
		return false;
	for (size_t i = 0; a->items && i < a->count; i++)
		if (!is_same_value(field, &a->items[i], &b->items[i]))
			return false;
	if (a->items)
		return true;
	if (field->kind == VALUE_MAP)
		return is_same_map(a->map, b->map);
	return field->kind != VALUE_FREE || is_same_pairs(a->pairs, b->pairs);
}

static bool
is_same_map(const struct map *a, const struct map *b)
{
	for (size_t i = 0; i < a->shape->count; i++)
		if (!is_same_value(&a->shape->fields[i], map_at(a, i), map_at(b, i)))
			return false;
	return true;
}

/* What names a theme or an evaluation decides over what stands in its feed. */
static bool
leads_to_feed(const struct site *site, const struct value *value)
{
	for (size_t i = 0; i < value->count; i++) {
		const struct record *to = site_find(site, value->items[i].text);

		if (to && record_has_feed(to))
			return true;
	}
	return false;
}

/* Of a value that may change: whether it changes in a way that it may. A text that comes or goes is another number of texts. */
static bool
may_become(const struct site *site, const struct field *field, const struct value *a, const struct value *b)
{
	if (field->kind == VALUE_MARKDOWN)
		return a->is_set == b->is_set && a->is_written == b->is_written;
	return is_same_value(field, a, b) || (!leads_to_feed(site, a) && !leads_to_feed(site, b));
}

static bool
are_values_alike(const struct site *site, const struct record *record, const struct record *anew)
{
	const struct shape *shape = record->map.shape;

	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		const struct value *a = map_at(&record->map, i), *b = map_at(&anew->map, i);

		if (may_change(site, record, field) ? !may_become(site, field, a, b) : !is_same_value(field, a, b))
			return false;
	}
	return true;
}

/* Texts. */

/* All texts of a record, the body first, as record->proses has them once it is resolved. */
struct texts {
	const struct tape *items[64];
	size_t count;
};

static void
add_text(void *user, const struct record *record, const struct field *field, struct value *value)
{
	struct texts *texts = user;

	(void)record;
	if (field->kind == VALUE_MARKDOWN && texts->count < sizeof texts->items / sizeof *texts->items)
		texts->items[texts->count++] = &value->prose->tape;
}

static struct texts
texts_of(const struct record *record)
{
	struct texts texts = {.items = {&record->body->tape}, .count = 1};

	record_visit((struct record *)(uintptr_t)record, add_text, &texts);
	return texts;
}

static bool
has_same_blocks(const struct tape *a, const struct tape *b)
{
	if (a->fill_count != b->fill_count)
		return false;
	for (uint32_t i = 0; i < a->fill_count; i++)
		if (a->fills[i].kind != b->fills[i].kind || !str_equal(fill_id(a, &a->fills[i]), fill_id(b, &b->fills[i])))
			return false;
	return true;
}

/* Of a text's references that are files the n-th; NULL behind the last. */
static const struct tape_ref *
file_at(const struct tape *tape, uint32_t *at)
{
	while (*at < tape->ref_count && tape->refs[*at].kind != REF_FILE)
		++*at;
	return *at < tape->ref_count ? &tape->refs[(*at)++] : NULL;
}

/* Files that are referred to are published. */
static bool
has_same_files(const struct tape *a, const struct tape *b)
{
	const struct tape_ref *x, *y;
	uint32_t i = 0, k = 0;

	do {
		x = file_at(a, &i);
		y = file_at(b, &k);
		if (x && y && !str_equal(ref_name(a, x), ref_name(b, y)))
			return false;
	} while (x && y);
	return !x && !y;
}

/* A dossier that nobody cited before would get a page. */
static bool
cites_known_dossiers(const struct site *site, const struct tape *tape)
{
	struct arena *scratch = arena_new();
	bool is_known = true;

	for (uint32_t i = 0; is_known && i < tape->ref_count; i++) {
		struct kamerstuk paper;

		if (tape->refs[i].kind != REF_KAMERSTUK)
			continue;
		paper = kamerstuk_of_key(ref_name(tape, &tape->refs[i]));
		is_known = table_find(site->by_dossier, kamerstuk_dossier_key(scratch, &paper)) != NULL;
	}
	arena_free(scratch);
	return is_known;
}

/* An empty answer is one that others may not refer to. */
static bool
are_texts_alike(const struct site *site, const struct record *record, const struct record *anew)
{
	struct texts a = texts_of(record), b = texts_of(anew);

	if (a.count != b.count || a.count == sizeof a.items / sizeof *a.items)
		return false;
	for (size_t i = 0; i < a.count; i++)
		if (tape_is_empty(a.items[i]) != tape_is_empty(b.items[i]) || !has_same_blocks(a.items[i], b.items[i]) ||
		    !has_same_files(a.items[i], b.items[i]) || !cites_known_dossiers(site, b.items[i]))
			return false;
	return true;
}

bool
revise_can(const struct site *site, const struct record *record, const struct record *anew)
{
	return record->type == anew->type && record->source && !record->source->is_told_of && !anew->source->is_told_of &&
	       !record->is_broken && !anew->is_broken && are_values_alike(site, record, anew) &&
	       are_texts_alike(site, record, anew);
}

bool
revise_is_same(const struct record *record, const struct record *anew)
{
	struct texts a = texts_of(record), b = texts_of(anew);

	if (a.count != b.count || a.count == sizeof a.items / sizeof *a.items || anew->is_broken ||
	    !is_same_map(&record->map, &anew->map))
		return false;
	for (size_t i = 0; i < a.count; i++)
		if (tape_digest(a.items[i]) != tape_digest(b.items[i]))
			return false;
	return true;
}

/* What is different. */

static bool
is_text_changed(const struct record *record, const struct record *anew, enum key key)
{
	return !str_equal(record_text(record, key), record_text(anew, key));
}

static bool
is_state_changed(const struct record *record, const struct record *anew)
{
	const struct shape *shape = record->map.shape;

	for (size_t i = 0; i < shape->count; i++)
		if (is_state(record, shape->fields[i].key) &&
		    !is_same_value(&shape->fields[i], map_at(&record->map, i), map_at(&anew->map, i)))
			return true;
	return false;
}

static bool
is_any_key_changed(const struct record *record, const struct record *anew)
{
	struct texts a = texts_of(record), b = texts_of(anew);

	for (size_t i = 1; i < a.count; i++)
		if (tape_digest(a.items[i]) != tape_digest(b.items[i]))
			return true;
	return is_text_changed(record, anew, KEY_title) || is_text_changed(record, anew, KEY_summary) ||
	       is_state_changed(record, anew);
}

/* What a feed shows of a record without a summary. */
static bool
is_lead_changed(const struct tape *a, const struct tape *b)
{
	struct arena *scratch = arena_new();
	bool is_same = str_equal(tape_lead(scratch, a), tape_lead(scratch, b));

	arena_free(scratch);
	return !is_same;
}

/* Putting it in. */

static void
take_over(struct record *record, const struct record *anew)
{
	record->source = anew->source;
	record->map = anew->map;
	record->front = anew->front;
	record->digest = anew->digest;
	record->body = anew->body;
	record->proses = NULL;
	record->prose_count = 0;
}

static void
own_value(void *user, const struct record *record, const struct field *field, struct value *value)
{
	(void)user;
	if (field->kind == VALUE_MARKDOWN)
		value->prose->owner = record;
}

/* Titles that are made of others'. */
static void
retitle(struct site *site, struct record *record, struct revision *revision)
{
	struct str before = record->title;

	if (str_equal(derive_title(site, record), before))
		return;
	records_add(site->arena, &revision->titled, record);
	for (size_t i = 0; i < record->in.count; i++) {
		struct record *below = (struct record *)(uintptr_t)record->in.items[i]->from;

		if (record_parent(below) == record && !record_text(below, KEY_title).len)
			retitle(site, below, revision);
	}
}

/* A heading that others lead to is there still. */
static bool
has_anchors_of(const struct record *record)
{
	for (size_t i = 0; i < record->in.count; i++)
		if (record->in.items[i]->fragment.len && !tape_has_anchor(&record->body->tape, record->in.items[i]->fragment))
			return false;
	return true;
}

/* A dossier without a record of its own is there only while somebody cites it. */
static bool
are_dossiers_cited(const struct links *before)
{
	for (size_t i = 0; i < before->count; i++) {
		const struct record *to = before->items[i]->to;

		if (to && to->type == TYPE_DOSSIER && !to->source && !to->in.count)
			return false;
	}
	return true;
}

bool
revise(struct site *site, struct record *record, const struct record *anew, int year, struct revision *revision)
{
	size_t told = diag_count(site->diags, SEVERITY_ERROR) + diag_count(site->diags, SEVERITY_WARNING);
	struct links before = record->out;

	*revision = (struct revision){.record = record,
	                              .is_state_changed = is_state_changed(record, anew),
	                              .is_said_anew = is_any_key_changed(record, anew),
	                              .is_lead_changed = is_lead_changed(&record->body->tape, &anew->body->tape)};
	unlink_record(site, record);
	take_over(record, anew);
	record->body->owner = record;
	record_visit(record, own_value, NULL);
	resolve_record(site, record);
	link_record(site, record);
	retitle(site, record, revision);
	check_revised(site, record, year);
	return has_anchors_of(record) && are_dossiers_cited(&before) &&
	       diag_count(site->diags, SEVERITY_ERROR) + diag_count(site->diags, SEVERITY_WARNING) == told;
}
