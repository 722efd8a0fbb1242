/* SPDX-License-Identifier: EUPL-1.2 */
#include "find.h"

#include <string.h>

#include "../base/utf8.h"
#include "../model/address.h"

/* Tables by number and name: what references are looked up in. */

/* '<evaluation>#3', '<set>#<asker>#3'. */
static struct str
number_key(struct buf *key, const struct str *parts, size_t count)
{
	buf_clear(key);
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_add_char(key, '#');
		buf_add(key, parts[i]);
	}
	return buf_str(key);
}

#define NUMBER_KEY(key, ...)                                                                                                     \
	number_key((key), (const struct str[]){__VA_ARGS__}, sizeof(const struct str[]){__VA_ARGS__} / sizeof(struct str))

static struct str
kept_key(struct site *site, struct str key)
{
	return arena_str(site->arena, key);
}

static void
index_recommendation(struct site *site, struct buf *key, struct record *record, struct str number)
{
	struct str evaluation = record_text(record, KEY_evaluation);

	table_set(site->by_number, kept_key(site, NUMBER_KEY(key, evaluation, number)), record);
}

static void
index_question(struct site *site, struct buf *key, struct record *record, struct str number)
{
	struct str set = record_text(record, KEY_set), asker = utf8_slug(site->arena, record_text(record, KEY_asker));

	table_set(site->by_number, kept_key(site, NUMBER_KEY(key, set, asker, number)), record);
	table_add(site->by_number, kept_key(site, NUMBER_KEY(key, set, number)), record);
}

static void
index_number(struct site *site, struct record *record)
{
	struct buf number = {0}, key = {0};

	switch (record->type) {
	case TYPE_RECOMMENDATION:
	case TYPE_QUESTION:
		buf_add_integer(&number, record_number(record, KEY_number));
		(record->type == TYPE_QUESTION ? index_question : index_recommendation)(site, &key, record, buf_str(&number));
		break;
	case TYPE_COMMITMENT:
		table_set(site->by_commitment, record_text(record, KEY_number), record);
		break;
	case TYPE_DOSSIER:
		table_set(site->by_dossier, record_text(record, KEY_number), record);
		break;
	default:
		break;
	}
	buf_free(&number);
	buf_free(&key);
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

void
find_index(struct site *site)
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
		records_sort(&site->by_type[type]);
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
find_asker(const struct record *set, struct str phrase, struct str *asker)
{
	struct arena *scratch = arena_new();
	bool is_found = false;

	for (size_t i = 0; !is_found && i < set->in.count; i++) {
		const struct link *link = set->in.items[i];

		is_found = link->key == KEY_set && names(scratch, phrase, record_text(link->from, KEY_asker));
		if (is_found)
			*asker = record_text(link->from, KEY_asker);
	}
	arena_free(scratch);
	return is_found;
}

bool
names_asker(const struct record *owner, struct str phrase)
{
	const struct record *set = record_question_set(owner);
	struct str asker;

	return set && find_asker(set, phrase, &asker);
}

static const struct record *
find_asked(const struct site *site, const struct record *set, struct str asker, struct str number)
{
	struct arena *scratch = arena_new();
	struct buf key = {0};
	const struct record *found = table_find(site->by_number, NUMBER_KEY(&key, set->id, utf8_slug(scratch, asker), number));

	buf_free(&key);
	arena_free(scratch);
	return found;
}

/* A recommendation of an evaluation, a question of a set whose numbers do not restart. */
static const struct record *
find_numbered(const struct site *site, const struct record *of, struct str number)
{
	struct buf key = {0};
	const struct record *found = table_find(site->by_number, NUMBER_KEY(&key, of->id, number));

	buf_free(&key);
	return found;
}

const struct record *
find_question(const struct site *site, const struct record *owner, struct str number, struct str of)
{
	const struct record *set = record_question_set(owner);
	struct str asker = owner->type == TYPE_QUESTION ? record_text(owner, KEY_asker) : STR("");

	if (!set || (of.len && !find_asker(set, of, &asker)))
		return NULL;
	return of.len || set->numbers_restart ? find_asked(site, set, asker, number) : find_numbered(site, set, number);
}

/* The one evaluation that a phrase names by its short name or title. */
static const struct record *
find_evaluation(const struct site *site, struct str phrase)
{
	const struct records *evaluations = &site->by_type[TYPE_EVALUATION];
	const struct record *found = NULL;
	struct arena *scratch = arena_new();
	size_t count = 0;

	for (size_t i = 0; count < 2 && i < evaluations->count; i++) {
		const struct record *evaluation = evaluations->items[i];

		if (names(scratch, phrase, record_text(evaluation, KEY_short)) || names(scratch, phrase, evaluation->title)) {
			found = evaluation;
			count++;
		}
	}
	arena_free(scratch);
	return count == 1 ? found : NULL;
}

/* Of the owner's evaluation where none is named. */
static const struct record *
find_recommendation(const struct site *site, const struct record *owner, struct str number, struct str of)
{
	const struct record *evaluation = of.len ? find_evaluation(site, of) : record_evaluation(owner);

	return evaluation ? find_numbered(site, evaluation, number) : NULL;
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
