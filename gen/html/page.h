/* SPDX-License-Identifier: EUPL-1.2 */
/* page — the portal: a page for every record, lists, groups, the home page, redirects.
 *
 * A page is rendered into a buffer and handed on; who takes it decides whether it is written. What there is to render is a list of jobs, of
 * which each makes the files of one thing alone: they can be done in any order, by several threads or machines, or only some of them.
 *
 * What the bytes of a job depend on, beside what all pages share (templates, assets, the words of the language, site.yaml, the program,
 * which types have records at all, titles and addresses of the plain pages):
 *
 *     RENDER_RECORD   the record whole, with the title and the date that it takes from others; its texts' references and where they lead, with the
 *                     titles there; the faces (view.h) of all that it names and that name it, with the keys and sentences; of its follow-ups
 *                     the texts and the faces of what they name; of questions that its text sends readers to, the answers; what blocks in any
 *                     of these texts are filled with; the faces of what it belongs to and of its neighbours; the size of its PDF. Its
 *                     redirects: its title and address.
 *     RENDER_LIST     part 0, the list's own page: the rows (row.h) of the newest records, how many there are in all, the names and sizes of the
 *                     lists that it leads to. A full part: its rows alone. In all: the list's title, and for filters the titles of the themes
 *                     that its rows are of and of those above them.
 *     RENDER_HOME     of every recommendation its decision, status, theme and evaluation; the sizes of the groups that need attention,
 *                     with the faces of the first three of each; of the follow-ups of the last year how many changed, with eight rows; the
 *                     faces of the newest letters and question sets; titles, addresses and parents of themes, titles and addresses of the
 *                     newest evaluations.
 *     RENDER_DATA     how many records each type has and in how many parts of a collection; the faces of what has a feed.
 *     RENDER_SEARCH   which types and years there are.
 *     RENDER_MISSING  nothing else.
 *     RENDER_MOVED    every record's aliases and address, in the order of ids.
 *     RENDER_ASSETS   the files below assets/ alone.
 *
 * Dates count only through these: what is overdue and what is left out make the groups of attention. */
#ifndef OPVOLGING_HTML_PAGE_H
#define OPVOLGING_HTML_PAGE_H

#include "../base/buf.h"
#include "../model/output.h"
#include "../model/site.h"

struct portal;
struct list;

/* Loads and checks the templates and the assets below folder. NULL where something is wrong, which is reported. */
struct portal *portal_open(const struct site *site, struct str folder);
void portal_close(struct portal *portal);

/* The size in bytes of a PDF, told before the page that names it is rendered. */
void portal_set_pdf_size(struct portal *portal, const struct record *record, size_t size);

/* Whether an address is that of an asset: its name holds the hash of its bytes, and it says nothing of any record. */
bool page_is_asset(struct str address);

enum render_kind {
	RENDER_RECORD, /* a record's page and its redirects */
	RENDER_LIST,   /* a list's own page and the redirect to it, or one of its full parts */
	RENDER_HOME,
	RENDER_DATA,    /* the page about the portal's data */
	RENDER_SEARCH,  /* the page to search on */
	RENDER_MISSING, /* 404.html */
	RENDER_MOVED,   /* the map of former addresses */
	RENDER_ASSETS
};

struct render_job {
	enum render_kind kind;
	const struct record *record; /* RENDER_RECORD */
	const struct list *list;     /* RENDER_LIST */
	size_t part;                 /* of the list: 0 its own page */
};

/* All there is to render, in a fixed order; it lives as long as the portal. */
size_t portal_jobs(struct portal *portal, const struct render_job **jobs);

/* Of the pages of lists those that a change shows on, as far as no list has another number of parts; otherwise as portal_jobs. */
struct groups;
struct list_changes {
	const bool *rows;            /* by the records' places: whether a row tells something else than before */
	const struct groups *former; /* the groups, of which none has come or gone, with their records then; NULL: as they are */
};
size_t portal_list_jobs(struct portal *portal, const struct list_changes *changes, const struct render_job **jobs);

/* Where one thread makes its pages. While any is open, the portal does not change. */
struct renderer;
struct renderer *renderer_open(const struct portal *portal, struct output output);
void renderer_close(struct renderer *renderer);
void renderer_do(struct renderer *renderer, const struct render_job *job);

/* 64 bits of what lists and neighbours show of a record, as it is now. */
uint64_t renderer_face(struct renderer *renderer, const struct record *record);

/* Every job of the share, divided among the threads that the site allows; they are counted as portal_jobs has them. */
void portal_render(struct portal *portal, struct share share, struct output output);

/* 64 bits of what every page depends on: templates, assets, settings, languages. */
uint64_t portal_digest(const struct portal *portal);

#endif
