/* SPDX-License-Identifier: EUPL-1.2 */
/* content_test — the folder of the records: that it says the same however many read it, and that a file read alone says what it said among all.
 *
 *     content_test [FOLDER]      FOLDER holds content/ and templates/; the project's own */
#include <stdlib.h>

#include "../../gen/base/file.h"
#include "../../gen/base/unseen.h"
#include "../../gen/base/utf8.h"
#include "../../gen/read/content.h"
#include "../../gen/read/markdown.h"
#include "../../gen/read/settings.h"
#include "../../gen/read/typing.h"
#include "check.h"

/* ---- what readers do to every byte: at each distance from where eight bytes begin ---- */

enum { FARTHEST = 20 };

static size_t
first_unseen(struct str text, unseen_test *test)
{
	uint32_t c;

	for (size_t at = 0, start = 0; at < text.len; start = at)
		if (c = utf8_next(text, &at), test(c))
			return start;
	return text.len;
}

static void
test_unseen(void)
{
	static const char *const pieces[] = {"",  "\x7F",     "\n",           "\t",       "~", "\x1B",
	                                     "é", "\xC2\x85", "\xE2\x80\xAE", "\xC2\xA0", "😀", " "};
	uint32_t c;

	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		for (size_t before = 0; before < FARTHEST; before++) {
			char bytes[3 * FARTHEST];
			int len = snprintf(bytes, sizeof bytes, "%.*s%s%.*s", (int)before, "abcdefghijklmnopqrstu", pieces[i],
			                   (int)(FARTHEST - before), "ABCDEFGHIJKLMNOPQRSTU");
			struct str text = {bytes, (size_t)len};

			CHECK(unseen_find(text, 0, unseen_steers, &c) == first_unseen(text, unseen_steers));
			CHECK(unseen_find(text, 0, unseen_hides, &c) == first_unseen(text, unseen_hides));
			CHECK(utf8_first_invalid(text) == text.len);
			bytes[before] = '\xFF';
			CHECK(utf8_first_invalid(text) == before);
		}
	}
}

static void
test_placeholders(void)
{
	static const struct {
		const char *text;
		size_t count;
	} rows[] = {
		{"TODO", 1},
		{"aTODO", 0},
		{"TODOs", 0},
		{"xx-xx-2024", 0},
		{"XX-xx-20xx", 1},
		{"dd-mm-jjjj", 1},
		{"xx-xx-xx-xxxx", 1},
		{"-xx-xx-xxxx", 1},
		{"xx-xx-xxxx-xx-xxxx", 1},
		{"[a/b/c]", 1},
		{"[a/b/c](d)", 0},
		{"[a/b]", 0},
		{"[[a/TODO/c]", 1},
		{"[a/b/c]TODO-xx-xx-xxxx", 3},
	};
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		for (size_t before = 0; before < FARTHEST; before++) {
			struct diagnostics *diags = diag_new(arena);
			struct source *source = source_new(arena, STR("x.md"), STR("x.md"));
			struct str text = arena_printf(arena, "%*s%s ", (int)before, "", rows[i].text);

			placeholder_check(diags, source, text, 0);
			CHECK(diag_count(diags, rule_severity(RULE_PLACEHOLDER)) == rows[i].count);
		}
	}
	arena_free(arena);
}

/* ---- arenas and messages of several ---- */

static void
test_joining(void)
{
	struct arena *arena = arena_new(), *other = arena_new();
	struct str kept = arena_str(other, STR("kept"));
	size_t cap = 0, *numbers = NULL;
	struct diagnostics *diags = diag_new(arena), *more = diag_new(other);
	struct source *source = source_new(arena, STR("x.md"), STR("x.md"));

	for (size_t i = 0; i < 100000; i++) {
		numbers = arena_grow(i < 60000 ? other : arena, numbers, i, &cap, sizeof *numbers);
		numbers[i] = i;
		if (i == 59999)
			arena_join(arena, other);
		if (i == 100)
			diag_report(more, RULE_PLACEHOLDER, span_of(source, 0, 0), "one");
	}
	diag_take(diags, more);
	for (size_t i = 0; i < 100000; i++)
		if (numbers[i] != i)
			CHECK(numbers[i] == i);
	CHECK_STR(kept, STR("kept"));
	CHECK(diag_count(diags, rule_severity(RULE_PLACEHOLDER)) == 1 && diag_count(more, rule_severity(RULE_PLACEHOLDER)) == 0);
	arena_reset(arena);
	for (size_t i = 0; i < 1000; i++) {
		const char *bytes = arena_alloc(arena, 1000);
		bool is_zero = !bytes[0] && memcmp(bytes, bytes + 1, 999) == 0;

		if (!is_zero)
			CHECK(is_zero);
	}
	arena_free(arena);
}

