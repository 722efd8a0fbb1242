/* SPDX-License-Identifier: EUPL-1.2 */
/* template_inside — what the files of the template engine share with each other, and with nobody else.
 *
 *     template_parse    a text becomes nodes, once
 *     template_check    what a name is in a stack of types; where in HTML a text stands
 *     template_compile  nodes become operations, once for each stack of types, filling of blocks and margin
 *     template_render   operations become bytes
 *
 * Which template is a partial or a parent, and what fills a block, is known when a template is loaded; so all of that is
 * settled by compiling, and rendering knows texts, values, sections and calls only. A name in a static type has become a frame
 * and slots by then; a name that a dynamic type may have is looked for, from the innermost frame outwards, when it is rendered.
 *
 * Everything lives in the arena of struct templates. */
#ifndef OPVOLGING_HTML_TEMPLATE_INSIDE_H
#define OPVOLGING_HTML_TEMPLATE_INSIDE_H

#include "../base/table.h"
#include "template.h"

enum {
	DEPTH_MOST = 100, /* tags in tags of one text; partials in partials */
	DYNAMIC_CALLS_MOST =
		100000, /* partials of one rendering whose loops are not found when it is loaded: two in a loop would be 2^100 */
	LEVELS_MOST = 400,  /* sections, blocks and partials in each other, all texts together: bounds the C stack */
	NODES_MOST = 10000, /* that one page compiles: texts that call each other twice grow fast */
};

/* ---- nodes ---- */

enum node_kind { NODE_LITERAL, NODE_VALUE, NODE_RAW, NODE_SECTION, NODE_INVERTED, NODE_PARTIAL, NODE_PARENT, NODE_BLOCK };

struct node {
	enum node_kind kind;
	struct span span;    /* the literal, or the opening tag */
	struct str text;     /* the literal, or the name; a slice of the source's text */
	bool starts_line;    /* it is the first of its line to be written */
	bool is_standalone;  /* its tag has a line for itself, which is not written */
	struct str margin;   /* white space: of a standalone partial or parent, before its tag; of a block, before its lines */
	struct node *inside; /* of a parent, only the blocks count: the arguments that fill the parent's own */
	struct node *next;
};

/* A file of templates as it was read. */
struct text {
	struct str name;
	const struct source *source; /* NULL: there is no such template */
	struct node *nodes;
	bool is_broken;             /* syntax; has been reported */
	struct template *templates; /* what it was compiled to */
};

/* ---- types and names ---- */

/* A stack of types, innermost first. The same stack is the same pointer. */
struct scope {
	struct scope *outer;
	const struct view_type *type; /* NULL: what a dynamic type answered, and any number of frames above it */
	int frame;
	struct scope *inside, *next; /* the stacks that are one type deeper; the next of outer's */
};

enum { FRAME_SEARCH = -1 }; /* the frames are asked from the innermost; without steps, it is the innermost */

struct path {
	int frame;
	size_t count; /* 0: {{.}} */
	const struct step {
		struct str name;
		const struct slot *slot; /* NULL: asked by name */
	} * steps;
};

/* ---- where in HTML a text stands (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) ---- */

enum markup_state {
	MARKUP_TEXT,
	MARKUP_TAG_OPEN, /* < */
	MARKUP_END_OPEN, /* </ */
	MARKUP_TAG_NAME,
	MARKUP_SPACE,     /* in a tag, where the name of an attribute may begin */
	MARKUP_ATTRIBUTE, /* in its name */
	MARKUP_NAMED,     /* white space behind its name */
	MARKUP_EQUALS,
	MARKUP_DOUBLE,
	MARKUP_SINGLE,
	MARKUP_UNQUOTED,
	MARKUP_QUOTED, /* behind the closing quote */
	MARKUP_GAP,    /* a section ended in a tag: a space or the tag's end must follow, whether it was written or not */
	MARKUP_BANG,   /* <! and <!- */
	MARKUP_DECLARATION,
	MARKUP_COMMENT,
	MARKUP_RAW, /* in a script, a style or another element whose text knows no entities */
};

enum { MARKUP_NAME_MOST = 11 };

