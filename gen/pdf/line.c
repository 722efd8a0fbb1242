/* SPDX-License-Identifier: EUPL-1.2 */
#include "line.h"

#include <linebreak.h>
#include <stdlib.h>
#include <string.h>

#include "../base/utf8.h"

/* How hard words may be broken. */
enum effort { AT_BLANKS, WITH_HYPHENS, ANYWHERE };

enum kind { PLAIN, SOFT, FORCED, HYPHENATED, SPLIT };

/* A place where a line may end. */
struct place {
	uint32_t end, next;    /* of the text of the line; where the next line begins, behind the blanks */
	mpt width, next_width; /* of the text up to end and up to next */
	mpt hyphen;            /* width of the hyphen to be drawn there */
	enum kind kind;
	/* Found by the search. */
	uint64_t cost;
	uint32_t from; /* the place that the best line up to here begins at */
};

struct breaker {
	struct fonts *fonts;
	char *breaks; /* libunibreak's word on each byte */
	size_t break_cap;
	struct place *places;
	size_t count, cap;
};

/* Costs are squares of slack, in thousandths of the size of the letters: the eye sees a gap beside the words and not beside the column. */
#define SQUARE(slack) ((uint64_t)(slack) * (slack))
#define COST_LINE SQUARE(1000) /* prefers fewer lines */
#define COST_SOFT SQUARE(5000)
#define COST_HYPHEN SQUARE(6000)
#define COST_HYPHENS_IN_ROW SQUARE(12000)
#define COST_SHORT_LAST SQUARE(5000)
#define COST_SPLIT SQUARE(100000)
#define COST_TOO_WIDE SQUARE(1000000)

enum {
	SLACK_TOLERATED = 6500, /* a paragraph with no slack above it is not hyphenated */
	SHORT_LAST = 5000,      /* a last line shorter than that */
};

struct breaker *
breaker_new(struct fonts *fonts)
{
	struct breaker *breaker = calloc(1, sizeof *breaker);
	if (!breaker)
		die_out_of_memory();
	breaker->fonts = fonts;
	init_linebreak();
	return breaker;
}

void
breaker_free(struct breaker *breaker)
{
	free(breaker->breaks);
	free(breaker->places);
	free(breaker);
}

static void *
grown(void *memory, size_t bytes)
{
	void *larger = realloc(memory, bytes);
	if (!larger)
		die_out_of_memory();
	return larger;
}

static void
find_breaks(struct breaker *breaker, struct str text)
{
	if (text.len > breaker->break_cap) {
		breaker->break_cap = text.len * 2;
		breaker->breaks = grown(breaker->breaks, breaker->break_cap);
	}
	line_find_breaks(text, breaker->breaks);
}

static void
add_place(struct breaker *breaker, struct place place)
{
	breaker->places = heap_grow(breaker->places, breaker->count, &breaker->cap, sizeof place);
	breaker->places[breaker->count++] = place;
}

/* Reading a paragraph from left to right. */
struct scan {
	const struct para *para;
	size_t at;  /* behind the last character read */
	size_t run; /* the run that character belongs to */
	mpt width;  /* of the text up to at */
	size_t ink; /* behind the last character that is not a blank */
	mpt ink_width;
	uint8_t points[HYPHEN_MOST]; /* hyphens of the word that is being read */
	size_t point_count, word;
};

static const struct run *
run_at(struct scan *scan, size_t offset)
{
	const struct para *para = scan->para;
	while (scan->run + 1 < para->run_count && para->runs[scan->run + 1].start <= offset)
		scan->run++;
	return &para->runs[scan->run];
}

static mpt
advance(struct breaker *breaker, struct style style, uint32_t c)
{
	return c == '\n' ? 0 : fonts_advance(breaker->fonts, style.face, style.size, c);
}

/* The letters from offset on. */
static struct str
word_from(struct str text, size_t offset)
{
	size_t end = offset;
	while (end < text.len) {
		size_t next = end;
		unsigned char byte = (unsigned char)text.at[end];
		if (byte < 0x80 ? !char_is_alpha((char)byte) : !utf8_is_letter(utf8_next(text, &next)))
			break;
		end = byte < 0x80 ? end + 1 : next;
	}
	return str_slice(text, offset, end);
}

static bool
is_code_mark(char c)
{
	return char_is_digit(c) || strchr("/@_&=?#", c);
}

