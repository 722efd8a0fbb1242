/* SPDX-License-Identifier: EUPL-1.2 */
/* Words, compounds, numbers and postings of the search index. */
#include "../../gen/search/compound.h"
#include "../../gen/search/posting.h"
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
	};
	struct arena *arena = arena_new();
	struct sb_stemmer *stemmer = stemmer_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_STR(stemmer_stem(stemmer, word_fold(arena, str_from(rows[i].word))), str_from(rows[i].stem));
	stemmer_free(stemmer);
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
	const uint8_t *at;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		varint_add(&bytes, values[i]);
	at = (const uint8_t *)bytes.at;
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		CHECK(varint_read(&at) == values[i]);
	CHECK(at == (const uint8_t *)bytes.at + bytes.len);
	buf_free(&bytes);
}

/* A term in every third of many documents, and in the first of them as a title too. */
static void
test_postings(void)
{
	struct postings *postings = postings_new();
	struct posting_list list = {0};
	uint32_t beleid = postings_term(postings, STR("beleid")), other = postings_term(postings, STR("vred"));

	for (uint32_t document = 0; document < 3000; document++) {
		if (document == 0)
			postings_add(postings, beleid, (struct hit){.quality = QUALITY_TITLE});
		if (document % 3 == 0) {
			postings_add(postings, beleid,
			             (struct hit){.quality = QUALITY_ONCE, .position = 10, .passage = document % 2});
			postings_add(postings, beleid, (struct hit){.quality = QUALITY_ONCE, .position = 10});
			postings_add(postings, beleid, (struct hit){.quality = QUALITY_PART, .position = 300, .is_piece = true});
		}
		postings_add(postings, other, (struct hit){.quality = QUALITY_FACT, .position = document});
		postings_close(postings, 1000);
	}
	CHECK(postings_term(postings, STR("beleid")) == beleid);
	CHECK(postings_count(postings) == 2);
	postings_read(postings, beleid, &list);
	CHECK(list.count == 1000);
	CHECK(list.items[0].quality == QUALITY_TITLE);
	CHECK(list.items[1].quality == QUALITY_ONCE);
	CHECK(list.items[999].document == 2997);
	CHECK(list.items[1].passage == 1 && list.items[2].passage == 0);
	CHECK(list.items[1].positions_length == 1 && list.items[1].positions[0] == 11);
	postings_read(postings, other, &list);
	CHECK(list.count == 3000 && list.items[2999].document == 2999);
	posting_list_free(&list);
	postings_free(postings);
}

int
main(void)
{
	test_words();
	test_stems();
	test_compounds();
	test_numbers();
	test_varints();
	test_postings();
	return check_done();
}
