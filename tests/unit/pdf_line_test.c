/* SPDX-License-Identifier: EUPL-1.2 */
/* Hyphenation, what belongs together, and paragraphs broken into lines. */
#include <linebreak.h>

#include "../../gen/base/utf8.h"
#include "../../gen/pdf/line.h"
#include "check.h"
#include "fonts.h"

static struct arena *arena;
static struct fonts *fonts;
static struct breaker *breaker;

/* The word with its hyphens. */
static struct str
hyphenated(const char *word)
{
	struct str text = str_from(word), result = STR("");
	uint8_t points[HYPHEN_MOST];
	size_t count = hyphen_points(text, points), last = 0;

	for (size_t i = 0; i < count; i++) {
		result = arena_printf(arena, "%.*s%.*s-", STR_ARG(result), STR_ARG(str_slice(text, last, points[i])));
		last = points[i];
	}
	return arena_printf(arena, "%.*s%.*s", STR_ARG(result), STR_ARG(str_slice(text, last, text.len)));
}

static void
test_hyphens(void)
{
	CHECK_STR(hyphenated("verantwoordingsinformatie"), STR("ver-ant-woor-dings-in-for-ma-tie"));
	CHECK_STR(hyphenated("wapensystemen"), STR("wa-pen-sys-te-men"));
	CHECK_STR(hyphenated("onderwijs"), STR("on-der-wijs"));
	/* Never before a vowel with trema. */
	CHECK_STR(hyphenated("coördinatie"), STR("coör-di-na-tie"));
	CHECK_STR(hyphenated("reünie"), STR("reü-nie"));
	CHECK_STR(hyphenated("zeeën"), STR("zeeën"));
	/* Capitals, letters of other languages, what is no word. */
	CHECK_STR(hyphenated("DEFENSIE"), STR("DEFENSIE"));
	CHECK_STR(hyphenated("Defensie"), STR("De-fen-sie"));
	CHECK_STR(hyphenated("Łukasiewicz"), STR("Łukasiewicz"));
	CHECK_STR(hyphenated(""), STR(""));
	CHECK_STR(hyphenated("de"), STR("de"));
}

static const char evaluation[] = "Evaluaties vormen een belangrijke basis voor een lerende overheid; bereikt beleid het gewenste "
				 "effect (doeltreffendheid) en gaat dat "
				 "tegen de laagst mogelijke inzet van middelen (doelmatigheid)? Evaluaties verschaffen burgers, "
				 "bedrijven en uw Kamer inzicht in de "
				 "effecten van het gevoerde beleid en daarmee ook in de besteding van publieke middelen.";

/* Breaks are the library's, however much of the text it is asked about. */
static void
test_breaks(void)
{
	static const char marks[] = "aB  ,.(-/'1n\n";
	char breaks[1 << 13], expected[1 << 13];
	size_t wrong = 0, allowed = 0;

	for (uint32_t round = 0; round < 1 << 16; round++) {
		char text[12];
		for (size_t i = 0, rest = round * 2654435761u; i < sizeof text; i++, rest = rest / 13 + round)
			text[i] = marks[rest % (sizeof marks - 1)];
		line_find_breaks((struct str){text, sizeof text}, breaks);
		set_linebreaks_utf8((const utf8_t *)text, sizeof text, "nl", expected);
		wrong += memcmp(breaks, expected, sizeof text) != 0;
		for (size_t i = 0; i < sizeof text; i++)
			allowed += expected[i] == LINEBREAK_ALLOWBREAK;
	}
	struct str prose = str_from(evaluation);
	line_find_breaks(prose, breaks);
	set_linebreaks_utf8((const utf8_t *)prose.at, prose.len, "nl", expected);
	CHECK(memcmp(breaks, expected, prose.len) == 0);
	CHECK(wrong == 0);
	CHECK(allowed > 10000);
}

/* Whether the text may not be broken at the bar. */
static enum bond
bond(const char *before, const char *after)
{
	struct str text = arena_printf(arena, "%s%s", before, after);
	return line_bond(text, strlen(before));
}

