/* SPDX-License-Identifier: EUPL-1.2 */
#include "said.h"

#include <string.h>

#define FENCE "---"

/* Where the line that begins there ends. */
static size_t
line_end(struct str text, size_t at)
{
	return at + str_find_char(str_slice(text, at, text.len), '\n');
}

static void
cover(char *at, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (at[i] != '\n' && at[i] != '\r')
			at[i] = 'x';
}

/* The first '#' that may begin a comment; the end of the line where there is none. */
static size_t
comment_in(const char *at, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (at[i] == '#' && (i == from || at[i - 1] == ' ' || at[i - 1] == '\t'))
			return i;
	return to;
}

static void
cover_front(char *at, struct str text)
{
	size_t from = line_end(text, 0) + 1, to;

	if (!str_starts(text, FENCE))
		return;
	for (; from < text.len; from = to + 1) {
		size_t comment;

		to = line_end(text, from);
		if (str_starts(str_slice(text, from, to), FENCE))
			return;
		comment = comment_in(at, from, to);
		cover(at, comment + 1 < to ? comment + 1 : to, to);
	}
}

struct str
said_without_comments(struct arena *arena, struct str text)
{
	struct str copy = arena_str(arena, text);

	cover_front((char *)(uintptr_t)copy.at, copy);
	return copy;
}

bool
said_has_definitions(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		size_t end = line_end(text, at), mark = at;

		while (mark < end && strchr(" \t>-*+", text.at[mark]))
			mark++;
		if (end - mark > 1 && text.at[mark] == '[' && text.at[mark + 1] != '^' &&
		    str_contains(str_slice(text, mark, end), "]:"))
			return true;
		at = end + 1;
	}
	return false;
}
