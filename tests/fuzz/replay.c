/* SPDX-License-Identifier: EUPL-1.2 */
/* replay — gives an entry the inputs of folders, without libFuzzer: 'replay FOLDER…'. Says how many there were. */
#include <stdio.h>
#include <stdlib.h>

#include "../../gen/base/file.h"
#include "fuzz.h"

static size_t
replay_folder(struct arena *arena, struct str folder)
{
	struct file_entry *entries;
	size_t count, size, replayed = 0;

	if (!file_list(arena, folder, &entries, &count))
		return 0;
	for (size_t i = 0; i < count; i++) {
		char *bytes =
			entries[i].kind == FILE_REGULAR ? file_read(path_join(arena, folder, entries[i].name), &size) : NULL;

		if (!bytes)
			continue;
		LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
		free(bytes);
		replayed++;
	}
	return replayed;
}

int
main(int count, char **folders)
{
	struct arena *arena = arena_new();
	size_t replayed = 0;

	for (int i = 1; i < count; i++)
		replayed += replay_folder(arena, str_from(folders[i]));
	arena_free(arena);
	printf("%zu inputs\n", replayed);
	return 0;
}
