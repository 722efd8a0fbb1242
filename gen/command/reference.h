/* SPDX-License-Identifier: EUPL-1.2 */
/* reference — the tables of the manual: every key of every type, and every rule, made from the tables that the program works by. */
#ifndef OPVOLGING_COMMAND_REFERENCE_H
#define OPVOLGING_COMMAND_REFERENCE_H

#include "../base/buf.h"

/* Markdown. */
void reference_write(struct buf *out);

#endif
