/* SPDX-License-Identifier: EUPL-1.2 */
#include "pdf.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "describe.h"
#include "letter.h"
#include "writer.h"

struct pdf_kit {
	struct arena *arena;
	struct fonts *fonts;
	struct breaker *breaker;
	struct libdeflate_compressor *packer;
	struct str icc;      /* deflated */
	struct picture logo; /* without a file: none */
	bool is_shared;      /* its files are another kit's */
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

/* Deflated once for all letters. */
static struct str
read_profile(const struct pdf_kit *kit)
{
	size_t size;
	char *bytes = file_read(STR(PDF_PROFILE), &size);
	if (!bytes) {
		if (errno != ENOENT)
			world_failed("read", STR(PDF_PROFILE));
		fprintf(stderr, "opvolging: read " PDF_PROFILE ": %s; install the package icc-profiles-free\n", strerror(errno));
		exit(2);
	}
	struct str packed = object_deflated(kit->arena, kit->packer, (struct str){bytes, size});
	free(bytes);
	return packed;
}

static struct pdf_kit *
kit_new(void)
{
	struct arena *arena = arena_new();
	struct pdf_kit *kit = arena_alloc(arena, sizeof *kit);
	kit->arena = arena;
	kit->packer = object_packer_new();
	return kit;
}

struct pdf_kit *
pdf_kit_open(const struct site *site)
{
	struct pdf_kit *kit = kit_new();
	if (!open_fonts(kit, site) || !open_logo(kit, site)) {
		pdf_kit_close(kit);
		return NULL;
	}
	kit->breaker = breaker_new(kit->fonts);
	kit->icc = read_profile(kit);
	return kit;
}

struct pdf_kit *
pdf_kit_share(const struct pdf_kit *kit)
{
	struct pdf_kit *shared = kit_new();
	shared->is_shared = true;
	shared->fonts = fonts_share(shared->arena, kit->fonts);
	shared->breaker = breaker_new(shared->fonts);
	shared->icc = kit->icc;
	shared->logo = kit->logo;
	return shared;
}

void
pdf_kit_close(struct pdf_kit *kit)
{
	if (!kit)
		return;
	if (kit->breaker)
		breaker_free(kit->breaker);
	if (kit->fonts && !kit->is_shared)
		fonts_close(kit->fonts);
	libdeflate_free_compressor(kit->packer);
	arena_free(kit->arena);
}

bool
pdf_has(const struct record *record)
{
	return record_has_letter(record);
}

static void
set(struct document *document, struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft,
    struct diagnostics *diags)
{
	document_init(document, site, record, diags);
	document->is_draft = is_draft;
	document->fonts = document->maker.fonts = kit->fonts;
	document->breaker = kit->breaker;
	document->logo = kit->logo.file.len ? &kit->logo : NULL;
	letter_set(document);
}

void
pdf_set(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct diagnostics *diags,
        struct buf *out)
{
	struct document document;
	memory_at(record->source->path);
	set(&document, kit, site, record, is_draft, diags);
	writer_write(&document, kit->packer, kit->icc, out);
	document_free(&document);
	memory_at(STR(""));
}

void
pdf_describe(struct pdf_kit *kit, const struct site *site, const struct record *record, bool is_draft, struct buf *out)
{
	struct document document;
	set(&document, kit, site, record, is_draft, site->diags);
	describe_document(&document, out);
	document_free(&document);
}
