/* SPDX-License-Identifier: EUPL-1.2 */
/* group — what records gather in: a page for each year, status, decision, theme, asker, signatory, and for what needs attention.
 *
 * Made once for a site, when its addresses are taken: the pages that are promised and the pages that are rendered are the same list.
 * Groups and their lists live in the site's arena. */
#ifndef OPVOLGING_MODEL_GROUP_H
#define OPVOLGING_MODEL_GROUP_H

#include "site.h"

enum group_kind {
	GROUP_STATUS,
	GROUP_UNREPORTED, /* recommendations that have no status yet */
	GROUP_DECISION,
	GROUP_OVERDUE,     /* see attention.h */
	GROUP_LEFT_OUT,    /* … */
	GROUP_NO_EVIDENCE, /* … */
	GROUP_YEAR,        /* of follow-ups: the reporting year */
	GROUP_LETTER_YEAR,
	GROUP_QUESTION_YEAR,
	GROUP_THEME, /* recommendations, those of the themes below it too */
	GROUP_ASKER,
	GROUP_SIGNATORY,
	GROUP_KINDS
};

struct group {
	enum group_kind kind;
	struct str address;
	struct str name;            /* 2026, Onderhanden, SP, Derk Boswijk; "" where the kind says all */
	const struct record *theme; /* GROUP_THEME; else NULL */
	struct records records;     /* in list order */
};

struct groups {
	struct group **items; /* by kind, then vocabulary order, newest year or name */
	size_t count, cap;
};

/* Everything that the site's records gather in. Every status, decision and reason for attention has a group, be it empty. */
const struct groups *groups_make(const struct site *site);
/* The same, where nothing has changed since former was made but the states of these items. What they neither join nor leave is former's. */
const struct groups *groups_regroup(const struct site *site, const struct groups *former, const struct records *items);

#endif
