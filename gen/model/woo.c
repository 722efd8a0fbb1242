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

static void
add(struct arena *arena, struct woo_documents *documents, struct woo_document document)
{
	documents->items = arena_grow(arena, documents->items, documents->count, &documents->cap, sizeof *documents->items);
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
	struct woo_documents found = {0};

	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];
		const struct value *attachments = record_value(record, KEY_attachments);
		int64_t kind = record->type == TYPE_LETTER ? DOCUMENT_LETTER : DOCUMENT_QUESTION_SET;

		if (has_letters && record_has_letter(record) && is_wanted(category, kind))
			add(arena, &found, (struct woo_document){record, NULL});
		for (size_t j = 0; attachments && j < attachments->count; j++)
			if (is_wanted(category, attachment_kind(attachments->items[j].map)))
				add(arena, &found, (struct woo_document){record, attachments->items[j].map});
	}
	return found;
}

struct str
woo_address(struct arena *arena, const struct site *site, const struct woo_document *document)
{
	if (!document->attachment)
		return address_with(arena, document->record->address, ".pdf");
	return address_of_file(arena, site->language, map_text(document->attachment, KEY_file));
}
