/* SPDX-License-Identifier: EUPL-1.2 */
#include "reference.h"

#include "../base/arena.h"
#include "../base/diag.h"
#include "../model/schema.h"

static const char *const kind_texts[] = {
	[VALUE_TEXT] = "text",
	[VALUE_MARKDOWN] = "Markdown",
	[VALUE_INTEGER] = "whole number",
	[VALUE_DECIMAL] = "number",
	[VALUE_BOOLEAN] = "`true` or `false`",
	[VALUE_YEAR] = "year",
	[VALUE_DATE] = "date",
	[VALUE_MOMENT] = "date, or date and time with offset",
	[VALUE_URL] = "https address",
	[VALUE_LANGUAGE] = "language tag",
	[VALUE_WORD] = "name",
	[VALUE_ALIAS] = "former id",
	[VALUE_KAMERSTUK] = "number of a paper",
	[VALUE_DOSSIER] = "number of a dossier",
	[VALUE_FILE] = "path under `files/`",
	[VALUE_FREE] = "map",
	[VALUE_LENGTH] = "length in `mm` or `pt`",
	[VALUE_COLOUR] = "colour as `\"#154273\"`",
	[VALUE_FONT] = "path of a TrueType file, from the folder of the layout file",
};

static const char *const vocabulary_texts[VOCABULARY_COUNT] = {
	[VOCABULARY_STATUSES] = "statuses",
	[VOCABULARY_DECISIONS] = "decisions",
	[VOCABULARY_CATEGORIES] = "categories",
	[VOCABULARY_ADDRESSEES] = "addressees",
};

static void
add_choices(struct buf *out, enum choice_list list)
{
	for (size_t i = 0; i < choice_count(list); i++)
		buf_printf(out, "%s`%s`", i ? ", " : "", choice_name(list, i));
}

static void
add_kind(struct buf *out, struct arena *arena, const struct field *field)
{
	struct str types = field->kind == VALUE_ID || field->kind == VALUE_ID_OR_URL || field->kind == VALUE_ID_OR_TEXT ||
	                                   field->kind == VALUE_TEXT_OR_ID
	                           ? types_text(arena, field->detail)
	                           : STR("");

	if (field->flags & MANY)
		buf_add_cstring(out, "list: ");
	switch (field->kind) {
	case VALUE_ID:
		buf_printf(out, "id of %.*s", STR_ARG(types));
		break;
	case VALUE_ID_OR_URL:
		buf_printf(out, "id of %.*s, or https address", STR_ARG(types));
		break;
	case VALUE_ID_OR_TEXT:
		buf_printf(out, "id of %.*s; or, in place of the list, one text", STR_ARG(types));
		break;
	case VALUE_TEXT_OR_ID:
		buf_add_cstring(out, "text; an id where it begins with a type's folder");
		break;
	case VALUE_CHOICE:
		add_choices(out, (enum choice_list)field->detail);
		break;
	case VALUE_TERM:
		buf_printf(out, "one of `%s` in `site.yaml`", vocabulary_texts[field->detail]);
		break;
	case VALUE_MAP:
		buf_printf(out, "map, see [%s](#%s)", shape_of((enum shape_id)field->detail)->name,
		           shape_of((enum shape_id)field->detail)->name);
		break;
	default:
		buf_add_cstring(out, kind_texts[field->kind]);
		break;
	}
}

static void
add_fields(struct buf *out, const struct shape *shape, const struct shape *without)
{
	struct arena *arena = arena_new();
	bool is_any = false;

	for (size_t i = 0; i < shape->count; i++) {
		const struct field *field = &shape->fields[i];
		const struct field *common = without ? shape_field(without, field->key) : NULL;

		if ((field->flags & DERIVED) || (common && common->en == field->en))
			continue;
		if (!is_any)
			buf_add_cstring(out, "| key | value | meaning |\n|---|---|---|\n");
		is_any = true;
		buf_printf(out, "| `%s`%s | ", field->name, field->flags & REQUIRED ? " *" : "");
		add_kind(out, arena, field);
		buf_printf(out, " | %s |\n", field->en);
	}
	if (!is_any)
		buf_add_cstring(out, "No keys of its own.\n");
	buf_add_char(out, '\n');
	arena_free(arena);
}

static void
add_types(struct buf *out)
{
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		const struct type_info *info = type_info(type);

		buf_printf(out, "### %s\n\nLies in `%s/`.\n\n", info->name, info->folder);
		add_fields(out, info->shape, shape_of(SHAPE_COMMON));
	}
}

static void
add_shapes(struct buf *out, const enum shape_id *shapes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "### %s\n\n", shape_of(shapes[i])->name);
		add_fields(out, shape_of(shapes[i]), NULL);
	}
}

static void
add_rules(struct buf *out)
{
	buf_add_cstring(out, "| rule | severity | why |\n|---|---|---|\n");
	for (enum rule rule = 0; rule < RULE_COUNT; rule++)
		buf_printf(out, "| `%s` | %s | %s |\n", rule_name(rule),
		           rule_severity(rule) == SEVERITY_ERROR ? "error" : "warning", rule_why(rule));
}

void
reference_write(struct buf *out)
{
	static const enum shape_id maps[] = {SHAPE_BUDGET, SHAPE_PERIOD, SHAPE_SIGNATORY, SHAPE_DECISION, SHAPE_ATTACHMENT};
	static const enum shape_id settings[] = {SHAPE_ORGANISATION,  SHAPE_ADDRESSEE,    SHAPE_STATUS,
	                                         SHAPE_DECISION_KIND, SHAPE_CATEGORY,     SHAPE_SECURITY,
	                                         SHAPE_WOO,           SHAPE_WOO_CATEGORY, SHAPE_WOO_HANDLING};
	static const enum shape_id layout[] = {SHAPE_FONTS,   SHAPE_COLOURS,    SHAPE_PAPER,     SHAPE_FRAME,
	                                       SHAPE_SPACING, SHAPE_LETTERINGS, SHAPE_LETTERING, SHAPE_LETTER_WORDS};

	buf_add_cstring(out,
	                "<!-- SPDX-License-Identifier: EUPL-1.2 -->\n# Reference\n\nMade by `opvolging schema --tables`: what the"
	                " program itself works by. A key with * is required.\n\n## Keys that every record may have\n\n");
	add_fields(out, shape_of(SHAPE_COMMON), NULL);
	buf_add_cstring(out, "## Keys by type\n\n");
	add_types(out);
	buf_add_cstring(out, "## Maps inside records\n\n");
	add_shapes(out, maps, sizeof maps / sizeof *maps);
	buf_add_cstring(out, "## site.yaml\n\n");
	add_fields(out, shape_of(SHAPE_SETTINGS), NULL);
	add_shapes(out, settings, sizeof settings / sizeof *settings);
	buf_add_cstring(out, "## layout.yaml\n\nHow letters look; lies among the templates.\n\n");
	add_fields(out, shape_of(SHAPE_LAYOUT), NULL);
	add_shapes(out, layout, sizeof layout / sizeof *layout);
	buf_add_cstring(out, "## Rules\n\n");
	add_rules(out);
}
