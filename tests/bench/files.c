/* SPDX-License-Identifier: EUPL-1.2 */
/* files — what it costs at the least to have the files of a portal: as many, as large and in the same folders as those of another, each written once and linked
 * into a second tree, as a first build does. What is in them takes no time to make: it is one letter again and again.
 *
 *     files OTHER OUT SECOND */
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
	char *path;
	size_t size;
	bool is_folder;
};

static struct entry *entries;
static size_t count, cap, largest, prefix;

static void
fail(const char *path)
{
	perror(path);
	exit(1);
}

static int
note(const char *path, const struct stat *info, int kind, struct FTW *at)
{
	size_t size = (size_t)info->st_size;

	if (at->level == 0)
		return 0;
	if (count == cap) {
		cap = cap ? 2 * cap : 1024;
		entries = realloc(entries, cap * sizeof *entries);
	}
	if (!entries || kind == FTW_DNR || kind == FTW_NS)
		fail(path);
	entries[count++] = (struct entry){.path = strdup(path + prefix), .size = size, .is_folder = kind == FTW_D};
	if (kind != FTW_D && size > largest)
		largest = size;
	return 0;
}

static int
new_folder(const char *path)
{
	int folder;

	mkdir(path, 0755);
	folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		fail(path);
	return folder;
}

static void
make(const struct entry *entry, int out, int second, const char *bytes)
{
	int file;

	if (entry->is_folder) {
		if (mkdirat(out, entry->path, 0755) || mkdirat(second, entry->path, 0755))
			fail(entry->path);
		return;
	}
	file = openat(out, entry->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (file < 0 || write(file, bytes, entry->size) != (ssize_t)entry->size || close(file))
		fail(entry->path);
	if (linkat(out, entry->path, second, entry->path, 0))
		fail(entry->path);
}

int
main(int argument_count, char **words)
{
	char *bytes;
	int out, second;

	if (argument_count != 4) {
		fprintf(stderr, "usage: files OTHER OUT SECOND\n");
		return 2;
	}
	prefix = strlen(words[1]) + 1;
	if (nftw(words[1], note, 64, FTW_PHYS))
		fail(words[1]);
	bytes = malloc(largest + 1);
	if (!bytes)
		fail("memory");
	memset(bytes, 'x', largest);
	out = new_folder(words[2]);
	second = new_folder(words[3]);
	for (size_t i = 0; i < count; i++)
		make(&entries[i], out, second, bytes);
	fprintf(stderr, "%zu files and folders\n", count);
	return 0;
}
