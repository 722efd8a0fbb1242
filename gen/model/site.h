/* SPDX-License-Identifier: EUPL-1.2 */
/* site — everything that a run knows: settings, vocabularies, records, how they hang together.
 *
 * One struct goes through every stage; each stage adds to it and undoes nothing, but for the visibility cut (check/visibility),
 * which takes the records that are not public out of records and out of every table. After link it is const. */
#ifndef OPVOLGING_MODEL_SITE_H
#define OPVOLGING_MODEL_SITE_H

#include "../base/diag.h"
#include "../base/table.h"
#include "language.h"
#include "layout.h"
#include "record.h"

/* A word of a vocabulary of site.yaml. */
struct term {
	struct str id, label;
	struct span span;
	bool is_open;          /* statuses */
	bool is_followed;      /* decisions: 'follow' */
	bool is_decided;       /* decisions: unless 'decided: false' */
	const struct map *map; /* addressees: lines, salutation */
};

struct vocabulary_words {
	struct term *items; /* in the order of the file */
	size_t count;
	struct span span;
};

struct settings {
	struct source *source;
	struct map map;                                        /* SHAPE_SETTINGS */
	const struct map *organisation;                        /* never NULL */
	struct str title, base_url, timezone, notice, closing; /* base_url ends in '/' */
	struct vocabulary_words vocabularies[VOCABULARY_COUNT];
	uint64_t digest; /* of the file */
};

struct records {
	struct record **items;
	size_t count, cap;
};

struct address;
struct groups;

struct site {
	struct arena *arena;     /* of everything below; freed at the end of the run */
	struct spill *spill;     /* where texts lie; NULL: in plain memory */
	struct arena *texts;     /* the tapes of records (base/spill.h); NULL: they are in arena */
	struct arena *until_cut; /* of links and tables before the cut (check/link.h); NULL: nothing is withheld */
	struct diagnostics *diags;
	struct settings settings;
	const struct language *language;
	const struct language **languages; /* of records in another one, as far as their files are there */
	size_t language_count, language_cap;
	struct str *tags; /* of these, of a site that was kept */
	size_t tag_count;
	const struct layout *layout; /* of letters */

	struct records records; /* by id */
	struct table *by_id;
	struct records by_type[TYPE_COUNT]; /* in list order: newest first; recommendations and questions by number */

	struct table *by_kamerstuk;   /* kamerstuk_key → record */
	struct table *by_dossier;     /* dossier number → dossier record */
	struct table *by_commitment;  /* TZ number → record */
	struct table *by_motion;      /* the name of a motion, folded → record, or nobody */
	struct table *by_number;      /* '<evaluation>#3', '<set>#<asker>#3' → record */
	const struct record *nobody;  /* whom a name means that two motions have */
	struct table *addresses;      /* path under out/ → struct address */
	const struct address **pages; /* the pages among them that readers are sent to, in the order in which they were taken */
	size_t page_count, page_cap;
	struct table *files;         /* path under files/ → struct str *: where it lies */
	struct records filled;       /* those whose texts have blocks that fill themselves */
	const struct groups *groups; /* what records gather in (group.h); made with the addresses */

	struct date today; /* in the site's time zone: --as-of, SOURCE_DATE_EPOCH or the clock */
	moment now,
		next_release;   /* when the next embargo ends, of those that have not: as far off as can be where there is none */
	bool names_evaluations; /* some text says which evaluation's recommendation it means */
	size_t unresolved;      /* recognised references that stay text */
	size_t read_count;      /* records that were read, public or not */
	unsigned jobs;          /* threads, at the most: what work_share is asked for */
};

const struct term *site_term(const struct site *site, enum vocabulary vocabulary, int64_t index);
const struct record *site_find(const struct site *site, struct str id);

/* The tag of a record's language: its own, or that of the site; NULL for the site. */
struct str site_tag(const struct site *site, const struct record *record);
/* The words for a record: of its language where they are known, else of the site's. */
const struct language *site_language(const struct site *site, const struct record *record);

/* When a record's own embargo ends: long ago where it has none, never where the time zone is not known. */
moment record_release(const struct site *site, const struct record *record);

/* Whether a record's own keys withhold it: an embargo that has not passed; that or its visibility. */
bool record_is_embargoed(const struct site *site, const struct record *record);
bool record_is_open(const struct site *site, const struct record *record);

/* What a record's decision, status … is now. */
const struct map *recommendation_last_decision(const struct record *record); /* the keys of the decision that counts */
const struct term *recommendation_decision(const struct site *site, const struct record *record);
/* The decision that counted on a day; NULL where none was taken yet. */
const struct term *recommendation_decision_before(const struct site *site, const struct record *record, struct date day);
const struct term *item_status(const struct site *site, const struct record *item); /* NULL: none reported */

/* The evaluation that a record is about: what 'aanbeveling 3' in its text means. NULL where there is none, or more than one. */
const struct record *record_evaluation(const struct record *record);
/* The theme that it has, or its evaluation; NULL. */
const struct record *record_theme(const struct record *record);
/* The set that 'vraag 3' in its text means, or NULL. */
const struct record *record_question_set(const struct record *record);

/* What it belongs to, as readers find their way back: a question to its set, a follow-up to its item; NULL. */
const struct record *record_parent(const struct record *record);

/* The records that name this one under a key, by type, in list order. Both may be a wildcard: TYPE_NONE, KEY_NONE. */
struct records records_naming(struct arena *arena, const struct record *record, enum type type, enum key key);

void records_add(struct arena *arena, struct records *records, struct record *record);

/* The order of lists: newest first, then by id; recommendations and questions by number within their evaluation and set. */
int record_order(const struct record *a, const struct record *b);
void records_sort(struct records *records);

/* Whether a theme is the other, or lies below it. */
bool theme_is_within(const struct record *theme, const struct record *ancestor);

/* Whether the site stands at the root of its host, where machines look for robots.txt. */
bool site_is_at_root(const struct site *site);

/* The categories of the Woo that site.yaml names, or NULL. */
const struct value *settings_woo_categories(const struct settings *settings);

/* Whether a record has a PDF of its own; a feed of its own. */
bool record_has_letter(const struct record *record);
bool record_has_feed(const struct record *record);

/* What counts now: of a follow-up its own status, of an item the last one reported; NULL where there is none. */
const struct term *record_status(const struct site *site, const struct record *record);
const struct term *record_decision(const struct site *site, const struct record *record);

/* When its page changed: a page changes with its record and with each record that names it. */
struct date record_changed(const struct record *record);

/* Where the official text stands: what the record says, or its number's publication; "". */
struct str record_official(struct arena *arena, const struct record *record);

/* The absolute address of a page: base_url and address, percent-encoded; 'folder/' for index pages. */
struct str site_url(struct arena *arena, const struct site *site, struct str address);

#endif
