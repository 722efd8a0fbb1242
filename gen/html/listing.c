/* SPDX-License-Identifier: EUPL-1.2 */
#include "listing.h"

#include "../model/address.h"

enum { LATEST = 5 };

/* Views. */

static void
add_group_title(void *context, const void *object, struct buf *out)
{
	const struct group *group = object;

	(void)context;
	buf_add(out, group->name);
}

static void
add_group_href(void *context, const void *object, struct buf *out)
{
	const struct group *group = object;

	context_add_href(context, group->address, out);
}

static void
add_group_count(void *context, const void *object, struct buf *out)
{
	const struct group *group = object;

	(void)context;
	buf_add_integer(out, (int64_t)group->records.count);
}

static const struct view_type view_way = {
	.name = "way",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_group_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_group_href},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_group_count},
                                       {.name = NULL}},
};

static void
add_ways_label(void *context, const void *object, struct buf *out)
{
	const struct ways *ways = object;

	(void)context;
	buf_add(out, ways->label);
}

static size_t
list_ways_items(void *context, const void *object, const void *const **items)
{
	const struct ways *ways = object;

	(void)context;
	*items = (const void *const *)ways->items;
	return ways->count;
}

static const struct view_type view_ways = {
	.name = "ways",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_ways_label},
                                       {.name = "items", .kind = SLOT_LIST, .of = &view_way, .list = list_ways_items},
                                       {.name = NULL}},
};

static const void *
section_head(void *context, const void *object)
{
	const struct section *section = object;

	(void)context;
	return section->head;
}

static void
add_section_label(void *context, const void *object, struct buf *out)
{
	const struct section *section = object;

	(void)context;
	buf_add(out, section->label);
}

static size_t
list_section_records(void *context, const void *object, const void *const **items)
{
	const struct section *section = object;

	(void)context;
	*items = (const void *const *)section->records.items;
	return section->records.count;
}

/* What the rows of a section have to tell decides its columns. */
static bool
section_holds(const struct section *section, enum type type)
{
	return section->records.count && section->records.items[0]->type == type;
}

static bool
holds_recommendations(void *context, const void *object)
{
	(void)context;
	return section_holds(object, TYPE_RECOMMENDATION);
}

static bool
holds_questions(void *context, const void *object)
{
	(void)context;
	return section_holds(object, TYPE_QUESTION);
}

static bool
holds_others(void *context, const void *object)
{
	return !holds_recommendations(context, object) && !holds_questions(context, object);
}

static const struct view_type view_section = {
	.name = "section",
	.slots = (const struct slot[]){{.name = "head", .kind = SLOT_VIEW, .of = &view_face, .view = section_head},
                                       {.name = "label", .kind = SLOT_TEXT, .text = add_section_label},
                                       {.name = "holds_recommendations", .kind = SLOT_CLAIM, .claim = holds_recommendations},
                                       {.name = "holds_questions", .kind = SLOT_CLAIM, .claim = holds_questions},
                                       {.name = "holds_others", .kind = SLOT_CLAIM, .claim = holds_others},
                                       {.name = "records", .kind = SLOT_LIST, .of = &view_face, .list = list_section_records},
                                       {.name = NULL}},
};

static const struct listing *
as_listing(const void *object)
{
	return object;
}

static void
add_listing_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_listing(object)->title);
}

static void
add_up_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_listing(object)->up_title);
}

static void
add_up_href(void *context, const void *object, struct buf *out)
{
	context_add_href(context, as_listing(object)->up_address, out);
}

static void
add_listing_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, site_url(page->arena, page->site, as_listing(object)->address));
}

static void
add_listing_count(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_integer(out, (int64_t)as_listing(object)->count);
}

static bool
is_empty(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->count == 0;
}

static size_t
list_sections(void *context, const void *object, const void *const **items)
{
	(void)context;
	*items = (const void *const *)as_listing(object)->sections;
	return as_listing(object)->section_count;
}

