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

/* The first of eight bytes that is 0xFF and not 0; 8 where there is none. */
static inline unsigned
sixteen_first_of_half(uint64_t half)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	return half ? (unsigned)__builtin_ctzll(half) / 8 : 8;
#else
	return half ? (unsigned)__builtin_clzll(half) / 8 : 8;
#endif
}

/* The highest bit of each byte, that of the first as the lowest: of what holds, and of bytes beyond ASCII, it is 1. */
static inline unsigned
sixteen_bits(sixteen_held held)
{
#if defined(__SSE2__)
	typedef char bytes __attribute__((vector_size(16)));

	return (unsigned)__builtin_ia32_pmovmskb128((bytes)held);
#else
	uint64_t halves[2];
	unsigned bits = 0;

	memcpy(halves, &held, sizeof halves);
	for (unsigned i = 0; i < 2; i++) {
		uint64_t half = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? halves[i] : __builtin_bswap64(halves[i]);

		/* Moves bit 8i to 56 + i. */
		bits |= (unsigned)((half >> 7 & UINT64_C(0x0101010101010101)) * UINT64_C(0x0102040810204080) >> 56) << 8 * i;
	}
	return bits;
#endif
}

/* Where it holds first; 16 where nowhere. */
static inline unsigned
sixteen_first(sixteen_held held)
{
	uint64_t halves[2];
	unsigned first;

	memcpy(halves, &held, sizeof halves);
	first = sixteen_first_of_half(halves[0]);
	return first < 8 ? first : 8 + sixteen_first_of_half(halves[1]);
}

#endif
