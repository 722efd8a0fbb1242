/* SPDX-License-Identifier: EUPL-1.2 */
#include "template_inside.h"

/* ---- stacks of types ---- */

static const struct slot no_slots[] = {{0}};

const struct view_type template_text_type = {.name = "text", .slots = no_slots};

struct scope *
template_scope(struct templates *templates, struct scope *outer, const struct view_type *type)
{
	struct scope *scope = outer->inside;

	/* Of what a dynamic type answered, nothing is known, nor of what that answers. */
	if (outer->outer && !outer->type)
		return outer;
	while (scope && scope->type != type)
		scope = scope->next;
	if (scope)
		return scope;
	scope = arena_alloc(templates->arena, sizeof *scope);
	*scope = (struct scope){.outer = outer, .type = type, .frame = outer->frame + 1, .next = outer->inside};
	outer->inside = scope;
	return scope;
}

const struct slot *
template_slot(const struct view_type *type, struct str name)
{
	for (const struct slot *slot = type->slots; slot->name; slot++)
		if (str_is(name, slot->name))
			return slot;
	return NULL;
}

/* Whether any name may be one of the type's. */
static bool
is_open(const struct view_type *type)
{
	return !type || (!type->slots && !type->has);
}

/* ---- names ---- */

static bool
complains(struct compile *c, struct span span)
{
	c->template->is_broken = true;
	return template_complains(c->templates, RULE_TEMPLATE_NAME, span);
}

static struct span
span_of_part(const struct node *node, struct str part)
{
	const struct source *source = node->span.source;
	size_t start = (size_t)(part.at - source->text.at);

	return span_of(source, start, start + part.len);
}

/* A slot of the type that is fewer than *edits away from the name; *edits becomes how many it is. */
static void
find_near(const struct view_type *type, struct str name, size_t *edits, const char **near)
{
	if (!type || !type->slots)
		return;
	for (const struct slot *slot = type->slots; slot->name; slot++) {
		size_t distance = str_distance(name, str_from(slot->name), *edits);

		if (distance < *edits) {
			*edits = distance;
			*near = slot->name;
		}
	}
}

/* Fewer edits than this make a name near. */
static size_t
edits_too_many(struct str name)
{
	return name.len < 4 ? 2 : 3;
}

static void
add_type_name(struct buf *names, const struct view_type *type)
{
	if (!type || type == &template_text_type)
		return;
	if (names->len)
		buf_add_cstring(names, " or ");
	buf_add_cstring(names, type->name);
}

/* Reports that none of the types from scope to its outermost has the name; without scope, that type has not. */
static void
report_unknown(struct compile *c, const struct node *node, struct str name, const struct scope *scope,
               const struct view_type *type)
{
	struct span span = span_of_part(node, name);
	size_t edits = edits_too_many(name);
	const char *near = NULL;
	struct buf types = {0};

	if (!complains(c, span))
		return;
	find_near(type, name, &edits, &near);
	add_type_name(&types, type);
	for (; scope && scope->outer; scope = scope->outer) {
		find_near(scope->type, name, &edits, &near);
		add_type_name(&types, scope->type);
	}
	if (near)
		diag_report(c->templates->diags, RULE_TEMPLATE_NAME, span, "unknown name '%.*s'; did you mean '%s'?",
		            STR_ARG(name), near);
	else
		diag_report(c->templates->diags, RULE_TEMPLATE_NAME, span, "unknown name '%.*s'; write one that %.*s has",
		            STR_ARG(name), STR_ARG(buf_str(&types)));
	buf_free(&types);
}

static bool
has_name(struct compile *c, const struct view_type *type, struct step *step)
{
	if (!type->slots)
		return type->has(c->context, step->name);
	step->slot = template_slot(type, step->name);
	return step->slot;
}

static bool
bind_first(struct compile *c, const struct scope *scope, const struct node *node, struct step *step, int *frame)
{
	for (const struct scope *at = scope; at->outer; at = at->outer) {
		*frame = is_open(at->type) ? FRAME_SEARCH : at->frame;
		if (is_open(at->type) || has_name(c, at->type, step))
			return true;
	}
	report_unknown(c, node, step->name, scope, NULL);
	return false;
}

/* A name behind a dot. before is what stands in front of it. */
static bool
bind_next(struct compile *c, const struct node *node, const struct step *before, struct step *step)
{
	const struct slot *slot = before->slot;

	if (!slot)
		return true;
	if (slot->kind != SLOT_VIEW) {
		struct span span = span_of_part(node, before->name);

		if (complains(c, span))
			diag_report(c->templates->diags, RULE_TEMPLATE_NAME, span, "'%s' is no view, and a dot asks one; %s",
			            slot->name, slot->kind == SLOT_LIST ? "open it as a section" : "leave out what follows");
		return false;
	}
	if (is_open(slot->of) || has_name(c, slot->of, step))
		return true;
	report_unknown(c, node, step->name, NULL, slot->of);
	return false;
}

/* {{.}} */
static bool
bind_self(struct compile *c, const struct scope *scope, const struct node *node, struct path *path)
{
	const struct view_type *type = scope->type;

	*path = (struct path){.frame = is_open(type) ? FRAME_SEARCH : scope->frame};
	if (is_open(type) || !type->slots || type->self || type == &template_text_type)
		return true;
	if (complains(c, node->span))
		diag_report(c->templates->diags, RULE_TEMPLATE_NAME, node->span,
		            "a %s has no text of its own; write a name in place of '.'", type->name);
	return false;
}

static size_t
count_parts(struct str name)
{
	size_t count = 1;

	for (size_t i = 0; i < name.len; i++)
		count += name.at[i] == '.';
	return count;
}

bool
template_bind(struct compile *c, const struct scope *scope, const struct node *node, struct path *path, const struct slot **slot)
{
	size_t count = count_parts(node->text);
	struct str rest = node->text;
	struct step *steps;

	*slot = NULL;
	if (str_is(node->text, "."))
		return bind_self(c, scope, node, path);
	steps = arena_array(c->templates->arena, count, sizeof *steps);
	*path = (struct path){.count = count, .steps = steps};
	for (size_t i = 0; i < count; i++) {
		str_next_part(&rest, '.', &steps[i].name);
		if (i == 0 ? !bind_first(c, scope, node, &steps[0], &path->frame) : !bind_next(c, node, &steps[i - 1], &steps[i]))
			return false;
	}
	*slot = steps[count - 1].slot;
	/* Names outlive the source's text. */
	for (size_t i = 0; i < count; i++)
		steps[i].name = arena_str(c->templates->arena, steps[i].name);
	return true;
}
