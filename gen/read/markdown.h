/* SPDX-License-Identifier: EUPL-1.2 */
/* markdown — CommonMark with tables and footnotes to a tape.
 *
 * References in running text are recognised on the way (see reference.h); a block that fills itself becomes TAPE_FILL. What
 * cmark-gfm would take too long or too much memory for is refused before it is parsed. */
#ifndef OPVOLGING_READ_MARKDOWN_H
#define OPVOLGING_READ_MARKDOWN_H

#include "../model/site.h"
#include "reference.h"

/* A text and where its lines stand in the source: a body lies there as it is, a '|' block is indented, any other value of YAML has
 * no lines of its own. */
struct markdown_text {
	struct str text;
	const struct source *source;
	size_t start;        /* of the text in the source, where lines is NULL and is_whole */
	bool is_whole;       /* the text lies in the source as it is */
	const size_t *lines; /* the source offset of each line, or NULL */
	size_t line_count;
	struct span span; /* for messages where nothing better is known */
};

struct markdown_reader {
	struct arena *arena;   /* of what is read */
	struct arena *texts;   /* of the tapes alone */
	struct arena *scratch; /* reset behind each text */
	struct arena *making;  /* of the maker, which grows to the longest text */
	struct tape_maker *maker;
	struct diagnostics *diags;
	const struct reference_terms *terms;
};

/* Where texts goes only what is read again much later; it may be the same arena. */
struct markdown_reader markdown_open(struct arena *arena, struct arena *texts, struct diagnostics *diags,
                                     const struct reference_terms *terms);
void markdown_close(struct markdown_reader *reader);

/* Registers the extensions, until the end of the process; before anything is read, while there is one thread. */
void markdown_start(void);

/* Parses a text of owner. is_body: blocks that fill themselves and, in letters, annexes have their place here. */
struct prose *markdown_read(struct markdown_reader *reader, struct markdown_text text, const struct record *owner, bool is_body);

#endif
