/* SPDX-License-Identifier: EUPL-1.2 */
/* group — the pages that gather records: a list for each type, and a page for each year of follow-up, status, decision, asker and
 * signatory. */
#ifndef OPVOLGING_HTML_GROUP_H
#define OPVOLGING_HTML_GROUP_H

#include "portal.h"
#include "view.h"

enum group_kind { GROUP_YEAR, GROUP_STATUS, GROUP_DECISION, GROUP_ASKER, GROUP_SIGNATORY, GROUP_KINDS };

struct group {
	enum group_kind kind;
	struct str address;
	struct str name;        /* 2026, Onderhanden, SP, Derk Boswijk */
	struct records records; /* in list order */
};

struct groups {
	struct group **items; /* by kind, then vocabulary order, newest year or name */
	size_t count, cap;
};

/* Everything that the site's records gather in. Every status and decision has a group, be it empty. */
struct groups groups_make(const struct portal *portal);

#endif
