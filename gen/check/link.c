/* SPDX-License-Identifier: EUPL-1.2 */
#include "link.h"

#include <stdlib.h>
#include <string.h>

#include "../base/utf8.h"
#include "../model/address.h"
#include "check.h"

/* Keys. */

static void
join(struct site *site, const struct record *from, const struct record *to, struct link like)
{
	struct link *link = arena_alloc(site->arena, sizeof *link);
	/* Links grow while the site is put together; after that it is const. */
	struct record *source = (struct record *)(uintptr_t)from, *target = (struct record *)(uintptr_t)to;

	*link = like;
	link->from = from;
	link->to = to;
	link->sequence = source->out.count;
	links_add(site->arena, &source->out, link);
	if (target)
		links_add(site->arena, &target->in, link);
}

static void
join_by_key(void *user, const struct record *record, const struct field *field, struct value *value)
{
	bool leads = field->kind == VALUE_ID || field->kind == VALUE_ID_OR_URL || field->kind == VALUE_ID_OR_TEXT ||
	             field->kind == VALUE_TEXT_OR_ID;

	if (leads && value->record)
		join(user, record, value->record, (struct link){.key = field->key});
}

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
	if (record->in.count)
		qsort(record->in.items, record->in.count, sizeof *record->in.items, incoming_order);
	record->last_followup = last_followup(&record->in);
}

static void
sort_incoming(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		sort_links_of(site->records.items[i]);
}

/* Tables by number and name: what references are looked up in. */

static void
index_number(struct site *site, struct record *record)
{
	long long number = (long long)record_number(record, KEY_number);
	struct arena *arena = site->arena;

	if (record->type == TYPE_RECOMMENDATION) {
		table_set(site->by_number, arena_printf(arena, "%.*s#%lld", STR_ARG(record_text(record, KEY_evaluation)), number),
		          record);
	} else if (record->type == TYPE_QUESTION) {
		struct str asker = utf8_slug(arena, record_text(record, KEY_asker));

		table_set(site->by_number,
		          arena_printf(arena, "%.*s#%.*s#%lld", STR_ARG(record_text(record, KEY_set)), STR_ARG(asker), number),
		          record);
		table_add(site->by_number, arena_printf(arena, "%.*s#%lld", STR_ARG(record_text(record, KEY_set)), number),
		          record);
	} else if (record->type == TYPE_COMMITMENT) {
		table_set(site->by_commitment, record_text(record, KEY_number), record);
	} else if (record->type == TYPE_DOSSIER) {
		table_set(site->by_dossier, record_text(record, KEY_number), record);
	}
}

static void
add_motion_name(struct site *site, struct str name, struct record *motion)
{
	struct str folded = utf8_fold(site->arena, str_trim(name));
	struct record *other = folded.len ? table_add(site->by_motion, folded, motion) : motion;

	if (other && other != motion)
		table_set(site->by_motion, folded, (void *)(uintptr_t)site->nobody);
}

/* 'motie-Van Vroonhoven/Vermeer over …': what stands between the word and what the motion is about. */
static struct str
name_in_title(struct str title)
{
	static const char *const ends[] = {" over ", " inzake ", " c.s.", " om ", " (", ",", ":"};
	size_t start = str_find(title, STR("otie")), end = title.len;

	if (start == title.len)
		return STR("");
	title = str_slice(title, start + 5, title.len);
	end = title.len;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t at = str_find(title, str_from(ends[i]));

		if (at < end)
			end = at;
	}
	return str_slice(title, 0, end);
}

static void
index_motion(struct site *site, struct record *record)
{
	const struct value *proposers = record_value(record, KEY_proposers);
	struct buf joined = {0};

	if (record->type != TYPE_MOTION)
		return;
	for (size_t i = 0; proposers && i < proposers->count; i++)
		buf_printf(&joined, "%s%.*s", i ? "/" : "", STR_ARG(proposers->items[i].text));
	add_motion_name(site, buf_str(&joined), record);
	buf_free(&joined);
	if (proposers && proposers->count > 1)
		add_motion_name(site, proposers->items[0].text, record);
	add_motion_name(site, name_in_title(record->title), record);
}

