/* SPDX-License-Identifier: EUPL-1.2 */
#include "view_parts.h"

#include <stdlib.h>

#include "../base/file.h"
#include "../model/address.h"
#include "portal.h"
#include "tape_html.h"

/* Most accessors give a text that stands somewhere. */

static const struct record *
as_record(const void *object)
{
	return object;
}

static void
add_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_record(object)->title);
}

static void
add_id(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_record(object)->id);
}

static void
add_href(void *context, const void *object, struct buf *out)
{
	context_add_href(context, as_record(object)->address, out);
}

static void
add_type(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, page->site->language->types[as_record(object)->type].one);
}

static void
add_type_many(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, page->site->language->types[as_record(object)->type].many);
}

static void
add_date(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	language_add_date(page->site->language, as_record(object)->date, out);
}

static void
add_date_iso(void *context, const void *object, struct buf *out)
{
	(void)context;
	date_add_iso(out, as_record(object)->date);
}

static void
add_summary(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, record_text(as_record(object), KEY_summary));
}

static void
add_number(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, record_text(as_record(object), KEY_number));
}

static void
add_asker(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, record_text(as_record(object), KEY_asker));
}

/* What a list says of a record beside its title: the recommendation, the question. */
static void
add_text(void *context, const void *object, struct buf *out)
{
	const struct record *record = object;

	if (record->type == TYPE_RECOMMENDATION || record->type == TYPE_TERM)
		tape_write_first_paragraph(context, record->body, out);
	else if (record->type == TYPE_QUESTION)
		tape_write_first_paragraph(context, record_prose(record, KEY_question), out);
}

static const struct term *
decision_of(const struct context *context, const struct record *record)
{
	return record_decision(context->site, record);
}

static const struct term *
status_of(const struct context *context, const struct record *record)
{
	return record_status(context->site, record);
}

static void
add_decision(void *context, const void *object, struct buf *out)
{
	const struct term *term = decision_of(context, object);

	buf_add(out, term ? term->label : STR(""));
}

static void
add_decision_id(void *context, const void *object, struct buf *out)
{
	const struct term *term = decision_of(context, object);

	buf_add(out, term ? term->id : STR(""));
}

/* A commitment has a state of its own where no follow-up reports one. */
static const struct value *
commitment_state(const struct record *record)
{
	return record->type == TYPE_COMMITMENT ? record_value(record, KEY_status) : NULL;
}

static void
add_status(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct record *record = object;
	const struct term *term = status_of(page, record);
	const struct value *own = commitment_state(record);

	if (term)
		buf_add(out, term->label);
	else if (own)
		buf_add(out, language_capital(page->arena, page->site->language->choices[CHOICE_COMMITMENT][own->number]));
}

/* The design system's word for each tone of schema.def, in its order. */
static const char *const tones[] = {"neutral", "active", "valid", "warning", "danger"};

const char *
tone_of(const struct term *term, bool is_decision)
{
	const struct value *tone = term && term->map ? map_value(term->map, KEY_tone) : NULL;

	if (tone)
		return tones[tone->number];
	if (is_decision || !term)
		return "neutral";
	return term->is_open ? "active" : "inactive";
}

static void
add_decision_tone(void *context, const void *object, struct buf *out)
{
	buf_add_cstring(out, tone_of(decision_of(context, object), true));
}

/* Of the states that a commitment can have itself, in the order of schema.def. */
static const char *const commitment_tones[] = {"active", "valid", "active", "neutral"};

static void
add_status_tone(void *context, const void *object, struct buf *out)
{
	const struct term *term = status_of(context, object);
	const struct value *own = commitment_state(object);

	buf_add_cstring(out, !term && own ? commitment_tones[own->number] : tone_of(term, false));
}

static bool
is_open(void *context, const void *object)
{
	const struct term *term = status_of(context, object);

	return term && term->is_open;
}

static bool
is_closed(void *context, const void *object)
{
	const struct term *term = status_of(context, object);

	return term && !term->is_open;
}

static bool
is_not_followed(void *context, const void *object)
{
	const struct term *term = decision_of(context, object);

	return term && !term->is_followed;
}

static void
add_expected(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	language_add_date(page->site->language, record_date(object, KEY_expected), out);
}

/* The year that a follow-up was reported in: its folder's. */
static void
add_year(void *context, const void *object, struct buf *out)
{
	(void)context;
	if (as_record(object)->type == TYPE_FOLLOWUP)
		buf_add(out, path_name(record_parent_id(object)));
}

