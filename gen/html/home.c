/* SPDX-License-Identifier: EUPL-1.2 */
#include "home.h"

#include "../base/file.h"
#include "../model/address.h"
#include "row.h"

enum { LATEST = 5, MOST_NOTED = 3, MOST_CHANGES = 8, MOST_EVALUATIONS = 10, WHOLE = 1000, STEPS = 5 };

static struct str
word(const struct listings *listings, const char *name)
{
	return context_named_word(&listings->context, name);
}

static struct str
list_address(const struct listings *listings, enum type type)
{
	return address_of_list(listings->arena, listings->site->language, type);
}

/* Bars. */

/* The colours of statuses follow their order, which is that of progress; those of decisions tell what is followed. */
static unsigned
status_step(const struct site *site, size_t index)
{
	return index >= site->settings.vocabularies[VOCABULARY_STATUSES].count || index >= STEPS ? STEPS : (unsigned)index + 1;
}

static unsigned
decision_step(const struct site *site, size_t index)
{
	const struct term *terms = site->settings.vocabularies[VOCABULARY_DECISIONS].items;
	size_t alike = 0;

	for (size_t i = 0; i < index; i++)
		alike += terms[i].is_followed == terms[index].is_followed;
	if (!terms[index].is_decided)
		return 5;
	if (terms[index].is_followed)
		return alike ? 2 : 3;
	return alike ? 4 : 1;
}

/* How records are divided among groups of which none is in two. */
struct division {
	const struct ways *ways;
	uint32_t *places; /* by the records' places: in which of the ways, from 1; 0: in none */
};

static struct division
divide(struct listings *listings, const struct ways *ways)
{
	struct division division = {ways, arena_array(listings->arena, listings->site->records.count, sizeof *division.places)};

	for (size_t i = 0; i < ways->count; i++)
		for (size_t k = 0; k < ways->items[i]->records.count; k++)
			division.places[ways->items[i]->records.items[k]->index] = (uint32_t)i + 1;
	return division;
}

/* Pieces one after the other, as parts of most: the longest bar of the table. */
static void
place_pieces(struct piece **pieces, size_t count, size_t total, size_t most)
{
	size_t before = 0;

	for (size_t i = 0; i < count; i++) {
		struct piece *piece = pieces[i];

		piece->start = (unsigned)(before * WHOLE / (most ? most : 1));
		before += piece->count;
		piece->width = (unsigned)(before * WHOLE / (most ? most : 1)) - piece->start;
		piece->share = (unsigned)((piece->count * 200 + total) / (total ? 2 * total : 1));
	}
}

/* A piece for each of the ways, which counts nothing yet. */
static struct piece **
pieces_of(struct listings *listings, const struct ways *ways, unsigned (*step)(const struct site *site, size_t index))
{
	struct piece **pieces = arena_array(listings->arena, ways->count, sizeof *pieces);

	for (size_t i = 0; i < ways->count; i++) {
		pieces[i] = arena_alloc(listings->arena, sizeof *pieces[i]);
		pieces[i]->group = ways->items[i];
		pieces[i]->step = step(listings->site, i);
	}
	return pieces;
}

/* What most is of: 0: of what the tally counts. */
static struct tally *
tally_of(struct listings *listings, struct piece **pieces, size_t count, size_t most)
{
	struct tally *tally = arena_alloc(listings->arena, sizeof *tally);

	for (size_t i = 0; i < count; i++)
		tally->total += pieces[i]->count;
	place_pieces(pieces, count, tally->total, most ? most : tally->total);
	tally->pieces = (const struct piece **)pieces;
	tally->count = count;
	return tally;
}

static struct tally *
tally_all(struct listings *listings, const struct ways *ways, unsigned (*step)(const struct site *site, size_t index))
{
	struct piece **pieces = pieces_of(listings, ways, step);

	for (size_t i = 0; i < ways->count; i++)
		pieces[i]->count = ways->items[i]->records.count;
	return tally_of(listings, pieces, ways->count, 0);
}

/* Of some records alone. */
static struct tally *
tally_among(struct listings *listings, const struct division *statuses, const struct records *among, size_t most)
{
	struct piece **pieces = pieces_of(listings, statuses->ways, status_step);

	for (size_t i = 0; i < among->count; i++) {
		uint32_t place = statuses->places[among->items[i]->index];

		if (place)
			pieces[place - 1]->count++;
	}
	return tally_of(listings, pieces, statuses->ways->count, most);
}

/* Themes: each under the one that it is part of. */

static void
add_theme(struct listings *listings, struct home *home, const struct division *statuses, const struct group *theme,
          bool is_inside, size_t most)
{
	struct tally *tally = tally_among(listings, statuses, &theme->records, most);

	tally->title = theme->name;
	tally->address = theme->address;
	tally->is_inside = is_inside;
	home->themes = arena_grow(listings->arena, home->themes, home->theme_count, &home->theme_cap, sizeof *home->themes);
	home->themes[home->theme_count++] = tally;
}

