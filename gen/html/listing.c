/* SPDX-License-Identifier: EUPL-1.2 */
#include "listing.h"

#include "../base/file.h"
#include "../model/address.h"
#include "row.h"

/* A list of more pages than are listed leads on from page to page. */
enum { MOST_PARTS_LISTED = 12, LATEST_SETS = 6 };

static struct str
word(const struct listings *listings, const char *name)
{
	return context_named_word(&listings->context, name);
}

static struct str
number(const struct listings *listings, size_t value)
{
	return arena_printf(listings->arena, "%zu", value);
}

/* Ways. */

void
ways_add(struct listings *listings, struct ways *ways, const struct group *group)
{
	ways->items = arena_grow(listings->arena, ways->items, ways->count, &ways->cap, sizeof *ways->items);
	ways->items[ways->count++] = group;
}

/* How each kind of group is called, and which list it belongs to. */
static const struct {
	const char *by;    /* word: 'Per status'; NULL: no list leads to it */
	const char *title; /* word: 'Status: %s' */
	const char *intro; /* word; NULL */
	enum type list;
	bool is_mixed; /* of several types: each has a heading, so that a page does not depend on what other pages hold */
} kinds[GROUP_KINDS] = {
	[GROUP_STATUS] = {"by_status", "group_status", NULL, TYPE_RECOMMENDATION, true},
	[GROUP_UNREPORTED] = {NULL, "group_unreported", NULL, TYPE_RECOMMENDATION, false},
	[GROUP_DECISION] = {"by_decision", "group_decision", NULL, TYPE_RECOMMENDATION, false},
	[GROUP_OVERDUE] = {NULL, "attention_overdue", "attention_overdue_text", TYPE_RECOMMENDATION, true},
	[GROUP_LEFT_OUT] = {NULL, "attention_left_out", "attention_left_out_text", TYPE_RECOMMENDATION, false},
	[GROUP_NO_EVIDENCE] = {NULL, "attention_no_evidence", "attention_no_evidence_text", TYPE_RECOMMENDATION, true},
	[GROUP_YEAR] = {"by_year", "group_year", NULL, TYPE_FOLLOWUP, false},
	[GROUP_LETTER_YEAR] = {"by_year", "group_letter_year", NULL, TYPE_LETTER, false},
	[GROUP_QUESTION_YEAR] = {"by_year", "group_question_year", NULL, TYPE_QUESTION, false},
	[GROUP_THEME] = {"by_theme", "group_theme", NULL, TYPE_RECOMMENDATION, false},
	[GROUP_ASKER] = {"by_asker", "group_asker", NULL, TYPE_QUESTION, false},
	[GROUP_SIGNATORY] = {"by_signatory", "group_signatory", NULL, TYPE_LETTER, true},
};

const struct ways *
ways_of(struct listings *listings, enum group_kind kind, bool with_empty)
{
	const struct groups *groups = listings->site->groups;
	struct ways *ways = arena_alloc(listings->arena, sizeof *ways);

	ways->label = kinds[kind].by ? word(listings, kinds[kind].by) : STR("");
	for (size_t i = 0; i < groups->count; i++)
		if (groups->items[i]->kind == kind && (with_empty || groups->items[i]->records.count))
			ways_add(listings, ways, groups->items[i]);
	return ways;
}

static struct group *
recommendations_of(struct listings *listings, const struct group *group)
{
	struct group *copy = arena_alloc(listings->arena, sizeof *copy);

	*copy = *group;
	copy->records = (struct records){0};
	for (size_t i = 0; i < group->records.count; i++)
		if (group->records.items[i]->type == TYPE_RECOMMENDATION)
			records_add(listings->arena, &copy->records, group->records.items[i]);
	return copy;
}

const struct ways *
recommendation_statuses(struct listings *listings)
{
	const struct ways *statuses = ways_of(listings, GROUP_STATUS, true);
	const struct ways *unreported = ways_of(listings, GROUP_UNREPORTED, true);
	struct ways *ways = arena_alloc(listings->arena, sizeof *ways);
	struct group *none = recommendations_of(listings, unreported->items[0]);

	ways->label = statuses->label;
	for (size_t i = 0; i < statuses->count; i++)
		ways_add(listings, ways, recommendations_of(listings, statuses->items[i]));
	none->name = language_capital(listings->arena, word(listings, "state_none"));
	ways_add(listings, ways, none);
	return ways;
}