static void
index_record(struct site *site, struct record *record)
{
	const struct value *paper = record_value(record, KEY_kamerstuk);

	if (paper)
		table_set(site->by_kamerstuk, kamerstuk_key(site->arena, &paper->kamerstuk), record);
	index_number(site, record);
	index_motion(site, record);
}

static int
list_order(const void *a, const void *b)
{
	return record_order(*(struct record *const *)a, *(struct record *const *)b);
}

static void
index_all(struct site *site)
{
	table_drop(site->by_id); /* of what was read */
	site->by_id = table_new(site->arena);
	site->by_kamerstuk = table_new(site->arena);
	site->by_dossier = table_new(site->arena);
	site->by_commitment = table_new(site->arena);
	site->by_motion = table_new(site->arena);
	site->nobody = arena_alloc(site->arena, sizeof *site->nobody);
	site->by_number = table_new(site->arena);
	memset(site->by_type, 0, sizeof site->by_type);
	for (size_t i = 0; i < site->records.count; i++) {
		struct record *record = site->records.items[i];

		table_set(site->by_id, record->id, record);
		records_add(site->arena, &site->by_type[record->type], record);
		index_record(site, record);
	}
	for (enum type type = 0; type < TYPE_COUNT; type++)
		if (site->by_type[type].count)
			qsort(site->by_type[type].items, site->by_type[type].count, sizeof *site->by_type[type].items,
			      list_order);
}

void
link_keys(struct site *site)
{
	for (size_t i = 0; i < site->records.count; i++)
		site->records.items[i]->out = site->records.items[i]->in = (struct links){0};
	derive_sets(site);
	for (size_t i = 0; i < site->records.count; i++)
		record_visit(site->records.items[i], join_by_key, site);
	index_all(site);
	sort_incoming(site);
}

/* The cut. */

void
cut_to_public(struct site *site)
{
	size_t kept = 0;

	for (size_t i = 0; i < site->records.count; i++)
		if (site->records.items[i]->is_public)
			site->records.items[kept++] = site->records.items[i];
	site->records.count = kept;
	link_keys(site);
	arena_free(site->until_cut);
	site->until_cut = NULL;
}

/* References of running text. */

/* Words that go with a name and are no part of it. */
static bool
is_filler(struct str word)
{
	static const char *const fillers[] = {"de", "het", "een", "lid", "leden", "fractie", "fracties", "van"};

	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (str_is(word, fillers[i]))
			return true;
	return false;
}

/* The next word that says something: 'SP' of 'de leden van de SP-fractie'. */
static bool
next_name_word(struct str *rest, struct str *word)
{
	while (str_next_part(rest, ' ', word)) {
		*word = str_trim(*word);
		if (str_ends(*word, "-fractie"))
			word->len -= sizeof "-fractie" - 1;
		if (word->len && !is_filler(*word))
			return true;
	}
	return false;
}

/* What goes on a name makes it another: 'CDA en D66', 'PR Veiligheid en Recht'. */
static bool
goes_on(struct str word)
{
	size_t first = 0;

	return str_is(word, "en") || str_is(word, "of") || str_is(word, "&") || str_is(word, "/") ||
	       utf8_is_upper(utf8_next(word, &first));
}

/* Whether a phrase begins with a name, whole. */
static bool
names(struct arena *arena, struct str phrase, struct str name)
{
	struct str said, known;

	if (!next_name_word(&name, &known))
		return false;
	do
		if (!next_name_word(&phrase, &said) || !str_equal(utf8_fold(arena, said), utf8_fold(arena, known)))
			return false;
	while (next_name_word(&name, &known));
	return !str_next_part(&phrase, ' ', &said) || !said.len || !goes_on(said);
}

/* The asker of a set that a phrase names. */
static bool
find_asker(const struct record *set, struct arena *arena, struct str phrase, struct str *asker)
{
	for (size_t i = 0; i < set->in.count; i++) {
		const struct link *link = set->in.items[i];

		if (link->key == KEY_set && names(arena, phrase, record_text(link->from, KEY_asker))) {
			*asker = record_text(link->from, KEY_asker);
			return true;
		}
	}
	return false;
}

