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

enum { LINE_MOST = 256, SLOTS = 1 << 18, BYTES_MOST = 1 << 22 };

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
	char bytes[BYTES_MOST]; /* as compound_words */
	uint32_t size, slots[SLOTS], count;
};

static _Noreturn void
fail(const char *path, const char *reason)
{
	fprintf(stderr, "compound_table: %s: %s\n", path, reason);
	exit(1);
}

static uint32_t *
place_of(struct words *words, const char *word, size_t len)
{
	uint32_t at = compound_hash(word, len) & (SLOTS - 1);

	for (; words->slots[at]; at = (at + 1) & (SLOTS - 1)) {
		const char *there = words->bytes + words->slots[at] - 1;

		if ((size_t)there[0] == len && memcmp(there + 1, word, len) == 0)
			break;
	}
	return &words->slots[at];
}

static bool
has(struct words *words, const char *word, size_t len)
{
	return len >= COMPOUND_LEAST && len <= COMPOUND_MOST && *place_of(words, word, len);
}

static void
add(const char *path, struct words *words, const char *word, size_t len)
{
	uint32_t *slot = place_of(words, word, len);

	if (*slot)
		return;
	if (words->size + len + 1 > BYTES_MOST || ++words->count > SLOTS / 2)
		fail(path, "too many words");
	*slot = words->size + 1;
	words->bytes[words->size++] = (char)len;
	memcpy(words->bytes + words->size, word, len);
	words->size += (uint32_t)len;
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
print_words(const struct words *words)
{
	puts("const char compound_words[] = {");
	for (uint32_t at = 0; at < words->size; at += (uint32_t)words->bytes[at] + 1) {
		printf("%d,", words->bytes[at]);
		for (int i = 1; i <= words->bytes[at]; i++)
			printf("%d,", words->bytes[at + (uint32_t)i]);
		putchar('\n');
	}
	puts("};");
}

static void
print_slots(const struct words *words)
{
	printf("const uint32_t compound_slot_count = %d;\nconst uint32_t compound_slots[] = {\n", SLOTS);
	for (uint32_t i = 0; i < SLOTS; i++)
		printf(i % 16 == 15 ? "%u,\n" : "%u,", words->slots[i]);
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
	print_words(&words);
	print_slots(&words);
	return fflush(stdout) == 0 ? 0 : 1;
}