static void
add_ways(struct listings *listings, struct listing *listing, const struct ways *ways)
{
	if (!ways->count)
		return;
	listing->ways =
		arena_grow(listings->arena, listing->ways, listing->ways_count, &listing->ways_cap, sizeof *listing->ways);
	listing->ways[listing->ways_count++] = ways;
}

/* The ways from the list of a type to what its records gather in. */
static void
add_ways_of_type(struct listings *listings, struct listing *listing, enum type type)
{
	for (enum group_kind kind = 0; kind < GROUP_KINDS; kind++) {
		if (kinds[kind].list != type || !kinds[kind].by)
			continue;
		add_ways(listings, listing,
		         kind == GROUP_STATUS ? recommendation_statuses(listings)
		                              : ways_of(listings, kind, kind == GROUP_DECISION));
	}
}

/* Sections. */

/* The columns of a section follow from what its rows say. */
static void
see_columns(struct listings *listings, struct section *section)
{
	struct option options[FACET_MOST];

	for (enum facet_field field = 0; field < FACET_COUNT; field++)
		for (size_t i = 0; i < section->records.count && !section->has[field]; i++)
			section->has[field] = facet_options(&listings->context, field, section->records.items[i], options);
}

static void
add_section(struct listings *listings, struct listing *listing, struct str label, struct records records)
{
	struct section *section = arena_alloc(listings->arena, sizeof *section);

	*section = (struct section){.label = label, .records = records};
	see_columns(listings, section);
	listing->sections = arena_grow(listings->arena, listing->sections, listing->section_count, &listing->section_cap,
	                               sizeof *listing->sections);
	listing->sections[listing->section_count++] = section;
	listing->shown += records.count;
}

/* Records of one type after another: a section for each. */
static void
add_rows(struct listings *listings, struct listing *listing, const struct records *rows)
{
	const struct language *language = listings->site->language;

	for (size_t at = 0; at < rows->count;) {
		enum type type = rows->items[at]->type;
		struct records found = {.items = rows->items + at};

		while (at < rows->count && rows->items[at]->type == type)
			at++, found.count++;
		add_section(listings, listing,
		            listing->is_mixed ? language_capital(listings->arena, language->types[type].many) : STR(""), found);
	}
}

/* Filters: only where there is a choice. */

static void
add_facets(struct listings *listings, struct listing *listing)
{
	struct records shown = {0};

	for (size_t i = 0; i < listing->section_count; i++)
		for (size_t j = 0; j < listing->sections[i]->records.count; j++)
			records_add(listings->arena, &shown, listing->sections[i]->records.items[j]);
	for (enum facet_field field = 0; shown.count >= LEAST_FILTERED && field < FACET_COUNT; field++) {
		const struct facet *facet = facet_of(&listings->context, field, &shown);

		if (facet->count < 2)
			continue;
		listing->facets = arena_grow(listings->arena, listing->facets, listing->facet_count, &listing->facet_cap,
		                             sizeof *listing->facets);
		listing->facets[listing->facet_count++] = facet;
	}
}

/* Parts. */

static void
add_part(struct listings *listings, struct listing *listing, struct str list, size_t part)
{
	struct part *copy = arena_alloc(listings->arena, sizeof *copy);
	struct str said = number(listings, part);

	copy->label = language_fill(listings->arena, word(listings, "list_page"), &said, 1);
	copy->address = address_of_part(listings->arena, list, part);
	listing->parts =
		arena_grow(listings->arena, listing->parts, listing->part_count, &listing->part_cap, sizeof *listing->parts);
	listing->parts[listing->part_count++] = copy;
}

/* The newest parts, and the oldest. */
static void
add_parts(struct listings *listings, struct listing *listing, struct str list, size_t parts)
{
	for (size_t part = parts; part > 0; part--)
		if (part == 1 || part + MOST_PARTS_LISTED > parts)
			add_part(listings, listing, list, part);
}