bool
names_asker(const struct record *owner, struct str phrase)
{
	const struct record *set = record_question_set(owner);
	struct arena *scratch = arena_new();
	struct str asker;
	bool is_named = set && find_asker(set, scratch, phrase, &asker);

	arena_free(scratch);
	return is_named;
}

const struct record *
find_question(const struct site *site, const struct record *owner, struct str number, struct str of)
{
	const struct record *set = record_question_set(owner), *found;
	struct str asker = owner->type == TYPE_QUESTION ? record_text(owner, KEY_asker) : STR("");
	struct arena *scratch;

	if (!set)
		return NULL;
	scratch = arena_new();
	if (of.len && !find_asker(set, scratch, of, &asker))
		found = NULL;
	else if (of.len || set->numbers_restart)
		found = table_find(site->by_number, arena_printf(scratch, "%.*s#%.*s#%.*s", STR_ARG(set->id),
		                                                 STR_ARG(utf8_slug(scratch, asker)), STR_ARG(number)));
	else
		found = table_find(site->by_number, arena_printf(scratch, "%.*s#%.*s", STR_ARG(set->id), STR_ARG(number)));
	arena_free(scratch);
	return found;
}

/* The evaluation that a phrase names by its short name or title; the owner's where nothing is named. */
static const struct record *
find_evaluation(const struct site *site, struct arena *arena, const struct record *owner, struct str of)
{
	const struct record *found = NULL;

	if (!of.len)
		return record_evaluation(owner);
	for (size_t i = 0; i < site->by_type[TYPE_EVALUATION].count; i++) {
		const struct record *evaluation = site->by_type[TYPE_EVALUATION].items[i];

		if (!names(arena, of, record_text(evaluation, KEY_short)) && !names(arena, of, evaluation->title))
			continue;
		if (found)
			return NULL;
		found = evaluation;
	}
	return found;
}

static const struct record *
find_recommendation(const struct site *site, const struct record *owner, struct str number, struct str of)
{
	struct arena *scratch = arena_new();
	const struct record *evaluation = find_evaluation(site, scratch, owner, of), *found = NULL;

	if (evaluation)
		found = table_find(site->by_number, arena_printf(scratch, "%.*s#%.*s", STR_ARG(evaluation->id), STR_ARG(number)));
	arena_free(scratch);
	return found;
}

/* Where a paper stands with the name, it must be the motion's. */
static const struct record *
find_motion(const struct site *site, struct str name, struct str paper)
{
	struct arena *scratch = arena_new();
	const struct record *motion = table_find(site->by_motion, utf8_fold(scratch, name));
	const struct value *own = motion && motion != site->nobody ? record_value(motion, KEY_kamerstuk) : NULL;
	bool is_another = own && paper.len && !str_equal(kamerstuk_key(scratch, &own->kamerstuk), paper);

	arena_free(scratch);
	return motion == site->nobody || is_another ? NULL : motion;
}

static struct target
find_paper(const struct site *site, struct arena *arena, struct str key)
{
	struct kamerstuk kamerstuk = kamerstuk_of_key(key);

	if (!kamerstuk.number[0])
		return (struct target){.record = table_find(site->by_dossier, kamerstuk_dossier_key(arena, &kamerstuk))};
	return (struct target){.record = table_find(site->by_kamerstuk, key), .url = kamerstuk_url(arena, &kamerstuk)};
}

bool
find_target(const struct site *site, struct arena *arena, const struct record *owner, const struct tape *tape,
            const struct tape_ref *ref, struct target *target)
{
	struct str name = ref_name(tape, ref), of = ref_of(tape, ref);

	*target = (struct target){0};
	switch ((enum ref_kind)ref->kind) {
	case REF_ID:
	case REF_TERM:
		target->record = site_find(site, name);
		break;
	case REF_FRAGMENT:
		target->record = owner;
		return true;
	case REF_URL:
		target->url = name;
		break;
	case REF_FILE:
		target->address = address_of_file(arena, site->language, name);
		target->url = site_url(arena, site, target->address);
		break;
	case REF_KAMERSTUK:
		*target = find_paper(site, arena, name);
		break;
	case REF_QUESTION:
		target->record = find_question(site, owner, name, of);
		break;
	case REF_RECOMMENDATION:
		target->record = find_recommendation(site, owner, name, of);
		break;
	case REF_COMMITMENT:
		target->record = table_find(site->by_commitment, name);
		break;
	case REF_MOTION:
		target->record = find_motion(site, name, of);
		break;
	}
	if (target->record)
		target->url = STR("");
	/* A page does not lead to itself. */
	return target->record ? target->record != owner : target->url.len > 0;
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
	qsort(site->by_type[TYPE_DOSSIER].items, site->by_type[TYPE_DOSSIER].count, sizeof *site->by_type[TYPE_DOSSIER].items,
	      list_order);
}

