/* SPDX-License-Identifier: EUPL-1.2 */
#include "context.h"

#include "../base/file.h"
#include "../base/utf8.h"
#include "../model/address.h"
#include "portal.h"

struct str
context_base_path(const struct context *context)
{
	struct str url = context->site->settings.base_url;
	size_t host = sizeof "https://" - 1;

	return str_slice(url, host + str_find_char(str_slice(url, host, url.len), '/'), url.len);
}

static void
add_ups(struct buf *out, struct str from, size_t shared)
{
	for (size_t i = shared; i < from.len; i++)
		if (from.at[i] == '/')
			buf_add(out, STR("../"));
}

void
context_add_href(const struct context *context, struct str address, struct buf *out)
{
	struct str from = context->address;
	size_t least = from.len < address.len ? from.len : address.len, shared = 0;

	if (context->is_rooted) {
		buf_add(out, context_base_path(context));
		address_add_encoded(out, address);
		return;
	}
	for (size_t i = 0; i < least && from.at[i] == address.at[i]; i++)
		if (from.at[i] == '/')
			shared = i + 1;
	add_ups(out, from, shared);
	address_add_encoded(out, str_slice(address, shared, address.len));
}

void
context_add_url(const struct context *context, struct str address, struct buf *out)
{
	buf_add(out, context->site->settings.base_url);
	if (str_is(path_name(address), "index.html"))
		address.len -= sizeof "index.html" - 1;
	address_add_encoded(out, address);
}

struct str
context_url(const struct context *context, struct str address)
{
	struct buf *url = &context->renderer->scratch;

	buf_clear(url);
	context_add_url(context, address, url);
	return arena_str(context->arena, buf_str(url));
}

struct str
context_href(const struct context *context, struct str address)
{
	struct buf *href = &context->renderer->scratch;

	buf_clear(href);
	context_add_href(context, address, href);
	return arena_str(context->arena, buf_str(href));
}

struct str
context_slug(const struct context *context, struct str text)
{
	struct renderer *renderer = context->renderer;
	struct str *slug = table_find(renderer->slugs, text);

	if (slug)
		return *slug;
	slug = arena_alloc(renderer->own_arena, sizeof *slug);
	*slug = utf8_slug(renderer->own_arena, text);
	table_set(renderer->slugs, arena_str(renderer->own_arena, text), slug);
	return *slug;
}

size_t
context_remember(struct context *context, struct remembered_list *list, const void *object,
                 size_t (*make)(void *context, const void *object, const void *const **items), const void *const **items)
{
	if (list->object != object) {
		list->count = make(context, object, &list->items);
		list->object = object;
	}
	*items = list->items;
	return list->count;
}

struct str
context_link_href(const struct context *context, const struct link *link)
{
	struct str address = link->to ? link->to->address : link->address;
	bool is_here = link->to && str_equal(address, context->address) && !context->is_rooted;
	struct buf *href = &context->renderer->scratch;

	if (!address.len)
		return link->url;
	buf_clear(href);
	if (!is_here || !link->fragment.len)
		context_add_href(context, address, href);
	if (link->fragment.len) {
		buf_add_char(href, '#');
		buf_add(href, link->fragment);
	}
	return arena_str(context->arena, buf_str(href));
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
