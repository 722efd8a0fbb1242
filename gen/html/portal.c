/* SPDX-License-Identifier: EUPL-1.2 */
#include "portal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/version.h"
#include "../model/address.h"
#include "home.h"
#include "view.h"

/* Globals: what every page can ask. */

static const struct portal *
portal_of(const void *object)
{
	return object;
}

static void
add_site_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, portal_of(object)->site->settings.title);
}

static void
add_organisation(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, map_text(portal_of(object)->site->settings.organisation, KEY_name));
}

static void
add_notice(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, portal_of(object)->site->settings.notice);
}

static void
add_language(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, portal_of(object)->site->language->tag);
}

static void
add_direction(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_cstring(out, language_direction(portal_of(object)->site->language->tag));
}

static void
add_home_href(void *context, const void *object, struct buf *out)
{
	(void)object;
	context_add_href(context, STR("index.html"), out);
}

static void
add_site_feed_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	context_add_href(page, address_of_feed(page->arena, NULL), out);
}

static void
add_data_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	context_add_href(page, address_of_data(page->arena, "index.html"), out);
}

/* {{words.x}}: the language file. */

static struct answer
find_word(void *context, const void *object, struct str name)
{
	const struct context *page = context;
	const struct str *word = table_find(page->site->language->by_name, name);

	(void)object;
	return (struct answer){.kind = word ? ANSWER_TEXT : ANSWER_NOTHING, .text = word ? *word : STR("")};
}

static bool
has_word(void *context, struct str name)
{
	const struct context *page = context;

	return table_find(page->site->language->by_name, name) != NULL;
}

static const struct view_type view_words = {.name = "words", .find = find_word, .has = has_word};

/* The style sheets, in the order in which they are loaded: the design system's components, the neutral tokens, our own layer, the theme. */

static void
add_asset(void *context, const void *object, struct buf *out, const char *name)
{
	const struct asset *asset = assets_find(portal_of(object), str_from(name));

	if (asset)
		context_add_href(context, asset->address, out);
}

static void
add_style(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "portal.css");
}

static void
add_components(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "components.css");
}

static void
add_tokens(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "tokens.css");
}

static void
add_theme(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "theme.css");
}

static void
add_icon(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "icon.svg");
}

static void
add_search_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	context_add_href(context, address_of_search(page->arena, portal_of(object)->site->language), out);
}

static void
add_search_script(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "search.js");
}

static void
add_stem_script(void *context, const void *object, struct buf *out)
{
	add_asset(context, object, out, "stem-nl.js");
}

static const void *
itself(void *context, const void *object)
{
	(void)context;
	return object;
}

/* The menu: the types that have records, and the plain pages. */

struct menu_item {
	struct str title, address;
};

static void
add_menu_title(void *context, const void *object, struct buf *out)
{
	const struct menu_item *item = object;

	(void)context;
	buf_add(out, item->title);
}

static void
add_menu_href(void *context, const void *object, struct buf *out)
{
	const struct menu_item *item = object;

	context_add_href(context, item->address, out);
}

static bool
is_current(void *context, const void *object)
{
	const struct context *page = context;
	const struct menu_item *item = object;

	return str_equal(page->address, item->address);
}

static const struct view_type view_menu_item = {
	.name = "menu item",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_menu_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_menu_href},
                                       {.name = "is_current", .kind = SLOT_CLAIM, .claim = is_current},
                                       {.name = NULL}},
};

static const enum type menu_types[] = {TYPE_RECOMMENDATION, TYPE_EVALUATION, TYPE_FOLLOWUP,   TYPE_LETTER,
                                       TYPE_QUESTION,       TYPE_MOTION,     TYPE_COMMITMENT, TYPE_MEASURE,
                                       TYPE_SAVINGS,        TYPE_THEME,      TYPE_DOSSIER,    TYPE_TERM};

/* Only what is in the site at all: which types there are, not how many of each. */
static size_t
list_menu(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	const struct language *language = page->site->language;
	size_t most = sizeof menu_types / sizeof *menu_types, count = 0;
	const void **found = arena_array(page->arena, most, sizeof *found);

	(void)object;
	for (size_t i = 0; i < most; i++) {
		struct menu_item *item;

		if (!page->site->by_type[menu_types[i]].count)
			continue;
		item = arena_alloc(page->arena, sizeof *item);
		item->title = language_capital(page->arena, language->types[menu_types[i]].many);
		item->address = address_of_list(page->arena, language, menu_types[i]);
		found[count++] = item;
	}
	*items = found;
	return count;
}

static size_t
list_pages(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	const struct records *pages = &page->site->by_type[TYPE_PAGE];
	const void **found = arena_array(page->arena, pages->count, sizeof *found);

	(void)object;
	for (size_t i = 0; i < pages->count; i++) {
		struct menu_item *item = arena_alloc(page->arena, sizeof *item);

		item->title = pages->items[i]->title;
		item->address = pages->items[i]->address;
		found[i] = item;
	}
	*items = found;
	return pages->count;
}

