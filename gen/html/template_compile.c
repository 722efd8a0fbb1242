/* SPDX-License-Identifier: EUPL-1.2 */
#include "template_inside.h"

/* What a node stands in. */
struct around {
	struct scope *scope;
	struct arguments *arguments;
	struct str margin; /* goes before each line */
	struct str indent; /* what the lines have in the source and lose before */
};

static void compile_nodes(struct compile *c, const struct around *around, const struct node *nodes);

/* ---- mistakes ---- */

static bool
complains(struct compile *c, enum rule rule, struct span span)
{
	c->template->is_broken = true;
	return template_complains(c->templates, rule, span);
}

#define REPORT(c, rule, span, ...)                                                                                               \
	(complains((c), (rule), (span)) ? diag_report((c)->templates->diags, (rule), (span), __VA_ARGS__) : (void)0)

/* Only a root of a static type is held to HTML, and to an end. */
static bool
is_too_deep(struct compile *c, const struct node *node, size_t depth, size_t most)
{
	if (depth < most)
		return false;
	if (c->is_checked)
		REPORT(c, RULE_TEMPLATE_DEPTH, node->span, "templates lead more than %zu deep from here; make fewer steps", most);
	return true;
}

static bool
is_too_large(struct compile *c, const struct node *node)
{
	if (++c->nodes > NODES_MOST && !c->template->is_broken)
		REPORT(c, RULE_TEMPLATE_DEPTH, node->span, "this page would be made of more than %d tags; include less twice",
		       NODES_MOST);
	return c->nodes > NODES_MOST;
}

/* ---- operations ---- */

static struct op *
add_op(struct template *template, struct arena *arena, enum op_kind kind)
{
	struct op *op;

	template->ops = arena_grow(arena, template->ops, template->count, &template->cap, sizeof *template->ops);
	op = &template->ops[template->count++];
	op->kind = kind;
	return op;
}

static void
flush(struct compile *c)
{
	struct arena *arena = c->templates->arena;

	if (c->literal.len == 0)
		return;
	add_op(c->template, arena, OP_LITERAL)->text = arena_str(arena, buf_str(&c->literal));
	buf_clear(&c->literal);
}

static struct op *
add_step(struct compile *c, enum op_kind kind)
{
	flush(c);
	return add_op(c->template, c->templates->arena, kind);
}

/* ---- lines ---- */

static struct str
without_indent(struct str line, struct str indent)
{
	size_t common = 0;

	while (common < line.len && common < indent.len && line.at[common] == indent.at[common])
		common++;
	return str_slice(line, common, line.len);
}

static bool
is_blank_line(struct str line)
{
	return str_is(line, "\n") || str_is(line, "\r\n");
}

/* The margin of what stands in around and has one of its own. */
static struct str
margin_inside(struct compile *c, const struct around *around, struct str own)
{
	struct str rest = without_indent(own, around->indent);

	if (rest.len == 0)
		return around->margin;
	return arena_printf(c->templates->arena, "%.*s%.*s", STR_ARG(around->margin), STR_ARG(rest));
}

static void
add_lines(struct compile *c, const struct around *around, const struct node *node, bool starts)
{
	struct str rest = node->text;
	bool is_line = node->starts_line;

	while (rest.len) {
		size_t end = str_find_char(rest, '\n');
		struct str line = str_slice(rest, 0, end < rest.len ? end + 1 : end);

		rest = str_slice(rest, line.len, rest.len);
		if (is_line)
			line = without_indent(line, around->indent);
		if (starts && !is_blank_line(line))
			buf_add(&c->literal, around->margin);
		buf_add(&c->literal, line);
		is_line = starts = true;
	}
}

static void
compile_literal(struct compile *c, const struct around *around, const struct node *node, bool starts)
{
	size_t misplaced;

	add_lines(c, around, node, starts);
	if (!c->is_checked)
		return;
	misplaced = template_markup_read(&c->markup, node->text);
	if (misplaced < node->text.len) {
		size_t start = node->span.start + misplaced;
		struct span span = span_of(node->span.source, start, start + 1);

		REPORT(c, RULE_TEMPLATE_PLACE, span,
		       "this could belong to what stands before it, or not; put a space or a name before it");
	}
}

/* ---- values ---- */

static void
report_kind(struct compile *c, const struct node *node, enum slot_kind kind)
{
	static const struct {
		const char *what, *open, *close;
	} kinds[] = {
		[SLOT_TEXT] = {"a text, which must be escaped", "{{", "}}"},
		[SLOT_HTML] = {"HTML", "{{{", "}}}"},
		[SLOT_CLAIM] = {"true or false and has no text", "{{#", "}} and what it means"},
		[SLOT_VIEW] = {"a view and has no text", "{{#", "}}, or a dot and one of its names"},
		[SLOT_LIST] = {"a list and has no text", "{{#", "}} and what each item shows"},
	};

	REPORT(c, RULE_TEMPLATE_NAME, node->span, "'%.*s' is %s; write %s%.*s%s", STR_ARG(node->text), kinds[kind].what,
	       kinds[kind].open, STR_ARG(node->text), kinds[kind].close);
}

