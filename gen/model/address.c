/* SPDX-License-Identifier: EUPL-1.2 */
#include "address.h"

#include <string.h>

#include "../base/file.h"
#include "../base/utf8.h"
#include "group.h"
#include "parts.h"
#include "woo.h"

/* Most addresses are put together from slices, millions of times. */
static struct str
joined(struct arena *arena, const struct str *parts, size_t count)
{
	size_t len = 0;
	char *text, *at;

	for (size_t i = 0; i < count; i++)
		len += parts[i].len;
	text = at = arena_alloc(arena, len + 1);
	for (size_t i = 0; i < count; i++) {
		memcpy(at, parts[i].len ? parts[i].at : "", parts[i].len);
		at += parts[i].len;
	}
	return (struct str){text, len};
}

#define JOINED(arena, ...)                                                                                                       \
	joined((arena), (const struct str[]){__VA_ARGS__}, sizeof(const struct str[]){__VA_ARGS__} / sizeof(struct str))

struct str
address_of_id(struct arena *arena, const struct language *language, struct str id)
{
	enum type type = type_of_id(id);
	struct str below = str_slice(id, str_find_char(id, '/') + 1, id.len);

	if (type == TYPE_NONE)
		return STR("");
	if (type == TYPE_PAGE)
		return JOINED(arena, below, STR(".html"));
	return JOINED(arena, language->types[type].path, STR("/"), below, STR(".html"));
}

struct str
address_with(struct arena *arena, struct str address, const char *ending)
{
	struct str stem = str_slice(address, 0, address.len - (sizeof ".html" - 1));

	return JOINED(arena, stem, str_from(ending));
}

struct str
address_of_list(struct arena *arena, const struct language *language, enum type type)
{
	return JOINED(arena, language->types[type].path, STR("/index.html"));
}

struct str
address_of_file(struct arena *arena, const struct language *language, struct str path)
{
	return JOINED(arena, language->path_files, STR("/"), path);
}

struct str
address_of_search(struct arena *arena, const struct language *language)
{
	return JOINED(arena, language->path_search, STR(".html"));
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
	return JOINED(arena, folder, STR("/"), slug, STR(".html"));
}

struct str
address_of_year(struct arena *arena, const struct language *language, struct str year)
{
	return JOINED(arena, language->types[TYPE_FOLLOWUP].path, STR("/"), year, STR("/index.html"));
}

struct str
address_of_status(struct arena *arena, const struct language *language, const struct term *status)
{
	return group_address(arena, language->path_status, status->id);
}

