/* SPDX-License-Identifier: EUPL-1.2 */
/* Collecting the text and the runs of a paragraph. */
#include <string.h>

#include "../base/utf8.h"
#include "line.h"

enum { REPLACEMENT = 0xfffd };

static bool
style_equal(struct style a, struct style b)
{
	return a.face == b.face && a.colour == b.colour && a.size == b.size && a.rise == b.rise;
}

void
para_style(struct para_maker *maker, struct style style, uint32_t slot, uint32_t link)
{
	struct run run = {.start = (uint32_t)maker->text.len, .style = style, .slot = slot, .link = link};
	struct run *last = maker->run_count ? &maker->runs[maker->run_count - 1] : NULL;
	if (last && last->slot == slot && last->link == link && style_equal(last->style, style))
		return;
	if (last && last->start == run.start) {
		*last = run;
		return;
	}
	maker->runs = arena_grow(maker->arena, maker->runs, maker->run_count, &maker->run_cap, sizeof *maker->runs);
	maker->runs[maker->run_count++] = run;
}

/* Controls and marks that show nothing: line breaking and hyphens are ours to decide. */
static bool
is_invisible(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || c >= 0xe0000;
}

static void
add_blank(struct para_maker *maker)
{
	bool is_second = maker->text.len == 0 || strchr(" \n", maker->text.at[maker->text.len - 1]);
	if (maker->keeps_blanks || !is_second)
		buf_add_char(&maker->text, ' ');
}

static void
add_character(struct para_maker *maker, uint32_t c)
{
	enum face_id face = maker->run_count ? maker->runs[maker->run_count - 1].style.face : FACE_REGULAR;
	if (c == '\t' && maker->keeps_blanks) {
		buf_add_cstring(&maker->text, "    ");
	} else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		add_blank(maker);
	} else if (!is_invisible(c)) {
		if (fonts_face_for(maker->fonts, face, c) == FACE_COUNT) {
			bool is_space = utf8_is_space(c);
			if (!is_space && maker->missing)
				maker->missing(maker->context, c);
			c = is_space ? 0xa0 : REPLACEMENT;
		}
		utf8_add(&maker->text, c);
	}
}

static bool
is_plain(unsigned char byte)
{
	return byte > ' ' && byte < 0x7f;
}

/* Combining characters begin at U+0300; of what comes after it, only the common punctuation is known here to need no composing. */
static bool
may_need_composing(struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];
		if (byte == 0xe2 && i + 1 < text.len && (unsigned char)text.at[i + 1] == 0x80)
			continue;
		if (byte >= 0xcc)
			return true;
	}
	return false;
}

void
para_add(struct para_maker *maker, struct str text)
{
	if (may_need_composing(text))
		text = utf8_compose(maker->arena, text);
	for (size_t at = 0; at < text.len;) {
		size_t end = at;
		while (end < text.len && is_plain((unsigned char)text.at[end]))
			end++;
		if (end > at) {
			buf_add_bytes(&maker->text, text.at + at, end - at);
			at = end;
		} else {
			add_character(maker, utf8_next(text, &at));
		}
	}
}

void
para_break(struct para_maker *maker)
{
	while (maker->text.len && maker->text.at[maker->text.len - 1] == ' ')
		maker->text.len--;
	buf_add_char(&maker->text, '\n');
}

void
para_note(struct para_maker *maker, uint32_t note)
{
	maker->notes = arena_grow(maker->arena, maker->notes, maker->note_count, &maker->note_cap, sizeof *maker->notes);
	maker->notes[maker->note_count++] = (struct para_note){(uint32_t)maker->text.len, note};
}

bool
para_is_empty(const struct para_maker *maker)
{
	for (size_t i = 0; i < maker->text.len; i++)
		if (maker->text.at[i] != ' ' && maker->text.at[i] != '\n')
			return false;
	return true;
}

struct para *
para_made(struct para_maker *maker, mpt leading)
{
	struct para *para = NULL;
	if (!para_is_empty(maker)) {
		para = arena_alloc(maker->arena, sizeof *para);
		while (maker->text.len && strchr(" \n", maker->text.at[maker->text.len - 1]))
			maker->text.len--;
		para->text = arena_str(maker->texts, buf_str(&maker->text));
		para->runs = arena_array(maker->arena, maker->run_count, sizeof *para->runs);
		memcpy(para->runs, maker->runs, maker->run_count * sizeof *para->runs);
		para->run_count = maker->run_count;
		while (para->run_count > 1 && para->runs[para->run_count - 1].start >= para->text.len)
			para->run_count--;
		if (maker->note_count) {
			para->notes = arena_array(maker->arena, maker->note_count, sizeof *para->notes);
			memcpy(para->notes, maker->notes, maker->note_count * sizeof *para->notes);
			para->note_count = maker->note_count;
		}
		para->leading = leading;
		para->is_foreign = maker->is_foreign;
		for (size_t i = 0; i < para->run_count; i++)
			if (para->runs[i].style.size > para->size)
				para->size = para->runs[i].style.size;
	}
	buf_clear(&maker->text);
	maker->run_count = maker->note_count = 0;
	return para;
}
