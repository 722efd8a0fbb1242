/* SPDX-License-Identifier: EUPL-1.2 */
/* search — the index of all public records, in files that a browser reads without a server's help. format.md tells what they hold.
 *
 * Every record has a slot, a number by the hash of its id in a table at least eight times as large as the collection; every term a file, by its own
 * hash. So what an edit of one record changes is the files of its own words, and parts made on several machines fit together. */
#ifndef OPVOLGING_SEARCH_SEARCH_H
#define OPVOLGING_SEARCH_SEARCH_H

#include "../model/output.h"
#include "../model/site.h"

/* The root of the index, which the search page loads with itself; all other files lie beside it. */
#define SEARCH_ROOT "_search/root.json"

/* What a record can be filtered by: numbers that no other record moves. 0: none. */
uint8_t search_year(const struct record *record);                            /* since 1900 */
uint8_t search_status(const struct site *site, const struct record *record); /* see search_status_label */
/* The label of a status by its number, and its name in records; "" where there is none of that number. */
struct str search_status_name(const struct site *site, unsigned status);
struct str search_status_label(const struct site *site, unsigned status);

/* Every file of the index, in a fixed order. */
void search_render(const struct site *site, struct output output);

#endif
