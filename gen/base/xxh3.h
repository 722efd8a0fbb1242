/* SPDX-License-Identifier: EUPL-1.2 */
/* xxh3 — XXH3 over much: libxxhash asks the processor how wide it computes, and is three times as fast then as what any of its kind can do. Of short
 * texts (table.h) the call costs more than that gives. */
#ifndef OPVOLGING_BASE_XXH3_H
#define OPVOLGING_BASE_XXH3_H

#ifdef __x86_64__
#include <xxh_x86dispatch.h>
#else
#include <xxhash.h>
#endif

#endif
