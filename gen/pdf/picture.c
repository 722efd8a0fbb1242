/* SPDX-License-Identifier: EUPL-1.2 */
#include "picture.h"

#include <errno.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"

enum { PIXELS_MOST = 50000000 };

static const unsigned char *
bytes_of(struct str file)
{
	return (const unsigned char *)file.at;
}

static uint32_t
number_at(struct str file, size_t at, int bytes)
{
	uint32_t value = 0;
	for (int i = 0; i < bytes; i++)
		value = value << 8 | bytes_of(file)[at + (size_t)i];
	return value;
}

static bool
read_png(struct picture *picture)
{
	struct str file = picture->file;
	if (file.len < 24 || memcmp(file.at, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp(file.at + 12, "IHDR", 4) != 0)
		return false;
	picture->kind = PICTURE_PNG;
	picture->width = number_at(file, 16, 4);
	picture->height = number_at(file, 20, 4);
	picture->components = 3;
	return true;
}

/* Markers of frames: SOF0 … SOF15, without the tables and reserved ones between them. */
static bool
is_frame(uint32_t marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool
read_jpeg(struct picture *picture)
{
	struct str file = picture->file;
	if (file.len < 4 || memcmp(file.at, "\xff\xd8\xff", 3) != 0)
		return false;
	for (size_t at = 2; at + 9 < file.len && bytes_of(file)[at] == 0xff;) {
		uint32_t marker = number_at(file, at + 1, 1), size = number_at(file, at + 2, 2);
		if (is_frame(marker)) {
			picture->kind = PICTURE_JPEG;
			picture->height = number_at(file, at + 5, 2);
			picture->width = number_at(file, at + 7, 2);
			picture->components = (int)number_at(file, at + 9, 1);
			return true;
		}
		at += 2 + size;
	}
	return false;
}

const char *
picture_read(struct arena *arena, struct str path, struct picture *picture)
{
	size_t size;
	char *bytes = file_read(path, &size);
	if (!bytes) {
		file_judge(path);
		return arena_printf(arena, "cannot be read: %s", strerror(errno)).at;
	}
	*picture = (struct picture){.path = path, .file = arena_str(arena, (struct str){bytes, size})};
	free(bytes);
	if (!read_png(picture) && !read_jpeg(picture))
		return "is no PNG or JPEG; save it as one of these";
	if (picture->components != 1 && picture->components != 3)
		return "has the colours of a printing press (CMYK); save it as RGB";
	if (picture->width == 0 || picture->height == 0 || (uint64_t)picture->width * picture->height > PIXELS_MOST)
		return "is empty, or has more than 50 million pixels; save it smaller";
	return NULL;
}

/* Where libpng has no memory it says that the file is wrong, or goes on without a part of it; its word 'memory' may mean a bound of its own.
 * Only malloc tells. */
bool
picture_decode(const struct picture *picture, struct buf *pixels)
{
	png_image image = {.version = PNG_IMAGE_VERSION};
	png_color white = {255, 255, 255};
	errno = 0;
	bool is_read = png_image_begin_read_from_memory(&image, picture->file.at, picture->file.len);
	if (errno == ENOMEM)
		die_out_of_memory();
	if (!is_read)
		return false;
	image.format = PNG_FORMAT_RGB;
	size_t size = PNG_IMAGE_SIZE(image);
	buf_reserve(pixels, size);
	errno = 0;
	is_read = png_image_finish_read(&image, &white, pixels->at + pixels->len, 0, NULL);
	if (errno == ENOMEM)
		die_out_of_memory();
	png_image_free(&image);
	pixels->len += is_read ? size : 0;
	return is_read;
}
