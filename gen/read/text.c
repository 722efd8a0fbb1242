/* SPDX-License-Identifier: EUPL-1.2 */
#include "text.h"

#include <errno.h>
#include <string.h>

#include "../base/file.h"
#include "../base/utf8.h"

enum { LARGEST_TEXT = 4 << 20 };

struct span
text_span_of_file(struct arena *arena, struct str path)
{
	return span_of(source_new(arena, path, STR("")), 0, 0);
}

static bool
is_sound(struct diagnostics *diags, struct source *source)
{
	size_t nul = str_find_char(source->text, '\0'), invalid;

	if (nul < source->text.len) {
		diag_report(diags, RULE_FILE_BINARY, span_of(source, nul, nul + 1),
		            "a NUL byte: this is no text; put files other than records under files/");
		return false;
	}
	invalid = utf8_first_invalid(source->text);
	if (invalid == source->text.len)
		return true;
	diag_report(diags, RULE_UTF8_INVALID, span_of(source, invalid, invalid + 1),
	            "the byte 0x%02X is not UTF-8; save the file as UTF-8", (unsigned char)source->text.at[invalid]);
	return false;
}

bool
text_load(struct arena *arena, struct diagnostics *diags, struct source *source, enum rule missing)
{
	struct span whole = text_span_of_file(arena, source->name);
	uint64_t size = 0;
	enum file_kind kind = file_kind_of(source->path, &size);

	if (kind == FILE_REGULAR && size > LARGEST_TEXT) {
		diag_report(diags, RULE_FILE_TOO_LARGE, whole,
		            "a text of %llu MB; it is at most 4 MB, other files go under files/",
		            (unsigned long long)(size >> 20));
		return false;
	}
	if (!source_load(source)) {
		diag_report(diags, kind == FILE_ABSENT ? missing : RULE_FILE_READ, whole,
		            "the file cannot be read: %s; it must be there", strerror(errno));
		return false;
	}
	if (is_sound(diags, source))
		return true;
	source_unload(source);
	return false;
}
