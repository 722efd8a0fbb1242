/* SPDX-License-Identifier: EUPL-1.2 */
/* program — which program this is: what one build keeps for the next is good for the very same one alone, whatever its version says. */
#ifndef OPVOLGING_BASE_PROGRAM_H
#define OPVOLGING_BASE_PROGRAM_H

#include "str.h"

enum { PROGRAM_ID = 20 };

/* The build id that the linker left (elf(5), NT_GNU_BUILD_ID): a hash of all that the program is. False, and zeros, where it has none. */
bool program_id(char id[static PROGRAM_ID]);

#endif