static size_t
list_ways(void *context, const void *object, const void *const **items)
{
	(void)context;
	*items = (const void *const *)as_listing(object)->ways;
	return as_listing(object)->ways_count;
}

const struct view_type view_listing = {
	.name = "listing",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_listing_title},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_listing_canonical},
                                       {.name = "up_title", .kind = SLOT_TEXT, .text = add_up_title},
                                       {.name = "up_href", .kind = SLOT_TEXT, .text = add_up_href},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_listing_count},
                                       {.name = "is_empty", .kind = SLOT_CLAIM, .claim = is_empty},
                                       {.name = "sections", .kind = SLOT_LIST, .of = &view_section, .list = list_sections},
                                       {.name = "ways", .kind = SLOT_LIST, .of = &view_ways, .list = list_ways},
                                       {.name = NULL}},
};

static void
add_home_title(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	buf_add(out, page->site->settings.title);
}

static void
add_home_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	buf_add(out, page->site->settings.base_url);
}

static void
add_home_count(void *context, const void *object, struct buf *out)
{
	const struct home *home = object;

	(void)context;
	buf_add_integer(out, (int64_t)home->evaluations.count);
}

static size_t
list_home_sections(void *context, const void *object, const void *const **items)
{
	const struct home *home = object;

	return list_sections(context, &home->evaluations, items);
}

static size_t
list_home_statuses(void *context, const void *object, const void *const **items)
{
	const struct home *home = object;

	return list_ways_items(context, home->statuses, items);
}

static size_t
list_home_decisions(void *context, const void *object, const void *const **items)
{
	const struct home *home = object;

	return list_ways_items(context, home->decisions, items);
}

static size_t
list_home_letters(void *context, const void *object, const void *const **items)
{
	const struct home *home = object;

	(void)context;
	*items = (const void *const *)home->letters.items;
	return home->letters.count;
}

static size_t
list_home_sets(void *context, const void *object, const void *const **items)
{
	const struct home *home = object;

	(void)context;
	*items = (const void *const *)home->sets.items;
	return home->sets.count;
}

const struct view_type view_home = {
	.name = "home",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_home_title},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_home_canonical},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_home_count},
                                       {.name = "sections", .kind = SLOT_LIST, .of = &view_section, .list = list_home_sections},
                                       {.name = "statuses", .kind = SLOT_LIST, .of = &view_way, .list = list_home_statuses},
                                       {.name = "decisions", .kind = SLOT_LIST, .of = &view_way, .list = list_home_decisions},
                                       {.name = "letters", .kind = SLOT_LIST, .of = &view_face, .list = list_home_letters},
                                       {.name = "sets", .kind = SLOT_LIST, .of = &view_face, .list = list_home_sets},
                                       {.name = NULL}},
};

/* Making them. */

static void
add_section(struct portal *portal, struct listing *listing, const struct record *head, struct str label, struct records records)
{
	struct section *section = arena_alloc(portal->arena, sizeof *section);

	*section = (struct section){head, label, records};
	listing->sections = arena_grow(portal->arena, listing->sections, listing->section_count, &listing->section_cap,
	                               sizeof *listing->sections);
	listing->sections[listing->section_count++] = section;
	listing->count += records.count;
}

/* Records that belong to others stand under these, in the others' list order. */
static void
add_sections_by_owner(struct portal *portal, struct listing *listing, enum type owner, enum type type, enum key key)
{
	const struct records *owners = &portal->site->by_type[owner];

	for (size_t i = 0; i < owners->count; i++) {
		struct records records = records_naming(portal->arena, owners->items[i], type, key);

		if (records.count)
			add_section(portal, listing, owners->items[i], STR(""), records);
	}
}

