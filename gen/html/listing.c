/* SPDX-License-Identifier: EUPL-1.2 */
#include "listing.h"

#include "../base/file.h"
#include "../model/address.h"
#include "row.h"

/* A list of fewer rows is seen at a glance; one of more pages than are listed leads on from page to page. */
enum { LEAST_FILTERED = 8, MOST_PARTS_LISTED = 12, LATEST_SETS = 6 };

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

uint64_t
ways_digest(const struct ways *ways)
{
	uint64_t digest = hash_text(0, ways->label);

	for (size_t i = 0; i < ways->count; i++) {
		digest = hash_text(digest, ways->items[i]->address);
		digest = hash_text(digest, ways->items[i]->name);
		digest = hash_mix(digest, ways->items[i]->records.count);
	}
	return digest;
}

/* Sections. */

static void
add_section(struct listings *listings, struct listing *listing, struct str label, struct records records)
{
	struct section *section = arena_alloc(listings->arena, sizeof *section);

	*section = (struct section){label, records};
	listing->sections = arena_grow(listings->arena, listing->sections, listing->section_count, &listing->section_cap,
	                               sizeof *listing->sections);
	listing->sections[listing->section_count++] = section;
	listing->shown += records.count;
}

/* Recommendations and questions stand by evaluation and set, the newest of these first. */
static struct records
records_by_owner(struct listings *listings, enum type owner, enum type type, enum key key)
{
	const struct records *owners = &listings->site->by_type[owner];
	struct records all = {0};

	for (size_t i = 0; i < owners->count; i++) {
		struct records of = records_naming(listings->arena, owners->items[i], type, key);

		for (size_t j = 0; j < of.count; j++)
			records_add(listings->arena, &all, of.items[j]);
	}
	return all;
}

static struct records
records_of_type(struct listings *listings, enum type type)
{
	if (type == TYPE_RECOMMENDATION)
		return records_by_owner(listings, TYPE_EVALUATION, type, KEY_evaluation);
	if (type == TYPE_QUESTION)
		return records_by_owner(listings, TYPE_QUESTION_SET, type, KEY_set);
	return listings->site->by_type[type];
}

static bool
begins_with(const struct section *section, enum type type)
{
	return section->records.count && section->records.items[0]->type == type;
}

/* Records of one type after another: a section for each, those of from to before to alone. */
static void
add_rows(struct listings *listings, struct listing *listing, const struct records *rows, size_t from, size_t to)
{
	const struct language *language = listings->site->language;

	for (size_t at = from; at < to;) {
		enum type type = rows->items[at]->type;
		struct records found = {.items = rows->items + at};

		while (at < to && rows->items[at]->type == type)
			at++, found.count++;
		add_section(listings, listing,
		            listing->is_mixed ? language_capital(listings->arena, language->types[type].many) : STR(""), found);
	}
}

/* The rows of a group, by type. */
static struct records
rows_of_group(struct listings *listings, const struct group *group)
{
	struct records rows = {0};

	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < group->records.count; i++)
			if (group->records.items[i]->type == type)
				records_add(listings->arena, &rows, group->records.items[i]);
	return rows;
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

static uint64_t
section_digest(struct listings *listings, const struct section *section)
{
	struct context context = portal_context(listings->portal, STR(""));
	uint64_t digest = hash_text(section->records.count, section->label);

	for (size_t i = 0; i < section->records.count; i++)
		digest = hash_mix(digest, row_digest(&context, section->records.items[i]));
	return digest;
}

static uint64_t
listing_digest(struct listings *listings, const struct listing *listing)
{
	struct str texts[] = {listing->title,         listing->intro,         listing->up_title, listing->up_address,
	                      listing->newer_address, listing->older_address, listing->extent};
	uint64_t digest = hash_mix(listing->shown, listing->is_part);

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		digest = hash_text(digest, texts[i]);
	for (size_t i = 0; i < listing->section_count; i++)
		digest = hash_mix(digest, section_digest(listings, listing->sections[i]));
	for (size_t i = 0; i < listing->ways_count; i++)
		digest = hash_mix(digest, ways_digest(listing->ways[i]));
	for (size_t i = 0; i < listing->facet_count; i++)
		digest = hash_mix(digest, facet_digest(listing->facets[i]));
	for (size_t i = 0; i < listing->part_count; i++)
		digest = hash_text(digest, listing->parts[i]->address);
	return digest;
}

