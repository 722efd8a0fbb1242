/* SPDX-License-Identifier: EUPL-1.2 */
/* Prints each line of standard input folded and stemmed, as the search index has it: what the browser's half is compared with. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

#include "../../gen/search/stem.h"
#include "../../gen/search/word.h"

int
main(void)
{
	struct arena *arena = arena_new();
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;

	while ((len = getline(&line, &cap, stdin)) > 0) {
		struct str word = word_fold(arena, str_trim((struct str){line, (size_t)len}));
		char *stem = arena_cstring(arena, word);

		printf("%.*s\n", (int)stem_word(stem, word.len), stem);
		arena_reset(arena);
	}
	free(line);
	arena_free(arena);
	return 0;
}
