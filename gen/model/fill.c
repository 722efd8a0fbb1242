/* SPDX-License-Identifier: EUPL-1.2 */
#include "fill.h"

#include <stdlib.h>

#include "prose.h"

enum { DEEPEST_FILL = 2 };

/* What every block is written with. */
struct filler {
	struct arena *arena;
	const struct site *site;
	const struct record *owner;
	const struct language *language; /* of the owner */
	struct prose_maker *prose;
	struct tape_maker *tape;
	int depth; /* blocks in copied texts: one level is filled, so that none goes on for ever */
};

static struct str
word(const struct filler *filler, enum word which)
{
	return filler->language->words[which];
}

static void
open_row(struct filler *filler, bool is_header)
{
	tape_open(filler->tape, TAPE_ROW, (struct tape_event){.flags = is_header ? TAPE_HEADER : 0}, STR(""));
}

static void
close_row(struct filler *filler)
{
	tape_close(filler->tape, TAPE_ROW);
}

static void
open_cell(struct filler *filler, uint32_t span, uint8_t flags)
{
	tape_open(filler->tape, TAPE_CELL, (struct tape_event){.value = span, .flags = flags}, STR(""));
}

static void
close_cell(struct filler *filler)
{
	tape_close(filler->tape, TAPE_CELL);
}

static void
add_paragraph(struct filler *filler, struct str text)
{
	tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
	prose_text(filler->prose, text);
	tape_close(filler->tape, TAPE_PARAGRAPH);
}

static void
add_text_cell(struct filler *filler, uint32_t span, uint8_t flags, struct str text)
{
	open_cell(filler, span, flags);
	add_paragraph(filler, text);
	close_cell(filler);
}

/* What a record says of itself. */
static void
add_value_cell(struct filler *filler, const struct record *from, struct str text)
{
	open_cell(filler, 1, 0);
	tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
	prose_text_of(filler->prose, from, text);
	tape_close(filler->tape, TAPE_PARAGRAPH);
	close_cell(filler);
}

/* A row of its own: a bold label, then a whole text. */
static void
add_label_row(struct filler *filler, struct str label, const struct prose *text, struct str plain)
{
	open_row(filler, false);
	open_cell(filler, 5, TAPE_LABEL);
	if (text) {
		prose_copy(filler->prose, text, label, true);
	} else {
		tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
		prose_strong(filler->prose, label);
		prose_text(filler->prose, STR(" "));
		prose_text(filler->prose, plain);
		tape_close(filler->tape, TAPE_PARAGRAPH);
	}
	close_cell(filler);
	close_row(filler);
}

static void
add_two_headings(struct filler *filler, enum word left, uint32_t left_span, uint32_t right_span)
{
	open_row(filler, true);
	add_text_cell(filler, left_span, TAPE_HEADER, word(filler, left));
	add_text_cell(filler, right_span, TAPE_HEADER, word(filler, WORD_column_status));
	close_row(filler);
}

/* '**Onderhanden:** …' */
static void
add_status_cell(struct filler *filler, uint32_t span, const struct record *followup)
{
	const struct value *status = record_value(followup, KEY_status);
	const struct term *term = status ? site_term(filler->site, VOCABULARY_STATUSES, status->number) : NULL;
	struct str label = term ? term->label : record_text(followup, KEY_status);

	open_cell(filler, span, 0);
	prose_copy(filler->prose, followup->body, arena_printf(filler->arena, "%.*s:", STR_ARG(label)), true);
	close_cell(filler);
}

/* '1. …': number and the first paragraph of the recommendation; a measure, motion or commitment by its title. */
static void
add_item_cell(struct filler *filler, uint32_t span, const struct record *item)
{
	open_cell(filler, span, 0);
	tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
	if (item->type == TYPE_RECOMMENDATION) {
		prose_link(filler->prose, item, arena_printf(filler->arena, "%lld.", (long long)record_number(item, KEY_number)),
		           REF_PORTAL);
		prose_text(filler->prose, STR(" "));
		prose_copy_first_paragraph(filler->prose, item->body);
	} else {
		prose_link(filler->prose, item, item->title, REF_PORTAL);
	}
	tape_close(filler->tape, TAPE_PARAGRAPH);
	close_cell(filler);
}

static void
add_followup_row(struct filler *filler, const struct record *followup, uint32_t left_span, uint32_t right_span)
{
	open_row(filler, false);
	add_item_cell(filler, left_span, record_ref(followup, KEY_item));
	add_status_cell(filler, right_span, followup);
	close_row(filler);
}

