/* SPDX-License-Identifier: EUPL-1.2 */
/* plain — a text without its marks.
 *
 * Blocks are set apart by an empty line, items begin with '- ' or their number, cells of a row stand between ' | ', footnotes come last
 * behind their number in brackets. A block that fills itself is left out: what it shows stands in the records that it shows. */
#ifndef OPVOLGING_DATA_PLAIN_H
#define OPVOLGING_DATA_PLAIN_H

#include "../base/buf.h"
#include "../model/tape.h"

void plain_add(struct buf *out, const struct tape *tape);
/* The same in place of what stands in a buffer; the text is borrowed from it. */
struct str plain_text(struct buf *buf, const struct tape *tape);

#endif
