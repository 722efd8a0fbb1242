/* SPDX-License-Identifier: EUPL-1.2 */
/* One value by its kind: the readers, in a table by value_kind. */
#include "typing_value.h"

#include <string.h>

#include "../base/file.h"
#include "../base/unseen.h"
#include "../base/utf8.h"
#include "../model/host.h"

/* What a value is read with. False: it is wrong, and was reported. */
typedef bool value_reader(struct typing *typing, const struct field *field, const struct node *node, struct value *value);

bool
typing_wrong(struct typing *typing, enum rule rule, const struct node *node, const struct field *field, const char *what)
{
	diag_report(typing->diags, rule, node->span, "the value of '%s' %s", field->name, what);
	return false;
}

struct str
typing_shown(struct str text)
{
	return str_slice(text, 0, 80);
}

static bool
read_text(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	(void)typing;
	(void)field;
	(void)node;
	(void)value;
	return true;
}

/* The offsets of the lines of a '|' block in its source. Each line lies there behind the indentation of the first that is not blank.
 * NULL where the block does not lie so plainly. */
static size_t *
block_lines(struct typing *typing, const struct node *node, size_t *count)
{
	struct str source = node->span.source->text, rest = node->text, line;
	size_t at = node->span.start + str_find_char(str_slice(source, node->span.start, source.len), '\n') + 1;
	size_t cap = 0, indent = 0, *lines = NULL;
	bool is_known = false;

	*count = 0;
	while (str_next_line(&rest, &line)) {
		struct str there = str_slice(source, at, source.len);

		there = str_slice(there, 0, str_find_char(there, '\n'));
		if (!is_known && str_trim(line).len) {
			while (indent < there.len && there.at[indent] == ' ')
				indent++;
			is_known = true;
		}
		if (!str_equal(str_trim(line), str_trim(there))) {
			*count = 0;
			return NULL;
		}
		lines = arena_grow(typing->arena, lines, *count, &cap, sizeof *lines);
		lines[(*count)++] = at + indent;
		at += there.len + 1;
	}
	return lines;
}

static bool
read_markdown(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct markdown_text text = {.text = node->text, .source = node->span.source, .span = node->key_span};

	(void)field;
	if (node->is_literal)
		text.lines = block_lines(typing, node, &text.line_count);
	else
		text.span = node->span;
	value->prose = markdown_read(typing->markdown, text, typing->owner, false);
	return true;
}

/* Whole numbers, written plainly: YAML's older readers would take 08 and 010 for something else. */
static bool
read_whole(struct typing *typing, const struct field *field, const struct node *node, int64_t *number)
{
	struct str text = str_trim(node->text);

	if (text.len > 1 && text.at[0] == '0' && str_to_integer(text, number)) {
		diag_report(typing->diags, RULE_VALUE_NUMBER, node->span, "a number begins with no zero; write %lld",
		            (long long)*number);
		return false;
	}
	if (!str_to_integer(text, number)) {
		diag_report(typing->diags, RULE_VALUE_NUMBER, node->span,
		            "'%.*s' is no whole number, which '%s' asks; write digits alone", STR_ARG(typing_shown(text)),
		            field->name);
		return false;
	}
	return true;
}

static bool
read_integer(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	return read_whole(typing, field, node, &value->number);
}

static bool
read_year(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (!read_whole(typing, field, node, &value->number))
		return false;
	if (value->number >= 1800 && value->number <= 2200)
		return true;
	return typing_wrong(typing, RULE_VALUE_NUMBER, node, field, "is no year between 1800 and 2200; write four digits");
}

