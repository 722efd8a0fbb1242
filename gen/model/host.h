/* SPDX-License-Identifier: EUPL-1.2 */
/* host — where an address really leads: the host, and why it may be taken for another. */
#ifndef OPVOLGING_MODEL_HOST_H
#define OPVOLGING_MODEL_HOST_H

#include "../base/diag.h"

/* The host of an http or https address, without user name and port; "" where there is none. */
struct str host_of(struct str address);

/* Browsers take it for a slash, others do not: they lead to different hosts. */
bool host_ends_in_backslash(struct str address);

/* Warns where a host has letters other than those of its own alphabet, a-z, or a user name stands before it. False: it did. */
bool host_check(struct diagnostics *diags, struct span span, struct str address);

/* Warns where the text of a link shows an address, and that of another host. */
void host_check_shown(struct diagnostics *diags, struct span span, struct str address, struct str shown);

#endif
