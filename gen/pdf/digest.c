/* SPDX-License-Identifier: EUPL-1.2 */
/* What the bytes of a letter depend on, as one number. Blocks that fill themselves are filled for it: so whatever they take over is in it, and
 * nothing else. */
#include <hpdf.h>
#include <png.h>
#include <utf8proc.h>
#include <zlib.h>

#include "../base/file.h"
#include "../base/version.h"
#include "../model/fill.h"
#include "letter.h"
#include "pdf.h"
#include "walker.h"

/* A file's bytes; what cannot be read is as if empty, and reported when a letter needs it. */
static uint64_t
add_file(uint64_t digest, struct str path)
{
	size_t size;
	const uint8_t *bytes = path.len ? file_map(path, &size) : NULL;

	digest = hash_text(digest, path);
	if (!bytes)
		return digest;
	digest = hash_text(digest, (struct str){(const char *)bytes, size});
	file_unmap(bytes, size);
	return digest;
}

/* The program, and the libraries that have a say in its bytes. */
static uint64_t
program_digest(void)
{
	uint64_t digest = hash_of(STR(OPVOLGING_VERSION));

	digest = hash_text(digest, str_from(HPDF_GetVersion()));
	digest = hash_text(digest, str_from(zlibVersion()));
	digest = hash_text(digest, str_from(png_get_libpng_ver(NULL)));
	return hash_text(digest, str_from(utf8proc_version()));
}

uint64_t
pdf_common_digest(const struct site *site)
{
	uint64_t digest = hash_mix(program_digest(), site->settings.digest);

	digest = hash_mix(hash_text(digest, site->language->tag), site->language->digest);
	for (size_t i = 0; i < site->language_count; i++)
		digest = hash_mix(hash_text(digest, site->languages[i]->tag), site->languages[i]->digest);
	digest = hash_mix(digest, site->layout->digest);
	for (int i = 0; i < FACE_COUNT; i++)
		digest = add_file(digest, site->layout->fonts[i]);
	return add_file(add_file(digest, site->layout->logo), STR(PDF_PROFILE));
}

/* Where a link of the text leads, as far as paper shows it. */
static uint64_t
add_link(uint64_t digest, const struct record *letter, const struct link *link)
{
	if (!link)
		return hash_mix(digest, 0);
	if (!link->to)
		return hash_text(digest, link->url);
	digest = hash_text(hash_text(hash_text(digest, link->to->id), link->to->address), link->fragment);
	/* A heading that leads to a question has it in the contents. */
	const struct prose *question = letter->type == TYPE_QUESTION_SET ? record_prose(link->to, KEY_question) : NULL;
	return hash_mix(digest, question ? tape_digest(&question->tape) : 0);
}

static uint64_t
add_picture(const struct site *site, uint64_t digest, const struct prose *prose, const struct tape_event *event)
{
	const struct tape_ref *ref = event->value < prose->tape.ref_count ? &prose->tape.refs[event->value] : NULL;
	const struct str *path = ref ? table_find(site->files, ref_name(&prose->tape, ref)) : NULL;

	return path ? add_file(digest, *path) : hash_mix(digest, 0);
}

/* A text, where its links lead, its pictures, and the languages of what it took over. */
static uint64_t
add_text(const struct site *site, uint64_t digest, const struct record *letter, const struct prose *prose)
{
	const struct tape *tape = &prose->tape;

	digest = hash_mix(digest, tape_digest(tape));
	for (uint32_t i = 0; i < tape->event_count; i++) {
		const struct tape_event *event = &tape->events[i];

		if (event->kind == TAPE_IMAGE)
			digest = add_picture(site, digest, prose, event);
		else if (event->step != TAPE_OPEN)
			continue;
		else if (event->kind == TAPE_LINK)
			digest = add_link(digest, letter, span_link(prose, event));
		else if (event->kind == TAPE_COPY)
			digest = hash_text(digest, site_tag(site, site_find(site, tape_text(tape, event))));
	}
	return digest;
}

/* What a question set says of its subject: the titles of records, or a text of its own. */
static uint64_t
add_subjects(uint64_t digest, const struct record *record)
{
	const struct value *about = record_value(record, KEY_about);

	for (size_t i = 0; about && i < about->count; i++)
		digest = hash_text(digest, about->items[i].record ? about->items[i].record->title : STR(""));
	return digest;
}

static uint64_t
add_questions(struct arena *arena, const struct site *site, uint64_t digest, const struct record *set)
{
	const struct tape *tape = &set->body->tape;

	digest = hash_mix(digest, records_naming(arena, set, TYPE_QUESTION, KEY_set).count);
	if (questions_list(tape) < tape->event_count && tape->events[questions_list(tape)].kind == TAPE_FILL)
		return digest;
	return add_text(site, digest, set, questions_all(arena, site, set));
}

uint64_t
pdf_digest(const struct site *site, uint64_t common, const struct record *record)
{
	const struct prose *body = record->body;
	struct arena *arena = arena_new();
	uint64_t digest = hash_text(hash_mix(common, record->digest), record->title);

	digest = hash_mix(digest, (uint64_t)(record->date.year * 10000 + record->date.month * 100 + record->date.day));
	digest = add_subjects(hash_text(digest, site_tag(site, record)), record);
	digest = add_text(site, digest, record, body);
	for (uint32_t i = 0; i < body->tape.fill_count; i++)
		digest = add_text(site, digest, record, fill_block(arena, site, record, &body->tape, &body->tape.fills[i]));
	if (record->type == TYPE_QUESTION_SET)
		digest = add_questions(arena, site, digest, record);
	arena_free(arena);
	return digest;
}
