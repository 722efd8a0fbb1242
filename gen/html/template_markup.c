/* SPDX-License-Identifier: EUPL-1.2 */
/* The tokenizer of HTML, as far as it tells where a value would stand:
 * https://html.spec.whatwg.org/multipage/parsing.html#tokenization */
#include <string.h>

#include "template_inside.h"

/* Elements whose text is not markup and knows no entities. In a title or a textarea a value is safe; that a tag in it is none
 * does not matter here. */
static const char *const raw_elements[] = {
	NULL, "script", "style", "iframe", "noembed", "noframes", "plaintext", "xmp",
};

enum { RAW_SCRIPT = 1, RAW_COUNT = sizeof raw_elements / sizeof *raw_elements };

static void
name_begin(struct markup *markup, enum markup_state state, char c)
{
	markup->state = state;
	markup->is_code = false;
	memset(markup->name, 0, sizeof markup->name);
	markup->name[0] = char_lower(c);
	markup->name_len = 1;
}

static void
name_add(struct markup *markup, char c)
{
	if (markup->name_len < MARKUP_NAME_MOST)
		markup->name[markup->name_len++] = char_lower(c);
}

static void
name_end(struct markup *markup)
{
	memset(markup->name, 0, sizeof markup->name);
	markup->name_len = 0;
}

static void
element_end(struct markup *markup)
{
	for (int i = 1; i < RAW_COUNT; i++)
		if (strcmp(markup->name, raw_elements[i]) == 0)
			markup->element = i;
	name_end(markup);
}

static void
attribute_end(struct markup *markup)
{
	markup->is_code =
		strncmp(markup->name, "on", 2) == 0 || strcmp(markup->name, "style") == 0 || strcmp(markup->name, "srcdoc") == 0;
	name_end(markup);
}

static void
tag_end(struct markup *markup)
{
	*markup = (struct markup){.state = markup->element ? MARKUP_RAW : MARKUP_TEXT, .element = markup->element};
}

static void
read_text(struct markup *markup, char c)
{
	markup->state = c == '<' ? MARKUP_TAG_OPEN : MARKUP_TEXT;
}

static void
read_tag_open(struct markup *markup, char c)
{
	if (char_is_alpha(c))
		name_begin(markup, MARKUP_TAG_NAME, c);
	else if (c == '/')
		markup->state = MARKUP_END_OPEN;
	else if (c == '!')
		*markup = (struct markup){.state = MARKUP_BANG};
	else if (c == '?')
		markup->state = MARKUP_DECLARATION;
	else
		read_text(markup, c);
}

/* The name of an end tag keeps its slash, so that it opens no raw text. */
static void
read_end_open(struct markup *markup, char c)
{
	if (char_is_alpha(c)) {
		name_begin(markup, MARKUP_TAG_NAME, '/');
		name_add(markup, c);
	} else {
		markup->state = c == '>' ? MARKUP_TEXT : MARKUP_DECLARATION;
	}
}

static void
read_tag_name(struct markup *markup, char c)
{
	if (char_is_space(c) || c == '/' || c == '>')
		element_end(markup);
	if (c == '>')
		tag_end(markup);
	else if (char_is_space(c) || c == '/')
		markup->state = MARKUP_SPACE;
	else
		name_add(markup, c);
}

static void
read_space(struct markup *markup, char c)
{
	if (c == '>')
		tag_end(markup);
	else if (char_is_space(c) || c == '/')
		markup->state = MARKUP_SPACE;
	else
		name_begin(markup, MARKUP_ATTRIBUTE, c);
}

static void
read_attribute(struct markup *markup, char c)
{
	if (char_is_space(c) || c == '=') {
		attribute_end(markup);
		markup->state = c == '=' ? MARKUP_EQUALS : MARKUP_NAMED;
	} else if (c == '/' || c == '>') {
		name_end(markup);
		read_space(markup, c);
	} else {
		name_add(markup, c);
	}
}

static void
read_named(struct markup *markup, char c)
{
	if (c == '=')
		markup->state = MARKUP_EQUALS;
	else if (!char_is_space(c))
		read_space(markup, c);
}

static void
read_equals(struct markup *markup, char c)
{
	if (c == '"' || c == '\'')
		markup->state = c == '"' ? MARKUP_DOUBLE : MARKUP_SINGLE;
	else if (c == '>')
		tag_end(markup);
	else if (!char_is_space(c))
		markup->state = MARKUP_UNQUOTED;
}

static void
value_end(struct markup *markup, enum markup_state state)
{
	markup->state = state;
	markup->is_code = false;
}