static size_t
most_of(const struct ways *themes)
{
	size_t most = 0;

	for (size_t i = 0; i < themes->count; i++)
		if (themes->items[i]->records.count > most)
			most = themes->items[i]->records.count;
	return most;
}

/* What each theme is part of; NULL: of none. */
static const struct record **
parents_of(struct listings *listings, const struct ways *themes)
{
	const struct record **parents = arena_array(listings->arena, themes->count, sizeof *parents);

	for (size_t i = 0; i < themes->count; i++)
		parents[i] = record_ref(themes->items[i]->theme, KEY_parent);
	return parents;
}

static void
add_themes(struct listings *listings, struct home *home, const struct division *statuses)
{
	const struct ways *themes = ways_of(listings, GROUP_THEME, false);
	const struct record **parents = parents_of(listings, themes);
	size_t most = most_of(themes);

	for (size_t i = 0; i < themes->count; i++) {
		if (parents[i])
			continue;
		add_theme(listings, home, statuses, themes->items[i], false, most);
		for (size_t j = 0; j < themes->count; j++)
			if (parents[j] == themes->items[i]->theme)
				add_theme(listings, home, statuses, themes->items[j], true, most);
	}
}

/* The latest evaluations that recommend something. */
static void
add_evaluations(struct listings *listings, struct home *home, const struct division *statuses)
{
	const struct records *evaluations = &listings->site->by_type[TYPE_EVALUATION];

	for (size_t i = 0; i < evaluations->count && home->evaluation_count < MOST_EVALUATIONS; i++) {
		const struct record *evaluation = evaluations->items[i];
		struct records of = records_naming(listings->arena, evaluation, TYPE_RECOMMENDATION, KEY_evaluation);
		struct tally *tally;

		if (!of.count)
			continue;
		tally = tally_among(listings, statuses, &of, 0);
		tally->title = evaluation->title;
		tally->address = evaluation->address;
		home->evaluations = arena_grow(listings->arena, home->evaluations, home->evaluation_count, &home->evaluation_cap,
		                               sizeof *home->evaluations);
		home->evaluations[home->evaluation_count++] = tally;
	}
}

/* What needs attention. */

static struct records
first_of(const struct records *records, size_t most)
{
	struct records first = *records;

	if (first.count > most)
		first.count = most;
	return first;
}

static void
add_notice(struct listings *listings, struct home *home, enum group_kind kind, const char *text)
{
	const struct ways *groups = ways_of(listings, kind, true);
	struct notice *notice = arena_alloc(listings->arena, sizeof *notice);

	notice->group = groups->items[0];
	notice->title = group_title(listings, notice->group);
	notice->text = word(listings, text);
	notice->first = first_of(&notice->group->records, MOST_NOTED);
	home->notices = arena_grow(listings->arena, home->notices, home->notice_count, &home->notice_cap, sizeof *home->notices);
	home->notices[home->notice_count++] = notice;
}

/* What the newest reporting year says that the one before did not. */
static void
add_changes(struct listings *listings, struct home *home)
{
	const struct ways *years = ways_of(listings, GROUP_YEAR, false);
	const struct group *newest = years->count ? years->items[0] : NULL;
	struct records changed = {0};
	size_t first = 0;
	struct str said[3];

	if (!newest)
		return;
	for (size_t i = 0; i < newest->records.count; i++) {
		struct record *followup = newest->records.items[i];

		if (followup_is_change(followup))
			records_add(listings->arena, &changed, followup);
		first += !followup_before(followup);
	}
	said[0] = arena_printf(listings->arena, "%zu", newest->records.count);
	said[1] = arena_printf(listings->arena, "%zu", changed.count);
	said[2] = arena_printf(listings->arena, "%zu", first);
	home->changes_title = language_fill(listings->arena, word(listings, "home_changes"), &newest->name, 1);
	home->changes_text = language_fill(listings->arena, word(listings, "home_changes_text"), said, 3);
	home->changes_address = newest->address;
	home->change_count = changed.count;
	home->changes = first_of(&changed, MOST_CHANGES);
}

