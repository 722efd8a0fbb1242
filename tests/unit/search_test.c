/* SPDX-License-Identifier: EUPL-1.2 */
/* Words, compounds, numbers and postings of the search index. */
#include "../../gen/search/collect.h"
#include "../../gen/search/compound.h"
#include "../../gen/search/letters.h"
#include "../../gen/search/posting.h"
#include "../../gen/search/stem.h"
#include "../../gen/search/stream.h"
#include "../../gen/search/word.h"
#include "check.h"

static void
test_words(void)
{
	static const char *const words[] = {"De", "co\u00ADöperatie", "van", "36", "800", "X", "l", "Été", "ĳs", NULL};
	struct str text = STR("De co\u00ADöperatie, van 36 800 X: l'Été — ĳs"), word;
	size_t at = 0;

	for (size_t i = 0; words[i]; i++) {
		CHECK(word_next(text, &at, &word));
		CHECK_STR(word, str_from(words[i]));
	}
	CHECK(!word_next(text, &at, &word));
	at = 0;
	CHECK(!word_next(STR(""), &at, &word));
	CHECK(!word_next(STR(" … "), &at, &word));
}

/* Words by way of the stretches that they are in. */
struct walk {
	struct str stretch, word;
	size_t at; /* in the stretch */
};

static bool
next_in_stretches(struct stretches *stretches, struct walk *walk)
{
	while (!word_next(walk->stretch, &walk->at, &walk->word)) {
		if (!stretches_next(stretches, &walk->stretch))
			return false;
		walk->at = 0;
	}
	return true;
}

/* The quick way over a text sees the words that the plain one does. */
static void
test_letters(void)
{
	static const char *const pieces[] = {
		"a",           "Zo",         " ",
		", ",          "é",          "\u2013",
		"3",           "nummer",     "\u00AD",
		"veiligheids", "/x",         "\n",
		"'",           "ĳ",          "[@`{",
		"0:9;",        "Ministerie", "d.d.",
		"\u0301",      "de ",        "donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft"};
	struct buf text = {0};
	uint32_t chance = 1;

	for (size_t round = 0; round < 500; round++) {
		struct str whole, plain;
		struct stretches stretches;
		struct walk walk = {.stretch = STR("")};
		size_t at = 0;

		buf_clear(&text);
		for (size_t i = 0; i < round % 37; i++) {
			chance = chance * 1664525u + 1013904223u;
			buf_add_cstring(&text, pieces[(chance >> 16) % (sizeof pieces / sizeof *pieces)]);
		}
		whole = buf_str(&text);
		/* What follows a text is none of it, whatever it is. */
		buf_reserve(&text, WORD_PADDING);
		whole.at = text.at;
		memset(text.at + text.len, round % 2 ? 'x' : 0, WORD_PADDING);
		stretches = stretches_of(whole);
		while (word_next(whole, &at, &plain)) {
			CHECK(next_in_stretches(&stretches, &walk));
			CHECK(walk.word.at == plain.at && walk.word.len == plain.len);
			if (walk.stretch.len <= WORD_SHORT && has_letters(letters_at(walk.stretch.at, walk.stretch.len)))
				CHECK(same_letters(letters_at(walk.stretch.at, walk.stretch.len), letters_of(plain)));
			else
				CHECK(walk.stretch.len > WORD_SHORT || !has_letters(letters_of(walk.stretch)));
		}
		CHECK(!next_in_stretches(&stretches, &walk));
	}
	buf_free(&text);
	CHECK(memcmp(letters_of(STR("Abc9")).halves, "abc9\0\0\0\0\0\0\0\0\0\0\0", 16) == 0);
	CHECK(!letters_of(STR("abcdefghijklmnop")).halves[0]);
	CHECK(!letters_of(STR("a-b")).halves[0]);
}

static void
test_stems(void)
{
	static const struct {
		const char *word, *stem;
	} rows[] = {
		{"aanbevelingen", "aanbevel"},
		{"Aanbeveling", "aanbevel"},
		{"geëvalueerd", "geevalueerd"},
		{"co\u00ADöperatie", "cooperatie"},
		{"ĲSBEER", "ijsber"},
		{"Straße", "stras"},
		{"31516", "31516"},
		{"rapporten", "rapport"},
		{"mogelijkheden", "mogelijk"},
		{"dubbele", "dubbel"},
		{"bakken", "bak"},
		{"bijen", "bij"},
		{"yen", "yen"},
		{"aaж", "aaж"},
		{"naaж", "naж"},
		{"σοφοσ", "σοφοσ"},
		{"", ""},
		{"e", "e"},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str folded = word_fold(arena, str_from(rows[i].word));
		char *stem = arena_cstring(arena, folded);

		CHECK_STR(((struct str){stem, stem_word(stem, folded.len)}), str_from(rows[i].stem));
	}
	arena_free(arena);
}

