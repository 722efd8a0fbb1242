/* SPDX-License-Identifier: EUPL-1.2 */
#include "settings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "../base/file.h"
#include "text.h"
#include "typing.h"

static const enum key vocabulary_keys[VOCABULARY_COUNT] = {
	[VOCABULARY_STATUSES] = KEY_statuses,
	[VOCABULARY_DECISIONS] = KEY_decisions,
	[VOCABULARY_CATEGORIES] = KEY_categories,
	[VOCABULARY_ADDRESSEES] = KEY_addressees,
};

static struct term
term_of(const struct map *map)
{
	const struct value *id = map_value(map, KEY_id), *decided = map_value(map, KEY_decided);

	return (struct term){
		.id = map_text(map, KEY_id),
		.label = map_text(map, KEY_label),
		.span = id ? id->span : map->span,
		.is_open = map_number(map, KEY_open),
		.is_followed = map_number(map, KEY_follow),
		.is_decided = !decided || decided->number,
		.map = map,
	};
}

static void
add_term(struct site *site, struct vocabulary_words *words, struct term term)
{
	for (size_t i = 0; i < words->count; i++) {
		if (term.id.len && str_equal(words->items[i].id, term.id)) {
			diag_report(site->diags, RULE_WORD_DUPLICATE, term.span, "'%.*s' is listed twice; keep one of the two",
			            STR_ARG(term.id));
			diag_note(site->diags, words->items[i].span, "it is listed here first");
			return;
		}
	}
	words->items[words->count++] = term;
}

static void
read_vocabulary(struct site *site, enum vocabulary vocabulary)
{
	struct settings *settings = &site->settings;
	struct vocabulary_words *words = &settings->vocabularies[vocabulary];
	const struct value *value = map_value(&settings->map, vocabulary_keys[vocabulary]);

	words->span = settings->map.span;
	if (!value)
		return;
	words->span = value->span;
	words->span.end = words->span.start;
	words->items = arena_array(site->arena, value->count, sizeof *words->items);
	for (size_t i = 0; i < value->count; i++)
		add_term(site, words, term_of(value->items[i].map));
}

static void
read_texts(struct site *site)
{
	struct settings *settings = &site->settings;
	const struct value *organisation = map_value(&settings->map, KEY_organisation);
	struct map *empty = arena_alloc(site->arena, sizeof *empty);

	*empty = (struct map){.shape = shape_of(SHAPE_ORGANISATION)};
	settings->organisation = organisation ? organisation->map : empty;
	settings->title = map_text(&settings->map, KEY_title);
	settings->timezone = map_text(&settings->map, KEY_timezone);
	settings->notice = map_text(&settings->map, KEY_notice);
	settings->closing = map_text(&settings->map, KEY_closing);
	settings->base_url = map_text(&settings->map, KEY_base_url);
	if (settings->base_url.len && !str_ends(settings->base_url, "/"))
		settings->base_url = arena_printf(site->arena, "%.*s/", STR_ARG(settings->base_url));
}

/* The run's moment: what was asked, what a reproducible build says, or the clock. */
static bool
moment_asked(struct str as_of, moment *now, struct date *day)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	int64_t seconds;

	*day = (struct date){0};
	if (as_of.len) {
		if (date_read(as_of, day) == DATE_FINE)
			return day->day != 0;
		return moment_read(as_of, now) == DATE_FINE;
	}
	if (epoch && str_to_integer(str_from(epoch), &seconds))
		*now = seconds;
	else
		*now = (moment)time(NULL);
	return true;
}