void
render_home(struct renderer *renderer)
{
	const struct site *site = renderer->portal->site;
	struct listings making = listings_of(renderer, STR("index.html")), *listings = &making;
	const struct division statuses = divide(listings, recommendation_statuses(listings));
	struct home home = {
		.statuses = tally_all(listings, statuses.ways, status_step),
		.decisions = tally_all(listings, ways_of(listings, GROUP_DECISION, true), decision_step),
		.letters = first_of(&site->by_type[TYPE_LETTER], LATEST),
		.sets = first_of(&site->by_type[TYPE_QUESTION_SET], LATEST),
		.count = site->by_type[TYPE_RECOMMENDATION].count,
		.list_address = list_address(listings, TYPE_RECOMMENDATION),
		.letters_address = list_address(listings, TYPE_LETTER),
		.evaluations_address = list_address(listings, TYPE_EVALUATION),
		.sets_address = address_of_sets(listings->arena, site->language),
	};

	add_themes(listings, &home, &statuses);
	add_evaluations(listings, &home, &statuses);
	add_notice(listings, &home, GROUP_OVERDUE, "attention_overdue_text");
	add_notice(listings, &home, GROUP_LEFT_OUT, "attention_left_out_text");
	add_notice(listings, &home, GROUP_NO_EVIDENCE, "attention_no_evidence_text");
	add_changes(listings, &home);
	renderer_page(renderer, &listings->context, PAGE_HOME, &home);
}

/* Views. */

/* 12.5% */
static void
add_tenths(struct buf *out, unsigned tenths)
{
	buf_printf(out, "%u.%u%%", tenths / 10, tenths % 10);
}

static const struct piece *
as_piece(const void *object)
{
	return object;
}

static void
add_piece_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_piece(object)->group->name);
}

static void
add_piece_href(void *context, const void *object, struct buf *out)
{
	context_add_href(context, as_piece(object)->group->address, out);
}

static void
add_piece_count(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%zu", as_piece(object)->count);
}

static void
add_piece_step(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%u", as_piece(object)->step);
}

static void
add_piece_start(void *context, const void *object, struct buf *out)
{
	(void)context;
	add_tenths(out, as_piece(object)->start);
}

static void
add_piece_width(void *context, const void *object, struct buf *out)
{
	(void)context;
	add_tenths(out, as_piece(object)->width);
}

static void
add_piece_share(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%u%%", as_piece(object)->share);
}

static bool
is_some(void *context, const void *object)
{
	(void)context;
	return as_piece(object)->count > 0;
}

static const struct view_type view_piece = {
	.name = "piece of a bar",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_piece_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_piece_href},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_piece_count},
                                       {.name = "step", .kind = SLOT_TEXT, .text = add_piece_step},
                                       {.name = "start", .kind = SLOT_TEXT, .text = add_piece_start},
                                       {.name = "width", .kind = SLOT_TEXT, .text = add_piece_width},
                                       {.name = "share", .kind = SLOT_TEXT, .text = add_piece_share},
                                       {.name = "is_some", .kind = SLOT_CLAIM, .claim = is_some},
                                       {.name = NULL}},
};

static const struct tally *
as_tally(const void *object)
{
	return object;
}

static void
add_tally_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_tally(object)->title);
}

static void
add_tally_href(void *context, const void *object, struct buf *out)
{
	if (as_tally(object)->address.len)
		context_add_href(context, as_tally(object)->address, out);
}

static void
add_tally_total(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%zu", as_tally(object)->total);
}

static bool
is_inside(void *context, const void *object)
{
	(void)context;
	return as_tally(object)->is_inside;
}

static size_t
list_pieces(void *context, const void *object, const void *const **items)
{
	(void)context;
	*items = (const void *const *)as_tally(object)->pieces;
	return as_tally(object)->count;
}

static const struct view_type view_tally = {
	.name = "tally",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_tally_title},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_tally_href},
                                       {.name = "total", .kind = SLOT_TEXT, .text = add_tally_total},
                                       {.name = "is_inside", .kind = SLOT_CLAIM, .claim = is_inside},
                                       {.name = "pieces", .kind = SLOT_LIST, .of = &view_piece, .list = list_pieces},
                                       {.name = NULL}},
};

static const struct notice *
as_notice(const void *object)
{
	return object;
}

static void
add_notice_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_notice(object)->title);
}

static void
add_notice_text(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_notice(object)->text);
}

static void
add_notice_href(void *context, const void *object, struct buf *out)
{
	context_add_href(context, as_notice(object)->group->address, out);
}

static void
add_notice_count(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%zu", as_notice(object)->group->records.count);
}

static bool
is_any(void *context, const void *object)
{
	(void)context;
	return as_notice(object)->group->records.count > 0;
}

static bool
is_more(void *context, const void *object)
{
	(void)context;
	return as_notice(object)->group->records.count > as_notice(object)->first.count;
}

static size_t
list_noted(void *context, const void *object, const void *const **items)
{
	(void)context;
	*items = (const void *const *)as_notice(object)->first.items;
	return as_notice(object)->first.count;
}

static const struct view_type view_notice = {
	.name = "notice",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_notice_title},
                                       {.name = "text", .kind = SLOT_TEXT, .text = add_notice_text},
                                       {.name = "href", .kind = SLOT_TEXT, .text = add_notice_href},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_notice_count},
                                       {.name = "is_any", .kind = SLOT_CLAIM, .claim = is_any},
                                       {.name = "is_more", .kind = SLOT_CLAIM, .claim = is_more},
                                       {.name = "records", .kind = SLOT_LIST, .of = &view_face, .list = list_noted},
                                       {.name = NULL}},
};

