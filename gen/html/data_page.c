/* SPDX-License-Identifier: EUPL-1.2 */
/* The page that documents and links what the portal offers as data. Its object is the portal. */
#include "../model/address.h"
#include "../model/parts.h"
#include "listing.h"
#include "view.h"

struct data_part {
	enum type type;
	size_t number;
};

static void
add_part_number(void *context, const void *object, struct buf *out)
{
	const struct data_part *part = object;

	(void)context;
	buf_add_integer(out, (int64_t)part->number);
}

static void
add_part_href(void *context, const void *object, struct buf *out, const char *ending)
{
	const struct context *page = context;
	const struct data_part *part = object;

	context_add_href(page, address_of_data_part(page->arena, part->type, part->number, ending), out);
}

static void
add_part_json(void *context, const void *object, struct buf *out)
{
	add_part_href(context, object, out, ".json");
}

static void
add_part_csv(void *context, const void *object, struct buf *out)
{
	add_part_href(context, object, out, ".csv");
}

static const struct view_type view_part = {
	.name = "part",
	.slots = (const struct slot[]){{.name = "number", .kind = SLOT_TEXT, .text = add_part_number},
                                       {.name = "json_href", .kind = SLOT_TEXT, .text = add_part_json},
                                       {.name = "csv_href", .kind = SLOT_TEXT, .text = add_part_csv},
                                       {.name = NULL}},
};

struct collection {
	enum type type;
	const struct records *records;
};

static void
add_collection_title(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct collection *collection = object;

	buf_add(out, language_capital(page->arena, page->site->language->types[collection->type].many));
}

static void
add_collection_name(void *context, const void *object, struct buf *out)
{
	const struct collection *collection = object;

	(void)context;
	buf_add_cstring(out, type_info(collection->type)->name);
}

static void
add_collection_count(void *context, const void *object, struct buf *out)
{
	const struct collection *collection = object;

	(void)context;
	buf_add_integer(out, (int64_t)collection->records->count);
}

static size_t
list_data_parts(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	const struct collection *collection = object;
	size_t count = parts_count(collection->records);
	const void **parts = arena_array(page->arena, count, sizeof *parts);

	for (size_t i = 0; i < count; i++) {
		struct data_part *part = arena_alloc(page->arena, sizeof *part);

		*part = (struct data_part){collection->type, i};
		parts[i] = part;
	}
	*items = parts;
	return count;
}

static const struct view_type view_collection = {
	.name = "collection",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_collection_title},
                                       {.name = "name", .kind = SLOT_TEXT, .text = add_collection_name},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_collection_count},
                                       {.name = "parts", .kind = SLOT_LIST, .of = &view_part, .list = list_data_parts},
                                       {.name = NULL}},
};

static size_t
list_collections(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	const void **found = arena_array(page->arena, TYPE_COUNT, sizeof *found);
	size_t count = 0;

	(void)object;
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		struct collection *collection = arena_alloc(page->arena, sizeof *collection);

		*collection = (struct collection){.type = type, .records = &page->site->by_type[type]};
		if (collection->records->count)
			found[count++] = collection;
	}
	*items = found;
	return count;
}

/* Themes and evaluations, which have a feed each. */

static void
add_feed_title(void *context, const void *object, struct buf *out)
{
	const struct record *record = object;

	(void)context;
	buf_add(out, record->title);
}

static void
add_feed(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	context_add_href(page, address_of_feed(page->arena, object), out);
}

static const struct view_type view_feed = {
	.name = "feed",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_feed_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_feed},
                                       {.name = NULL}},
};

static struct records
with_feeds(const struct site *site, struct arena *arena)
{
	struct records found = {0};

	for (enum type type = 0; type < TYPE_COUNT; type++)
		for (size_t i = 0; i < site->by_type[type].count; i++)
			if (record_has_feed(site->by_type[type].items[i]))
				records_add(arena, &found, site->by_type[type].items[i]);
	return found;
}

static size_t
list_feeds(void *context, const void *object, const void *const **items)
{
	const struct context *page = context;
	struct records found = with_feeds(page->site, page->arena);

	(void)object;
	*items = (const void *const *)found.items;
	return found.count;
}

static void
add_title(void *context, const void *object, struct buf *out)
{
	(void)object;
	buf_add(out, context_named_word(context, "data_title"));
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
	const struct context *page = context;

	(void)object;
	context_add_href(page, address_of_data(page->arena, "index.json"), out);
}

static void
add_schema_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	context_add_href(page, address_of_data(page->arena, "schema.json"), out);
}

static void
add_sitemap_href(void *context, const void *object, struct buf *out)
{
	(void)object;
	context_add_href(context, STR("sitemap.xml"), out);
}

const struct view_type view_data = {
	.name = "data page",
	.slots =
		(const struct slot[]){
			{.name = "title", .kind = SLOT_TEXT, .text = add_title},
			{.name = "canonical", .kind = SLOT_TEXT, .text = add_canonical},
			{.name = "index_href", .kind = SLOT_TEXT, .text = add_index_href},
			{.name = "schema_href", .kind = SLOT_TEXT, .text = add_schema_href},
			{.name = "sitemap_href", .kind = SLOT_TEXT, .text = add_sitemap_href},
			{.name = "collections", .kind = SLOT_LIST, .of = &view_collection, .list = list_collections},
			{.name = "feeds", .kind = SLOT_LIST, .of = &view_feed, .list = list_feeds},
			{.name = NULL}},
};

void
render_data_page(struct renderer *renderer)
{
	struct context context = renderer_context(renderer, address_of_data(renderer->arena, "index.html"));

	renderer_page(renderer, &context, PAGE_DATA, renderer->portal);
}
