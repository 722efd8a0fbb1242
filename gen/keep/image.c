/* SPDX-License-Identifier: EUPL-1.2 */
#include "image.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/memory.h"
#include "../base/work.h"
#include "../model/address.h"
#include "../model/group.h"
#include "../base/xxh3.h"
#include "image_file.h"
#include "image_texts.h"

/* A copy under way. Records come first and in their order, so that whatever names one knows where its copy lies. */
struct copying {
	struct image_file *file;
	const struct site *site;
	struct image_texts *texts;
	char *nothing;
	struct record *records;
	const struct record *nobody, *no_copy; /* of the site, and its copy */
	struct link **out;                     /* of each record: the links that begin there, by their sequence */
};

static void *
take(struct copying *copying, size_t count, size_t size)
{
	return image_file_take(copying->file, count * size);
}

static void *
copy_bytes(struct copying *copying, const void *from, size_t count, size_t size)
{
	void *to = take(copying, count, size);

	if (count)
		memcpy(to, from, count * size);
	return to;
}

/* A text without bytes has a place too, for who copies none of them asks for it: all have the same. */
static struct str
copy_text(struct copying *copying, struct str text)
{
	char *at = text.len ? take(copying, text.len + 1, 1) : copying->nothing;

	if (text.len)
		memcpy(at, text.at, text.len);
	return (struct str){at, text.len};
}

static struct record *
copied(const struct copying *copying, const struct record *record)
{
	return record ? &copying->records[record->index] : NULL;
}

static struct link *
copied_link(const struct copying *copying, const struct link *link)
{
	return &copying->out[link->from->index][link->sequence];
}

static struct records
copy_list(struct copying *copying, const struct records *records)
{
	struct records copy = {.items = take(copying, records->count, sizeof *copy.items), .count = records->count};

	for (size_t i = 0; i < records->count; i++)
		copy.items[i] = copied(copying, records->items[i]);
	return copy;
}

/* Values. */

/* A place in the file of the record that the value belongs to. */
static struct span
span_in(const struct record *copy, struct span span)
{
	span.source = span.source ? copy->source : NULL;
	return span;
}

static struct prose *
copied_prose(const struct record *from, const struct record *copy, const struct prose *prose)
{
	for (size_t i = 0; i < from->prose_count; i++)
		if (from->proses[i] == prose)
			return copy->proses[i];
	return NULL;
}

static struct pairs *
copy_pairs(struct copying *copying, const struct pairs *pairs)
{
	struct pairs *copy = take(copying, 1, sizeof *copy);

	copy->count = pairs->count;
	copy->items = take(copying, pairs->count, sizeof *copy->items);
	for (size_t i = 0; i < pairs->count; i++) {
		const struct pair *pair = &pairs->items[i];

		copy->items[i].name = copy_text(copying, pair->name);
		copy->items[i].text = copy_text(copying, pair->text);
		copy->items[i].inside = pair->inside ? copy_pairs(copying, pair->inside) : NULL;
	}
	return copy;
}

static struct map copy_map(struct copying *copying, const struct record *from, const struct map *map);

static void
copy_kind(struct copying *copying, const struct record *from, const struct field *field, struct value *copy)
{
	struct map map;

	switch (field->kind) {
	case VALUE_MARKDOWN:
		copy->prose = copied_prose(from, copied(copying, from), copy->prose);
		break;
	case VALUE_ID:
	case VALUE_ID_OR_URL:
	case VALUE_ID_OR_TEXT:
	case VALUE_TEXT_OR_ID:
		copy->record = copied(copying, copy->record);
		break;
	case VALUE_MAP:
		if (copy->map) {
			map = copy_map(copying, from, copy->map);
			copy->map = copy_bytes(copying, &map, 1, sizeof map);
		}
		break;
	case VALUE_FREE:
		copy->pairs = copy->pairs ? copy_pairs(copying, copy->pairs) : NULL;
		break;
	default:
		break;
	}
}

static void
copy_value(struct copying *copying, const struct record *from, const struct field *field, const struct value *value,
           struct value *copy)
{
	if (!value->is_set) {
		copy->is_written = value->is_written;
		copy->text = copy_text(copying, STR(""));
		return;
	}
	*copy = *value;
	copy->span = span_in(copied(copying, from), value->span);
	copy->text = copy_text(copying, value->text);
	if (!value->items) {
		copy_kind(copying, from, field, copy);
		return;
	}
	copy->items = take(copying, value->count, sizeof *copy->items);
	for (size_t i = 0; i < value->count; i++)
		copy_value(copying, from, field, &value->items[i], &copy->items[i]);
}

