/* SPDX-License-Identifier: EUPL-1.2 */
/* prose — making texts out of other texts: what the blocks that fill themselves need.
 *
 * A prose_maker is a tape_maker that also carries what the references lead to, and renumbers the footnotes of what it
 * copies. The copies resolve as their originals do. */
#ifndef OPVOLGING_MODEL_PROSE_H
#define OPVOLGING_MODEL_PROSE_H

#include "record.h"

struct prose_maker;

struct prose_maker *prose_maker_new(struct arena *arena, const struct record *owner);
struct tape_maker *prose_tape(struct prose_maker *maker); /* for what has no word of its own here */

void prose_text(struct prose_maker *maker, struct str text);
/* A value of another record, in its language. */
void prose_text_of(struct prose_maker *maker, const struct record *from, struct str text);
void prose_strong(struct prose_maker *maker, struct str text);
/* A link to a record, with its own text. flags: REF_PORTAL, or 0. */
void prose_link(struct prose_maker *maker, const struct record *to, struct str text, unsigned flags);

/* Copies all of a text. Where lead is not "", it begins the first paragraph, bold and followed by a blank; a text that begins with
 * something else (a list, a table) gets a paragraph before it. */
void prose_copy(struct prose_maker *maker, const struct prose *from, struct str lead, bool lead_is_bold);
/* Copies the first paragraph alone, without its paragraph mark. */
void prose_copy_first_paragraph(struct prose_maker *maker, const struct prose *from);

/* How copies made from here on look: their headings become bold paragraphs (inside cells); all their paragraphs bold. */
void prose_flatten_headings(struct prose_maker *maker, bool flatten);
void prose_embolden(struct prose_maker *maker, bool embolden);

/* What to do with a block that fills itself in a text that is copied; without it, the block is left out. */
typedef void prose_filler(void *user, const struct prose *from, const struct tape_fill *fill);
void prose_on_fill(struct prose_maker *maker, prose_filler *fill, void *user);

/* Ends the maker. */
struct prose *prose_made(struct prose_maker *maker);

#endif
