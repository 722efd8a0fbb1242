/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>

#include "tape_html.h"
#include "view_parts.h"

/* What became of an item, oldest first: the decisions of the cabinet and the follow-ups, each beside the one of its kind before it. */

struct step {
	const struct record *followup; /* NULL: a decision */
	const struct map *decision;
	const struct step *before; /* of the same kind; NULL: the first */
	const struct term *term;   /* the decision or the status */
	const struct record *letter;
	struct date date; /* of the letter */
};

static const struct step *
as_step(const void *object)
{
	return object;
}

static bool
is_decision(void *context, const void *object)
{
	(void)context;
	return as_step(object)->decision != NULL;
}

static const void *
step_followup(void *context, const void *object)
{
	(void)context;
	return as_step(object)->followup;
}

static const void *
step_letter(void *context, const void *object)
{
	(void)context;
	return as_step(object)->letter;
}

static void
add_term_label(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_step(object)->term ? as_step(object)->term->label : STR(""));
}

static void
add_step_tone(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_cstring(out, tone_of(as_step(object)->term, as_step(object)->decision != NULL));
}

/* Decisions and follow-ups show a text: the response, the explanation. */
static void
add_step_body(void *context, const void *object, struct buf *out)
{
	const struct step *step = object;
	const struct value *response = step->decision ? map_value(step->decision, KEY_response) : NULL;
	const struct prose *prose = response ? response->prose : NULL;

	tape_write_html(context, step->followup ? step->followup->body : prose, (struct showing){.heading_shift = 2}, out);
}

/* The change: what it was where it is another, or that it is not. */

static bool
is_same_term(const struct step *step)
{
	return step->before && step->before->term == step->term;
}

static void
add_was(void *context, const void *object, struct buf *out)
{
	const struct step *step = object;

	if (step->before && !is_same_term(step))
		add_term_label(context, step->before, out);
}

static bool
is_unchanged(void *context, const void *object)
{
	(void)context;
	return is_same_term(object);
}

static const void *
step_before(void *context, const void *object)
{
	const struct step *step = object;

	(void)context;
	return step->before ? step->before->followup : NULL;
}

static struct date
expected_of(const struct step *step)
{
	return step && step->followup ? record_date(step->followup, KEY_expected) : (struct date){0};
}

static void
add_expected(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	language_add_date(page->site->language, expected_of(object), out);
}

/* What was expected a report earlier, where it was something else. */
static void
add_expected_before(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct step *step = object;
	struct date before = expected_of(step->before), now = expected_of(step);

	if (date_is_set(before) && date_is_set(now) && date_order(before, now) != 0)
		language_add_date(page->site->language, before, out);
}

static size_t
list_evidence(void *context, const void *object, const void *const **items)
{
	const struct record *followup = as_step(object)->followup;
	struct context *page = context;
	const void *const *facts;
	size_t count = followup ? view_facts(page, followup, &facts) : 0;
	struct str label = page->site->language->labels[KEY_evidence];

	for (size_t i = 0; i < count; i++) {
		const struct fact *fact = facts[i];

		if (label.len && str_equal(fact->label, label)) {
			*items = (const void *const *)fact->values;
			return fact->count;
		}
	}
	return 0;
}

static bool
has_evidence(void *context, const void *object)
{
	const void *const *items;

	return list_evidence(context, object, &items) > 0;
}

const struct view_type view_step = {
	.name = "step",
	.slots = (const struct slot[]){{.name = "is_decision", .kind = SLOT_CLAIM, .claim = is_decision},
                                       {.name = "followup", .kind = SLOT_VIEW, .of = &view_face, .view = step_followup},
                                       {.name = "letter", .kind = SLOT_VIEW, .of = &view_face, .view = step_letter},
                                       {.name = "label", .kind = SLOT_TEXT, .text = add_term_label},
                                       {.name = "tone", .kind = SLOT_TEXT, .text = add_step_tone},
                                       {.name = "body", .kind = SLOT_HTML, .text = add_step_body},
                                       {.name = "was", .kind = SLOT_TEXT, .text = add_was},
                                       {.name = "is_unchanged", .kind = SLOT_CLAIM, .claim = is_unchanged},
                                       {.name = "before", .kind = SLOT_VIEW, .of = &view_face, .view = step_before},
                                       {.name = "expected", .kind = SLOT_TEXT, .text = add_expected},
                                       {.name = "expected_before", .kind = SLOT_TEXT, .text = add_expected_before},
                                       {.name = "has_evidence", .kind = SLOT_CLAIM, .claim = has_evidence},
                                       {.name = "evidence", .kind = SLOT_LIST, .of = &view_fact_value, .list = list_evidence},
                                       {.name = NULL}},
};

