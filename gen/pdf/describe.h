/* SPDX-License-Identifier: EUPL-1.2 */
/* describe — a finished document as text: its pages with the placed lines, then its structure. What golden tests compare. */
#ifndef OPVOLGING_PDF_DESCRIBE_H
#define OPVOLGING_PDF_DESCRIBE_H

#include "document.h"

void describe_document(const struct document *document, struct buf *out);

#endif
