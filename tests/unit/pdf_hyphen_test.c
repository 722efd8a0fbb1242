/* SPDX-License-Identifier: EUPL-1.2 */
/* The patterns that the program carries divide every word of Debian's wdutch as libhyphen does with the dictionary itself. */
// LINK: -lhyphen
#include <hyphen.h>
#include <stdlib.h>

#include "../../gen/base/file.h"
#include "../../gen/base/utf8.h"
#include "../../gen/pdf/hyphen.h"
#include "check.h"

/* What the word list and the dictionary of Debian 12 come to, so that nothing passes for want of words. */
enum { LEAST_WORDS = 400000, LEAST_POINTS = 900000, MOST_BYTES = 256 };

static HyphenDict *dictionary;
static size_t word_count, point_count, wrong_count;

static bool
has_trema(char letter)
{
	return letter && strchr("\xe4\xeb\xef\xf6\xfc\xff", letter);
}

/* libhyphen's points less those that this program never wants: see hyphen.h. */
static size_t
expected_points(struct str word, uint8_t *points)
{
	char letters[MOST_BYTES + 1] = {0}, marks[MOST_BYTES + 6], **replacements = NULL;
	int *positions = NULL, *cuts = NULL;
	size_t offsets[MOST_BYTES], count = 0, capitals = 0, found = 0;

	for (size_t at = 0; at < word.len; count++) {
		offsets[count] = at;
		uint32_t letter = utf8_next(word, &at);
		if (letter > 0xff)
			return 0;
		bool is_capital = utf8_is_upper(letter);
		capitals += is_capital;
		letters[count] = (char)(is_capital ? letter + 0x20 : letter);
	}
	hnj_hyphen_hyphenate2(dictionary, letters, (int)count, marks, NULL, &replacements, &positions, &cuts);
	wrong_count += replacements != NULL;
	for (size_t i = 2; i + 3 <= count && capitals < 2; i++)
		if ((marks[i - 1] & 1) && !has_trema(letters[i]))
			points[found++] = (uint8_t)offsets[i];
	return found;
}

static void
compare(struct str word)
{
	uint8_t points[HYPHEN_MOST], expected[MOST_BYTES];
	size_t count = hyphen_points(word, points), expected_count = expected_points(word, expected);

	word_count++;
	point_count += count;
	if (count == expected_count && memcmp(points, expected, count) == 0)
		return;
	if (wrong_count++ < 10)
		printf("%.*s: %zu points, libhyphen has %zu\n", STR_ARG(word), count, expected_count);
}

/* Words of letters alone, as paragraphs ask for them: of zo'n and zee-egel the parts. */
static void
compare_parts(struct str line)
{
	size_t start = 0;

	for (size_t at = 0; at < line.len;) {
		size_t before = at;
		if (utf8_is_letter(utf8_next(line, &at)))
			continue;
		compare(str_slice(line, start, before));
		start = at;
	}
	compare(str_slice(line, start, line.len));
}

static void
test_all_words(void)
{
	size_t size = 0;
	char *bytes = file_read(STR("/usr/share/dict/dutch"), &size);
	struct str rest = {bytes, size}, line;

	while (bytes && str_next_line(&rest, &line))
		compare_parts(str_trim(line));
	free(bytes);
	CHECK(word_count >= LEAST_WORDS);
	CHECK(point_count >= LEAST_POINTS);
	CHECK(wrong_count == 0);
}

static void
test_languages(void)
{
	CHECK(hyphen_knows(STR("nl")));
	CHECK(hyphen_knows(STR("nl-NL")));
	CHECK(hyphen_knows(STR("NL")));
	CHECK(!hyphen_knows(STR("en")));
	CHECK(!hyphen_knows(STR("nld")));
	CHECK(!hyphen_knows(STR("n")));
	CHECK(!hyphen_knows(STR("")));
}

/* At the bounds of what is a word, and beyond them. */
static void
test_lengths(void)
{
	char text[4 * HYPHEN_MOST];
	uint8_t points[HYPHEN_MOST];

	for (size_t len = 0; len <= sizeof text; len++) {
		memset(text, 0, sizeof text);
		for (size_t i = 0; i < len; i++)
			text[i] = "wapensystemen"[i % 13];
		size_t count = hyphen_points((struct str){text, len}, points);
		CHECK((count > 0) == (len >= 5 && len <= HYPHEN_MOST));
		CHECK(count == 0 || points[count - 1] + 3u <= len);
	}
}

int
main(void)
{
	dictionary = hnj_hyphen_load("/usr/share/hyphen/hyph_nl_NL.dic");
	CHECK(dictionary);
	if (dictionary)
		test_all_words();
	hnj_hyphen_free(dictionary);
	test_languages();
	test_lengths();
	return check_done();
}
