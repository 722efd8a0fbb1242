/* SPDX-License-Identifier: EUPL-1.2 */
/* A build that follows a few changes: the site of the last build of everything is mapped, the changed records take their places in it, and what
 * shows something of them is rendered. Whatever is not surely the same as a build of everything would make it, is left to that. */
#include <stdlib.h>

#include "../base/file.h"
#include "../check/revise.h"
#include "../data/data.h"
#include "../model/address.h"
#include "../model/group.h"
#include "../model/reach.h"
#include "../pdf/pdf.h"
#include "../read/content.h"
#include "../read/layout.h"
#include "../read/markdown.h"
#include "../read/settings.h"
#include "../search/search.h"
#include "building.h"
#include "kept.h"

struct again {
	struct building building;
	const struct options *options;
	struct site *now; /* settings and the day, before the image is looked at; then all of the site */
	struct kept *kept;
	struct reached reached;
	struct records faces; /* whose faces are others */
	bool is_state_changed;
};

/* The site as the image has it, with what is read anew each time. */
static bool
wake_site(struct again *again)
{
	struct site *site = image_site(again->kept->image), *now = again->now;

	site->arena = now->arena;
	site->diags = now->diags;
	site->jobs = now->jobs;
	site->settings = now->settings;
	site->today = now->today;
	site->now = now->now;
	site->language = language_read(site, again->options->templates, map_text(&site->settings.map, KEY_language));
	if (!site->language)
		return false;
	site->layout = layout_read(site, again->options->templates);
	languages_read(site, again->options->templates);
	again->building.site = site;
	return site->layout && diag_count(site->diags, SEVERITY_ERROR) == 0;
}

/* Records. */

static bool
is_record_path(const struct options *options, struct str path)
{
	return str_starts_with(path, options->content) && str_ends(path, ".md");
}

static struct record *
read_again(struct again *again, struct str path, struct record **old)
{
	struct site *site = again->building.site;
	struct record *anew = is_record_path(again->options, path) ? content_read_one(site, again->options->content, path) : NULL;

	*old = anew ? (struct record *)(uintptr_t)site_find(site, anew->id) : NULL;
	return *old && (*old)->source && str_equal((*old)->source->path, path) ? anew : NULL;
}

static void
add_face(struct again *again, struct record *record)
{
	records_add(again->now->arena, &again->faces, record);
}

/* Of a record its face, and of a follow-up that of its item, which shows the last state. */
struct faces {
	const struct record *records[2];
	uint64_t digests[2];
};

static struct faces
faces_of(struct again *again, const struct record *record)
{
	struct faces faces = {.records = {record, record_ref(record, KEY_item)}};

	for (size_t i = 0; i < 2; i++)
		faces.digests[i] = faces.records[i] ? portal_face_digest(again->building.portal, faces.records[i]) : 0;
	return faces;
}

static void
compare_faces(struct again *again, const struct faces *before)
{
	for (size_t i = 0; i < 2; i++)
		if (before->records[i] && portal_face_digest(again->building.portal, before->records[i]) != before->digests[i])
			add_face(again, (struct record *)(uintptr_t)before->records[i]);
}

static void
reach_targets(struct again *again, const struct record *record)
{
	for (size_t i = 0; i < record->out.count; i++)
		reach_page(&again->reached, record->out.items[i]->to);
}
