/* SPDX-License-Identifier: EUPL-1.2 */
/* What the bytes of a letter depend on, as one number. Blocks that fill themselves are filled for it: so whatever they take over is in it, and
 * nothing else. */
#include <hpdf.h>
#include <libdeflate.h>
#include <png.h>
#include <utf8proc.h>

#include "../base/file.h"
#include "../base/version.h"
#include "../model/fill.h"
#include "letter.h"
#include "pdf.h"
#include "walker.h"

/* A file's bytes, where there is one. False with errno set where its author has to mend it. */
static bool
add_file(uint64_t *digest, struct str path)
{
	size_t size;
	const uint8_t *bytes;

	*digest = hash_text(*digest, path);
	if (!path.len)
		return true;
	bytes = file_map(path, &size);
	if (!bytes) {
		file_judge(path);
		return false;
	}
	*digest = hash_text(*digest, (struct str){(const char *)bytes, size});
	file_unmap(bytes, size);
	return true;
}

/* The program, and the libraries that have a say in its bytes. */
static uint64_t
program_digest(void)
{
	uint64_t digest = hash_of(STR(OPVOLGING_VERSION));

	digest = hash_text(digest, str_from(HPDF_GetVersion()));
	digest = hash_text(digest, STR(LIBDEFLATE_VERSION_STRING));
	digest = hash_text(digest, str_from(png_get_libpng_ver(NULL)));
	return hash_text(digest, str_from(utf8proc_version()));
}

uint64_t
pdf_common_digest(const struct site *site)
{
	uint64_t digest = hash_mix(program_digest(), site->settings.digest);
	bool is_read = true;

	digest = hash_mix(hash_text(digest, site->language->tag), site->language->digest);
	for (size_t i = 0; i < site->language_count; i++)
		digest = hash_mix(hash_text(digest, site->languages[i]->tag), site->languages[i]->digest);
	digest = hash_mix(digest, site->layout->digest);
	for (int i = 0; i < FACE_COUNT; i++)
		is_read = is_read && add_file(&digest, site->layout->fonts[i]);
	is_read = is_read && add_file(&digest, site->layout->logo) && add_file(&digest, STR(PDF_PROFILE));
	return is_read ? digest : 0;
}

/* Where a reference leads, as far as paper shows it. */
static uint64_t
add_link(uint64_t digest, const struct record *letter, const struct link *link)
{
	if (!link)
		return hash_mix(digest, 0);
	if (!link->to)
		return hash_text(digest, link->url);
	digest = hash_text(hash_text(digest, link->to->address), link->fragment);
	/* A heading that leads to a question has it in the contents. */
	const struct prose *question = letter->type == TYPE_QUESTION_SET ? record_prose(link->to, KEY_question) : NULL;
	return hash_mix(digest, question ? tape_digest(&question->tape) : 0);
}

static uint64_t
add_text(const struct site *site, uint64_t digest, const struct record *letter, const struct prose *prose)
{
	const struct tape *tape = &prose->tape;

	digest = hash_mix(digest, tape_digest(tape));
	for (uint32_t i = 0; i < tape->ref_count; i++) {
		const struct tape_ref *ref = &tape->refs[i];
		const struct str *picture = ref->kind == REF_FILE ? table_find(site->files, ref_name(tape, ref)) : NULL;

		digest = add_link(digest, letter, span_link(prose, i));
		if (picture)
			add_file(&digest, *picture); /* one that is not to be had is told of where it is set */
	}
	return digest;
}

/* What a record says, and where its references lead. Its title may come from another one. */
static uint64_t
add_record(const struct site *site, uint64_t digest, const struct record *letter, const struct record *record)
{
	digest = hash_text(hash_text(hash_mix(digest, record->digest), record->id), record->title);
	for (size_t i = 0; i < record->prose_count; i++)
		digest = add_text(site, digest, letter, record->proses[i]);
	return digest;
}

/* The frame of a letter; and what a question set says of its subject: the titles of records, or a text of its own. */
static uint64_t
add_frame(uint64_t digest, const struct record *record)
{
	const struct value *about = record->type == TYPE_QUESTION_SET ? record_value(record, KEY_about) : NULL;
	struct date date = record->date;

	digest = hash_mix(digest, (uint64_t)(date.year * 10000 + date.month * 100 + date.day));
	for (size_t i = 0; about && i < about->count; i++)
		digest = hash_text(digest, about->items[i].record ? about->items[i].record->title : STR(""));
	return digest;
}

static uint64_t
add_blocks(const struct site *site, uint64_t digest, const struct record *letter, const struct tape *tape)
{
	struct arena *arena = arena_new();

	for (uint32_t i = 0; i < tape->fill_count; i++) {
		struct records sources = fill_sources(arena, site, letter, tape, &tape->fills[i]);

		for (size_t k = 0; k < sources.count; k++)
			digest = add_record(site, digest, letter, sources.items[k]);
	}
	arena_free(arena);
	return digest;
}

uint64_t
pdf_digest(const struct site *site, uint64_t common, const struct record *record)
{
	uint64_t digest = add_frame(add_record(site, common, record, record), record);

	digest = add_blocks(site, digest, record, &record->body->tape);
	if (record->type == TYPE_QUESTION_SET && !questions_are_placed(&record->body->tape)) {
		struct arena *arena = arena_new();
		struct tape tape = questions_block(arena, record);

		digest = add_blocks(site, digest, record, &tape);
		arena_free(arena);
	}
	return digest;
}
