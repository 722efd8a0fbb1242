/* SPDX-License-Identifier: EUPL-1.2 */
#include "kept.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/file.h"
#include "../base/memory.h"
#include "../pdf/pdf.h"

#define IMAGE_NAME "image"
#define NEW_IMAGE_NAME "new/image" /* in the folder that a build cleans up */
#define CHANGES_NAME "changes"

/* What is kept beside the image: the facts, then the paths of what is read outside the two folders (each with a NUL), then the inputs. */
struct beside {
	struct kept_facts facts;
	uint64_t paths_size; /* a multiple of 8 */
};

struct keeping {
	struct arena *arena;
	const struct options *options;
	const struct site *site;
	struct inputs *inputs;
	struct image_file *image;
	struct str path, new_path, changes;
	struct buf paths;
};

static uint64_t
options_digest(const struct options *options)
{
	uint64_t digest = hash_text(hash_of(options->content), options->templates);

	digest = hash_mix(digest, (uint64_t)options->year);
	return hash_mix(digest, (uint64_t)options->only_pages << 3 | (uint64_t)options->no_pdf << 2 |
	                                (uint64_t)options->compress << 1 | options->strict);
}

static struct inputs *
gather(const struct options *options)
{
	struct str folders[] = {options->content, options->templates};

	return inputs_gather(folders, sizeof folders / sizeof *folders, (unsigned)options->jobs);
}

struct keeping *
keeping_begin(const struct options *options)
{
	struct arena *arena = arena_new();
	struct keeping *keeping = arena_alloc(arena, sizeof *keeping);

	keeping->arena = arena;
	keeping->options = options;
	keeping->inputs = gather(options);
	return keeping;
}

static void
add_path(struct keeping *keeping, struct str path)
{
	if (path.len) {
		buf_add(&keeping->paths, path);
		buf_add_char(&keeping->paths, '\0');
	}
}

/* Fonts, colours, the logo and the time zone are no part of the two folders. */
static void
add_paths(struct keeping *keeping, const struct site *site)
{
	for (enum face_id face = 0; face < FACE_COUNT; face++)
		add_path(keeping, site->layout->fonts[face]);
	add_path(keeping, site->layout->logo);
	add_path(keeping, STR(PDF_PROFILE));
	add_path(keeping, path_join(keeping->arena, STR("/usr/share/zoneinfo"), site->settings.timezone));
	while (keeping->paths.len % 8)
		buf_add_char(&keeping->paths, '\0');
}

/* The paths one by one. */
static bool
next_path(struct str *rest, struct str *path)
{
	while (rest->len && !rest->at[0])
		*rest = str_slice(*rest, 1, rest->len);
	*path = (struct str){rest->at, rest->len ? strlen(rest->at) : 0};
	*rest = str_slice(*rest, path->len, rest->len);
	return path->len > 0;
}

static void
add_outside(struct inputs *inputs, struct str paths)
{
	struct str path;

	while (next_path(&paths, &path))
		inputs_add(inputs, path);
}

void
keeping_image(struct keeping *keeping, const struct site *site, struct str folder)
{
	add_paths(keeping, site);
	add_outside(keeping->inputs, buf_str(&keeping->paths));
	keeping->site = site;
	keeping->path = path_join(keeping->arena, folder, STR(IMAGE_NAME));
	keeping->new_path = path_join(keeping->arena, folder, STR(NEW_IMAGE_NAME));
	keeping->changes = path_join(keeping->arena, folder, STR(CHANGES_NAME));
	if (file_make_folders(path_folder(keeping->new_path)) && file_remove(keeping->new_path))
		keeping->image = image_begin(site, keeping->new_path);
}

static bool
finish_image(struct keeping *keeping, struct digest release)
{
	const struct site *site = keeping->site;
	struct beside beside = {.facts = {.options = options_digest(keeping->options),
	                                  .today = site->today,
	                                  .now = site->now,
	                                  .next_release = site->next_release,
	                                  .release = release,
	                                  .records = site->read_count,
	                                  .weight = search_weight_of_all(site),
	                                  .warnings = diag_count(site->diags, SEVERITY_WARNING),
	                                  .unresolved = site->unresolved},
	                        .paths_size = keeping->paths.len};
	struct buf more = {0};
	bool is_whole;

	buf_add_bytes(&more, (const char *)&beside, sizeof beside);
	buf_add(&more, buf_str(&keeping->paths));
	inputs_keep(keeping->inputs, &more);
	is_whole = image_finish(keeping->image, buf_str(&more), site->jobs);
	keeping->image = NULL;
	buf_free(&more);
	return is_whole;
}

/* What was kept before goes in any case: it tells of records that may be withheld now. */
void
keeping_finish(struct keeping *keeping, struct digest release)
{
	bool is_whole = keeping->image && finish_image(keeping, release);

	file_remove(keeping->changes);
	if (is_whole && rename(keeping->new_path.at, keeping->path.at) == 0)
		return;
	file_remove(keeping->path);
	file_remove(keeping->new_path);
}

