/* SPDX-License-Identifier: EUPL-1.2 */
#include "woo.h"

#include "address.h"

static bool
is_wanted(const struct map *category, int64_t document)
{
	const struct value *documents = map_value(category, KEY_documents);

	for (size_t i = 0; documents && i < documents->count; i++)
		if (documents->items[i].number == document)
			return true;
	return false;
}

/* A file that two letters have is one document: that of the first. */
struct finding {
	struct arena *arena;
	const struct site *site;
	struct table *by_address;
	struct woo_documents found;
};

static void
add(struct finding *finding, struct woo_document document)
{
	struct woo_documents *documents = &finding->found;
	struct str address = woo_address(finding->arena, finding->site, &document);

	if (table_add(finding->by_address, address, finding))
		return;
	documents->items =
		arena_grow(finding->arena, documents->items, documents->count, &documents->cap, sizeof *documents->items);
	documents->items[documents->count++] = document;
}

/* An attachment without a kind is one of the others. */
static int64_t
attachment_kind(const struct map *attachment)
{
	const struct value *kind = map_value(attachment, KEY_kind);

	return DOCUMENT_ATTACHMENT + (kind ? kind->number : (int64_t)choice_count(CHOICE_ATTACHMENT) - 1);
}

struct woo_documents
woo_documents(struct arena *arena, const struct site *site, const struct map *category, bool has_letters)
{
	struct finding finding = {.arena = arena, .site = site, .by_address = table_new(arena)};

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];
		const struct value *attachments = record_value(record, KEY_attachments);
		int64_t kind = record->type == TYPE_LETTER ? DOCUMENT_LETTER : DOCUMENT_QUESTION_SET;

		if (has_letters && record_has_letter(record) && is_wanted(category, kind))
			add(&finding, (struct woo_document){record, NULL});
		for (size_t j = 0; attachments && j < attachments->count; j++)
			if (is_wanted(category, attachment_kind(attachments->items[j].map)))
				add(&finding, (struct woo_document){record, attachments->items[j].map});
	}
	return finding.found;
}

struct str
woo_address(struct arena *arena, const struct site *site, const struct woo_document *document)
{
	if (!document->attachment)
		return address_with(arena, document->record->address, ".pdf");
	return address_of_file(arena, site->language, map_text(document->attachment, KEY_file));
}
