/* SPDX-License-Identifier: EUPL-1.2 */
#include "compress.h"

#include <brotli/encode.h>
#include <zlib.h>

bool
compress_suits(struct str path)
{
	static const char *const endings[] = {".html", ".css", ".js", ".json", ".xml", ".atom", ".svg", ".txt", ".csv", ".bin"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(path, endings[i]))
			return true;
	return false;
}

enum { GZIP_WINDOW = 15 + 16 }; /* zlib's way of asking for gzip, whose header then holds no time */

static void
put_gzip(struct tree *tree, struct arena *arena, struct str path, struct str bytes)
{
	z_stream stream = {0};
	struct buf out = {0};

	if (deflateInit2(&stream, 9, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		die_out_of_memory();
	buf_reserve(&out, deflateBound(&stream, bytes.len));
	stream.next_in = (Bytef *)(uintptr_t)bytes.at;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = (Bytef *)out.at;
	stream.avail_out = (uInt)out.cap;
	deflate(&stream, Z_FINISH);
	out.len = stream.total_out;
	deflateEnd(&stream);
	tree_put(tree, arena_printf(arena, "%.*s.gz", STR_ARG(path)), buf_str(&out));
	buf_free(&out);
}

static void
put_brotli(struct tree *tree, struct arena *arena, struct str path, struct str bytes)
{
	struct buf out = {0};
	size_t size = BrotliEncoderMaxCompressedSize(bytes.len);

	buf_reserve(&out, size ? size : 64);
	size = out.cap;
	if (!BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, bytes.len,
	                           (const uint8_t *)bytes.at, &size, (uint8_t *)out.at))
		die_out_of_memory();
	out.len = size;
	tree_put(tree, arena_printf(arena, "%.*s.br", STR_ARG(path)), buf_str(&out));
	buf_free(&out);
}

void
compress_put(struct tree *tree, struct arena *arena, struct str path, struct str bytes)
{
	if (!bytes.len)
		return;
	put_gzip(tree, arena, path, bytes);
	put_brotli(tree, arena, path, bytes);
}