static struct map
copy_map(struct copying *copying, const struct record *from, const struct map *map)
{
	struct map copy = {.shape = &image_file_head(copying->file)->shapes[map->shape->id],
	                   .values = take(copying, map_count(map), sizeof *copy.values),
	                   .held = map->held,
	                   .span = span_in(copied(copying, from), map->span)};
	size_t count = 0;

	for (size_t i = 0; i < map->shape->count; i++) {
		if (!(map->held & UINT32_C(1) << i))
			continue;
		copy_value(copying, from, &map->shape->fields[i], &map->values[count], &copy.values[count]);
		count++;
	}
	return copy;
}

/* Texts. */

static void
copy_proses(struct copying *copying, const struct record *from)
{
	struct record *copy = copied(copying, from);
	struct prose *proses = take(copying, from->prose_count, sizeof *proses);
	char *at = image_texts_at(copying->texts, from);

	copy->proses = take(copying, from->prose_count, sizeof *copy->proses);
	for (size_t i = 0; i < from->prose_count; i++) {
		copy->proses[i] = &proses[i];
		proses[i].tape = image_texts_next(&at, &from->proses[i]->tape);
		proses[i].owner = copy;
	}
}

/* What stands in one of the record's texts stands in the copy of that text. */
static struct str
text_of(struct copying *copying, const struct record *from, struct str text)
{
	for (size_t i = 0; text.len && i < from->prose_count; i++) {
		const struct tape *tape = &from->proses[i]->tape;
		size_t at = (size_t)((uintptr_t)text.at - (uintptr_t)tape->pool);

		if (at < tape->pool_size)
			return (struct str){copied(copying, from)->proses[i]->tape.pool + at, text.len};
	}
	return copy_text(copying, text);
}

/* Links. */

static struct link
copy_link(struct copying *copying, const struct link *link)
{
	struct link copy = *link;

	copy.from = copied(copying, link->from);
	copy.to = copied(copying, link->to);
	copy.url = copy_text(copying, link->url);
	copy.address = copy_text(copying, link->address);
	copy.fragment = text_of(copying, link->from, link->fragment);
	copy.sentence = text_of(copying, link->from, link->sentence);
	return copy;
}

static void
copy_out(struct copying *copying, const struct record *from)
{
	struct record *copy = copied(copying, from);
	struct link *links = take(copying, from->out.count, sizeof *links);

	copying->out[from->index] = links;
	copy->out = (struct links){.items = take(copying, from->out.count, sizeof *copy->out.items), .count = from->out.count};
	for (size_t i = 0; i < from->out.count; i++) {
		assert(from->out.items[i]->sequence == i);
		links[i] = copy_link(copying, from->out.items[i]);
		copy->out.items[i] = &links[i];
	}
}

static void
copy_in(struct copying *copying, const struct record *from)
{
	struct record *copy = copied(copying, from);

	copy->in = (struct links){.items = take(copying, from->in.count, sizeof *copy->in.items), .count = from->in.count};
	for (size_t i = 0; i < from->in.count; i++)
		copy->in.items[i] = copied_link(copying, from->in.items[i]);
}

/* A reference to a heading of the same page is no link between records, so that it stands nowhere else. */
static bool
stands_alone(const struct link *link)
{
	return link->to == link->from;
}

static void
copy_references(struct copying *copying, const struct record *from)
{
	for (size_t i = 0; i < from->prose_count; i++) {
		const struct prose *prose = from->proses[i];
		const struct link **links = take(copying, prose->tape.ref_count, sizeof *links);

		copied(copying, from)->proses[i]->links = links;
		for (uint32_t k = 0; k < prose->tape.ref_count; k++) {
			struct link alone;

			if (!prose->links[k])
				continue;
			if (!stands_alone(prose->links[k])) {
				links[k] = copied_link(copying, prose->links[k]);
				continue;
			}
			alone = copy_link(copying, prose->links[k]);
			links[k] = copy_bytes(copying, &alone, 1, sizeof alone);
		}
	}
}

/* Records. */

static void
copy_source(struct copying *copying, const struct record *from)
{
	struct source *copy;

	if (!from->source)
		return;
	copy = take(copying, 1, sizeof *copy);
	copy->name = copy_text(copying, from->source->name);
	copy->path = copy_text(copying, from->source->path);
	copy->is_told_of = from->source->is_told_of;
	copied(copying, from)->source = copy;
}

