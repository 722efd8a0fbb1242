/* SPDX-License-Identifier: EUPL-1.2 */
/* parts — how the records of a type are split over files.
 *
 * An id's hash gives its part, so an edit of one record changes one part. Their number is the smallest power of two with which no part
 * holds more than PART_MOST: it depends on the ids alone. */
#ifndef OPVOLGING_MODEL_PARTS_H
#define OPVOLGING_MODEL_PARTS_H

#include "site.h"

enum { PART_MOST = 250 }; /* an edit sends a few hundred kB anew, not megabytes */

/* How many parts; 0 where there are no records. */
size_t parts_count(const struct records *records);
/* Which of count parts an id is in: its XXH3-64 modulo count. */
size_t parts_of(struct str id, size_t count);

#endif
