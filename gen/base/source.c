/* SPDX-License-Identifier: EUPL-1.2 */
#include "source.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "utf8.h"

struct source *
source_new(struct arena *arena, struct str name, struct str path)
{
	struct source *source = arena_alloc(arena, sizeof *source);

	source->name = arena_str(arena, name);
	source->path = str_equal(name, path) ? source->name : arena_str(arena, path);
	return source;
}

bool
source_load(struct source *source)
{
	static const char mark[] = "\xEF\xBB\xBF";
	size_t size;

	if (source->text.at)
		return true;
	source->loaded = file_read_most(source->path, SOURCE_LARGEST, &size);
	if (!source->loaded)
		return false;
	source->skipped = size >= 3 && memcmp(source->loaded, mark, 3) == 0 ? 3 : 0;
	source->text = (struct str){source->loaded + source->skipped, size - source->skipped};
	return true;
}

void
source_unload(struct source *source)
{
	if (!source->loaded)
		return;
	free(source->loaded);
	source->loaded = NULL;
	source->text = (struct str){0};
}

struct span
span_of(const struct source *source, size_t start, size_t end)
{
	return (struct span){source, (uint32_t)start, (uint32_t)end};
}

/* Code points between two offsets; bytes that are no UTF-8 count one each. */
static size_t
columns_between(struct str text, size_t from, size_t to)
{
	return utf8_count(str_slice(text, from, to));
}

static size_t
line_start(struct str text, size_t offset)
{
	while (offset > 0 && text.at[offset - 1] != '\n')
		offset--;
	return offset;
}

struct position
source_place(struct span span)
{
	struct position place = {0};
	struct str text, line;
	size_t start, from = span.start, to = span.end;

	/* Only the text comes and goes; what the source is stays as it was. */
	if (!span.source || !source_load((struct source *)(uintptr_t)span.source))
		return place;
	text = span.source->text;
	if (from > text.len)
		from = text.len;
	if (to > text.len || to < from)
		to = to < from ? from : text.len;
	start = line_start(text, from);
	line = str_slice(text, start, text.len);
	line = str_slice(line, 0, str_find_char(line, '\n'));
	if (line.len && line.at[line.len - 1] == '\r')
		line.len--;
	place.line = 1;
	for (size_t i = 0; i < start; i++)
		place.line += text.at[i] == '\n';
	place.column = columns_between(text, start, from) + 1;
	place.text = line;
	place.from = from - start < line.len ? from - start : line.len;
	place.to = to - start < line.len ? to - start : line.len;
	return place;
}