static bool
is_bond(const char *before, const char *after)
{
	return bond(before, after) == BOND_FIRM;
}

static void
test_bonds(void)
{
	CHECK(is_bond("Kamerstuk ", "31 516"));
	CHECK(is_bond("(kamerstuk ", "31516, nr. 50)"));
	CHECK(is_bond("31 ", "516, nr. 50"));
	CHECK(is_bond("31516, nr. ", "50"));
	CHECK(bond("31516, ", "nr. 50") == BOND_SOFT);
	CHECK(is_bond("35 000 ", "X nr. 13"));
	CHECK(bond("35 000 X ", "nr. 13") == BOND_SOFT);
	CHECK(is_bond("€ ", "80,79 miljoen"));
	CHECK(is_bond("€ 80,79 ", "miljoen."));
	CHECK(is_bond("23 ", "april 2026"));
	CHECK(is_bond("’s-", "Gravenhage"));
	CHECK(is_bond("2018 t/", "m 2023"));
	CHECK(bond("in ", "2026") == BOND_NONE);
	CHECK(!is_bond("de ", "Kamer"));
	CHECK(!is_bond("motie-", "Van Eijk"));
	CHECK(!is_bond("Vroonhoven/", "Vermeer"));
	CHECK(!is_bond("2026 ", "is"));
}

static struct para *paragraph(const char *text);

/* What is bound to the next word is not divided, however narrow the column. */
static void
test_bound_words(void)
{
	struct para *para = paragraph("Zie (Kamerstuk 36 800 X, nr. 13) en verder (Kamerstuk 31 516, nr. 50)");
	for (mpt width = PT(60); width < PT(240); width += PT(7)) {
		line_break(breaker, arena, para, width);
		for (size_t i = 0; i < para->line_count; i++)
			if (width > PT(110))
				CHECK(!para->lines[i].is_hyphenated);
	}
}

static void
count_missing(void *context, uint32_t character)
{
	(void)character;
	++*(int *)context;
}

static struct para_maker
maker_of(void)
{
	return (struct para_maker){.arena = arena, .texts = arena, .fonts = fonts};
}

static const struct style plain = {.face = FACE_REGULAR, .size = PT(10)};

static struct para *
paragraph(const char *text)
{
	struct para_maker maker = maker_of();
	para_style(&maker, plain, 0, 0);
	para_add(&maker, str_from(text));
	struct para *para = para_made(&maker, PT(13));
	buf_free(&maker.text);
	return para;
}

static struct str
line_text(const struct para *para, size_t index)
{
	return str_slice(para->text, para->lines[index].start, para->lines[index].end);
}

static void
test_text(void)
{
	struct para_maker maker = maker_of();
	int missing = 0;
	maker.missing = count_missing;
	maker.context = &missing;

	CHECK(paragraph("") == NULL);
	CHECK(paragraph("  \n ") == NULL);
	CHECK_STR(paragraph("a  b\n c ")->text, STR("a b c"));
	CHECK_STR(paragraph("e\xcc\x88n soft\xc2\xadhyphen")->text, STR("ën softhyphen"));
	para_style(&maker, plain, 0, 0);
	para_add(&maker, STR("✓ ≤ \xe6\x97\xa5"));
	CHECK_STR(para_made(&maker, PT(13))->text, STR("✓ ≤ \xef\xbf\xbd"));
	CHECK(missing == 1);
	buf_free(&maker.text);
}

/* Every line fits, and together they are the whole text. */
static void
check_lines(const struct para *para, mpt width)
{
	size_t at = 0;
	for (size_t i = 0; i < para->line_count; i++) {
		const struct line *line = &para->lines[i];
		CHECK(line->width <= width);
		CHECK(line->start >= at && line->end >= line->start);
		for (; at < line->start; at++)
			CHECK(para->text.at[at] == ' ' || para->text.at[at] == '\n');
		at = line->end;
	}
	CHECK(at == para->text.len);
}

