/* SPDX-License-Identifier: EUPL-1.2 */
/* link — how records hang together: what keys and texts lead to, and back. */
#ifndef OPVOLGING_CHECK_LINK_H
#define OPVOLGING_CHECK_LINK_H

#include "../model/site.h"

/* The links that keys make, in out and in of both records; what stood there before is gone. */
void link_keys(struct site *site);

/* Whether the cut takes anything out. Then everything that link_keys makes before is to lie in until_cut. */
bool is_any_withheld(const struct site *site);
/* Takes the records that are not public out of the site: out of records, every table and every link. Nothing that comes after can know of
 * them. Where all are public, links and tables stay as they are. */
void cut_to_public(struct site *site);

/* To the links that keys make (link_keys, or the cut, which calls it) adds those of texts, makes the dossiers that are only cited, and
 * gives every record its address. Once; after this the site is const. */
void link_site(struct site *site);

/* Takes one record's links out of a linked site, and makes them anew; what it leads to must have pages already. */
void unlink_record(struct site *site, struct record *record);
void link_record(struct site *site, struct record *record);

#endif