/* In thousandths: digits, and a point before at most three more. */
static bool
decimal_read(struct str text, int64_t *number)
{
	struct str whole = str_slice(text, 0, str_find_char(text, '.')), part = str_slice(text, whole.len + 1, text.len);
	int64_t thousands, thousandths = 0;

	if (whole.len > 15 || part.len > 3 || (text.len > whole.len && !part.len) || !str_to_integer(whole, &thousands) ||
	    (part.len && !str_to_integer(part, &thousandths)))
		return false;
	for (size_t i = part.len; i < 3; i++)
		thousandths *= 10;
	*number = thousands * 1000 + thousandths;
	return true;
}

static bool
read_decimal(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (decimal_read(value->text, &value->number))
		return true;
	diag_report(typing->diags, RULE_VALUE_NUMBER, node->span,
	            "'%.*s' is no number, which '%s' asks; write digits, with a point before at most three decimals",
	            STR_ARG(typing_shown(value->text)), field->name);
	return false;
}

static bool
read_boolean(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	value->number = str_is(node->text, "true");
	if (value->number || str_is(node->text, "false"))
		return true;
	return typing_wrong(typing, RULE_VALUE_TYPE, node, field, "is neither true nor false; write one of these");
}

static bool
judge_date(struct typing *typing, const struct node *node, enum date_fault fault)
{
	if (fault == DATE_FINE)
		return true;
	if (fault == DATE_IMPOSSIBLE)
		diag_report(typing->diags, RULE_VALUE_DATE, node->span, "the calendar has no '%.*s'; correct the date",
		            STR_ARG(typing_shown(str_trim(node->text))));
	else
		diag_report(typing->diags, RULE_VALUE_DATE, node->span,
		            "'%.*s' is no date; write it as 2026-04-23, 2026-04 or 2026",
		            STR_ARG(typing_shown(str_trim(node->text))));
	return false;
}

static bool
read_date(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (!judge_date(typing, node, date_read(str_trim(node->text), &value->date)))
		return false;
	/* A letter is of a day. */
	if ((field->flags & REQUIRED) && !value->date.day)
		return typing_wrong(typing, RULE_VALUE_DATE, node, field, "needs a whole date; write it as 2026-04-23");
	return true;
}

static bool
read_moment(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct str text = str_trim(node->text);
	enum date_fault fault = moment_read(text, &value->moment.when);

	if (fault == DATE_FINE)
		return true;
	if (fault == DATE_IMPOSSIBLE)
		return judge_date(typing, node, fault);
	value->moment.is_day = true;
	if (date_read(text, &value->moment.day) == DATE_IMPOSSIBLE)
		return judge_date(typing, node, DATE_IMPOSSIBLE);
	if (date_read(text, &value->moment.day) == DATE_MALFORMED || !value->moment.day.day)
		return typing_wrong(typing, RULE_VALUE_DATE, node, field,
		                    "needs a whole date, or a date and time as 2026-04-23T14:00:00+02:00");
	return true;
}

static bool
is_address(struct str text)
{
	uint32_t c;

	if (!str_starts(text, "https://") || text.len <= sizeof "https://" - 1 || text.len > ADDRESS_LONGEST)
		return false;
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.at[i] <= ' ' || strchr("<>\"`{}|\\^", text.at[i]))
			return false;
	return unseen_find(text, 0, unseen_hides, &c) == text.len;
}

static bool
read_url(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (is_address(value->text)) {
		host_check(typing->diags, node->span, value->text);
		return true;
	}
	return typing_wrong(typing, RULE_VALUE_URL, node, field, "is no https address; write it whole, beginning with https://");
}

static bool
read_language(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct str rest = value->text, part;
	bool is_first = true, is_tag = value->text.len > 0 && !str_ends(value->text, "-");

	while (is_tag && str_next_part(&rest, '-', &part)) {
		is_tag = part.len >= 2 && part.len <= (is_first ? 3 : 8);
		for (size_t i = 0; i < part.len && is_tag; i++)
			is_tag = char_is_alpha(part.at[i]) || (!is_first && char_is_digit(part.at[i]));
		is_first = false;
	}
	return is_tag ? true : typing_wrong(typing, RULE_VALUE_TYPE, node, field, "is no language tag; write nl, en or fy-NL");
}

