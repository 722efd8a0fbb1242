/* SPDX-License-Identifier: EUPL-1.2 */
/* The root of the index: what a browser needs to find its other files. Nothing in it is of one record. */
#include "../base/json.h"
#include "../base/table.h"
#include "index.h"

struct tables
tables_of_site(const struct site *site)
{
	return tables_for(site->records.count, search_weight_of_all(site));
}

static void
add_types(const struct site *site, struct buf *out)
{
	struct arena *arena = arena_new();

	for (enum type type = 0; type < TYPE_COUNT; type++) {
		buf_printf(out, "%s[\"%s\",", type ? "," : "", type_info(type)->name);
		json_add_string(out, language_capital(arena, site->language->types[type].one));
		buf_add_char(out, ']');
	}
	arena_free(arena);
}

/* All that there can be, whether a record has it or not: so no record changes the root. */
static void
add_statuses(const struct site *site, struct buf *out)
{
	const char *comma = "";

	for (unsigned status = 1; status <= UINT8_MAX; status++) {
		struct str name = search_status_name(site, status);

		if (!name.len)
			continue;
		buf_printf(out, "%s\"%u\":[", comma, status);
		json_add_string(out, name);
		buf_add_char(out, ',');
		json_add_string(out, search_status_label(site, status));
		buf_add_char(out, ']');
		comma = ",";
	}
}

void
root_add(const struct site *site, struct tables tables, struct buf *out)
{
	buf_printf(out, "{\"version\":2,\"groups\":%u,\"terms\":%u,\n\"types\":[", tables.groups, tables.terms);
	add_types(site, out);
	buf_add_cstring(out, "],\n\"statuses\":{");
	add_statuses(site, out);
	buf_add_cstring(out, "}}\n");
}

void
root_put(const struct site *site, struct tables tables, struct output output)
{
	struct buf out = {0};

	root_add(site, tables, &out);
	output.put(output.user, STR(SEARCH_ROOT), buf_str(&out));
	buf_free(&out);
}
