/* SPDX-License-Identifier: EUPL-1.2 */
/* Fonts inside the PDF: Type 0, Identity-H, only the glyphs that are used, with their way back to Unicode. And pictures. */
#include <string.h>

#include "../base/table.h"
#include "writer.h"

enum { MOST_IN_BLOCK = 100 }; /* of a CMap */

/* Six capitals from what is in the subset. */
static void
add_name(const struct subset *subset, struct buf *buf)
{
	struct str bytes = {(const char *)subset->glyphs, subset->count * sizeof *subset->glyphs};
	uint64_t hash = hash_of(bytes);
	for (int i = 0; i < 6; i++, hash /= 26)
		buf_add_char(buf, (char)('A' + hash % 26));
	buf_add_char(buf, '+');
	buf_add(buf, subset->face->name);
}

/* Thousandths of the size, to three decimals. */
static void
add_units(struct buf *buf, const struct face *face, int units)
{
	add_thousandths(buf, (int64_t)units * 1000000 / face->units_per_em);
}

static HPDF_Dict
write_file(struct writer *writer, struct subset *subset)
{
	struct buf font = {0};
	subset_write(subset, &font);
	struct str entries = arena_printf(writer->arena, "/Length1 %zu", font.len);
	HPDF_Dict file = object_stream(writer->pdf, writer->arena, entries.at, buf_str(&font), writer->packer);
	buf_free(&font);
	return file;
}

static HPDF_Dict
write_descriptor(struct writer *writer, struct subset *subset, struct str name)
{
	const struct face *face = subset->face;
	HPDF_Dict file = write_file(writer, subset), descriptor = object_new(writer->pdf);
	struct buf buf = {0};
	buf_printf(&buf, "/Type/FontDescriptor/FontName/%.*s/Flags 4/FontBBox[", STR_ARG(name));
	for (int i = 0; i < 4; i++) {
		add_units(&buf, face, face->box[i]);
		buf_add_char(&buf, ' ');
	}
	buf_printf(&buf, "]/ItalicAngle %d/Ascent ", face->italic_angle);
	add_units(&buf, face, face->ascent);
	buf_add_cstring(&buf, "/Descent ");
	add_units(&buf, face, face->descent);
	buf_add_cstring(&buf, "/CapHeight ");
	add_units(&buf, face, face->cap_height);
	/* No table tells the width of stems; this is the usual estimate from the weight. */
	buf_printf(&buf, "/StemV %d/FontFile2 ", 50 + face->weight * face->weight / (65 * 65));
	add_ref(&buf, file);
	object_fill(descriptor, writer->arena, &buf);
	buf_free(&buf);
	return descriptor;
}

static HPDF_Dict
write_descendant(struct writer *writer, struct subset *subset, struct str name)
{
	/* The file first: it adds the parts of composite glyphs to the subset. */
	HPDF_Dict descriptor = write_descriptor(writer, subset, name), font = object_new(writer->pdf);
	struct buf buf = {0};
	buf_printf(&buf, "/Type/Font/Subtype/CIDFontType2/BaseFont/%.*s", STR_ARG(name));
	buf_add_cstring(&buf,
	                "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 0/W[0[");
	for (size_t i = 0; i < subset->count; i++) {
		add_units(&buf, subset->face, subset_advance(subset, i));
		buf_add_char(&buf, ' ');
	}
	buf_add_cstring(&buf, "]]/FontDescriptor ");
	add_ref(&buf, descriptor);
	object_fill(font, writer->arena, &buf);
	buf_free(&buf);
	return font;
}

static void
add_unicode(struct buf *buf, uint32_t character)
{
	if (character >= 0x10000) {
		add_hex(buf, 0xd800 + ((character - 0x10000) >> 10));
		character = 0xdc00 + ((character - 0x10000) & 0x3ff);
	}
	add_hex(buf, character);
}