static void
add_evaluation_headings(struct filler *filler, const struct map *basis)
{
	struct str year = arena_printf(filler->arena, "%lld", (long long)(basis ? map_number(basis, KEY_year) : 0));

	open_row(filler, true);
	add_text_cell(filler, 1, TAPE_HEADER, word(filler, WORD_column_title));
	add_text_cell(filler, 1, TAPE_HEADER, word(filler, WORD_column_kind));
	add_text_cell(filler, 1, TAPE_HEADER, word(filler, WORD_column_completed));
	add_text_cell(filler, 1, TAPE_HEADER, word(filler, WORD_column_articles));
	add_text_cell(filler, 1, TAPE_HEADER, language_fill(filler->arena, word(filler, WORD_column_basis), &year, 1));
	close_row(filler);
}

static void
add_evaluation(struct filler *filler, const struct record *evaluation)
{
	const struct value *basis = record_value(evaluation, KEY_budget_basis);
	const struct map *budget = basis ? basis->map : NULL;

	add_evaluation_headings(filler, budget);
	open_row(filler, false);
	add_value_cell(filler, evaluation, evaluation->title);
	add_value_cell(filler, evaluation, record_text(evaluation, KEY_kind));
	add_value_cell(filler, evaluation, record_text(evaluation, KEY_completed));
	add_value_cell(filler, evaluation, record_text(evaluation, KEY_budget_articles));
	add_value_cell(filler, evaluation, budget ? map_text(budget, KEY_label) : STR(""));
	close_row(filler);
	add_label_row(filler, word(filler, WORD_evaluation_explanation), evaluation->body, STR(""));
}

static const struct record *
item_theme(const struct record *item)
{
	const struct record *evaluation;

	if (item->type == TYPE_MEASURE)
		return record_ref(item, KEY_theme);
	if (item->type != TYPE_RECOMMENDATION)
		return NULL;
	evaluation = record_ref(item, KEY_evaluation);
	return evaluation ? record_ref(evaluation, KEY_theme) : NULL;
}

static bool
is_within(const struct record *followup, enum type item_type, const struct record *theme)
{
	const struct record *item = record_ref(followup, KEY_item);

	return item && item->type == item_type && theme_is_within(item_theme(item), theme);
}

/* By evaluation (completed, then title), then by number; measures by title. */
static int
reporting_order(const void *a, const void *b)
{
	const struct record *x = record_ref(*(struct record *const *)a, KEY_item);
	const struct record *y = record_ref(*(struct record *const *)b, KEY_item);
	const struct record *p = record_ref(x, KEY_evaluation), *q = record_ref(y, KEY_evaluation);
	int64_t difference = 0;
	int order = 0;

	if (p && q && p != q) {
		difference = record_number(p, KEY_completed) - record_number(q, KEY_completed);
		order = str_order(p->title, q->title);
		order = order ? order : str_order(p->id, q->id);
	} else if (p && q) {
		difference = record_number(x, KEY_number) - record_number(y, KEY_number);
	} else {
		order = str_order(x->title, y->title);
	}
	if (difference)
		return difference < 0 ? -1 : 1;
	return order ? order : str_order(x->id, y->id);
}

/* The letter's follow-ups on items of a type, of a theme where one is given, in reporting order. */
static struct records
reported(struct filler *filler, enum type item_type, const struct record *theme)
{
	struct records all = records_naming(filler->arena, filler->owner, TYPE_FOLLOWUP, KEY_letter), found = {0};

	for (size_t i = 0; i < all.count; i++) {
		const struct record *item = record_ref(all.items[i], KEY_item);

		if (theme ? is_within(all.items[i], item_type, theme) : item && item->type == item_type)
			records_add(filler->arena, &found, all.items[i]);
	}
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, reporting_order);
	return found;
}

static void
open_table(struct filler *filler, uint32_t columns)
{
	tape_open(filler->tape, TAPE_TABLE, (struct tape_event){.value = columns}, STR(""));
	prose_flatten_headings(filler->prose, true);
}

static void
close_table(struct filler *filler)
{
	prose_flatten_headings(filler->prose, false);
	tape_close(filler->tape, TAPE_TABLE);
}

/* The table that the brief 'Versterking rijksbrede evaluatiestelsel' (Kamerstuk 31865, nr. 267) prescribes: five columns, of
 * which the two-column rows take 2 and 3. */
