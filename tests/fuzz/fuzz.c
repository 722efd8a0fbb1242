/* SPDX-License-Identifier: EUPL-1.2 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../gen/base/file.h"
#include "../../gen/base/utf8.h"
#include "../../gen/html/tape_html.h"
#include "../../gen/read/layout.h"
#include "../../gen/read/settings.h"

/* What does not depend on the input, read once. */
static const struct site *
known_site(void)
{
	static struct site *site;

	if (site)
		return site;
	markdown_start();
	site = calloc(1, sizeof *site);
	assert(site);
	site->arena = arena_new();
	site->diags = diag_new(site->arena);
	if (settings_read(site, STR("tests/diag"), STR("2026-11-01")))
		site->language = language_read(site, STR("templates"), STR("nl"));
	if (site->language)
		site->layout = layout_read(site, STR("templates"));
	assert(site->layout && "run from the root of the repository");
	return site;
}

struct site *
fuzz_site(void)
{
	struct arena *arena = arena_new();
	struct site *site = arena_alloc(arena, sizeof *site);

	*site = *known_site();
	site->arena = arena;
	site->diags = diag_new(arena);
	site->by_id = table_new(arena);
	site->files = table_new(arena);
	return site;
}

void
fuzz_site_free(struct site *site)
{
	static FILE *nowhere;

	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	assert(nowhere);
	diag_print(site->diags, DIAG_TEXT, true, nowhere);
	arena_free(site->arena);
}

struct source *
fuzz_source(struct site *site, const uint8_t *data, size_t size)
{
	struct str text = arena_str(site->arena, (struct str){(const char *)data, size});
	struct source *source;

	if (size > SOURCE_LARGEST || memchr(text.at, '\0', text.len) || utf8_first_invalid(text) < text.len)
		return NULL;
	source = source_new(site->arena, STR("fuzz.md"), STR("fuzz.md"));
	source->text = text;
	return source;
}

static char folder[64];

static void
remove_folder(void)
{
	file_remove(str_from(folder));
}

struct str
fuzz_folder(void)
{
	if (folder[0])
		return str_from(folder);
	snprintf(folder, sizeof folder, "%s/opvolging-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (!mkdtemp(folder))
		abort();
	atexit(remove_folder);
	return str_from(folder);
}

static bool
is_in_pool(const struct tape *tape, uint32_t at, uint32_t length)
{
	return at <= tape->pool_size && length <= tape->pool_size - at;
}

static void
check_event(const struct tape *tape, uint32_t i)
{
	const struct tape_event *event = &tape->events[i];

	assert(is_in_pool(tape, event->text, event->length));
	if (event->step == TAPE_OPEN)
		assert(event->peer > i && event->peer < tape->event_count && tape->events[event->peer].peer == i);
	if (event->step == TAPE_CLOSE)
		assert(event->peer < i && tape->events[event->peer].kind == event->kind);
	if (event->kind == TAPE_LINK || event->kind == TAPE_IMAGE)
		assert(event->value < tape->ref_count);
	if (event->kind == TAPE_NOTE_REF)
		assert(tape_find_note(tape, event->value) < tape->event_count);
	if (event->kind == TAPE_FILL)
		assert(event->value < tape->fill_count);
}

void
fuzz_check_tape(const struct tape *tape)
{
	int64_t depth = 0;

	for (uint32_t i = 0; i < tape->event_count; i++) {
		check_event(tape, i);
		depth += tape->events[i].step == TAPE_OPEN ? 1 : tape->events[i].step == TAPE_CLOSE ? -1 : 0;
		assert(depth >= 0);
	}
	assert(depth == 0);
	for (uint32_t i = 0; i < tape->ref_count; i++) {
		const struct tape_ref *ref = &tape->refs[i];

		assert(is_in_pool(tape, ref->name, ref->name_length) && is_in_pool(tape, ref->of, ref->of_length) &&
		       is_in_pool(tape, ref->fragment, ref->fragment_length) &&
		       is_in_pool(tape, ref->sentence, ref->sentence_length));
	}
}

void
fuzz_show(struct site *site, struct prose *prose)
{
	struct context context = {
		.site = site, .arena = site->arena, .address = STR("fuzz.html"), .terms = table_new(site->arena)};
	struct buf out = {0};

	prose->links = arena_array(site->arena, prose->tape.ref_count + 1, sizeof *prose->links);
	tape_write_html(&context, prose, (struct showing){.is_main = true}, &out);
	buf_add_char(&out, '\0');
	assert(!strstr(out.at, "<script") && !strstr(out.at, "<style") && !strcasestr(out.at, "href=\"javascript:"));
	buf_free(&out);
}