static struct str
extent_of(struct listings *listings, const char *name, size_t first, size_t second)
{
	struct str said[] = {number(listings, first), number(listings, second)};

	return language_fill(listings->arena, word(listings, name), said, 2);
}

/* What lists there are. */

/* Recommendations and questions stand by evaluation and set, the newest of these first. */
static struct records
records_by_owner(struct arena *arena, const struct site *site, enum type owner, enum type type, enum key key)
{
	const struct records *owners = &site->by_type[owner];
	struct records all = {0};

	for (size_t i = 0; i < owners->count; i++) {
		const struct links *in = &owners->items[i]->in;

		for (size_t j = 0; j < in->count; j++)
			if (in->items[j]->from->type == type && in->items[j]->key == key)
				records_add(arena, &all, (struct record *)(uintptr_t)in->items[j]->from);
	}
	return all;
}

static struct records
records_of_type(struct arena *arena, const struct site *site, enum type type)
{
	if (type == TYPE_RECOMMENDATION)
		return records_by_owner(arena, site, TYPE_EVALUATION, type, KEY_evaluation);
	if (type == TYPE_QUESTION)
		return records_by_owner(arena, site, TYPE_QUESTION_SET, type, KEY_set);
	return site->by_type[type];
}

static void
add_list(struct lists *lists, struct list list, bool is_cut)
{
	list.parts = is_cut ? list_parts(list.rows.count) : 0;
	lists->items = arena_grow(lists->arena, lists->items, lists->count, &lists->cap, sizeof *lists->items);
	lists->items[lists->count++] = list;
}

static void
add_list_of_type(struct lists *lists, const struct site *site, enum type type)
{
	add_list(lists,
	         (struct list){
			 .type = type,
			 .address = address_of_list(lists->arena, site->language, type),
			 .rows = records_of_type(lists->arena, site, type),
		 },
	         list_has_parts(type));
}

const struct lists *
lists_make(struct arena *arena, const struct site *site)
{
	struct lists *lists = arena_alloc(arena, sizeof *lists);

	lists->arena = arena;
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (type != TYPE_QUESTION_SET && type != TYPE_PAGE)
			add_list_of_type(lists, site, type);
	add_list(lists,
	         (struct list){
			 .type = TYPE_QUESTION_SET,
			 .address = address_of_sets(arena, site->language),
			 .rows = site->by_type[TYPE_QUESTION_SET],
		 },
	         true);
	for (size_t i = 0; i < site->groups->count; i++) {
		const struct group *group = site->groups->items[i];

		add_list(lists,
		         (struct list){
				 .type = kinds[group->kind].list,
				 .group = group,
				 .address = group->address,
				 .rows = group->records,
			 },
		         true);
	}
	return lists;
}

/* What every page of a list says. */

static struct str
title_of_type(const struct listings *listings, enum type type)
{
	return language_capital(listings->arena, listings->site->language->types[type].many);
}

struct str
group_title(const struct listings *listings, const struct group *group)
{
	return language_fill(listings->arena, word(listings, kinds[group->kind].title), &group->name, 1);
}

static void
set_up(struct listings *listings, struct listing *listing, enum type type)
{
	listing->up_title = title_of_type(listings, type);
	listing->up_address = address_of_list(listings->arena, listings->site->language, type);
}

static struct listing
listing_of(struct listings *listings, const struct list *list)
{
	struct listing listing = {.address = list->address};

	if (!list->group) {
		listing.title = title_of_type(listings, list->type);
		if (list->type == TYPE_QUESTION_SET)
			set_up(listings, &listing, TYPE_QUESTION);
		return listing;
	}
	listing.title = group_title(listings, list->group);
	if (kinds[list->group->kind].intro)
		listing.intro = word(listings, kinds[list->group->kind].intro);
	listing.is_mixed = kinds[list->group->kind].is_mixed;
	set_up(listings, &listing, list->type);
	return listing;
}

