/* SPDX-License-Identifier: EUPL-1.2 */
#include "context.h"

#include "../model/address.h"

struct str
context_base_path(const struct context *context)
{
	struct str url = context->site->settings.base_url;
	size_t host = sizeof "https://" - 1;

	return str_slice(url, host + str_find_char(str_slice(url, host, url.len), '/'), url.len);
}

void
context_add_href(const struct context *context, struct str address, struct buf *out)
{
	struct str from = context->address;
	size_t shared = 0;

	if (context->is_rooted) {
		buf_add(out, context_base_path(context));
		address_add_encoded(out, address);
		return;
	}
	for (size_t i = 0; i < from.len && i < address.len && from.at[i] == address.at[i]; i++)
		if (from.at[i] == '/')
			shared = i + 1;
	for (size_t i = shared; i < from.len; i++)
		if (from.at[i] == '/')
			buf_add_cstring(out, "../");
	address_add_encoded(out, str_slice(address, shared, address.len));
}

struct str
context_href(const struct context *context, struct str address)
{
	struct buf href = {0};
	struct str copy;

	context_add_href(context, address, &href);
	copy = arena_str(context->arena, buf_str(&href));
	buf_free(&href);
	return copy;
}

struct str
context_link_href(const struct context *context, const struct link *link)
{
	struct str address = link->to ? link->to->address : link->address, href;
	bool is_here = link->to && str_equal(address, context->address) && !context->is_rooted;

	if (!address.len)
		return link->url;
	href = is_here && link->fragment.len ? STR("") : context_href(context, address);
	if (!link->fragment.len)
		return href;
	return arena_printf(context->arena, "%.*s#%.*s", STR_ARG(href), STR_ARG(link->fragment));
}

struct str
context_word(const struct context *context, enum word word)
{
	return context->site->language->words[word];
}

struct str
context_named_word(const struct context *context, const char *name)
{
	const struct str *word = table_find(context->site->language->by_name, str_from(name));

	return word ? *word : STR("");
}
