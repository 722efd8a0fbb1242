/* SPDX-License-Identifier: EUPL-1.2 */
#include "tape.h"

#include <assert.h>
#include <string.h>

#include "../base/buf.h"
#include "../base/table.h"

static struct str
pool_text(const struct tape *tape, uint32_t at, uint32_t length)
{
	return (struct str){tape->pool + at, length};
}

struct str
tape_text(const struct tape *tape, const struct tape_event *event)
{
	return pool_text(tape, event->text, event->length);
}

struct str
ref_name(const struct tape *tape, const struct tape_ref *ref)
{
	return pool_text(tape, ref->name, ref->name_length);
}

struct str
ref_of(const struct tape *tape, const struct tape_ref *ref)
{
	return pool_text(tape, ref->of, ref->of_length);
}

struct str
ref_fragment(const struct tape *tape, const struct tape_ref *ref)
{
	return pool_text(tape, ref->fragment, ref->fragment_length);
}

struct str
ref_sentence(const struct tape *tape, const struct tape_ref *ref)
{
	return pool_text(tape, ref->sentence, ref->sentence_length);
}

struct str
fill_id(const struct tape *tape, const struct tape_fill *fill)
{
	return pool_text(tape, fill->id, fill->id_length);
}

const char *
fill_name(enum fill_kind kind)
{
	static const char *const names[] = {
		[FILL_FOLLOW_UP_TABLE] = "follow-up-table",
		[FILL_FOLLOW_UP_LIST] = "follow-up-list",
		[FILL_QUESTION_LIST] = "question-list",
		[FILL_SAVINGS_LIST] = "savings-list",
	};

	return names[kind];
}

uint32_t
tape_find_note(const struct tape *tape, uint32_t number)
{
	for (uint32_t i = 0; i < tape->event_count; i++) {
		const struct tape_event *event = &tape->events[i];

		if (event->kind == TAPE_NOTE && event->step == TAPE_OPEN) {
			if (event->value == number)
				return i;
			i = event->peer;
		}
	}
	return tape->event_count;
}

static bool
is_block(enum tape_kind kind)
{
	return kind <= TAPE_NOTE;
}

struct str
tape_add_plain(struct buf *text, const struct tape *tape, uint32_t first, uint32_t last)
{
	size_t from = text->len;

	for (uint32_t i = first; i < last; i++) {
		const struct tape_event *event = &tape->events[i];
		bool is_text = event->kind == TAPE_TEXT || event->kind == TAPE_CODE || event->kind == TAPE_CODE_BLOCK ||
		               event->kind == TAPE_IMAGE;

		if (is_text)
			buf_add(text, tape_text(tape, event));
		else if (is_block(event->kind) || event->kind == TAPE_SOFT_BREAK || event->kind == TAPE_HARD_BREAK)
			if (text->len > from && text->at[text->len - 1] != ' ')
				buf_add_char(text, ' ');
	}
	return str_trim(str_slice(buf_str(text), from, text->len));
}

struct str
tape_plain(struct arena *arena, const struct tape *tape, uint32_t first, uint32_t last)
{
	struct buf text = {0};
	struct str plain = arena_str(arena, tape_add_plain(&text, tape, first, last));

	buf_free(&text);
	return plain;
}

bool
tape_is_empty(const struct tape *tape)
{
	return tape->event_count == 0;
}

uint64_t
tape_digest(const struct tape *tape)
{
	uint64_t parts[4] = {
		hash_of((struct str){(const char *)tape->events, tape->event_count * sizeof *tape->events}),
		hash_of((struct str){(const char *)tape->refs, tape->ref_count * sizeof *tape->refs}),
		hash_of((struct str){(const char *)tape->fills, tape->fill_count * sizeof *tape->fills}),
		hash_of((struct str){tape->pool, tape->pool_size}),
	};

	return hash_of((struct str){(const char *)parts, sizeof parts});
}

enum { DEEPEST = 256 };

struct tape_maker {
	struct arena *arena;
	struct tape tape;
	size_t event_cap, ref_cap, fill_cap, pool_cap;
	uint32_t open[DEEPEST]; /* the events that are open */
	size_t depth;
};

struct tape_maker *
tape_maker_new(struct arena *arena)
{
	struct tape_maker *maker = arena_alloc(arena, sizeof *maker);

	maker->arena = arena;
	return maker;
}

void
tape_maker_reset(struct tape_maker *maker)
{
	maker->tape.event_count = maker->tape.ref_count = maker->tape.fill_count = maker->tape.pool_size = 0;
	maker->depth = 0;
}

static uint32_t
add_to_pool(struct tape_maker *maker, struct str text)
{
	enum { USUAL = 256 };
	struct tape *tape = &maker->tape;
	uint32_t at = tape->pool_size;

	assert(text.len < UINT32_MAX - at);
	tape->pool = arena_reserve(maker->arena, tape->pool, at, at ? text.len : text.len + USUAL, &maker->pool_cap, 1);
	if (text.len)
		memcpy(tape->pool + at, text.at, text.len);
	tape->pool_size += (uint32_t)text.len;
	return at;
}

