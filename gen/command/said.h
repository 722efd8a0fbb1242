/* SPDX-License-Identifier: EUPL-1.2 */
/* said — what of a record's file may be kept beside the portal: what is in the portal. Comments may tell what only the authors are to know. Private to
 * command/. */
#ifndef OPVOLGING_COMMAND_SAID_H
#define OPVOLGING_COMMAND_SAID_H

#include "../base/arena.h"

/* A copy of the file's text with the comments of its front matter made unreadable, as long as it was; those of a text are warned of, so that nobody follows
 * them. What looks like one may stand within a value: who asks sees whether the copy says the same. */
struct str said_without_comments(struct arena *arena, struct str text);

/* Whether it defines targets for links, of which nobody knows here whether any link leads there. */
bool said_has_definitions(struct str text);

#endif
