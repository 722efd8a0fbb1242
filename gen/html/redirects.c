/* SPDX-License-Identifier: EUPL-1.2 */
/* The former addresses as a map for web servers, so that they answer 301 before the small pages are read: lines for nginx's 'map $uri'. */
#include "../model/address.h"
#include "portal.h"

static void
add_line(const struct context *context, struct str from, struct str to, struct buf *out)
{
	buf_printf(out, "\"%.*s%.*s\" \"", STR_ARG(context_base_path(context)), STR_ARG(from));
	context_add_href(context, to, out);
	buf_add_cstring(out, "\";\n");
}

static void
add_lines_of(const struct context *context, const struct record *record, struct buf *out)
{
	const struct value *aliases = record_value(record, KEY_aliases);

	for (size_t i = 0; aliases && i < aliases->count; i++)
		add_line(context, address_of_id(context->arena, context->site->language, aliases->items[i].text), record->address,
		         out);
}

void
render_redirect_map(struct renderer *renderer)
{
	const struct site *site = renderer->portal->site;
	struct context context = renderer_context(renderer, STR(""));
	struct buf *out = &renderer->out;

	context.is_rooted = true;
	buf_clear(out);
	buf_add_cstring(out, "# Former addresses: map $uri $moved { include _redirects.map; }\n");
	for (size_t i = 0; i < site->records.count; i++)
		add_lines_of(&context, site->records.items[i], out);
	renderer->output.put(renderer->output.user, STR(REDIRECT_MAP), buf_str(out));
	arena_reset(renderer->arena);
}