static bool
read_word(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (is_slug(value->text))
		return true;
	return typing_wrong(typing, RULE_VALUE_TYPE, node, field, "is no name; write a-z, 0-9 and '-', beginning with a letter");
}

/* Ids. */

static bool
is_id(struct str text)
{
	struct str rest = text, part;
	int parts = 0;

	while (str_next_part(&rest, '/', &part)) {
		if (!is_slug(part))
			return false;
		parts++;
	}
	return parts > 1 && text.at[text.len - 1] != '/';
}

static bool
read_id(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct str text = value->text;

	if (str_ends(text, ".md"))
		return typing_wrong(typing, RULE_ID_MALFORMED, node, field, "is the name of a file; leave out '.md'");
	if (str_starts(text, "content/"))
		return typing_wrong(typing, RULE_ID_MALFORMED, node, field,
		                    "begins with the folder of the content; leave out 'content/'");
	if (is_id(text))
		return true;
	return typing_wrong(typing, RULE_ID_MALFORMED, node, field,
	                    "is no id; write folder and name, as letters/2026-04-23-opvolging");
}

static bool
read_id_or_url(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (str_contains(value->text, "://"))
		return read_url(typing, field, node, value);
	return read_id(typing, field, node, value);
}

static bool
read_text_or_id(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	return is_like_id(value->text) ? read_id(typing, field, node, value) : true;
}

static bool
read_kamerstuk(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (kamerstuk_is_number(value->text, &value->kamerstuk))
		return true;
	return typing_wrong(typing, RULE_VALUE_KAMERSTUK, node, field,
	                    "is no number of a paper; write it as '31516, nr. 50' or '36 800 X, G'");
}

static bool
read_dossier(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (kamerstuk_is_dossier(value->text, &value->kamerstuk))
		return true;
	return typing_wrong(typing, RULE_VALUE_KAMERSTUK, node, field, "is no number of a dossier; write it as 31516 or 36800-X");
}

static bool
read_file(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (str_starts(value->text, "files/"))
		value->text = str_slice(value->text, sizeof "files/" - 1, value->text.len);
	if (value->text.len && value->text.at[0] != '/' && !str_contains(value->text, "..") && !str_contains(value->text, "//"))
		return true;
	return typing_wrong(typing, RULE_ID_MALFORMED, node, field,
	                    "is no path under files/; write it as report.pdf or 2026/report.pdf");
}

/* Words of the format and of site.yaml. */

static void
suggest(const struct str *words, size_t count, struct str word, struct str *nearest)
{
	size_t least = word.len < 4 ? 2 : 3;

	for (size_t i = 0; i < count; i++) {
		size_t distance = str_distance(word, words[i], least);

		if (distance < least) {
			least = distance;
			*nearest = words[i];
		}
	}
}