void
keeping_free(struct keeping *keeping)
{
	if (!keeping)
		return;
	if (keeping->image)
		image_abandon(keeping->image);
	buf_free(&keeping->paths);
	inputs_free(keeping->inputs);
	arena_free(keeping->arena);
}

/* What has changed since the image: of the release that it led to, each file as it was then, and what was made again. */
struct changes {
	struct digest release, image; /* image: the release that the image is of */
	uint64_t unresolved;          /* references in that release */
	uint64_t count;
	struct change {
		uint64_t name, state;
	} items[INPUTS_MOST_CHANGED];
	uint64_t check; /* of all before, and of what follows */
};

static uint64_t
check_of(const struct changes *changes, struct str followed)
{
	return hash_text(hash_of((struct str){(const char *)changes, offsetof(struct changes, check)}), followed);
}

static struct changes
changes_of(const struct kept *kept, struct digest release)
{
	struct changes changes;

	memset(&changes, 0, sizeof changes);
	changes.release = release;
	changes.image = kept->facts.release;
	changes.unresolved = kept->unresolved;
	changes.count = kept->changed_count;
	for (size_t i = 0; i < kept->changed_count; i++) {
		const struct input *input = &kept->inputs->items[kept->changed[i]];

		changes.items[i] = (struct change){input->name, input->state};
	}
	return changes;
}

/* Whether each changed file is as it was when the portal was last made to follow. */
static bool
is_up_to_date(const struct changes *changes, const struct kept *kept)
{
	if (changes->count != kept->changed_count)
		return false;
	for (size_t i = 0; i < kept->changed_count; i++) {
		const struct input *input = &kept->inputs->items[kept->changed[i]];
		bool is_same = false;

		for (size_t k = 0; k < changes->count && !is_same; k++)
			is_same =
				changes->items[k].name == input->name && input->state && changes->items[k].state == input->state;
		if (!is_same)
			return false;
	}
	return true;
}

/* False where no build has followed the image to this release. */
static bool
read_changes(struct kept *kept, struct str folder, struct digest release, struct changes *changes)
{
	struct arena *scratch = arena_new();
	struct str path = path_join(scratch, folder, STR(CHANGES_NAME));

	if (file_kind_of(path, NULL) == FILE_REGULAR)
		kept->changes.at = (const char *)file_map(path, &kept->changes.len);
	arena_free(scratch);
	if (kept->changes.len < sizeof *changes)
		return false;
	memcpy(changes, kept->changes.at, sizeof *changes);
	kept->followed = str_slice(kept->changes, sizeof *changes, kept->changes.len);
	return changes->count <= INPUTS_MOST_CHANGED && manifest_digest_equal(changes->release, release) &&
	       manifest_digest_equal(changes->image, kept->facts.release) && changes->check == check_of(changes, kept->followed);
}

/* Whether the portal that stands is that of the image, or one that followed it. */
static bool
is_of_release(struct kept *kept, struct str folder, struct digest release)
{
	struct changes changes;

	if (read_changes(kept, folder, release, &changes)) {
		kept->is_published = is_up_to_date(&changes, kept);
		kept->unresolved = changes.unresolved;
		return true;
	}
	kept->followed = (struct str){0};
	kept->unresolved = kept->facts.unresolved;
	kept->is_published = kept->changed_count == 0;
	return manifest_digest_equal(kept->facts.release, release);
}

static bool
is_of_this_time(const struct kept_facts *facts, const struct site *now)
{
	return date_order(facts->today, now->today) == 0 && facts->now <= now->now && now->now < facts->next_release;
}

static bool
reads_beside(struct kept *kept, const struct options *options, const struct site *now)
{
	struct str more = image_more(kept->image);
	struct beside beside;

	if (more.len < sizeof beside)
		return false;
	memcpy(&beside, more.at, sizeof beside);
	kept->facts = beside.facts;
	if (kept->facts.options != options_digest(options) || !is_of_this_time(&kept->facts, now))
		return false;
	kept->inputs = gather(options);
	more = str_slice(more, sizeof beside, more.len);
	add_outside(kept->inputs, str_slice(more, 0, beside.paths_size));
	return inputs_compare(kept->inputs, str_slice(more, beside.paths_size, more.len), kept->changed, &kept->changed_count);
}

struct kept *
kept_open(const struct options *options, const struct site *now, struct str folder, struct digest release)
{
	struct arena *scratch = arena_new();
	struct image *image = image_open(path_join(scratch, folder, STR(IMAGE_NAME)));
	struct kept *kept = image ? memory_take_zeroed(1, sizeof *kept) : NULL;

	arena_free(scratch);
	if (!kept)
		return NULL;
	kept->image = image;
	if (reads_beside(kept, options, now) && is_of_release(kept, folder, release))
		return kept;
	kept_close(kept);
	return NULL;
}

void
kept_close(struct kept *kept)
{
	if (!kept)
		return;
	inputs_free(kept->inputs);
	image_close(kept->image);
	file_unmap((const uint8_t *)kept->changes.at, kept->changes.len);
	free(kept);
}