static void
render_listing(struct listings *listings, struct listing *listing)
{
	add_facets(listings, listing);
	portal_page(listings->portal, PAGE_LISTING, listing->address, listing, listing_digest(listings, listing));
}

/* A full part, counted from the end of the list, where the oldest rows stand. */
static void
render_part(struct listings *listings, const struct listing *whole, const struct records *rows, size_t part)
{
	size_t from = rows->count - part * PART_ROWS;
	struct str said[] = {whole->title, number(listings, part)};
	struct listing listing = {
		.title = language_fill(listings->arena, word(listings, "list_part"), said, 2),
		.address = address_of_part(listings->arena, whole->address, part),
		.up_title = whole->title,
		.up_address = whole->address,
		.extent = extent_of(listings, "list_part_extent", (part - 1) * PART_ROWS + 1, part * PART_ROWS),
		.newer_address = address_of_part(listings->arena, whole->address, part + 1),
		.older_address = part > 1 ? address_of_part(listings->arena, whole->address, part - 1) : STR(""),
		.is_part = true,
		.is_mixed = whole->is_mixed,
	};

	add_rows(listings, &listing, rows, from, from + PART_ROWS);
	render_listing(listings, &listing);
}

/* The part that is not full yet stands on the list's own page, and sends readers there. */
static void
render_next_part(struct listings *listings, const struct listing *whole, size_t part)
{
	const struct record stand_in = {.title = whole->title, .address = whole->address};

	portal_page(listings->portal, PAGE_REDIRECT, address_of_part(listings->arena, whole->address, part), &stand_in,
	            hash_text(0, whole->title));
}

/* The list's own page and its parts; what they were made from is gone then. */
static void
render_rows(struct listings *listings, struct listing *whole, const struct records *rows, bool is_cut)
{
	size_t parts = is_cut ? list_parts(rows->count) : 0, own = rows->count - parts * PART_ROWS;

	add_rows(listings, whole, rows, 0, own);
	add_parts(listings, whole, whole->address, parts);
	whole->extent = parts ? extent_of(listings, "list_extent_cut", own, rows->count)
	                      : extent_of(listings, "list_extent", rows->count, 0);
	if (parts)
		whole->older_address = address_of_part(listings->arena, whole->address, parts);
	render_listing(listings, whole);
	for (size_t part = 1; part <= parts; part++)
		render_part(listings, whole, rows, part);
	if (parts)
		render_next_part(listings, whole, parts + 1);
	arena_reset(listings->arena);
}

/* The lists. */

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

static struct str
title_of_type(const struct listings *listings, enum type type)
{
	return language_capital(listings->arena, listings->site->language->types[type].many);
}

static void
render_type(struct listings *listings, enum type type)
{
	struct records rows = records_of_type(listings, type);
	struct listing listing = {
		.title = title_of_type(listings, type),
		.address = address_of_list(listings->arena, listings->site->language, type),
	};

	if (type == TYPE_QUESTION)
		add_ways_to_sets(listings, &listing);
	add_ways_of_type(listings, &listing, type);
	render_rows(listings, &listing, &rows, list_has_parts(type));
}

static void
render_sets(struct listings *listings)
{
	const struct language *language = listings->site->language;
	struct listing listing = {
		.title = title_of_type(listings, TYPE_QUESTION_SET),
		.address = address_of_sets(listings->arena, language),
		.up_title = title_of_type(listings, TYPE_QUESTION),
		.up_address = address_of_list(listings->arena, language, TYPE_QUESTION),
	};

	render_rows(listings, &listing, &listings->site->by_type[TYPE_QUESTION_SET], true);
}

struct str
group_title(const struct listings *listings, const struct group *group)
{
	return language_fill(listings->arena, word(listings, kinds[group->kind].title), &group->name, 1);
}