struct markup {
	enum markup_state state;
	int element;                     /* in a tag, and in its raw text: 0, or which of the raw elements */
	bool is_code;                    /* the attribute is a script, a style or a document */
	size_t matched;                  /* of what ends a comment or a raw text */
	char name[MARKUP_NAME_MOST + 1]; /* of the tag or attribute that is being read, in lower case; longer ones are cut */
	size_t name_len;
};

/* ---- programs ---- */

enum op_kind { OP_LITERAL, OP_VALUE, OP_RAW, OP_SECTION, OP_INVERTED, OP_CALL };

struct op {
	enum op_kind kind;
	union {
		struct str text;
		struct path path;
		const struct template *call;
	};
	size_t inside;   /* sections: the operations that follow and are inside */
	uint32_t steady; /* so many operations, this one first, are kept together; 0: none begin here */
	uint32_t number; /* of what is kept */
};

/* What fills the blocks of a template: the arguments of the parent tag that led to it, and outside them those of whoever led
 * there, which win. Arguments stand in the template of the parent tag, so their own blocks are filled by outer. */
struct arguments {
	struct arguments *outer; /* NULL: none at all */
	const struct node *parent;
	struct arguments *inside, *next;
};

/* A text, compiled for one way of using it: scope, arguments, margin and begin. */
struct template
{
	const struct text *text;
	struct scope *scope;
	struct arguments *arguments;
	struct str margin;        /* before each of its lines */
	struct markup begin, end; /* where its text stands */
	bool is_done, is_broken;
	bool is_steady; /* all of it */
	struct op *ops;
	size_t count, cap;
	struct template *caller; /* while it is compiled */
	struct template *next;   /* of the text's */
};

struct templates {
	struct arena *arena;
	struct diagnostics *diags;
	struct template_loader loader;
	struct table *texts;
	struct scope no_scope; /* the stacks begin inside it */
	struct arguments no_arguments;
	uint32_t steady_count; /* parts of templates that can be kept */
	struct complaint {
		enum rule rule;
		struct span span;
		struct complaint *next;
	} * complaints;
};

/* What is being compiled, for one templates_open. */
struct compile {
	struct templates *templates;
	void *context;
	bool is_checked;           /* the root is a static type: places in HTML, missing templates and loops are errors */
	struct template *template; /* that is being written */
	struct buf literal;        /* text that is not an operation yet */
	struct markup markup;
	enum { FIRST_AS_WRITTEN, FIRST_WITH_MARGIN, FIRST_BARE } first; /* how the next node begins */
	size_t depth, levels, nodes;
};

/* ---- template ---- */

/* The text of that name, read and parsed once. Never NULL. */
struct text *template_text(struct templates *templates, struct str name);

/* Whether this was not reported yet: a partial that is compiled for ten pages has its mistakes once. */
bool template_complains(struct templates *templates, enum rule rule, struct span span);

/* ---- template_parse ---- */

void template_parse(struct templates *templates, struct text *text);

/* ---- template_check ---- */

/* The type inside a section that the engine makes of a text. */
extern const struct view_type template_text_type;

struct scope *template_scope(struct templates *templates, struct scope *outer, const struct view_type *type);
const struct slot *template_slot(const struct view_type *type, struct str name);

/* What the name of the node is in the scope. False, and reported, where it is nothing. *slot is the last one's, or NULL. */
bool template_bind(struct compile *c, const struct scope *scope, const struct node *node, struct path *path,
                   const struct slot **slot);

/* Moves on over literal text. The offset of a character that could belong to two things, or its length. */
size_t template_markup_read(struct markup *markup, struct str literal);

/* Before a section that may be written more than once. */
void template_markup_repeat(struct markup *markup);

/* Behind a section: *markup becomes what holds whether it was written or not. False where there is no such thing. */
bool template_markup_join(struct markup *markup, const struct markup *begin, bool is_repeated);
bool template_markup_same(const struct markup *a, const struct markup *b);
bool template_markup_in_tag(const struct markup *markup);

const char *template_markup_where(const struct markup *markup);

/* Why a value (escaped, or HTML) cannot stand here and what to do; NULL where it can. */
const char *template_markup_refusal(const struct markup *markup, bool is_html);

/* ---- template_compile ---- */

/* The text in the given use; the same for the same use. It may be one that is still being compiled: a dynamic template may call
 * itself. */
const struct template *template_compile(struct compile *c, struct text *text, struct scope *scope, struct arguments *arguments,
                                        struct str margin);

#endif