/* Whether the letters between two offsets are part of a number, a name such as TZ202307 or an address. */
static bool
is_in_code(struct str text, size_t start, size_t end)
{
	if (start > 0 && (is_code_mark(text.at[start - 1]) || text.at[start - 1] == '.'))
		return true;
	if (end >= text.len)
		return false;
	bool is_dotted = text.at[end] == '.' && end + 1 < text.len && char_is_alpha(text.at[end + 1]);
	return is_code_mark(text.at[end]) || is_dotted;
}

/* At the start of a word, asks where it may be divided. */
static void
begin_word(struct scan *scan, size_t offset)
{
	struct str text = scan->para->text;
	struct str word = word_from(text, offset);
	size_t end = offset + word.len;
	scan->word = end;
	scan->point_count = 0;
	/* What belongs to its neighbour stays whole: no 'Kamer-/stuk 36 800 X', no '80 mil-/joen'. */
	bool is_bound = (end + 1 < text.len && text.at[end] == ' ' && line_bond(text, end + 1) != BOND_NONE) ||
	                (offset && text.at[offset - 1] == ' ' && line_bond(text, offset) == BOND_FIRM);
	if (word.len && !is_bound && !is_in_code(text, offset, end))
		scan->point_count = hyphen_points(word, scan->points);
}

static bool
is_hyphen_point(const struct scan *scan, size_t word_start)
{
	for (size_t i = 0; i < scan->point_count; i++)
		if (word_start + scan->points[i] == scan->at)
			return true;
	return false;
}

static void
add_hyphen(struct breaker *breaker, const struct scan *scan, struct style style)
{
	add_place(breaker, (struct place){.end = (uint32_t)scan->at,
	                                  .next = (uint32_t)scan->at,
	                                  .width = scan->width,
	                                  .next_width = scan->width,
	                                  .hyphen = advance(breaker, style, fonts_hyphen(breaker->fonts, style.face)),
	                                  .kind = HYPHENATED});
}

static void
add_break(struct breaker *breaker, const struct scan *scan, enum kind kind)
{
	add_place(breaker, (struct place){.end = (uint32_t)scan->ink,
	                                  .next = (uint32_t)scan->at,
	                                  .width = scan->ink_width,
	                                  .next_width = scan->width,
	                                  .kind = kind});
}

/* Whether a line may end behind the character that was just read. */
static bool
find_place(struct breaker *breaker, const struct scan *scan, enum effort effort, size_t word_start, struct style style)
{
	struct str text = scan->para->text;
	char said = breaker->breaks[scan->at - 1];
	enum bond bond;
	if (scan->at >= text.len)
		return false;
	if (said == LINEBREAK_MUSTBREAK) {
		add_break(breaker, scan, FORCED);
	} else if (said == LINEBREAK_ALLOWBREAK && (bond = line_bond(text, scan->at)) != BOND_FIRM) {
		add_break(breaker, scan, bond == BOND_SOFT ? SOFT : PLAIN);
	} else if (effort >= WITH_HYPHENS && scan->at < scan->word && is_hyphen_point(scan, word_start)) {
		add_hyphen(breaker, scan, style);
	} else if (effort == ANYWHERE && text.at[scan->at] != ' ' && text.at[scan->at] != '\n') {
		add_break(breaker, scan, SPLIT);
	} else {
		return false;
	}
	return true;
}

/* Lists the places where lines may end; the first is the start of the text, the last its end. */
static void
find_places(struct breaker *breaker, const struct para *para, enum effort effort)
{
	struct scan scan = {.para = para};
	size_t word_start = 0;
	breaker->count = 0;
	add_place(breaker, (struct place){.kind = FORCED});
	while (scan.at < para->text.len) {
		size_t start = scan.at;
		struct style style = run_at(&scan, start)->style;
		if (effort >= WITH_HYPHENS && start >= scan.word && !para->is_foreign) {
			begin_word(&scan, start);
			word_start = start;
		}
		uint32_t c = utf8_next(para->text, &scan.at);
		scan.width += advance(breaker, style, c);
		if (c != ' ' && c != '\n') {
			scan.ink = scan.at;
			scan.ink_width = scan.width;
		}
		find_place(breaker, &scan, effort, word_start, style);
	}
	scan.at = para->text.len;
	add_break(breaker, &scan, FORCED);
}

