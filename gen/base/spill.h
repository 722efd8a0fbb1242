/* SPDX-License-Identifier: EUPL-1.2 */
/* spill — memory that is a file without a name, for what is written once and read now and then: the texts of all records.
 *
 * To the system it is page cache: where memory is short it is written to the disk and dropped, and comes back when it is read. So a run needs memory of
 * its own only for what it looks through again and again. The file never has a name (O_TMPFILE), so that nothing of it is left behind however
 * the run ends. Room in it is taken before it is written to, so that a full disk is no signal in the middle of a store. */
#ifndef OPVOLGING_BASE_SPILL_H
#define OPVOLGING_BASE_SPILL_H

#include <stddef.h>

struct spill;

/* A file in that folder, which at most grows to so many bytes; NULL where the system does not allow it. */
struct spill *spill_open(const char *folder, size_t most);
/* What was taken is gone. NULL is fine. */
void spill_close(struct spill *spill);

/* Zeroed, aligned to a page; NULL where there is no more room. It lives until spill_close. Safe for several threads. */
void *spill_take(struct spill *spill, size_t size);

#endif
