/* SPDX-License-Identifier: EUPL-1.2 */
/* data — the portal for machines: every record as JSON, collections as JSON and CSV with their schema, feeds, sitemaps, robots.txt,
 * security.txt, and the sitemaps of the Woo.
 *
 * The site is cut already: what is not in it cannot get into its data. Every file has its address from model/address.c. */
#ifndef OPVOLGING_DATA_DATA_H
#define OPVOLGING_DATA_DATA_H

#include "../model/output.h"
#include "../model/site.h"

/* Every file, in a fixed order. has_letters: whether the PDFs are there too, which data may then name. */
void data_render(const struct site *site, struct output output, bool has_letters);

#endif
