/* SPDX-License-Identifier: EUPL-1.2 */
/* A build that follows a few changes: the site of the last build of everything is mapped, and made that of the portal that stands; then the changed
 * records take their places in it, and what shows something of them is rendered. Whatever is not surely the same as a build of everything would make
 * it, is left to that. */
#include "again.h"

#include <stdlib.h>

#include "../base/file.h"
#include "../check/revise.h"
#include "../model/address.h"
#include "../model/group.h"
#include "../read/content.h"
#include "../read/layout.h"
#include "../read/markdown.h"
#include "../read/settings.h"
#include "said.h"

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
	languages_read_again(site, again->options->templates);
	again->site = again->building.site = site;
	again->reached = reach_new(site->arena, site);
	again->marks = arena_array(site->arena, site->records.count, sizeof *again->marks);
	again->published_terms = arena_array(site->arena, site->records.count, sizeof *again->published_terms);
	again->weight = again->kept->facts.weight;
	return site->layout && diag_count(site->diags, SEVERITY_ERROR) == 0;
}

/* Records. */

static void
mark(struct again *again, const struct record *record, unsigned as)
{
	again->marks[record->index] |= (uint8_t)as;
}

/* The terms under which the search index has it: before it is changed for the first time. */
static void
note_terms(struct again *again, const struct record *record)
{
	struct search_terms **terms = &again->published_terms[record->index];

	if (!*terms)
		*terms = search_terms_of(again->site->arena, again->site, record);
}

/* Whose titles may be made of its own. */
static void
note_terms_below(struct again *again, const struct record *record)
{
	if (again->published_terms[record->index])
		return;
	note_terms(again, record);
	for (size_t i = 0; i < record->in.count; i++)
		if (record_parent(record->in.items[i]->from) == record)
			note_terms_below(again, record->in.items[i]->from);
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
		faces.digests[i] = faces.records[i] ? renderer_face(again->renderer, faces.records[i]) : 0;
	return faces;
}

static void
compare_faces(struct again *again, const struct faces *before)
{
	for (size_t i = 0; i < 2; i++)
		if (before->records[i] && renderer_face(again->renderer, before->records[i]) != before->digests[i])
			mark(again, before->records[i], FACE_ANEW);
}

/* What it leads to: whose pages tell who names them, and in sitemaps the day of that. */

struct target_dates {
	struct date *items;
	size_t count;
};

static struct target_dates
reach_targets(struct again *again, const struct record *record)
{
	struct target_dates dates = {.items = arena_array(again->site->arena, record->out.count, sizeof *dates.items)};

	for (size_t i = 0; i < record->out.count; i++) {
		const struct record *to = record->out.items[i]->to;

		reach_page(&again->reached, to);
		dates.items[dates.count++] = to ? record_changed(to) : (struct date){0};
	}
	return dates;
}

/* Whether any that was or is led to has another day. */
static bool
has_other_dates(const struct links *before, const struct target_dates *dates)
{
	for (size_t i = 0; i < dates->count; i++)
		if (before->items[i]->to && date_order(record_changed(before->items[i]->to), dates->items[i]) != 0)
			return true;
	return false;
}

/* Whether it is the day of one that it leads to now, and nobody else's there. */
static bool
makes_younger(const struct record *record, const struct links *before)
{
	for (size_t i = 0; i < record->out.count; i++) {
		const struct record *to = record->out.items[i]->to;
		bool was_there = false;

		for (size_t k = 0; to && k < before->count && !was_there; k++)
			was_there = before->items[k]->to == to;
		if (to && !was_there && date_order(record_changed(to), record->date) == 0)
			return true;
	}
	return false;
}

static bool
is_record_path(const struct options *options, struct str path)
{
	return str_starts(path, options->content.at) && str_ends(path, ".md");
}

/* The record of a changed file as the text has it, or the file where there is none, and as it stands in the site; NULL where it does not. */
static struct record *
read_again(struct again *again, size_t place, struct str *text, struct record **old)
{
	struct str path = again->kept->changed[place].path;
	struct record *anew =
		is_record_path(again->options, path) ? content_read_one(again->site, again->options->content, path, text) : NULL;

	*old = anew && text->at ? (struct record *)(uintptr_t)site_find(again->site, anew->id) : NULL;
	return *old && (*old)->source && str_equal((*old)->source->path, path) ? anew : NULL;
}

