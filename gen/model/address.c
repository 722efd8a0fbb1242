/* SPDX-License-Identifier: EUPL-1.2 */
#include "address.h"

#include "../base/file.h"
#include "../base/utf8.h"
#include "group.h"

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

enum { LONGEST_GROUP_NAME = 120 };

/* A name without a letter or digit of this alphabet gets a number of its own; so does one that no file system would take. */
static struct str
group_address(struct arena *arena, struct str folder, struct str name)
{
	struct str slug = utf8_slug(arena, name);
	bool is_nothing = str_is(slug, "x") && !str_is(name, "x") && !str_is(name, "X");

	if (is_nothing || slug.len > LONGEST_GROUP_NAME)
		slug = arena_printf(arena, "%.*s-%08x", STR_ARG(str_slice(slug, 0, LONGEST_GROUP_NAME)), (unsigned)hash_of(name));
	return arena_printf(arena, "%.*s/%.*s.html", STR_ARG(folder), STR_ARG(slug));
}

struct str
address_of_year(struct arena *arena, const struct language *language, struct str year)
{
	return arena_printf(arena, "%.*s/%.*s/index.html", STR_ARG(language->types[TYPE_FOLLOWUP].path), STR_ARG(year));
}

struct str
address_of_status(struct arena *arena, const struct language *language, const struct term *status)
{
	return group_address(arena, language->path_status, status->id);
}

struct str
address_of_unreported(struct arena *arena, const struct language *language)
{
	return arena_printf(arena, "%.*s/%.*s.html", STR_ARG(language->path_status), STR_ARG(language->path_unreported));
}

struct str
address_of_decision(struct arena *arena, const struct language *language, const struct term *decision)
{
	return group_address(arena, language->path_decision, decision->id);
}

struct str
address_of_asker(struct arena *arena, const struct language *language, struct str asker)
{
	return group_address(arena, language->path_asker, asker);
}

struct str
address_of_signatory(struct arena *arena, const struct language *language, struct str name)
{
	return group_address(arena, language->path_signatory, name);
}

struct str
address_of_theme(struct arena *arena, const struct language *language, const struct record *theme)
{
	return group_address(arena, language->path_theme, record_slug(theme));
}

struct str
address_of_attention(struct arena *arena, const struct language *language, enum attention attention)
{
	struct str paths[ATTENTION_KINDS] = {language->path_overdue, language->path_left_out, language->path_no_evidence};

	return arena_printf(arena, "%.*s.html", STR_ARG(paths[attention]));
}

struct str
address_of_type_year(struct arena *arena, const struct language *language, enum type type, struct str year)
{
	return arena_printf(arena, "%.*s/%.*s/%.*s.html", STR_ARG(language->types[type].path), STR_ARG(language->path_year),
	                    STR_ARG(year));
}

struct str
address_of_sets(struct arena *arena, const struct language *language)
{
	return arena_printf(arena, "%.*s/index.html", STR_ARG(language->path_sets));
}

size_t
list_parts(size_t count)
{
	return count < PART_ROWS + PART_LEAST ? 0 : (count - PART_LEAST) / PART_ROWS;
}

bool
list_has_parts(enum type type)
{
	return type != TYPE_THEME && type != TYPE_DOSSIER && type != TYPE_TERM;
}

struct str
address_of_part(struct arena *arena, struct str list, size_t part)
{
	struct str folder = str_is(path_name(list), "index.html") ? path_folder(list) : address_with(arena, list, "");

	return arena_printf(arena, "%.*s/_%zu.html", STR_ARG(folder), part);
}

static void
describe(struct diagnostics *diags, const struct address *address)
{
	if (address->record)
		diag_note(diags, address->span, "it is also wanted by '%.*s'", STR_ARG(address->record->id));
	else
		diag_note(diags, address->span, "it is also that of %.*s", STR_ARG(address->what));
}

static bool
report_clash(struct site *site, const struct address *address, const struct address *other)
{
	diag_report(site->diags, RULE_ADDRESS_CLASH, address->span, "the address '%.*s' is taken; choose another name",
	            STR_ARG(address->path));
	describe(site->diags, other);
	return false;
}

/* The folders on the way to an address are noted under their paths with a '/' behind, so that a file of that name is found out. */
static const struct address *
take_folders(struct site *site, struct address *address)
{
	for (struct str folder = path_folder(address->path); folder.len; folder = path_folder(folder)) {
		const struct address *file = table_find(site->addresses, folder);

		if (file)
			return file;
		table_add(site->addresses, arena_printf(site->arena, "%.*s/", STR_ARG(folder)), address);
	}
	return table_find(site->addresses, arena_printf(site->arena, "%.*s/", STR_ARG(address->path)));
}

bool
address_take(struct site *site, struct address address)
{
	struct address *copy = arena_alloc(site->arena, sizeof *copy);
	const struct address *other;

	*copy = address;
	other = table_add(site->addresses, copy->path, copy);
	if (!other)
		other = take_folders(site, copy);
	return other ? report_clash(site, copy, other) : true;
}

/* The page of a list, and those of its parts. The last full one leads to the part after it, which is not full yet and sends readers on to
 * the list: so a full page never changes. */
static void
take_list(struct site *site, struct str path, size_t count, struct str what)
{
	size_t parts = list_parts(count);

	address_take(site, (struct address){.path = path, .what = what});
	for (size_t part = 1; parts && part <= parts + 1; part++)
		address_take(site, (struct address){.path = address_of_part(site->arena, path, part), .what = what});
}

static void
take_groups(struct site *site)
{
	site->groups = groups_make(site);
	for (size_t i = 0; i < site->groups->count; i++)
		take_list(site, site->groups->items[i]->address, site->groups->items[i]->records.count,
		          STR("a page that gathers records"));
}

static void
take_aliases(struct site *site, const struct record *record)
{
	const struct value *aliases = record_value(record, KEY_aliases);

	for (size_t i = 0; aliases && i < aliases->count; i++) {
		const struct value *alias = &aliases->items[i];
		struct str path = address_of_id(site->arena, site->language, alias->text);

		if (!path.len || str_is(path_name(alias->text), "index") || str_is(path_name(alias->text), "404"))
			diag_report(site->diags, RULE_ID_MALFORMED, alias->span,
			            "no record can have had the id '%.*s'; write a former id, whole", STR_ARG(alias->text));
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
			take_list(site, address_of_list(site->arena, site->language, type),
			          list_has_parts(type) ? site->by_type[type].count : 0, STR("the list of a type"));
	take_list(site, address_of_sets(site->arena, site->language), site->by_type[TYPE_QUESTION_SET].count,
	          STR("the list of question sets"));
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
	take_groups(site);
	for (size_t i = 0; i < site->records.count; i++)
		take_aliases(site, site->records.items[i]);
}