/* The latest sets stand among the ways from the questions; all of them have a list of their own. */
static void
add_ways_to_sets(struct listings *listings, struct listing *listing)
{
	const struct records *sets = &listings->site->by_type[TYPE_QUESTION_SET];
	struct ways *ways = arena_alloc(listings->arena, sizeof *ways);
	struct group *group = arena_alloc(listings->arena, sizeof *group);

	ways->label = word(listings, "by_set");
	for (size_t i = 0; i < sets->count && i < LATEST_SETS; i++) {
		struct group *set = arena_alloc(listings->arena, sizeof *set);

		*set = (struct group){.name = sets->items[i]->title, .address = sets->items[i]->address};
		set->records = records_naming(listings->arena, sets->items[i], TYPE_QUESTION, KEY_set);
		ways_add(listings, ways, set);
	}
	*group = (struct group){
		.name = word(listings, "all_sets"),
		.address = address_of_sets(listings->arena, listings->site->language),
		.records = *sets,
	};
	if (sets->count)
		ways_add(listings, ways, group);
	add_ways(listings, listing, ways);
}

/* Its pages. */

struct listings
listings_of(struct renderer *renderer, struct str address)
{
	return (struct listings){
		.renderer = renderer,
		.site = renderer->portal->site,
		.arena = renderer->arena,
		.context = renderer_context(renderer, address),
	};
}

static void
render_listing(struct listings *listings, struct listing *listing)
{
	add_facets(listings, listing);
	renderer_page(listings->renderer, &listings->context, PAGE_LISTING, listing);
}

/* A full part is counted from the end of the list, where the oldest rows stand. */
struct records
list_page(const struct list *list, size_t part)
{
	size_t own = list->rows.count - list->parts * PART_ROWS;

	if (!part)
		return (struct records){.items = list->rows.items, .count = own};
	return (struct records){.items = list->rows.items + list->rows.count - part * PART_ROWS, .count = PART_ROWS};
}

static void
render_part(struct renderer *renderer, const struct list *list, size_t part)
{
	struct records rows = list_page(list, part);
	struct listings making = listings_of(renderer, address_of_part(renderer->arena, list->address, part));
	struct listing whole = listing_of(&making, list);
	struct str said[] = {whole.title, number(&making, part)};
	struct listing listing = {
		.title = language_fill(making.arena, word(&making, "list_part"), said, 2),
		.address = making.context.address,
		.up_title = whole.title,
		.up_address = list->address,
		.extent = extent_of(&making, "list_part_extent", (part - 1) * PART_ROWS + 1, part * PART_ROWS),
		.newer_address = address_of_part(making.arena, list->address, part + 1),
		.older_address = part > 1 ? address_of_part(making.arena, list->address, part - 1) : STR(""),
		.is_part = true,
		.is_mixed = whole.is_mixed,
	};

	add_rows(&making, &listing, &rows);
	render_listing(&making, &listing);
}

/* The part that is not full yet stands on the list's own page, and sends readers there. */
static void
render_next_part(struct renderer *renderer, const struct list *list)
{
	struct listings making = listings_of(renderer, address_of_part(renderer->arena, list->address, list->parts + 1));
	const struct record stand_in = {.title = listing_of(&making, list).title, .address = list->address};

	renderer_page(renderer, &making.context, PAGE_REDIRECT, &stand_in);
}

static void
render_own_page(struct renderer *renderer, const struct list *list)
{
	struct listings making = listings_of(renderer, list->address);
	struct listing listing = listing_of(&making, list);
	struct records rows = list_page(list, 0);

	if (!list->group && list->type == TYPE_QUESTION)
		add_ways_to_sets(&making, &listing);
	if (!list->group)
		add_ways_of_type(&making, &listing, list->type);
	add_rows(&making, &listing, &rows);
	add_parts(&making, &listing, list->address, list->parts);
	listing.extent = list->parts ? extent_of(&making, "list_extent_cut", rows.count, list->rows.count)
	                             : extent_of(&making, "list_extent", list->rows.count, 0);
	if (list->parts)
		listing.older_address = address_of_part(making.arena, list->address, list->parts);
	render_listing(&making, &listing);
}

void
render_list(struct renderer *renderer, const struct list *list, size_t part)
{
	if (part) {
		render_part(renderer, list, part);
		return;
	}
	render_own_page(renderer, list);
	if (list->parts)
		render_next_part(renderer, list);
}
