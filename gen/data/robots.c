/* SPDX-License-Identifier: EUPL-1.2 */
/* What machines look for at the root of a host, and nowhere else: robots.txt (RFC 9309) and security.txt (RFC 9116). */
#include "../model/address.h"
#include "data_parts.h"

static void
add_line(struct buf *out, const char *name, struct str text)
{
	buf_printf(out, "%s: %.*s\n", name, STR_ARG(text));
}

static void
make_robots_file(struct data *data)
{
	buf_add_cstring(&data->out, "User-agent: *\nDisallow:\n\n");
	add_line(&data->out, "Sitemap", data_url(data, STR("sitemap.xml")));
	for (size_t i = 0; i < data->plan->category_count; i++) {
		struct str index = address_of_woo_index(data->arena, data->plan->categories[i].number);

		add_line(&data->out, "Sitemap", data_url(data, index));
	}
	data_put(data, STR("robots.txt"));
}

enum { DAY = 24 * 60 * 60 };

/* A bare day means its first moment in the site's time zone. */
static void
add_expiry(struct data *data, const struct value *value)
{
	moment when = value->moment.when;
	struct date day;
	int second;

	if (value->moment.is_day)
		date_first_moment(value->moment.day, data->site->settings.timezone, &when);
	date_of_moment(when, STR("UTC"), &day);
	second = (int)(when % DAY);
	buf_printf(&data->out, "Expires: %04d-%02d-%02dT%02d:%02d:%02dZ\n", day.year, day.month, day.day, second / 3600,
	           second / 60 % 60, second % 60);
}

static void
make_security(struct data *data, const struct map *security)
{
	const struct value *contacts = map_value(security, KEY_contact);
	struct str address = STR(".well-known/security.txt");

	for (size_t i = 0; i < contacts->count; i++)
		add_line(&data->out, "Contact", contacts->items[i].text);
	add_expiry(data, map_value(security, KEY_expires));
	add_line(&data->out, "Canonical", data_url(data, address));
	add_line(&data->out, "Preferred-Languages", data->site->language->tag);
	if (map_text(security, KEY_policy).len)
		add_line(&data->out, "Policy", map_text(security, KEY_policy));
	data_put(data, address);
}

void
make_robots(struct data *data)
{
	const struct value *security = map_value(&data->site->settings.map, KEY_security);

	make_robots_file(data);
	if (security)
		make_security(data, security->map);
}
