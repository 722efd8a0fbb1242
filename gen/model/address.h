/* SPDX-License-Identifier: EUPL-1.2 */
/* address — where things stand in the portal. The id gives the address, and the address never moves.
 *
 * One table holds every address, the generated ones included; a clash is an error that names both. Names that no record has begin
 * with '_'. */
#ifndef OPVOLGING_MODEL_ADDRESS_H
#define OPVOLGING_MODEL_ADDRESS_H

#include "attention.h"
#include "site.h"

enum { SITEMAP_MOST = 50000 }; /* entries of one sitemap */
/* The map of former addresses, for web servers. */
#define REDIRECT_MAP "_redirects.map"

struct address {
	struct str path;             /* under out/ */
	const struct record *record; /* whose page or redirect it is; NULL: a generated page */
	struct str what;             /* for messages: "the list of letters" */
	struct span span;
	bool leads_on; /* a generated redirect */
};

/* The page of an id: recommendations/pr-veiligheid/01 is aanbevelingen/pr-veiligheid/01.html. "" where the id has no type. */
struct str address_of_id(struct arena *arena, const struct language *language, struct str id);
/* The same with another ending: .pdf, .json. */
struct str address_with(struct arena *arena, struct str address, const char *ending);
/* The list of a type: brieven/index.html. */
struct str address_of_list(struct arena *arena, const struct language *language, enum type type);
/* A file under files/: bestanden/x.pdf. */
struct str address_of_file(struct arena *arena, const struct language *language, struct str path);

/* The page to search on: zoeken.html. */
struct str address_of_search(struct arena *arena, const struct language *language);

/* Pages that gather records. Spellings of one name share a page: 'SP', 'sp'. */
struct str address_of_year(struct arena *arena, const struct language *language, struct str year);
struct str address_of_status(struct arena *arena, const struct language *language, const struct term *status);
struct str address_of_unreported(struct arena *arena, const struct language *language);
struct str address_of_decision(struct arena *arena, const struct language *language, const struct term *decision);
struct str address_of_asker(struct arena *arena, const struct language *language, struct str asker);
struct str address_of_signatory(struct arena *arena, const struct language *language, struct str name);

/* What the portal offers as data lies beside its pages, or in _data/. The names are the schema's, in every language. */
struct str address_of_feed(struct arena *arena, const struct record *record); /* NULL: of the whole site */
struct str address_of_data(struct arena *arena, const char *name);            /* _data/index.json */
struct str address_of_data_part(struct arena *arena, enum type type, size_t part, const char *ending);
struct str address_of_sitemap(struct arena *arena, size_t part);        /* of an index: _sitemaps/2.xml */
struct str address_of_woo_index(struct arena *arena, int64_t category); /* sitemapindex-diwoo-infocat006.xml */
struct str address_of_woo_sitemap(struct arena *arena, int64_t category, size_t part);

/* An address in a URL: what is not a letter, a digit or one of -._~/ percent-encoded. */
void address_add_encoded(struct buf *out, struct str address);
struct str address_of_theme(struct arena *arena, const struct language *language, const struct record *theme);
struct str address_of_attention(struct arena *arena, const struct language *language, enum attention attention);
/* The records of a type by their own date: brieven/_jaar/2026.html. */
struct str address_of_type_year(struct arena *arena, const struct language *language, enum type type, struct str year);
/* The list of question sets, beside that of questions. */
struct str address_of_sets(struct arena *arena, const struct language *language);

/* Long lists are cut into parts, filled from the oldest: part 1 holds the oldest PART_ROWS rows, and once it is full, it stays as it is
 * and where it is. The list's own page shows the newest, from PART_LEAST rows on, so that a reader never finds a page of one row. */
enum { PART_ROWS = 100, PART_LEAST = 50 };

/* The full parts of a list of that many rows; the list's own page holds the others. */
size_t list_parts(size_t count);
/* Whether a type's list has an oldest row at all; those of names alone (themes, dossiers, terms) stay whole. */
bool list_has_parts(enum type type);
/* aanbevelingen/_1.html of aanbevelingen/index.html; aanbevelingen/_status/done/_1.html of aanbevelingen/_status/done.html. */
struct str address_of_part(struct arena *arena, struct str list, size_t part);

/* Takes an address; where it is taken already, or one is a file and a folder, that is reported with both, and false. */
bool address_take(struct site *site, struct address address);

/* Takes the addresses of all records, of their redirects and of everything that is generated for them; lists the pages, and what records gather in. Once. */
void address_take_all(struct site *site);

#endif
