/* SPDX-License-Identifier: EUPL-1.2 */
/* content — the folder of the records, read whole.
 *
 * Files are found first; then each is read once, several at a time: front matter to values, texts to tapes, and its source is unloaded. Terms
 * come before the others, because every text is searched for them. */
#ifndef OPVOLGING_READ_CONTENT_H
#define OPVOLGING_READ_CONTENT_H

#include "../model/site.h"

/* Fills site->records (by id), by_id and files from the folder. What is wrong is reported, and the rest read on. Needs settings. */
void content_read(struct site *site, struct str folder);

/* Reads the file of one record anew, for a site that was read before: a record that is in no table of it, searched for the terms that the site
 * has now. NULL where no file lies there, or none that may be a record. text: what the file said, to be read instead of it; at NULL: is set to what it
 * says, at NULL still where nothing can be read. Needs settings, by_type and markdown_start. */
struct record *content_read_one(struct site *site, struct str folder, struct str path, struct str *text);

#endif
