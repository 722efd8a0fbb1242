/* SPDX-License-Identifier: EUPL-1.2 */
#include "tape_html.h"

#include <string.h>

#include "../model/fill.h"
#include "portal.h"
#include "tag.h"

/* A footnote of the page, in the order of its first reference. */
struct shown_note {
	const struct prose *prose;
	uint32_t number; /* in its own text */
};

struct writer {
	struct context *context;
	struct tags tags;
	struct showing showing;
	unsigned prefix; /* of the anchors of this text's footnotes */
	struct shown_note *notes;
	size_t note_count, note_cap;
	bool in_header;                /* a row of column headings */
	int section_shift;             /* below the heading of an annex */
	struct str language;           /* of the text around */
	const struct record **answers; /* to show behind the paragraph */
	size_t answer_count, answer_cap;
};

static void write_events(struct writer *writer, const struct prose *prose, uint32_t first, uint32_t last);
static void write_in(struct writer *writer, struct str language, const char *name, const struct prose *prose, uint32_t first,
                     uint32_t last);

static const struct attribute no_attributes[] = {{NULL, {0}}};

static struct attribute
attribute_of(const char *name, bool has, struct str value)
{
	return (struct attribute){name, has ? value : (struct str){0}};
}

/* Says so where the language, and its direction, are not those around. class may be NULL. */
static void
open_language(struct writer *writer, const char *name, const char *class, struct str language)
{
	const char *direction = language_direction(language);
	bool turns = strcmp(direction, language_direction(writer->language)) != 0;
	const struct attribute attributes[] = {
		attribute_of("class", class != NULL, class ? str_from(class) : STR("")),
		attribute_of("lang", !str_equal(writer->language, language), language),
		attribute_of("dir", turns, str_from(direction)),
		{NULL, {0}},
	};

	tag_open(&writer->tags, name, attributes);
}

/* Footnotes. */

static size_t
note_index(struct writer *writer, const struct prose *prose, uint32_t number)
{
	for (size_t i = 0; i < writer->note_count; i++)
		if (writer->notes[i].prose == prose && writer->notes[i].number == number)
			return i;
	writer->notes =
		arena_grow(writer->context->arena, writer->notes, writer->note_count, &writer->note_cap, sizeof *writer->notes);
	writer->notes[writer->note_count] = (struct shown_note){prose, number};
	return writer->note_count++;
}

static void
write_note_ref(struct writer *writer, const struct prose *prose, uint32_t number)
{
	struct arena *arena = writer->context->arena;
	size_t before = writer->note_count, index = note_index(writer, prose, number);
	bool is_first = index == before;
	struct str label = arena_printf(arena, "%zu", index + 1);
	struct str word = context_word(writer->context, WORD_footnote);

	tag_open(&writer->tags, "sup", no_attributes);
	tag_open(&writer->tags, "a",
	         (struct attribute[]){
			 {"href", arena_printf(arena, "#t%u-n%zu", writer->prefix, index + 1)},
			 {"id", is_first ? arena_printf(arena, "t%u-r%zu", writer->prefix, index + 1) : (struct str){0}},
			 {"aria-label", language_fill(arena, word, &label, 1)},
			 {"role", STR("doc-noteref")},
			 {NULL, {0}}});
	tag_text(&writer->tags, label);
	tag_close(&writer->tags, "a");
	tag_close(&writer->tags, "sup");
}

