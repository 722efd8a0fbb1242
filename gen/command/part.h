/* SPDX-License-Identifier: EUPL-1.2 */
/* part — what one of several machines made of a portal, and how the parts become one. Private to command/.
 *
 * build --shard K/N reads and checks all of the content and makes the files that are its share, into a folder of its own. What no part can make
 * alone are the files of the search index, whose terms come from all records: each part leaves its own as one file. merge puts all other files
 * together as they are and makes the index of these. Both say which content, templates, program and options they are of. */
#ifndef OPVOLGING_COMMAND_PART_H
#define OPVOLGING_COMMAND_PART_H

#include "building.h"

/* Ends the program (exit 2) where out is a portal and no part: a part that takes its place by mistake would take its pages away. The reverse does no harm:
 * a build of everything makes a portal of a part. */
void part_require_place(struct building *building);

/* Puts the file that says which part this is, of what, and of how many files; it is put last. */
void part_put_mark(struct building *building);

#endif
