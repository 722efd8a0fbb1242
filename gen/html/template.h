/* SPDX-License-Identifier: EUPL-1.2 */
/* template — Mustache with inheritance: https://mustache.github.io/mustache.5.html and the specification's inheritance module
 * (lambdas and dynamic names apart).
 *
 * Templates look at typed views through accessor tables; no tree of values is built for a page. They are compiled once and
 * checked against those tables when they are loaded: an unknown name is an error with its place, and a name that the innermost type
 * has never falls through to an outer one. {{x}} is escaped for HTML; where escaping is not enough (an attribute without quotes, a
 * script, a style, a tag's or an attribute's name) {{x}} is an error when the template is loaded. */
#ifndef OPVOLGING_HTML_TEMPLATE_H
#define OPVOLGING_HTML_TEMPLATE_H

#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/diag.h"

enum slot_kind {
	SLOT_TEXT,  /* {{name}}; in a section, true where it is not empty, and {{.}} inside is the text */
	SLOT_HTML,  /* {{{name}}} only: safe HTML, written as it is */
	SLOT_CLAIM, /* {{#name}} {{^name}} */
	SLOT_VIEW,  /* {{#name}} enters it where it is not NULL; {{name.inside}} */
	SLOT_LIST,  /* {{#name}} once for each; {{.}} of a list of texts */
};

/* What a type of view can be asked. context is what template_render was given. */
struct slot {
	const char *name;
	enum slot_kind kind;
	const struct view_type *of;                                       /* SLOT_VIEW, SLOT_LIST: the type inside */
	void (*text)(void *context, const void *object, struct buf *out); /* SLOT_TEXT (raw, not escaped), SLOT_HTML */
	bool (*claim)(void *context, const void *object);
	const void *(*view)(void *context, const void *object);
	/* The number of items, and where they are (pointers that live until the page is done). */
	size_t (*list)(void *context, const void *object, const void *const **items);
};

enum answer_kind { ANSWER_NOTHING, ANSWER_FALSE, ANSWER_TRUE, ANSWER_TEXT, ANSWER_VIEW, ANSWER_LIST };

/* What a dynamic type answers for a name. */
struct answer {
	enum answer_kind kind;
	struct str text;
	const struct view_type *type; /* of the view, or of the items */
	const void *object;
	const void *const *items;
	size_t count;
};

struct view_type {
	const char *name;
	const struct slot *slots; /* by any order, ends with name NULL; NULL for a dynamic type */
	/* A dynamic type: names are known only at run time (the words of the language file, the specification's tests). "." asks what the
	 * object itself is: a list, a text, true or false; ANSWER_NOTHING where it is a view like others. */
	struct answer (*find)(void *context, const void *object, struct str name);
	/* A dynamic type whose names are known when templates are loaded may say whether it has one; NULL: not checked. */
	bool (*has)(void *context, struct str name);
	/* A type whose object is a text of its own: {{.}}. NULL where it has none. */
	void (*self)(void *context, const void *object, struct buf *out);
	/* Of a dynamic type whose find asks no object: its texts are the same in every rendering, and become a part of the template. */
	bool is_constant;
	/* Of an outer type: it and all that it leads to answer the same as long as what was kept is not cleared. */
	bool is_steady;
};

struct templates; /* all that were loaded, by name */
struct template;

/* Gives the text of the template of that name (without .mustache), or NULL where there is none. It is loaded, and stays so while
 * templates are opened; rendering does not need it. */
struct template_loader {
	struct source *(*load)(void *user, struct str name);
	void *user;
};

struct templates *templates_new(struct arena *arena, struct diagnostics *diags, struct template_loader loader);

/* Compiles the template and all that it leads to (parents, partials), and checks its names against the types that it is rendered
 * with: root, and below it outer (the globals: site, words; NULL: none). context is what has() is asked with. NULL, and
 * diagnostics, where something is wrong. Compiling twice gives the same template. Under a static root, a template that leads back to
 * itself is an error, unless the arguments of a parent tag have become more on the way. */
const struct template *templates_open(struct templates *templates, struct str name, const struct view_type *root,
                                      const struct view_type *outer, void *context);

/* Renders to out. root_object and outer_object are of the types that it was opened with. Depth of partials is bounded at load where
 * it can be, else at 100 and at 10,000 in all: loops of partials in a dynamic template end there. */
void template_render(const struct template *template, const void *root_object, const void *outer_object, void *context,
                     struct buf *out);

/* What a rendering leaves for the next one: parts of templates that ask nothing but a steady outer type. Each thread has its own. */
struct template_kept;
struct template_kept *template_kept_new(const struct templates *templates);
void template_kept_clear(struct template_kept *kept);
void template_kept_free(struct template_kept *kept);

/* As template_render. kept is of the templates that it was opened with, all of which are; NULL: nothing is kept. */
void template_render_kept(const struct template *template, const void *root_object, const void *outer_object, void *context,
                          struct template_kept *kept, struct buf *out);

/* HTML's four: & < > " as entities; also ' */
void template_escape(struct buf *out, struct str text);

#endif
