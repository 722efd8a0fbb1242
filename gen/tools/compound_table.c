/* SPDX-License-Identifier: EUPL-1.2 */
/* Prints the words that Dutch compounds are made of as C (see search/compound_table.h): compound_table WORD_LIST. Run by make.
 *
 * Of a list of all words, those are kept that are no compound of shorter ones: what is left of 400,000 words is small enough to be part of the
 * program, and splits the others. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "../search/compound_table.h"

enum { LINE_MOST = 256, SLOTS = 1 << COMPOUND_SLOT_BITS, FILTER = (1 << COMPOUND_FILTER_BITS) / 64 };

/* Words that stand in front of verbs or close other words: as parts they say nothing, and split words that are none. */
static const char *const unfit[] = {"aller", "achter", "baar",  "baarheid", "binnen", "boven",  "buiten", "door",  "eenheid",
                                    "elen",  "elijk",  "ende",  "eren",     "eres",   "even",   "heid",   "heden", "ingen",
                                    "isch",  "ische",  "iteit", "lijk",     "lijke",  "loos",   "loze",   "mede",  "naar",
                                    "onder", "over",   "rijk",  "samen",    "schap",  "schapp", "ster",   "tegen", "tens",
                                    "teren", "terug",  "ting",  "tussen",   "vanaf",  "verder", "vast",   "voor",  "voort",
                                    "waar",  "zaam",   "zame",  "zelf",     "zonder"};

/* What may stand between two parts. */
static const char *const links[] = {"", "s", "e", "n", "en"};

struct words {
	uint64_t slots[SLOTS], filter[FILTER]; /* as compound_words, compound_filter */
	uint32_t count;
};

static _Noreturn void
fail(const char *path, const char *reason)
{
	fprintf(stderr, "compound_table: %s: %s\n", path, reason);
	exit(1);
}

static uint64_t
number_of(const char *word, size_t len)
{
	uint64_t number = 0;

	for (size_t i = 0; i < len; i++)
		number |= compound_letter(word[i], i);
	return number;
}

static uint64_t *
place_of(struct words *words, uint64_t number)
{
	uint32_t at = (uint32_t)(compound_hash(number) >> (64 - COMPOUND_SLOT_BITS));

	while (words->slots[at] && words->slots[at] != number)
		at = (at + 1) & (SLOTS - 1);
	return &words->slots[at];
}

static bool
has(struct words *words, const char *word, size_t len)
{
	return len >= COMPOUND_LEAST && len <= COMPOUND_MOST && *place_of(words, number_of(word, len));
}

static void
add(const char *path, struct words *words, const char *word, size_t len)
{
	uint64_t number = number_of(word, len), *slot = place_of(words, number);
	uint64_t bit = compound_hash(number) >> (64 - COMPOUND_FILTER_BITS);

	if (*slot)
		return;
	if (++words->count > SLOTS / 2)
		fail(path, "too many words");
	*slot = number;
	words->filter[bit / 64] |= UINT64_C(1) << bit % 64;
}

/* Whether a word is two that are known, with or without a link. */
static bool
is_compound(struct words *words, const char *word, size_t len)
{
	for (size_t left = COMPOUND_LEAST; left + COMPOUND_LEAST <= len; left++) {
		if (!has(words, word, left))
			continue;
		for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
			size_t right = left + strlen(links[i]);

			if (right < len && memcmp(word + left, links[i], right - left) == 0 &&
			    has(words, word + right, len - right))
				return true;
		}
	}
	return false;
}

/* Lower case without accents; NULL where it is a name or holds anything but letters. To free. */
static char *
fold(const char *line)
{
	utf8proc_uint8_t *word = NULL;
	utf8proc_ssize_t len;

	if (line[0] < 'a' || line[0] > 'z')
		return NULL;
	len = utf8proc_map((const utf8proc_uint8_t *)line, 0, &word,
	                   UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK);
	if (len < COMPOUND_LEAST || len > COMPOUND_MOST || strspn((char *)word, "abcdefghijklmnopqrstuvwxyz") != (size_t)len) {
		free(word);
		return NULL;
	}
	return (char *)word;
}

static bool
is_unfit(const char *word)
{
	for (size_t i = 0; i < sizeof unfit / sizeof *unfit; i++)
		if (strcmp(word, unfit[i]) == 0)
			return true;
	return false;
}

static int
by_length(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	size_t m = strlen(*x), n = strlen(*y);

	return m != n ? (m < n ? -1 : 1) : strcmp(*x, *y);
}

static char **
read_words(const char *path, size_t *count)
{
	FILE *file = fopen(path, "r");
	char line[LINE_MOST], **words = NULL;
	size_t cap = 0;

	if (!file)
		fail(path, "cannot be read; it is in the package wdutch");
	while (fgets(line, sizeof line, file)) {
		char *word;

		line[strcspn(line, "\r\n")] = '\0';
		word = fold(line);
		if (!word || is_unfit(word))
			continue;
		if (*count == cap)
			words = realloc(words, (cap = cap ? cap * 2 : 1024) * sizeof *words);
		if (!words)
			fail(path, "out of memory");
		words[(*count)++] = word;
	}
	fclose(file);
	return words;
}

static void
print_table(const char *declared, const uint64_t *items, size_t count)
{
	printf("const uint64_t %s = {\n", declared);
	for (size_t i = 0; i < count; i++)
		printf(i % 8 == 7 ? "0x%llx,\n" : "0x%llx,", (unsigned long long)items[i]);
	puts("};");
}

int
main(int argc, char **argv)
{
	static struct words words;
	char **list;
	size_t count = 0;

	if (argc != 2)
		return 2;
	list = read_words(argv[1], &count);
	if (count == 0)
		fail(argv[1], "holds no words");
	qsort(list, count, sizeof *list, by_length);
	for (size_t i = 0; i < count; i++)
		if (!is_compound(&words, list[i], strlen(list[i])))
			add(argv[1], &words, list[i], strlen(list[i]));
	puts("#include \"gen/search/compound_table.h\"");
	print_table("compound_words[1 << COMPOUND_SLOT_BITS]", words.slots, SLOTS);
	print_table("compound_filter[(1 << COMPOUND_FILTER_BITS) / 64]", words.filter, FILTER);
	return fflush(stdout) == 0 ? 0 : 1;
}
