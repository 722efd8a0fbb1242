/* SPDX-License-Identifier: EUPL-1.2 */
#include "unseen.h"

#include "sixteen.h"
#include "utf8.h"

struct range {
	uint32_t first, last;
};

static const struct range steering[] = {
	{0x00, 0x08},     {0x0B, 0x0C},     {0x0E, 0x1F},     {0x7F, 0x9F},       {0x202A, 0x202E},
	{0x2066, 0x2069}, {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0xE0000, 0xE007F},
};

static const struct range hiding[] = {
	{0x09, 0x0D},     {0xA0, 0xA0},     {0xAD, 0xAD},     {0x034F, 0x034F}, {0x061C, 0x061C}, {0x115F, 0x1160},
	{0x1680, 0x1680}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2000, 0x200F}, {0x2028, 0x202F}, {0x205F, 0x206F},
	{0x3000, 0x3000}, {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xE0100, 0xE01EF},
};

static bool
is_among(uint32_t c, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static bool
is_plain(uint32_t code_point)
{
	return code_point >= ' ' && code_point < 0x7F;
}

bool
unseen_steers(uint32_t code_point)
{
	return !is_plain(code_point) && code_point != '\n' && is_among(code_point, steering, sizeof steering / sizeof *steering);
}

bool
unseen_hides(uint32_t code_point)
{
	if (is_plain(code_point))
		return false;
	return unseen_steers(code_point) || is_among(code_point, hiding, sizeof hiding / sizeof *hiding);
}

/* Most of what is read is plain, and is passed over sixteen bytes at a time. */
static size_t
skip_plain(struct str text, size_t at)
{
	for (; text.len - at >= sizeof(sixteen); at += sizeof(sixteen)) {
		sixteen bytes = sixteen_at(text.at + at);
		sixteen_held others = (bytes < ' ') | (bytes > '~');

		if (sixteen_any(others))
			return at + sixteen_first(others);
	}
	while (at < text.len && text.at[at] >= ' ' && text.at[at] < 0x7F)
		at++;
	return at;
}

size_t
unseen_find(struct str text, size_t from, unseen_test *test, uint32_t *code_point)
{
	for (size_t at = skip_plain(text, from); at < text.len; at = skip_plain(text, at)) {
		size_t start = at;

		*code_point = utf8_next(text, &at);
		if (test(*code_point))
			return start;
	}
	return text.len;
}
