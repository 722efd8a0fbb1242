/* SPDX-License-Identifier: EUPL-1.2 */
#include "object.h"

#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <string.h>
#include <zlib.h>

#include "../base/arena.h"
#include "../base/utf8.h"

enum { COMPRESSION = 6 };

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

/* libharu names the filter by itself only where it compresses by itself, in small steps. */
void
object_fill_stream(HPDF_Dict stream, struct arena *arena, const char *entries, struct str bytes, bool deflates)
{
	uLongf size = compressBound(bytes.len);
	struct buf packed = {0};
	stream->filter = HPDF_STREAM_FILTER_NONE;
	if (deflates) {
		buf_reserve(&packed, size);
		if (compress2((Bytef *)packed.at, &size, (const Bytef *)bytes.at, bytes.len, COMPRESSION) != Z_OK)
			die_out_of_memory();
		bytes = (struct str){packed.at, size};
	}
	set_bytes(stream, arena, arena_printf(arena, "%s%s", deflates ? "/Filter/FlateDecode" : "", entries));
	if (bytes.len)
		HPDF_Stream_Write(stream->stream, (const HPDF_BYTE *)bytes.at, (HPDF_UINT)bytes.len);
	buf_free(&packed);
}

HPDF_Dict
object_stream(HPDF_Doc pdf, struct arena *arena, const char *entries, struct str bytes, bool deflates)
{
	HPDF_Dict stream = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
	object_fill_stream(stream, arena, entries, bytes, deflates);
	return stream;
}

void
add_ref(struct buf *buf, HPDF_Dict object)
{
	buf_add_integer(buf, (int64_t)(object->header.obj_id & 0x00ffffffu));
	buf_add_cstring(buf, " 0 R ");
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
