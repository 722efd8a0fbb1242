/* SPDX-License-Identifier: EUPL-1.2 */
/* text — a file that must be a text: of a bearable size, without NUL bytes, in UTF-8. */
#ifndef OPVOLGING_READ_TEXT_H
#define OPVOLGING_READ_TEXT_H

#include "../base/diag.h"

/* False where the text has a character that no text may have (base/unseen.h), which is reported at span: the first of them. */
bool text_is_seen(struct diagnostics *diags, struct span span, struct str text);

/* Loads the source. False where it is no such text, which is reported; missing is the rule for a file that is not there. What is no text
 * is reported without its line. */
bool text_load(struct arena *arena, struct diagnostics *diags, struct source *source, enum rule missing);

/* A span of a file as such: messages show its name and no line, and never open it. */
struct span text_span_of_file(struct arena *arena, struct str path);

#endif