/* Numbers and texts one after the other. */

static void
add_number(struct buf *out, uint64_t number)
{
	buf_add_bytes(out, (const char *)&number, sizeof number);
}

static bool
take_number(struct str *rest, uint64_t most, uint64_t *number)
{
	if (rest->len < sizeof *number)
		return false;
	memcpy(number, rest->at, sizeof *number);
	*rest = str_slice(*rest, sizeof *number, rest->len);
	return *number <= most;
}

static bool
take_text(struct str *rest, uint64_t size, struct str *text)
{
	if (size > rest->len)
		return false;
	*text = str_slice(*rest, 0, size);
	*rest = str_slice(*rest, size, rest->len);
	return true;
}

static void
add_terms(struct buf *out, const struct search_terms *terms)
{
	add_number(out, terms->count);
	for (size_t i = 0; i < terms->count; i++) {
		add_number(out, terms->items[i].quality);
		add_number(out, terms->items[i].name.len);
		buf_add(out, terms->items[i].name);
	}
}

static struct search_terms *
take_terms(struct arena *arena, struct str *rest)
{
	struct search_terms *terms = arena_alloc(arena, sizeof *terms);
	uint64_t count, quality, size;

	if (!take_number(rest, rest->len, &count))
		return NULL;
	terms->items = arena_array(arena, count, sizeof *terms->items);
	for (; terms->count < count; terms->count++) {
		struct search_term *term = &terms->items[terms->count];

		if (!take_number(rest, UINT8_MAX, &quality) || !take_number(rest, rest->len, &size) ||
		    !take_text(rest, size, &term->name))
			return NULL;
		term->quality = (uint8_t)quality;
	}
	return terms;
}

/* Whether anything is to be said of a record. */
static bool
is_followed(const struct followed *followed, size_t place)
{
	return followed->marks[place] || followed->terms[place];
}

static void
add_records(struct buf *out, const struct followed *followed, size_t records)
{
	size_t count = 0;

	for (size_t i = 0; i < records; i++)
		count += is_followed(followed, i);
	add_number(out, count);
	for (size_t i = 0; i < records; i++) {
		if (!is_followed(followed, i))
			continue;
		add_number(out, i);
		add_number(out, followed->marks[i]);
		add_number(out, followed->terms[i] != NULL);
		if (followed->terms[i])
			add_terms(out, followed->terms[i]);
	}
}

static bool
take_record(struct arena *arena, size_t records, struct str *rest, struct followed *followed)
{
	uint64_t place, marks, has_terms;

	if (!take_number(rest, records - 1, &place) || !take_number(rest, UINT8_MAX, &marks) || !take_number(rest, 1, &has_terms))
		return false;
	followed->marks[place] = (uint8_t)marks;
	if (has_terms)
		followed->terms[place] = take_terms(arena, rest);
	return !has_terms || followed->terms[place];
}

static bool
take_lists(struct arena *arena, struct str *rest, struct followed *followed)
{
	uint64_t count;

	if (!take_number(rest, rest->len / sizeof *followed->lists, &count))
		return false;
	followed->lists = arena_array(arena, count, sizeof *followed->lists);
	followed->list_cap = count;
	while (followed->list_count < count)
		if (!take_number(rest, UINT64_MAX, &followed->lists[followed->list_count++]))
			return false;
	return true;
}

bool
kept_followed(const struct kept *kept, struct arena *arena, size_t records, struct followed *followed)
{
	struct str rest = kept->followed;
	uint64_t count, has_other_dates;

	*followed = (struct followed){.marks = arena_array(arena, records, sizeof *followed->marks),
	                              .terms = arena_array(arena, records, sizeof *followed->terms)};
	if (!rest.at)
		return true;
	if (!take_number(&rest, 1, &has_other_dates) || !take_lists(arena, &rest, followed) ||
	    !take_number(&rest, records, &count))
		return false;
	followed->has_other_dates = has_other_dates;
	for (uint64_t i = 0; i < count; i++)
		if (!take_record(arena, records, &rest, followed))
			return false;
	return rest.len == 0;
}

void
kept_note(const struct kept *kept, struct str folder, struct digest release, const struct followed *followed, size_t records)
{
	struct arena *scratch = arena_new();
	struct changes changes = changes_of(kept, release);
	struct str path = path_join(scratch, folder, STR(CHANGES_NAME));
	struct buf text = {0};

	buf_add_bytes(&text, (const char *)&changes, sizeof changes);
	add_number(&text, followed->has_other_dates);
	add_number(&text, followed->list_count);
	for (size_t i = 0; i < followed->list_count; i++)
		add_number(&text, followed->lists[i]);
	add_records(&text, followed, records);
	changes.check = check_of(&changes, str_slice(buf_str(&text), sizeof changes, text.len));
	memcpy(text.at, &changes, sizeof changes);
	if (file_remove(path))
		file_write(path, buf_str(&text));
	buf_free(&text);
	arena_free(scratch);
}
