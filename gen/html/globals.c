/* SPDX-License-Identifier: EUPL-1.2 */
/* What every page can ask: of the site, its words, its menu. What is answered depends on the page's folder alone, but for whether a place of
 * the menu is the page itself (portal_is_in_menu). */
#include "../model/address.h"
#include "portal.h"
#include "view.h"

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

static const struct view_type view_words = {.name = "words", .find = find_word, .has = has_word, .is_constant = true};

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
	.is_steady = true,
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