static void
render_group(struct listings *listings, const struct group *group)
{
	const struct language *language = listings->site->language;
	enum type list = kinds[group->kind].list;
	struct records rows = rows_of_group(listings, group);
	struct listing listing = {
		.title = group_title(listings, group),
		.intro = kinds[group->kind].intro ? word(listings, kinds[group->kind].intro) : STR(""),
		.address = group->address,
		.is_mixed = kinds[group->kind].is_mixed,
		.up_title = title_of_type(listings, list),
		.up_address = address_of_list(listings->arena, language, list),
	};

	render_rows(listings, &listing, &rows, true);
}

void
listings_render(struct listings *listings)
{
	const struct groups *groups = listings->site->groups;

	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (type != TYPE_QUESTION_SET && type != TYPE_PAGE)
			render_type(listings, type);
	render_sets(listings);
	for (size_t i = 0; i < groups->count; i++)
		render_group(listings, groups->items[i]);
}

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

const struct view_type view_way = {
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

static void
add_part_label(void *context, const void *object, struct buf *out)
{
	const struct part *part = object;

	(void)context;
	buf_add(out, part->label);
}

static void
add_part_href(void *context, const void *object, struct buf *out)
{
	const struct part *part = object;

	context_add_href(context, part->address, out);
}

static const struct view_type view_part = {
	.name = "page of the list",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_part_label},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_part_href},
                                       {.name = NULL}},
};

static void
add_section_label(void *context, const void *object, struct buf *out)
{
	const struct section *section = object;

	(void)context;
	buf_add(out, section->label);
}

static size_t
list_section_rows(void *context, const void *object, const void *const **items)
{
	const struct section *section = object;

	(void)context;
	*items = (const void *const *)section->records.items;
	return section->records.count;
}

/* What the rows of a section have to tell decides its columns. */

static bool
holds_recommendations(void *context, const void *object)
{
	(void)context;
	return begins_with(object, TYPE_RECOMMENDATION);
}

static bool
holds_questions(void *context, const void *object)
{
	(void)context;
	return begins_with(object, TYPE_QUESTION);
}

static bool
holds_followups(void *context, const void *object)
{
	(void)context;
	return begins_with(object, TYPE_FOLLOWUP);
}

/* Things that have a name and an explanation, and no date. */
static bool
holds_names(void *context, const void *object)
{
	const struct section *section = object;

	(void)context;
	return section->records.count && !list_has_parts(section->records.items[0]->type);
}

static bool
holds_papers(void *context, const void *object)
{
	return !holds_recommendations(context, object) && !holds_questions(context, object) &&
	       !holds_followups(context, object) && !holds_names(context, object);
}

static bool
has_field(const struct context *context, const struct section *section, enum facet_field field)
{
	struct option options[FACET_MOST];

	for (size_t i = 0; i < section->records.count; i++)
		if (facet_options(context, field, section->records.items[i], options))
			return true;
	return false;
}

static bool
has_kinds(void *context, const void *object)
{
	return has_field(context, object, FACET_KIND);
}

static bool
has_statuses(void *context, const void *object)
{
	return has_field(context, object, FACET_STATUS);
}

static bool
has_decisions(void *context, const void *object)
{
	return has_field(context, object, FACET_DECISION);
}

static bool
has_askers(void *context, const void *object)
{
	return has_field(context, object, FACET_ASKER);
}

/* Lists go by date: where the first and the last row are of one year, all are. */
static bool
has_years(void *context, const void *object)
{
	const struct section *section = object;
	const struct records *rows = &section->records;

	(void)context;
	return rows->count && followup_year(rows->items[0]) != followup_year(rows->items[rows->count - 1]);
}

static const struct view_type view_section = {
	.name = "section",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_section_label},
                                       {.name = "holds_recommendations", .kind = SLOT_CLAIM, .claim = holds_recommendations},
                                       {.name = "holds_questions", .kind = SLOT_CLAIM, .claim = holds_questions},
                                       {.name = "holds_followups", .kind = SLOT_CLAIM, .claim = holds_followups},
                                       {.name = "holds_names", .kind = SLOT_CLAIM, .claim = holds_names},
                                       {.name = "holds_papers", .kind = SLOT_CLAIM, .claim = holds_papers},
                                       {.name = "has_kinds", .kind = SLOT_CLAIM, .claim = has_kinds},
                                       {.name = "has_statuses", .kind = SLOT_CLAIM, .claim = has_statuses},
                                       {.name = "has_decisions", .kind = SLOT_CLAIM, .claim = has_decisions},
                                       {.name = "has_askers", .kind = SLOT_CLAIM, .claim = has_askers},
                                       {.name = "has_years", .kind = SLOT_CLAIM, .claim = has_years},
                                       {.name = "rows", .kind = SLOT_LIST, .of = &view_row, .list = list_section_rows},
                                       {.name = NULL}},
};

