/* SPDX-License-Identifier: EUPL-1.2 */
#include "plain.h"

enum { DEEPEST = 32 };

struct plain {
	struct buf *out;
	size_t start;           /* of the text in out */
	unsigned breaks;        /* line breaks that are due before the next text */
	unsigned depth;         /* of lists */
	uint32_t next[DEEPEST]; /* number of the next item; 0: a list without numbers */
	bool is_in_row;         /* a cell of this row stands already */
};

static void
ask_breaks(struct plain *plain, unsigned count)
{
	if (plain->breaks < count)
		plain->breaks = count;
}

static void
add(struct plain *plain, struct str text)
{
	for (; plain->out->len > plain->start && plain->breaks; plain->breaks--)
		buf_add_char(plain->out, '\n');
	plain->breaks = 0;
	buf_add(plain->out, text);
}

static void
open_list(struct plain *plain, const struct tape_event *event)
{
	if (plain->depth)
		plain->breaks = 1;
	else
		ask_breaks(plain, 2);
	if (plain->depth < DEEPEST)
		plain->next[plain->depth] = event->flags & TAPE_ORDERED ? event->value + 1 : 0;
	plain->depth++;
}

/* Numbers are kept one higher than they are, so that a list from 0 is a list with numbers. */
static void
open_item(struct plain *plain)
{
	uint32_t *next = &plain->next[plain->depth <= DEEPEST ? plain->depth - 1 : DEEPEST - 1];

	ask_breaks(plain, 1);
	add(plain, STR(""));
	for (unsigned i = 1; i < plain->depth; i++)
		buf_add_cstring(plain->out, "  ");
	if (*next)
		buf_printf(plain->out, "%u. ", (unsigned)(*next)++ - 1);
	else
		buf_add_cstring(plain->out, "- ");
	plain->breaks = 0;
}

static void
open_cell(struct plain *plain)
{
	plain->breaks = plain->is_in_row ? 0 : plain->breaks;
	add(plain, plain->is_in_row ? STR(" | ") : STR(""));
	plain->is_in_row = true;
}

static void
add_note_number(struct plain *plain, uint32_t number)
{
	add(plain, STR(""));
	buf_printf(plain->out, "[%u]", (unsigned)number);
}

static void
open_event(struct plain *plain, const struct tape_event *event)
{
	switch (event->kind) {
	case TAPE_LIST:
		open_list(plain, event);
		break;
	case TAPE_ITEM:
		open_item(plain);
		break;
	case TAPE_ROW:
		ask_breaks(plain, 1);
		plain->is_in_row = false;
		break;
	case TAPE_CELL:
		open_cell(plain);
		break;
	case TAPE_NOTE:
		ask_breaks(plain, 2);
		add_note_number(plain, event->value);
		buf_add_char(plain->out, ' ');
		break;
	case TAPE_HEADING:
	case TAPE_QUOTE:
	case TAPE_TABLE:
		ask_breaks(plain, 2);
		break;
	default:
		break;
	}
}

static void
close_event(struct plain *plain, const struct tape_event *event)
{
	switch (event->kind) {
	case TAPE_LIST:
		plain->depth--;
		ask_breaks(plain, plain->depth ? 1 : 2);
		break;
	case TAPE_ITEM:
	case TAPE_ROW:
		plain->breaks = 1;
		break;
	case TAPE_PARAGRAPH:
	case TAPE_HEADING:
	case TAPE_QUOTE:
	case TAPE_TABLE:
	case TAPE_NOTE:
		ask_breaks(plain, 2);
		break;
	default:
		break;
	}
}

static void
add_leaf(struct plain *plain, const struct tape *tape, const struct tape_event *event)
{
	switch (event->kind) {
	case TAPE_TEXT:
	case TAPE_CODE:
	case TAPE_IMAGE:
		add(plain, tape_text(tape, event));
		break;
	case TAPE_SOFT_BREAK:
		add(plain, STR(" "));
		break;
	case TAPE_HARD_BREAK:
		ask_breaks(plain, 1);
		break;
	case TAPE_CODE_BLOCK:
		ask_breaks(plain, 2);
		add(plain, str_trim(tape_text(tape, event)));
		ask_breaks(plain, 2);
		break;
	case TAPE_NOTE_REF:
		add_note_number(plain, event->value);
		break;
	default:
		break;
	}
}

void
plain_add(struct buf *out, const struct tape *tape)
{
	struct plain plain = {.out = out, .start = out->len};

	for (uint32_t i = 0; i < tape->event_count; i++) {
		const struct tape_event *event = &tape->events[i];

		if (event->step == TAPE_OPEN)
			open_event(&plain, event);
		else if (event->step == TAPE_CLOSE)
			close_event(&plain, event);
		else
			add_leaf(&plain, tape, event);
	}
}

struct str
plain_text(struct buf *buf, const struct tape *tape)
{
	buf_clear(buf);
	plain_add(buf, tape);
	return buf_str(buf);
}