static void
check_value(struct compile *c, const struct around *around, const struct node *node, const struct slot *slot)
{
	bool is_raw = node->kind == NODE_RAW, is_self = str_is(node->text, ".");
	const struct view_type *type = around->scope->type;
	const char *refusal = c->is_checked ? template_markup_refusal(&c->markup, is_raw) : NULL;

	if (slot && slot->kind != (is_raw ? SLOT_HTML : SLOT_TEXT))
		report_kind(c, node, slot->kind);
	else if (is_self && is_raw && type && type->slots)
		report_kind(c, node, SLOT_TEXT);
	else if (refusal)
		REPORT(c, RULE_TEMPLATE_PLACE, node->span, "%s", refusal);
}

/* A text that is the same in every rendering is written as the template's own. */
static bool
add_constant(struct compile *c, const struct node *node, const struct path *path)
{
	const struct slot *before = path->count > 1 ? path->steps[path->count - 2].slot : NULL;
	const struct view_type *type = before ? before->of : NULL;
	struct answer answer;

	if (!type || !type->is_constant)
		return false;
	answer = type->find(c->context, NULL, path->steps[path->count - 1].name);
	if (answer.kind != ANSWER_TEXT)
		return false;
	if (node->kind == NODE_RAW)
		buf_add(&c->literal, answer.text);
	else
		template_escape(&c->literal, answer.text);
	return true;
}

static void
compile_value(struct compile *c, const struct around *around, const struct node *node)
{
	const struct slot *slot;
	struct path path;

	if (!template_bind(c, around->scope, node, &path, &slot))
		return;
	check_value(c, around, node, slot);
	if (add_constant(c, node, &path))
		return;
	add_step(c, node->kind == NODE_RAW ? OP_RAW : OP_VALUE)->path = path;
}

/* ---- sections ---- */

/* What the section asks. False, and reported, where it cannot be asked. */
static bool
bind_section(struct compile *c, const struct scope *scope, const struct node *node, struct path *path, const struct slot **slot)
{
	if (str_is(node->text, ".") && scope->type && scope->type->slots) {
		REPORT(c, RULE_TEMPLATE_NAME, node->span, "'.' is always there; write the name that is asked");
		return false;
	}
	if (!template_bind(c, scope, node, path, slot))
		return false;
	if (*slot && (*slot)->kind == SLOT_HTML) {
		report_kind(c, node, SLOT_HTML);
		return false;
	}
	return true;
}

static struct scope *
scope_inside(struct compile *c, struct scope *scope, const struct node *node, const struct slot *slot)
{
	if (node->kind == NODE_INVERTED || (slot && slot->kind == SLOT_CLAIM))
		return scope;
	return template_scope(c->templates, scope, !slot ? NULL : slot->kind == SLOT_TEXT ? &template_text_type : slot->of);
}

static void
join_markup(struct compile *c, const struct node *node, const struct markup *begin, bool is_repeated)
{
	struct markup end = c->markup;

	if (!c->is_checked || template_markup_join(&c->markup, begin, is_repeated))
		return;
	if (template_markup_in_tag(&end) && template_markup_in_tag(begin))
		REPORT(c, RULE_TEMPLATE_PLACE, node->span,
		       "'%.*s' is repeated in a tag; put a space before each attribute inside it, and none before it",
		       STR_ARG(node->text));
	else
		REPORT(c, RULE_TEMPLATE_PLACE, node->span, "'%.*s' begins %s and ends %s; end it where it began",
		       STR_ARG(node->text), template_markup_where(begin), template_markup_where(&end));
	c->markup = *begin;
}

static void
compile_section(struct compile *c, const struct around *around, const struct node *node)
{
	struct around inside = *around;
	const struct slot *slot;
	struct markup begin;
	struct path path;
	struct op *op;
	bool is_repeated;
	size_t at;

	if (!bind_section(c, around->scope, node, &path, &slot))
		return;
	inside.scope = scope_inside(c, around->scope, node, slot);
	is_repeated = node->kind == NODE_SECTION && (!slot || slot->kind == SLOT_LIST);
	if (c->is_checked && is_repeated)
		template_markup_repeat(&c->markup);
	begin = c->markup;
	op = add_step(c, node->kind == NODE_SECTION ? OP_SECTION : OP_INVERTED);
	op->path = path;
	at = c->template->count;
	compile_nodes(c, &inside, node->inside);
	flush(c);
	c->template->ops[at - 1].inside = c->template->count - at;
	join_markup(c, node, &begin, is_repeated);
}

