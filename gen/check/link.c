/* SPDX-License-Identifier: EUPL-1.2 */
#include "link.h"

#include <stdlib.h>
#include <string.h>

#include "../base/utf8.h"
#include "../base/work.h"
#include "../model/address.h"
#include "check.h"
#include "find.h"

/* Making links. What a record names it finds by itself, so that threads share the records; that it is named, the others learn afterwards. */

struct linking {
	const struct site *site;
	struct arena *arena;    /* of the links */
	struct links out;       /* of the record at hand */
	size_t unresolved;      /* see struct site */
	bool names_evaluations; /* … */
};

static const struct link *
join(struct linking *linking, const struct record *from, const struct record *to, struct link like)
{
	struct link *link = arena_alloc(linking->arena, sizeof *link);

	*link = like;
	link->from = from;
	link->to = to;
	link->sequence = linking->out.count;
	links_add(linking->arena, &linking->out, link);
	return link;
}

static void
begin_record(struct linking *linking, const struct record *record)
{
	linking->out.count = 0;
	for (size_t i = 0; i < record->out.count; i++)
		links_add(linking->arena, &linking->out, record->out.items[i]);
}

static void
end_record(struct linking *linking, struct record *record)
{
	size_t count = linking->out.count;

	record->out = (struct links){arena_array(linking->arena, count, sizeof *record->out.items), count, count};
	if (count)
		memcpy(record->out.items, linking->out.items, count * sizeof *record->out.items);
}

/* Takes over what one thread made. */
static void
end_linking(struct site *site, const struct linking *linking)
{
	site->unresolved += linking->unresolved;
	site->names_evaluations |= linking->names_evaluations;
}

typedef void link_maker(struct linking *linking, struct record *record);

struct sharing {
	struct site *site;
	link_maker *make;
	struct linking linking[WORK_MOST_JOBS];
};

static void
link_step(void *user, unsigned worker, size_t index)
{
	struct sharing *sharing = user;
	struct linking *linking = &sharing->linking[worker];
	struct record *record = sharing->site->records.items[index];

	begin_record(linking, record);
	sharing->make(linking, record);
	end_record(linking, record);
}

/* Of all records, whose links so far stay. */
static void
make_links(struct site *site, link_maker *make)
{
	struct sharing sharing = {.site = site, .make = make};

	for (unsigned i = 0; i < site->jobs; i++)
		sharing.linking[i] = (struct linking){.site = site, .arena = arena_new()};
	work_share(site->jobs, site->records.count, link_step, &sharing);
	for (unsigned i = 0; i < site->jobs; i++) {
		end_linking(site, &sharing.linking[i]);
		arena_join(site->arena, sharing.linking[i].arena);
	}
}

/* Keys. */

static void
join_by_key(void *user, const struct record *record, const struct field *field, struct value *value)
{
	bool leads = field->kind == VALUE_ID || field->kind == VALUE_ID_OR_URL || field->kind == VALUE_ID_OR_TEXT ||
	             field->kind == VALUE_TEXT_OR_ID;

	if (leads && value->record)
		join(user, record, value->record, (struct link){.key = field->key});
}

static void
make_key_links(struct linking *linking, struct record *record)
{
	record_visit(record, join_by_key, linking);
}

/* What leads to a record. */

/* Grouped by type and key, in list order; what a text says comes in the order of the text. */
static int
incoming_order(const void *a, const void *b)
{
	const struct link *x = *(const struct link *const *)a, *y = *(const struct link *const *)b;
	int order;

	if (x->from->type != y->from->type)
		return x->from->type < y->from->type ? -1 : 1;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	order = record_order(x->from, y->from);
	return order ? order : (x->sequence > y->sequence) - (x->sequence < y->sequence);
}

/* Asked for wherever an item is shown, so it is looked for once. */
static const struct record *
last_followup(const struct links *in)
{
	const struct record *last = NULL;

	for (size_t i = 0; i < in->count; i++) {
		const struct link *link = in->items[i];

		if (link->key == KEY_item && (!last || date_order(link->from->date, last->date) > 0))
			last = link->from;
	}
	return last;
}

static void
sort_links_of(struct record *record)
{
	if (record->in.count > 1)
		qsort(record->in.items, record->in.count, sizeof *record->in.items, incoming_order);
	record->last_followup = last_followup(&record->in);
}

static void
sort_step(void *user, unsigned worker, size_t index)
{
	struct site *site = user;

	(void)worker;
	sort_links_of(site->records.items[index]);
}

/* Links grow while the site is put together; after that it is const. */
static struct links *
incoming_of(const struct link *link)
{
	return &((struct record *)(uintptr_t)link->to)->in;
}

static void
make_room_for_incoming(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		site->records.items[i]->in = (struct links){0};
	for (size_t i = 0; i < site->records.count; i++) {
		const struct links *out = &site->records.items[i]->out;

		for (size_t k = 0; k < out->count; k++)
			if (out->items[k]->to)
				incoming_of(out->items[k])->cap++;
	}
	for (size_t i = 0; i < site->records.count; i++) {
		struct links *in = &site->records.items[i]->in;

		in->items = arena_array(site->arena, in->cap, sizeof *in->items);
	}
}

