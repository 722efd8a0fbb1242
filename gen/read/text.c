/* SPDX-License-Identifier: EUPL-1.2 */
#include "text.h"

#include <errno.h>
#include <string.h>

#include "../base/file.h"
#include "../base/unseen.h"
#include "../base/utf8.h"

struct span
text_span_of_file(struct arena *arena, struct str path)
{
	return span_of(source_new(arena, path, STR("")), 0, 0);
}

enum { MOST_UNSEEN = 10 };

bool
text_is_seen(struct diagnostics *diags, struct span span, struct str text)
{
	uint32_t c;

	if (unseen_find(text, 0, unseen_steers, &c) == text.len)
		return true;
	diag_report(diags, RULE_TEXT_UNSEEN, span,
	            "the character U+%04X, which readers do not see and which changes what they read; remove it", (unsigned)c);
	return false;
}

/* Who has one often has a habit: a few places tell. */
static bool
is_seen(struct diagnostics *diags, const struct source *source)
{
	uint32_t c;
	size_t count = 0;

	for (size_t at = 0; count < MOST_UNSEEN; count++) {
		size_t end = at = unseen_find(source->text, at, unseen_steers, &c);

		if (at == source->text.len)
			break;
		utf8_next(source->text, &end);
		text_is_seen(diags, span_of(source, at, end), str_slice(source->text, at, end));
		at = end;
	}
	return count == 0;
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
		return is_seen(diags, source);
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
