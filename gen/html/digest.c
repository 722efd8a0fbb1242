/* SPDX-License-Identifier: EUPL-1.2 */
/* What the bytes of a page depend on, as one number: equal digests, equal bytes. */
#include "portal.h"
#include "view.h"

uint64_t
face_digest(const struct context *context, const struct record *record)
{
	found_digest *known = &context->portal->faces[record->index];
	uint64_t digest = atomic_load_explicit(known, memory_order_relaxed);

	/* Of whom two threads find it at once, both find the same. */
	if (!digest) {
		struct context root = renderer_context(context->renderer, STR(""));

		digest = view_face_digest(&root, record);
		atomic_store_explicit(known, digest, memory_order_relaxed);
	}
	return digest;
}

/* A neighbour, as far as a template can reach it. */
static uint64_t
add_face(struct context *context, uint64_t digest, const struct record *record)
{
	return hash_mix(digest, record ? face_digest(context, record) : 0);
}

uint64_t
faces_digest(const struct context *context, const struct records *records)
{
	uint64_t digest = records->count;

	for (size_t i = 0; i < records->count; i++)
		digest = hash_mix(digest, face_digest(context, records->items[i]));
	return digest;
}

/* The languages of a text and of what it took over. */
static uint64_t
add_languages(const struct site *site, uint64_t digest, const struct prose *prose)
{
	digest = hash_text(digest, site_tag(site, prose->owner));
	for (uint32_t i = 0; i < prose->tape.event_count; i++) {
		const struct tape_event *event = &prose->tape.events[i];

		if (event->kind == TAPE_COPY && event->step == TAPE_OPEN)
			digest = hash_text(digest, site_tag(site, site_find(site, tape_text(&prose->tape, event))));
	}
	return digest;
}

static uint64_t
add_link(uint64_t digest, const struct link *link)
{
	if (!link)
		return hash_mix(digest, 0);
	digest = hash_text(digest, link->to ? link->to->address : link->address);
	digest = hash_text(digest, link->fragment);
	digest = hash_text(digest, link->url);
	return link->to ? hash_text(digest, link->to->title) : digest;
}

/* A text, and where each of its references leads, be it nowhere. */
static uint64_t
add_prose(struct context *context, uint64_t digest, const struct prose *prose)
{
	digest = hash_mix(digest, tape_digest(&prose->tape));
	digest = add_languages(context->site, digest, prose);
	for (uint32_t i = 0; i < prose->tape.ref_count; i++)
		digest = add_link(digest, prose->links ? prose->links[i] : NULL);
	return digest;
}

/* The same with what its blocks are filled with. */
static uint64_t
add_text(struct context *context, uint64_t digest, const struct prose *prose)
{
	digest = add_prose(context, digest, prose);
	for (uint32_t i = 0; i < prose->tape.fill_count; i++)
		digest = add_prose(context, digest, context_fill(context, prose, &prose->tape.fills[i]));
	return digest;
}

/* Answers that are shown folded, with where they lead. */
static uint64_t
add_answers(struct context *context, uint64_t digest, const struct record *record)
{
	const struct prose *body = record->body;

	for (uint32_t i = 0; record->type == TYPE_QUESTION && i < body->tape.ref_count; i++) {
		const struct link *link = body->links[i];

		if (link && link->to && link->ref_kind == REF_QUESTION && (link->flags & REF_SEE))
			digest = add_text(context, digest, link->to->body);
	}
	return digest;
}

static uint64_t
add_links(struct context *context, uint64_t digest, const struct links *links, bool is_incoming)
{
	for (size_t i = 0; i < links->count; i++) {
		const struct link *link = links->items[i];

		digest = hash_mix(digest, link->key);
		digest = hash_text(digest, link->sentence);
		digest = hash_text(digest, link->url);
		digest = add_face(context, digest, is_incoming ? link->from : link->to);
	}
	return digest;
}

/* Follow-ups are shown whole under their item. */
static uint64_t
add_followups(struct context *context, uint64_t digest, const struct record *record)
{
	for (size_t i = 0; i < record->in.count; i++) {
		const struct link *link = record->in.items[i];

		if (link->key != KEY_item)
			continue;
		digest = add_text(context, digest, link->from->body);
		digest = hash_mix(digest, link->from->digest);
		digest = add_links(context, digest, &link->from->out, false);
	}
	return digest;
}

/* The way back, and the neighbours in the list. */
static uint64_t
add_parents(struct context *context, uint64_t digest, const struct record *record)
{
	static const enum key keys[] = {KEY_parent, KEY_theme, KEY_evaluation, KEY_item, KEY_set, KEY_announced_in};
	const struct record *at = record;

	for (int steps = 0; at && steps < 8; steps++) {
		const struct record *parent = NULL;

		for (size_t i = 0; i < sizeof keys / sizeof *keys && !parent; i++)
			parent = record_ref(at, keys[i]);
		digest = add_face(context, digest, parent);
		at = parent;
	}
	return add_face(context, add_face(context, digest, record->previous), record->next);
}

uint64_t
record_page_digest(struct context *context, const struct record *record)
{
	uint64_t digest = hash_mix(record->digest, face_digest(context, record));
	const size_t *pdf_size = table_find(context->portal->pdf_sizes, record->address);

	for (size_t i = 0; i < record->prose_count; i++)
		digest = add_text(context, digest, record->proses[i]);
	digest = add_answers(context, digest, record);
	digest = add_links(context, digest, &record->out, false);
	digest = add_links(context, digest, &record->in, true);
	digest = add_followups(context, digest, record);
	digest = add_parents(context, digest, record);
	return hash_mix(digest, pdf_size ? *pdf_size : 0);
}
