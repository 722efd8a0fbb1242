/* SPDX-License-Identifier: EUPL-1.2 */
/* sixteen — sixteen bytes of a text at once, for who looks for a byte that must be written otherwise: most stretches have none.
 *
 *     while (text.len - at >= sizeof(sixteen) && !sixteen_any(sixteen_at(text.at + at) == '<'))
 *             at += sizeof(sixteen);
 *
 * Comparisons give 0xFF where they hold. These are vectors as gcc and clang know them for every processor. */
#ifndef OPVOLGING_BASE_SIXTEEN_H
#define OPVOLGING_BASE_SIXTEEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t sixteen __attribute__((vector_size(16)));
typedef int8_t sixteen_held __attribute__((vector_size(16))); /* what a comparison gives */

static inline sixteen
sixteen_at(const char *at)
{
	sixteen bytes;

	memcpy(&bytes, at, sizeof bytes);
	return bytes;
}

/* Whether less than sixteen bytes are left, but the last sixteen of the text can be looked at once more. */
static inline bool
sixteen_ends(size_t len, size_t from)
{
	return from < len && len - from < sizeof(sixteen) && len >= sizeof(sixteen);
}

static inline bool
sixteen_any(sixteen_held held)
{
	uint64_t halves[2];

	memcpy(halves, &held, sizeof halves);
	return halves[0] | halves[1];
}

/* The first place where it holds; to be asked where it holds anywhere. */
static inline size_t
sixteen_first(sixteen_held held)
{
	uint64_t halves[2];
	size_t behind;

	memcpy(halves, &held, sizeof halves);
	behind = halves[0] ? 0 : 1;
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	return 8 * behind + (size_t)__builtin_clzll(halves[behind]) / 8;
#else
	return 8 * behind + (size_t)__builtin_ctzll(halves[behind]) / 8;
#endif
}

#endif
