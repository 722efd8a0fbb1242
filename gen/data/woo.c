/* SPDX-License-Identifier: EUPL-1.2 */
/* Sitemaps of the Woo: for each information category that site.yaml names an index, and its sitemaps with DiWoo's metadata for each
 * document (https://standaarden.overheid.nl/diwoo/metadata/). The name of the index is prescribed: others are not read. Elements come in
 * the order that known publishers use: creatiedatum, publisher, titelcollectie, classificatiecollectie, documenthandelingen, isPartOf,
 * hasParts. Every identifier comes from site.yaml. */
#include "../model/address.h"
#include "xml.h"

static void
open_element(struct buf *out, const char *name)
{
	buf_printf(out, "<diwoo:%s>\n", name);
}

static void
close_element(struct buf *out, const char *name)
{
	buf_printf(out, "</diwoo:%s>\n", name);
}

/* An element that is known by an identifier, with the name that readers know. */
static void
add_resource(struct buf *out, const char *name, struct str uri, struct str label)
{
	buf_printf(out, "<diwoo:%s resource=\"", name);
	xml_add_text(out, uri);
	buf_add_cstring(out, "\">");
	xml_add_text(out, label);
	close_element(out, name);
}

static struct str
title_of(const struct woo_document *document)
{
	return document->attachment ? map_text(document->attachment, KEY_title) : document->record->title;
}

static void
add_publisher(struct data *data)
{
	const struct settings *settings = &data->site->settings;
	struct str uri = map_text(map_value(&settings->map, KEY_woo)->map, KEY_publisher);

	if (!uri.len)
		uri = map_text(settings->organisation, KEY_identifier);
	add_resource(&data->out, "publisher", uri, map_text(settings->organisation, KEY_name));
}

static void
add_category(struct data *data, const struct map *category)
{
	open_element(&data->out, "classificatiecollectie");
	open_element(&data->out, "informatiecategorieen");
	add_resource(&data->out, "informatiecategorie", map_text(category, KEY_uri), map_text(category, KEY_label));
	close_element(&data->out, "informatiecategorieen");
	close_element(&data->out, "classificatiecollectie");
}

static void
add_handling(struct data *data, const struct map *category, struct date date)
{
	const struct map *handling = map_value(category, KEY_handling)->map;

	open_element(&data->out, "documenthandelingen");
	open_element(&data->out, "documenthandeling");
	add_resource(&data->out, "soortHandeling", map_text(handling, KEY_uri), map_text(handling, KEY_label));
	xml_add_element(&data->out, "diwoo:atTime", xml_moment(data, date));
	close_element(&data->out, "documenthandeling");
	close_element(&data->out, "documenthandelingen");
}

static void
add_document_resource(struct data *data, const char *name, const struct woo_document *document)
{
	add_resource(&data->out, name, data_url(data, woo_address(data->arena, data->site, document)), title_of(document));
}

/* An attachment names its letter; a letter its attachments. */
static void
add_relations(struct data *data, const struct woo_document *document)
{
	const struct value *attachments = document->attachment ? NULL : record_value(document->record, KEY_attachments);

	if (document->attachment && data->has_letters)
		add_document_resource(data, "isPartOf", &(struct woo_document){document->record, NULL});
	if (!attachments || !attachments->count)
		return;
	open_element(&data->out, "hasParts");
	for (size_t i = 0; i < attachments->count; i++)
		add_document_resource(data, "hasPart", &(struct woo_document){document->record, attachments->items[i].map});
	close_element(&data->out, "hasParts");
}

static void
add_document(struct data *data, const struct category *category, const struct woo_document *document)
{
	struct date date = document->record->date;

	buf_add_cstring(&data->out, "<url>\n");
	xml_add_element(&data->out, "loc", data_url(data, woo_address(data->arena, data->site, document)));
	xml_add_element(&data->out, "lastmod", xml_date(data, date));
	buf_add_cstring(&data->out, "<diwoo:Document>\n<diwoo:DiWoo>\n");
	xml_add_element(&data->out, "diwoo:creatiedatum", xml_date(data, date));
	add_publisher(data);
	open_element(&data->out, "titelcollectie");
	xml_add_element(&data->out, "diwoo:officieleTitel", title_of(document));
	close_element(&data->out, "titelcollectie");
	add_category(data, category->map);
	add_handling(data, category->map, date);
	add_relations(data, document);
	buf_add_cstring(&data->out, "</diwoo:DiWoo>\n</diwoo:Document>\n</url>\n");
}

static void
make_sitemap_of(struct data *data, const struct category *category, size_t part)
{
	size_t from = part * WOO_MOST;

	buf_add_cstring(&data->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
	                            " xmlns:diwoo=\"https://standaarden.overheid.nl/diwoo/metadata/\">\n");
	for (size_t i = from; i < category->documents.count && i < from + WOO_MOST; i++)
		add_document(data, category, &category->documents.items[i]);
	buf_add_cstring(&data->out, "</urlset>\n");
	data_put(data, address_of_woo_sitemap(data->arena, category->number, part));
}

/* The newest date among a sitemap's documents: without it harvesters read everything again. */
static struct date
changed(const struct category *category, size_t part)
{
	struct date last = {0};

	for (size_t i = part * WOO_MOST; i < category->documents.count && i < (part + 1) * WOO_MOST; i++)
		if (date_order(category->documents.items[i].record->date, last) > 0)
			last = category->documents.items[i].record->date;
	return last;
}

size_t
woo_sitemap_count(const struct category *category)
{
	return (category->documents.count + WOO_MOST - 1) / WOO_MOST;
}

static void
make_index_of(struct data *data, const struct category *category)
{
	buf_add_cstring(&data->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                            "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	for (size_t i = 0; i < woo_sitemap_count(category); i++) {
		buf_add_cstring(&data->out, "<sitemap>\n");
		xml_add_element(&data->out, "loc", data_url(data, address_of_woo_sitemap(data->arena, category->number, i)));
		xml_add_element(&data->out, "lastmod", xml_date(data, changed(category, i)));
		buf_add_cstring(&data->out, "</sitemap>\n");
	}
	buf_add_cstring(&data->out, "</sitemapindex>\n");
	data_put(data, address_of_woo_index(data->arena, category->number));
}

void
make_woo(struct data *data, const struct category *category, size_t part)
{
	if (!part)
		make_index_of(data, category);
	make_sitemap_of(data, category, part);
}

/* A category without documents has no index. */
void
plan_woo(struct data_plan *plan)
{
	const struct value *categories = settings_woo_categories(&plan->site->settings);
	size_t count = categories && site_is_at_root(plan->site) ? categories->count : 0;

	plan->categories = arena_array(plan->arena, count, sizeof *plan->categories);
	for (size_t i = 0; i < count; i++) {
		struct category category = {.map = categories->items[i].map};

		category.number = map_number(category.map, KEY_number);
		category.documents = woo_documents(plan->arena, plan->site, category.map, plan->has_letters);
		if (category.documents.count)
			plan->categories[plan->category_count++] = category;
	}
}
