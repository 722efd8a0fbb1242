/* SPDX-License-Identifier: EUPL-1.2 */
/* The sitemap (sitemaps.org, 0.9): every page that readers are sent to. A larger site has an index of several. With at most SITEMAP_MOST
 * entries of less than a kilobyte a file stays below the 50 MB that are allowed. */
#include <stdlib.h>

#include "../model/address.h"
#include "xml.h"

#define SITEMAP_HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"

static int
path_order(const void *a, const void *b)
{
	return str_order((*(const struct address *const *)a)->path, (*(const struct address *const *)b)->path);
}

static struct date
changed_of_site(const struct site *site)
{
	struct date last = {0};

	for (size_t i = 0; i < site->records.count; i++)
		if (date_order(site->records.items[i]->date, last) > 0)
			last = site->records.items[i]->date;
	return last;
}

/* Of lists nothing is said: a date that may be wrong is worse than none. */
static struct date
changed(const struct site *site, const struct address *page)
{
	if (page->record)
		return record_changed(page->record);
	return str_is(page->path, "index.html") ? changed_of_site(site) : (struct date){0};
}

static void
add_entry(struct data *data, const char *name, struct str url, struct date date)
{
	xml_open(&data->out, name);
	buf_add_char(&data->out, '\n');
	xml_add_element(&data->out, "loc", url);
	if (date_is_set(date))
		xml_add_element(&data->out, "lastmod", xml_date(data, date));
	xml_close(&data->out, name);
}

size_t
sitemap_count(const struct data_plan *plan)
{
	return plan->page_count > SITEMAP_MOST ? (plan->page_count + SITEMAP_MOST - 1) / SITEMAP_MOST : 1;
}

void
make_sitemap(struct data *data, size_t part)
{
	const struct data_plan *plan = data->plan;
	size_t from = part * SITEMAP_MOST, to = from + SITEMAP_MOST;

	buf_printf(&data->out, SITEMAP_HEAD, "urlset");
	for (size_t i = from; i < to && i < plan->page_count; i++)
		add_entry(data, "url", data_url(data, plan->pages[i]->path), changed(data->site, plan->pages[i]));
	buf_add_cstring(&data->out, "</urlset>\n");
	data_put(data, sitemap_count(plan) > 1 ? address_of_sitemap(data->arena, part) : STR("sitemap.xml"));
}

void
make_sitemap_index(struct data *data)
{
	buf_printf(&data->out, SITEMAP_HEAD, "sitemapindex");
	for (size_t i = 0; i < sitemap_count(data->plan); i++)
		add_entry(data, "sitemap", data_url(data, address_of_sitemap(data->arena, i)), (struct date){0});
	buf_add_cstring(&data->out, "</sitemapindex>\n");
	data_put(data, STR("sitemap.xml"));
}

void
plan_sitemaps(struct data_plan *plan)
{
	const struct site *site = plan->site;

	plan->page_count = site->page_count;
	plan->pages = arena_array(plan->arena, site->page_count, sizeof *plan->pages);
	for (size_t i = 0; i < site->page_count; i++)
		plan->pages[i] = site->pages[i];
	if (plan->page_count)
		qsort(plan->pages, plan->page_count, sizeof *plan->pages, path_order);
}