/* The page of the last state that was reported of an item. */
static void
add_followup_href(void *context, const void *object, struct buf *out)
{
	const struct record *last = as_record(object)->type == TYPE_FOLLOWUP ? NULL : as_record(object)->last_followup;

	if (last)
		context_add_href(context, last->address, out);
}

static bool
is_published(const struct record *record)
{
	return record && (record_says(record, KEY_source) || record_value(record, KEY_kamerstuk));
}

static void
add_official(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, record_official(page->arena, object));
}

static void
add_official_name(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct value *paper = record_value(object, KEY_kamerstuk);

	if (paper)
		buf_add(out, kamerstuk_text(page->arena, &paper->kamerstuk));
	else if (is_published(object))
		buf_add(out, url_host(record_text(object, KEY_source)));
}

/* clang-format off */
#define FACE_SLOTS                                                        \
	{.name = "id", .kind = SLOT_TEXT, .text = add_id},                \
	{.name = "title", .kind = SLOT_TEXT, .text = add_title},          \
	{.name = "href", .kind = SLOT_TEXT, .text = add_href},            \
	{.name = "type", .kind = SLOT_TEXT, .text = add_type},            \
	{.name = "date", .kind = SLOT_TEXT, .text = add_date},            \
	{.name = "date_iso", .kind = SLOT_TEXT, .text = add_date_iso},    \
	{.name = "summary", .kind = SLOT_TEXT, .text = add_summary},      \
	{.name = "number", .kind = SLOT_TEXT, .text = add_number},        \
	{.name = "asker", .kind = SLOT_TEXT, .text = add_asker},          \
	{.name = "text", .kind = SLOT_TEXT, .text = add_text},            \
	{.name = "decision", .kind = SLOT_TEXT, .text = add_decision},    \
	{.name = "decision_id", .kind = SLOT_TEXT, .text = add_decision_id},\
	{.name = "status", .kind = SLOT_TEXT, .text = add_status},        \
	{.name = "decision_tone", .kind = SLOT_TEXT, .text = add_decision_tone},\
	{.name = "status_tone", .kind = SLOT_TEXT, .text = add_status_tone},\
	{.name = "is_open", .kind = SLOT_CLAIM, .claim = is_open},        \
	{.name = "is_closed", .kind = SLOT_CLAIM, .claim = is_closed},    \
	{.name = "is_not_followed", .kind = SLOT_CLAIM, .claim = is_not_followed},\
	{.name = "expected", .kind = SLOT_TEXT, .text = add_expected},    \
	{.name = "official", .kind = SLOT_TEXT, .text = add_official},    \
	{.name = "official_name", .kind = SLOT_TEXT, .text = add_official_name},\
	{.name = "followup_href", .kind = SLOT_TEXT, .text = add_followup_href}, \
	{.name = "year", .kind = SLOT_TEXT, .text = add_year}
/* clang-format on */

static const struct slot face_slots[] = {FACE_SLOTS, {.name = NULL}};

const struct view_type view_face = {.name = "record", .slots = face_slots};

uint64_t
view_face_digest(struct context *context, const struct record *record)
{
	struct buf text = {0};
	uint64_t digest;

	for (const struct slot *slot = face_slots; slot->name; slot++) {
		if (slot->kind == SLOT_TEXT)
			slot->text(context, record, &text);
		else
			buf_add_char(&text, slot->claim(context, record) ? '1' : '0');
		buf_add_char(&text, '\0');
	}
	digest = hash_of(buf_str(&text));
	buf_free(&text);
	return digest;
}

/* The records of a type that name this one under a key, as an accessor gives them. */
static size_t
naming(void *context, const void *object, enum type type, enum key key, const void *const **items)
{
	const struct context *page = context;
	struct records found = records_naming(page->arena, object, type, key);

	*items = (const void *const *)found.items;
	return found.count;
}

static size_t
list_recommendations(void *context, const void *object, const void *const **items)
{
	return naming(context, object, TYPE_RECOMMENDATION, KEY_evaluation, items);
}

static size_t
list_questions(void *context, const void *object, const void *const **items)
{
	return naming(context, object, TYPE_QUESTION, KEY_set, items);
}

/* Records that this one belongs to, outermost first: the way back. */

enum { MOST_PARENTS = 8 };

static size_t
list_parents(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	const void **found = arena_array(page->arena, MOST_PARENTS, sizeof *found);
	size_t count = 0, at = MOST_PARENTS;

	for (const struct record *parent = record_parent(object); parent && count < MOST_PARENTS;
	     parent = record_parent(parent)) {
		found[--at] = parent;
		count++;
	}
	*items = (const void *const *)(found + at);
	return count;
}