static void
read_quoted(struct markup *markup, char c)
{
	if (c == (markup->state == MARKUP_DOUBLE ? '"' : '\''))
		value_end(markup, MARKUP_QUOTED);
}

static void
read_unquoted(struct markup *markup, char c)
{
	if (c == '>')
		tag_end(markup);
	else if (char_is_space(c))
		value_end(markup, MARKUP_SPACE);
}

/* An unquoted value may go on in it, so that a slash does not end the gap. */
static void
read_gap(struct markup *markup, char c)
{
	if (c != '/')
		read_space(markup, c);
}

/* What matched says in a comment: the last characters of it. A comment may be closed at once: <!--> and <!--->. */
enum { COMMENT_OTHER, COMMENT_DASH, COMMENT_DASHES, COMMENT_DASHES_BANG, COMMENT_START, COMMENT_START_DASH };

static void
read_bang(struct markup *markup, char c)
{
	if (c != '-')
		*markup = (struct markup){.state = c == '>' ? MARKUP_TEXT : MARKUP_DECLARATION};
	else if (markup->matched == 1)
		*markup = (struct markup){.state = MARKUP_COMMENT, .matched = COMMENT_START};
	else
		markup->matched = 1;
}

static void
read_declaration(struct markup *markup, char c)
{
	if (c == '>')
		markup->state = MARKUP_TEXT;
}

static void
read_comment(struct markup *markup, char c)
{
	static const size_t dashed[] = {
		[COMMENT_OTHER] = COMMENT_DASH,       [COMMENT_DASH] = COMMENT_DASHES,      [COMMENT_DASHES] = COMMENT_DASHES,
		[COMMENT_DASHES_BANG] = COMMENT_DASH, [COMMENT_START] = COMMENT_START_DASH, [COMMENT_START_DASH] = COMMENT_DASHES,
	};

	if (c == '-')
		markup->matched = dashed[markup->matched];
	else if (c == '>' && markup->matched >= COMMENT_DASHES)
		*markup = (struct markup){.state = MARKUP_TEXT};
	else
		markup->matched = c == '!' && markup->matched == COMMENT_DASHES ? COMMENT_DASHES_BANG : COMMENT_OTHER;
}

/* matched counts </name; then white space, / or > must follow. */
static void
read_raw(struct markup *markup, char c)
{
	const char *name = raw_elements[markup->element];
	size_t matched = markup->matched, whole = strlen(name) + 2;

	if (matched == whole && (char_is_space(c) || c == '/' || c == '>')) {
		*markup = (struct markup){.state = MARKUP_SPACE};
		read_space(markup, c);
	} else if (matched < whole && char_lower(c) == (matched == 0 ? '<' : matched == 1 ? '/' : name[matched - 2])) {
		markup->matched++;
	} else {
		markup->matched = c == '<';
	}
}

static void (*const readers[])(struct markup *markup, char c) = {
	[MARKUP_TEXT] = read_text,         [MARKUP_TAG_OPEN] = read_tag_open, [MARKUP_END_OPEN] = read_end_open,
	[MARKUP_TAG_NAME] = read_tag_name, [MARKUP_SPACE] = read_space,       [MARKUP_ATTRIBUTE] = read_attribute,
	[MARKUP_NAMED] = read_named,       [MARKUP_EQUALS] = read_equals,     [MARKUP_DOUBLE] = read_quoted,
	[MARKUP_SINGLE] = read_quoted,     [MARKUP_UNQUOTED] = read_unquoted, [MARKUP_QUOTED] = read_space,
	[MARKUP_GAP] = read_gap,           [MARKUP_BANG] = read_bang,         [MARKUP_DECLARATION] = read_declaration,
	[MARKUP_COMMENT] = read_comment,   [MARKUP_RAW] = read_raw,
};

/* Behind a gap, a name or a value may go on; a '=' may belong to a name before the section, to none, or to one in it. */
static bool
is_ambiguous(const struct markup *markup, char c)
{
	if (markup->state == MARKUP_SPACE)
		return c == '=';
	return markup->state == MARKUP_GAP && !char_is_space(c) && c != '/' && c != '>';
}

size_t
template_markup_read(struct markup *markup, struct str literal)
{
	size_t misplaced = literal.len;

	for (size_t i = 0; i < literal.len; i++) {
		if (misplaced == literal.len && is_ambiguous(markup, literal.at[i]))
			misplaced = i;
		readers[markup->state](markup, literal.at[i]);
	}
	return misplaced;
}

/* ---- sections ---- */

