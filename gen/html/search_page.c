/* SPDX-License-Identifier: EUPL-1.2 */
/* The page to search on: a form with what can be filtered by. What is found is the script's to show. */
#include "../model/address.h"
#include "portal.h"
#include "view.h"

struct option {
	struct str value, label;
};

struct options {
	const void **items;
	size_t count, cap;
};

struct search_page {
	struct options types, years, statuses;
};

static void
add_option(struct arena *arena, struct options *options, struct str value, struct str label)
{
	struct option *option = arena_alloc(arena, sizeof *option);

	*option = (struct option){value, label};
	options->items = arena_grow(arena, options->items, options->count, &options->cap, sizeof *options->items);
	options->items[options->count++] = option;
}

static void
add_types(struct arena *arena, const struct site *site, struct options *types)
{
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (site->by_type[type].count)
			add_option(arena, types, str_from(type_info(type)->name),
			           language_capital(arena, site->language->types[type].many));
}

/* The years that records are of, the last one first. */
static void
add_years(struct arena *arena, const struct site *site, struct options *years)
{
	enum { FIRST = 1901, LAST = 2155 }; /* what a byte holds: see search/format.md */
	bool is_there[LAST - FIRST + 1] = {false};

	for (size_t i = 0; i < site->records.count; i++) {
		struct date date = site->records.items[i]->date;

		if (date_is_set(date) && date.year >= FIRST && date.year <= LAST)
			is_there[date.year - FIRST] = true;
	}
	for (int year = LAST; year >= FIRST; year--)
		if (is_there[year - FIRST]) {
			struct str text = arena_printf(arena, "%d", year);

			add_option(arena, years, text, text);
		}
}

/* Those of the vocabulary; of commitments also what the format itself knows. */
static void
add_statuses(struct arena *arena, const struct site *site, struct options *statuses)
{
	const struct vocabulary_words *words = &site->settings.vocabularies[VOCABULARY_STATUSES];

	for (size_t i = 0; i < words->count; i++)
		add_option(arena, statuses, words->items[i].id, words->items[i].label);
	for (size_t i = 0; site->by_type[TYPE_COMMITMENT].count && i < choice_count(CHOICE_COMMITMENT); i++)
		add_option(arena, statuses, str_from(choice_name(CHOICE_COMMITMENT, i)),
		           language_capital(arena, site->language->choices[CHOICE_COMMITMENT][i]));
}

static void
add_value(void *context, const void *object, struct buf *out)
{
	const struct option *option = object;

	(void)context;
	buf_add(out, option->value);
}

static void
add_label(void *context, const void *object, struct buf *out)
{
	const struct option *option = object;

	(void)context;
	buf_add(out, option->label);
}

static const struct view_type view_option = {
	.name = "option",
	.slots = (const struct slot[]){{.name = "value", .kind = SLOT_TEXT, .text = add_value},
                                       {.name = "label", .kind = SLOT_TEXT, .text = add_label},
                                       {.name = NULL}},
};

static void
add_title(void *context, const void *object, struct buf *out)
{
	(void)object;
	buf_add(out, context_named_word(context, "search"));
}

static void
add_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	context_add_url(page, page->address, out);
}

static void
add_index_href(void *context, const void *object, struct buf *out)
{
	(void)object;
	context_add_href(context, STR("_search/"), out);
}

static size_t
list_types(void *context, const void *object, const void *const **items)
{
	const struct search_page *search = object;

	(void)context;
	*items = search->types.items;
	return search->types.count;
}

static size_t
list_years(void *context, const void *object, const void *const **items)
{
	const struct search_page *search = object;

	(void)context;
	*items = search->years.items;
	return search->years.count;
}

static size_t
list_statuses(void *context, const void *object, const void *const **items)
{
	const struct search_page *search = object;

	(void)context;
	*items = search->statuses.items;
	return search->statuses.count;
}

const struct view_type view_search = {
	.name = "search page",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_title},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_canonical},
                                       {.name = "index_href", .kind = SLOT_TEXT, .text = add_index_href},
                                       {.name = "types", .kind = SLOT_LIST, .of = &view_option, .list = list_types},
                                       {.name = "years", .kind = SLOT_LIST, .of = &view_option, .list = list_years},
                                       {.name = "statuses", .kind = SLOT_LIST, .of = &view_option, .list = list_statuses},
                                       {.name = NULL}},
};

void
render_search(struct renderer *renderer)
{
	const struct site *site = renderer->portal->site;
	struct context context = renderer_context(renderer, address_of_search(renderer->arena, site->language));
	struct search_page search = {0};

	add_types(renderer->arena, site, &search.types);
	add_years(renderer->arena, site, &search.years);
	add_statuses(renderer->arena, site, &search.statuses);
	renderer_page(renderer, &context, PAGE_SEARCH, &search);
}
