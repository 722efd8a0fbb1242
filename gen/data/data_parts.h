/* SPDX-License-Identifier: EUPL-1.2 */
/* data_parts — what the kinds of data share. Private to data/. */
#ifndef OPVOLGING_DATA_DATA_PARTS_H
#define OPVOLGING_DATA_DATA_PARTS_H

#include "../base/buf.h"
#include "data.h"

struct data {
	const struct site *site;
	struct output output;
	struct arena *arena; /* of one file; reset behind it */
	struct buf out;      /* the file that is being made */
	bool has_letters;
};

/* Hands on what stands in out, and begins anew. */
void data_put(struct data *data, struct str address);

struct str data_url(const struct data *data, struct str address);

void render_records(struct data *data);
void render_collections(struct data *data);
void render_schema(struct data *data);
void render_feeds(struct data *data);
void render_sitemaps(struct data *data);
void render_woo(struct data *data);
void render_robots(struct data *data);

#endif