static void
test_lines(void)
{
	for (mpt width = PT(20); width < PT(600); width += PT(37)) {
		struct para *para = paragraph(evaluation);
		line_break(breaker, arena, para, width);
		check_lines(para, width);
	}
	struct para *wide = paragraph(evaluation);
	line_break(breaker, arena, wide, PT(340));
	for (size_t i = 0; i < wide->line_count; i++)
		CHECK(!wide->lines[i].is_hyphenated); /* even lines need no hyphens */

	struct para *forced = paragraph("een\ntwee");
	line_break(breaker, arena, forced, PT(300));
	CHECK(forced->line_count == 1);
	struct para_maker maker = maker_of();
	para_style(&maker, plain, 0, 0);
	para_add(&maker, STR("een "));
	para_break(&maker);
	para_add(&maker, STR("twee"));
	forced = para_made(&maker, PT(13));
	line_break(breaker, arena, forced, PT(300));
	CHECK(forced->line_count == 2);
	CHECK_STR(line_text(forced, 0), STR("een"));
	CHECK_STR(line_text(forced, 1), STR("twee"));
	buf_free(&maker.text);
}

static void
test_long_words(void)
{
	struct para *para = paragraph("arbeidsongeschiktheidsverzekering");
	line_break(breaker, arena, para, PT(80));
	check_lines(para, PT(80));
	CHECK(para->line_count > 1 && para->lines[0].is_hyphenated);

	char word[5001];
	memset(word, 'W', 5000);
	word[5000] = '\0';
	para = paragraph(word);
	line_break(breaker, arena, para, PT(100));
	check_lines(para, PT(100));

	/* Narrower than a letter: one each, and no endless search. */
	para = paragraph("abc def");
	line_break(breaker, arena, para, 0);
	CHECK(para->line_count == 6);

	para = paragraph("zie https://www.rijksoverheid.nl/onderwerpen/defensie/evaluaties-en-verantwoording voor meer");
	line_break(breaker, arena, para, PT(150));
	for (size_t i = 0; i < para->line_count; i++)
		CHECK(!para->lines[i].is_hyphenated);
}

static size_t
hyphen_count(const struct para *para)
{
	size_t count = 0;
	for (size_t i = 0; i < para->line_count; i++)
		count += para->lines[i].is_hyphenated;
	return count;
}

/* Dutch patterns say nothing about another language. */
static void
test_foreign(void)
{
	struct para *dutch = paragraph(evaluation), *foreign = paragraph(evaluation);
	foreign->is_foreign = true;
	line_break(breaker, arena, dutch, PT(60));
	line_break(breaker, arena, foreign, PT(60));
	check_lines(foreign, PT(60));
	CHECK(hyphen_count(dutch) > 0);
	CHECK(hyphen_count(foreign) == 0);

	struct para_maker maker = maker_of();
	maker.is_foreign = true;
	para_style(&maker, plain, 0, 0);
	para_add(&maker, STR("evaluations"));
	CHECK(para_made(&maker, PT(13))->is_foreign);
	buf_free(&maker.text);
}

/* The best way breaks the first line early where that spares a very short one later. */
static void
test_evenness(void)
{
	struct para *para = paragraph("aaa bbb cccccccc dddddd eeee");
	mpt width = line_width(fonts, plain, STR("aaa bbb cccccccc"));
	line_break(breaker, arena, para, width);
	mpt shortest = width;
	for (size_t i = 0; i + 1 < para->line_count; i++)
		if (para->lines[i].width < shortest)
			shortest = para->lines[i].width;
	CHECK(para->line_count == 2);
	CHECK(shortest > width / 3);
}

int
main(void)
{
	arena = arena_new();
	fonts = fonts_open(arena, test_fonts, &(enum face_id){0}, &(const char *){NULL});
	breaker = breaker_new(fonts);
	test_hyphens();
	test_breaks();
	test_bonds();
	test_bound_words();
	test_text();
	test_lines();
	test_long_words();
	test_foreign();
	test_evenness();
	breaker_free(breaker);
	fonts_close(fonts);
	arena_free(arena);
	return check_done();
}
