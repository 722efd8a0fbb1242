/* SPDX-License-Identifier: EUPL-1.2 */
/* What the template of lists can ask. */
#include "../model/address.h"
#include "listing.h"
#include "row.h"

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
begins_with(const struct section *section, enum type type)
{
	return section->records.count && section->records.items[0]->type == type;
}

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

/* clang-format off */
#define SECTION_HAS(function, field)                                           \
	static bool                                                            \
	function(void *context, const void *object)                            \
	{                                                                      \
		const struct section *section = object;                        \
                                                                               \
		(void)context;                                                 \
		return section->has[field];                                    \
	}
SECTION_HAS(has_kinds, FACET_KIND)
SECTION_HAS(has_statuses, FACET_STATUS)
SECTION_HAS(has_decisions, FACET_DECISION)
SECTION_HAS(has_askers, FACET_ASKER)
/* clang-format on */

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
	context_add_url(context, as_listing(object)->address, out);
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