/* Before and behind, in the evaluation or the set. */

static const void *
previous_record(void *context, const void *object)
{
	(void)context;
	return as_record(object)->previous;
}

static const void *
next_record(void *context, const void *object)
{
	(void)context;
	return as_record(object)->next;
}

/* The PDF beside the page. */

static const size_t *
pdf_size(const struct context *context, const struct record *record)
{
	return table_find(context->portal->pdf_sizes, record->address);
}

static const void *
pdf_of(void *context, const void *object)
{
	return pdf_size(context, object) ? object : NULL;
}

static void
add_pdf_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	context_add_href(page, address_with(page->arena, as_record(object)->address, ".pdf"), out);
}

static void
add_pdf_size(void *context, const void *object, struct buf *out)
{
	const size_t *size = pdf_size(context, object);

	buf_printf(out, "%zu", size ? (*size + 999) / 1000 : 0);
}

static const struct view_type view_pdf = {
	.name = "pdf",
	.slots = (const struct slot[]){{.name = "href", .kind = SLOT_TEXT, .text = add_pdf_href},
                                       {.name = "size_kb", .kind = SLOT_TEXT, .text = add_pdf_size},
                                       {.name = NULL}},
};

/* The record's own page. */

static void
add_body(void *context, const void *object, struct buf *out)
{
	const struct record *record = object;

	tape_write_html(context, record->body, (struct showing){.folds_answers = record->type == TYPE_QUESTION, .is_main = true},
	                out);
}

static void
add_question(void *context, const void *object, struct buf *out)
{
	tape_write_html(context, record_prose(object, KEY_question), (struct showing){0}, out);
}

static size_t
list_facts(void *context, const void *object, const void *const **items)
{
	return view_facts(context, object, items);
}

static void
add_list_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	enum type type = as_record(object)->type;

	context_add_href(page, address_of_list(page->arena, page->site->language, type), out);
}

static void
add_lang(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, site_tag(page->site, object));
}

static void
add_dir(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add_cstring(out, language_direction(site_tag(page->site, object)));
}

static void
add_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, site_url(page->arena, page->site, as_record(object)->address));
}

/* Of several decisions the letter of the last one. */
static const struct record *
letter_of(const struct record *record, enum key key)
{
	const struct map *map = record->type == TYPE_RECOMMENDATION ? recommendation_last_decision(record) : &record->map;
	const struct value *value = map_value(key == KEY_decided_in ? map : &record->map, key);

	return value ? value->record : NULL;
}

/* The record with the official text: this one, or the letter or set that it stands in. */
static const void *
publication_of(void *context, const void *object)
{
	static const enum key keys[] = {KEY_letter, KEY_decided_in, KEY_announced_in, KEY_set, KEY_offered_in};
	const struct record *record = object;

	(void)context;
	if (is_published(record))
		return record;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (is_published(letter_of(record, keys[i])))
			return letter_of(record, keys[i]);
	return NULL;
}

/* The day of what the page says, for who cites it: of the record, or of the last follow-up that it shows. */
static struct date
version_of(const struct record *record)
{
	const struct record *last = record->type == TYPE_FOLLOWUP ? NULL : record->last_followup;

	return last && date_order(record->date, last->date) < 0 ? last->date : record->date;
}

static void
add_version(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	language_add_date(page->site->language, version_of(object), out);
}

static void
add_version_iso(void *context, const void *object, struct buf *out)
{
	(void)context;
	date_add_iso(out, version_of(object));
}

static bool
is_page(void *context, const void *object)
{
	(void)context;
	return as_record(object)->type == TYPE_PAGE;
}

static bool
is_question(void *context, const void *object)
{
	(void)context;
	return as_record(object)->type == TYPE_QUESTION;
}

static bool
is_recommendation(void *context, const void *object)
{
	(void)context;
	return as_record(object)->type == TYPE_RECOMMENDATION;
}

static bool
has_no_body(void *context, const void *object)
{
	(void)context;
	return tape_is_empty(&as_record(object)->body->tape);
}

/* A section has a heading only where it has something below it. */

static bool
has_any(void *context, const void *object, size_t (*list)(void *, const void *, const void *const **))
{
	const void *const *items;

	return list(context, object, &items) > 0;
}

static bool
has_facts(void *context, const void *object)
{
	return has_any(context, object, list_facts);
}

static bool
has_badges(void *context, const void *object)
{
	return decision_of(context, object) || status_of(context, object) || commitment_state(object);
}