static void
add_sections(struct portal *portal, struct listing *listing, enum type type)
{
	if (type == TYPE_RECOMMENDATION) {
		add_sections_by_owner(portal, listing, TYPE_EVALUATION, TYPE_RECOMMENDATION, KEY_evaluation);
	} else if (type == TYPE_QUESTION) {
		add_section(portal, listing, NULL, STR(""), portal->site->by_type[TYPE_QUESTION_SET]);
		add_sections_by_owner(portal, listing, TYPE_QUESTION_SET, TYPE_QUESTION, KEY_set);
	} else if (portal->site->by_type[type].count) {
		add_section(portal, listing, NULL, STR(""), portal->site->by_type[type]);
	}
}

/* Records of one type after another: a section for each. */
static void
add_sections_by_type(struct portal *portal, struct listing *listing, const struct records *records)
{
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		struct records found = {0};

		for (size_t i = 0; i < records->count; i++)
			if (records->items[i]->type == type)
				records_add(portal->arena, &found, records->items[i]);
		if (found.count)
			add_section(portal, listing, NULL,
			            language_capital(portal->arena, portal->site->language->types[type].many), found);
	}
}

static struct str
language_word(const struct portal *portal, const char *name)
{
	const struct str *word = table_find(portal->site->language->by_name, str_from(name));

	return word ? *word : STR("");
}

/* How each kind of group is called, and which list it belongs to. */
static const struct {
	const char *by;    /* word: 'Per status' */
	const char *title; /* word: 'Status: %s' */
	enum type list;
} kinds[GROUP_KINDS] = {
	[GROUP_YEAR] = {"by_year", "group_year", TYPE_FOLLOWUP},
	[GROUP_STATUS] = {"by_status", "group_status", TYPE_RECOMMENDATION},
	[GROUP_DECISION] = {"by_decision", "group_decision", TYPE_RECOMMENDATION},
	[GROUP_ASKER] = {"by_asker", "group_asker", TYPE_QUESTION},
	[GROUP_SIGNATORY] = {"by_signatory", "group_signatory", TYPE_LETTER},
};

static const struct ways *
ways_of(struct portal *portal, const struct groups *groups, enum group_kind kind)
{
	struct ways *ways = arena_alloc(portal->arena, sizeof *ways);

	ways->label = language_word(portal, kinds[kind].by);
	for (size_t i = 0; i < groups->count; i++) {
		if (groups->items[i]->kind != kind)
			continue;
		ways->items = arena_grow(portal->arena, ways->items, ways->count, &ways->cap, sizeof *ways->items);
		ways->items[ways->count++] = groups->items[i];
	}
	return ways;
}

static void
add_way(struct portal *portal, struct ways *ways, struct group group)
{
	struct group *copy = arena_alloc(portal->arena, sizeof *copy);

	*copy = group;
	ways->items = arena_grow(portal->arena, ways->items, ways->count, &ways->cap, sizeof *ways->items);
	ways->items[ways->count++] = copy;
}

/* The statuses of the recommendations alone, and last those that none was reported of. */
static const struct ways *
recommendation_statuses(struct portal *portal, const struct ways *statuses)
{
	struct ways *ways = arena_alloc(portal->arena, sizeof *ways);
	const struct records *all = &portal->site->by_type[TYPE_RECOMMENDATION];
	struct group none = {.kind = GROUP_STATUS, .name = language_word(portal, "state_none")};

	ways->label = statuses->label;
	for (size_t i = 0; i < statuses->count; i++) {
		struct group group = *statuses->items[i];

		group.records = (struct records){0};
		for (size_t j = 0; j < statuses->items[i]->records.count; j++)
			if (statuses->items[i]->records.items[j]->type == TYPE_RECOMMENDATION)
				records_add(portal->arena, &group.records, statuses->items[i]->records.items[j]);
		add_way(portal, ways, group);
	}
	none.address = address_of_list(portal->arena, portal->site->language, TYPE_RECOMMENDATION);
	for (size_t i = 0; i < all->count; i++)
		if (!item_status(portal->site, all->items[i]))
			records_add(portal->arena, &none.records, all->items[i]);
	add_way(portal, ways, none);
	return ways;
}

