/* SPDX-License-Identifier: EUPL-1.2 */
#include "prose.h"

/* The footnotes of copied texts wait here until the end of the new one. */
struct waiting_note {
	const struct prose *from;
	uint32_t event;  /* TAPE_NOTE, opened */
	uint32_t number; /* in the new text */
};

struct prose_maker {
	struct arena *arena;
	struct arena *scratch; /* of the tape while it is made */
	struct tape_maker *tape;
	const struct record *owner;
	const struct link **links;
	size_t link_count, link_cap;
	struct waiting_note *notes;
	size_t note_count, note_cap;
	bool flattens_headings, emboldens;
	prose_filler *fill;
	void *fill_user;
};

struct prose_maker *
prose_maker_new(struct arena *arena, const struct record *owner)
{
	struct prose_maker *maker = arena_alloc(arena, sizeof *maker);

	maker->arena = arena;
	maker->scratch = arena_new();
	maker->tape = tape_maker_new(maker->scratch);
	maker->owner = owner;
	return maker;
}

struct tape_maker *
prose_tape(struct prose_maker *maker)
{
	return maker->tape;
}

void
prose_flatten_headings(struct prose_maker *maker, bool flatten)
{
	maker->flattens_headings = flatten;
}

void
prose_embolden(struct prose_maker *maker, bool embolden)
{
	maker->emboldens = embolden;
}

void
prose_on_fill(struct prose_maker *maker, prose_filler *fill, void *user)
{
	maker->fill = fill;
	maker->fill_user = user;
}

void
prose_text(struct prose_maker *maker, struct str text)
{
	tape_add(maker->tape, TAPE_TEXT, (struct tape_event){0}, text);
}

void
prose_text_of(struct prose_maker *maker, const struct record *from, struct str text)
{
	tape_open(maker->tape, TAPE_COPY, (struct tape_event){.flags = TAPE_INLINE}, from->id);
	prose_text(maker, text);
	tape_close(maker->tape, TAPE_COPY);
}

void
prose_strong(struct prose_maker *maker, struct str text)
{
	tape_open(maker->tape, TAPE_STRONG, (struct tape_event){0}, STR(""));
	prose_text(maker, text);
	tape_close(maker->tape, TAPE_STRONG);
}

static void
add_link(struct prose_maker *maker, const struct link *link)
{
	maker->links = arena_grow(maker->arena, maker->links, maker->link_count, &maker->link_cap, sizeof *maker->links);
	maker->links[maker->link_count++] = link;
}

void
prose_link(struct prose_maker *maker, const struct record *to, struct str text, unsigned flags)
{
	struct link *link = arena_alloc(maker->arena, sizeof *link);
	uint32_t ref = tape_add_ref(maker->tape, (struct tape_ref){.kind = REF_ID}, to->id, STR(""), STR(""), STR(""));

	*link = (struct link){.from = maker->owner, .to = to, .ref_kind = REF_ID, .flags = (uint8_t)flags};
	add_link(maker, link);
	tape_open(maker->tape, TAPE_LINK, (struct tape_event){.value = ref}, STR(""));
	prose_text(maker, text);
	tape_close(maker->tape, TAPE_LINK);
}

static uint32_t
copy_ref(struct prose_maker *maker, const struct prose *from, uint32_t ref)
{
	const struct tape_ref *old = &from->tape.refs[ref];

	add_link(maker, from->links ? from->links[ref] : NULL);
	return tape_add_ref(maker->tape, *old, ref_name(&from->tape, old), ref_of(&from->tape, old),
	                    ref_fragment(&from->tape, old), ref_sentence(&from->tape, old));
}

/* The number in the new text of a footnote of another. The same note of the same text keeps one number. */
static uint32_t
note_number(struct prose_maker *maker, const struct prose *from, uint32_t number)
{
	uint32_t event = tape_find_note(&from->tape, number);

	for (size_t i = 0; i < maker->note_count; i++)
		if (maker->notes[i].from == from && maker->notes[i].event == event)
			return maker->notes[i].number;
	maker->notes = arena_grow(maker->arena, maker->notes, maker->note_count, &maker->note_cap, sizeof *maker->notes);
	maker->notes[maker->note_count] =
		(struct waiting_note){.from = from, .event = event, .number = (uint32_t)maker->note_count + 1};
	return maker->notes[maker->note_count++].number;
}

static void
copy_leaf(struct prose_maker *maker, const struct prose *from, const struct tape_event *event)
{
	struct tape_event with = *event;

	if (event->kind == TAPE_FILL) {
		if (maker->fill)
			maker->fill(maker->fill_user, from, &from->tape.fills[event->value]);
		return;
	}
	if (event->kind == TAPE_IMAGE)
		with.value = copy_ref(maker, from, event->value);
	else if (event->kind == TAPE_NOTE_REF)
		with.value = note_number(maker, from, event->value);
	tape_add(maker->tape, event->kind, with, tape_text(&from->tape, event));
}

