/* SPDX-License-Identifier: EUPL-1.2 */
/* diag — what is wrong with the content, said to its author.
 *
 * Checks report and go on, so that one run tells everything. The messages are printed together at the end, by file and
 * place. One list of rules (diag.def) gives the enum, the severities, the explanations and the page of the manual.
 *
 * An author's mistake comes here; a failure of the world (disk, memory) goes to world_failed and ends the program. */
#ifndef OPVOLGING_BASE_DIAG_H
#define OPVOLGING_BASE_DIAG_H

#include <stdio.h>

#include "arena.h"
#include "source.h"

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

enum rule {
#define RULE(id, name, severity, why) RULE_##id,
#include "diag.def"
#undef RULE
	RULE_COUNT
};

enum diag_format { DIAG_TEXT, DIAG_JSON, DIAG_SARIF };

struct diagnostics;

struct diagnostics *diag_new(struct arena *arena);

/* For one of several threads, or for one step of many: what it is told is to be told again, in an order that does not depend on who was first.
 * Keeps every message. */
struct diagnostics *diag_new_part(struct arena *arena);

/* Reports all that the part was told, as if it had been told to diags itself, now. The part's arena may go afterwards. */
void diag_retell(struct diagnostics *diags, const struct diagnostics *part);

/* A message of one sentence: what is wrong; what to do. No capital, no full stop. All are counted; of one rule in one source, the first
 * hundred are kept. */
void diag_report(struct diagnostics *diags, enum rule rule, struct span span, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* A second place that explains the report before it. */
void diag_note(struct diagnostics *diags, struct span span, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Moves all messages of from behind those of diags; no source is told of in both. What they say stays in the arena of from. */
void diag_take(struct diagnostics *diags, struct diagnostics *from);

size_t diag_count(const struct diagnostics *diags, enum severity severity);

/* Prints everything, sorted by file and place. Control characters are shown as \xNN, so that no text of a record can
 * steer a terminal. color is for DIAG_TEXT only. Unloads the sources that it names: the last thing that a run does with them. */
void diag_print(struct diagnostics *diags, enum diag_format format, bool color, FILE *out);

const char *rule_name(enum rule rule);
const char *rule_why(enum rule rule);
enum severity rule_severity(enum rule rule);

/* "write out/x.html: No space left on device" on standard error, then exit 2. doing and path as in that example;
 * the reason is errno's. */
_Noreturn void world_failed(const char *doing, struct str path);

/* On standard output, at once and whole; ends the program where it cannot be written. */
void world_print(struct str text);

#endif