static void
add_ways(struct portal *portal, struct listing *listing, const struct groups *groups, enum type type)
{
	for (enum group_kind kind = 0; kind < GROUP_KINDS; kind++) {
		const struct ways *ways = kinds[kind].list == type ? ways_of(portal, groups, kind) : NULL;

		if (ways && kind == GROUP_STATUS)
			ways = recommendation_statuses(portal, ways);
		if (!ways || !ways->count)
			continue;
		listing->ways =
			arena_grow(portal->arena, listing->ways, listing->ways_count, &listing->ways_cap, sizeof *listing->ways);
		listing->ways[listing->ways_count++] = ways;
	}
}

static uint64_t
listing_digest(struct portal *portal, const struct listing *listing)
{
	uint64_t digest = hash_text(0, listing->title);

	for (size_t i = 0; i < listing->section_count; i++) {
		const struct section *section = listing->sections[i];
		struct records head = {.items = (struct record **)(uintptr_t)&section->head, .count = section->head != NULL};

		digest = hash_mix(digest, records_digest(portal, &head));
		digest = hash_mix(digest, records_digest(portal, &section->records));
	}
	for (size_t i = 0; i < listing->ways_count; i++)
		for (size_t j = 0; j < listing->ways[i]->count; j++) {
			digest = hash_text(digest, listing->ways[i]->items[j]->address);
			digest = hash_text(digest, listing->ways[i]->items[j]->name);
			digest = hash_mix(digest, listing->ways[i]->items[j]->records.count);
		}
	return digest;
}

static void
render_listing(struct portal *portal, const struct listing *listing)
{
	portal_page(portal, PAGE_LISTING, listing->address, listing, listing_digest(portal, listing));
}

static void
render_type(struct portal *portal, const struct groups *groups, enum type type)
{
	const struct language *language = portal->site->language;
	struct listing listing = {
		.title = language_capital(portal->arena, language->types[type].many),
		.address = address_of_list(portal->arena, language, type),
	};

	add_sections(portal, &listing, type);
	add_ways(portal, &listing, groups, type);
	render_listing(portal, &listing);
}

static void
render_group(struct portal *portal, const struct group *group)
{
	const struct language *language = portal->site->language;
	enum type list = kinds[group->kind].list;
	struct listing listing = {
		.title = language_fill(portal->arena, language_word(portal, kinds[group->kind].title), &group->name, 1),
		.address = group->address,
		.up_title = language_capital(portal->arena, language->types[list].many),
		.up_address = address_of_list(portal->arena, language, list),
	};

	add_sections_by_type(portal, &listing, &group->records);
	render_listing(portal, &listing);
}

static struct records
latest(struct portal *portal, enum type type)
{
	struct records found = portal->site->by_type[type];

	if (found.count > LATEST)
		found.count = LATEST;
	return found;
}

static void
render_home(struct portal *portal, const struct groups *groups)
{
	struct home home = {
		.statuses = recommendation_statuses(portal, ways_of(portal, groups, GROUP_STATUS)),
		.decisions = ways_of(portal, groups, GROUP_DECISION),
		.letters = latest(portal, TYPE_LETTER),
		.sets = latest(portal, TYPE_QUESTION_SET),
	};
	uint64_t digest;

	add_sections(portal, &home.evaluations, TYPE_RECOMMENDATION);
	add_ways(portal, &home.evaluations, groups, TYPE_RECOMMENDATION);
	digest = listing_digest(portal, &home.evaluations);
	digest = hash_mix(digest, records_digest(portal, &home.letters));
	digest = hash_mix(digest, records_digest(portal, &home.sets));
	portal_page(portal, PAGE_HOME, STR("index.html"), &home, digest);
}

void
render_lists(struct portal *portal)
{
	struct groups groups = groups_make(portal);

	render_home(portal, &groups);
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (type != TYPE_QUESTION_SET && type != TYPE_PAGE)
			render_type(portal, &groups, type);
	for (size_t i = 0; i < groups.count; i++)
		render_group(portal, groups.items[i]);
}
