/* SPDX-License-Identifier: EUPL-1.2 */
/* Prints a hyphenation dictionary as C (see pdf/hyphen_table.h): hyphen_table DICTIONARY. Run by make.
 *
 * What the program does not know how to follow, respellings for one, stops the build: the Dutch dictionary has none of it. */
#include <ctype.h>
#include <hyphen.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = UINT16_MAX };

static _Noreturn void
fail(const char *path, const char *reason)
{
	fprintf(stderr, "hyphen_table: %s: %s\n", path, reason);
	exit(1);
}

static int
is_letter(char c)
{
	return isalpha((unsigned char)c) || (unsigned char)c >= 0xc0;
}

/* Before its patterns libhyphen divides words at marks such as the apostrophe. Words of letters alone never notice. */
static int
is_for_marks(const HyphenDict *level)
{
	const char *text = level->nohyphen;

	for (int i = 0; i < level->num_states; i++)
		for (int k = 0; k < level->states[i].num_trans; k++)
			if (is_letter(level->states[i].trans[k].ch))
				return 0;
	for (int i = 0; text && i <= level->nohyphenl; i++, text += strlen(text) + 1)
		if (is_letter(*text))
			return 0;
	return 1;
}

/* The level that has the patterns. */
static const HyphenDict *
find_patterns(const char *path)
{
	const HyphenDict *dictionary = hnj_hyphen_load(path), *level;

	if (!dictionary)
		fail(path, "cannot be read; it is in the package hyphen-nl");
	for (level = dictionary; level->nextlevel; level = level->nextlevel)
		if (!is_for_marks(level))
			fail(path, "divides words in two steps");
	if (dictionary->utf8 || strcmp(dictionary->cset, "ISO8859-1") != 0)
		fail(path, "not in ISO8859-1");
	if (level->lhmin || level->rhmin || level->nohyphen)
		fail(path, "says more than patterns");
	if (level->num_states >= MOST)
		fail(path, "too many patterns");
	for (int i = 0; i < level->num_states; i++)
		if (level->states[i].repl)
			fail(path, "respells words");
	return level;
}

/* libhyphen's states in an order in which the children of each follow one another: breadth first. */
struct order {
	int *states;  /* libhyphen's number, by ours */
	int *numbers; /* ours, by libhyphen's */
	char *letters;
	int count;
};

static struct order
make_order(const char *path, const HyphenDict *patterns)
{
	size_t size = (size_t)patterns->num_states;
	struct order order = {calloc(size, sizeof(int)), calloc(size, sizeof(int)), calloc(size, 1), 1};

	if (!order.states || !order.numbers || !order.letters)
		fail(path, "out of memory");
	for (int i = 0; i < order.count; i++) {
		const HyphenState *state = &patterns->states[order.states[i]];

		for (int k = 0; k < state->num_trans; k++) {
			/* No state is led to twice, or there would be more than all of them. */
			if (order.count == patterns->num_states)
				fail(path, "states that are no tree");
			order.letters[order.count] = state->trans[k].ch;
			order.states[order.count] = state->trans[k].new_state;
			order.numbers[state->trans[k].new_state] = order.count++;
		}
	}
	if (order.count != patterns->num_states)
		fail(path, "states that are no tree");
	return order;
}

/* Digits of all states, each different row once. */
struct rows {
	char bytes[MOST];
	int size;
};

/* Where digits stand among the rows; adds them where they do not. */
static int
find_row(const char *path, struct rows *rows, const char *digits)
{
	int count = (int)strlen(digits);

	for (int at = 0; at < rows->size; at += rows->bytes[at] + 1)
		if (rows->bytes[at] == count && memcmp(rows->bytes + at + 1, digits, (size_t)count) == 0)
			return at;
	if (rows->size + count + 1 > MOST || count > CHAR_MAX)
		fail(path, "too many patterns");
	rows->bytes[rows->size] = (char)count;
	memcpy(rows->bytes + rows->size + 1, digits, (size_t)count);
	rows->size += count + 1;
	return rows->size - count - 1;
}

static void
print_states(const char *path, const HyphenDict *patterns, const struct order *order, struct rows *rows)
{
	int child = 1;

	puts("const struct hyphen_state hyphen_states[] = {");
	for (int i = 0; i < order->count; i++) {
		const HyphenState *state = &patterns->states[order->states[i]];
		int fallback = i ? order->numbers[state->fallback_state] : 0;

		printf("\t{%d, %d, %d, %d, %d},\n", child, fallback, find_row(path, rows, state->match ? state->match : ""),
		       state->num_trans, (unsigned char)order->letters[i]);
		child += state->num_trans;
	}
	puts("};");
}

static void
print_rows(const struct rows *rows)
{
	puts("const uint8_t hyphen_digits[] = {");
	for (int at = 0; at < rows->size; at += rows->bytes[at] + 1) {
		printf("\t%d,", rows->bytes[at]);
		for (int i = 1; i <= rows->bytes[at]; i++)
			printf(" %c,", rows->bytes[at + i]);
		putchar('\n');
	}
	puts("};");
}

int
main(int argc, char **argv)
{
	static struct rows rows;
	const HyphenDict *patterns;
	struct order order;

	if (argc != 2)
		return 2;
	patterns = find_patterns(argv[1]);
	order = make_order(argv[1], patterns);
	puts("#include \"gen/pdf/hyphen_table.h\"");
	find_row(argv[1], &rows, ""); /* 0: nothing */
	print_states(argv[1], patterns, &order, &rows);
	print_rows(&rows);
	return fflush(stdout) == 0 ? 0 : 1;
}
