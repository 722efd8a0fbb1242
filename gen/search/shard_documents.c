/* SPDX-License-Identifier: EUPL-1.2 */
#include "../base/diag_print.h"
#include "../base/table.h"
#include "shard.h"

static void
put(struct output output, const char *path, const struct buf *bytes)
{
	output.put(output.user, str_from(path), buf_str(bytes), hash_of(buf_str(bytes)));
}

static void
add_field(struct buf *out, struct str text)
{
	buf_add_char(out, ',');
	json_add_string(out, text);
}

static void
add_passage(struct index *index, const struct document *document, size_t passage, struct str text, struct buf *out)
{
	const struct site *site = index_site(index);
	const struct record *record = document->record;
	struct buf date = {0};

	language_add_date(site->language, record->date, &date);
	buf_printf(out, "[%u,%zu", document->slot, passage);
	add_field(out, record->title);
	add_field(out, record->address);
	buf_printf(out, ",%d,%d", (int)record->type, (int)document->status);
	add_field(out, buf_str(&date));
	add_field(out, record_text(record, KEY_lang));
	add_field(out, str_trim(text));
	buf_add_char(out, ']');
	buf_free(&date);
}

/* The file that gathers the first passages of neighbouring slots. */
struct gathered {
	struct buf bytes;
	uint32_t number;
};

static void
finish(struct gathered *gathered, struct output output)
{
	char path[64];

	if (!gathered->bytes.len)
		return;
	snprintf(path, sizeof path, "_search/d/%u.json", gathered->number);
	buf_add_cstring(&gathered->bytes, "]\n");
	put(output, path, &gathered->bytes);
	buf_clear(&gathered->bytes);
}

static void
gather(struct index *index, struct gathered *gathered, const struct document *document, struct str text, struct output output)
{
	struct tables tables = index_tables(index);
	uint32_t number = document->slot >> (tables.slots - tables.documents);

	if (number != gathered->number)
		finish(gathered, output);
	gathered->number = number;
	buf_add_cstring(&gathered->bytes, gathered->bytes.len ? ",\n" : "[");
	add_passage(index, document, 0, text, &gathered->bytes);
}

static void
put_further(struct index *index, const struct document *document, size_t passage, struct str text, struct output output)
{
	struct buf bytes = {0};
	char path[64];

	snprintf(path, sizeof path, "_search/m/%u-%zu.json", document->slot, passage);
	buf_add_char(&bytes, '[');
	add_passage(index, document, passage, text, &bytes);
	buf_add_cstring(&bytes, "]\n");
	put(output, path, &bytes);
	buf_free(&bytes);
}

void
write_documents(struct index *index, struct output output)
{
	struct gathered gathered = {0};
	const struct document *document;
	const struct text *text;
	const struct passages *passages;

	while ((document = index_next(index, &text, &passages))) {
		struct str all = buf_str(&text->bytes);

		gather(index, &gathered, document, str_slice(all, text->shown, passages->ends[0]), output);
		for (size_t i = 1; i < passages->count; i++)
			put_further(index, document, i, str_slice(all, passages->ends[i - 1], passages->ends[i]), output);
	}
	finish(&gathered, output);
	buf_free(&gathered.bytes);
}

static bool
has_status(const struct index *index, unsigned status)
{
	const struct document *documents = index_documents(index);

	for (size_t i = 0; i < index_site(index)->records.count; i++)
		if (documents[i].status == status)
			return true;
	return false;
}

static void
add_statuses(const struct index *index, struct buf *out)
{
	const char *comma = "";

	for (unsigned status = 1; status <= UINT8_MAX; status++) {
		if (!has_status(index, status))
			continue;
		buf_printf(out, "%s\"%u\":[", comma, status);
		json_add_string(out, search_status_name(index_site(index), status));
		buf_add_char(out, ',');
		json_add_string(out, search_status_label(index_site(index), status));
		buf_add_char(out, ']');
		comma = ",";
	}
}

void
write_root(const struct index *index, struct output output)
{
	struct tables tables = index_tables(index);
	struct arena *arena = arena_new();
	struct buf out = {0};

	buf_printf(&out, "{\"version\":1,\"slots\":%u,\"documents\":%u,\"terms\":%u,\n\"types\":[", tables.slots,
	           tables.documents, tables.terms);
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		buf_printf(&out, "%s[\"%s\",", type ? "," : "", type_info(type)->name);
		json_add_string(&out, language_capital(arena, index_site(index)->language->types[type].one));
		buf_add_char(&out, ']');
	}
	buf_add_cstring(&out, "],\n\"statuses\":{");
	add_statuses(index, &out);
	buf_add_cstring(&out, "}}\n");
	put(output, SEARCH_ROOT, &out);
	buf_free(&out);
	arena_free(arena);
}