static void
copy_open(struct prose_maker *maker, const struct prose *from, const struct tape_event *event)
{
	bool is_flat = event->kind == TAPE_HEADING && maker->flattens_headings;
	struct tape_event with = *event;

	if (event->kind == TAPE_LINK)
		with.value = copy_ref(maker, from, event->value);
	/* An anchor belongs to the page that the text is on of its own. */
	tape_open(maker->tape, is_flat ? TAPE_PARAGRAPH : event->kind, with,
	          event->kind == TAPE_HEADING ? STR("") : tape_text(&from->tape, event));
	if (is_flat || (event->kind == TAPE_PARAGRAPH && maker->emboldens))
		tape_open(maker->tape, TAPE_STRONG, (struct tape_event){0}, STR(""));
}

static void
copy_close(struct prose_maker *maker, const struct tape_event *event)
{
	bool is_flat = event->kind == TAPE_HEADING && maker->flattens_headings;

	if (is_flat || (event->kind == TAPE_PARAGRAPH && maker->emboldens))
		tape_close(maker->tape, TAPE_STRONG);
	tape_close(maker->tape, is_flat ? TAPE_PARAGRAPH : event->kind);
}

static void
copy_events(struct prose_maker *maker, const struct prose *from, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		const struct tape_event *event = &from->tape.events[i];

		if (event->kind == TAPE_NOTE)
			i = event->peer;
		else if (event->step == TAPE_OPEN)
			copy_open(maker, from, event);
		else if (event->step == TAPE_CLOSE)
			copy_close(maker, event);
		else
			copy_leaf(maker, from, event);
	}
}

/* What stands here comes from another record: its language may differ, and messages about it point there. */
static void
copy_part(struct prose_maker *maker, const struct prose *from, uint32_t first, uint32_t last, uint8_t flags)
{
	if (first == last)
		return;
	tape_open(maker->tape, TAPE_COPY, (struct tape_event){.flags = flags}, from->owner ? from->owner->id : STR(""));
	copy_events(maker, from, first, last);
	tape_close(maker->tape, TAPE_COPY);
}

static void
add_lead(struct prose_maker *maker, struct str lead, bool is_bold)
{
	if (is_bold)
		prose_strong(maker, lead);
	else
		prose_text(maker, lead);
}

static bool
begins_with_paragraph(const struct tape *tape)
{
	return tape->event_count && tape->events[0].kind == TAPE_PARAGRAPH;
}

void
prose_copy(struct prose_maker *maker, const struct prose *from, struct str lead, bool lead_is_bold)
{
	uint32_t first = 0;

	if (lead.len) {
		tape_open(maker->tape, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
		add_lead(maker, lead, lead_is_bold);
		if (from && begins_with_paragraph(&from->tape)) {
			prose_text(maker, STR(" "));
			copy_part(maker, from, 1, from->tape.events[0].peer, TAPE_INLINE);
			first = from->tape.events[0].peer + 1;
		}
		tape_close(maker->tape, TAPE_PARAGRAPH);
	}
	if (from)
		copy_part(maker, from, first, from->tape.event_count, 0);
}

void
prose_copy_first_paragraph(struct prose_maker *maker, const struct prose *from)
{
	for (uint32_t i = 0; from && i < from->tape.event_count; i++) {
		const struct tape_event *event = &from->tape.events[i];

		if (event->kind == TAPE_PARAGRAPH && event->step == TAPE_OPEN) {
			copy_part(maker, from, i + 1, event->peer, TAPE_INLINE);
			return;
		}
	}
}

/* Copying a note may find further notes in it, which join the end. */
static void
add_waiting_notes(struct prose_maker *maker)
{
	maker->flattens_headings = maker->emboldens = false;
	for (size_t i = 0; i < maker->note_count; i++) {
		struct waiting_note note = maker->notes[i];
		const struct tape *tape = &note.from->tape;

		if (note.event == tape->event_count)
			continue;
		tape_open(maker->tape, TAPE_NOTE, (struct tape_event){.value = note.number}, STR(""));
		copy_part(maker, note.from, note.event + 1, tape->events[note.event].peer, 0);
		tape_close(maker->tape, TAPE_NOTE);
	}
}

struct prose *
prose_made(struct prose_maker *maker)
{
	struct prose *prose = arena_alloc(maker->arena, sizeof *prose);

	add_waiting_notes(maker);
	prose->tape = tape_made(maker->tape, maker->arena);
	arena_free(maker->scratch);
	prose->links = maker->links;
	prose->owner = maker->owner;
	return prose;
}