/* What of a record names no other but by value. */
static void
copy_record(struct copying *copying, const struct record *from)
{
	struct record *copy = copied(copying, from);
	struct record begun = *copy;

	*copy = *from;
	copy->source = begun.source;
	copy->proses = begun.proses;
	copy->id = copy_text(copying, from->id);
	copy->title = copy_text(copying, from->title);
	copy->address = copy_text(copying, from->address);
	copy->front = span_in(copy, from->front);
	copy->body = from->prose_count ? copy->proses[0] : take(copying, 1, sizeof *copy->body);
	copy->map = copy_map(copying, from, &from->map);
	copy->last_followup = copied(copying, from->last_followup);
	copy->previous = copied(copying, from->previous);
	copy->next = copied(copying, from->next);
}

/* The site. */

static struct str
copy_key(void *user, struct str key)
{
	return copy_text(user, key);
}

static void *
copy_found(void *user, void *value)
{
	const struct copying *copying = user;

	return value == copying->nobody ? (void *)(uintptr_t)copying->no_copy : copied(copying, value);
}

static void *
copy_path(void *user, void *value)
{
	struct str path = copy_text(user, *(const struct str *)value);

	return copy_bytes(user, &path, 1, sizeof path);
}

static void *
take_bytes(void *user, size_t size)
{
	return take(user, 1, size);
}

static struct table *
copy_table(struct copying *copying, const struct table *table, void *(*value)(void *, void *))
{
	return table_copy(table, (struct table_copier){.user = copying, .take = take_bytes, .key = copy_key, .value = value});
}

/* Files that only records name which are withheld are not told of. */

struct naming {
	const struct site *site;
	struct table *named;
};

static void
name_file(struct naming *naming, struct str name)
{
	void *path = table_find(naming->site->files, name);

	if (path)
		table_set(naming->named, name, path);
}

static void
name_value(void *user, const struct record *record, const struct field *field, struct value *value)
{
	(void)record;
	if (field->kind == VALUE_FILE)
		name_file(user, value->text);
}

static void
name_files(struct naming *naming, struct record *record)
{
	record_visit(record, name_value, naming);
	for (size_t i = 0; i < record->prose_count; i++) {
		const struct tape *tape = &record->proses[i]->tape;

		for (uint32_t k = 0; k < tape->ref_count; k++)
			if (tape->refs[k].kind == REF_FILE)
				name_file(naming, ref_name(tape, &tape->refs[k]));
	}
}

static void
copy_files(struct copying *copying, const struct site *from, struct site *copy)
{
	struct arena *scratch = arena_new();
	struct naming naming = {from, table_new(scratch)};

	for (size_t i = 0; i < from->records.count; i++)
		name_files(&naming, from->records.items[i]);
	copy->files = copy_table(copying, naming.named, copy_path);
	arena_free(scratch);
}

static void
copy_tables(struct copying *copying, const struct site *from, struct site *copy)
{
	copy->nobody = take(copying, 1, sizeof *copy->nobody);
	copying->nobody = from->nobody;
	copying->no_copy = copy->nobody;
	copy->by_id = copy_table(copying, from->by_id, copy_found);
	copy->by_kamerstuk = copy_table(copying, from->by_kamerstuk, copy_found);
	copy->by_dossier = copy_table(copying, from->by_dossier, copy_found);
	copy->by_commitment = copy_table(copying, from->by_commitment, copy_found);
	copy->by_motion = copy_table(copying, from->by_motion, copy_found);
	copy->by_number = copy_table(copying, from->by_number, copy_found);
	copy_files(copying, from, copy);
}

static const struct groups *
copy_groups(struct copying *copying, const struct groups *groups)
{
	struct groups *copy = take(copying, 1, sizeof *copy);

	copy->count = groups->count;
	copy->items = take(copying, groups->count, sizeof *copy->items);
	for (size_t i = 0; i < groups->count; i++) {
		const struct group *from = groups->items[i];
		struct group *group = copy_bytes(copying, from, 1, sizeof *from);

		group->address = copy_text(copying, from->address);
		group->name = copy_text(copying, from->name);
		group->theme = copied(copying, from->theme);
		group->records = copy_list(copying, &from->records);
		copy->items[i] = group;
	}
	return copy;
}

static void
copy_pages(struct copying *copying, const struct site *from, struct site *copy)
{
	copy->pages = take(copying, from->page_count, sizeof *copy->pages);
	copy->page_count = from->page_count;
	for (size_t i = 0; i < from->page_count; i++) {
		struct address *address = take(copying, 1, sizeof *address);

		address->path = copy_text(copying, from->pages[i]->path);
		address->record = copied(copying, from->pages[i]->record);
		copy->pages[i] = address;
	}
}

