/* SPDX-License-Identifier: EUPL-1.2 */
#include "object.h"

#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <libdeflate.h>
#include <string.h>

#include "../base/arena.h"
#include "../base/memory.h"
#include "../base/utf8.h"

enum { COMPRESSION = 4 }; /* 5 takes a quarter longer for two per cent */

static HPDF_STATUS
write_bytes(HPDF_Dict object, HPDF_Stream out)
{
	const struct str *bytes = object->attr;
	return bytes->len ? HPDF_Stream_Write(out, (const HPDF_BYTE *)bytes->at, (HPDF_UINT)bytes->len) : HPDF_OK;
}

static void
set_bytes(HPDF_Dict object, struct arena *arena, struct str bytes)
{
	struct str *kept = arena_alloc(arena, sizeof *kept);
	*kept = bytes;
	object->attr = kept;
	object->write_fn = write_bytes;
}

HPDF_Dict
object_new(HPDF_Doc pdf)
{
	HPDF_Dict object = HPDF_Dict_New(pdf->mmgr);
	HPDF_Xref_Add(pdf->xref, object);
	return object;
}

static uint32_t
number_of(HPDF_Dict object)
{
	return object->header.obj_id & 0x00ffffffu;
}

struct series {
	object_maker *make;
	void *context;
	size_t next;
	struct buf bytes;
};

/* libharu writes its objects in the order of their numbers. */
static HPDF_STATUS
write_next(HPDF_Dict object, HPDF_Stream out)
{
	struct series *series = object->attr;
	buf_clear(&series->bytes);
	series->make(series->context, series->next++, &series->bytes);
	return HPDF_Stream_Write(out, (const HPDF_BYTE *)series->bytes.at, (HPDF_UINT)series->bytes.len);
}

static void
free_series(HPDF_Dict object)
{
	struct series *series = object->attr;
	buf_free(&series->bytes);
}

/* One more number for the same object. */
static void
add_entry(HPDF_Xref xref, HPDF_Dict object)
{
	HPDF_XrefEntry entry = HPDF_GetMem(xref->mmgr, sizeof *entry);
	if (!entry)
		die_out_of_memory();
	*entry = (HPDF_XrefEntry_Rec){.entry_typ = HPDF_IN_USE_ENTRY, .obj = object};
	HPDF_List_Add(xref->entries, entry);
}

uint32_t
object_series(HPDF_Doc pdf, struct arena *arena, size_t count, object_maker *make, void *context)
{
	struct series *series = arena_alloc(arena, sizeof *series);
	HPDF_UINT step = pdf->xref->entries->items_per_block;
	HPDF_Dict object = object_new(pdf);
	*series = (struct series){.make = make, .context = context};
	object->attr = series;
	object->write_fn = write_next;
	object->free_fn = free_series;
	/* libharu's lists grow by a fixed step. */
	pdf->xref->entries->items_per_block = (HPDF_UINT)count + step;
	for (size_t i = 1; i < count; i++)
		add_entry(pdf->xref, object);
	pdf->xref->entries->items_per_block = step;
	return number_of(object);
}

void
object_series_end(HPDF_Doc pdf)
{
	const void *before = NULL;
	for (HPDF_UINT i = 0; i < pdf->xref->entries->count; i++) {
		HPDF_XrefEntry entry = HPDF_List_ItemAt(pdf->xref->entries, i);
		if (entry->obj == before)
			entry->obj = NULL;
		else
			before = entry->obj;
	}
}

void
object_fill(HPDF_Dict object, struct arena *arena, const struct buf *bytes)
{
	set_bytes(object, arena, arena_str(arena, buf_str(bytes)));
}

HPDF_Dict
object_direct(HPDF_Doc pdf, struct arena *arena, const char *bytes)
{
	HPDF_Dict object = HPDF_Dict_New(pdf->mmgr);
	set_bytes(object, arena, str_from(bytes));
	return object;
}

