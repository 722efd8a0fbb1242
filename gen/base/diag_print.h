/* SPDX-License-Identifier: EUPL-1.2 */
/* diag_print — how messages look: as text with the line and a caret, as JSON, and as SARIF 2.1.0 for code review. */
#ifndef OPVOLGING_BASE_DIAG_PRINT_H
#define OPVOLGING_BASE_DIAG_PRINT_H

#include "buf.h"
#include "diag.h"
#include "json.h"

struct diag_note {
	struct span span;
	struct str text;
	struct diag_note *next;
};

struct diagnostic {
	enum rule rule;
	struct span span;
	struct str text;
	struct diag_note *notes;
	size_t sequence; /* order of report, among equals */
};

void diag_write(const struct diagnostic *items, size_t count, enum diag_format format, bool color, struct buf *out);

/* Text with its control characters (and the ones that turn the direction of text) as \xNN. */
void diag_write_plain(struct buf *out, struct str text);

#endif
