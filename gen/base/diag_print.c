/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag_print.h"

#include <string.h>

#include "unseen.h"
#include "utf8.h"

/* Joiners and variants of letters belong to what is seen. */
static bool
is_shown_as_code(uint32_t c)
{
	return unseen_hides(c) && c != 0xA0 && c != 0x200C && c != 0x200D && !(c >= 0xFE00 && c <= 0xFE0F);
}

void
diag_write_plain(struct buf *out, struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);

		if (c == 0xFFFD && at - from == 1)
			buf_printf(out, "\\x%02X", (unsigned char)text.at[from]);
		else if (c == '\t')
			buf_add_char(out, ' ');
		else if (is_shown_as_code(c))
			buf_printf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", c);
		else
			buf_add(out, str_slice(text, from, at));
	}
}

static const struct palette {
	const char *error, *warning, *note, *caret, *off;
} palettes[] = {
	{"", "", "", "", ""},
	{"\033[1;31m", "\033[1;35m", "\033[1;36m", "\033[1;32m", "\033[0m"},
};

static void
add_place(struct buf *out, struct span span, const struct position *place)
{
	if (!span.source)
		return;
	diag_write_plain(out, span.source->name);
	if (place->line)
		buf_printf(out, ":%zu:%zu", place->line, place->column);
	buf_add_cstring(out, ": ");
}

enum { WIDEST_LINE = 160 };

/* The line and the caret below it. Of a long line, the part around the place. */
static void
add_line(struct buf *out, const struct position *place, const struct palette *colors)
{
	struct buf before = {0}, under = {0};
	size_t from = 0, to = place->text.len, width;

	if (place->line == 0)
		return;
	if (place->from > WIDEST_LINE / 2)
		from = place->from - WIDEST_LINE / 2;
	while (from > 0 && ((unsigned char)place->text.at[from] & 0xC0) == 0x80)
		from--;
	if (to - from > WIDEST_LINE)
		to = from + WIDEST_LINE;
	while (to > from && to < place->text.len && ((unsigned char)place->text.at[to] & 0xC0) == 0x80)
		to--;
	buf_printf(out, "%4zu | %s", place->line, from ? "…" : "");
	diag_write_plain(out, str_slice(place->text, from, to));
	buf_printf(out, "%s\n", to < place->text.len ? "…" : "");
	diag_write_plain(&before, str_slice(place->text, from, place->from));
	diag_write_plain(&under, str_slice(place->text, place->from, place->to < to ? place->to : to));
	buf_printf(out, "     | %*s%s^", (int)(utf8_count(buf_str(&before)) + (from ? 1 : 0)), "", colors->caret);
	width = utf8_count(buf_str(&under));
	for (size_t i = 1; i < width; i++)
		buf_add_char(out, '~');
	buf_printf(out, "%s\n", colors->off);
	buf_free(&before);
	buf_free(&under);
}

static void
add_text(struct buf *out, const struct diagnostic *item, const struct palette *colors)
{
	struct position place = source_place(item->span);
	bool is_error = rule_severity(item->rule) == SEVERITY_ERROR;

	add_place(out, item->span, &place);
	buf_printf(out, "%s%s:%s ", is_error ? colors->error : colors->warning, is_error ? "error" : "warning", colors->off);
	diag_write_plain(out, item->text);
	buf_printf(out, " [%s]\n", rule_name(item->rule));
	add_line(out, &place, colors);
	for (const struct diag_note *note = item->notes; note; note = note->next) {
		place = source_place(note->span);
		add_place(out, note->span, &place);
		buf_printf(out, "%snote:%s ", colors->note, colors->off);
		diag_write_plain(out, note->text);
		buf_add_char(out, '\n');
	}
}

static void
add_json_place(struct buf *out, struct span span)
{
	struct position place = source_place(span);

	buf_add_cstring(out, "\"file\":");
	json_add_string(out, span.source ? span.source->name : STR(""));
	buf_printf(out, ",\"line\":%zu,\"column\":%zu,\"source\":", place.line, place.column);
	json_add_string(out, place.text);
}

