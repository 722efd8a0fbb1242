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
	struct arena *arena; /* of the portal */
	struct templates *all_templates;
	const struct template *templates[PAGE_KINDS];
	struct asset *assets;
	size_t asset_count, asset_cap;
	struct table *pdf_sizes; /* address of the page → size_t * */
	struct table *menu;      /* addresses of the pages that the menu leads to */
	uint64_t digest;         /* of templates, language, settings, assets and program: what every page depends on */
	struct loading *loading; /* the templates' sources, to unload */
	struct render_job *jobs; /* made once, when they are first asked for */
	size_t job_count, job_cap;
};

struct renderer {
	const struct portal *portal;
	struct output output;
	struct arena *arena;        /* of a page; reset behind it */
	struct buf out;             /* the page that is being made */
	struct buf scratch;         /* a text on its way into an arena */
	struct template_kept *kept; /* what the pages of a folder share */
	struct buf folder;          /* … and which folder that is */
	struct arena *own_arena;    /* of the renderer */
	struct table *slugs;        /* label → struct str *: what of a row is its value in filters */
};

/* One page; object is what the template is rendered from. Resets the page's arena. */
void renderer_page(struct renderer *renderer, struct context *context, enum page_kind kind, const void *object);

/* The context of a page's address; what accessors are given. */
struct context renderer_context(struct renderer *renderer, struct str address);

/* Reads assets/ below folder; CSS is rewritten to name the others by their hashed names. False where that fails, which is reported. */
bool assets_load(struct portal *portal, struct str folder);
const struct asset *assets_find(const struct portal *portal, struct str name);

/* The jobs of one page each. */
void render_redirect_map(struct renderer *renderer);
void render_data_page(struct renderer *renderer);
void render_search(struct renderer *renderer);

#endif