/* Notes may refer to further notes, which join the list. */
static void
write_notes(struct writer *writer)
{
	struct arena *arena = writer->context->arena;
	struct tags *tags = &writer->tags;

	if (!writer->note_count)
		return;
	tag_open(tags, "section",
	         (struct attribute[]){{"class", STR("notes")},
	                              {"role", STR("doc-endnotes")},
	                              {"aria-label", context_word(writer->context, WORD_footnotes)},
	                              {NULL, {0}}});
	tag_open(tags, "ol", no_attributes);
	for (size_t i = 0; i < writer->note_count; i++) {
		const struct prose *prose = writer->notes[i].prose;
		uint32_t event = tape_find_note(&prose->tape, writer->notes[i].number);
		struct str back = arena_printf(arena, "#t%u-r%zu", writer->prefix, i + 1);

		tag_open(tags, "li",
		         (struct attribute[]){{"id", arena_printf(arena, "t%u-n%zu", writer->prefix, i + 1)}, {NULL, {0}}});
		if (event < prose->tape.event_count)
			write_in(writer, site_tag(writer->context->site, prose->owner), "div", prose, event + 1,
			         prose->tape.events[event].peer);
		tag_open(tags, "a", (struct attribute[]){{"href", back}, {"class", STR("notes__back")}, {NULL, {0}}});
		tag_text(tags, context_word(writer->context, WORD_back_to_text));
		tag_close(tags, "a");
		tag_close(tags, "li");
	}
	tag_close(tags, "ol");
	tag_close(tags, "section");
	tag_newline(tags);
}

/* Answers that a paragraph sends its reader to. */

static void
add_answer(struct writer *writer, const struct record *question)
{
	for (size_t i = 0; i < writer->answer_count; i++)
		if (writer->answers[i] == question)
			return;
	writer->answers = arena_grow(writer->context->arena, writer->answers, writer->answer_count, &writer->answer_cap,
	                             sizeof *writer->answers);
	writer->answers[writer->answer_count++] = question;
}

static bool
sends_reader_on(const struct link *link)
{
	return link && link->to && link->ref_kind == REF_QUESTION && (link->flags & REF_SEE);
}

static void
write_page_link(struct writer *writer, const struct record *to)
{
	tag_open(&writer->tags, "a", (struct attribute[]){{"href", context_href(writer->context, to->address)}, {NULL, {0}}});
	tag_text(&writer->tags, to->title);
	tag_close(&writer->tags, "a");
}

/* 'Dit antwoord verwijst zelf verder naar …', or back to where the reader is. */
static void
write_where_answer_leads(struct writer *writer, const struct record *question)
{
	const struct prose *body = question->body;
	const struct record *here = NULL;
	bool is_first = true, points_back = false;

	for (uint32_t i = 0; i < body->tape.ref_count; i++) {
		const struct link *link = body->links[i];

		if (!sends_reader_on(link))
			continue;
		if (str_equal(link->to->address, writer->context->address)) {
			points_back = true;
			continue;
		}
		if (link->to == here)
			continue;
		here = link->to;
		if (is_first)
			tag_open(&writer->tags, "p", (struct attribute[]){{"class", STR("answer__further")}, {NULL, {0}}});
		tag_text(&writer->tags, is_first ? context_word(writer->context, WORD_answer_points_further) : STR(","));
		tag_text(&writer->tags, STR(" "));
		write_page_link(writer, link->to);
		is_first = false;
	}
	if (!is_first) {
		tag_text(&writer->tags, STR("."));
		tag_close(&writer->tags, "p");
	}
	if (points_back) {
		tag_open(&writer->tags, "p", (struct attribute[]){{"class", STR("answer__further")}, {NULL, {0}}});
		tag_text(&writer->tags, context_word(writer->context, WORD_answer_points_back));
		tag_close(&writer->tags, "p");
	}
}

static void
write_answer(struct writer *writer, const struct record *question)
{
	struct tags *tags = &writer->tags;
	struct arena *arena = writer->context->arena;
	struct str title = question->title;
	struct showing plain = {.heading_shift = writer->showing.heading_shift + 1};
	struct str page_language = writer->context->site->language->tag;

	open_language(writer, "details", "answer", page_language);
	tag_open(tags, "summary", no_attributes);
	tag_text(tags, language_fill(arena, context_word(writer->context, WORD_answer_to), &title, 1));
	tag_close(tags, "summary");
	tag_open(tags, "div", (struct attribute[]){{"class", STR("answer__text")}, {NULL, {0}}});
	tag_newline(tags);
	tape_write_html(writer->context, question->body, plain, tags->out);
	write_where_answer_leads(writer, question);
	tag_close(tags, "div");
	tag_close(tags, "details");
	tag_newline(tags);
}

