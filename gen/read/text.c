/* SPDX-License-Identifier: EUPL-1.2 */
#include "text.h"

#include <errno.h>
#include <string.h>

#include "../base/file.h"
#include "../base/utf8.h"

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

static void
report_unread(struct arena *arena, struct diagnostics *diags, const struct source *source, enum rule missing, int reason)
{
	struct span whole = text_span_of_file(arena, source->name);
	uint64_t size = 0;

	errno = reason;
	file_judge(source->path);
	if (reason == EFBIG) {
		file_kind_of(source->path, &size);
		diag_report(diags, RULE_FILE_TOO_LARGE, whole,
		            "a text of %llu MB; it is at most 4 MB, other files go under files/",
		            (unsigned long long)(size >> 20));
	} else {
		diag_report(diags, reason == ENOENT ? missing : RULE_FILE_READ, whole,
		            "the file cannot be read: %s; it must be there", strerror(reason));
	}
}

bool
text_load(struct arena *arena, struct diagnostics *diags, struct source *source, enum rule missing)
{
	if (!source_load(source)) {
		report_unread(arena, diags, source, missing, errno);
		return false;
	}
	if (is_sound(diags, source))
		return true;
	source_unload(source);
	return false;
}
