/* SPDX-License-Identifier: EUPL-1.2 */
/* Feeds (Atom, RFC 4287): one of the whole site, one for each theme and each evaluation. */
#include <stdlib.h>

#include "../model/address.h"
#include "plain.h"
#include "xml.h"

enum { MOST_ENTRIES = 50 };

struct feed {
	const struct record *about; /* NULL: the whole site */
	struct records records;
};

struct feeds {
	struct arena *arena;
	struct feed **items;
	size_t count, cap;
	struct table *by_id; /* id of the theme or evaluation → feed */
	struct feed all;
};

/* A question comes with its set, and what has no date is no news. */
static bool
is_news(const struct record *record)
{
	return date_is_set(record->date) && record->type != TYPE_QUESTION && record->type != TYPE_TERM &&
	       record->type != TYPE_PAGE;
}

static void
add_to(struct feeds *feeds, const struct record *about, struct record *record)
{
	struct feed *feed = about ? table_find(feeds->by_id, about->id) : NULL;

	if (!feed || (feed->records.count && feed->records.items[feed->records.count - 1] == record))
		return;
	records_add(feeds->arena, &feed->records, record);
}

enum { DEEPEST_THEME = 100 };

static void
add_to_themes(struct feeds *feeds, const struct record *theme, struct record *record)
{
	for (int steps = 0; theme && steps < DEEPEST_THEME; steps++) {
		add_to(feeds, theme, record);
		theme = record_ref(theme, KEY_parent);
	}
}

/* A theme, or an evaluation with its theme. */
static void
add_to_all_above(struct feeds *feeds, const struct record *about, struct record *record)
{
	if (!about)
		return;
	if (about->type == TYPE_EVALUATION) {
		add_to(feeds, about, record);
		about = record_ref(about, KEY_theme);
	}
	add_to_themes(feeds, about, record);
}

/* What a record is about: itself, its evaluation, and what its keys name. */
static void
gather(struct feeds *feeds, struct record *record)
{
	if (!is_news(record))
		return;
	records_add(feeds->arena, &feeds->all.records, record);
	if (record_has_feed(record))
		add_to_all_above(feeds, record, record);
	add_to_all_above(feeds, record_evaluation(record), record);
	for (size_t i = 0; i < record->out.count; i++) {
		const struct link *link = record->out.items[i];

		if (link->key != KEY_NONE && link->key != KEY_see && link->to && record_has_feed(link->to))
			add_to_all_above(feeds, link->to, record);
	}
}

/* Newest first; of one day, letters and answers before the states that they report. */
static int
news_order(const void *a, const void *b)
{
	const struct record *x = *(struct record *const *)a, *y = *(struct record *const *)b;
	int order = date_order(y->date, x->date);

	if (!order)
		order = record_has_letter(y) - record_has_letter(x);
	return order ? order : str_order(x->id, y->id);
}

static void
sort_news(struct records *records)
{
	size_t kept = 0;

	if (!records->count)
		return;
	qsort(records->items, records->count, sizeof *records->items, news_order);
	for (size_t i = 1; i < records->count; i++)
		if (records->items[i] != records->items[kept])
			records->items[++kept] = records->items[i];
	records->count = kept + 1 < MOST_ENTRIES ? kept + 1 : MOST_ENTRIES;
}

static void
add_link(struct buf *out, const char *rel, const char *type, struct str url)
{
	buf_printf(out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
	xml_add_text(out, url);
	buf_add_cstring(out, "\"/>\n");
}

static struct str
summary_of(const struct data *data, const struct record *record)
{
	struct str own = record_text(record, KEY_summary);

	return own.len ? own : plain_first_paragraph(data->arena, &record->body->tape);
}

static void
add_category(struct buf *out, const struct data *data, const struct record *record)
{
	buf_printf(out, "<category term=\"%s\" label=\"", type_info(record->type)->name);
	xml_add_text(out, data->site->language->types[record->type].one);
	buf_add_cstring(out, "\"/>\n");
}

static void
add_entry(struct data *data, const struct record *record)
{
	struct str url = data_url(data, record->address), summary = summary_of(data, record);

	buf_add_cstring(&data->out, "<entry xml:lang=\"");
	xml_add_text(&data->out, site_tag(data->site, record));
	buf_add_cstring(&data->out, "\">\n");
	xml_add_element(&data->out, "id", url);
	xml_add_element(&data->out, "title", record->title);
	xml_add_element(&data->out, "updated", xml_moment(data, record->date));
	add_link(&data->out, "alternate", "text/html", url);
	add_category(&data->out, data, record);
	if (summary.len)
		xml_add_element(&data->out, "summary", summary);
	buf_add_cstring(&data->out, "</entry>\n");
}

/* A feed without news says when the site had any; one of a site without any, that this was never. */
static struct str
updated_of(const struct data *data, const struct feed *feed, const struct feed *all)
{
	const struct records *records = feed->records.count ? &feed->records : &all->records;

	return xml_moment(data, records->count ? records->items[0]->date : (struct date){.year = 1970});
}

static struct str
title_of(const struct data *data, const struct feed *feed)
{
	struct str site = data->site->settings.title;

	return feed->about ? arena_printf(data->arena, "%.*s – %.*s", STR_ARG(feed->about->title), STR_ARG(site)) : site;
}

static void
render_feed(struct data *data, const struct feed *feed, const struct feed *all)
{
	struct str address = address_of_feed(data->site->arena, feed->about), url = data_url(data, address);
	struct str page = feed->about ? feed->about->address : STR("index.html");

	buf_add_cstring(&data->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
	                            " xml:lang=\"");
	xml_add_text(&data->out, data->site->language->tag);
	buf_add_cstring(&data->out, "\">\n");
	xml_add_element(&data->out, "id", url);
	xml_add_element(&data->out, "title", title_of(data, feed));
	xml_add_element(&data->out, "updated", updated_of(data, feed, all));
	add_link(&data->out, "self", "application/atom+xml", url);
	add_link(&data->out, "alternate", "text/html", data_url(data, page));
	buf_add_cstring(&data->out, "<author>\n");
	xml_add_element(&data->out, "name", map_text(data->site->settings.organisation, KEY_name));
	buf_add_cstring(&data->out, "</author>\n");
	for (size_t i = 0; i < feed->records.count; i++)
		add_entry(data, feed->records.items[i]);
	buf_add_cstring(&data->out, "</feed>\n");
	data_put(data, address);
}

static void
make_feeds(struct feeds *feeds, const struct site *site)
{
	feeds->by_id = table_new(feeds->arena);
	for (size_t i = 0; i < site->records.count; i++) {
		struct feed *feed;

		if (!record_has_feed(site->records.items[i]))
			continue;
		feed = arena_alloc(feeds->arena, sizeof *feed);
		feed->about = site->records.items[i];
		table_set(feeds->by_id, feed->about->id, feed);
		feeds->items = arena_grow(feeds->arena, feeds->items, feeds->count, &feeds->cap, sizeof *feeds->items);
		feeds->items[feeds->count++] = feed;
	}
	for (size_t i = 0; i < site->records.count; i++)
		gather(feeds, site->records.items[i]);
}

void
render_feeds(struct data *data)
{
	struct feeds feeds = {.arena = arena_new()};

	make_feeds(&feeds, data->site);
	sort_news(&feeds.all.records);
	render_feed(data, &feeds.all, &feeds.all);
	for (size_t i = 0; i < feeds.count; i++) {
		sort_news(&feeds.items[i]->records);
		render_feed(data, feeds.items[i], &feeds.all);
	}
	arena_free(feeds.arena);
}
