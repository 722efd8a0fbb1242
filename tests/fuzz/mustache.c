/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates, compiled and rendered: main, and up to two partials behind NUL bytes. The first byte chooses whether names are known when templates
 * are loaded (their checks), or only when they are rendered (all that the syntax can do). */
#include <stdlib.h>
#include <string.h>

#include "../../gen/html/template.h"
#include "fuzz.h"

/* Values follow from their names, so that the input decides. Lists inside lists would grow beyond every bound: a rendering has so many. */
enum { MOST_LISTS = 200 };

static unsigned lists_left;
static const char things[2][8] = {"one", "two & <"};
static const void *const items[2] = {things[0], things[1]};

static struct answer value_find(void *context, const void *object, struct str name);
static const struct view_type value_type = {.name = "value", .find = value_find};

static struct answer
value_find(void *context, const void *object, struct str name)
{
	char first = name.len ? name.at[0] : 0;

	(void)context;
	if (str_is(name, "."))
		return (struct answer){.kind = ANSWER_TEXT, .text = str_from(object)};
	if (first == 'l' && lists_left) {
		lists_left--;
		return (struct answer){.kind = ANSWER_LIST, .type = &value_type, .items = items, .count = 2};
	}
	if (first == 'v')
		return (struct answer){.kind = ANSWER_VIEW, .type = &value_type, .object = things[0]};
	if (first == 't')
		return (struct answer){.kind = ANSWER_TEXT, .text = STR("t<\"'&>")};
	return (struct answer){.kind = first == 'y' ? ANSWER_TRUE : first == 'n' ? ANSWER_FALSE : ANSWER_NOTHING};
}

static void
write_text(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_cstring(out, object);
}

static bool
is_so(void *context, const void *object)
{
	(void)context;
	return *(const char *)object == 'o';
}

static const void *
view_other(void *context, const void *object)
{
	(void)context;
	return object == things[0] ? things[1] : NULL;
}

static size_t
list_all(void *context, const void *object, const void *const **list)
{
	(void)context;
	(void)object;
	*list = items;
	if (!lists_left)
		return 0;
	lists_left--;
	return 2;
}

static const struct view_type known_type;
static const struct slot known_slots[] = {
	{.name = "t", .kind = SLOT_TEXT, .text = write_text},
	{.name = "h", .kind = SLOT_HTML, .text = write_text},
	{.name = "y", .kind = SLOT_CLAIM, .claim = is_so},
	{.name = "v", .kind = SLOT_VIEW, .of = &known_type, .view = view_other},
	{.name = "l", .kind = SLOT_LIST, .of = &known_type, .list = list_all},
	{0},
};
static const struct view_type known_type = {.name = "known", .slots = known_slots, .self = write_text};

struct input {
	struct site *site;
	struct str main, partials[2];
};

static struct source *
load(void *user, struct str name)
{
	const struct input *input = user;
	struct str text = str_is(name, "main") ? input->main : str_is(name, "p") ? input->partials[0] : input->partials[1];

	if (!str_is(name, "main") && !str_is(name, "p") && !str_is(name, "q"))
		return NULL;
	return fuzz_source(input->site, (const uint8_t *)text.at, text.len);
}

/* A rendering that grows without end would be a fault of its own; the lists are bounded, so the output is. */
static void
render(struct input *input, const struct view_type *type)
{
	struct site *site = input->site;
	struct templates *templates = templates_new(site->arena, site->diags, (struct template_loader){load, input});
	const struct template *template = templates_open(templates, STR("main"), type, &value_type, NULL);
	struct buf out = {0};

	lists_left = MOST_LISTS;
	if (template)
		template_render(template, things[0], things[1], NULL, &out);
	buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = {.site = fuzz_site()};
	struct str rest = str_slice((struct str){(const char *)data, size}, 1, size);

	if (size && size <= 1 << 14) {
		str_next_part(&rest, '\0', &input.main);
		str_next_part(&rest, '\0', &input.partials[0]);
		input.partials[1] = rest;
		render(&input, data[0] & 1 ? &known_type : &value_type);
	}
	fuzz_site_free(input.site);
	return 0;
}