static const struct home *
as_home(const void *object)
{
	return object;
}

static void
add_home_title(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	buf_add(out, page->site->settings.title);
}

static void
add_home_canonical(void *context, const void *object, struct buf *out)
{
	const struct context *page = context;

	(void)object;
	buf_add(out, page->site->settings.base_url);
}

static void
add_home_count(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_printf(out, "%zu", as_home(object)->count);
}

static void
add_changes_title(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_home(object)->changes_title);
}

static void
add_changes_text(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add(out, as_home(object)->changes_text);
}

static const void *
home_statuses(void *context, const void *object)
{
	(void)context;
	return as_home(object)->statuses;
}

static const void *
home_decisions(void *context, const void *object)
{
	(void)context;
	return as_home(object)->decisions;
}

static bool
has_changes(void *context, const void *object)
{
	(void)context;
	return as_home(object)->change_count > 0;
}

/* clang-format off */
#define HOME_HREF(function, member)                                            \
	static void                                                            \
	function(void *context, const void *object, struct buf *out)           \
	{                                                                      \
		context_add_href(context, as_home(object)->member, out);       \
	}
HOME_HREF(add_changes_href, changes_address)
HOME_HREF(add_list_href, list_address)
HOME_HREF(add_letters_href, letters_address)
HOME_HREF(add_sets_href, sets_address)
HOME_HREF(add_evaluations_href, evaluations_address)

#define HOME_LIST(function, member, number)                                    \
	static size_t                                                          \
	function(void *context, const void *object, const void *const **items) \
	{                                                                      \
		(void)context;                                                 \
		*items = (const void *const *)as_home(object)->member;         \
		return as_home(object)->number;                                \
	}
HOME_LIST(list_themes, themes, theme_count)
HOME_LIST(list_evaluations, evaluations, evaluation_count)
HOME_LIST(list_notices, notices, notice_count)
HOME_LIST(list_changes, changes.items, changes.count)
HOME_LIST(list_letters, letters.items, letters.count)
HOME_LIST(list_sets, sets.items, sets.count)
/* clang-format on */

static bool
has_themes(void *context, const void *object)
{
	(void)context;
	return as_home(object)->theme_count > 0;
}

static bool
has_evaluations(void *context, const void *object)
{
	(void)context;
	return as_home(object)->evaluation_count > 0;
}

const struct view_type view_home = {
	.name = "home",
	.slots = (const struct slot[]){{.name = "title", .kind = SLOT_TEXT, .text = add_home_title},
                                       {.name = "canonical", .kind = SLOT_TEXT, .text = add_home_canonical},
                                       {.name = "count", .kind = SLOT_TEXT, .text = add_home_count},
                                       {.name = "statuses", .kind = SLOT_VIEW, .of = &view_tally, .view = home_statuses},
                                       {.name = "decisions", .kind = SLOT_VIEW, .of = &view_tally, .view = home_decisions},
                                       {.name = "has_themes", .kind = SLOT_CLAIM, .claim = has_themes},
                                       {.name = "themes", .kind = SLOT_LIST, .of = &view_tally, .list = list_themes},
                                       {.name = "has_evaluations", .kind = SLOT_CLAIM, .claim = has_evaluations},
                                       {.name = "evaluations", .kind = SLOT_LIST, .of = &view_tally, .list = list_evaluations},
                                       {.name = "notices", .kind = SLOT_LIST, .of = &view_notice, .list = list_notices},
                                       {.name = "changes_title", .kind = SLOT_TEXT, .text = add_changes_title},
                                       {.name = "changes_text", .kind = SLOT_TEXT, .text = add_changes_text},
                                       {.name = "changes_href", .kind = SLOT_TEXT, .text = add_changes_href},
                                       {.name = "has_changes", .kind = SLOT_CLAIM, .claim = has_changes},
                                       {.name = "changes", .kind = SLOT_LIST, .of = &view_row, .list = list_changes},
                                       {.name = "letters", .kind = SLOT_LIST, .of = &view_face, .list = list_letters},
                                       {.name = "sets", .kind = SLOT_LIST, .of = &view_face, .list = list_sets},
                                       {.name = "list_href", .kind = SLOT_TEXT, .text = add_list_href},
                                       {.name = "letters_href", .kind = SLOT_TEXT, .text = add_letters_href},
                                       {.name = "sets_href", .kind = SLOT_TEXT, .text = add_sets_href},
                                       {.name = "evaluations_href", .kind = SLOT_TEXT, .text = add_evaluations_href},
                                       {.name = NULL}},
};
