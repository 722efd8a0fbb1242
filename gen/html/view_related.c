/* SPDX-License-Identifier: EUPL-1.2 */
#include "view_parts.h"

/* Where else this record is named: by keys, and in texts with the sentences. */

struct mention {
	const struct record *record;
	const void **sentences; /* struct str */
	size_t count, cap;
};

struct mentions {
	struct str label;
	const void **items; /* struct mention */
	size_t count, cap;
};

static void
add_sentence(void *context, const void *object, struct buf *out)
{
	const struct str *sentence = object;

	(void)context;
	buf_add(out, *sentence);
}

static const struct view_type view_sentence = {
	.name = "sentence",
	.slots = (const struct slot[]){{.name = "text", .kind = SLOT_TEXT, .text = add_sentence}, {.name = NULL}},
};

static const void *
mention_record(void *context, const void *object)
{
	const struct mention *mention = object;

	(void)context;
	return mention->record;
}

static size_t
list_sentences(void *context, const void *object, const void *const **items)
{
	const struct mention *mention = object;

	(void)context;
	*items = mention->sentences;
	return mention->count;
}

static const struct view_type view_mention = {
	.name = "mention",
	.slots = (const struct slot[]){{.name = "record", .kind = SLOT_VIEW, .of = &view_face, .view = mention_record},
                                       {.name = "sentences", .kind = SLOT_LIST, .of = &view_sentence, .list = list_sentences},
                                       {.name = NULL}},
};

static void
add_mentions_label(void *context, const void *object, struct buf *out)
{
	const struct mentions *mentions = object;

	(void)context;
	buf_add(out, mentions->label);
}

static size_t
list_mentions(void *context, const void *object, const void *const **items)
{
	const struct mentions *mentions = object;

	(void)context;
	*items = (const void *const *)mentions->items;
	return mentions->count;
}

const struct view_type view_mentions = {
	.name = "mentions",
	.slots = (const struct slot[]){{.name = "label", .kind = SLOT_TEXT, .text = add_mentions_label},
                                       {.name = "items", .kind = SLOT_LIST, .of = &view_mention, .list = list_mentions},
                                       {.name = NULL}},
};

/* What a page shows in a place of its own is not told again below it. */
static bool
is_shown_above(const struct link *link)
{
	return (link->from->type == TYPE_RECOMMENDATION && link->key == KEY_evaluation) ||
	       (link->from->type == TYPE_QUESTION && link->key == KEY_set) ||
	       (link->from->type == TYPE_FOLLOWUP && link->key == KEY_item);
}

/* Links come by type, key and record: one that names this record by a key may name it in its text too. */
static struct mention *
mention_of(struct context *context, struct mentions *mentions, const struct record *record)
{
	struct mention *mention;

	for (size_t i = 0; i < mentions->count; i++) {
		mention = (struct mention *)(uintptr_t)mentions->items[i];
		if (mention->record == record)
			return mention;
	}
	mention = arena_alloc(context->arena, sizeof *mention);
	mention->record = record;
	mentions->items = arena_grow(context->arena, mentions->items, mentions->count, &mentions->cap, sizeof *mentions->items);
	mentions->items[mentions->count++] = mention;
	return mention;
}

static bool
is_told(const struct mention *mention, struct str sentence)
{
	for (size_t i = 0; i < mention->count; i++)
		if (str_equal(*(const struct str *)mention->sentences[i], sentence))
			return true;
	return false;
}

static void
add_mention(struct context *context, struct mentions *mentions, const struct link *link)
{
	struct mention *mention = mention_of(context, mentions, link->from);

	if (!link->sentence.len || is_told(mention, link->sentence))
		return;
	mention->sentences =
		arena_grow(context->arena, mention->sentences, mention->count, &mention->cap, sizeof *mention->sentences);
	mention->sentences[mention->count++] = &link->sentence;
}

/* in is grouped by the type of who names it: a group for each, keys before texts. */
static size_t
make_related(void *context, const void *object, const void *const **items)
{
	struct context *page = context;
	const struct record *record = object;
	const void **groups = arena_array(page->arena, TYPE_COUNT, sizeof *groups);
	struct mentions *last = NULL;
	enum type type = TYPE_NONE;
	size_t count = 0;

	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		if (is_shown_above(link))
			continue;
		if (link->from->type != type) {
			type = link->from->type;
			last = arena_alloc(page->arena, sizeof *last);
			last->label = page->site->language->types[type].many;
			groups[count++] = last;
		}
		add_mention(page, last, link);
	}
	*items = groups;
	return count;
}

size_t
list_related(void *context, const void *object, const void *const **items)
{
	struct context *page = context;

	return context_remember(page, &page->related, object, make_related, items);
}
