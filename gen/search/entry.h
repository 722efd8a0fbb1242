/* SPDX-License-Identifier: EUPL-1.2 */
/* entry — what is shown of a record that is found: a line of the file of its group. Private to search/. */
#ifndef OPVOLGING_SEARCH_ENTRY_H
#define OPVOLGING_SEARCH_ENTRY_H

#include "slot.h"

enum { ENTRY_PATH_MOST = 64 };

void entry_path(char path[ENTRY_PATH_MOST], uint32_t group);

/* Texts of an entry while it is written. Starts as {0}; kept from one to the next. */
struct entry_room {
	struct buf date, beginning;
};

/* [slot,"address","title",type,status,"date","lang","text"], and of a very long text a 1 behind it */
void entry_add(const struct site *site, struct document document, struct entry_room *room, struct buf *out);
void entry_room_free(struct entry_room *room);

/* A file of entries: each on a line of its own, by slot. */
void entries_begin(struct buf *out);
void entries_next(struct buf *out);
void entries_end(struct buf *out);

/* Takes the next line off the rest of a file that entries_… wrote, from its begin; false at the end of it, and where it is damaged:
 * then the rest is not "". */
bool entries_read(struct str *rest, uint32_t *slot, struct str *line);
/* The address that a line tells, as it stands there, with its quotes. */
struct str entry_address(struct str line);

#endif
