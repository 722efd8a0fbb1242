/* SPDX-License-Identifier: EUPL-1.2 */
#include <unistd.h>

#include "../base/work.h"
#include "../check/check.h"
#include "../check/link.h"
#include "../read/content.h"
#include "../read/layout.h"
#include "../read/markdown.h"
#include "../read/settings.h"
#include "command.h"

/* What hangs together with records that are withheld is made anew after the cut; so it has an arena of its own, and is gone then. */
static void
link_for_checks(struct site *site, int year)
{
	struct arena *arena = site->arena;

	if (is_any_withheld(site))
		site->arena = site->until_cut = arena_new();
	link_keys(site);
	site->arena = arena;
	check_rules(site, year);
}

static void
read_and_check(struct site *site, const struct options *options)
{
	if (!settings_read(site, options->content, options->as_of))
		return;
	site->language = language_read(site, options->templates, map_text(&site->settings.map, KEY_language));
	if (!site->language)
		return;
	site->layout = layout_read(site, options->templates);
	markdown_start();
	content_read(site, options->content);
	languages_read(site, options->templates);
	resolve_ids(site);
	derive_values(site);
	link_for_checks(site, options->year);
}

struct site *
site_new(const struct options *options)
{
	struct arena *arena = arena_new();
	struct site *site = arena_alloc(arena, sizeof *site);

	site->arena = arena;
	site->diags = diag_new(arena);
	site->jobs = options->jobs < WORK_MOST_JOBS ? (unsigned)options->jobs : WORK_MOST_JOBS;
	return site;
}

struct site *
site_read(const struct options *options)
{
	struct site *site = site_new(options);

	/* What the place of a portal is for comes with room for what is to be put there. */
	if (options->place)
		site->spill = spill_open(tree_place_state(options->place).at, memory_most());
	site->texts = arena_new_spilled(site->spill);
	read_and_check(site, options);
	return site;
}

void
site_free(struct site *site)
{
	struct spill *spill = site->spill;

	arena_free(site->until_cut);
	arena_free(site->texts);
	arena_free(site->arena);
	spill_close(spill);
}

bool
site_is_refused(const struct site *site, const struct options *options)
{
	return diag_count(site->diags, SEVERITY_ERROR) > 0 || (options->strict && diag_count(site->diags, SEVERITY_WARNING) > 0);
}

static const char *
plural(size_t count)
{
	return count == 1 ? "" : "s";
}

void
report_counts(size_t records, size_t errors, size_t warnings, size_t unresolved)
{
	fprintf(stderr, "%zu record%s: %zu error%s, %zu warning%s", records, plural(records), errors, plural(errors), warnings,
	        plural(warnings));
	if (unresolved)
		fprintf(stderr, ", %zu reference%s that no record answers", unresolved, plural(unresolved));
}

void
site_report(struct site *site, const struct options *options, FILE *out)
{
	size_t errors = diag_count(site->diags, SEVERITY_ERROR), warnings = diag_count(site->diags, SEVERITY_WARNING);

	diag_print(site->diags, options->format, options->color || isatty(fileno(out)), out);
	fflush(out);
	if (options->quiet)
		return;
	report_counts(site->read_count, errors, warnings, site->unresolved);
	fputc('\n', stderr);
}