static const struct listing *
as_listing(const void *object)
{
	return object;
}

/* clang-format off */
#define LISTING_TEXT(function, member)                                         \
	static void                                                            \
	function(void *context, const void *object, struct buf *out)           \
	{                                                                      \
		(void)context;                                                 \
		buf_add(out, as_listing(object)->member);                      \
	}
LISTING_TEXT(add_listing_title, title)
LISTING_TEXT(add_listing_intro, intro)
LISTING_TEXT(add_up_title, up_title)
LISTING_TEXT(add_extent, extent)

#define LISTING_HREF(function, member)                                         \
	static void                                                            \
	function(void *context, const void *object, struct buf *out)           \
	{                                                                      \
		if (as_listing(object)->member.len)                            \
			context_add_href(context, as_listing(object)->member, out); \
	}
LISTING_HREF(add_up_href, up_address)
LISTING_HREF(add_newer_href, newer_address)
LISTING_HREF(add_older_href, older_address)

#define LISTING_LIST(function, member, number)                                 \
	static size_t                                                          \
	function(void *context, const void *object, const void *const **items) \
	{                                                                      \
		(void)context;                                                 \
		*items = (const void *const *)as_listing(object)->member;      \
		return as_listing(object)->number;                             \
	}
LISTING_LIST(list_sections, sections, section_count)
LISTING_LIST(list_ways, ways, ways_count)
LISTING_LIST(list_facets, facets, facet_count)
LISTING_LIST(list_parts_of, parts, part_count)
/* clang-format on */

static void
add_listing_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	buf_add(out, site_url(page->arena, page->site, as_listing(object)->address));
}

/* Only pages that have something to sort or filter load the script. */
static void
add_script_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct asset *script = assets_find(page->portal, STR("lists.js"));

	if (script && as_listing(object)->shown >= LEAST_FILTERED)
		context_add_href(context, script->address, out);
}

static bool
is_empty(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->shown == 0;
}

static bool
is_part(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->is_part;
}

static bool
has_facets(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->facet_count > 0;
}

static bool
has_parts(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->is_part || as_listing(object)->part_count > 0;
}

static bool
has_ways(void *context, const void *object)
{
	(void)context;
	return as_listing(object)->ways_count > 0;
}

const struct view_type view_listing = {
	.name = "listing",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_listing_title},
                                       {.name = "intro", .kind = SLOT_TEXT, .text = add_listing_intro},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_listing_canonical},
                                       {.name = "script_href", .kind = SLOT_TEXT, .text = add_script_href},
                                       {.name = "up_title", .kind = SLOT_TEXT, .text = add_up_title},
                                       {.name = "up_href", .kind = SLOT_TEXT, .text = add_up_href},
                                       {.name = "extent", .kind = SLOT_TEXT, .text = add_extent},
                                       {.name = "newer_href", .kind = SLOT_TEXT, .text = add_newer_href},
                                       {.name = "older_href", .kind = SLOT_TEXT, .text = add_older_href},
                                       {.name = "is_empty", .kind = SLOT_CLAIM, .claim = is_empty},
                                       {.name = "is_part", .kind = SLOT_CLAIM, .claim = is_part},
                                       {.name = "has_facets", .kind = SLOT_CLAIM, .claim = has_facets},
                                       {.name = "has_parts", .kind = SLOT_CLAIM, .claim = has_parts},
                                       {.name = "has_ways", .kind = SLOT_CLAIM, .claim = has_ways},
                                       {.name = "sections", .kind = SLOT_LIST, .of = &view_section, .list = list_sections},
                                       {.name = "ways", .kind = SLOT_LIST, .of = &view_ways, .list = list_ways},
                                       {.name = "facets", .kind = SLOT_LIST, .of = &view_facet, .list = list_facets},
                                       {.name = "parts", .kind = SLOT_LIST, .of = &view_part, .list = list_parts_of},
                                       {.name = NULL}},
};
