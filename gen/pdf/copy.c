/* SPDX-License-Identifier: EUPL-1.2 */
/* Texts that a letter takes over from other records: their language goes into the structure, and messages about them point there. */
#include "walker.h"

/* What messages point to while a level is open, and whether its words may be divided: set anew whenever one is opened or left. */
static void
enter_level(struct walker *walker)
{
	walker->document->origin = walker_top(walker)->origin;
	walker->document->maker.is_foreign = !hyphen_knows(walker_top(walker)->language);
}

/* The language of a copy, where it is not that of the text around; else "". */
static struct str
changed_language(struct walker *walker, const struct record *origin)
{
	struct str language = site_tag(walker->document->site, origin);
	return str_equal(language, walker_top(walker)->language) ? STR("") : language;
}

static uint32_t
add_foreign(struct walker *walker, uint32_t parent, enum tag tag, struct str language)
{
	uint32_t element = tag_add(walker_tree(walker), parent, tag);
	tag_add_extra(walker_tree(walker), element)->language = language;
	return element;
}

static void
open_within(struct walker *walker, const struct record *origin)
{
	struct str language = changed_language(walker, origin);
	walker->document->origin = origin;
	if (!walker->in_paragraph)
		block_begin_implicit(walker);
	if (!language.len)
		return;
	/* A paragraph in two languages is divided as one that is not Dutch. */
	walker->document->maker.is_foreign = true;
	walker->around = walker->paragraph;
	walker->paragraph = add_foreign(walker, walker->paragraph, TAG_SPAN, language);
	span_set_owner(walker, walker->paragraph);
}

static void
close_within(struct walker *walker)
{
	walker->document->origin = walker_top(walker)->origin;
	if (!walker->around)
		return;
	walker->paragraph = walker->around;
	walker->around = 0;
	span_set_owner(walker, walker->paragraph);
}

static void
open_blocks(struct walker *walker, const struct record *origin)
{
	struct str language = changed_language(walker, origin);
	block_end_paragraph(walker);
	struct level *level = walker_push(walker, TAPE_COPY);
	level->origin = origin;
	if (language.len) {
		level->language = language;
		level->place.element = add_foreign(walker, level->place.element, TAG_DIV, language);
	}
	enter_level(walker);
}

void
copy_open(struct walker *walker, const struct tape_event *event)
{
	const struct record *origin = site_find(walker->document->site, tape_text(&walker->prose->tape, event));
	if (event->flags & TAPE_INLINE)
		open_within(walker, origin);
	else
		open_blocks(walker, origin);
}

void
copy_close(struct walker *walker, const struct tape_event *event)
{
	if (event->flags & TAPE_INLINE) {
		close_within(walker);
		return;
	}
	block_end_paragraph(walker);
	block_flush_labels(walker);
	walker->depth--;
	enter_level(walker);
}
