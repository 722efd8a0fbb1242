/* SPDX-License-Identifier: EUPL-1.2 */
/* What pages say to machines: JSON-LD, and where the same stands as JSON or as a feed. */
#include <string.h>

#include "../base/json.h"
#include "../model/address.h"
#include "portal.h"
#include "view_parts.h"

void
add_json_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;
	const struct record *record = object;

	context_add_href(page, address_with(page->arena, record->address, ".json"), out);
}

void
add_feed_href(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	if (record_has_feed(object))
		context_add_href(page, address_of_feed(page->arena, object), out);
}

/* What each type is in the vocabulary of schema.org; nothing is claimed that the record does not say. */
static const struct {
	const char *name;
	bool is_work; /* a CreativeWork: has a date, a language, a publisher, a whole that it is part of */
} schema_types[TYPE_COUNT] = {
	[TYPE_THEME] = {"Collection", true},
	[TYPE_EVALUATION] = {"Report", true},
	[TYPE_RECOMMENDATION] = {"CreativeWork", true},
	[TYPE_FOLLOWUP] = {"CreativeWork", true},
	[TYPE_LETTER] = {"DigitalDocument", true},
	[TYPE_QUESTION_SET] = {"Collection", true},
	[TYPE_QUESTION] = {"Question", true},
	[TYPE_MOTION] = {"CreativeWork", true},
	[TYPE_COMMITMENT] = {"CreativeWork", true},
	[TYPE_MEASURE] = {"CreativeWork", true},
	[TYPE_SAVINGS] = {"CreativeWork", true},
	[TYPE_DOSSIER] = {"Collection", true},
	[TYPE_TERM] = {"DefinedTerm", false},
	[TYPE_PAGE] = {"WebPage", true},
};

static void
open_thing(struct json *json, const char *type)
{
	json_open(json, '{');
	json_text(json, "@type", str_from(type));
}

static struct str
url_of(const struct context *page, const struct record *record)
{
	return context_url(page, record->address);
}

/* Borrowed until the next text. */
static struct str
plain(const struct context *page, const struct prose *prose)
{
	struct buf *text = &page->renderer->scratch;

	buf_clear(text);
	return prose ? tape_add_plain(text, &prose->tape, 0, prose->tape.event_count) : STR("");
}

static void
add_publisher(struct json *json, const struct context *page)
{
	const struct map *organisation = page->site->settings.organisation;

	json_name(json, "publisher");
	open_thing(json, "GovernmentOrganization");
	json_text_if(json, "@id", map_text(organisation, KEY_identifier));
	json_text(json, "name", map_text(organisation, KEY_name));
	json_close(json, '}');
}

static void
add_whole(struct json *json, const struct context *page, const struct record *whole)
{
	if (!whole)
		return;
	json_name(json, "isPartOf");
	open_thing(json, schema_types[whole->type].name);
	json_text(json, "@id", url_of(page, whole));
	json_text(json, "name", whole->title);
	json_close(json, '}');
}

static void
add_authors(struct json *json, const struct record *record)
{
	const struct value *signatories = record_value(record, KEY_signatories);

	if (!signatories || !signatories->count)
		return;
	json_name(json, "author");
	json_open(json, '[');
	for (size_t i = 0; i < signatories->count; i++) {
		open_thing(json, "Person");
		json_text(json, "name", map_text(signatories->items[i].map, KEY_name));
		json_text(json, "jobTitle", map_text(signatories->items[i].map, KEY_office));
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_letter(struct json *json, const struct context *page, const struct record *record)
{
	if (!table_find(page->portal->pdf_sizes, record->address))
		return;
	json_name(json, "encoding");
	open_thing(json, "MediaObject");
	json_text(json, "contentUrl", context_url(page, address_with(page->arena, record->address, ".pdf")));
	json_text(json, "encodingFormat", STR("application/pdf"));
	json_close(json, '}');
}

/* The answer is on the page, whole: a copy in the head would be a quarter of what the page weighs. */
static void
add_answer(struct json *json, const struct context *page, const struct record *record)
{
	struct str url = url_of(page, record);

	json_text_if(json, "text", plain(page, record_prose(record, KEY_question)));
	if (tape_is_empty(&record->body->tape))
		return;
	json_name(json, "acceptedAnswer");
	open_thing(json, "Answer");
	json_text(json, "url", arena_printf(page->arena, "%.*s#_antwoord", STR_ARG(url)));
	json_close(json, '}');
}

static void
add_work(struct json *json, const struct context *page, const struct record *record)
{
	const struct value *paper = record_value(record, KEY_kamerstuk);
	struct buf *date = &page->renderer->scratch;

	json_text(json, "inLanguage", site_tag(page->site, record));
	buf_clear(date);
	date_add_iso(date, record->date);
	json_text_if(json, "datePublished", buf_str(date));
	if (paper)
		json_text(json, "identifier", kamerstuk_text(page->arena, &paper->kamerstuk));
	add_whole(json, page, record_parent(record));
	add_authors(json, record);
	add_publisher(json, page);
	add_letter(json, page, record);
	if (record->type == TYPE_QUESTION)
		add_answer(json, page, record);
}

static void
add_record(struct json *json, const struct context *page, const struct record *record)
{
	struct str url = url_of(page, record);

	json_open(json, '{');
	json_text(json, "@context", STR("https://schema.org"));
	json_text(json, "@type", str_from(schema_types[record->type].name));
	json_text(json, "@id", url);
	json_text(json, "url", url);
	json_text(json, "name", record->title);
	json_text_if(json, "description", record_text(record, KEY_summary));
	json_text_if(json, "sameAs", record_official(page->arena, record));
	if (schema_types[record->type].is_work)
		add_work(json, page, record);
	json_close(json, '}');
}

/* In JSON '<' stands inside strings alone, where it may be written otherwise: so no text can end the element. */
static void
write_without_tags(struct buf *out, size_t from)
{
	const char *tag = memchr(out->at + from, '<', out->len - from);
	struct buf rest = {0};

	if (!tag)
		return;
	buf_add_bytes(&rest, tag, (size_t)(out->at + out->len - tag));
	out->len = (size_t)(tag - out->at);
	for (size_t at = 0; at < rest.len;) {
		size_t next = at + str_find_char(str_slice(buf_str(&rest), at, rest.len), '<');

		buf_add_bytes(out, rest.at + at, next - at);
		if (next < rest.len)
			buf_add(out, STR("\\u003c"));
		at = next + 1;
	}
	buf_free(&rest);
}

void
add_json_ld(void *context, const void *object, struct buf *out)
{
	struct json json = json_to(out);
	size_t from;

	buf_add_cstring(out, "<script type=\"application/ld+json\">\n");
	from = out->len;
	add_record(&json, context, object);
	write_without_tags(out, from);
	buf_add_cstring(out, "</script>");
}
