/* SPDX-License-Identifier: EUPL-1.2 */
/* PNG and JPEG files, read and decoded for letters. */
#include "../../gen/pdf/picture.h"
#include "../../gen/base/file.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str path = path_join(arena, fuzz_folder(), STR("picture"));
	struct picture picture;
	struct buf pixels = {0};

	if (!file_write(path, (struct str){(const char *)data, size}))
		abort();
	/* What it says of its size decides how long decoding takes; that is bounded by a rule of its own. */
	if (!picture_read(arena, path, &picture) && picture.kind == PICTURE_PNG &&
	    (uint64_t)picture.width * picture.height < 1 << 16)
		picture_decode(&picture, &pixels);
	buf_free(&pixels);
	arena_free(arena);
	return 0;
}
