/* SPDX-License-Identifier: EUPL-1.2 */
/* image_texts — the tapes of an image, which are most of it: in its file, and never in memory of it. Private to keep/.
 *
 * They lie together, record behind record, so that who looks through all records for their values need not step over them. A tape holds no pointer, so
 * its bytes are known before anything else is copied; and bytes that are written to a file cost half of what those cost that a file is mapped for. Pieces
 * are written in any order, by several threads. */
#ifndef OPVOLGING_KEEP_IMAGE_TEXTS_H
#define OPVOLGING_KEEP_IMAGE_TEXTS_H

#include "../model/site.h"
#include "image_file.h"

struct image_texts;

/* Finds a place for every text of the site, in a file in which nothing lies yet. jobs: as many threads may write. */
struct image_texts *image_texts_new(struct image_file *file, const struct site *site, unsigned jobs);
void image_texts_free(struct image_texts *texts);

/* Where the first text of a record lies. The others follow. */
char *image_texts_at(const struct image_texts *texts, const struct record *record);
/* The tape that lies there. *at goes on behind it. */
struct tape image_texts_next(char **at, const struct tape *tape);

size_t image_texts_pieces(const struct image_texts *texts);
void image_texts_write(const struct image_texts *texts, unsigned worker, size_t piece);

#endif