const struct view_type view_globals = {
	.name = "site",
	.slots = (const struct slot[]){{.name = "site_title", .kind = SLOT_TEXT, .text = add_site_title},
                                       {.name = "organisation", .kind = SLOT_TEXT, .text = add_organisation},
                                       {.name = "notice", .kind = SLOT_TEXT, .text = add_notice},
                                       {.name = "language", .kind = SLOT_TEXT, .text = add_language},
                                       {.name = "direction", .kind = SLOT_TEXT, .text = add_direction},
                                       {.name = "home_href", .kind = SLOT_TEXT, .text = add_home_href},
                                       {.name = "style_href", .kind = SLOT_TEXT, .text = add_style},
                                       {.name = "components_href", .kind = SLOT_TEXT, .text = add_components},
                                       {.name = "tokens_href", .kind = SLOT_TEXT, .text = add_tokens},
                                       {.name = "theme_href", .kind = SLOT_TEXT, .text = add_theme},
                                       {.name = "icon_href", .kind = SLOT_TEXT, .text = add_icon},
                                       {.name = "site_feed_href", .kind = SLOT_TEXT, .text = add_site_feed_href},
                                       {.name = "data_href", .kind = SLOT_TEXT, .text = add_data_href},
                                       {.name = "search_href", .kind = SLOT_TEXT, .text = add_search_href},
                                       {.name = "search_script_href", .kind = SLOT_TEXT, .text = add_search_script},
                                       {.name = "stem_script_href", .kind = SLOT_TEXT, .text = add_stem_script},
                                       {.name = "words", .kind = SLOT_VIEW, .of = &view_words, .view = itself},
                                       {.name = "menu", .kind = SLOT_LIST, .of = &view_menu_item, .list = list_menu},
                                       {.name = "pages", .kind = SLOT_LIST, .of = &view_menu_item, .list = list_pages},
                                       {.name = NULL}},
};

/* 404.html has nothing of its own; a redirect knows where it leads. */

static void
add_redirect_title(void *context, const void *object, struct buf *out)
{
	const struct record *record = object;

	(void)context;
	buf_add(out, record->title);
}

static void
add_missing_title(void *context, const void *object, struct buf *out)
{
	const struct answer word = find_word(context, object, STR("missing_title"));

	buf_add(out, word.text);
}

static const struct view_type view_missing = {
	.name = "missing page",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_missing_title}, {.name = NULL}},
};

static void
add_redirect_href(void *context, const void *object, struct buf *out)
{
	const struct record *record = object;

	context_add_href(context, record->address, out);
}

static void
add_redirect_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct record *record = object;

	buf_add(out, site_url(page->arena, page->site, record->address));
}

static const struct view_type view_redirect = {
	.name = "redirect",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_redirect_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_redirect_href},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_redirect_canonical},
                                       {.name = NULL}},
};

/* Templates. */

static const struct {
	const char *name;
	const struct view_type *root;
} page_kinds[PAGE_KINDS] = {
	[PAGE_RECORD] = {"record", &view_record},    [PAGE_LISTING] = {"listing", &view_listing},
	[PAGE_HOME] = {"home", &view_home},          [PAGE_SEARCH] = {"search", &view_search},
	[PAGE_MISSING] = {"missing", &view_missing}, [PAGE_REDIRECT] = {"redirect", &view_redirect},
	[PAGE_DATA] = {"data", &view_data},
};

struct loading {
	struct arena *arena;
	struct str folder;
	uint64_t digest;
	struct source **sources; /* to unload */
	size_t count, cap;
};

static struct source *
load_template(void *user, struct str name)
{
	struct loading *loading = user;
	struct str path =
		path_join(loading->arena, loading->folder, arena_printf(loading->arena, "%.*s.mustache", STR_ARG(name)));
	struct source *source = source_new(loading->arena, path, path);

	if (str_contains(name, ".."))
		return NULL;
	if (!source_load(source)) {
		if (errno != ENOENT && errno != EFBIG)
			world_failed("read", path);
		return NULL;
	}
	loading->digest = hash_text(loading->digest, source->text);
	loading->sources = arena_grow(loading->arena, loading->sources, loading->count, &loading->cap, sizeof *loading->sources);
	loading->sources[loading->count++] = source;
	return source;
}

static bool
open_templates(struct portal *portal, struct str folder)
{
	struct loading *loading = arena_alloc(portal->arena, sizeof *loading);
	struct templates *templates;
	struct context context = portal_context(portal, STR(""));
	bool is_whole = true;

	/* Messages name the sources, and are printed when the portal is closed. */
	*loading = (struct loading){.arena = portal->site->arena, .folder = folder};
	templates = templates_new(portal->arena, portal->site->diags, (struct template_loader){load_template, loading});
	for (enum page_kind kind = 0; kind < PAGE_KINDS; kind++) {
		portal->templates[kind] = templates_open(templates, str_from(page_kinds[kind].name), page_kinds[kind].root,
		                                         &view_globals, &context);
		is_whole = is_whole && portal->templates[kind];
	}
	portal->loading = loading;
	portal->digest = hash_mix(portal->digest, loading->digest);
	return is_whole;
}

