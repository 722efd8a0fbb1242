/* SPDX-License-Identifier: EUPL-1.2 */
#include "template_inside.h"

struct templates *
templates_new(struct arena *arena, struct diagnostics *diags, struct template_loader loader)
{
	struct templates *templates = arena_alloc(arena, sizeof *templates);

	templates->arena = arena;
	templates->diags = diags;
	templates->loader = loader;
	templates->texts = table_new(arena);
	templates->no_scope.frame = -1;
	return templates;
}

struct text *
template_text(struct templates *templates, struct str name)
{
	struct text *text = table_find(templates->texts, name);

	if (text)
		return text;
	text = arena_alloc(templates->arena, sizeof *text);
	text->name = arena_str(templates->arena, name);
	text->source = templates->loader.load(templates->loader.user, text->name);
	table_add(templates->texts, text->name, text);
	if (text->source)
		template_parse(templates, text);
	return text;
}

bool
template_complains(struct templates *templates, enum rule rule, struct span span)
{
	struct complaint *complaint;

	for (complaint = templates->complaints; complaint; complaint = complaint->next)
		if (complaint->rule == rule && complaint->span.source == span.source && complaint->span.start == span.start)
			return false;
	complaint = arena_alloc(templates->arena, sizeof *complaint);
	*complaint = (struct complaint){rule, span, templates->complaints};
	templates->complaints = complaint;
	return true;
}

const struct template *
templates_open(struct templates *templates, struct str name, const struct view_type *root, const struct view_type *outer,
               void *context)
{
	struct compile c = {.templates = templates, .context = context, .is_checked = root->slots};
	struct text *text = template_text(templates, name);
	struct scope *scope = &templates->no_scope;
	const struct template *template;

	if (!text->source && !text->is_broken) {
		text->is_broken = true;
		diag_report(templates->diags, RULE_TEMPLATE_MISSING, (struct span){0},
		            "there is no template '%.*s'; add it to the templates", STR_ARG(name));
	}
	if (!text->source)
		return NULL;
	if (outer)
		scope = template_scope(templates, scope, outer);
	scope = template_scope(templates, scope, root);
	template = template_compile(&c, text, scope, &templates->no_arguments, (struct str){0});
	buf_free(&c.literal);
	return template->is_broken ? NULL : template;
}