/* Makes in of all records anew, of what is in out. */
static void
gather_incoming(struct site *site)
{
	make_room_for_incoming(site);
	for (size_t i = 0; i < site->records.count; i++) {
		const struct links *out = &site->records.items[i]->out;

		for (size_t k = 0; k < out->count; k++)
			if (out->items[k]->to)
				links_add(site->arena, incoming_of(out->items[k]), out->items[k]);
	}
	work_share(site->jobs, site->records.count, sort_step, site);
}

void
link_keys(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		site->records.items[i]->out = (struct links){0};
	derive_sets(site);
	make_links(site, make_key_links);
	find_index(site);
	gather_incoming(site);
}

/* The cut. */

bool
is_any_withheld(const struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		if (!site->records.items[i]->is_public)
			return true;
	return false;
}

void
cut_to_public(struct site *site)
{
	size_t kept = 0;

	if (!is_any_withheld(site))
		return;
	for (size_t i = 0; i < site->records.count; i++)
		if (site->records.items[i]->is_public)
			site->records.items[kept++] = site->records.items[i];
	site->records.count = kept;
	link_keys(site);
	arena_free(site->until_cut);
	site->until_cut = NULL;
}

/* Dossiers that are only cited get a page too, at the address that a record of theirs would have. */

static struct record *
make_dossier(struct site *site, struct str number, struct kamerstuk kamerstuk)
{
	struct record *record = arena_alloc(site->arena, sizeof *record);
	static struct prose nothing;
	struct str slug = utf8_fold(site->arena, number);
	struct value *value;

	record->type = TYPE_DOSSIER;
	record->id = arena_printf(site->arena, "dossiers/%.*s", STR_ARG(slug));
	record->title =
		arena_printf(site->arena, "%.*s %.2s %s%s%s", STR_ARG(site->language->words[WORD_dossier]), kamerstuk.dossier,
	                     kamerstuk.dossier + 2, kamerstuk.chapter[0] ? " " : "", kamerstuk.chapter);
	record->map.shape = type_info(TYPE_DOSSIER)->shape;
	record->body = &nothing;
	record->address = address_of_id(site->arena, site->language, record->id);
	record->is_public = true;
	value = map_add(site->arena, &record->map, KEY_number);
	*value = (struct value){.is_set = true, .text = number, .kamerstuk = kamerstuk};
	table_set(site->by_dossier, number, record);
	table_set(site->by_id, record->id, record);
	return record;
}

static void
add_dossier(struct site *site, struct records *made, struct kamerstuk kamerstuk)
{
	struct str number = kamerstuk_dossier_key(site->arena, &kamerstuk);

	if (!table_find(site->by_dossier, number))
		records_add(site->arena, made, make_dossier(site, number, kamerstuk));
}

static void
find_cited_dossiers(struct site *site, struct records *made)
{
	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];
		const struct value *paper = record_value(record, KEY_kamerstuk);

		if (paper)
			add_dossier(site, made, paper->kamerstuk);
		for (size_t j = 0; j < record->prose_count; j++) {
			const struct tape *tape = &record->proses[j]->tape;

			for (uint32_t k = 0; k < tape->ref_count; k++)
				if (tape->refs[k].kind == REF_KAMERSTUK)
					add_dossier(site, made, kamerstuk_of_key(ref_name(tape, &tape->refs[k])));
		}
	}
}

static int
id_order(const void *a, const void *b)
{
	return str_order((*(struct record *const *)a)->id, (*(struct record *const *)b)->id);
}

static void
add_cited_dossiers(struct site *site)
{
	struct records made = {0};

	find_cited_dossiers(site, &made);
	if (!made.count)
		return;
	for (size_t i = 0; i < made.count; i++) {
		records_add(site->arena, &site->records, made.items[i]);
		records_add(site->arena, &site->by_type[TYPE_DOSSIER], made.items[i]);
	}
	qsort(site->records.items, site->records.count, sizeof *site->records.items, id_order);
	records_sort(&site->by_type[TYPE_DOSSIER]);
}

/* A cited paper also belongs to its dossier, whose page says who cites it. */
static void
join_dossier(struct linking *linking, const struct record *from, struct str key, struct link like)
{
	struct kamerstuk kamerstuk = kamerstuk_of_key(key);
	const struct record *dossier = table_find(linking->site->by_dossier, kamerstuk_dossier_key(linking->arena, &kamerstuk));

	if (dossier && dossier != from)
		join(linking, from, dossier, like);
}