static void
add_block(struct buf *buf, const struct subset *subset, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		count += subset->glyphs[i].character != 0;
	if (count == 0)
		return;
	buf_printf(buf, "%zu beginbfchar\n", count);
	for (size_t i = from; i < to; i++) {
		if (subset->glyphs[i].character == 0)
			continue;
		buf_add_char(buf, '<');
		add_hex(buf, (uint32_t)i);
		buf_add_cstring(buf, "> <");
		add_unicode(buf, subset->glyphs[i].character);
		buf_add_cstring(buf, ">\n");
	}
	buf_add_cstring(buf, "endbfchar\n");
}

static HPDF_Dict
write_unicode(struct writer *writer, const struct subset *subset)
{
	struct buf buf = {0};
	buf_add_cstring(&buf, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	                      "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
	                      "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	                      "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t i = 1; i < subset->count; i += MOST_IN_BLOCK)
		add_block(&buf, subset, i, i + MOST_IN_BLOCK < subset->count ? i + MOST_IN_BLOCK : subset->count);
	buf_add_cstring(&buf, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	HPDF_Dict map = object_stream(writer->pdf, writer->arena, "", buf_str(&buf), writer->packer);
	buf_free(&buf);
	return map;
}

static HPDF_Dict
embed_font(struct writer *writer, struct subset *subset)
{
	struct buf name = {0}, buf = {0};
	add_name(subset, &name);
	HPDF_Dict descendant = write_descendant(writer, subset, buf_str(&name)), map = write_unicode(writer, subset);
	HPDF_Dict font = object_new(writer->pdf);
	buf_printf(&buf, "/Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/%.*s/DescendantFonts[", STR_ARG(buf_str(&name)));
	add_ref(&buf, descendant);
	buf_add_cstring(&buf, "]/ToUnicode ");
	add_ref(&buf, map);
	object_fill(font, writer->arena, &buf);
	buf_free(&buf);
	buf_free(&name);
	return font;
}

void
embed_fonts(struct writer *writer, struct buf *resources)
{
	buf_add_cstring(resources, "/Font<<");
	for (int i = 0; i < FACE_COUNT; i++) {
		if (!writer->subsets[i])
			continue;
		buf_printf(resources, "/F%d ", i);
		add_ref(resources, embed_font(writer, writer->subsets[i]));
	}
	buf_add_cstring(resources, ">>");
}

/* A file whose head is sound and whose rest is not becomes a grey area. */
static void
decode(const struct document *document, const struct picture *picture, struct buf *pixels)
{
	if (picture_decode(picture, pixels))
		return;
	diag_report(document->diags, RULE_IMAGE_FORMAT, document->record->front, "the picture '%.*s' is damaged; save it again",
	            STR_ARG(picture->path));
	size_t size = (size_t)picture->width * picture->height * 3;
	buf_reserve(pixels, size);
	memset(pixels->at, 0xcc, size);
	pixels->len = size;
}

static HPDF_Dict
embed_picture(struct writer *writer, const struct picture *picture)
{
	bool is_jpeg = picture->kind == PICTURE_JPEG;
	struct str entries =
		arena_printf(writer->arena, "/Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/%s%s",
	                     (unsigned)picture->width, (unsigned)picture->height,
	                     picture->components == 1 ? "DeviceGray" : "DeviceRGB", is_jpeg ? "/Filter/DCTDecode" : "");
	if (is_jpeg)
		return object_stream(writer->pdf, writer->arena, entries.at, picture->file, NULL);
	struct buf pixels = {0};
	decode(writer->document, picture, &pixels);
	HPDF_Dict image = object_stream(writer->pdf, writer->arena, entries.at, buf_str(&pixels), writer->packer);
	buf_free(&pixels);
	return image;
}

void
embed_pictures(struct writer *writer, struct buf *resources)
{
	const struct document *document = writer->document;
	if (document->picture_count == 0)
		return;
	buf_add_cstring(resources, "/XObject<<");
	for (size_t i = 0; i < document->picture_count; i++) {
		buf_printf(resources, "/I%zu ", i + 1);
		add_ref(resources, embed_picture(writer, &document->pictures[i]));
	}
	buf_add_cstring(resources, ">>");
}