static struct str
listed(struct arena *arena, const struct str *words, size_t count)
{
	struct buf text = {0};
	struct str copy;

	for (size_t i = 0; i < count; i++)
		buf_printf(&text, "%s%.*s", i ? i + 1 == count ? " or " : ", " : "", STR_ARG(words[i]));
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

static void
report_unknown_word(struct typing *typing, enum rule rule, const struct node *node, const char *what, const struct str *words,
                    size_t count)
{
	struct str nearest = {0};

	suggest(words, count, node->text, &nearest);
	if (nearest.len)
		diag_report(typing->diags, rule, node->span, "unknown %s '%.*s'; did you mean '%.*s'?", what,
		            STR_ARG(typing_shown(node->text)), STR_ARG(nearest));
	else
		diag_report(typing->diags, rule, node->span, "unknown %s '%.*s'; write %.*s", what,
		            STR_ARG(typing_shown(node->text)), STR_ARG(listed(typing->arena, words, count)));
}

static bool
read_choice(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	enum choice_list list = (enum choice_list)field->detail;
	size_t count = choice_count(list);
	struct str words[16];

	value->number = choice_find(list, value->text);
	if (value->number >= 0)
		return true;
	for (size_t i = 0; i < count; i++)
		words[i] = str_from(choice_name(list, i));
	report_unknown_word(typing, RULE_CHOICE_UNKNOWN, node, field->name, words, count);
	return false;
}

static const struct {
	enum rule rule;
	const char *one, *many;
} vocabulary_texts[VOCABULARY_COUNT] = {
	[VOCABULARY_STATUSES] = {RULE_STATUS_UNKNOWN, "status", "statuses"},
	[VOCABULARY_DECISIONS] = {RULE_DECISION_UNKNOWN, "decision", "decisions"},
	[VOCABULARY_CATEGORIES] = {RULE_CATEGORY_UNKNOWN, "category", "categories"},
	[VOCABULARY_ADDRESSEES] = {RULE_ADDRESSEE_UNKNOWN, "addressee", "addressees"},
};

/* Somebody who wrote the label, which readers see, meant the word. */
static bool
is_label(const struct vocabulary_words *words, struct str text, struct str *id)
{
	struct arena *scratch = arena_new();
	struct str folded = utf8_fold(scratch, text);
	bool is_found = false;

	for (size_t i = 0; i < words->count && !is_found; i++) {
		is_found = str_equal(utf8_fold(scratch, words->items[i].label), folded);
		if (is_found)
			*id = words->items[i].id;
	}
	arena_free(scratch);
	return is_found;
}

static bool
read_term(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	const struct vocabulary_words *words = &typing->settings->vocabularies[field->detail];
	const char *one = vocabulary_texts[field->detail].one;
	enum rule rule = vocabulary_texts[field->detail].rule;
	struct str *ids, id;

	for (size_t i = 0; i < words->count; i++) {
		if (str_equal(words->items[i].id, value->text)) {
			value->number = (int64_t)i;
			return true;
		}
	}
	ids = arena_array(typing->arena, words->count, sizeof *ids);
	for (size_t i = 0; i < words->count; i++)
		ids[i] = words->items[i].id;
	if (is_label(words, value->text, &id))
		diag_report(typing->diags, rule, node->span, "unknown %s '%.*s'; did you mean '%.*s'?", one,
		            STR_ARG(typing_shown(value->text)), STR_ARG(id));
	else
		report_unknown_word(typing, rule, node, one, ids, words->count);
	if (words->span.source)
		diag_note(typing->diags, words->span, "the %s are listed here", vocabulary_texts[field->detail].many);
	return false;
}

/* Lengths, colours and fonts of the layout file. */

/* Thousandths of a point in a unit, as a fraction. */
static const struct unit {
	const char *name;
	int64_t times, by;
} units[] = {{"mm", 360000, 127}, {"pt", 1000, 1}};

static bool
read_length(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct str text = value->text;

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct str number = str_ends(text, units[i].name) ? str_trim(str_slice(text, 0, text.len - 2)) : STR("");
		int64_t thousandths;

		if (!number.len || number.len > 8 || !decimal_read(number, &thousandths))
			continue;
		value->number = (thousandths * units[i].times + 500 * units[i].by) / (1000 * units[i].by);
		return true;
	}
	diag_report(typing->diags, RULE_VALUE_LENGTH, node->span,
	            "'%.*s' is no length, which '%s' asks; write it as 28 mm or 9.5 pt", STR_ARG(typing_shown(text)),
	            field->name);
	return false;
}