static void
copy_records(struct copying *copying, const struct site *site)
{
	size_t count = site->records.count;

	copying->records = take(copying, count, sizeof *copying->records);
	copying->out = memory_take_zeroed(count + 1, sizeof *copying->out);
	for (size_t i = 0; i < count; i++) {
		assert(site->records.items[i]->index == i);
		copy_source(copying, site->records.items[i]);
	}
	for (size_t i = 0; i < count; i++)
		copy_proses(copying, site->records.items[i]);
	for (size_t i = 0; i < count; i++)
		copy_record(copying, site->records.items[i]);
	for (size_t i = 0; i < count; i++)
		copy_out(copying, site->records.items[i]);
	for (size_t i = 0; i < count; i++) {
		copy_in(copying, site->records.items[i]);
		copy_references(copying, site->records.items[i]);
	}
}

/* All but the texts. */
static void
copy_site(struct copying *copying, const struct site *site)
{
	struct site *copy;

	copying->nothing = take(copying, 1, 1);
	copy_records(copying, site);
	copy = take(copying, 1, sizeof *copy);
	image_file_head(copying->file)->site = copy;
	copy->unresolved = site->unresolved;
	copy->names_evaluations = site->names_evaluations;
	copy->filled = copy_list(copying, &site->filled);
	copy->tags = take(copying, site->language_count, sizeof *copy->tags);
	for (size_t i = 0; i < site->language_count; i++)
		copy->tags[copy->tag_count++] = copy_text(copying, site->languages[i]->tag);
	copy->records = copy_list(copying, &site->records);
	for (enum type type = 0; type < TYPE_COUNT; type++)
		copy->by_type[type] = copy_list(copying, &site->by_type[type]);
	copy_tables(copying, site, copy);
	copy->groups = copy_groups(copying, site->groups);
	copy_pages(copying, site, copy);
	free(copying->out);
}

/* What hangs together one thread copies, while the others write texts. */
static void
copy_step(void *user, unsigned worker, size_t index)
{
	struct copying *copying = user;

	if (index == 0)
		copy_site(copying, copying->site);
	else
		image_texts_write(copying->texts, worker, index - 1);
}

struct image_file *
image_begin(const struct site *site, struct str path)
{
	struct copying copying = {.file = image_file_new(path), .site = site};

	if (!copying.file)
		return NULL;
	copying.texts = image_texts_new(copying.file, site, site->jobs);
	work_share(site->jobs, 1 + image_texts_pieces(copying.texts), copy_step, &copying);
	image_texts_free(copying.texts);
	return copying.file;
}

bool
image_finish(struct image_file *file, struct str more, unsigned jobs)
{
	return image_file_finish(file, more, jobs);
}

void
image_abandon(struct image_file *file)
{
	image_file_fail(file);
	image_file_finish(file, STR(""), 1);
}

/* Reading. */

struct image {
	struct image_head *head;
	uint64_t state; /* of its file; see input_state */
};

struct image *
image_open(struct str path)
{
	uint64_t state;
	struct image_head *head = image_file_map(path, &state);
	struct image *image;

	if (!head)
		return NULL;
	image = memory_take_zeroed(1, sizeof *image);
	*image = (struct image){head, state};
	return image;
}

void
image_close(struct image *image)
{
	if (!image)
		return;
	image_file_unmap(image->head);
	free(image);
}

uint64_t
image_id(const struct image *image)
{
	return image->head->head_check;
}

struct str
image_more(const struct image *image)
{
	const struct image_head *head = image->head;
	const char *at = (const char *)head + head->more;

	if (XXH3_64bits(at, head->more_size) != head->more_check)
		return (struct str){0};
	return (struct str){at, head->more_size};
}

/* What is noted of a file that was found to be whole. */
struct seen {
	uint64_t state, head_check;
	uint64_t check; /* of both */
};

static struct seen
seen_of(const struct image *image)
{
	struct seen seen = {.state = image->state, .head_check = image->head->head_check};

	seen.check = XXH3_64bits(&seen, offsetof(struct seen, check));
	return seen;
}

static bool
was_seen(const struct image *image, struct str path)
{
	struct seen seen = seen_of(image);
	size_t size = 0;
	char *noted = image->state ? file_read_most(path, sizeof seen, &size) : NULL;
	bool is_same = noted && size == sizeof seen && memcmp(noted, &seen, sizeof seen) == 0;

	free(noted);
	return is_same;
}

bool
image_is_whole(const struct image *image, struct str path, unsigned jobs)
{
	struct seen seen = seen_of(image);

	if (was_seen(image, path))
		return true;
	if (!image_file_is_whole(image->head, jobs))
		return false;
	if (image->state && file_remove(path))
		file_write(path, (struct str){(const char *)&seen, sizeof seen});
	return true;
}

struct site *
image_site(struct image *image)
{
	return image->head->site;
}
