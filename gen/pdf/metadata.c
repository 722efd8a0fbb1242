/* SPDX-License-Identifier: EUPL-1.2 */
/* What the file says about itself: the same in XMP and in Info, and nothing of the day or place where it was made. */
#include <hpdf_doc.h>

#include "writer.h"

#define PRODUCER "opvolging, libharu"
#define CREATOR "opvolging"

static void
add_xml(struct buf *buf, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		switch (text.at[i]) {
		case '&':
			buf_add_cstring(buf, "&amp;");
			break;
		case '<':
			buf_add_cstring(buf, "&lt;");
			break;
		case '>':
			buf_add_cstring(buf, "&gt;");
			break;
		default:
			buf_add_char(buf, text.at[i]);
		}
	}
}

/* A date of less precision stands for its first day. */
static struct str
date_text(struct writer *writer, const char *format)
{
	struct date date = writer->document->date;
	return arena_printf(writer->arena, format, date.year, date.month ? date.month : 1, date.day ? date.day : 1);
}

static void
add_alternative(struct buf *buf, const char *name, struct str text)
{
	if (text.len == 0)
		return;
	buf_printf(buf, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">", name);
	add_xml(buf, text);
	buf_printf(buf, "</rdf:li></rdf:Alt></%s>\n", name);
}

/* PDF/A knows no pdfuaid of its own accord: a schema that is not described is refused. */
static const char ua_schema[] =
	"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" "
	"xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
	"<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
	"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
	"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">"
	"<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
	"<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>PDF/UA part</pdfaProperty:description>"
	"</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n";

static void
write_xmp(struct writer *writer)
{
	const struct document *document = writer->document;
	struct buf buf = {0};
	buf_add_cstring(
		&buf,
		"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
		"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" "
		"xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
		"<dc:format>application/pdf</dc:format>\n");
	add_alternative(&buf, "dc:title", document->name);
	add_alternative(&buf, "dc:description", document->subject);
	buf_add_cstring(&buf, "<dc:creator><rdf:Seq><rdf:li>");
	add_xml(&buf, document->author);
	buf_add_cstring(&buf, "</rdf:li></rdf:Seq></dc:creator>\n<dc:language><rdf:Bag><rdf:li>");
	add_xml(&buf, document->language);
	buf_add_cstring(&buf, "</rdf:li></rdf:Bag></dc:language>\n<xmp:CreatorTool>" CREATOR "</xmp:CreatorTool>\n");
	if (date_is_set(document->date)) {
		struct str date = date_text(writer, "%04d-%02d-%02dT12:00:00Z");
		buf_printf(&buf, "<xmp:CreateDate>%.*s</xmp:CreateDate><xmp:ModifyDate>%.*s</xmp:ModifyDate>\n", STR_ARG(date),
		           STR_ARG(date));
	}
	buf_add_cstring(&buf,
	                "<pdf:Producer>" PRODUCER "</pdf:Producer>\n"
	                "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
	                "</rdf:Description>\n");
	buf_add_cstring(&buf, ua_schema);
	buf_add_cstring(&buf, "</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>");
	HPDF_Dict metadata = object_stream(writer->pdf, writer->arena, "/Type/Metadata/Subtype/XML", buf_str(&buf), NULL);
	HPDF_Dict_Add(writer->pdf->catalog, "Metadata", metadata);
	buf_free(&buf);
}

static void
add_info(struct buf *buf, const char *key, struct str text)
{
	if (text.len == 0)
		return;
	buf_printf(buf, "/%s", key);
	add_text(buf, text);
}

/* libharu has put its own name there; ours takes its place. */
static void
write_info(struct writer *writer)
{
	const struct document *document = writer->document;
	HPDF_Dict info = writer->pdf->info;
	struct buf buf = {0};
	HPDF_Dict_RemoveElement(info, "Producer");
	add_info(&buf, "Title", document->name);
	add_info(&buf, "Author", document->author);
	add_info(&buf, "Subject", document->subject);
	add_info(&buf, "Creator", STR(CREATOR));
	add_info(&buf, "Producer", STR(PRODUCER));
	if (date_is_set(document->date)) {
		struct str date = date_text(writer, "D:%04d%02d%02d120000Z");
		buf_printf(&buf, "/CreationDate(%.*s)/ModDate(%.*s)", STR_ARG(date), STR_ARG(date));
	}
	object_fill(info, writer->arena, &buf);
	buf_free(&buf);
}

static void
write_identifier(struct writer *writer, const uint8_t seed[16])
{
	HPDF_Array id = HPDF_Array_New(writer->pdf->mmgr);
	HPDF_Dict_Add(writer->pdf->trailer, "ID", id);
	for (int i = 0; i < 2; i++) {
		HPDF_BYTE bytes[16];
		for (int k = 0; k < 16; k++)
			bytes[k] = seed[k];
		HPDF_Array_Add(id, HPDF_Binary_New(writer->pdf->mmgr, bytes, sizeof bytes));
	}
}

void
metadata_write(struct writer *writer, const uint8_t seed[16])
{
	write_xmp(writer);
	write_info(writer);
	write_identifier(writer, seed);
}
