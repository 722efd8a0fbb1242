/* SPDX-License-Identifier: EUPL-1.2 */
#include "text.h"

#include <stdlib.h>

#include "letters.h"

enum { BEGINNING_MOST = 200, BEGINNING_EVENTS = 48 };

struct gathering {
	struct text *text;
	const struct site *site;
	const struct language *language;
	const struct record *record;
};

/* Text that stands at the end of the bytes. */
static void
end_part(struct gathering *gathering, enum part_kind kind, struct str text)
{
	struct text *to = gathering->text;
	size_t start = text.len ? (size_t)(text.at - to->bytes.at) : 0;

	if (!text.len)
		return;
	buf_add_char(&to->bytes, '\n');
	to->parts = heap_grow(to->parts, to->count, &to->cap, sizeof *to->parts);
	to->parts[to->count++] = (struct part){kind, start, start + text.len};
}

static void
add_part(struct gathering *gathering, enum part_kind kind, struct str text)
{
	struct buf *bytes = &gathering->text->bytes;

	buf_add(bytes, text);
	end_part(gathering, kind, str_slice(buf_str(bytes), bytes->len - text.len, bytes->len));
}

/* "Gesteld door: SP"; the label is part of the fact, so that it can be found by it. */
static void
add_fact(struct gathering *gathering, enum key key, struct str fact)
{
	struct buf *bytes = &gathering->text->bytes;
	struct str label = gathering->language->labels[key];
	size_t start = bytes->len;

	if (!fact.len || !label.len)
		return;
	buf_add(bytes, label);
	buf_add_cstring(bytes, ": ");
	buf_add(bytes, fact);
	end_part(gathering, PART_FACT, str_slice(buf_str(bytes), start, bytes->len));
}

static bool
is_number(enum key key)
{
	return key == KEY_kamerstuk || key == KEY_number || key == KEY_abbreviation;
}

static void
add_number(struct gathering *gathering, const struct field *field, const struct value *value)
{
	if (is_number(field->key) && field->kind != VALUE_INTEGER)
		add_part(gathering, PART_NUMBER, value->text);
}

static void
add_numbers(struct gathering *gathering)
{
	const struct shape *shape = gathering->record->map.shape;

	for (size_t i = 0; i < shape->count; i++) {
		const struct value *value = record_value(gathering->record, shape->fields[i].key);

		if (value)
			add_number(gathering, &shape->fields[i], value);
	}
}

static void add_facts(struct gathering *gathering, const struct map *map, enum key label);

static void
add_value(struct gathering *gathering, const struct field *field, const struct value *value, enum key label)
{
	const struct term *term;

	switch (field->kind) {
	case VALUE_TEXT:
	case VALUE_TEXT_OR_ID:
	case VALUE_ID_OR_TEXT:
		if (!value->record && !is_number(field->key) && field->key != KEY_title && field->key != KEY_summary)
			add_fact(gathering, label, value->text);
		break;
	case VALUE_CHOICE:
		add_fact(gathering, label, gathering->language->choices[field->detail][value->number]);
		break;
	case VALUE_TERM:
		term = site_term(gathering->site, (enum vocabulary)field->detail, value->number);
		if (term && field->detail != VOCABULARY_ADDRESSEES)
			add_fact(gathering, label, term->label);
		break;
	case VALUE_MAP:
		add_facts(gathering, value->map, label);
		break;
	default:
		break;
	}
}

/* The facts of a map, under the label of the key that it stands under; of a record, under their own. */
static void
add_facts(struct gathering *gathering, const struct map *map, enum key label)
{
	for (size_t i = 0; i < map->shape->count; i++) {
		const struct field *field = &map->shape->fields[i];
		const struct value *value = map_value(map, field->key);
		enum key under = label ? label : field->key;

		if (!value || field->key == KEY_visibility)
			continue;
		/* The title of an attachment is a fact of its letter. */
		if (label && field->key == KEY_title)
			add_fact(gathering, under, value->text);
		if (!value->items)
			add_value(gathering, field, value, under);
		for (size_t j = 0; value->items && j < value->count; j++)
			add_value(gathering, field, &value->items[j], under);
	}
}

/* What the record is about in a few words: its summary; of a question what is asked, of a recommendation all that it says. */
static bool
is_summary(const struct record *record, const struct prose *prose)
{
	return (record->type == TYPE_QUESTION && prose == record_prose(record, KEY_question)) ||
	       (record->type == TYPE_RECOMMENDATION && prose == record->body);
}

static void
add_proses(struct gathering *gathering, enum part_kind kind)
{
	const struct record *record = gathering->record;

	for (size_t i = 0; i < record->prose_count; i++) {
		const struct prose *prose = record->proses[i];

		if ((kind == PART_SUMMARY) == is_summary(record, prose))
			end_part(gathering, kind,
			         tape_add_plain(&gathering->text->bytes, &prose->tape, 0, prose->tape.event_count));
	}
}

void
text_gather(struct text *text, const struct site *site, const struct record *record)
{
	struct gathering gathering = {text, site, site_language(site, record), record};
	const struct term *status = item_status(site, record);

	buf_clear(&text->bytes);
	text->count = 0;
	add_part(&gathering, PART_TITLE, record->title);
	add_numbers(&gathering);
	add_part(&gathering, PART_SUMMARY, record_text(record, KEY_summary));
	add_proses(&gathering, PART_SUMMARY);
	add_proses(&gathering, PART_PROSE);
	add_facts(&gathering, &record->map, KEY_NONE);
	if (status)
		add_fact(&gathering, KEY_status, status->label);
	buf_reserve(&text->bytes, WORD_PADDING);
	memset(text->bytes.at + text->bytes.len, 0, WORD_PADDING);
}

void
text_free(struct text *text)
{
	buf_free(&text->bytes);
	free(text->parts);
}

/* Between words where it can, never within a character. */
static struct str
cut_at(struct str text, size_t most)
{
	size_t end = most;

	if (text.len <= most)
		return text;
	while (end > most / 2 && text.at[end] != ' ')
		end--;
	if (text.at[end] != ' ')
		for (end = most; ((unsigned char)text.at[end] & 0xC0) == 0x80;)
			end--;
	return str_slice(text, 0, end);
}

static const struct prose *
first_prose(const struct record *record)
{
	for (size_t i = 0; i < record->prose_count; i++)
		if (is_summary(record, record->proses[i]) && !tape_is_empty(&record->proses[i]->tape))
			return record->proses[i];
	return record->body;
}

struct str
text_beginning(struct buf *room, const struct record *record)
{
	struct str summary = record_text(record, KEY_summary);
	const struct tape *tape = &first_prose(record)->tape;
	uint32_t events = tape->event_count < BEGINNING_EVENTS ? tape->event_count : BEGINNING_EVENTS;

	return cut_at(summary.len ? summary : tape_add_plain(room, tape, 0, events), BEGINNING_MOST);
}