static bool
read_today(struct site *site, struct str as_of)
{
	const struct value *zone = map_value(&site->settings.map, KEY_timezone);
	struct date day;
	bool is_known;

	if (!moment_asked(as_of, &site->now, &day)) {
		errno = EINVAL;
		world_failed("read --as-of", as_of);
	}
	if (!zone)
		return false;
	if (day.day) {
		site->today = day;
		is_known = date_first_moment(day, zone->text, &site->now);
	} else {
		is_known = date_of_moment(site->now, zone->text, &site->today);
	}
	if (!is_known)
		diag_report(site->diags, RULE_TIMEZONE_UNKNOWN, zone->span,
		            "the time zone '%.*s' is not known here; write one such as Europe/Amsterdam", STR_ARG(zone->text));
	return is_known;
}

/* What only these settings ask of their values. */

static bool
is_way_to_report(struct str contact)
{
	return str_starts(contact, "mailto:") || str_starts(contact, "https://") || str_starts(contact, "tel:");
}

static void
check_security(struct site *site)
{
	const struct value *security = map_value(&site->settings.map, KEY_security);
	const struct value *contacts = security ? map_value(security->map, KEY_contact) : NULL;

	for (size_t i = 0; contacts && i < contacts->count; i++)
		if (!is_way_to_report(contacts->items[i].text))
			diag_report(site->diags, RULE_VALUE_URL, contacts->items[i].span,
			            "'%.*s' is no way to report; begin with mailto:, https:// or tel:",
			            STR_ARG(contacts->items[i].text));
}

enum { LONGEST_EXPIRY = 366 * 24 * 60 * 60 };

/* Once the moment of the run is known. */
static void
check_expiry(struct site *site)
{
	const struct value *security = map_value(&site->settings.map, KEY_security);
	const struct value *expires = security ? map_value(security->map, KEY_expires) : NULL;
	moment when;

	if (!expires)
		return;
	when = expires->moment.when;
	if (expires->moment.is_day)
		date_first_moment(expires->moment.day, site->settings.timezone, &when);
	if (when <= site->now)
		diag_report(site->diags, RULE_SECURITY_EXPIRY, expires->span,
		            "security.txt has expired; see whether it still holds, and write a moment to come");
	else if (when - site->now > LONGEST_EXPIRY)
		diag_report(site->diags, RULE_SECURITY_EXPIRY, expires->span,
		            "security.txt is to hold longer than a year; write an earlier moment");
}

enum { WOO_CATEGORIES = 17 };

static void
check_woo(struct site *site)
{
	const struct value *woo = map_value(&site->settings.map, KEY_woo), *categories = settings_woo_categories(&site->settings);

	if (woo && !map_text(woo->map, KEY_publisher).len && !map_text(site->settings.organisation, KEY_identifier).len)
		diag_report(site->diags, RULE_KEY_MISSING, woo->span,
		            "nothing identifies who publishes; add 'publisher', or 'identifier' to the organisation");
	for (size_t i = 0; categories && i < categories->count; i++) {
		const struct value *number = map_value(categories->items[i].map, KEY_number);

		if (number && (number->number < 1 || number->number > WOO_CATEGORIES))
			diag_report(site->diags, RULE_VALUE_NUMBER, number->span, "the categories have the numbers 1 to %d",
			            WOO_CATEGORIES);
	}
}

bool
settings_read(struct site *site, struct str content, struct str as_of)
{
	struct str path = path_join(site->arena, content, STR("site.yaml"));
	struct source *source = source_new(site->arena, path, path);
	struct typing typing = {.arena = site->arena, .diags = site->diags};
	struct arena *scratch;
	const struct node *root;
	size_t errors = diag_count(site->diags, SEVERITY_ERROR);

	if (file_kind_of(path, NULL) == FILE_SYMLINK) {
		diag_report(site->diags, RULE_FILE_LINK, text_span_of_file(site->arena, path),
		            "a symbolic link; put the file itself here");
		return false;
	}
	if (!text_load(site->arena, site->diags, source, RULE_FILE_READ))
		return false;
	scratch = arena_new();
	site->settings.source = source;
	site->settings.digest = hash_of(source->text);
	root = yaml_read(scratch, site->diags, source, 0, source->text.len);
	/* Broken YAML is one mistake: that its keys are missing then is none. */
	if (!root && diag_count(site->diags, SEVERITY_ERROR) > errors) {
		arena_free(scratch);
		source_unload(source);
		return false;
	}
	typing_map(&typing, shape_of(SHAPE_SETTINGS), root, span_of(source, 0, 0), &site->settings.map);
	arena_free(scratch);
	for (enum vocabulary i = 0; i < VOCABULARY_COUNT; i++)
		read_vocabulary(site, i);
	read_texts(site);
	check_security(site);
	check_woo(site);
	if (read_today(site, as_of))
		check_expiry(site);
	source_unload(source);
	return errors == diag_count(site->diags, SEVERITY_ERROR);
}

