/* SPDX-License-Identifier: EUPL-1.2 */
#include "layout.h"

struct lettering
layout_heading(const struct layout *layout, int level)
{
	const struct lettering *const headings[] = {&layout->heading_1, &layout->heading_2, &layout->heading_3,
	                                            &layout->heading_4, &layout->heading_5, &layout->heading_6};
	return *headings[level < 1 ? 0 : level > 6 ? 5 : level - 1];
}

const struct letter_words *
layout_words(const struct layout *layout, struct str tag)
{
	struct str language = str_slice(tag, 0, str_find_char(tag, '-'));
	const struct letter_words *near = NULL;

	for (size_t i = 0; i < layout->word_count; i++) {
		const struct letter_words *words = &layout->words[i];

		if (str_equal(words->language, tag))
			return words;
		if (!near && str_equal(str_slice(words->language, 0, str_find_char(words->language, '-')), language))
			near = words;
	}
	return near;
}
