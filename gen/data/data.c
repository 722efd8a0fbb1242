/* SPDX-License-Identifier: EUPL-1.2 */
#include "data_parts.h"

#include "../base/table.h"

void
data_put(struct data *data, struct str address)
{
	struct str bytes = buf_str(&data->out);

	data->output.put(data->output.user, address, bytes, hash_of(bytes));
	buf_clear(&data->out);
	arena_reset(data->arena);
}

struct str
data_url(const struct data *data, struct str address)
{
	return site_url(data->arena, data->site, address);
}

void
data_render(const struct site *site, struct output output, bool has_letters)
{
	struct data data = {.site = site, .output = output, .arena = arena_new(), .has_letters = has_letters};

	render_records(&data);
	render_collections(&data);
	render_schema(&data);
	render_feeds(&data);
	render_sitemaps(&data);
	render_woo(&data);
	render_robots(&data);
	buf_free(&data.out);
	arena_free(data.arena);
}