static const struct link *
link_ref(struct linking *linking, const struct prose *prose, const struct tape_ref *ref)
{
	const struct record *owner = prose->owner;
	struct link like = {.ref_kind = ref->kind,
	                    .flags = ref->flags,
	                    .sentence = ref_sentence(&prose->tape, ref),
	                    .fragment = ref_fragment(&prose->tape, ref)};
	struct target target;

	linking->names_evaluations |= ref->kind == REF_RECOMMENDATION && ref->of_length;
	if (!find_target(linking->site, linking->arena, owner, &prose->tape, ref, &target)) {
		if ((ref->flags & REF_RECOGNISED) && target.record != owner && !target.record)
			linking->unresolved++;
		return NULL;
	}
	like.url = target.url;
	like.address = target.address;
	if (ref->kind == REF_KAMERSTUK && (!target.record || target.record->type != TYPE_DOSSIER))
		join_dossier(linking, owner, ref_name(&prose->tape, ref), like);
	/* A heading of the same page is no link between records. */
	if (target.record == owner) {
		struct link *link = arena_alloc(linking->arena, sizeof *link);

		*link = like;
		link->from = link->to = owner;
		return link;
	}
	return join(linking, owner, target.record, like);
}

static void
link_prose(struct linking *linking, struct prose *prose)
{
	prose->links = arena_array(linking->arena, prose->tape.ref_count, sizeof *prose->links);
	for (uint32_t i = 0; i < prose->tape.ref_count; i++)
		prose->links[i] = link_ref(linking, prose, &prose->tape.refs[i]);
}

static void
link_own_paper(struct linking *linking, const struct record *record)
{
	const struct value *paper = record_value(record, KEY_kamerstuk);

	if (paper)
		join_dossier(linking, record, kamerstuk_key(linking->arena, &paper->kamerstuk),
		             (struct link){.key = KEY_kamerstuk});
}

static void
make_text_links(struct linking *linking, struct record *record)
{
	link_own_paper(linking, record);
	for (size_t i = 0; i < record->prose_count; i++)
		link_prose(linking, record->proses[i]);
}

static bool
has_blocks(const struct record *record)
{
	for (size_t i = 0; i < record->prose_count; i++)
		if (record->proses[i]->tape.fill_count)
			return true;
	return false;
}

/* Before and behind, among those that the same record holds: recommendations of an evaluation, questions of a set. */
static void
join_neighbours(const struct record *owner, enum type type, enum key key)
{
	struct record *before = NULL;

	for (size_t i = 0; i < owner->in.count; i++) {
		const struct link *link = owner->in.items[i];
		struct record *now = (struct record *)(uintptr_t)link->from;

		if (now->type != type || link->key != key)
			continue;
		now->previous = before;
		now->next = NULL;
		if (before)
			before->next = now;
		before = now;
	}
}

static void
join_all_neighbours(struct site *site)
{
	for (size_t i = 0; i < site->by_type[TYPE_EVALUATION].count; i++)
		join_neighbours(site->by_type[TYPE_EVALUATION].items[i], TYPE_RECOMMENDATION, KEY_evaluation);
	for (size_t i = 0; i < site->by_type[TYPE_QUESTION_SET].count; i++)
		join_neighbours(site->by_type[TYPE_QUESTION_SET].items[i], TYPE_QUESTION, KEY_set);
}

/* One record again. */

static void
forget_link(struct links *links, const struct link *link)
{
	size_t kept = 0;

	for (size_t i = 0; i < links->count; i++)
		if (links->items[i] != link)
			links->items[kept++] = links->items[i];
	links->count = kept;
}

/* The references of its texts that mean something which no record answers. */
static size_t
count_unresolved(const struct site *site, const struct record *record)
{
	struct arena *scratch = arena_new();
	size_t count = 0;

	for (size_t i = 0; i < record->prose_count; i++) {
		const struct tape *tape = &record->proses[i]->tape;

		for (uint32_t k = 0; k < tape->ref_count; k++) {
			struct target target;

			if (!find_target(site, scratch, record, tape, &tape->refs[k], &target))
				count += (tape->refs[k].flags & REF_RECOGNISED) && !target.record;
		}
	}
	arena_free(scratch);
	return count;
}

void
unlink_record(struct site *site, struct record *record)
{
	site->unresolved -= count_unresolved(site, record);
	for (size_t i = 0; i < record->out.count; i++)
		if (record->out.items[i]->to)
			forget_link(incoming_of(record->out.items[i]), record->out.items[i]);
	record->out = (struct links){0};
}

void
link_record(struct site *site, struct record *record)
{
	struct linking linking = {.site = site, .arena = site->arena};

	begin_record(&linking, record);
	make_key_links(&linking, record);
	make_text_links(&linking, record);
	end_record(&linking, record);
	end_linking(site, &linking);
	for (size_t i = 0; i < record->out.count; i++)
		if (record->out.items[i]->to)
			links_add(site->arena, incoming_of(record->out.items[i]), record->out.items[i]);
	for (size_t i = 0; i < record->out.count; i++)
		if (record->out.items[i]->to)
			sort_links_of((struct record *)(uintptr_t)record->out.items[i]->to);
}

void
link_site(struct site *site)
{
	add_cited_dossiers(site);
	site->unresolved = 0;
	make_links(site, make_text_links);
	for (size_t i = 0; i < site->records.count; i++) {
		site->records.items[i]->index = (uint32_t)i;
		if (has_blocks(site->records.items[i]))
			records_add(site->arena, &site->filled, site->records.items[i]);
	}
	gather_incoming(site);
	join_all_neighbours(site);
	address_take_all(site);
}
