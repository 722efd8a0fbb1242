/* SPDX-License-Identifier: EUPL-1.2 */
/* portal — what all pages share: templates, assets, sizes of PDFs; and how one page is made. Private to html/. */
#ifndef OPVOLGING_HTML_PORTAL_H
#define OPVOLGING_HTML_PORTAL_H

#include "context.h"
#include "page.h"

/* The templates of the portal: PAGE(id, name, root view). */
enum page_kind { PAGE_RECORD, PAGE_LISTING, PAGE_HOME, PAGE_SEARCH, PAGE_MISSING, PAGE_REDIRECT, PAGE_DATA, PAGE_KINDS };

struct asset {
	struct str name;    /* portal.css */
	struct str address; /* _assets/portal.1a2b3c4d.css */
	struct str bytes;
};

struct portal {
	const struct site *site;
	struct arena *arena;      /* of the portal */
	struct arena *page_arena; /* reset behind each page */
	const struct template *templates[PAGE_KINDS];
	struct asset *assets;
	size_t asset_count, asset_cap;
	struct table *pdf_sizes; /* address of the page → size_t * */
	uint64_t digest;         /* of templates, language, settings, assets and program: what every page depends on */
	struct loading *loading; /* the templates' sources, to unload */
	struct buf out;
	struct output output;
};

/* One page: what it is rendered from, and the digest of what that depends on beside the portal's own. */
void portal_page(struct portal *portal, enum page_kind kind, struct str address, const void *object, uint64_t digest);

/* Reads assets/ below folder; CSS is rewritten to name the others by their hashed names. False where that fails, which is reported. */
bool assets_load(struct portal *portal, struct str folder);
const struct asset *assets_find(const struct portal *portal, struct str name);

/* The map of former addresses. */
void render_redirect_map(struct portal *portal);

/* The page about the portal's data. */
void render_data_page(struct portal *portal);

/* The page to search on. */
void render_search(struct portal *portal);

/* The context of a page's address; what accessors are given. */
struct context portal_context(const struct portal *portal, struct str address);

/* What a record's page depends on: its own record, the faces of its neighbours, how its references resolve. */
uint64_t record_page_digest(struct portal *portal, const struct record *record);
uint64_t records_digest(struct portal *portal, const struct records *records);

#endif
