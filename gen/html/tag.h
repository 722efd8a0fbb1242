/* SPDX-License-Identifier: EUPL-1.2 */
/* tag — HTML that is well formed by construction: a stack of open tags, and text that is escaped by default. */
#ifndef OPVOLGING_HTML_TAG_H
#define OPVOLGING_HTML_TAG_H

#include "../base/buf.h"

enum { TAGS_DEEPEST = 400 };

struct tags {
	struct buf *out;
	const char *open[TAGS_DEEPEST];
	size_t depth;
};

/* Attributes come in pairs, name and value, up to a NULL name; values are escaped. An attribute whose value's at is NULL is left out. */
struct attribute {
	const char *name;
	struct str value;
};

void tag_open(struct tags *tags, const char *name, const struct attribute *attributes);
/* The innermost open tag, which must be name. */
void tag_close(struct tags *tags, const char *name);
/* A tag that has no end: hr, br, img. */
void tag_void(struct tags *tags, const char *name, const struct attribute *attributes);
void tag_text(struct tags *tags, struct str text);
/* A line break in the HTML source, for those who read it. */
void tag_newline(struct tags *tags);

#endif
