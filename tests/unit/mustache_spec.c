/* SPDX-License-Identifier: EUPL-1.2 */
/* mustache_spec — the standard's own tests (https://github.com/mustache/spec) over a dynamic type: values of JSON.
 *
 *     mustache_spec [FOLDER]     FOLDER holds their files; tests/mustache-spec where none is given */
#include <jansson.h>
#include <stdlib.h>

#include "../../gen/html/template.h"
#include "check.h"

static const char *const modules[] = {
	"comments", "delimiters", "inheritance", "interpolation", "inverted", "partials", "sections",
};

static struct answer answer_find(void *context, const void *object, struct str name);

static const struct view_type value_type = {.name = "value", .find = answer_find};

static struct answer
answer_text(struct str text)
{
	return (struct answer){.kind = ANSWER_TEXT, .text = text};
}

static struct answer
answer_list(struct arena *arena, const json_t *list)
{
	size_t count = json_array_size(list);
	const void **items = arena_array(arena, count, sizeof *items);

	for (size_t i = 0; i < count; i++)
		items[i] = json_array_get(list, i);
	return (struct answer){.kind = ANSWER_LIST, .type = &value_type, .items = items, .count = count};
}

static struct answer
answer_of(struct arena *arena, const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		return (struct answer){.kind = ANSWER_VIEW, .type = &value_type, .object = value};
	case JSON_ARRAY:
		return answer_list(arena, value);
	case JSON_STRING:
		return answer_text((struct str){json_string_value(value), json_string_length(value)});
	case JSON_INTEGER:
		return answer_text(arena_printf(arena, "%lld", (long long)json_integer_value(value)));
	case JSON_REAL:
		return answer_text(arena_printf(arena, "%.15g", json_real_value(value)));
	case JSON_TRUE:
		return (struct answer){.kind = ANSWER_TRUE};
	case JSON_FALSE:
	case JSON_NULL:
		break;
	}
	return (struct answer){.kind = ANSWER_FALSE};
}

/* context is the arena of the test. */
static struct answer
answer_find(void *context, const void *object, struct str name)
{
	const json_t *value = str_is(name, ".") ? object : json_object_getn(object, name.at, name.len);

	return value ? answer_of(context, value) : (struct answer){.kind = ANSWER_NOTHING};
}

struct test {
	struct arena *arena;
	const json_t *json;
};

static const char main_name[] = "the test itself";

static struct source *
load(void *user, struct str name)
{
	const struct test *test = user;
	const json_t *text = str_is(name, main_name)
	                             ? json_object_get(test->json, "template")
	                             : json_object_getn(json_object_get(test->json, "partials"), name.at, name.len);
	struct source *source;

	if (!text)
		return NULL;
	source = source_new(test->arena, name, name);
	source->text = (struct str){json_string_value(text), json_string_length(text)};
	return source;
}

static struct str
text_of(const json_t *json, const char *key)
{
	return str_from(json_string_value(json_object_get(json, key)));
}

static void
run_test(const char *module, const json_t *json)
{
	struct test test = {arena_new(), json};
	struct diagnostics *diags = diag_new(test.arena);
	struct templates *templates = templates_new(test.arena, diags, (struct template_loader){load, &test});
	const struct template *template = templates_open(templates, str_from(main_name), &value_type, NULL, test.arena);
	size_t failed = check_failed;
	struct buf out = {0};

	CHECK(template);
	if (template) {
		template_render(template, json_object_get(json, "data"), NULL, test.arena, &out);
		CHECK_STR(buf_str(&out), text_of(json, "expected"));
	}
	if (check_failed > failed) {
		printf("  in %s: %s\n", module, json_string_value(json_object_get(json, "name")));
		diag_print(diags, DIAG_TEXT, false, stdout);
	}
	buf_free(&out);
	arena_free(test.arena);
}

static void
run_module(const char *folder, const char *module)
{
	struct arena *arena = arena_new();
	struct str path = arena_printf(arena, "%s/%s.json", folder, module);
	json_error_t error;
	json_t *json = json_load_file(path.at, 0, &error);
	const json_t *tests = json_object_get(json, "tests");

	if (!json)
		printf("%s:%d: %s\n", path.at, error.line, error.text);
	CHECK(json_array_size(tests) > 0);
	for (size_t i = 0; i < json_array_size(tests); i++)
		run_test(module, json_array_get(tests, i));
	json_decref(json);
	arena_free(arena);
}

int
main(int argc, char **argv)
{
	const char *folder = argc > 1 ? argv[1] : "tests/mustache-spec";

	for (size_t i = 0; i < sizeof modules / sizeof *modules; i++)
		run_module(folder, modules[i]);
	return check_done();
}