/* A cited paper also belongs to its dossier, whose page says who cites it. */
static void
join_dossier(struct site *site, const struct record *from, struct str key, struct link like)
{
	struct kamerstuk kamerstuk = kamerstuk_of_key(key);
	const struct record *dossier = table_find(site->by_dossier, kamerstuk_dossier_key(site->arena, &kamerstuk));

	if (dossier && dossier != from)
		join(site, from, dossier, like);
}

static const struct link *
link_ref(struct site *site, const struct prose *prose, const struct tape_ref *ref)
{
	const struct record *owner = prose->owner;
	struct link like = {.ref_kind = ref->kind,
	                    .flags = ref->flags,
	                    .sentence = ref_sentence(&prose->tape, ref),
	                    .fragment = ref_fragment(&prose->tape, ref)};
	struct target target;

	site->names_evaluations |= ref->kind == REF_RECOMMENDATION && ref->of_length;
	if (!find_target(site, site->arena, owner, &prose->tape, ref, &target)) {
		if ((ref->flags & REF_RECOGNISED) && target.record != owner && !target.record)
			site->unresolved++;
		return NULL;
	}
	like.url = target.url;
	like.address = target.address;
	if (ref->kind == REF_KAMERSTUK && (!target.record || target.record->type != TYPE_DOSSIER))
		join_dossier(site, owner, ref_name(&prose->tape, ref), like);
	/* A heading of the same page is no link between records. */
	if (target.record == owner) {
		struct link *link = arena_alloc(site->arena, sizeof *link);

		*link = like;
		link->from = link->to = owner;
		return link;
	}
	join(site, owner, target.record, like);
	return owner->out.items[owner->out.count - 1];
}

static void
link_prose(struct site *site, struct prose *prose)
{
	prose->links = arena_array(site->arena, prose->tape.ref_count, sizeof *prose->links);
	for (uint32_t i = 0; i < prose->tape.ref_count; i++)
		prose->links[i] = link_ref(site, prose, &prose->tape.refs[i]);
}

static void
link_own_paper(struct site *site, const struct record *record)
{
	const struct value *paper = record_value(record, KEY_kamerstuk);

	if (paper)
		join_dossier(site, record, kamerstuk_key(site->arena, &paper->kamerstuk), (struct link){.key = KEY_kamerstuk});
}

static void
link_texts(struct site *site, struct record *record)
{
	link_own_paper(site, record);
	for (size_t i = 0; i < record->prose_count; i++)
		link_prose(site, record->proses[i]);
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
	for (size_t i = 0; i < record->out.count; i++) {
		const struct link *link = record->out.items[i];

		if (link->to)
			forget_link(&((struct record *)(uintptr_t)link->to)->in, link);
	}
	record->out = (struct links){0};
}

void
link_record(struct site *site, struct record *record)
{
	record_visit(record, join_by_key, site);
	link_texts(site, record);
	for (size_t i = 0; i < record->out.count; i++)
		if (record->out.items[i]->to)
			sort_links_of((struct record *)(uintptr_t)record->out.items[i]->to);
}

void
link_site(struct site *site)
{
	add_cited_dossiers(site);
	site->unresolved = 0;
	for (size_t i = 0; i < site->records.count; i++) {
		site->records.items[i]->index = (uint32_t)i;
		link_texts(site, site->records.items[i]);
		if (has_blocks(site->records.items[i]))
			records_add(site->arena, &site->filled, site->records.items[i]);
	}
	sort_incoming(site);
	join_all_neighbours(site);
	address_take_all(site);
}