bool
template_markup_in_tag(const struct markup *markup)
{
	switch (markup->state) {
	case MARKUP_TAG_NAME:
	case MARKUP_SPACE:
	case MARKUP_ATTRIBUTE:
	case MARKUP_NAMED:
	case MARKUP_UNQUOTED:
	case MARKUP_QUOTED:
	case MARKUP_GAP:
		return true;
	default:
		return false;
	}
}

bool
template_markup_same(const struct markup *a, const struct markup *b)
{
	return a->state == b->state && a->element == b->element && a->is_code == b->is_code && a->matched == b->matched &&
	       strcmp(a->name, b->name) == 0;
}

/* Where in a tag both a name and a value may have ended, so that either must end now. */
static struct markup
gap_of(const struct markup *markup)
{
	struct markup ended = *markup;

	if (ended.state == MARKUP_TAG_NAME)
		element_end(&ended);
	return (struct markup){.state = MARKUP_GAP, .element = ended.element};
}

static bool
is_between_names(const struct markup *markup)
{
	return markup->state == MARKUP_SPACE || markup->state == MARKUP_NAMED;
}

void
template_markup_repeat(struct markup *markup)
{
	if (template_markup_in_tag(markup) && !is_between_names(markup))
		*markup = gap_of(markup);
}

bool
template_markup_join(struct markup *markup, const struct markup *begin, bool is_repeated)
{
	struct markup before, after;

	if (template_markup_same(markup, begin))
		return true;
	if (is_between_names(markup) && is_between_names(begin) && markup->element == begin->element) {
		*markup = (struct markup){.state = MARKUP_SPACE, .element = begin->element};
		return true;
	}
	if (!template_markup_in_tag(markup) || !template_markup_in_tag(begin))
		return false;
	if (is_repeated && begin->state != MARKUP_GAP)
		return false;
	before = gap_of(begin);
	after = gap_of(markup);
	if (!template_markup_same(&before, &after))
		return false;
	*markup = after;
	return true;
}

/* ---- messages ---- */

static const struct {
	const char *where;
	const char *refusal; /* NULL: a value may stand here */
} states[] = {
	[MARKUP_TEXT] = {"between tags", NULL},
	[MARKUP_TAG_OPEN] = {"behind a '<'", "a value cannot be the name of a tag; write the name"},
	[MARKUP_END_OPEN] = {"behind a '</'", "a value cannot be the name of a tag; write the name"},
	[MARKUP_TAG_NAME] = {"in a tag", "a value cannot be in the name of a tag; write the name"},
	[MARKUP_SPACE] = {"in a tag", "a value cannot be the name of an attribute; write name=\"…\" around it"},
	[MARKUP_ATTRIBUTE] = {"in a tag", "a value cannot be in the name of an attribute; write name=\"…\" around it"},
	[MARKUP_NAMED] = {"in a tag", "a value cannot be the name of an attribute; write name=\"…\" around it"},
	[MARKUP_EQUALS] = {"before the value of an attribute", "a value in an attribute needs quotes; put them around it"},
	[MARKUP_DOUBLE] = {"in a quoted attribute", NULL},
	[MARKUP_SINGLE] = {"in a quoted attribute", NULL},
	[MARKUP_UNQUOTED] = {"in a tag", "a value in an attribute needs quotes; put them around all of the attribute"},
	[MARKUP_QUOTED] = {"in a tag", "a value cannot be the name of an attribute; write name=\"…\" around it"},
	[MARKUP_GAP] = {"in a tag", "a value cannot be the name of an attribute; write name=\"…\" around it"},
	[MARKUP_BANG] = {"behind a '<!'", "a value cannot be in a declaration; take it out"},
	[MARKUP_DECLARATION] = {"in a declaration", "a value cannot be in a declaration; take it out"},
	[MARKUP_COMMENT] = {"in a comment of HTML",
                            "a value in a comment of HTML cannot be made safe; write {{! }} for a comment"},
	[MARKUP_RAW] = {"in a script or style",
                        "a value in a script or style cannot be made safe; put it in an attribute outside"},
};

const char *
template_markup_where(const struct markup *markup)
{
	return states[markup->state].where;
}

const char *
template_markup_refusal(const struct markup *markup, bool is_html)
{
	bool is_in_value = markup->state == MARKUP_DOUBLE || markup->state == MARKUP_SINGLE;

	/* Data in a script (JSON-LD) is made for that place. */
	if (is_html && markup->state == MARKUP_RAW && markup->element == RAW_SCRIPT)
		return NULL;
	if (is_html && is_in_value)
		return "HTML cannot be in an attribute; ask for a text here";
	if (is_in_value && markup->is_code)
		return "a value in an attribute that is a script, a style or a page cannot be made safe; use another";
	return states[markup->state].refusal;
}
