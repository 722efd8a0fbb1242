/* SPDX-License-Identifier: EUPL-1.2 */
#include "address.h"

#include "../base/file.h"

struct str
address_of_id(struct arena *arena, const struct language *language, struct str id)
{
	enum type type = type_of_id(id);
	struct str below = str_slice(id, str_find_char(id, '/') + 1, id.len);

	if (type == TYPE_NONE)
		return STR("");
	if (type == TYPE_PAGE)
		return arena_printf(arena, "%.*s.html", STR_ARG(below));
	return arena_printf(arena, "%.*s/%.*s.html", STR_ARG(language->types[type].path), STR_ARG(below));
}

struct str
address_with(struct arena *arena, struct str address, const char *ending)
{
	struct str stem = str_slice(address, 0, address.len - (sizeof ".html" - 1));

	return arena_printf(arena, "%.*s%s", STR_ARG(stem), ending);
}

struct str
address_of_list(struct arena *arena, const struct language *language, enum type type)
{
	return arena_printf(arena, "%.*s/index.html", STR_ARG(language->types[type].path));
}

struct str
address_of_file(struct arena *arena, const struct language *language, struct str path)
{
	return arena_printf(arena, "%.*s/%.*s", STR_ARG(language->path_files), STR_ARG(path));
}

static void
describe(struct diagnostics *diags, const struct address *address)
{
	if (address->record)
		diag_note(diags, address->span, "it is also wanted by '%.*s'", STR_ARG(address->record->id));
	else
		diag_note(diags, address->span, "it is also that of %.*s", STR_ARG(address->what));
}

bool
address_take(struct site *site, struct address address)
{
	struct address *copy = arena_alloc(site->arena, sizeof *copy);
	const struct address *other;

	*copy = address;
	other = table_add(site->addresses, copy->path, copy);
	if (!other)
		return true;
	diag_report(site->diags, RULE_ADDRESS_CLASH, address.span, "the address '%.*s' is taken; choose another name",
	            STR_ARG(address.path));
	describe(site->diags, other);
	return false;
}

static void
take_aliases(struct site *site, const struct record *record)
{
	const struct value *aliases = record_value(record, KEY_aliases);

	for (size_t i = 0; aliases && i < aliases->count; i++) {
		const struct value *alias = &aliases->items[i];
		struct str path = address_of_id(site->arena, site->language, alias->text);

		if (!path.len)
			diag_report(site->diags, RULE_ID_MALFORMED, alias->span,
			            "the alias '%.*s' is the id of no type; write a former id, whole", STR_ARG(alias->text));
		else
			address_take(site, (struct address){.path = path, .record = record, .span = alias->span});
	}
}

static void
take_generated(struct site *site)
{
	static const char *const fixed[] = {"index.html", "404.html", "manifest.txt"};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		address_take(site, (struct address){.path = str_from(fixed[i]), .what = STR("a generated page")});
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (type != TYPE_QUESTION_SET && type != TYPE_PAGE)
			address_take(site, (struct address){.path = address_of_list(site->arena, site->language, type),
			                                    .what = STR("the list of a type")});
}

void
address_take_all(struct site *site)
{
	site->addresses = table_new(site->arena);
	take_generated(site);
	/* Records first: an alias is what gives way. */
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];

		record->address = address_of_id(site->arena, site->language, record->id);
		address_take(site, (struct address){.path = record->address, .record = record, .span = record->front});
	}
	for (size_t i = 0; i < site->records.count; i++)
		take_aliases(site, site->records.items[i]);
}