struct str
address_of_unreported(struct arena *arena, const struct language *language)
{
	return JOINED(arena, language->path_status, STR("/"), language->path_unreported, STR(".html"));
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
address_of_feed(struct arena *arena, const struct record *record)
{
	return record ? address_with(arena, record->address, ".atom") : STR("feed.atom");
}

struct str
address_of_data(struct arena *arena, const char *name)
{
	return JOINED(arena, STR("_data/"), str_from(name));
}

struct str
address_of_data_part(struct arena *arena, enum type type, size_t part, const char *ending)
{
	return arena_printf(arena, "_data/%s-%zu%s", type_info(type)->name, part, ending);
}

struct str
address_of_sitemap(struct arena *arena, size_t part)
{
	return arena_printf(arena, "_sitemaps/%zu.xml", part);
}

struct str
address_of_woo_index(struct arena *arena, int64_t category)
{
	return arena_printf(arena, "sitemapindex-diwoo-infocat%03d.xml", (int)category);
}

struct str
address_of_woo_sitemap(struct arena *arena, int64_t category, size_t part)
{
	return arena_printf(arena, "_sitemaps/diwoo-infocat%03d-%zu.xml", (int)category, part);
}

/* What stands in an address as it is: letters, digits and -._~/ */
static const bool is_bare[256] = {
	['-'] = true, ['.'] = true, ['_'] = true, ['~'] = true, ['/'] = true, ['0'] = true, ['1'] = true, ['2'] = true,
	['3'] = true, ['4'] = true, ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['a'] = true,
	['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true, ['f'] = true, ['g'] = true, ['h'] = true, ['i'] = true,
	['j'] = true, ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true, ['p'] = true, ['q'] = true,
	['r'] = true, ['s'] = true, ['t'] = true, ['u'] = true, ['v'] = true, ['w'] = true, ['x'] = true, ['y'] = true,
	['z'] = true, ['A'] = true, ['B'] = true, ['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true, ['G'] = true,
	['H'] = true, ['I'] = true, ['J'] = true, ['K'] = true, ['L'] = true, ['M'] = true, ['N'] = true, ['O'] = true,
	['P'] = true, ['Q'] = true, ['R'] = true, ['S'] = true, ['T'] = true, ['U'] = true, ['V'] = true, ['W'] = true,
	['X'] = true, ['Y'] = true, ['Z'] = true,
};

void
address_add_encoded(struct buf *out, struct str address)
{
	size_t from = 0;

	for (size_t i = 0; i < address.len; i++) {
		unsigned char c = (unsigned char)address.at[i];

		if (is_bare[c])
			continue;
		buf_add_bytes(out, address.at + from, i - from);
		buf_printf(out, "%%%02X", c);
		from = i + 1;
	}
	if (address.len > from)
		buf_add_bytes(out, address.at + from, address.len - from);
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

	return JOINED(arena, paths[attention], STR(".html"));
}

struct str
address_of_type_year(struct arena *arena, const struct language *language, enum type type, struct str year)
{
	return JOINED(arena, language->types[type].path, STR("/"), language->path_year, STR("/"), year, STR(".html"));
}

struct str
address_of_sets(struct arena *arena, const struct language *language)
{
	return JOINED(arena, language->path_sets, STR("/index.html"));
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

/* The folders on the way to an address are noted under their paths with a '/' behind, so that a file of that name is found out. Of one that is
 * noted, those above it are too. */
static const struct address *
take_folders(struct site *site, struct address *address)
{
	for (struct str folder = path_folder(address->path); folder.len; folder = path_folder(folder)) {
		const struct address *file = table_find(site->addresses, folder);

		if (file)
			return file;
		if (table_add(site->addresses, str_slice(address->path, 0, folder.len + 1), address))
			break;
	}
	return table_find(site->addresses, JOINED(site->arena, address->path, STR("/")));
}

/* Pages that readers are sent to: neither redirects, nor what is shown where nothing is. */
static void
list_page(struct site *site, const struct address *address)
{
	bool is_redirect = address->leads_on || (address->record && !str_equal(address->record->address, address->path));

	if (!str_ends(address->path, ".html") || is_redirect || str_is(address->path, "404.html"))
		return;
	site->pages = arena_grow(site->arena, site->pages, site->page_count, &site->page_cap, sizeof *site->pages);
	site->pages[site->page_count++] = address;
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
	if (!other)
		list_page(site, copy);
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
		address_take(site, (struct address){.path = address_of_part(site->arena, path, part),
		                                    .what = what,
		                                    .leads_on = part > parts});
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
take_data_path(struct site *site, struct str path)
{
	address_take(site, (struct address){.path = path, .what = STR("the site's data")});
}

/* The index of a category of the Woo, and its sitemaps. */
static void
take_woo(struct site *site, const struct map *category)
{
	int64_t number = map_number(category, KEY_number);
	struct arena *arena = arena_new();
	size_t count = woo_documents(arena, site, category, true).count;

	take_data_path(site, address_of_woo_index(site->arena, number));
	for (size_t i = 0; i * WOO_MOST < count; i++)
		take_data_path(site, address_of_woo_sitemap(site->arena, number, i));
	arena_free(arena);
}

/* What machines look for at the root of a host. */
static void
take_root(struct site *site)
{
	const struct value *categories = settings_woo_categories(&site->settings);

	take_data_path(site, STR("robots.txt"));
	if (map_value(&site->settings.map, KEY_security))
		take_data_path(site, STR(".well-known/security.txt"));
	for (size_t i = 0; categories && i < categories->count; i++)
		take_woo(site, categories->items[i].map);
}

static void
take_data(struct site *site)
{
	static const char *const fixed[] = {"index.html", "index.json", "schema.json"};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		take_data_path(site, address_of_data(site->arena, fixed[i]));
	take_data_path(site, address_of_feed(site->arena, NULL));
	for (enum type type = 0; type < TYPE_COUNT; type++) {
		size_t parts = parts_count(&site->by_type[type]);

		for (size_t i = 0; i < parts; i++) {
			take_data_path(site, address_of_data_part(site->arena, type, i, ".json"));
			take_data_path(site, address_of_data_part(site->arena, type, i, ".csv"));
		}
	}
	take_data_path(site, STR("sitemap.xml"));
	if (site_is_at_root(site))
		take_root(site);
}

/* The parts of a sitemap that is an index, once all pages are known. */
static void
take_sitemaps(struct site *site)
{
	for (size_t i = 0; site->page_count > SITEMAP_MOST && i * SITEMAP_MOST < site->page_count; i++)
		take_data_path(site, address_of_sitemap(site->arena, i));
}

/* What lies beside a record's page. */
static void
take_data_of(struct site *site, const struct record *record)
{
	take_data_path(site, address_with(site->arena, record->address, ".json"));
	if (record_has_feed(record))
		take_data_path(site, address_of_feed(site->arena, record));
}

static void
take_generated(struct site *site)
{
	static const char *const fixed[] = {"index.html", "404.html", "manifest.txt", REDIRECT_MAP};

	for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
		address_take(site, (struct address){.path = str_from(fixed[i]), .what = STR("a generated page")});
	address_take(site, (struct address){.path = address_of_search(site->arena, site->language),
	                                    .what = STR("the page to search on")});
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (type != TYPE_QUESTION_SET && type != TYPE_PAGE)
			take_list(site, address_of_list(site->arena, site->language, type),
			          list_has_parts(type) ? site->by_type[type].count : 0, STR("the list of a type"));
	take_list(site, address_of_sets(site->arena, site->language), site->by_type[TYPE_QUESTION_SET].count,
	          STR("the list of question sets"));
	take_data(site);
}

void
address_take_all(struct site *site)
{
	site->addresses = table_new(site->arena);
	take_generated(site);
	/* Records first: an alias is what gives way. */
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];

		address_take(site, (struct address){.path = record->address, .record = record, .span = record->front});
	}
	take_groups(site);
	for (size_t i = 0; i < site->records.count; i++)
		take_data_of(site, site->records.items[i]);
	for (size_t i = 0; i < site->records.count; i++)
		take_aliases(site, site->records.items[i]);
	take_sitemaps(site);
}
