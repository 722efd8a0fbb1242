/* SPDX-License-Identifier: EUPL-1.2 */
#include "tag.h"

#include <assert.h>
#include <string.h>

#include "template.h"

static void
write_start(struct tags *tags, const char *name, const struct attribute *attributes)
{
	buf_add_char(tags->out, '<');
	buf_add_cstring(tags->out, name);
	for (; attributes && attributes->name; attributes++) {
		if (!attributes->value.at)
			continue;
		buf_add_char(tags->out, ' ');
		buf_add_cstring(tags->out, attributes->name);
		buf_add(tags->out, STR("=\""));
		template_escape(tags->out, attributes->value);
		buf_add_char(tags->out, '"');
	}
	buf_add_char(tags->out, '>');
}

void
tag_open(struct tags *tags, const char *name, const struct attribute *attributes)
{
	assert(tags->depth < TAGS_DEEPEST);
	tags->open[tags->depth++] = name;
	write_start(tags, name, attributes);
}

void
tag_close(struct tags *tags, const char *name)
{
	assert(tags->depth > 0 && strcmp(tags->open[tags->depth - 1], name) == 0);
	tags->depth--;
	buf_add(tags->out, STR("</"));
	buf_add_cstring(tags->out, name);
	buf_add_char(tags->out, '>');
}

void
tag_void(struct tags *tags, const char *name, const struct attribute *attributes)
{
	write_start(tags, name, attributes);
}

void
tag_text(struct tags *tags, struct str text)
{
	template_escape(tags->out, text);
}

void
tag_newline(struct tags *tags)
{
	buf_add_char(tags->out, '\n');
}
