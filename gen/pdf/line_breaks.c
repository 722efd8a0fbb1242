/* SPDX-License-Identifier: EUPL-1.2 */
/* Where Unicode allows a line to end (UAX 14), by libunibreak. */
#include <linebreak.h>
#include <string.h>

#include "line.h"

/* Whether a break before offset stands between two plain words, 'van de': what stands further off has no say in what is allowed there. */
static bool
is_between_words(struct str text, size_t offset)
{
	return offset >= 2 && text.at[offset - 1] == ' ' && char_is_alpha(text.at[offset - 2]) && char_is_alpha(text.at[offset]);
}

/* The next such place; the end of the text where there is none. is_plain: nothing but letters comes before it, and the blank. */
static size_t
next_between_words(struct str text, size_t start, bool *is_plain)
{
	size_t at = start;
	while (at < text.len && char_is_alpha(text.at[at]))
		at++;
	*is_plain = at > start && at + 1 < text.len && is_between_words(text, at + 1);
	while (at < text.len && !is_between_words(text, at))
		at++;
	return at;
}

/* libunibreak looks each character up from the start of a list, so it is asked only about what is not plain. */
void
line_find_breaks(struct str text, char *breaks)
{
	for (size_t start = 0, end; start < text.len; start = end) {
		bool is_plain;
		end = next_between_words(text, start, &is_plain);
		if (is_plain)
			memset(breaks + start, LINEBREAK_NOBREAK, end - start);
		else
			set_linebreaks_utf8((const utf8_t *)text.at + start, end - start, "nl", breaks + start);
		if (end < text.len)
			breaks[end - 1] = LINEBREAK_ALLOWBREAK;
	}
}