static void
fill_follow_up_table(struct filler *filler, const struct record *theme)
{
	struct records recommendations = reported(filler, TYPE_RECOMMENDATION, theme);
	struct records measures = reported(filler, TYPE_MEASURE, theme);
	const struct record *last = NULL;

	open_table(filler, 5);
	add_label_row(filler, word(filler, WORD_theme_row), NULL, theme->title);
	add_label_row(filler, word(filler, WORD_theme_explanation), theme->body, STR(""));
	for (size_t i = 0; i < recommendations.count; i++) {
		const struct record *item = record_ref(recommendations.items[i], KEY_item);
		const struct record *evaluation = record_ref(item, KEY_evaluation);

		if (evaluation != last) {
			add_evaluation(filler, evaluation);
			add_two_headings(filler, WORD_column_recommendations, 2, 3);
			last = evaluation;
		}
		add_followup_row(filler, recommendations.items[i], 2, 3);
	}
	if (measures.count)
		add_two_headings(filler, WORD_column_measures, 2, 3);
	for (size_t i = 0; i < measures.count; i++)
		add_followup_row(filler, measures.items[i], 2, 3);
	close_table(filler);
}

static void
fill_follow_up_list(struct filler *filler)
{
	struct records motions = reported(filler, TYPE_MOTION, NULL);
	struct records commitments = reported(filler, TYPE_COMMITMENT, NULL);

	if (motions.count + commitments.count == 0) {
		add_paragraph(filler, word(filler, WORD_no_followups));
		return;
	}
	open_table(filler, 2);
	add_two_headings(filler, WORD_column_item, 1, 1);
	for (size_t i = 0; i < motions.count; i++)
		add_followup_row(filler, motions.items[i], 1, 1);
	for (size_t i = 0; i < commitments.count; i++)
		add_followup_row(filler, commitments.items[i], 1, 1);
	close_table(filler);
}

/* In a text that is copied into a cell, a heading is a bold paragraph. */
static void
add_heading(struct filler *filler, uint8_t level, struct str anchor, struct str text, const struct record *to)
{
	if (filler->depth > 1) {
		tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
		prose_strong(filler->prose, text);
		tape_close(filler->tape, TAPE_PARAGRAPH);
		return;
	}
	tape_open(filler->tape, TAPE_HEADING, (struct tape_event){.level = level}, anchor);
	if (to)
		prose_link(filler->prose, to, text, 0);
	else
		prose_text(filler->prose, text);
	tape_close(filler->tape, TAPE_HEADING);
}

static void
add_question(struct filler *filler, const struct record *question, uint8_t level, struct str asker)
{
	/* No heading's own anchor begins with '_'. */
	struct str anchor = arena_printf(filler->arena, "_%.*s", STR_ARG(record_slug(question)));
	struct str title = arena_printf(filler->arena, "%.*s %lld", STR_ARG(word(filler, WORD_question)),
	                                (long long)record_number(question, KEY_number));
	if (asker.len)
		title = arena_printf(filler->arena, "%.*s (%.*s)", STR_ARG(title), STR_ARG(asker));

	add_heading(filler, level, anchor, title, question);
	prose_embolden(filler->prose, true);
	prose_copy(filler->prose, record_prose(question, KEY_question), STR(""), false);
	prose_embolden(filler->prose, false);
	if (tape_is_empty(&question->body->tape))
		add_paragraph(filler, word(filler, WORD_no_answer));
	else
		prose_copy(filler->prose, question->body, STR(""), false);
}

/* Where numbers restart, spellings of an asker are one group. */
static bool
is_same_asker(const struct record *set, const struct record *a, const struct record *b)
{
	return set->numbers_restart ? a->group == b->group : str_equal(record_text(a, KEY_asker), record_text(b, KEY_asker));
}

static bool
asker_changes(const struct record *set, const struct records *questions, size_t i)
{
	return i == 0 || !is_same_asker(set, questions->items[i - 1], questions->items[i]);
}

/* Questions that are numbered through stand under their askers where each asker's stand together. */
static bool
is_grouped(const struct record *set, const struct records *questions)
{
	size_t groups = 0;

	if (set->numbers_restart)
		return true;
	for (size_t i = 0; i < questions->count; i++) {
		if (!asker_changes(set, questions, i))
			continue;
		groups++;
		for (size_t k = 0; k < i; k++)
			if (is_same_asker(set, questions->items[k], questions->items[i]))
				return false;
	}
	return groups > 1;
}