static void
write_answers(struct writer *writer)
{
	size_t count = writer->answer_count;

	writer->answer_count = 0;
	for (size_t i = 0; i < count; i++)
		write_answer(writer, writer->answers[i]);
}

/* Spans. */

/* A term leads to its definition at its first use on a page alone. */
static bool
is_explained(struct writer *writer, const struct link *link)
{
	if (link->ref_kind != REF_TERM)
		return false;
	if (!writer->context->terms)
		writer->context->terms = table_new(writer->context->arena);
	return table_add(writer->context->terms, link->to->id, (void *)(uintptr_t)link->to) != NULL;
}

static void
open_link(struct writer *writer, const struct link *link)
{
	struct str class = {0};

	if (link->ref_kind == REF_TERM)
		class = STR("term");
	else if (!link->to && !link->address.len)
		class = STR("outside");
	tag_open(&writer->tags, "a",
	         (struct attribute[]){{"href", context_link_href(writer->context, link)},
	                              {"class", class},
	                              {"aria-label", link->flags & REF_PORTAL ? link->to->title : (struct str){0}},
	                              {NULL, {0}}});
}

/* Whether the link is written: decided when it opens, kept for when it closes. */
static void
write_link(struct writer *writer, const struct prose *prose, uint32_t at)
{
	const struct tape_event *event = &prose->tape.events[at];
	const struct link *link = prose->links ? prose->links[event->value] : NULL;
	bool is_written = link && !is_explained(writer, link);
	bool covers_text = event->peer > at + 1;

	if (sends_reader_on(link) && writer->showing.folds_answers)
		add_answer(writer, link->to);
	is_written = is_written && covers_text;
	if (is_written)
		open_link(writer, link);
	write_events(writer, prose, at + 1, event->peer);
	if (is_written)
		tag_close(&writer->tags, "a");
}

static void
write_image(struct writer *writer, const struct prose *prose, const struct tape_event *event)
{
	const struct link *link = prose->links ? prose->links[event->value] : NULL;

	if (link)
		tag_void(&writer->tags, "img",
		         (struct attribute[]){{"src", context_link_href(writer->context, link)},
		                              {"alt", tape_text(&prose->tape, event)},
		                              {"loading", STR("lazy")},
		                              {NULL, {0}}});
}

/* Blocks. */

