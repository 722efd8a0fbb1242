/* SPDX-License-Identifier: EUPL-1.2 */
#include "writer.h"

#include <hpdf_doc.h>
#include <hpdf_pages.h>
#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

#include "../base/work.h"

/* libharu takes memory from functions that never fail, so it fails only where we misuse it. */
static void
fail(HPDF_STATUS status, HPDF_STATUS detail, void *context)
{
	(void)context;
	fprintf(stderr, "opvolging: libharu: error 0x%04x, %u\n", (unsigned)status, (unsigned)detail);
	work_exit(2);
}

static void *
take(HPDF_UINT size)
{
	return memory_take(size);
}

void
writer_add_destination(struct writer *writer, struct buf *buf, uint32_t page, mpt y)
{
	buf_add_cstring(buf, "/Dest[");
	add_ref(buf, writer->pages[page ? page - 1 : 0]);
	buf_add_cstring(buf, "/XYZ 0 ");
	add_length(buf, writer->document->layout->paper_height - y);
	buf_add_cstring(buf, " null]");
}

static void
add_target(struct writer *writer, struct buf *buf, const struct document_link *link)
{
	const struct document *document = writer->document;
	const struct bookmark *here = document_anchor(document, link->to);
	if (link->note) {
		writer_add_destination(writer, buf, document->notes[link->note - 1].page, document->notes[link->note - 1].y);
	} else if (link->bookmark) {
		const struct bookmark *heading = &document->bookmarks[link->bookmark - 1];
		writer_add_destination(writer, buf, heading->page, heading->y);
	} else if (here) {
		writer_add_destination(writer, buf, here->page, here->y);
	} else {
		buf_add_cstring(buf, "/A<</S/URI/URI");
		add_uri(buf, link->url);
		buf_add_cstring(buf, ">>");
	}
}

static void
fill_annotation(struct writer *writer, size_t index, const struct page_link *place)
{
	const struct document_link *link = &writer->document->links[place->link - 1];
	mpt bottom = writer->document->layout->paper_height - place->y - place->height;
	struct buf buf = {0};
	buf_add_cstring(&buf, "/Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[");
	add_length(&buf, place->x);
	buf_add_char(&buf, ' ');
	add_length(&buf, bottom);
	buf_add_char(&buf, ' ');
	add_length(&buf, place->x + place->width);
	buf_add_char(&buf, ' ');
	add_length(&buf, bottom + place->height);
	buf_add_cstring(&buf, "]/Contents");
	add_text(&buf, link->contents.len ? link->contents : link->url);
	buf_printf(&buf, "/StructParent %u", (unsigned)structure_annotation_key(writer, index));
	add_target(writer, &buf, link);
	object_fill(writer->annotations[index], writer->arena, &buf);
	buf_free(&buf);
}

/* A note may come later than the reference to it: all pages first. */
static void
write_annotations(struct writer *writer)
{
	const struct document *document = writer->document;
	size_t index = 0;
	for (size_t i = 0; i < document->page_count; i++)
		writer->annotation_count += document->pages[i].link_count;
	writer->annotations = arena_array(writer->arena, writer->annotation_count + 1, sizeof(HPDF_Dict));
	for (size_t i = 0; i < document->page_count; i++) {
		const struct page *page = &document->pages[i];
		HPDF_Array list = page->link_count ? HPDF_Array_New(writer->pdf->mmgr) : NULL;
		if (list)
			HPDF_Dict_Add(writer->pages[i], "Annots", list);
		for (size_t k = 0; k < page->link_count; k++, index++) {
			writer->annotations[index] = object_new(writer->pdf);
			HPDF_Array_Add(list, writer->annotations[index]);
			fill_annotation(writer, index, &page->links[k]);
		}
	}
}

