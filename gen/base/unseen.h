/* SPDX-License-Identifier: EUPL-1.2 */
/* unseen — characters that a reader does not see, and that change what is read.
 *
 * Control characters steer terminals and are not allowed in XML; the marks that embed or override the direction of text let a sentence be
 * read in another order than it has (CVE-2021-42574); tag characters hide words. None has a place in a record. Marks without a width are
 * fit for texts, where languages need them, but not for addresses and names of files. */
#ifndef OPVOLGING_BASE_UNSEEN_H
#define OPVOLGING_BASE_UNSEEN_H

#include "str.h"

/* No text may have it. Tab, line feed and carriage return are not among these. */
bool unseen_steers(uint32_t code_point);

/* No address or name of a file may have it: the above, blanks but ' ', and what has no width. */
bool unseen_hides(uint32_t code_point);

typedef bool unseen_test(uint32_t code_point);

/* The offset of the first character of valid UTF-8 that is such a one, and the character; text.len where there is none. */
size_t unseen_find(struct str text, size_t from, unseen_test *test, uint32_t *code_point);

#endif