static void
add_json(struct buf *out, const struct diagnostic *item)
{
	buf_printf(out, "{\"severity\":\"%s\",\"rule\":\"%s\",",
	           rule_severity(item->rule) == SEVERITY_ERROR ? "error" : "warning", rule_name(item->rule));
	add_json_place(out, item->span);
	buf_add_cstring(out, ",\"message\":");
	json_add_string(out, item->text);
	buf_add_cstring(out, ",\"notes\":[");
	for (const struct diag_note *note = item->notes; note; note = note->next) {
		buf_add_cstring(out, note == item->notes ? "{" : ",{");
		add_json_place(out, note->span);
		buf_add_cstring(out, ",\"message\":");
		json_add_string(out, note->text);
		buf_add_char(out, '}');
	}
	buf_add_cstring(out, "]}");
}

static void
add_sarif_place(struct buf *out, struct span span)
{
	struct position place = source_place(span);

	buf_add_cstring(out, "{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
	json_add_string(out, span.source ? span.source->name : STR("."));
	buf_add_char(out, '}');
	if (place.line)
		buf_printf(out, ",\"region\":{\"startLine\":%zu,\"startColumn\":%zu}", place.line, place.column);
	buf_add_char(out, '}');
}

static void
add_sarif(struct buf *out, const struct diagnostic *item)
{
	buf_printf(out, "{\"ruleId\":\"%s\",\"level\":\"%s\",\"message\":{\"text\":", rule_name(item->rule),
	           rule_severity(item->rule) == SEVERITY_ERROR ? "error" : "warning");
	json_add_string(out, item->text);
	buf_add_cstring(out, "},\"locations\":[");
	add_sarif_place(out, item->span);
	buf_add_cstring(out, "}]");
	if (item->notes)
		buf_add_cstring(out, ",\"relatedLocations\":[");
	for (const struct diag_note *note = item->notes; note; note = note->next) {
		if (note != item->notes)
			buf_add_char(out, ',');
		add_sarif_place(out, note->span);
		buf_add_cstring(out, ",\"message\":{\"text\":");
		json_add_string(out, note->text);
		buf_add_cstring(out, "}}");
	}
	buf_add_cstring(out, item->notes ? "]}" : "}");
}

static void
add_sarif_rules(struct buf *out)
{
	for (enum rule rule = 0; rule < RULE_COUNT; rule++) {
		buf_printf(out, "%s{\"id\":\"%s\",\"shortDescription\":{\"text\":", rule ? "," : "", rule_name(rule));
		json_add_string(out, str_from(rule_why(rule)));
		buf_add_cstring(out, "}}");
	}
}

static void
unload(const struct source *source)
{
	if (source)
		source_unload((struct source *)(uintptr_t)source);
}

/* Many messages are about one file: its text stays until the next is another's. */
static void
unload_sources(const struct diagnostic *item, const struct diagnostic *next)
{
	const struct source *kept = next ? next->span.source : NULL;

	if (item->span.source != kept)
		unload(item->span.source);
	for (const struct diag_note *note = item->notes; note; note = note->next)
		if (note->span.source != kept)
			unload(note->span.source);
}

void
diag_write(const struct diagnostic *items, size_t count, enum diag_format format, bool color, struct buf *out)
{
	static const char *const before[] = {
		[DIAG_TEXT] = "",
		[DIAG_JSON] = "[",
		[DIAG_SARIF] = ("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
	                        "\"runs\":[{\"tool\":{\"driver\":{\"name\":\"opvolging\",\"rules\":["),
	};
	static const char *const after[] = {[DIAG_TEXT] = "", [DIAG_JSON] = "]\n", [DIAG_SARIF] = "]}]}\n"};

	buf_add_cstring(out, before[format]);
	if (format == DIAG_SARIF) {
		add_sarif_rules(out);
		buf_add_cstring(out, "]}},\"results\":[");
	}
	for (size_t i = 0; i < count; i++) {
		if (format != DIAG_TEXT && i)
			buf_add_cstring(out, ",\n");
		if (format == DIAG_TEXT)
			add_text(out, &items[i], &palettes[color]);
		else if (format == DIAG_JSON)
			add_json(out, &items[i]);
		else
			add_sarif(out, &items[i]);
		unload_sources(&items[i], i + 1 < count ? &items[i + 1] : NULL);
	}
	buf_add_cstring(out, after[format]);
}