static void
note_state(struct again *again, const struct revision *revision)
{
	struct record *item = (struct record *)(uintptr_t)record_ref(revision->record, KEY_item);

	if (revision->is_state_changed && item)
		records_add(again->site->arena, &again->restated, item);
}

static void
regroup(struct again *again)
{
	if (again->restated.count)
		again->site->groups = groups_regroup(again->site, again->site->groups, &again->restated);
}

/* What was followed before. */

/* The record as it was published. */
static bool
go_back_to(struct again *again, size_t place)
{
	struct str text = again->kept->published[place].text;
	struct revision revision;
	struct record *record, *anew = read_again(again, place, &text, &record);

	if (!anew || !revise_can(again->site, record, anew))
		return false;
	anew->digest = again->kept->published[place].digest;
	again->weight -= search_weight(record);
	if (!revise(again->site, record, anew, again->options->year, &revision))
		return false;
	again->weight += search_weight(record);
	note_state(again, &revision);
	return true;
}

/* The site of the portal that stands: the image, with what was followed since. */
static bool
go_back(struct again *again)
{
	bool is_back = true;

	for (size_t i = 0; is_back && i < again->kept->changed_count; i++)
		is_back = !again->kept->published[i].text.at || go_back_to(again, i);
	regroup(again);
	again->former_groups = again->site->groups;
	again->restated = (struct records){0};
	return is_back;
}

/* What is to be followed now. */

static void
note_revision(struct again *again, const struct revision *revision)
{
	const struct record *record = revision->record;
	unsigned marks = 0;

	if (revision->is_said_anew)
		marks |= SAID_ANEW;
	if (revision->is_lead_changed)
		marks |= LEAD_ANEW;
	mark(again, record, marks);
	for (size_t i = 0; i < revision->titled.count; i++)
		mark(again, revision->titled.items[i], FACE_ANEW);
	note_state(again, revision);
}

/* A record that is another than in the portal. False where that takes a build of everything. */
static bool
follow_record(struct again *again, struct record *record, const struct record *anew)
{
	const struct record *item = record_ref(record, KEY_item);
	struct links targets = record->out;
	struct target_dates dates;
	struct revision revision;
	struct faces faces;

	if (str_equal(record_text(record, KEY_title), record_text(anew, KEY_title)))
		note_terms(again, record);
	else
		note_terms_below(again, record);
	again->weight -= search_weight(record);
	if (item)
		note_terms(again, item);
	faces = faces_of(again, record);
	dates = reach_targets(again, record);
	if (!revise(again->site, record, anew, again->options->year, &revision))
		return false;
	again->weight += search_weight(record);
	note_revision(again, &revision);
	compare_faces(again, &faces);
	reach_text(&again->reached, record);
	reach_targets(again, record);
	again->has_other_dates |= has_other_dates(&targets, &dates) || makes_younger(record, &targets);
	return true;
}

static bool
follow(struct again *again, size_t place)
{
	struct kept_text *text = &again->texts[place];
	struct record *record;
	const struct record *anew;

	*text = again->kept->published[place];
	if (text->is_published)
		return true;
	text->text = (struct str){0};
	anew = read_again(again, place, &text->text, &record);
	if (!anew || !revise_can(again->site, record, anew))
		return false;
	text->digest = anew->digest;
	return anew->digest == record->digest || follow_record(again, record, anew);
}

static bool
follow_all(struct again *again)
{
	const struct records *records = &again->site->records;
	bool is_followed;

	markdown_start();
	is_followed = go_back(again);
	for (size_t i = 0; is_followed && i < again->kept->changed_count; i++)
		is_followed = follow(again, i);
	for (size_t i = 0; is_followed && i < records->count; i++)
		if (again->marks[i] & FACE_ANEW)
			reach_face(&again->reached, records->items[i]);
	return is_followed;
}