/* ---- partials and parents ---- */

/* A template that leads to itself with the same arguments would never end: its types may be others, its tags are the same. */
static bool
is_loop(const struct compile *c, const struct text *text, const struct arguments *arguments)
{
	for (const struct template *at = c->template; at; at = at->caller)
		if (at->text == text && at->arguments == arguments)
			return true;
	return false;
}

static void
call(struct compile *c, const struct around *around, const struct node *node, struct arguments *arguments)
{
	struct text *text = template_text(c->templates, node->text);
	struct str margin = {0};
	const struct template *called;

	if (!text->source) {
		if (c->is_checked)
			REPORT(c, RULE_TEMPLATE_MISSING, node->span, "there is no template '%.*s'; add it, or correct the name",
			       STR_ARG(node->text));
		return;
	}
	if (c->is_checked && is_loop(c, text, arguments)) {
		REPORT(c, RULE_TEMPLATE_DEPTH, node->span,
		       "'%.*s' leads back to itself from here, without end; take this tag out", STR_ARG(node->text));
		return;
	}
	if (is_too_deep(c, node, c->depth, DEPTH_MOST))
		return;
	if (node->is_standalone)
		margin = margin_inside(c, around, node->margin);
	flush(c);
	called = template_compile(c, text, around->scope, arguments, margin);
	add_step(c, OP_CALL)->call = called;
}

static const struct node *
find_block(const struct node *parent, struct str name)
{
	for (const struct node *node = parent ? parent->inside : NULL; node; node = node->next)
		if (node->kind == NODE_BLOCK && str_equal(node->text, name))
			return node;
	return NULL;
}

/* The block that fills name: the outermost, as whoever led to a template knows best what it is to become. */
static const struct node *
find_argument(struct arguments *arguments, struct str name, struct arguments **theirs)
{
	const struct node *found = NULL;

	for (struct arguments *at = arguments; at->parent; at = at->outer) {
		const struct node *block = find_block(at->parent, name);

		if (block) {
			found = block;
			*theirs = at->outer;
		}
	}
	return found;
}

/* Whether the parent tag fills anything that is not filled already. */
static bool
adds_arguments(struct arguments *arguments, const struct node *parent)
{
	struct arguments *theirs;

	for (const struct node *node = parent->inside; node; node = node->next)
		if (node->kind == NODE_BLOCK && !find_argument(arguments, node->text, &theirs))
			return true;
	return false;
}

/* The same for the same tag and outer arguments, so that a template is compiled once for them and a loop is seen. */
static struct arguments *
arguments_with(struct compile *c, struct arguments *outer, const struct node *parent)
{
	struct arguments *made = outer->inside;

	if (!adds_arguments(outer, parent))
		return outer;
	while (made && made->parent != parent)
		made = made->next;
	if (made)
		return made;
	made = arena_alloc(c->templates->arena, sizeof *made);
	*made = (struct arguments){.outer = outer, .parent = parent, .next = outer->inside};
	outer->inside = made;
	return made;
}

static void
compile_block(struct compile *c, const struct around *around, const struct node *node)
{
	struct around filled = *around;
	const struct node *argument = find_argument(around->arguments, node->text, &filled.arguments);

	if (!argument) {
		compile_nodes(c, around, node->inside);
		return;
	}
	filled.margin = margin_inside(c, around, node->margin);
	filled.indent = argument->margin;
	c->first = node->is_standalone ? FIRST_WITH_MARGIN : FIRST_BARE;
	compile_nodes(c, &filled, argument->inside);
	c->first = FIRST_AS_WRITTEN;
}

/* ---- nodes ---- */

static void
compile_node(struct compile *c, const struct around *around, const struct node *node, bool starts)
{
	if (node->kind == NODE_LITERAL) {
		compile_literal(c, around, node, starts);
		return;
	}
	if (starts)
		buf_add(&c->literal, around->margin);
	switch (node->kind) {
	case NODE_LITERAL:
		break;
	case NODE_VALUE:
	case NODE_RAW:
		compile_value(c, around, node);
		break;
	case NODE_SECTION:
	case NODE_INVERTED:
		compile_section(c, around, node);
		break;
	case NODE_PARTIAL:
		call(c, around, node, around->arguments);
		break;
	case NODE_PARENT:
		call(c, around, node, arguments_with(c, around->arguments, node));
		break;
	case NODE_BLOCK:
		compile_block(c, around, node);
		break;
	}
}