/* ---- a folder ---- */

struct place {
	struct str content, templates;
};

static struct site *
read_site(struct place place, unsigned jobs)
{
	struct arena *arena = arena_new();
	struct site *site = arena_alloc(arena, sizeof *site);

	site->arena = arena;
	site->diags = diag_new(arena);
	site->jobs = jobs;
	CHECK(settings_read(site, place.content, STR("2026-11-01")));
	site->language = language_read(site, place.templates, map_text(&site->settings.map, KEY_language));
	content_read(site, place.content);
	return site;
}

static void
check_same_map(const struct map *a, const struct map *b)
{
	CHECK(a->shape == b->shape && a->held == b->held);
	for (size_t i = 0; i < a->shape->count && i < b->shape->count; i++) {
		const struct value *x = map_at(a, i), *y = map_at(b, i);

		CHECK(x->is_set == y->is_set && x->is_written == y->is_written && x->count == y->count);
		CHECK(x->span.start == y->span.start && x->span.end == y->span.end);
		CHECK_STR(x->text, y->text);
		if (x->is_set && !x->count && a->shape->fields[i].kind == VALUE_MARKDOWN)
			CHECK(tape_digest(&x->prose->tape) == tape_digest(&y->prose->tape));
		if (x->is_set && !x->count && a->shape->fields[i].kind == VALUE_MAP)
			check_same_map(x->map, y->map);
	}
}

static void
check_same(const struct record *a, const struct record *b)
{
	CHECK(a->type == b->type && a->digest == b->digest && a->is_broken == b->is_broken && a->is_public == b->is_public);
	CHECK_STR(a->id, b->id);
	CHECK_STR(a->source->path, b->source->path);
	CHECK(a->body->owner == a || tape_is_empty(&a->body->tape));
	CHECK(tape_digest(&a->body->tape) == tape_digest(&b->body->tape));
	check_same_map(&a->map, &b->map);
}

/* All messages as they are printed. */
static struct str
messages(struct site *site)
{
	char *bytes = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&bytes, &len);
	struct str copy;

	diag_print(site->diags, DIAG_TEXT, false, out);
	fclose(out);
	copy = arena_str(site->arena, (struct str){bytes, len});
	free(bytes);
	return copy;
}

static void
check_none(struct site *site, struct place place, const char *name)
{
	struct str path = path_join(site->arena, place.content, str_from(name)), text = {0};

	CHECK(!content_read_one(site, place.content, path, &text) && !text.at);
}

static void
test_folder(struct place place)
{
	struct site *alone = read_site(place, 1), *among = read_site(place, 7);

	for (size_t i = 0; i < among->records.count; i++)
		records_add(among->arena, &among->by_type[among->records.items[i]->type], among->records.items[i]);
	CHECK(alone->records.count > 0 && alone->records.count == among->records.count);
	for (size_t i = 0; i < alone->records.count && i < among->records.count; i++) {
		const struct record *record = alone->records.items[i];
		struct str text = {0};
		struct record *again = content_read_one(among, place.content, record->source->path, &text);

		check_same(record, among->records.items[i]);
		CHECK(again && again != among->records.items[i] && site_find(among, record->id) == among->records.items[i]);
		check_same(record, again);
		CHECK(!text.at == again->is_broken || hash_of(text) == record->digest);
		if (text.at)
			check_same(record, content_read_one(among, place.content, record->source->path, &text));
	}
	check_none(among, place, "letters/Niet.md");
	check_none(among, place, "letters/x.txt");
	check_none(among, place, "letters/nergens.md");
	arena_free(alone->arena);
	arena_free(among->arena);
}

static void
test_messages(struct place place)
{
	struct site *alone = read_site(place, 1), *among = read_site(place, 7);

	CHECK(diag_count(alone->diags, SEVERITY_ERROR) == diag_count(among->diags, SEVERITY_ERROR));
	CHECK(diag_count(alone->diags, SEVERITY_WARNING) == diag_count(among->diags, SEVERITY_WARNING));
	CHECK_STR(messages(alone), messages(among));
	arena_free(alone->arena);
	arena_free(among->arena);
}

int
main(int count, char **words)
{
	struct arena *arena = arena_new();
	const char *folder = count > 1 ? words[1] : ".";
	struct place place = {arena_printf(arena, "%s/content", folder), arena_printf(arena, "%s/templates", folder)};

	test_unseen();
	test_placeholders();
	test_joining();
	markdown_start();
	test_folder(place);
	test_messages(place);
	arena_free(arena);
	return check_done();
}
