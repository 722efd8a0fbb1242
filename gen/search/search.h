/* SPDX-License-Identifier: EUPL-1.2 */
/* search — the index of all public records, in files that a browser reads without a server's help. format.md tells what they hold.
 *
 * What is in it follows record by record from the record alone, and where it lies from hashes: so an edit changes the files of its own words
 * (search_update), and parts made on several machines fit together (search_render_part, search_merge).
 *
 * What the index tells of a record depends on the record as it is read, checked and linked: its keys, its texts, its title and date as they are derived,
 * its address, and whether an id that one of its keys has leads to a record; on the status of the follow-up that is its last_followup; and on the site's
 * settings, vocabularies and language files. On no other record: neither titles nor texts of those that it names or that name it. */
#ifndef OPVOLGING_SEARCH_SEARCH_H
#define OPVOLGING_SEARCH_SEARCH_H

#include "../model/output.h"
#include "../model/site.h"

/* The root of the index, which the search page loads with itself; all other files lie beside it. */
#define SEARCH_ROOT "_search/root.json"

/* What one of several machines leaves for the merge, and its number from 0 behind it. */
#define SEARCH_PART "_search/part-"

/* What a record can be filtered by: numbers that no other record moves. 0: none. */
uint8_t search_year(const struct record *record);                            /* since 1900 */
uint8_t search_status(const struct site *site, const struct record *record); /* see search_status_label */
/* The label of a status by its number, and its name in records; "" where there is none of that number. */
struct str search_status_name(const struct site *site, unsigned status);
struct str search_status_label(const struct site *site, unsigned status);

/* What a record counts for in the size of the index's tables, which follow from how many records there are and what they all weigh. */
uint64_t search_weight(const struct record *record);
uint64_t search_weight_of_all(const struct site *site);

/* Every file of the index, on all cores that site->jobs allows; in no order. */
void search_render(const struct site *site, struct output output);

/* Several machines. Of so many parts, one puts the entries of the records that are its own, and their terms as a file SEARCH_PART<part>, which is for the
 * merge alone. Each needs the whole site as it is before anything is rendered. */
void search_render_part(const struct site *site, struct share share, struct output output);
/* Puts the files of terms and the root from the bytes of all parts' files, in their order: the same bytes as search_render. False where one is
 * damaged, or was made for another site; what was put then is void. */
bool search_merge(const struct site *site, const struct str *runs, size_t count, struct output output);

/* The terms of a record: different ones, by name. */
struct search_term {
	struct str name;
	uint8_t quality;
};
struct search_terms {
	struct search_term *items;
	size_t count;
};
struct search_terms *search_terms_of(struct arena *arena, const struct site *site, const struct record *record);

/* A record that is another than when the index was published: it, and the terms that it had. */
struct search_change {
	const struct record *record;
	const struct search_terms *before;
};

struct search_published {
	/* The bytes of a published file of the portal by its path, borrowed until the update ends; "" where it is not there. */
	struct str (*read)(void *user, struct str path);
	/* Takes the path of a file that is to be no longer there. */
	void (*withdraw)(void *user, struct str path);
	void *user;
};

/* Puts what differs, so that the published index becomes that of the site as it is now: the same bytes as search_render. weight: of all records.
 * changes: every record of which something has changed that the index depends on (see above); no record has come, gone or got another address.
 * False, with nothing put or withdrawn, where that cannot be done: the tables' sizes, the root or the year of a record have changed, or a published file
 * is damaged or another than it should be. Then it takes a search_render. */
bool search_update(const struct site *site, uint64_t weight, const struct search_change *changes, size_t count,
                   struct search_published published, struct output output);

#endif
