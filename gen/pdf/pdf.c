/* SPDX-License-Identifier: EUPL-1.2 */
#include "pdf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "describe.h"
#include "letter.h"
#include "writer.h"

#define PROFILE "/usr/share/color/icc/sRGB.icc"

struct pdf_kit {
	struct arena *arena;
	struct fonts *fonts;
	struct breaker *breaker;
	char *icc;
	size_t icc_size;
	struct picture logo; /* without a file: none */
};

/* False: a font of the layout cannot be used, and was reported. */
static bool
open_fonts(struct pdf_kit *kit, const struct site *site)
{
	enum face_id which;
	const char *fault;

	kit->fonts = fonts_open(kit->arena, site->layout->fonts, &which, &fault);
	if (!kit->fonts)
		diag_report(site->diags, RULE_FONT_UNUSABLE, site->layout->font_spans[which],
		            "the font '%.*s' cannot be used: %s", STR_ARG(site->layout->fonts[which]), fault);
	return kit->fonts;
}

static bool
open_logo(struct pdf_kit *kit, const struct site *site)
{
	struct str path = site->layout->logo;
	const char *fault = path.len ? picture_read(kit->arena, path, &kit->logo) : NULL;
	if (fault)
		diag_report(site->diags, RULE_IMAGE_FORMAT, site->layout->logo_span, "the logo '%.*s' %s", STR_ARG(path), fault);
	return !fault;
}

struct pdf_kit *
pdf_kit_open(const struct site *site)
{
	struct arena *arena = arena_new();
	struct pdf_kit *kit = arena_alloc(arena, sizeof *kit);
	kit->arena = arena;
	if (!open_fonts(kit, site) || !open_logo(kit, site)) {
		pdf_kit_close(kit);
		return NULL;
	}
	kit->breaker = breaker_new(kit->fonts);
	kit->icc = file_read(STR(PROFILE), &kit->icc_size);
	if (!kit->icc) {
		if (errno != ENOENT)
			world_failed("read", STR(PROFILE));
		fprintf(stderr, "opvolging: read " PROFILE ": %s; install the package icc-profiles-free\n", strerror(errno));
		exit(2);
	}
	return kit;
}

void
pdf_kit_close(struct pdf_kit *kit)
{
	if (!kit)
		return;
	free(kit->icc);
	if (kit->breaker)
		breaker_free(kit->breaker);
	if (kit->fonts)
		fonts_close(kit->fonts);
	arena_free(kit->arena);
}

bool
pdf_has(const struct record *record)
{
	return record_has_letter(record);
}

static void
set(struct document *document, struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft)
{
	document_init(document, site, record);
	document->is_draft = is_draft;
	document->fonts = document->maker.fonts = kit->fonts;
	document->breaker = kit->breaker;
	document->logo = kit->logo.file.len ? &kit->logo : NULL;
	letter_set(document);
}

void
pdf_set(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out)
{
	struct document document;
	memory_at(record->source->path);
	set(&document, kit, site, record, is_draft);
	writer_write(&document, (struct str){kit->icc, kit->icc_size}, out);
	document_free(&document);
	memory_at(STR(""));
}

void
pdf_describe(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out)
{
	struct document document;
	set(&document, kit, site, record, is_draft);
	describe_document(&document, out);
	document_free(&document);
}
