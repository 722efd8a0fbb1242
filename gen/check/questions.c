/* SPDX-License-Identifier: EUPL-1.2 */
/* 'Zie vraag N': does the chain of answers end at one? */
#include "check.h"
#include "find.h"

enum { LONGEST_CHAIN = 50 };

static bool
has_answer_of_its_own(const struct record *question)
{
	return !tape_is_empty(&question->body->tape);
}

/* The first question that an answer sends its reader to, or NULL; the reference with it. */
static const struct record *
next_in_chain(const struct site *site, const struct record *question, const struct tape_ref **which)
{
	const struct tape *tape = &question->body->tape;

	for (uint32_t i = 0; i < tape->ref_count; i++) {
		const struct tape_ref *ref = &tape->refs[i];
		const struct record *next;

		if (ref->kind != REF_QUESTION || !(ref->flags & REF_SEE))
			continue;
		next = find_question(site, question, ref_name(tape, ref), ref_of(tape, ref));
		if (next) {
			*which = ref;
			return next;
		}
	}
	return NULL;
}

static void
check_circle(struct site *site, const struct record *question)
{
	const struct tape_ref *first = NULL, *ref;
	const struct record *next = next_in_chain(site, question, &first);

	for (int steps = 0; next && steps < LONGEST_CHAIN; steps++) {
		if (next == question) {
			diag_report(site->diags, RULE_SEE_CIRCLE, (struct span){question->source, first->start, first->end},
			            "the answers refer to each other in a circle, so that a reader finds none; answer the "
			            "question here");
			return;
		}
		next = next_in_chain(site, next, &ref);
	}
}

static void
check_targets(struct site *site, const struct record *question)
{
	const struct tape *tape = &question->body->tape;

	for (uint32_t i = 0; i < tape->ref_count; i++) {
		const struct tape_ref *ref = &tape->refs[i];
		struct span span = {question->source, ref->start, ref->end};
		struct str number = ref_name(tape, ref);
		const struct record *to;

		/* 'vraag 3 van …' may be of a set that is not in the site. */
		if (ref->kind != REF_QUESTION || !(ref->flags & REF_SEE) ||
		    (ref->of_length && !names_asker(question, ref_of(tape, ref))))
			continue;
		to = find_question(site, question, number, ref_of(tape, ref));
		if (!to)
			diag_report(site->diags, RULE_SEE_NOWHERE, span,
			            "the answer refers to question %.*s, which the set does not have; correct the number",
			            STR_ARG(number));
		else if (!has_answer_of_its_own(to))
			diag_report(site->diags, RULE_SEE_NOWHERE, span,
			            "the answer refers to question %.*s, which has no answer; write one there", STR_ARG(number));
	}
}

void
check_question(struct site *site, const struct record *question)
{
	check_circle(site, question);
	check_targets(site, question);
}

void
check_questions(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		if (site->records.items[i]->type == TYPE_QUESTION)
			check_question(site, site->records.items[i]);
}