static uint32_t
add_event(struct tape_maker *maker, enum tape_kind kind, enum tape_step step, struct tape_event with, struct str text)
{
	struct tape *tape = &maker->tape;

	tape->events = arena_grow(maker->arena, tape->events, tape->event_count, &maker->event_cap, sizeof *tape->events);
	with.kind = (uint8_t)kind;
	with.step = (uint8_t)step;
	with.text = add_to_pool(maker, text);
	with.length = (uint32_t)text.len;
	with.peer = 0;
	tape->events[tape->event_count] = with;
	return tape->event_count++;
}

uint32_t
tape_open(struct tape_maker *maker, enum tape_kind kind, struct tape_event with, struct str text)
{
	uint32_t at = add_event(maker, kind, TAPE_OPEN, with, text);

	assert(maker->depth < DEEPEST);
	maker->open[maker->depth++] = at;
	return at;
}

void
tape_close(struct tape_maker *maker, enum tape_kind kind)
{
	uint32_t opened, at;

	assert(maker->depth > 0);
	opened = maker->open[--maker->depth];
	assert(maker->tape.events[opened].kind == kind);
	at = add_event(maker, kind, TAPE_CLOSE,
	               (struct tape_event){.flags = maker->tape.events[opened].flags,
	                                   .level = maker->tape.events[opened].level,
	                                   .value = maker->tape.events[opened].value},
	               STR(""));
	maker->tape.events[opened].peer = at;
	maker->tape.events[at].peer = opened;
}

uint32_t
tape_add(struct tape_maker *maker, enum tape_kind kind, struct tape_event with, struct str text)
{
	struct tape *tape = &maker->tape;
	struct tape_event *last = tape->event_count ? &tape->events[tape->event_count - 1] : NULL;

	/* A text that goes on where the one before it ended stays one: parsers cut texts at every special character. */
	if (kind == TAPE_TEXT && last && last->kind == TAPE_TEXT && last->text + last->length == tape->pool_size) {
		add_to_pool(maker, text);
		last->length += (uint32_t)text.len;
		return tape->event_count - 1;
	}
	return add_event(maker, kind, TAPE_LEAF, with, text);
}

/* Names longer than this are no names; a link's address may be long, and is refused by the parser before. */
static uint16_t
short_length(struct str text)
{
	assert(text.len <= UINT16_MAX);
	return (uint16_t)text.len;
}

/* References of one sentence share it. */
static void
add_sentence(struct tape_maker *maker, struct tape_ref *ref, struct str sentence)
{
	const struct tape *tape = &maker->tape;
	const struct tape_ref *last = tape->ref_count ? &tape->refs[tape->ref_count - 1] : NULL;
	bool is_same = last && str_equal(ref_sentence(tape, last), sentence);

	ref->sentence = is_same ? last->sentence : add_to_pool(maker, sentence);
	ref->sentence_length = (uint32_t)sentence.len;
}

uint32_t
tape_add_ref(struct tape_maker *maker, struct tape_ref ref, struct str name, struct str of, struct str fragment,
             struct str sentence)
{
	struct tape *tape = &maker->tape;

	tape->refs = arena_grow(maker->arena, tape->refs, tape->ref_count, &maker->ref_cap, sizeof *tape->refs);
	ref.name = add_to_pool(maker, name);
	ref.name_length = short_length(name);
	ref.of = add_to_pool(maker, of);
	ref.of_length = short_length(of);
	ref.fragment = add_to_pool(maker, fragment);
	ref.fragment_length = short_length(fragment);
	add_sentence(maker, &ref, sentence);
	tape->refs[tape->ref_count] = ref;
	return tape->ref_count++;
}

uint32_t
tape_add_fill(struct tape_maker *maker, struct tape_fill fill, struct str id)
{
	struct tape *tape = &maker->tape;

	tape->fills = arena_grow(maker->arena, tape->fills, tape->fill_count, &maker->fill_cap, sizeof *tape->fills);
	fill.id = add_to_pool(maker, id);
	fill.id_length = (uint32_t)id.len;
	tape->fills[tape->fill_count] = fill;
	return tape->fill_count++;
}

/* A maker grows by doubling in its own arena; what is kept is copied to its exact size. */
static void *
packed(struct arena *arena, const void *items, size_t size)
{
	void *copy = arena_alloc(arena, size);

	if (size)
		memcpy(copy, items, size);
	return copy;
}

struct tape
tape_made(struct tape_maker *maker, struct arena *arena)
{
	struct tape tape = maker->tape;

	assert(maker->depth == 0);
	tape.events = packed(arena, tape.events, tape.event_count * sizeof *tape.events);
	tape.refs = packed(arena, tape.refs, tape.ref_count * sizeof *tape.refs);
	tape.fills = packed(arena, tape.fills, tape.fill_count * sizeof *tape.fills);
	tape.pool = packed(arena, tape.pool, tape.pool_size);
	return tape;
}

uint32_t
tape_depth(const struct tape_maker *maker)
{
	return (uint32_t)maker->depth;
}

bool
tape_has_anchor(const struct tape *tape, struct str anchor)
{
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_HEADING && str_equal(tape_text(tape, &tape->events[i]), anchor))
			return true;
	return false;
}

struct str
tape_lead(struct arena *arena, const struct tape *tape)
{
	for (uint32_t i = 0; i < tape->event_count; i++)
		if (tape->events[i].kind == TAPE_PARAGRAPH && tape->events[i].step == TAPE_OPEN)
			return tape_plain(arena, tape, i, tape->events[i].peer);
	return STR("");
}
