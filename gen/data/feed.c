/* SPDX-License-Identifier: EUPL-1.2 */
/* Feeds (Atom, RFC 4287): one of the whole site, one for each theme and each evaluation. */
#include <string.h>

#include "../model/address.h"
#include "plain.h"
#include "xml.h"

enum { MOST_ENTRIES = 50 };

/* Which records are in which feed follows from types, dates, ids and links by keys. */
struct gathering {
	struct arena *arena;
	struct feeds *feeds;
	struct feed **by_index; /* the feed about a record, by its index; NULL: it has none */
};

/* A question comes with its set, and what has no date is no news. */
static bool
is_news(const struct record *record)
{
	return date_is_set(record->date) && record->type != TYPE_QUESTION && record->type != TYPE_TERM &&
	       record->type != TYPE_PAGE;
}

/* Newest first; of one day, letters and answers before the states that they report. */
static int
news_order(const struct record *x, const struct record *y)
{
	int order = date_order(y->date, x->date);

	if (!order)
		order = record_has_letter(y) - record_has_letter(x);
	return order ? order : str_order(x->id, y->id);
}

/* Keeps the newest, in order, each once. */
static void
add_news(struct gathering *gathering, struct feed *feed, struct record *record)
{
	struct records *news = &feed->records;
	size_t at = news->count;

	while (at > 0 && news_order(record, news->items[at - 1]) < 0)
		at--;
	if (at == MOST_ENTRIES || (at > 0 && news->items[at - 1] == record))
		return;
	if (news->count == MOST_ENTRIES)
		news->count--;
	records_add(gathering->arena, news, NULL);
	memmove(news->items + at + 1, news->items + at, (news->count - 1 - at) * sizeof *news->items);
	news->items[at] = record;
}

static void
add_to(struct gathering *gathering, const struct record *about, struct record *record)
{
	struct feed *feed = about ? gathering->by_index[about->index] : NULL;

	if (feed)
		add_news(gathering, feed, record);
}

enum { DEEPEST_THEME = 100 };

static void
add_to_themes(struct gathering *gathering, const struct record *theme, struct record *record)
{
	for (int steps = 0; theme && steps < DEEPEST_THEME; steps++) {
		add_to(gathering, theme, record);
		theme = record_ref(theme, KEY_parent);
	}
}

/* A theme, or an evaluation with its theme. */
static void
add_to_all_above(struct gathering *gathering, const struct record *about, struct record *record)
{
	if (!about)
		return;
	if (about->type == TYPE_EVALUATION) {
		add_to(gathering, about, record);
		about = record_ref(about, KEY_theme);
	}
	add_to_themes(gathering, about, record);
}

/* The site's own feed. */
static void
gather_for_all(struct gathering *gathering, struct record *record)
{
	if (is_news(record))
		add_news(gathering, &gathering->feeds->items[0], record);
}

