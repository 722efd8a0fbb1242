/* SPDX-License-Identifier: EUPL-1.2 */
/* Prints each line of standard input folded and stemmed, as the search index has it: what the browser's half is compared with. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

#include "../../gen/search/word.h"

int
main(void)
{
	struct sb_stemmer *stemmer = stemmer_new();
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	while ((len = getline(&line, &cap, stdin)) > 0) {
		struct str word = str_trim((struct str){line, (size_t)len}), stem = stemmer_stem(stemmer, word_fold(arena, word));

		printf("%.*s\n", STR_ARG(stem));
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	stemmer_free(stemmer);
	return 0;
}