/* Groups. */

/* A list that gets another part gets another address. */
static bool
has_same_addresses(const struct groups *before, const struct groups *now)
{
	if (before->count != now->count)
		return false;
	for (size_t i = 0; i < now->count; i++)
		if (!str_equal(before->items[i]->address, now->items[i]->address) ||
		    list_parts(before->items[i]->records.count) != list_parts(now->items[i]->records.count))
			return false;
	return true;
}

static bool
gather_again(struct again *again)
{
	regroup(again);
	return has_same_addresses(again->former_groups, again->site->groups);
}

/* Telling. */

static void
report(const struct again *again, const struct tree_changes *changes)
{
	const struct kept *kept = again->kept;

	if (again->options->quiet)
		return;
	report_counts(kept->facts.records, 0, kept->facts.warnings, kept->unresolved);
	fprintf(stderr, "%s\n",
	        kept->facts.warnings ? "; those of records that are as before were told then, and 'opvolging check' tells all"
	                             : "");
	report_changes(again->options, changes);
}

/* Noting. */

/* Of a text what may be kept; at NULL where nobody can tell. */
static struct str
text_to_keep(struct again *again, size_t place)
{
	struct str text = again->texts[place].text, plain = said_without_comments(again->site->arena, text);
	struct record *record;
	const struct record *anew;

	if (said_has_definitions(text))
		return (struct str){0};
	if (str_equal(text, plain))
		return text;
	anew = read_again(again, place, &plain, &record);
	return anew && revise_is_same(record, anew) ? plain : (struct str){0};
}

static void
note(struct again *again)
{
	struct tree *tree = again->building.tree;

	for (size_t i = 0; i < again->kept->changed_count; i++)
		again->texts[i].text = text_to_keep(again, i);
	kept_note(again->kept, tree_state_folder(tree), tree_release(tree), again->texts);
}

/* All of it. */

static void
publish(struct again *again)
{
	struct tree *tree = again->building.tree;
	struct tree_changes changes = tree_publish(tree);

	if (again->building.digests)
		digests_write(again->building.digests, tree_state_folder(tree), tree_release(tree));
	if (!again->kept->is_published)
		note(again);
	report(again, &changes);
}

static bool
follow_and_render(struct again *again)
{
	bool is_done;

	if (!kept_is_whole(again->kept, tree_state_folder(again->building.tree), again->now->jobs) || !wake_site(again))
		return false;
	if (!again->options->no_pdf)
		again->building.before = again->building.digests =
			digests_open(tree_state_folder(again->building.tree), tree_release(again->building.tree));
	again->building.portal = portal_open(again->site, again->options->templates);
	if (!again->building.portal)
		return false;
	again->renderer = renderer_open(again->building.portal, building_output(&again->building));
	is_done = follow_all(again) && gather_again(again) && render_again(again);
	renderer_close(again->renderer);
	again->kept->unresolved = again->site->unresolved;
	return is_done && diag_count(again->site->diags, SEVERITY_ERROR) + diag_count(again->site->diags, SEVERITY_WARNING) == 0;
}

static bool
run(struct again *again)
{
	struct tree *tree = again->building.tree;

	if (!settings_read(again->now, again->options->content, again->options->as_of))
		return false;
	again->kept = kept_open(again->options, again->now, tree_state_folder(tree), tree_release(tree));
	if (!again->kept || (!again->kept->is_published && !follow_and_render(again)))
		return false;
	publish(again);
	return true;
}

bool
build_again(const struct options *options)
{
	struct again again = {.options = options, .now = site_new(options), .building = {.options = options}};
	bool is_done = false;

	if (!tree_is_current(options->out)) {
		site_free(again.now);
		return false;
	}
	tree_place_require(options->place);
	again.building.tree = tree_open_to_patch(again.now->arena, options->out, page_is_asset);
	if (again.building.tree)
		is_done = run(&again);
	portal_close(again.building.portal);
	digests_close(again.building.digests);
	if (again.building.tree)
		tree_close(again.building.tree);
	kept_close(again.kept);
	site_free(again.now);
	return is_done;
}