static void
fill_question_list(struct filler *filler, const struct record *set)
{
	struct records questions = records_naming(filler->arena, set, TYPE_QUESTION, KEY_set);
	bool groups = is_grouped(set, &questions);
	uint8_t level = groups ? 3 : 2;
	/* Askers that take turns are named one by one. */
	bool names = false;

	for (size_t i = 1; i < questions.count && !groups; i++)
		names |= asker_changes(set, &questions, i);

	prose_flatten_headings(filler->prose, true);
	for (size_t i = 0; i < questions.count; i++) {
		const struct record *question = questions.items[i];

		if (groups && asker_changes(set, &questions, i)) {
			struct str asker = record_text(question, KEY_asker);

			add_heading(filler, 2, STR(""), asker.len ? asker : word(filler, WORD_without_asker), NULL);
		}
		add_question(filler, question, level, names ? record_text(question, KEY_asker) : STR(""));
	}
}

/* 'Title (PR Veiligheid, 20%): Niet overgenomen', then the text. Never in the form of a recommendation. */
static void
add_savings(struct filler *filler, const struct record *savings)
{
	const struct record *evaluation = record_ref(savings, KEY_evaluation);
	const struct value *decision = record_value(savings, KEY_decision);
	const struct term *term = decision ? site_term(filler->site, VOCABULARY_DECISIONS, decision->number) : NULL;
	struct str name = record_text(evaluation, KEY_short).len ? record_text(evaluation, KEY_short) : evaluation->title;

	tape_open(filler->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
	prose_strong(filler->prose, savings->title);
	prose_text(filler->prose,
	           arena_printf(filler->arena, " (%.*s, %.*s%%): %.*s", STR_ARG(name),
	                        STR_ARG(record_text(savings, KEY_percentage)), STR_ARG(term ? term->label : STR(""))));
	tape_close(filler->tape, TAPE_PARAGRAPH);
	prose_copy(filler->prose, savings->body, STR(""), false);
}

static bool
savings_belongs(const struct record *savings, const struct record *about)
{
	const struct record *evaluation = record_ref(savings, KEY_evaluation);

	if (!evaluation)
		return false;
	return about->type == TYPE_THEME ? theme_is_within(record_ref(evaluation, KEY_theme), about) : evaluation == about;
}

static void
fill_savings_list(struct filler *filler, const struct record *about)
{
	const struct records *all = &filler->site->by_type[TYPE_SAVINGS];
	bool is_any = false;

	prose_flatten_headings(filler->prose, true);
	for (size_t i = 0; i < all->count; i++) {
		if (!savings_belongs(all->items[i], about))
			continue;
		add_savings(filler, all->items[i]);
		is_any = true;
	}
	if (!is_any)
		add_paragraph(filler, word(filler, WORD_no_savings));
}

static void
fill_one(struct filler *filler, const struct tape *tape, const struct tape_fill *fill)
{
	const struct record *about = site_find(filler->site, fill_id(tape, fill));

	if (fill->kind == FILL_FOLLOW_UP_LIST)
		fill_follow_up_list(filler);
	else if (fill->kind == FILL_FOLLOW_UP_TABLE && about)
		fill_follow_up_table(filler, about);
	else if (fill->kind == FILL_QUESTION_LIST && about)
		fill_question_list(filler, about);
	else if (fill->kind == FILL_SAVINGS_LIST && about)
		fill_savings_list(filler, about);
}

/* A block in a text that is copied: the savings options in an evaluation's explanation. */
static void
fill_inside(void *user, const struct prose *from, const struct tape_fill *fill)
{
	struct filler *filler = user;

	if (filler->depth == DEEPEST_FILL)
		return;
	filler->depth++;
	fill_one(filler, &from->tape, fill);
	filler->depth--;
}

struct prose *
fill_block(struct arena *arena, const struct site *site, const struct record *owner, const struct tape *tape,
           const struct tape_fill *fill)
{
	struct filler filler = {.arena = arena,
	                        .site = site,
	                        .owner = owner,
	                        .language = site_language(site, owner),
	                        .prose = prose_maker_new(arena, owner),
	                        .depth = 1};

	filler.tape = prose_tape(filler.prose);
	prose_on_fill(filler.prose, fill_inside, &filler);
	fill_one(&filler, tape, fill);
	return prose_made(filler.prose);
}

/* Sources are only read; lists of records hold those that stages may still change. */
static void
add_source(struct filler *filler, struct records *sources, const struct record *record)
{
	if (record && (sources->count == 0 || sources->items[sources->count - 1] != record))
		records_add(filler->arena, sources, (struct record *)(uintptr_t)record);
}

static void
add_reported_sources(struct filler *filler, struct records *sources, enum type item_type, const struct record *theme)
{
	struct records followups = reported(filler, item_type, theme);
	const struct record *last = NULL;

	for (size_t i = 0; i < followups.count; i++) {
		const struct record *item = record_ref(followups.items[i], KEY_item),
				    *evaluation = record_ref(item, KEY_evaluation);

		if (evaluation != last)
			add_source(filler, sources, evaluation);
		add_source(filler, sources, item);
		add_source(filler, sources, followups.items[i]);
		last = evaluation;
	}
}

static void
add_savings_sources(struct filler *filler, struct records *sources, const struct record *about)
{
	const struct records *all = &filler->site->by_type[TYPE_SAVINGS];

	for (size_t i = 0; i < all->count; i++) {
		if (!savings_belongs(all->items[i], about))
			continue;
		add_source(filler, sources, record_ref(all->items[i], KEY_evaluation));
		add_source(filler, sources, all->items[i]);
	}
}

static void
add_question_sources(struct filler *filler, struct records *sources, const struct record *set)
{
	struct records questions = records_naming(filler->arena, set, TYPE_QUESTION, KEY_set);

	for (size_t i = 0; i < questions.count; i++)
		add_source(filler, sources, questions.items[i]);
}

/* As fill_one. */
static void
add_sources(struct filler *filler, struct records *sources, const struct tape *tape, const struct tape_fill *fill)
{
	const struct record *about = site_find(filler->site, fill_id(tape, fill));

	add_source(filler, sources, about);
	if (fill->kind == FILL_FOLLOW_UP_LIST) {
		add_reported_sources(filler, sources, TYPE_MOTION, NULL);
		add_reported_sources(filler, sources, TYPE_COMMITMENT, NULL);
	} else if (fill->kind == FILL_FOLLOW_UP_TABLE && about) {
		add_reported_sources(filler, sources, TYPE_RECOMMENDATION, about);
		add_reported_sources(filler, sources, TYPE_MEASURE, about);
	} else if (fill->kind == FILL_QUESTION_LIST && about) {
		add_question_sources(filler, sources, about);
	} else if (fill->kind == FILL_SAVINGS_LIST && about) {
		add_savings_sources(filler, sources, about);
	}
}

struct records
fill_sources(struct arena *arena, const struct site *site, const struct record *owner, const struct tape *tape,
             const struct tape_fill *fill)
{
	struct filler filler = {.arena = arena, .site = site, .owner = owner};
	struct records sources = {0};
	size_t count;

	add_sources(&filler, &sources, tape, fill);
	count = sources.count;
	for (size_t i = 0; i < count; i++) {
		const struct record *from = sources.items[i];

		for (size_t k = 0; k < from->prose_count; k++)
			for (uint32_t n = 0; n < from->proses[k]->tape.fill_count; n++)
				add_sources(&filler, &sources, &from->proses[k]->tape, &from->proses[k]->tape.fills[n]);
	}
	return sources;
}

bool
fill_shows(const struct site *site, const struct record *letter, const struct record *followup)
{
	const struct tape *tape = &letter->body->tape;
	const struct record *item = record_ref(followup, KEY_item);

	for (uint32_t i = 0; item && i < tape->fill_count; i++) {
		const struct tape_fill *fill = &tape->fills[i];
		const struct record *about = site_find(site, fill_id(tape, fill));

		if (fill->kind == FILL_FOLLOW_UP_LIST && (item->type == TYPE_MOTION || item->type == TYPE_COMMITMENT))
			return true;
		if (fill->kind == FILL_FOLLOW_UP_TABLE && about && is_within(followup, item->type, about))
			return true;
	}
	return false;
}

static bool
is_related(const struct record *named, const struct record *about)
{
	if (named == about)
		return true;
	if (named->type != TYPE_THEME)
		return false;
	if (about->type == TYPE_THEME)
		return theme_is_within(about, named) || theme_is_within(named, about);
	return about->type == TYPE_EVALUATION && theme_is_within(record_ref(about, KEY_theme), named);
}

bool
fill_is_about(const struct site *site, const struct record *owner, const struct record *about)
{
	for (size_t i = 0; i < owner->prose_count; i++) {
		const struct tape *tape = &owner->proses[i]->tape;

		for (uint32_t k = 0; k < tape->fill_count; k++) {
			const struct record *named = site_find(site, fill_id(tape, &tape->fills[k]));

			if (named && is_related(named, about))
				return true;
		}
	}
	return false;
}
