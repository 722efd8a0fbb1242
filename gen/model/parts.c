/* SPDX-License-Identifier: EUPL-1.2 */
#include "parts.h"

#include <stdlib.h>

size_t
parts_of(struct str id, size_t count)
{
	return (size_t)(hash_of(id) & (count - 1));
}

static bool
fits(const struct records *records, size_t count)
{
	size_t *sizes = calloc(count, sizeof *sizes), largest = 0;

	if (!sizes)
		die_out_of_memory();
	for (size_t i = 0; i < records->count; i++) {
		size_t size = ++sizes[parts_of(records->items[i]->id, count)];

		largest = size > largest ? size : largest;
	}
	free(sizes);
	return largest <= PART_MOST;
}

size_t
parts_count(const struct records *records)
{
	size_t count = 1;

	if (!records->count)
		return 0;
	while (count * PART_MOST < records->count)
		count *= 2;
	while (!fits(records, count))
		count *= 2;
	return count;
}