/* Putting them together. */

struct steps {
	struct step *items;
	size_t count;
};

static struct step
decision_step(const struct context *context, const struct map *map)
{
	const struct value *value = map_value(map, KEY_decision), *letter = map_value(map, KEY_decided_in);
	const struct record *record = letter ? letter->record : NULL;

	return (struct step){
		.decision = map,
		.term = value ? site_term(context->site, VOCABULARY_DECISIONS, value->number) : NULL,
		.letter = record,
		.date = record ? record->date : (struct date){0},
	};
}

static struct step
followup_step(const struct context *context, const struct record *followup)
{
	const struct value *status = record_value(followup, KEY_status);

	return (struct step){
		.followup = followup,
		.term = status ? site_term(context->site, VOCABULARY_STATUSES, status->number) : NULL,
		.letter = record_ref(followup, KEY_letter),
		.date = followup->date,
	};
}

static void
add_step(struct steps *steps, struct step step)
{
	struct step *copy = &steps->items[steps->count];

	*copy = step;
	copy->before = steps->count ? copy - 1 : NULL;
	steps->count++;
}

/* The first decision and the later ones, in their order. */
static struct steps
decisions_of(struct context *context, const struct record *record)
{
	const struct value *later = record_value(record, KEY_later_decisions);
	size_t count = 1 + (later ? later->count : 0);
	struct steps steps = {.items = arena_array(context->arena, count, sizeof *steps.items)};

	if (record->type != TYPE_RECOMMENDATION)
		return steps;
	add_step(&steps, decision_step(context, &record->map));
	for (size_t i = 1; i < count; i++)
		add_step(&steps, decision_step(context, later->items[i - 1].map));
	return steps;
}

static int
oldest_first(const void *a, const void *b)
{
	const struct record *x = *(const struct record *const *)a, *y = *(const struct record *const *)b;
	int order = date_order(x->date, y->date);

	return order ? order : str_order(x->id, y->id);
}

static struct steps
followups_of(struct context *context, const struct record *record)
{
	struct records found = records_naming(context->arena, record, TYPE_FOLLOWUP, KEY_item);
	struct steps steps = {.items = arena_array(context->arena, found.count, sizeof *steps.items)};

	if (found.count)
		qsort(found.items, found.count, sizeof *found.items, oldest_first);
	for (size_t i = 0; i < found.count; i++)
		add_step(&steps, followup_step(context, found.items[i]));
	return steps;
}

/* A decision comes before a follow-up of its day; one without a letter stands where it is written. */
static bool
comes_first(const struct step *decision, const struct step *followup)
{
	return !date_is_set(decision->date) || date_order(decision->date, followup->date) <= 0;
}

static size_t
make_timeline(void *context, const void *object, const void *const **items)
{
	struct context *page = context;
	struct steps decisions = decisions_of(page, object), followups = followups_of(page, object);
	size_t count = decisions.count + followups.count, i = 0, j = 0;
	const void **steps = arena_array(page->arena, count, sizeof *steps);

	while (i + j < count) {
		bool is_next =
			j == followups.count || (i < decisions.count && comes_first(&decisions.items[i], &followups.items[j]));

		steps[i + j] = is_next ? &decisions.items[i] : &followups.items[j];
		i += is_next;
		j += !is_next;
	}
	*items = steps;
	return count;
}

size_t
list_timeline(void *context, const void *object, const void *const **items)
{
	struct context *page = context;

	return context_remember(page, &page->timeline, object, make_timeline, items);
}
