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
	(void)object;
	buf_add(out, context_named_word(context, "missing_title"));
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
	const struct record *record = object;

	context_add_url(context, record->address, out);
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
	struct context context = {.site = portal->site, .portal = portal, .arena = portal->arena};
	bool is_whole = true;

	/* Messages name the sources, and are printed when the portal is closed. */
	*loading = (struct loading){.arena = portal->site->arena, .folder = folder};
	templates = templates_new(portal->arena, portal->site->diags, (struct template_loader){load_template, loading});
	for (enum page_kind kind = 0; kind < PAGE_KINDS; kind++) {
		portal->templates[kind] = templates_open(templates, str_from(page_kinds[kind].name), page_kinds[kind].root,
		                                         &view_globals, &context);
		is_whole = is_whole && portal->templates[kind];
	}
	portal->all_templates = templates;
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
	for (size_t i = 0; i < site->by_type[TYPE_PAGE].count; i++) {
		portal->digest = hash_text(portal->digest, site->by_type[TYPE_PAGE].items[i]->title);
		portal->digest = hash_text(portal->digest, site->by_type[TYPE_PAGE].items[i]->address);
	}
}

/* The menu knows the page that it is on, so these pages share it with no other. */
static void
list_menu_addresses(struct portal *portal)
{
	const struct site *site = portal->site;

	portal->menu = table_new(portal->arena);
	for (enum type type = 0; type < TYPE_COUNT; type++)
		table_set(portal->menu, address_of_list(portal->arena, site->language, type), portal);
	for (size_t i = 0; i < site->by_type[TYPE_PAGE].count; i++)
		table_set(portal->menu, site->by_type[TYPE_PAGE].items[i]->address, portal);
}

struct portal *
portal_open(const struct site *site, struct str folder)
{
	struct arena *arena = arena_new();
	struct portal *portal = arena_alloc(arena, sizeof *portal);
	bool is_whole;

	portal->site = site;
	portal->arena = arena;
	portal->pdf_sizes = table_new(arena);
	list_menu_addresses(portal);
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
	arena_free(portal->arena);
}

void
portal_set_pdf_size(struct portal *portal, const struct record *record, size_t size)
{
	size_t *copy = arena_alloc(portal->arena, sizeof *copy);

	*copy = size;
	table_set(portal->pdf_sizes, record->address, copy);
}

uint64_t
portal_digest(const struct portal *portal)
{
	return portal->digest;
}