/* What every page depends on. */
static void
digest_settings(struct portal *portal)
{
	const struct site *site = portal->site;

	portal->digest = hash_text(portal->digest, STR(OPVOLGING_VERSION));
	portal->digest = hash_mix(portal->digest, site->language->digest);
	for (size_t i = 0; i < site->language_count; i++)
		portal->digest = hash_mix(portal->digest, site->languages[i]->digest);
	portal->digest = hash_mix(portal->digest, site->settings.digest);
	for (size_t i = 0; i < portal->asset_count; i++)
		portal->digest = hash_text(portal->digest, portal->assets[i].address);
	for (enum type type = 0; type < TYPE_COUNT; type++)
		portal->digest = hash_mix(portal->digest, site->by_type[type].count > 0);
	for (size_t i = 0; i < site->by_type[TYPE_PAGE].count; i++)
		portal->digest = hash_text(portal->digest, site->by_type[TYPE_PAGE].items[i]->title);
}

struct portal *
portal_open(const struct site *site, struct str folder)
{
	struct arena *arena = arena_new();
	struct portal *portal = arena_alloc(arena, sizeof *portal);
	bool is_whole;

	portal->site = site;
	portal->arena = arena;
	portal->page_arena = arena_new();
	portal->pdf_sizes = table_new(arena);
	is_whole = assets_load(portal, folder);
	digest_settings(portal);
	is_whole = open_templates(portal, folder) && is_whole;
	if (is_whole)
		return portal;
	portal_close(portal);
	return NULL;
}

void
portal_close(struct portal *portal)
{
	if (!portal)
		return;
	for (size_t i = 0; portal->loading && i < portal->loading->count; i++)
		source_unload(portal->loading->sources[i]);
	buf_free(&portal->out);
	arena_free(portal->page_arena);
	arena_free(portal->arena);
}

void
portal_set_pdf_size(struct portal *portal, const struct record *record, size_t size)
{
	size_t *copy = arena_alloc(portal->arena, sizeof *copy);

	*copy = size;
	table_set(portal->pdf_sizes, record->address, copy);
}

struct context
portal_context(const struct portal *portal, struct str address)
{
	return (struct context){
		.site = portal->site,
		.portal = portal,
		.arena = portal->page_arena,
		.address = address,
		.terms = table_new(portal->page_arena),
	};
}

void
portal_page(struct portal *portal, enum page_kind kind, struct str address, const void *object, uint64_t digest)
{
	struct context context = portal_context(portal, address);

	context.is_rooted = kind == PAGE_MISSING;
	buf_clear(&portal->out);
	template_render(portal->templates[kind], object, portal, &context, &portal->out);
	digest = hash_text(hash_mix(portal->digest, digest), address);
	portal->output.put(portal->output.user, address, buf_str(&portal->out), digest);
	arena_reset(portal->page_arena);
}

static void
render_record(struct portal *portal, const struct record *record)
{
	const struct value *aliases = record_value(record, KEY_aliases);
	uint64_t digest = record_page_digest(portal, record);

	arena_reset(portal->page_arena);
	portal_page(portal, PAGE_RECORD, record->address, record, digest);
	for (size_t i = 0; aliases && i < aliases->count; i++)
		portal_page(portal, PAGE_REDIRECT, address_of_id(portal->arena, portal->site->language, aliases->items[i].text),
		            record, hash_text(0, record->title));
}

static void
put_assets(struct portal *portal)
{
	for (size_t i = 0; i < portal->asset_count; i++)
		portal->output.put(portal->output.user, portal->assets[i].address, portal->assets[i].bytes,
		                   hash_of(portal->assets[i].bytes));
}

/* The home page, a list for each type, and a page for each group. */
static void
render_lists(struct portal *portal)
{
	struct listings listings = {.portal = portal, .site = portal->site, .arena = arena_new()};

	listings.context = (struct context){.site = portal->site, .portal = portal, .arena = listings.arena};
	home_render(&listings);
	listings_render(&listings);
	arena_free(listings.arena);
}

void
portal_render(struct portal *portal, struct output output)
{
	portal->output = output;
	for (size_t i = 0; i < portal->site->records.count; i++)
		render_record(portal, portal->site->records.items[i]);
	render_lists(portal);
	render_data_page(portal);
	render_search(portal);
	portal_page(portal, PAGE_MISSING, STR("404.html"), portal, 0);
	render_redirect_map(portal);
	put_assets(portal);
}