/* The language file. */

struct words_reading {
	struct site *site;
	struct source *source;
	const struct node *root;
	struct language *language;
};

static void
report_word(struct words_reading *reading, const struct node *near, const char *section, const char *name)
{
	diag_report(reading->site->diags, RULE_LANGUAGE_WORD, near ? near->span : span_of(reading->source, 0, 0),
	            "the language file lacks '%s: %s'; add it", section, name);
}

/* A text of a section; reported where it is not there. */
static struct str
word_at(struct words_reading *reading, const struct node *section, const char *section_name, const char *name)
{
	const struct node *node = node_find(section, name);

	if (node && node->kind == NODE_SCALAR)
		return arena_str(reading->site->arena, node->text);
	report_word(reading, section, section_name, name);
	return STR("");
}

static void
read_words(struct words_reading *reading)
{
	struct language *language = reading->language;
	const struct node *section = node_find(reading->root, "words");
	struct str rest, month;

	language->by_name = table_new(reading->site->arena);
	for (enum word word = 0; word < WORD_COUNT; word++)
		language->words[word] = word_at(reading, section, "words", word_name(word));
	for (size_t i = 0; section && section->kind == NODE_MAP && i < section->count; i++) {
		struct str *text = arena_alloc(reading->site->arena, sizeof *text);

		*text = arena_str(reading->site->arena, section->items[i]->text);
		table_set(language->by_name, arena_str(reading->site->arena, section->items[i]->key), text);
	}
	rest = language->words[WORD_months];
	for (int i = 0; i < 12; i++)
		if (str_next_part(&rest, ' ', &month))
			language->months[i] = month;
	if (!language->months[11].len && language->words[WORD_months].len)
		report_word(reading, section, "words", "months (twelve names)");
}

static void
read_labels(struct words_reading *reading)
{
	const struct node *section = node_find(reading->root, "labels");

	for (enum key key = KEY_NONE + 1; key < KEY_COUNT; key++) {
		const struct node *node = node_find(section, key_name(key));

		reading->language->labels[key] = node ? arena_str(reading->site->arena, node->text) : STR("");
	}
}

static void
read_types(struct words_reading *reading)
{
	const struct node *section = node_find(reading->root, "types");

	for (enum type type = 0; type < TYPE_COUNT; type++) {
		const char *name = type_info(type)->name;
		const struct node *node = node_find(section, name);
		struct type_words *words = &reading->language->types[type];

		if (!node) {
			report_word(reading, section, "types", name);
			continue;
		}
		words->one = word_at(reading, node, name, "one");
		words->many = word_at(reading, node, name, "many");
		words->path = word_at(reading, node, name, "path");
	}
}

static void
read_choices(struct words_reading *reading)
{
	static const char *const names[] = {
		[CHOICE_VISIBILITY] = "visibility", [CHOICE_LETTER_KIND] = "letter_kind", [CHOICE_OUTCOME] = "outcome",
		[CHOICE_COMMITMENT] = "commitment", [CHOICE_ATTACHMENT] = "attachment",
	};
	const struct node *section = node_find(reading->root, "choices");

	for (enum choice_list list = CHOICE_NONE + 1; list <= CHOICE_ATTACHMENT; list++)
		for (size_t i = 0; i < choice_count(list) && i < CHOICE_MOST; i++)
			reading->language->choices[list][i] =
				word_at(reading, node_find(section, names[list]), names[list], choice_name(list, i));
}