struct libdeflate_compressor *
object_packer_new(void)
{
	struct libdeflate_compressor *packer = libdeflate_alloc_compressor(COMPRESSION);
	if (!packer)
		die_out_of_memory();
	return packer;
}

static void
deflate_into(struct buf *packed, struct libdeflate_compressor *packer, struct str bytes)
{
	size_t most = libdeflate_zlib_compress_bound(packer, bytes.len);
	buf_reserve(packed, most);
	packed->len = libdeflate_zlib_compress(packer, bytes.at, bytes.len, packed->at, most);
}

struct str
object_deflated(struct arena *arena, struct libdeflate_compressor *packer, struct str bytes)
{
	struct buf packed = {0};
	deflate_into(&packed, packer, bytes);
	struct str kept = arena_str(arena, buf_str(&packed));
	buf_free(&packed);
	return kept;
}

/* libharu names the filter by itself only where it compresses by itself, in small steps. */
void
object_fill_stream(HPDF_Dict stream, struct arena *arena, const char *entries, struct str bytes,
                   struct libdeflate_compressor *packer)
{
	struct buf packed = {0};
	stream->filter = HPDF_STREAM_FILTER_NONE;
	if (packer) {
		deflate_into(&packed, packer, bytes);
		bytes = buf_str(&packed);
	}
	set_bytes(stream, arena, arena_printf(arena, "%s%s", packer ? "/Filter/FlateDecode" : "", entries));
	if (bytes.len)
		HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)bytes.at, (HPDF_UINT)bytes.len);
	buf_free(&packed);
}

HPDF_Dict
object_stream(HPDF_Doc pdf, struct arena *arena, const char *entries, struct str bytes, struct libdeflate_compressor *packer)
{
	HPDF_Dict stream = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
	object_fill_stream(stream, arena, entries, bytes, packer);
	return stream;
}

void
add_ref_to(struct buf *buf, uint32_t number)
{
	buf_add_integer(buf, number);
	buf_add_cstring(buf, " 0 R ");
}

void
add_ref(struct buf *buf, HPDF_Dict object)
{
	add_ref_to(buf, number_of(object));
}

void
add_thousandths(struct buf *buf, int64_t value)
{
	char digits[4] = {'.'};
	if (value < 0) {
		buf_add_char(buf, '-');
		value = -value;
	}
	buf_add_integer(buf, value / 1000);
	value %= 1000;
	if (value == 0)
		return;
	digits[1] = (char)('0' + value / 100);
	digits[2] = (char)('0' + value / 10 % 10);
	digits[3] = (char)('0' + value % 10);
	size_t count = 4;
	while (digits[count - 1] == '0')
		count--;
	buf_add_bytes(buf, digits, count);
}

void
add_length(struct buf *buf, mpt length)
{
	add_thousandths(buf, length);
}

void
add_hex(struct buf *buf, uint32_t value)
{
	static const char hex[] = "0123456789ABCDEF";
	char digits[4] = {hex[value >> 12 & 15], hex[value >> 8 & 15], hex[value >> 4 & 15], hex[value & 15]};
	buf_add_bytes(buf, digits, 4);
}

void
add_text(struct buf *buf, struct str text)
{
	buf_add_cstring(buf, "<FEFF");
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);
		if (c >= 0x10000) {
			add_hex(buf, 0xd800 + ((c - 0x10000) >> 10));
			c = 0xdc00 + ((c - 0x10000) & 0x3ff);
		}
		add_hex(buf, c);
	}
	buf_add_char(buf, '>');
}

void
add_uri(struct buf *buf, struct str uri)
{
	buf_add_char(buf, '(');
	for (size_t i = 0; i < uri.len; i++) {
		unsigned char byte = (unsigned char)uri.at[i];
		if (byte <= ' ' || byte >= 0x7f) {
			buf_printf(buf, "%%%02X", byte);
		} else {
			if (strchr("()\\", byte))
				buf_add_char(buf, '\\');
			buf_add_char(buf, (char)byte);
		}
	}
	buf_add_char(buf, ')');
}