static int
hex_digit(char c)
{
	const char *digits = "0123456789abcdef", *found = c ? strchr(digits, char_lower(c)) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* Six digits; YAML takes what stands behind a '#' without quotes for a comment, so that the mark may be left out. */
static bool
read_colour(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	struct str digits = str_starts(value->text, "#") ? str_slice(value->text, 1, value->text.len) : value->text;
	bool is_colour = digits.len == 6;

	value->number = 0;
	for (size_t i = 0; i < digits.len && is_colour; i++) {
		is_colour = hex_digit(digits.at[i]) >= 0;
		value->number = value->number * 16 + hex_digit(digits.at[i]);
	}
	return is_colour ||
	       typing_wrong(typing, RULE_VALUE_COLOUR, node, field, "is no colour; write it as \"#154273\", in quotes");
}

/* A path from the folder of the layout file. What a font holds is judged where it is opened. */
static bool
read_font(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	enum file_kind kind;

	value->text = path_beside(typing->arena, node->span.source->path, value->text);
	kind = file_kind_of(value->text, NULL);
	if (kind == FILE_REGULAR || kind == FILE_SYMLINK)
		return true;
	diag_report(typing->diags, RULE_FONT_UNUSABLE, node->span,
	            "there is no file '%.*s', which '%s' asks; install it, or write the path of another TrueType font",
	            STR_ARG(typing_shown(value->text)), field->name);
	return false;
}

/* Maps inside maps, and free ones. */

static bool
read_map(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (node->kind != NODE_MAP)
		return typing_wrong(typing, RULE_VALUE_TYPE, node, field, "is no map; write its keys below it, indented");
	value->map = arena_alloc(typing->arena, sizeof *value->map);
	typing_map(typing, shape_of((enum shape_id)field->detail), node, node->span, value->map);
	return true;
}

/* As deep as yaml_read lets it be. */
static struct pairs *
free_pairs(struct arena *arena, const struct node *node)
{
	struct pairs *pairs = arena_alloc(arena, sizeof *pairs);

	pairs->count = node->count;
	pairs->items = arena_array(arena, node->count, sizeof *pairs->items);
	for (size_t i = 0; i < node->count; i++) {
		const struct node *item = node->items[i];

		pairs->items[i] = (struct pair){
			.name = arena_str(arena, item->key),
			.text = arena_str(arena, item->text),
			.inside = item->kind == NODE_SCALAR ? NULL : free_pairs(arena, item),
		};
	}
	return pairs;
}

static bool
read_free(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	if (node->kind != NODE_MAP)
		return typing_wrong(typing, RULE_VALUE_TYPE, node, field, "is no map; write its keys below it, indented");
	value->pairs = free_pairs(typing->arena, node);
	return true;
}

static value_reader *const readers[] = {
	[VALUE_TEXT] = read_text,
	[VALUE_MARKDOWN] = read_markdown,
	[VALUE_INTEGER] = read_integer,
	[VALUE_DECIMAL] = read_decimal,
	[VALUE_BOOLEAN] = read_boolean,
	[VALUE_YEAR] = read_year,
	[VALUE_DATE] = read_date,
	[VALUE_MOMENT] = read_moment,
	[VALUE_URL] = read_url,
	[VALUE_LANGUAGE] = read_language,
	[VALUE_WORD] = read_word,
	[VALUE_ID] = read_id,
	[VALUE_ALIAS] = read_id,
	[VALUE_ID_OR_URL] = read_id_or_url,
	[VALUE_ID_OR_TEXT] = read_id,
	[VALUE_TEXT_OR_ID] = read_text_or_id,
	[VALUE_KAMERSTUK] = read_kamerstuk,
	[VALUE_DOSSIER] = read_dossier,
	[VALUE_FILE] = read_file,
	[VALUE_CHOICE] = read_choice,
	[VALUE_TERM] = read_term,
	[VALUE_MAP] = read_map,
	[VALUE_FREE] = read_free,
	[VALUE_LENGTH] = read_length,
	[VALUE_COLOUR] = read_colour,
	[VALUE_FONT] = read_font,
};

bool
typing_value(struct typing *typing, const struct field *field, const struct node *node, struct value *value)
{
	return readers[field->kind](typing, field, node, value);
}
