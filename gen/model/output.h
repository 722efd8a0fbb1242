/* SPDX-License-Identifier: EUPL-1.2 */
/* output — who takes the finished files of the portal. */
#ifndef OPVOLGING_MODEL_OUTPUT_H
#define OPVOLGING_MODEL_OUTPUT_H

#include "../base/str.h"

/* Takes a finished file of the portal: path under out/, and its bytes (both borrowed for the call). Several threads may put at once; each file is put
 * once. */
struct output {
	void (*put)(void *user, struct str path, struct str bytes);
	void *user;
};

/* One of several machines' parts of the work, from 0, of things that are counted. {0, 1} is all of it. */
struct share {
	uint32_t part, parts;
};

/* The parts of number times the golden section fall evenly between 0 and 1 for all numbers, and for each second or tenth of them too: a rest would give one
 * machine all letters where each tenth record is one. */
static inline bool
share_has(struct share share, size_t number)
{
	uint32_t place = (uint32_t)number * UINT32_C(2654435769);

	return ((uint64_t)place * share.parts) >> 32 == share.part;
}

#endif