static void
write_pages(struct writer *writer, HPDF_Dict resources, XXH3_state_t *hash)
{
	struct document *document = writer->document;
	struct buf content = {0};
	writer->pages = arena_array(writer->arena, document->page_count, sizeof(HPDF_Dict));
	for (size_t i = 0; i < document->page_count; i++) {
		HPDF_Page page = HPDF_AddPage(writer->pdf);
		HPDF_PageAttr attributes = page->attr;
		HPDF_Page_SetWidth(page, (HPDF_REAL)((double)document->layout->paper_width / 1000));
		HPDF_Page_SetHeight(page, (HPDF_REAL)((double)document->layout->paper_height / 1000));
		HPDF_Dict_Add(page, "Resources", resources);
		HPDF_Dict_AddName(page, "Tabs", "S");
		HPDF_Dict_AddNumber(page, "StructParents", (HPDF_INT32)i);
		buf_clear(&content);
		paint_page(writer, &document->pages[i], &content);
		page_drop_marks(&document->pages[i]);
		XXH3_128bits_update(hash, content.at, content.len);
		object_fill_stream(attributes->contents, writer->arena, "", buf_str(&content), writer->packer);
		writer->pages[i] = page;
	}
	buf_free(&content);
}

static void
write_catalog(struct writer *writer, struct str icc)
{
	HPDF_Doc pdf = writer->pdf;
	struct arena *arena = writer->arena;
	HPDF_Dict profile = object_stream(pdf, arena, "/Filter/FlateDecode/N 3", icc, NULL), intent = object_new(pdf);
	HPDF_Array intents = HPDF_Array_New(pdf->mmgr);
	struct buf buf = {0};
	buf_add_cstring(&buf, "/Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
	                      "/Info(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/DestOutputProfile ");
	add_ref(&buf, profile);
	object_fill(intent, arena, &buf);
	HPDF_Array_Add(intents, intent);
	HPDF_Dict_Add(pdf->catalog, "OutputIntents", intents);
	HPDF_Dict_Add(pdf->catalog, "MarkInfo", object_direct(pdf, arena, "/Marked true"));
	HPDF_Dict_Add(pdf->catalog, "ViewerPreferences", object_direct(pdf, arena, "/DisplayDocTitle true"));
	HPDF_Dict_Add(pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, arena_cstring(arena, writer->document->language), NULL));
	buf_free(&buf);
}

static HPDF_STATUS
take_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT count)
{
	buf_add_bytes(stream->attr, (const char *)bytes, count);
	return HPDF_OK;
}

/* libharu's own way to memory makes a second file there first. */
static void
save(HPDF_Doc pdf, struct buf *out)
{
	HPDF_Stream stream = HPDF_CallbackWriter_New(pdf->mmgr, take_bytes, out);
	HPDF_Stream_WriteStr(stream, "%PDF-1.7\n%\267\276\255\252\n"); /* four bytes that no text has */
	HPDF_Dict_Add(pdf->trailer, "Root", pdf->catalog);
	HPDF_Dict_Add(pdf->trailer, "Info", pdf->info);
	HPDF_Xref_WriteToStream(pdf->xref, stream, NULL);
	HPDF_Stream_Free(stream);
}

void
writer_write(struct document *document, struct libdeflate_compressor *packer, struct str icc, struct buf *out)
{
	struct writer writer = {
		.pdf = HPDF_NewEx(fail, take, free, 0, NULL), .arena = document->kept, .packer = packer, .document = document};
	if (!writer.pdf)
		die_out_of_memory();
	writer.pdf->pdf_version = HPDF_VER_17;
	HPDF_Dict resources = object_new(writer.pdf);
	XXH3_state_t *hash = XXH3_createState();
	if (!hash)
		die_out_of_memory();
	XXH3_128bits_reset(hash);
	XXH3_128bits_update(hash, document->title.at, document->title.len);
	XXH3_128bits_update(hash, &document->date.year, sizeof document->date.year);

	write_pages(&writer, resources, hash);
	write_annotations(&writer);
	structure_write(&writer);
	outline_write(&writer);
	struct buf buf = {0};
	embed_fonts(&writer, &buf);
	embed_pictures(&writer, &buf);
	object_fill(resources, writer.arena, &buf);
	write_catalog(&writer, icc);

	XXH128_canonical_t seed;
	XXH128_canonicalFromHash(&seed, XXH3_128bits_digest(hash));
	metadata_write(&writer, seed.digest);
	save(writer.pdf, out);
	XXH3_freeState(hash);
	buf_free(&buf);
	object_series_end(writer.pdf);
	HPDF_Free(writer.pdf);
}
