/* SPDX-License-Identifier: EUPL-1.2 */
/* output — who takes the finished files of the portal. */
#ifndef OPVOLGING_MODEL_OUTPUT_H
#define OPVOLGING_MODEL_OUTPUT_H

#include "../base/str.h"

/* Takes a finished file of the portal: path under out/, its bytes (both borrowed for the call), and the digest of all that they depend on.
 * Several threads may put at once; each file is put once. */
struct output {
	void (*put)(void *user, struct str path, struct str bytes, uint64_t digest);
	void *user;
};

#endif
