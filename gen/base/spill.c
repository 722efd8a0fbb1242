/* SPDX-License-Identifier: EUPL-1.2 */
#include "spill.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "memory.h"

enum {
	PAGE = 1 << 16, /* no machine's is larger */
	LEAST_STEP = 1 << 18,
	STEP = 8 << 20 /* by which the file grows */
};
#define MOST ((size_t)1 << 40) /* of addresses */

/* A piece of the file in memory. Only the first is being taken from. */
struct piece {
	struct piece *next;
	char *at;
	size_t size, used;
};

struct spill {
	pthread_mutex_t lock;
	int file;
	size_t size, most; /* of the file */
	struct piece *pieces;
};

struct spill *
spill_open(const char *folder, size_t most)
{
	int file = open(folder, O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600);
	struct spill *spill;

	if (file < 0)
		return NULL;
	spill = memory_take_zeroed(1, sizeof *spill);
	pthread_mutex_init(&spill->lock, NULL);
	spill->file = file;
	spill->most = most < MOST ? most : MOST;
	return spill;
}

void
spill_close(struct spill *spill)
{
	if (!spill)
		return;
	for (struct piece *piece = spill->pieces, *next; piece; piece = next) {
		next = piece->next;
		munmap(piece->at, piece->size);
		free(piece);
	}
	close(spill->file);
	pthread_mutex_destroy(&spill->lock);
	free(spill);
}

static size_t
step_of(const struct spill *spill)
{
	return spill->size < LEAST_STEP ? LEAST_STEP : spill->size < STEP ? spill->size : STEP;
}

static bool
add_piece(struct spill *spill, size_t size)
{
	size_t step = step_of(spill);
	struct piece *piece;
	void *at;

	size = (size + step - 1) / step * step;
	if (size > spill->most - spill->size || posix_fallocate(spill->file, (off_t)spill->size, (off_t)size))
		return false;
	at = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, spill->file, (off_t)spill->size);
	if (at == MAP_FAILED)
		return false;
	memory_touch(at, size);
	piece = memory_take_zeroed(1, sizeof *piece);
	*piece = (struct piece){.next = spill->pieces, .at = at, .size = size};
	spill->pieces = piece;
	spill->size += size;
	return true;
}

static bool
has_room(const struct spill *spill, size_t size)
{
	return spill->pieces && size <= spill->pieces->size - spill->pieces->used;
}

void *
spill_take(struct spill *spill, size_t size)
{
	void *at = NULL;

	if (size > spill->most)
		return NULL;
	size = (size + PAGE - 1) / PAGE * PAGE;
	pthread_mutex_lock(&spill->lock);
	if (has_room(spill, size) || add_piece(spill, size)) {
		at = spill->pieces->at + spill->pieces->used;
		spill->pieces->used += size;
	}
	pthread_mutex_unlock(&spill->lock);
	return at;
}
