/* SPDX-License-Identifier: EUPL-1.2 */
/* content — the folder of the records, read whole.
 *
 * Terms come first, because every other text is searched for them; then each file is read once: front matter to values, texts to
 * tapes, and its source is unloaded. */
#ifndef OPVOLGING_READ_CONTENT_H
#define OPVOLGING_READ_CONTENT_H

#include "../model/site.h"

/* Fills site->records (by id), by_id and files from the folder. What is wrong is reported, and the rest read on. Needs settings. */
void content_read(struct site *site, struct str folder);

#endif