static void
read_paths(struct words_reading *reading)
{
	struct language *language = reading->language;
	const struct node *section = node_find(reading->root, "paths");

	language->path_files = word_at(reading, section, "paths", "files");
	language->path_search = word_at(reading, section, "paths", "search");
	language->path_status = word_at(reading, section, "paths", "status");
	language->path_asker = word_at(reading, section, "paths", "asker");
	language->path_signatory = word_at(reading, section, "paths", "signatory");
	language->path_decision = word_at(reading, section, "paths", "decision");
	language->path_unreported = word_at(reading, section, "paths", "unreported");
	language->path_theme = word_at(reading, section, "paths", "theme");
	language->path_sets = word_at(reading, section, "paths", "sets");
	language->path_year = word_at(reading, section, "paths", "year");
	language->path_overdue = word_at(reading, section, "paths", "overdue");
	language->path_left_out = word_at(reading, section, "paths", "left_out");
	language->path_no_evidence = word_at(reading, section, "paths", "no_evidence");
}

const struct language *
language_read(struct site *site, struct str templates, struct str tag)
{
	struct str name = arena_printf(site->arena, "%.*s.yaml", STR_ARG(tag));
	struct str path = path_join(site->arena, templates, name);
	struct words_reading reading = {.site = site, .source = source_new(site->arena, path, path)};
	struct arena *scratch;
	size_t errors = diag_count(site->diags, SEVERITY_ERROR);

	if (!text_load(site->arena, site->diags, reading.source, RULE_TEMPLATE_MISSING))
		return NULL;
	scratch = arena_new();
	reading.language = arena_alloc(site->arena, sizeof *reading.language);
	reading.root = yaml_read(scratch, site->diags, reading.source, 0, reading.source->text.len);
	if (!reading.root && diag_count(site->diags, SEVERITY_ERROR) > errors) {
		arena_free(scratch);
		source_unload(reading.source);
		return NULL;
	}
	reading.language->tag = tag;
	reading.language->digest = hash_of(reading.source->text);
	read_words(&reading);
	read_labels(&reading);
	read_types(&reading);
	read_choices(&reading);
	read_paths(&reading);
	arena_free(scratch);
	source_unload(reading.source);
	return errors == diag_count(site->diags, SEVERITY_ERROR) ? reading.language : NULL;
}

static bool
is_known(const struct site *site, struct str tag)
{
	if (str_equal(site->language->tag, tag))
		return true;
	for (size_t i = 0; i < site->language_count; i++)
		if (str_equal(site->languages[i]->tag, tag))
			return true;
	return false;
}

static bool
has_file(struct arena *arena, struct str templates, struct str tag)
{
	struct str name = arena_printf(arena, "%.*s.yaml", STR_ARG(tag));

	return file_kind_of(path_join(arena, templates, name), NULL) == FILE_REGULAR;
}

static void
read_if_unknown(struct site *site, struct str templates, struct str tag)
{
	const struct language *language = NULL;

	if (is_known(site, tag))
		return;
	if (has_file(site->arena, templates, tag))
		language = language_read(site, templates, tag);
	if (!language)
		return;
	site->languages =
		arena_grow(site->arena, site->languages, site->language_count, &site->language_cap, sizeof *site->languages);
	site->languages[site->language_count++] = language;
}

void
languages_read(struct site *site, struct str templates)
{
	for (size_t i = 0; i < site->records.count; i++)
		read_if_unknown(site, templates, site_tag(site, site->records.items[i]));
}

void
languages_read_again(struct site *site, struct str templates)
{
	for (size_t i = 0; i < site->tag_count; i++)
		read_if_unknown(site, templates, site->tags[i]);
}
