/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "portal.h"

#define ADDRESSES "_assets/" /* no address of anything else begins so */

/* Every file below assets/, by path. False where there is no such folder. */
static bool
gather(struct portal *portal, struct str folder)
{
	struct file_entry *entries;
	size_t count;

	if (!file_list(portal->arena, folder, &entries, &count)) {
		if (errno != ENOENT)
			world_failed("read", folder);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		struct str path = path_join(portal->arena, folder, entries[i].name);
		size_t size;
		char *bytes;

		if (str_starts(entries[i].name, "."))
			continue;
		if (entries[i].kind == FILE_FOLDER) {
			if (!gather(portal, path))
				return false;
			continue;
		}
		bytes = file_read(path, &size);
		if (!bytes)
			world_failed(entries[i].kind == FILE_SYMLINK ? "follow the symbolic link" : "read", path);
		portal->assets = arena_grow(portal->arena, portal->assets, portal->asset_count, &portal->asset_cap,
		                            sizeof *portal->assets);
		portal->assets[portal->asset_count++] =
			(struct asset){.name = entries[i].name, .bytes = arena_str(portal->arena, (struct str){bytes, size})};
		free(bytes);
	}
	return true;
}

const struct asset *
assets_find(const struct portal *portal, struct str name)
{
	for (size_t i = 0; i < portal->asset_count; i++)
		if (str_equal(portal->assets[i].name, name))
			return &portal->assets[i];
	return NULL;
}

static void
name_by_hash(struct portal *portal, struct asset *asset)
{
	size_t dot = asset->name.len;

	while (dot > 0 && asset->name.at[dot - 1] != '.')
		dot--;
	asset->address =
		arena_printf(portal->arena, ADDRESSES "%.*s%016llx.%.*s", STR_ARG(str_slice(asset->name, 0, dot)),
	                     (unsigned long long)hash_of(asset->bytes), STR_ARG(str_slice(asset->name, dot, asset->name.len)));
}

/* url(x.woff2), with or without quotes and folders, of a file that is an asset becomes url(x.<hash>.woff2): all lie in one folder. */
static void
rewrite_urls(struct portal *portal, struct asset *asset)
{
	struct buf css = {0};
	struct str rest = asset->bytes;

	for (;;) {
		size_t at = str_find(rest, STR("url(")), end;
		struct str inside, name;
		const struct asset *other;

		if (at == rest.len)
			break;
		end = at + str_find_char(str_slice(rest, at, rest.len), ')');
		inside = str_slice(rest, at + 4, end);
		while (inside.len && strchr("\"' ", inside.at[0]))
			inside = str_slice(inside, 1, inside.len);
		while (inside.len && strchr("\"' ", inside.at[inside.len - 1]))
			inside.len--;
		name = path_name(inside);
		other = assets_find(portal, name);
		buf_add(&css, str_slice(rest, 0, at));
		if (other && other->address.len)
			buf_printf(&css, "url(%.*s)", STR_ARG(path_name(other->address)));
		else
			buf_add(&css, str_slice(rest, at, end + 1));
		rest = str_slice(rest, end + 1, rest.len);
	}
	buf_add(&css, rest);
	asset->bytes = arena_str(portal->arena, buf_str(&css));
	buf_free(&css);
}

bool
page_is_asset(struct str address)
{
	return str_starts(address, ADDRESSES);
}

bool
assets_load(struct portal *portal, struct str folder)
{
	struct str path = path_join(portal->arena, folder, STR("assets"));

	if (!gather(portal, path)) {
		struct source *source = source_new(portal->site->arena, path, STR(""));

		diag_report(portal->site->diags, RULE_TEMPLATE_MISSING, span_of(source, 0, 0), "the assets cannot be read: %s",
		            strerror(errno));
		return false;
	}
	/* Style sheets name fonts and pictures, so these get their names first. */
	for (size_t i = 0; i < portal->asset_count; i++)
		if (!str_ends(portal->assets[i].name, ".css"))
			name_by_hash(portal, &portal->assets[i]);
	for (size_t i = 0; i < portal->asset_count; i++) {
		if (!str_ends(portal->assets[i].name, ".css"))
			continue;
		rewrite_urls(portal, &portal->assets[i]);
		name_by_hash(portal, &portal->assets[i]);
	}
	return true;
}
