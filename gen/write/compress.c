/* SPDX-License-Identifier: EUPL-1.2 */
#include "compress.h"

#include <assert.h>
#include <brotli/encode.h>
#include <stdlib.h>
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
pack_gzip(struct str bytes, struct buf *out)
{
	z_stream stream = {0};

	if (deflateInit2(&stream, 9, Z_DEFLATED, GZIP_WINDOW, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		die_out_of_memory();
	buf_reserve(out, deflateBound(&stream, bytes.len));
	stream.next_in = (Bytef *)(uintptr_t)bytes.at;
	stream.avail_in = (uInt)bytes.len;
	stream.next_out = (Bytef *)out->at;
	stream.avail_out = (uInt)out->cap;
	deflate(&stream, Z_FINISH);
	out->len = stream.total_out;
	deflateEnd(&stream);
}

static void *
take(void *nothing, size_t size)
{
	(void)nothing;
	return memory_take(size);
}

static void
give(void *nothing, void *at)
{
	(void)nothing;
	free(at);
}

/* Not in one step, since brotli then takes memory by itself, and without it ends the program with exit 1 or answers with bytes that are not
 * compressed, as it was built. */
static void
pack_brotli(struct str bytes, struct buf *out)
{
	BrotliEncoderState *encoder = BrotliEncoderCreateInstance(take, give, NULL);
	const uint8_t *in = (const uint8_t *)bytes.at;
	size_t size = BrotliEncoderMaxCompressedSize(bytes.len), in_left = bytes.len, left;
	uint8_t *at;
	bool is_done;

	buf_reserve(out, size ? size : 64);
	left = out->cap;
	at = (uint8_t *)out->at;
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_QUALITY, BROTLI_DEFAULT_QUALITY);
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_LGWIN, BROTLI_DEFAULT_WINDOW);
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT);
	BrotliEncoderSetParameter(encoder, BROTLI_PARAM_SIZE_HINT, bytes.len < UINT32_MAX ? (uint32_t)bytes.len : 0);
	is_done = BrotliEncoderCompressStream(encoder, BROTLI_OPERATION_FINISH, &in_left, &in, &left, &at, NULL) &&
	          BrotliEncoderIsFinished(encoder);
	assert(is_done); /* it has room and memory */
	out->len = out->cap - left;
	BrotliEncoderDestroyInstance(encoder);
}

static const struct packing {
	const char *ending;
	void (*pack)(struct str bytes, struct buf *out);
} packings[] = {
	{".gz", pack_gzip},
	{".br", pack_brotli},
};

enum { PACKINGS = sizeof packings / sizeof *packings };

static struct str
name_copy(struct buf *name, struct str path, const struct packing *packing)
{
	buf_clear(name);
	buf_add(name, path);
	buf_add_cstring(name, packing->ending);
	return buf_str(name);
}

void
compress_put(struct tree *tree, struct str path, struct str bytes, bool may_keep)
{
	struct buf name = {0}, out = {0};
	uint64_t size;

	if (!bytes.len)
		compress_remove(tree, path);
	for (size_t i = 0; i < PACKINGS && bytes.len; i++) {
		struct str copy = name_copy(&name, path, &packings[i]);

		if (may_keep && tree_keep(tree, copy, &size))
			continue;
		buf_clear(&out);
		packings[i].pack(bytes, &out);
		tree_put(tree, copy, buf_str(&out));
	}
	buf_free(&name);
	buf_free(&out);
}

void
compress_remove(struct tree *tree, struct str path)
{
	struct buf name = {0};

	for (size_t i = 0; i < PACKINGS; i++)
		tree_remove(tree, name_copy(&name, path, &packings[i]));
	buf_free(&name);
}