/* Whether a line begins with the node. The first one of an argument begins as the block's place says. */
static bool
starts_line(struct compile *c, const struct node *node)
{
	bool starts = node->starts_line;

	if (c->first != FIRST_AS_WRITTEN)
		starts = c->first == FIRST_WITH_MARGIN && !node->is_standalone;
	c->first = FIRST_AS_WRITTEN;
	return starts;
}

static void
compile_nodes(struct compile *c, const struct around *around, const struct node *nodes)
{
	if (nodes && is_too_deep(c, nodes, c->levels, LEVELS_MOST))
		return;
	c->levels++;
	for (const struct node *node = nodes; node; node = node->next) {
		if (node->kind == NODE_LITERAL && node->text.len == 0)
			continue;
		if (is_too_large(c, node))
			break;
		compile_node(c, around, node, starts_line(c, node));
	}
	c->levels--;
}

/* ---- what can be kept ---- */

/* Whether the path asks the outer type, or something that a section of it led to: a frame from inside on. */
static bool
is_steady_path(const struct path *path, int inside)
{
	return path->frame == 0 || (path->frame != FRAME_SEARCH && path->frame >= inside);
}

static bool are_steady(const struct op *ops, size_t count, int inside);

static bool
is_steady(const struct op *op, int inside)
{
	switch (op->kind) {
	case OP_LITERAL:
		return true;
	case OP_VALUE:
	case OP_RAW:
		return is_steady_path(&op->path, inside);
	case OP_SECTION:
	case OP_INVERTED:
		return is_steady_path(&op->path, inside) && are_steady(op + 1, op->inside, inside);
	case OP_CALL:
		return op->call->is_steady;
	}
	return false;
}

static bool
are_steady(const struct op *ops, size_t count, int inside)
{
	for (size_t i = 0; i < count; i += 1 + ops[i].inside)
		if (!is_steady(&ops[i], inside))
			return false;
	return true;
}

/* Runs of steady operations on one level, then inside what is not steady itself, which may stand on a frame more. A literal alone is as good
 * as kept. */
static void
mark_steady(struct templates *templates, struct op *ops, size_t count, int inside)
{
	size_t from = 0, steps = 0;

	for (size_t i = 0; i <= count; i += i < count ? 1 + ops[i].inside : 1) {
		if (i < count && is_steady(&ops[i], inside)) {
			steps++;
			continue;
		}
		if (steps > 1 || (steps == 1 && ops[from].kind != OP_LITERAL)) {
			ops[from].steady = (uint32_t)(i - from);
			ops[from].number = templates->steady_count++;
		}
		if (i < count)
			mark_steady(templates, ops + i + 1, ops[i].inside, inside + 1);
		from = i < count ? i + 1 + ops[i].inside : i;
		steps = 0;
	}
}

/* Only under an outer type that is steady; what a section of it leads to is a frame above the template's own. */
static void
find_steady(struct templates *templates, struct template *template)
{
	const struct scope *outermost = template->scope;
	int inside = template->scope->frame + 1;

	while (outermost->outer && outermost->outer->outer)
		outermost = outermost->outer;
	if (!outermost->type || !outermost->type->is_steady || outermost == template->scope)
		return;
	template->is_steady = are_steady(template->ops, template->count, inside);
	mark_steady(templates, template->ops, template->count, inside);
}

/* ---- templates ---- */

static struct template *
find_compiled(struct compile *c, const struct text *text, const struct scope *scope, const struct arguments *arguments,
              struct str margin)
{
	struct template *at = text->templates;

	while (at && !(at->scope == scope && at->arguments == arguments && str_equal(at->margin, margin) &&
	               template_markup_same(&at->begin, &c->markup)))
		at = at->next;
	return at;
}

static void
compile_text(struct compile *c, struct template *template)
{
	struct around around = {.scope = template->scope, .arguments = template->arguments, .margin = template->margin};

	template->caller = c->template;
	template->is_broken = template->text->is_broken;
	c->template = template;
	c->depth++;
	compile_nodes(c, &around, template->text->nodes);
	flush(c);
	c->depth--;
	c->template = template->caller;
	template->caller = NULL;
	template->end = c->markup;
	template->is_done = true;
	find_steady(c->templates, template);
}

const struct template *
template_compile(struct compile *c, struct text *text, struct scope *scope, struct arguments *arguments, struct str margin)
{
	struct template *template = find_compiled(c, text, scope, arguments, margin);

	if (!template) {
		template = arena_alloc(c->templates->arena, sizeof *template);
		*template = (struct template){
			.text = text,
			.scope = scope,
			.arguments = arguments,
			.margin = margin,
			.begin = c->markup,
			.next = text->templates,
		};
		text->templates = template;
		compile_text(c, template);
	}
	if (c->is_checked && template->is_done)
		c->markup = template->end;
	if (c->template && template->is_broken)
		c->template->is_broken = true;
	return template;
}