static bool
has_papers(void *context, const void *object)
{
	return !is_page(context, object) && (pdf_of(context, object) || publication_of(context, object));
}

static bool
has_timeline(void *context, const void *object)
{
	return has_any(context, object, list_timeline);
}

static bool
has_followups(void *context, const void *object)
{
	const void *const *items;

	return naming(context, object, TYPE_FOLLOWUP, KEY_item, &items) > 0;
}

static bool
has_recommendations(void *context, const void *object)
{
	return has_any(context, object, list_recommendations);
}

/* A text that lists the questions itself leaves nothing to list below it. */
static bool
has_questions(void *context, const void *object)
{
	const struct tape *tape = &as_record(object)->body->tape;

	for (uint32_t i = 0; i < tape->fill_count; i++)
		if (tape->fills[i].kind == FILL_QUESTION_LIST && str_equal(fill_id(tape, &tape->fills[i]), as_record(object)->id))
			return false;
	return has_any(context, object, list_questions);
}

static bool
has_related(void *context, const void *object)
{
	return has_any(context, object, list_related);
}

static bool
has_neighbours(void *context, const void *object)
{
	return previous_record(context, object) || next_record(context, object);
}

static const struct slot record_slots[] = {
	FACE_SLOTS,
	{.name = "type_many", .kind = SLOT_TEXT, .text = add_type_many},
	{.name = "list_href", .kind = SLOT_TEXT, .text = add_list_href},
	{.name = "lang", .kind = SLOT_TEXT, .text = add_lang},
	{.name = "dir", .kind = SLOT_TEXT, .text = add_dir},
	{.name = "version", .kind = SLOT_TEXT, .text = add_version},
	{.name = "version_iso", .kind = SLOT_TEXT, .text = add_version_iso},
	{.name = "canonical", .kind = SLOT_TEXT, .text = add_canonical},
	{.name = "publication", .kind = SLOT_VIEW, .of = &view_face, .view = publication_of},
	{.name = "is_page", .kind = SLOT_CLAIM, .claim = is_page},
	{.name = "is_question", .kind = SLOT_CLAIM, .claim = is_question},
	{.name = "is_recommendation", .kind = SLOT_CLAIM, .claim = is_recommendation},
	{.name = "has_no_body", .kind = SLOT_CLAIM, .claim = has_no_body},
	{.name = "has_facts", .kind = SLOT_CLAIM, .claim = has_facts},
	{.name = "has_badges", .kind = SLOT_CLAIM, .claim = has_badges},
	{.name = "has_papers", .kind = SLOT_CLAIM, .claim = has_papers},
	{.name = "has_timeline", .kind = SLOT_CLAIM, .claim = has_timeline},
	{.name = "has_followups", .kind = SLOT_CLAIM, .claim = has_followups},
	{.name = "has_recommendations", .kind = SLOT_CLAIM, .claim = has_recommendations},
	{.name = "has_questions", .kind = SLOT_CLAIM, .claim = has_questions},
	{.name = "has_related", .kind = SLOT_CLAIM, .claim = has_related},
	{.name = "has_neighbours", .kind = SLOT_CLAIM, .claim = has_neighbours},
	{.name = "json_href", .kind = SLOT_TEXT, .text = add_json_href},
	{.name = "feed_href", .kind = SLOT_TEXT, .text = add_feed_href},
	{.name = "json_ld", .kind = SLOT_HTML, .text = add_json_ld},
	{.name = "body", .kind = SLOT_HTML, .text = add_body},
	{.name = "question", .kind = SLOT_HTML, .text = add_question},
	{.name = "facts", .kind = SLOT_LIST, .of = &view_fact, .list = list_facts},
	{.name = "timeline", .kind = SLOT_LIST, .of = &view_step, .list = list_timeline},
	{.name = "recommendations", .kind = SLOT_LIST, .of = &view_face, .list = list_recommendations},
	{.name = "questions", .kind = SLOT_LIST, .of = &view_face, .list = list_questions},
	{.name = "related", .kind = SLOT_LIST, .of = &view_mentions, .list = list_related},
	{.name = "parents", .kind = SLOT_LIST, .of = &view_face, .list = list_parents},
	{.name = "previous", .kind = SLOT_VIEW, .of = &view_face, .view = previous_record},
	{.name = "next", .kind = SLOT_VIEW, .of = &view_face, .view = next_record},
	{.name = "pdf", .kind = SLOT_VIEW, .of = &view_pdf, .view = pdf_of},
	{.name = NULL},
};

const struct view_type view_record = {.name = "record", .slots = record_slots};