static void
test_compounds(void)
{
	static const struct {
		const char *word, *pieces;
	} rows[] = {
		{"veiligheidsbeleid", "veiligheid beleid "},
		{"beleidsmaatregel", "beleid beleidsmaat maat maatregel regel "},
		{"kabinetsreactie", "kabinet reactie "},
		{"besparingsvarianten", "besparing varianten "},
		{"aanbeveling", ""},
		{"veiligheid", ""},
		{"defensie", ""},
		{"ministerie", ""},
		{"x", ""},
		{"", ""},
		{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str pieces[COMPOUND_PIECES];
		size_t count = compound_split(str_from(rows[i].word), pieces);
		struct buf said = {0};

		for (size_t j = 0; j < count; j++) {
			buf_add(&said, pieces[j]);
			buf_add_char(&said, ' ');
		}
		CHECK_STR(buf_str(&said), str_from(rows[i].pieces));
		buf_free(&said);
	}
}

static void
test_numbers(void)
{
	static const struct {
		const char *text, *terms;
	} rows[] = {
		{"31516", "31516 "},
		{"31 516, nr. 50", "31516 31516/50 "},
		{"33763-165", "33763 33763/165 "},
		{"36 800 X, nr. 3", "36800 36800-x 36800-x/3 "},
		{"36 800 X, G", "36800 36800-x 36800-x/g "},
		{"36800-X", "36800 36800-x "},
		{"21501-02, nr. 3174", "21501-02 21501-02/3174 "},
		{"TZ202307-053", "tz202307-053 "},
		{"TZ 202307-053.", "tz202307-053 "},
		{"TZ202307", ""},
		{"2026", ""},
		{"tz", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char terms[NUMBER_TERMS][NUMBER_LONGEST];
		size_t count = number_terms(str_from(rows[i].text), 0, terms);
		struct buf said = {0};

		for (size_t j = 0; j < count; j++)
			buf_printf(&said, "%s ", terms[j]);
		CHECK_STR(buf_str(&said), str_from(rows[i].terms));
		buf_free(&said);
	}
}

static void
test_varints(void)
{
	static const uint32_t values[] = {0, 1, 127, 128, 300, 16383, 16384, UINT32_MAX};
	struct buf bytes = {0};
	struct reading reading;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		varint_add(&bytes, values[i]);
	reading = reading_of(buf_str(&bytes));
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		CHECK(varint_read(&reading) == values[i]);
	CHECK(reading_is_done(&reading));
	CHECK(varint_read(&reading) == 0);
	CHECK(reading.is_damaged);
	buf_free(&bytes);
}

/* Numbers that are too large, too long, or cut. */
static void
test_damaged_varints(void)
{
	static const struct str rows[] = {STR("\xFF\xFF\xFF\xFF\x10"), STR("\x80\x80\x80\x80\x80\x01"), STR("\x80"),
	                                  STR("\x81\x00"), STR("")};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reading reading = reading_of(rows[i]);

		CHECK(varint_read(&reading) == 0);
		CHECK(!reading_is_done(&reading));
	}
}

/* Many rows of numbers, some of them large and some rows empty, come back as they went. */
static void
test_streams(void)
{
	static const uint32_t values[] = {0, 1, UINT16_MAX / 2 - 1, UINT16_MAX / 2, UINT16_MAX, UINT32_MAX / 2};
	struct stream stream = {0};
	struct stream_reader reader;

	for (uint32_t i = 0; i < 100000; i++) {
		stream_add(&stream, i % 1000 ? i : values[i / 1000 % 6]);
		if (i % 7 == 0)
			stream_end_row(&stream);
		if (i % 700 == 0)
			stream_end_row(&stream);
	}
	reader = stream_read(&stream);
	for (uint32_t i = 0; i < 100000; i++) {
		CHECK(stream_next(&reader) == ((i % 1000 ? i : values[i / 1000 % 6]) << 1 | (i % 7 == 0)));
		if (i % 700 == 0)
			CHECK(stream_next(&reader) == STREAM_LAST);
	}
	stream_free(&stream);
}

/* What several words say of a term, in whatever order they come: the best, and in prose how often. */
static void
test_scores(void)
{
	CHECK(score_add(SCORE_ONCE, SCORE_ONCE) == SCORE_ONCE + 1);
	CHECK(score_quality(score_add(SCORE_ONCE + 1, SCORE_ONCE)) == QUALITY_OFTEN);
	CHECK(score_add(SCORE_MUCH, SCORE_ONCE + 3) == SCORE_MUCH && score_add(SCORE_ONCE + 4, SCORE_ONCE + 2) == SCORE_MUCH);
	CHECK(score_quality(score_add(SCORE_MUCH, SCORE_PART_OF_TITLE)) == QUALITY_OFTEN);
	CHECK(score_add(SCORE_FACT, SCORE_ONCE) == SCORE_ONCE && score_add(SCORE_TITLE, SCORE_MUCH) == SCORE_TITLE);
	for (uint32_t a = SCORE_PART; a <= SCORE_NUMBER; a++)
		for (uint32_t b = SCORE_PART; b <= SCORE_NUMBER; b++) {
			CHECK(score_add(a, b) == score_add(b, a));
			for (uint32_t c = SCORE_PART; c <= SCORE_NUMBER; c++)
				CHECK(score_add(score_add(a, b), c) == score_add(a, score_add(b, c)));
		}
}

static void
test_postings(void)
{
	struct posting_list list = {0}, again = {0};
	struct buf bytes = {0};
	struct reading reading;

	for (uint32_t i = 0; i < 3000; i++)
		*posting_list_add(&list) = (struct posting){i * i * 400 + i, (uint8_t)(i % 64)};
	postings_add(&bytes, list.items, list.count);
	reading = reading_of(buf_str(&bytes));
	postings_read(&reading, list.count, &again);
	CHECK(reading_is_done(&reading));
	CHECK(again.count == list.count);
	for (size_t i = 0; i < list.count; i++)
		CHECK(again.items[i].slot == list.items[i].slot && again.items[i].packed == list.items[i].packed);
	again.count = 0;
	reading = reading_of(str_slice(buf_str(&bytes), 0, bytes.len - 1));
	postings_read(&reading, list.count, &again);
	CHECK(reading.is_damaged);
	posting_list_free(&list);
	posting_list_free(&again);
	buf_free(&bytes);
}

int
main(void)
{
	test_words();
	test_letters();
	test_stems();
	test_compounds();
	test_numbers();
	test_varints();
	test_damaged_varints();
	test_streams();
	test_scores();
	test_postings();
	return check_done();
}