/* The feeds of what a record is about: itself, its evaluation, and what its keys name. */
static void
gather(struct gathering *gathering, struct record *record)
{
	if (!is_news(record))
		return;
	if (record_has_feed(record))
		add_to_all_above(gathering, record, record);
	add_to_all_above(gathering, record_evaluation(record), record);
	for (size_t i = 0; i < record->out.count; i++) {
		const struct link *link = record->out.items[i];

		if (link->key != KEY_NONE && link->key != KEY_see && link->to && record_has_feed(link->to))
			add_to_all_above(gathering, link->to, record);
	}
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

	return own.len ? own : tape_lead(data->arena, &record->body->tape);
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
updated_of(const struct data *data, const struct feed *feed)
{
	const struct records *records = feed->records.count ? &feed->records : &data->plan->feeds.items[0].records;

	return xml_moment(data, records->count ? records->items[0]->date : (struct date){.year = 1970});
}

static struct str
title_of(const struct data *data, const struct feed *feed)
{
	struct str site = data->site->settings.title;

	return feed->about ? arena_printf(data->arena, "%.*s – %.*s", STR_ARG(feed->about->title), STR_ARG(site)) : site;
}

void
make_feed(struct data *data, const struct feed *feed)
{
	struct str address = address_of_feed(data->arena, feed->about), url = data_url(data, address);
	struct str page = feed->about ? feed->about->address : STR("index.html");

	buf_add_cstring(&data->out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\""
	                            " xml:lang=\"");
	xml_add_text(&data->out, data->site->language->tag);
	buf_add_cstring(&data->out, "\">\n");
	xml_add_element(&data->out, "id", url);
	xml_add_element(&data->out, "title", title_of(data, feed));
	xml_add_element(&data->out, "updated", updated_of(data, feed));
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

static size_t
count_feeds(const struct site *site)
{
	size_t count = 1;

	for (size_t i = 0; i < site->records.count; i++)
		count += record_has_feed(site->records.items[i]);
	return count;
}

/* Records that may be in one of some feeds, each once. */
struct candidates {
	struct records records;
	bool *are_in; /* by the records' places */
};

static void
add_candidate(struct gathering *gathering, struct candidates *candidates, const struct record *record)
{
	if (candidates->are_in[record->index])
		return;
	candidates->are_in[record->index] = true;
	records_add(gathering->arena, &candidates->records, (struct record *)(uintptr_t)record);
}

/* Whoever names it under a key; and the letter that an evaluation was offered in is about that evaluation. */
static void
add_candidates_at(struct gathering *gathering, struct candidates *candidates, const struct record *record)
{
	for (size_t i = 0; i < record->in.count; i++)
		if (record->in.items[i]->key != KEY_NONE)
			add_candidate(gathering, candidates, record->in.items[i]->from);
	for (size_t i = 0; record->type == TYPE_EVALUATION && i < record->out.count; i++)
		if (record->out.items[i]->key == KEY_offered_in && record->out.items[i]->to)
			add_candidate(gathering, candidates, record->out.items[i]->to);
}

/* Of the feeds only those that such a record could be in, or that are about one; and of the records only those that could be in these. */
static void
gather_wanted(struct gathering *gathering, const struct site *site, const bool *shown)
{
	struct candidates candidates = {.are_in = arena_array(gathering->arena, site->records.count, 1)};
	struct feeds *feeds = gathering->feeds;

	for (size_t i = 0; i < site->records.count; i++)
		if (shown[i])
			gather(gathering, site->records.items[i]);
	for (size_t i = 1; i < feeds->count; i++) {
		const struct record *about = feeds->items[i].about;

		if (feeds->items[i].records.count || shown[about->index])
			add_candidate(gathering, &candidates, about);
		else
			gathering->by_index[about->index] = NULL;
		feeds->items[i].records.count = 0;
	}
	for (size_t i = 0; i < candidates.records.count; i++)
		add_candidates_at(gathering, &candidates, candidates.records.items[i]);
	for (size_t i = 0; i < candidates.records.count; i++)
		gather(gathering, candidates.records.items[i]);
}

void
plan_feeds(struct data_plan *plan)
{
	const struct site *site = plan->site;
	struct feeds *feeds = &plan->feeds;
	struct gathering gathering = {.arena = plan->arena, .feeds = feeds};

	feeds->items = arena_array(plan->arena, count_feeds(site), sizeof *feeds->items);
	feeds->count = 1;
	gathering.by_index = arena_array(plan->arena, site->records.count, sizeof *gathering.by_index);
	for (size_t i = 0; i < site->records.count; i++) {
		if (!record_has_feed(site->records.items[i]))
			continue;
		gathering.by_index[i] = &feeds->items[feeds->count];
		feeds->items[feeds->count++].about = site->records.items[i];
	}
	for (size_t i = 0; i < site->records.count; i++)
		gather_for_all(&gathering, site->records.items[i]);
	if (plan->others)
		gather_wanted(&gathering, site, plan->others->shown);
	for (size_t i = 0; !plan->others && i < site->records.count; i++)
		gather(&gathering, site->records.items[i]);
}