/* The lines to be made. */
struct measure {
	mpt width;
	mpt size; /* of the letters */
};

static uint64_t
in_size(struct measure measure, mpt length)
{
	return (uint64_t)(length * 1000 / measure.size);
}

/* What a line from one place to another costs. */
static uint64_t
line_cost(const struct place *from, const struct place *to, bool is_last, struct measure measure)
{
	mpt used = to->width + to->hyphen - from->next_width;
	if (used > measure.width)
		return COST_TOO_WIDE;
	uint64_t cost = COST_LINE;
	if (to->kind != FORCED)
		cost += SQUARE(in_size(measure, measure.width - used));
	else if (is_last && in_size(measure, used) < SHORT_LAST && from->end > 0)
		cost += COST_SHORT_LAST;
	if (to->kind == SOFT)
		cost += COST_SOFT;
	if (to->kind == HYPHENATED)
		cost += COST_HYPHEN + (from->kind == HYPHENATED ? COST_HYPHENS_IN_ROW : 0);
	if (to->kind == SPLIT)
		cost += COST_SPLIT;
	return cost;
}

/* Finds for each place the best line that ends there. False where some line is too wide. */
static bool
search(struct breaker *breaker, struct measure measure)
{
	struct place *places = breaker->places;
	mpt width = measure.width;
	bool fits = true;
	for (size_t to = 1; to < breaker->count; to++) {
		bool is_last = to + 1 == breaker->count;
		places[to].cost = UINT64_MAX;
		for (size_t from = to; from-- > 0;) {
			bool is_too_wide = places[to].width + places[to].hyphen - places[from].next_width > width;
			if (is_too_wide && from + 1 < to)
				break;
			uint64_t cost = places[from].cost + line_cost(&places[from], &places[to], is_last, measure);
			if (cost < places[to].cost) {
				places[to].cost = cost;
				places[to].from = (uint32_t)from;
			}
			if (places[from].kind == FORCED)
				break;
		}
	}
	for (size_t at = breaker->count - 1; at > 0; at = places[at].from)
		if (places[at].width + places[at].hyphen - places[places[at].from].next_width > width)
			fits = false;
	return fits;
}

/* Whether no line of the best way is much shorter than the others. */
static bool
is_even(const struct breaker *breaker, struct measure measure)
{
	for (size_t at = breaker->count - 1; at > 0; at = breaker->places[at].from) {
		const struct place *to = &breaker->places[at], *from = &breaker->places[to->from];
		mpt slack = measure.width - (to->width + to->hyphen - from->next_width);
		if (to->kind != FORCED && slack > 0 && in_size(measure, slack) > SLACK_TOLERATED)
			return false;
	}
	return true;
}

static void
take_lines(const struct breaker *breaker, struct arena *arena, struct para *para)
{
	size_t count = 0;
	for (size_t at = breaker->count - 1; at > 0; at = breaker->places[at].from)
		count++;
	para->lines = arena_array(arena, count, sizeof *para->lines);
	para->line_count = count;
	for (size_t at = breaker->count - 1; at > 0; at = breaker->places[at].from) {
		const struct place *to = &breaker->places[at], *from = &breaker->places[to->from];
		para->lines[--count] = (struct line){.start = from->next,
		                                     .end = to->end > from->next ? to->end : from->next,
		                                     .is_hyphenated = to->kind == HYPHENATED,
		                                     .width = to->width + to->hyphen - from->next_width};
	}
}

void
line_break(struct breaker *breaker, struct arena *arena, struct para *para, mpt width)
{
	struct measure measure = {width > 0 ? width : 1, para->size > 0 ? para->size : 1};
	para->width = width;
	find_breaks(breaker, para->text);
	for (enum effort effort = AT_BLANKS; effort <= ANYWHERE; effort++) {
		find_places(breaker, para, effort);
		bool fits = search(breaker, measure);
		if (fits && (effort > AT_BLANKS || para->is_title || para->is_foreign || is_even(breaker, measure)))
			break;
	}
	take_lines(breaker, arena, para);
}

mpt
line_width(struct fonts *fonts, struct style style, struct str text)
{
	mpt width = 0;
	for (size_t at = 0; at < text.len;)
		width += fonts_advance(fonts, style.face, style.size, utf8_next(text, &at));
	return width;
}
