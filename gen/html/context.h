/* SPDX-License-Identifier: EUPL-1.2 */
/* context — what the page that is being rendered knows: the accessors' 'void *context'. */
#ifndef OPVOLGING_HTML_CONTEXT_H
#define OPVOLGING_HTML_CONTEXT_H

#include "../model/site.h"
#include "template.h"

struct portal;
struct renderer;

/* A list that a page asks for more than once: whether it has any, then what. */
struct remembered_list {
	const void *object; /* it is of; NULL: none yet */
	const void *const *items;
	size_t count;
};

struct context {
	const struct site *site;
	const struct portal *portal;
	struct renderer *renderer; /* NULL where only words are asked for */
	struct arena *arena;       /* of the page; reset behind it */
	struct str address;        /* of the page */
	bool is_rooted;            /* 404.html: addresses from the root, for nobody knows where it is shown */
	struct table *terms;       /* the terms that the page has explained already; NULL: none yet */
	unsigned next_prefix;      /* of the footnotes of the next text */
	unsigned table_count;      /* tables of texts so far: each has its number for a name */
	struct remembered_list facts, timeline, related, recommendations, questions;
};

/* The way from the page to another address of the portal, percent-encoded. */
void context_add_href(const struct context *context, struct str address, struct buf *out);
struct str context_href(const struct context *context, struct str address);

/* The path of base_url: '/' of https://opvolging.example.nl/. */
struct str context_base_path(const struct context *context);

/* Where a link leads, from the page: relative within the portal, absolute outside. */
struct str context_link_href(const struct context *context, const struct link *link);

/* The absolute address of a page of the portal. */
void context_add_url(const struct context *context, struct str address, struct buf *out);
struct str context_url(const struct context *context, struct str address);

/* As utf8_slug, which a renderer does once for each text. */
struct str context_slug(const struct context *context, struct str text);

/* An accessor of lists, asked once for a page and object. */
size_t context_remember(struct context *context, struct remembered_list *list, const void *object,
                        size_t (*make)(void *context, const void *object, const void *const **items), const void *const **items);

/* The word of the language, filled in. */
struct str context_word(const struct context *context, enum word word);
/* One that only pages use, by its name in the language file; "" where the file does not have it. */
struct str context_named_word(const struct context *context, const char *name);

#endif
