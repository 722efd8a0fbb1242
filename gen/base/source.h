/* SPDX-License-Identifier: EUPL-1.2 */
/* source — a text that came from a file, and places in it.
 *
 * Offsets everywhere; lines and columns are counted only when a message is printed. The text can be unloaded once it
 * is parsed and comes back by itself when a message needs it. */
#ifndef OPVOLGING_BASE_SOURCE_H
#define OPVOLGING_BASE_SOURCE_H

#include "arena.h"

struct source {
	struct str name; /* as messages show it: content/letters/x.md */
	struct str path; /* to open it */
	struct str text; /* without a byte order mark; at is NULL while unloaded */
	size_t skipped;  /* bytes of a byte order mark before text */
	char *loaded;    /* what source_unload frees */
	bool is_told_of; /* some message is about it */
};

struct span {
	const struct source *source; /* NULL: nowhere in particular */
	uint32_t start, end;         /* bytes; end is behind the last one */
};

struct position {
	size_t line;     /* from 1 */
	size_t column;   /* from 1, in code points */
	struct str text; /* the line, without its end */
	size_t from, to; /* bytes of text that the span covers; from == to at a point */
};

struct source *source_new(struct arena *arena, struct str name, struct str path);

enum { SOURCE_LARGEST = 4 << 20 };

/* Reads the file; false, with errno set, where that fails: EFBIG where it is larger than the largest source. */
bool source_load(struct source *source);
void source_unload(struct source *source);

/* Where the span stands. Loads the text again where it has to; a place of line 0 where it cannot. */
struct position source_place(struct span span);

struct span span_of(const struct source *source, size_t start, size_t end);

#endif