static const char *
heading_tag(struct writer *writer, const struct tape_event *event)
{
	static const char *const names[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	int level;

	if (event->level == 1)
		writer->section_shift = 1;
	level = event->level == 1 ? 2 : event->level + writer->section_shift;
	level += writer->showing.heading_shift;
	return names[level < 2 ? 1 : level > 6 ? 5 : level - 1];
}

static const char *
simple_tag(const struct tape_event *event)
{
	switch ((enum tape_kind)event->kind) {
	case TAPE_QUOTE:
		return "blockquote";
	case TAPE_LIST:
		return event->flags & TAPE_ORDERED ? "ol" : "ul";
	case TAPE_ITEM:
		return "li";
	case TAPE_ROW:
		return "tr";
	case TAPE_CELL:
		return event->flags & TAPE_HEADER ? "th" : "td";
	case TAPE_EMPHASIS:
		return "em";
	case TAPE_STRONG:
		return "strong";
	case TAPE_PARAGRAPH:
		return "p";
	default:
		return NULL;
	}
}

static struct str
cell_class(const struct tape_event *event)
{
	if (event->flags & TAPE_LABEL)
		return STR("label-row");
	if (event->flags & TAPE_ALIGN_RIGHT)
		return STR("right");
	if (event->flags & TAPE_ALIGN_CENTER)
		return STR("center");
	return (struct str){0};
}

static void
open_tag(struct writer *writer, const char *name, const struct tape_event *event)
{
	struct arena *arena = writer->context->arena;
	struct str span = {0}, start = {0};

	if (event->kind == TAPE_CELL && event->value > 1)
		span = arena_printf(arena, "%u", event->value);
	if (event->kind == TAPE_LIST && (event->flags & TAPE_ORDERED) && event->value != 1)
		start = arena_printf(arena, "%u", event->value);
	tag_open(&writer->tags, name,
	         (struct attribute[]){
			 {"colspan", span},
			 {"scope", event->kind == TAPE_CELL && (event->flags & TAPE_HEADER) ? STR("col") : (struct str){0}},
			 {"start", start},
			 {"class", event->kind == TAPE_CELL ? cell_class(event) : (struct str){0}},
			 {NULL, {0}}});
}

/* A paragraph that is all there is in a cell, or in an item of a tight list, needs no mark of its own. */
static bool
is_alone(const struct prose *prose, uint32_t at)
{
	const struct tape *tape = &prose->tape;
	const struct tape_event *before = at ? &tape->events[at - 1] : NULL;

	if (!before || before->step != TAPE_OPEN)
		return false;
	if (before->kind == TAPE_CELL)
		return before->peer == tape->events[at].peer + 1;
	return before->kind == TAPE_ITEM && (before->flags & TAPE_TIGHT);
}

static void
write_paragraph(struct writer *writer, const struct prose *prose, uint32_t at)
{
	bool is_bare = is_alone(prose, at) && !writer->showing.folds_answers;

	if (!is_bare)
		tag_open(&writer->tags, "p", no_attributes);
	write_events(writer, prose, at + 1, prose->tape.events[at].peer);
	if (!is_bare)
		tag_close(&writer->tags, "p");
	tag_newline(&writer->tags);
	write_answers(writer);
}

static void
write_heading(struct writer *writer, const struct prose *prose, uint32_t at)
{
	const struct tape_event *event = &prose->tape.events[at];
	struct str anchor = tape_text(&prose->tape, event);
	const char *name = heading_tag(writer, event);
	bool has_id = anchor.len && writer->showing.is_main;

	tag_open(&writer->tags, name, (struct attribute[]){{"id", has_id ? anchor : (struct str){0}}, {NULL, {0}}});
	write_events(writer, prose, at + 1, event->peer);
	tag_close(&writer->tags, name);
	tag_newline(&writer->tags);
}

/* Wide tables scroll in a box of their own, which the keyboard can reach and which therefore has a name. */
static void
write_table(struct writer *writer, const struct prose *prose, uint32_t at)
{
	struct tags *tags = &writer->tags;
	struct arena *arena = writer->context->arena;
	struct str number = arena_printf(arena, "%u", ++writer->context->table_count);
	struct str label = language_fill(arena, context_word(writer->context, WORD_table), &number, 1);

	tag_open(tags, "div",
	         (struct attribute[]){{"class", STR("table-box")},
	                              {"role", STR("region")},
	                              {"aria-label", label},
	                              {"tabindex", STR("0")},
	                              {NULL, {0}}});
	tag_open(tags, "table", no_attributes);
	tag_newline(tags);
	write_events(writer, prose, at + 1, prose->tape.events[at].peer);
	tag_close(tags, "table");
	tag_close(tags, "div");
	tag_newline(tags);
}

static void
write_fill(struct writer *writer, const struct prose *prose, const struct tape_event *event)
{
	const struct context *context = writer->context;
	const struct prose *filled =
		fill_block(context->arena, context->site, prose->owner, &prose->tape, &prose->tape.fills[event->value]);

	write_events(writer, filled, 0, filled->tape.event_count);
}

static void
write_code_block(struct writer *writer, const struct prose *prose, const struct tape_event *event)
{
	tag_open(&writer->tags, "pre", (struct attribute[]){{"tabindex", STR("0")}, {NULL, {0}}});
	tag_open(&writer->tags, "code", no_attributes);
	tag_text(&writer->tags, tape_text(&prose->tape, event));
	tag_close(&writer->tags, "code");
	tag_close(&writer->tags, "pre");
	tag_newline(&writer->tags);
}

static void
write_leaf(struct writer *writer, const struct prose *prose, const struct tape_event *event)
{
	struct tags *tags = &writer->tags;

	switch ((enum tape_kind)event->kind) {
	case TAPE_TEXT:
		tag_text(tags, tape_text(&prose->tape, event));
		break;
	case TAPE_CODE:
		tag_open(tags, "code", no_attributes);
		tag_text(tags, tape_text(&prose->tape, event));
		tag_close(tags, "code");
		break;
	case TAPE_SOFT_BREAK:
		tag_newline(tags);
		break;
	case TAPE_HARD_BREAK:
		tag_void(tags, "br", no_attributes);
		break;
	case TAPE_RULE:
		tag_void(tags, "hr", no_attributes);
		break;
	case TAPE_CODE_BLOCK:
		write_code_block(writer, prose, event);
		break;
	case TAPE_IMAGE:
		write_image(writer, prose, event);
		break;
	case TAPE_NOTE_REF:
		write_note_ref(writer, prose, event->value);
		break;
	case TAPE_FILL:
		write_fill(writer, prose, event);
		break;
	default:
		break;
	}
}

static void
write_container(struct writer *writer, const struct prose *prose, uint32_t at)
{
	const struct tape_event *event = &prose->tape.events[at];
	const char *name = simple_tag(event);

	open_tag(writer, name, event);
	write_events(writer, prose, at + 1, event->peer);
	tag_close(&writer->tags, name);
	if (event->kind != TAPE_EMPHASIS && event->kind != TAPE_STRONG)
		tag_newline(&writer->tags);
}

static void
write_in(struct writer *writer, struct str language, const char *name, const struct prose *prose, uint32_t first, uint32_t last)
{
	struct str around = writer->language;
	bool changes = !str_equal(around, language);

	if (changes)
		open_language(writer, name, NULL, language);
	writer->language = language;
	write_events(writer, prose, first, last);
	writer->language = around;
	if (changes)
		tag_close(&writer->tags, name);
}

static void
write_copy(struct writer *writer, const struct prose *prose, uint32_t at)
{
	const struct site *site = writer->context->site;
	const struct tape_event *event = &prose->tape.events[at];
	struct str language = site_tag(site, site_find(site, tape_text(&prose->tape, event)));

	write_in(writer, language, event->flags & TAPE_INLINE ? "span" : "div", prose, at + 1, event->peer);
}

/* Texts nest at most as deep as markdown_read lets them, so that this recursion is bounded. */
static void
write_events(struct writer *writer, const struct prose *prose, uint32_t first, uint32_t last)
{
	for (uint32_t i = first; i < last; i++) {
		const struct tape_event *event = &prose->tape.events[i];

		if (event->step == TAPE_LEAF) {
			write_leaf(writer, prose, event);
			continue;
		}
		if (event->kind == TAPE_PARAGRAPH)
			write_paragraph(writer, prose, i);
		else if (event->kind == TAPE_HEADING)
			write_heading(writer, prose, i);
		else if (event->kind == TAPE_TABLE)
			write_table(writer, prose, i);
		else if (event->kind == TAPE_LINK)
			write_link(writer, prose, i);
		else if (event->kind == TAPE_COPY)
			write_copy(writer, prose, i);
		else if (event->kind != TAPE_NOTE)
			write_container(writer, prose, i);
		i = event->peer;
	}
}

void
tape_write_html(struct context *context, const struct prose *prose, struct showing showing, struct buf *out)
{
	struct writer writer = {
		.context = context, .tags = {.out = out}, .showing = showing, .language = context->site->language->tag};

	if (!prose || tape_is_empty(&prose->tape))
		return;
	writer.prefix = ++context->next_prefix;
	write_in(&writer, site_tag(context->site, prose->owner), "div", prose, 0, prose->tape.event_count);
	write_notes(&writer);
}

void
tape_write_first_paragraph(struct context *context, const struct prose *prose, struct buf *out)
{
	struct buf *text = &context->renderer->scratch;
	uint32_t i = 0;

	while (prose && i < prose->tape.event_count && prose->tape.events[i].kind != TAPE_PARAGRAPH)
		i++;
	if (!prose || i == prose->tape.event_count)
		return;
	buf_clear(text);
	buf_add(out, tape_add_plain(text, &prose->tape, i + 1, prose->tape.events[i].peer));
}
