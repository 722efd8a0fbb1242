/* SPDX-License-Identifier: EUPL-1.2 */
#include "compress.h"

#include <assert.h>
#include <brotli/encode.h>
#include <libdeflate.h>
#include <stdlib.h>

bool
compress_suits(struct str path)
{
	static const char *const endings[] = {".html", ".css", ".js", ".json", ".xml", ".atom", ".svg", ".txt", ".csv", ".bin"};

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (str_ends(path, endings[i]))
			return true;
	return false;
}

enum { GZIP = 9 }; /* the levels above are for several times the time and two per cent */

static void
pack_gzip(struct str bytes, struct buf *out)
{
	struct libdeflate_compressor *packer = libdeflate_alloc_compressor(GZIP);
	size_t most;

	if (!packer)
		die_out_of_memory();
	most = libdeflate_gzip_compress_bound(packer, bytes.len);
	buf_reserve(out, most);
	out->len = libdeflate_gzip_compress(packer, bytes.at, bytes.len, out->at, most);
	libdeflate_free_compressor(packer);
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
